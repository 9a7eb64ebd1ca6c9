#!/usr/bin/env python3
"""What is wrong between the sentences, the rulebook and copies of the documents is told, and nothing else is."""
import tempfile
import unittest
from pathlib import Path

from sentences import Row, Rulebook, Sentences, misplaced, problems, sentence

SOURCES = {"a_leaflet": {"file": "leaflet.txt"}, "a_page": {"file": "page.txt"}}
LEAFLET = "窓口\n受付は平日の\n９時から１１時３０分までです。\n代理の方は受け付けません。\n"


def book():
    return Rulebook(rows={"HOURS-1": Row("hours", [("a_leaflet", "9時から11時30分まで")], {"A-1": "strict, loose"}, False),
                          "HOURS-2": Row("hours", [], {"A-1": "loose"}, True)},
                    procedures={"visit": [("a_page", "ご来場ください")], "write": []},
                    requires={"visit": ["hours"]}, decides={"visit": []}, defaults={"A-1": "strict"})


def good():
    return [{"at": "a_leaflet 2-3", "about": {"ja": "受付時間", "en": "hours"}, "rules": ["HOURS-1"]},
            {"at": "a_leaflet 4", "about": {"ja": "代理", "en": "deputies"}, "out": "people"},
            {"at": "a_page 1", "about": {"ja": "来場", "en": "come"}, "procedures": ["visit"]},
            {"at": "a_page 2", "about": {"ja": "手紙", "en": "letters"}, "open": "post"}]


def texts(entries):
    reason = {"ja": "…", "en": "…"}
    return Sentences(SOURCES, {"people": reason}, {"post": reason}, [sentence(each) for each in entries])


class Problems(unittest.TestCase):
    def complaints(self, entries):
        return "\n".join(problems(texts(entries), book()))

    def changed(self, index, **changes):
        entries = good()
        entries[index] = {key: value for key, value in {**entries[index], **changes}.items() if value}
        return self.complaints(entries)

    def test_good_sentences_are_good(self):
        self.assertEqual(self.complaints(good()), "")

    def test_what_is_not_there_is_named(self):
        self.assertIn("no HOURS-7", self.changed(0, rules=["HOURS-1", "HOURS-7"]))
        self.assertIn("no procedure read", self.changed(2, procedures=["visit", "read"]))
        self.assertIn("has no a_letter", self.changed(3, at="a_letter 2"))
        self.assertIn("no reason is called law", self.changed(1, out="law"))

    def test_a_sentence_is_shown_or_says_why_not_and_not_both(self):
        self.assertIn("one of the three", self.changed(3, open=None))
        self.assertIn("one of the three", self.changed(1, rules=["HOURS-2"]))

    def test_a_quotation_is_named_by_a_sentence_of_its_document(self):
        self.assertIn("HOURS-1 quotes a_leaflet", self.changed(0, rules=["HOURS-2"]))
        self.assertIn("visit quotes a_page", self.changed(2, procedures=["write"]))

    def test_order_repetition_language_and_reasons_without_use(self):
        self.assertIn("in the order", self.complaints(good()[::-1]))
        self.assertIn("stands there twice", self.complaints(good()[:1] + good()))
        self.assertIn("in both languages", self.changed(0, about={"en": "hours"}))
        self.assertIn("for the reason people", self.changed(1, out=None, rules=["HOURS-2"]))

    def test_what_is_no_place_or_no_key_ends_it(self):
        for entry in ({**good()[0], "at": "a_leaflet, line 2"}, {**good()[0], "rule": "HOURS-1"}):
            with self.assertRaises(SystemExit):
                sentence(entry)

    def test_a_knob_is_needed_where_its_default_does_not_do(self):
        self.assertEqual([book().knobs_needed(row) for row in book().rows.values()], ["", "A-1: loose"])


class Misplaced(unittest.TestCase):
    def complaints(self, entries):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "leaflet.txt").write_text(LEAFLET, encoding="utf-8")
            return "\n".join(misplaced(texts(entries), book(), folder))

    def test_places_are_looked_up_in_the_copies_at_hand(self):
        self.assertEqual(self.complaints(good()), "")
        self.assertIn("its quotation stands at 3-3", self.complaints([{**good()[0], "at": "a_leaflet 4"}]))
        self.assertIn("nothing stands at line 5", self.complaints([*good(), {**good()[1], "at": "a_leaflet 3-5"}]))

    def test_a_sentence_is_not_copied(self):
        copied = {"ja": "受付は平日の9時から11時30分までです。", "en": "hours"}
        self.assertIn("the sentence itself", self.complaints([{**good()[0], "about": copied}]))


if __name__ == "__main__":
    unittest.main()
