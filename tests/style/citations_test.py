#!/usr/bin/env python3
"""Citations that lead nowhere are found, each kind of them; the tree itself has none."""
import shutil
import tempfile
import unittest
from pathlib import Path

import citations

ROOT = Path(__file__).resolve().parents[2]


class Citations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="karimen-citations-")
        cls.tree = Path(cls.folder.name) / "tree"
        shutil.copytree(ROOT, cls.tree, ignore=shutil.ignore_patterns("build", ".git", "corpus", "__pycache__", "*.bin"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def found(self, name, change):
        """What is said of the tree with one file changed."""
        path = self.tree / name
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        try:
            return citations.problems(self.tree, name)
        finally:
            path.write_text(before, encoding="utf-8")

    def test_the_tree_has_none(self):
        self.assertEqual(citations.problems(ROOT), [])

    def test_each_kind_is_found(self):
        ours = "base/bytes.hpp"
        for text, said in (("chip.md B.99", "chip.md has no section B.99"),
                           ("as chip.md\n// C.77 says", "chip.md has no section C.77"),
                           ("(chip.md B.5, C.88)", "chip.md has no section C.88"),
                           ("(vpcd.md 9)", "vpcd.md has no section 9"),
                           ("docs/scenarios.md, Nowhere", "scenarios.md has no section 'Nowhere'"),
                           ("design §4", "nobody can open"),
                           ("spec/rules", "nobody can open"),
                           ("001_751f35a34b44cbce.txt", "nobody can open"),
                           ("INHERIT-99", "the rulebook has no INHERIT-99"),
                           ("A-99", "the rulebook has no A-99"),
                           ("docs/nothing.md", "is not in the tree"),
                           ("sim/chip/gone.hpp", "is not in the tree")):
            problems = self.found(ours, lambda before: before + f"// {text}\n")
            self.assertTrue(any(p.startswith(ours) and said in p for p in problems), f"{text}: {problems}")

    def test_links_folders_and_rooms_are_found(self):
        page = "docs/architecture.md"
        for text, said in (("[x](none.md)", "leads nowhere"), ("[x](chip.md#nope)", "has no heading #nope"),
                           ("`sim/rubbish`", "is not in the tree")):
            self.assertIn(said, "\n".join(self.found(page, lambda before: before + text + "\n")))
        self.assertIn("differ in sim/pki", "\n".join(self.found(page, lambda b: b.replace("| `sim/pki` |", "| pki |"))))

    def test_a_library_without_a_reason_is_found(self):
        problems = self.found("dev", lambda before: before.replace("build_packages=(", "build_packages=(libnowhere3-dev ", 1))
        self.assertEqual(problems, ["docs/architecture.md: say in a line of section 11 why libnowhere3-dev was chosen"])

    def test_sections_that_stand_as_data_are_found(self):
        for name, old, new in (("sim/chip/cause/cause_table.cpp", '"B.2"', '"B.42"'),
                               ("sim/chip/cause/limits.cpp", '"A.1, A.2"', '"A.1, A.42"'),
                               ("tests/conformance/behaviours.txt", "\nA.2 | measured", "\nA.42 | measured")):
            problems = self.found(name, lambda before: before.replace(old, new, 1))
            self.assertRegex("\n".join(problems), rf"{name}: chip.md has no section [AB].42")


if __name__ == "__main__":
    unittest.main()
