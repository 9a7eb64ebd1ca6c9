#!/usr/bin/env python3
"""A sentence that nobody translated is found, however it is put together; what is no sentence is not."""
import tempfile
import unittest
from pathlib import Path

import phrases

PAIRS = ['the card left {} in a command', "'{}' is not a text", "did you mean '{}'?", "{} bytes, at most {}",
         "the reader is taken; it is held by {}", "the reader is taken", "the text is not closed"]


class Phrases(unittest.TestCase):
    def found(self, code):
        with tempfile.TemporaryDirectory(prefix="karimen-phrases-") as folder:
            path = Path(folder) / "code.cpp"
            path.write_text(code, encoding="utf-8")
            return [text for _, text in phrases.sentences(path) if not phrases.told(text, PAIRS)]

    def test_a_sentence_without_a_pair_is_found(self):
        for code, text in (('fail("the dog ate it");', "the dog ate it"),
                           ('fail("the " + name + " ate it, " "and more");', "the {} ate it, and more"),
                           ('return std::string("the dog ") + (a ? "b" : "c") + " of " + to_string(x.y(1)[2]);',
                            "the dog {} of {}"),
                           ('fmt::format("{:02X} bytes of the card", 3)', "{} bytes of the card"),
                           ('Diagnostic{.what = "no dog"}', "no dog"), ('x = a ? "the dog ate it" : "";', "the dog ate it"),
                           ('constexpr Row rows[]{{"the dog ate it", 3}};', "the dog ate it"),
                           ('fail("the card left " + reader + " in a hurry");', "the card left {} in a hurry")):
            with self.subTest(code=code):
                self.assertEqual(self.found(code), [text])

    def test_what_the_book_tells_or_nobody_is_told_is_not(self):
        for code in ('fail("the card left " + reader.name() + " in a command");',
                     'fail(std::string("\'") + key + "\' is not a text");', '// "the dog ate it"\nint a;',
                     'KARIMEN_ASSERT(a < b, "the dog ate it");', 'throw std::logic_error("the dog ate it");',
                     'constexpr Bilingual a{"the dog ate it", "犬が食べた"};', 'fail("the reader is taken" + held(3));',
                     'text += "; it is held by " + name;', 'fix = "\'karimen card new --list\'";', 'f("a_b, c, d");',
                     '#include "the dog ate it"\n'):
            with self.subTest(code=code):
                self.assertEqual(self.found(code), [])


if __name__ == "__main__":
    unittest.main()
