#!/usr/bin/env python3
"""Every word that a report names can be asked for: one word, one page, with where it stands, in both languages."""
import re
import unittest

import yaml

from program import ROOT, InFolder

PLACE = re.compile(r"harness/rulebook/\w+\.yaml:\d+")


class Explain(InFolder):
    def told(self, *words):
        done = self.karimen("explain", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def words(self):
        """A word of each kind -> what its page holds."""
        return {"A-10": ["values", "kept", "default", PLACE.pattern], "A-25": ["read by .*DRIVE-09a"], "INHERIT-11": ["because", "source ", PLACE.pattern],
                "NO_WISH": ["said by", "INHERIT", "source "], "record_not_from_the_future": ["reads", PLACE.pattern],
                "personalise_card": ["actor", "card_factory", PLACE.pattern], "card.record": ["observed", "chip", PLACE.pattern],
                "my_number_only": ["a value of .*driver_registry.holding_form"], "6A88": ["referenced data"]}

    def test_a_word_of_each_kind_has_a_page_in_both_languages(self):
        for word, parts in self.words().items():
            with self.subTest(word=word):
                told = self.told(word)
                for part in parts:
                    self.assertRegex(told, re.compile(part, re.I))
                self.assertLess(len(told.splitlines()), 50)
                japanese = self.told(word, "--ja")
                self.assertRegex(japanese, "[ぁ-んァ-ン一-龥]")
                self.assertNotEqual(told, japanese)

    def test_every_knob_obstacle_warning_invariant_and_procedure_is_known(self):
        words = []
        for path in sorted((ROOT / "harness/rulebook").glob("*.yaml")):
            for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                words += [document[kind] for kind in ("assumption", "invariant") if kind in document]
                if isinstance(document.get("procedures"), dict):
                    words += list(document["procedures"])
                for kind in ("obstacles", "warnings"):
                    words += list(document.get(kind) or [])
        self.assertGreater(len(words), 150)
        done = self.karimen("explain", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in words:
            self.assertIn(word, done.stdout)

    def test_an_unknown_word_names_the_nearest(self):
        for word, near in [("INHERIT-1l", "INHERIT-1"), ("NO_WISHH", "NO_WISH"), ("card.recrod", "card.record"), ("A-1O", "A-1")]:
            done = self.karimen("explain", word)
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"nothing is called '{word}'", done.stderr)
            self.assertIn(near, done.stderr.splitlines()[1])
        self.assertEqual(self.karimen("explain").returncode, 2)


if __name__ == "__main__":
    unittest.main()
