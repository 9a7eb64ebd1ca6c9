#!/usr/bin/env python3
"""Two files of one room that say the same name are found, whatever the name is of; what may be said twice is not."""
import tempfile
import unittest
from pathlib import Path

import unity

HELD = "#include <array>\nnamespace karimen {\nnamespace {\n\n%s\n\n}  // namespace\n}  // namespace karimen\n"
FUNCTION = "int row(int first, const std::vector<int>& rest) {\n  return first;\n}"


class Unity(unittest.TestCase):
    def found(self, first, second, room="room"):
        with tempfile.TemporaryDirectory(prefix="karimen-unity-") as folder:
            root = Path(folder)
            for name, text in (("room/first.cpp", first), (f"{room}/second.cpp", second)):
                (root / name).parent.mkdir(exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return list(unity.problems(root, ["room", room] if room != "room" else ["room"]))

    def test_a_name_that_stands_twice_is_found_whatever_it_is_of(self):
        for text in (FUNCTION, "constexpr int row = 3;", "struct row {\n  int a = 0;\n};", "enum class row { a, b };",
                     "constexpr std::array row{1, 2};", "const char* const row[] = {\"{\", \"}\"};", "class row final : X {};",
                     "template <typename T>\nbool row(const T& value) {\n  return true;\n}"):
            with self.subTest(text=text):
                said, = self.found(HELD % ("int other = 1'000;\n" + text), HELD % text)
                self.assertRegex(said, r"room/second.cpp:5: 'row' stands also in room/first.cpp:6")
        self.assertEqual(len(self.found(HELD % "int row = 1;", "static int row(int a) {\n  return a;\n}\n")), 0)
        self.assertEqual(len(self.found("static int row = 1;\n", "static int row(int a) {\n  return a;\n}\n")), 1)
        self.assertEqual(len(self.found(HELD % FUNCTION, HELD % FUNCTION.replace("first", "other"))), 1)

    def test_what_may_be_said_twice_is_not(self):
        for first, second in ((FUNCTION, "int row(int first) {\n  return first;\n}"),
                              ("using Row = int;", "using Row = int;"), ("namespace fs = std;", "namespace fs = std;"),
                              ("int first() {\n  int row = 1;\n  return row;\n}", "int row = 1;"),
                              ("// int row = 1;\nint first;", "int row = 1;"),
                              ("const char* first = \"int row = 1;\";", "int row = 1;")):
            with self.subTest(first=first):
                self.assertEqual(self.found(HELD % first, HELD % second), [])
        self.assertEqual(self.found(HELD % FUNCTION, HELD % FUNCTION, "elsewhere"), [])
        alone = "using enum Colour;\n"
        self.assertEqual(self.found(alone + HELD % FUNCTION, HELD % FUNCTION), [])


if __name__ == "__main__":
    unittest.main()
