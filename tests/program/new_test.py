#!/usr/bin/env python3
"""`karimen new`: each template is valid as it is, in both languages, and so is each line of it that is a comment."""
import re
import shutil
import unittest

from program import ROOT, InFolder

COMMENTED = re.compile(r"(?m)^( *)# ([a-z_]+: .*)$")
LANGUAGES = [[], ["--ja"]]


class New(InFolder):
    def made(self, kind, language):
        done = self.karimen("new", kind, *language)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def variants(self, text):
        """The template, and with each commented line taken in: in place of the line of that key, where there is one."""
        yield text
        for match in COMMENTED.finditer(text):
            key = match.group(2).split(":")[0]
            indent = match.group(1)
            without = re.sub(rf"(?m)^{indent}{key}:.*\n(?:{indent} +.*\n)*", "", text)
            yield without.replace(match.group(0), indent + match.group(2))

    def test_a_scenario_is_checked_and_passes(self):
        for language in LANGUAGES:
            text = self.made("scenario", language)
            for number, variant in enumerate(self.variants(text)):
                with self.subTest(language=language, number=number):
                    (self.folder / "s.yaml").write_text(variant, encoding="utf-8")
                    done = self.karimen("check", "s.yaml")
                    self.assertEqual(done.returncode, 0, done.stderr + variant)
            self.assertGreater(number, 2)
            (self.folder / "s.yaml").write_text(text, encoding="utf-8")
            done = self.karimen("run", "s.yaml")
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_a_card_has_nothing_that_lint_names(self):
        for language in LANGUAGES:
            text = self.made("card", language)
            for number, variant in enumerate(self.variants(text)):
                with self.subTest(language=language, number=number):
                    (self.folder / "c.yaml").write_text(variant, encoding="utf-8")
                    done = self.karimen("card", "lint", "c.yaml")
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_rule_is_one_of_the_rulebook_and_decides(self):
        shutil.copytree(ROOT / "harness/rulebook", self.folder / "rulebook")
        for language in LANGUAGES:
            text = self.made("rule", language)
            for number, variant in enumerate(self.variants(text)):
                with self.subTest(language=language, number=number):
                    (self.folder / "rulebook/mine.yaml").write_text(variant, encoding="utf-8")
                    # What is proved of invariants is another test's: nothing of it takes longer than a millisecond here.
                    done = self.karimen("rules", "check", "--rulebook", "rulebook", "--limit", 1)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            (self.folder / "rulebook/mine.yaml").write_text(text, encoding="utf-8")
            decided = self.karimen("rules", "decide", "may_be_done_here", "card.possession=lost", "--at", "2026-07-01",
                                   "--rulebook", "rulebook")
            self.assertIn("NOT_AT_HAND", decided.stdout, decided.stderr)
            self.assertIn("MINE-01", self.karimen("rules", "show", "MINE-01", "--rulebook", "rulebook").stdout)

    def test_all_are_in_the_one_form(self):
        for kind in ("scenario", "card", "rule"):
            for language in LANGUAGES:
                with self.subTest(kind=kind, language=language):
                    (self.folder / "new.yaml").write_text(self.made(kind, language), encoding="utf-8")
                    self.assertEqual(self.karimen("fmt", "--check", "new.yaml").returncode, 0)

    def test_both_languages_differ_in_their_comments_alone(self):
        def without_comments(text):
            return re.sub(r"(?m) *#.*$", "", text)
        for kind in ("scenario", "card", "rule"):
            english, japanese = (self.made(kind, language) for language in LANGUAGES)
            self.assertEqual(without_comments(english), without_comments(japanese))
            self.assertNotEqual(english, japanese)

    def test_a_file_is_never_written_over(self):
        done = self.karimen("new", "scenario", "mine.yaml")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn("to run it: karimen run mine.yaml", done.stderr)
        self.assertEqual((self.folder / "mine.yaml").read_text(), self.made("scenario", []))
        (self.folder / "mine.yaml").write_text("mine")
        (self.folder / "link.yaml").symlink_to("nowhere")
        for name in ("mine.yaml", "link.yaml"):
            again = self.karimen("new", "card", name)
            self.assertEqual(again.returncode, 2)
            self.assertIn(f"'{name}' exists already", again.stderr)
        self.assertEqual((self.folder / "mine.yaml").read_text(), "mine")
        self.assertEqual(self.karimen("new", "card", "a", "b").returncode, 2)
        self.assertIn("did you mean 'new scenario'?", self.karimen("new", "scenaro").stderr)


if __name__ == "__main__":
    unittest.main()
