#!/usr/bin/env python3
"""docs/your-system.md in both languages: the same commands, tables and headings, every word of the vocabulary known, and the
adapter that it shows does what is said of it."""
import os
import re
import sys
import unittest

sys.dont_write_bytecode = True
from program import ROOT, InFolder  # noqa: E402

PAGES = {language: (ROOT / "docs" / name).read_text(encoding="utf-8")
         for language, name in (("en", "your-system.md"), ("ja", "your-system.ja.md"))}
ADAPTER = "from karimen_sut import"


def headings(page):
    return [len(marks) for marks in re.findall(r"(?m)^(#+) ", page)]


def commands(page):
    """What stands in code, line by line, without the remarks behind it."""
    lines = re.findall(r"(?m)^(?: {4}| {7})(\S.*| +\S.*)$", page)
    return [re.sub(r"\s+#.*", "", line) for line in lines if not re.match(r" *# ", line)]


def first_cells(page):
    """The words in code of each table row's first cell."""
    return [re.findall(r"`[^`]+`", row.split("|")[1]) for row in re.findall(r"(?m)^\|.*$", page)]


def words(page):
    """Everything in code between ordinary words, in any order."""
    return sorted(re.findall(r"(?<!`)`([^`\n]+)`", page))


def example(page):
    """The Python adapter that the page shows."""
    begin = page.index("    " + ADAPTER)
    block = page[begin:page.index("    system.run()", begin)] + "    system.run()\n"
    return re.sub(r"(?m)^ {4}", "", block)


class BothLanguages(unittest.TestCase):
    maxDiff = None

    def test_they_have_the_same_headings(self):
        self.assertEqual(headings(PAGES["en"]), headings(PAGES["ja"]))

    def test_they_have_the_same_commands_and_messages(self):
        self.assertGreater(len(commands(PAGES["en"])), 30)
        self.assertEqual(commands(PAGES["en"]), commands(PAGES["ja"]))

    def test_they_have_the_same_rows_of_tables_and_the_same_words_in_code(self):
        self.assertEqual(first_cells(PAGES["en"]), first_cells(PAGES["ja"]))
        self.assertEqual(sorted(set(words(PAGES["en"]))), sorted(set(words(PAGES["ja"]))))


class WhatIsSaid(InFolder):
    def test_facts_and_procedures_that_are_named_are_known(self):
        facts = sorted({word for word in words(PAGES["en"]) if re.fullmatch(r"[a-z_]+\.[a-z_]+", word) and not word.endswith(".py")})
        procedures = re.findall(r"`((?:[a-z]+_)+(?:licence|check|card|chip|certificates|time|content))`", PAGES["en"])
        self.assertGreater(len(facts), 15)
        for command, names in ("facts", facts), ("procedures", sorted(set(procedures) - {"reset_card", "insert_card", "remove_card"})):
            done = self.karimen(command, *names)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_adapter_that_is_shown_is_judged_in_two_commands(self):
        (self.folder / "adapter.py").write_text(example(PAGES["en"]), encoding="utf-8")
        paths = {"env": {"PYTHONPATH": str(ROOT / "examples/python"), "PYTHONDONTWRITEBYTECODE": "1"}}
        checked = self.karimen("sut", "check", f"{sys.executable} adapter.py", **paths)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        judged = self.karimen("run", ROOT / "scenarios/driving", "--db", "none", "--sut", f"{sys.executable} adapter.py", **paths)
        self.assertEqual(judged.returncode, 1, judged.stdout + judged.stderr)
        passed, failed = map(int, re.search(r"(?m)^(\d+) passed, (\d+) failed, 0 undecided, 0 errors", judged.stdout).groups())
        self.assertGreater(passed, 0)
        self.assertGreater(failed, passed)
        self.assertRegex(judged.stdout, r"(?m)^    DRIVE-\d+\w? fired because .*; source ")


if __name__ == "__main__":
    assert os.environ["KARIMEN"]
    unittest.main()
