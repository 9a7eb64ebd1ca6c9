#!/usr/bin/env python3
"""karimen rules decide and show: every decision can be asked, every name that a report prints can be looked up."""
import re
import unittest

from program import InFolder, ROOT


def decisions():
    text = "".join(path.read_text() for path in sorted((ROOT / "harness/rulebook").glob("*.yaml")))
    return re.findall(r"(?m)^decision: (\S+)", text)


class Decide(InFolder):
    def decide(self, *arguments):
        return self.karimen("rules", "decide", *arguments)

    def test_takes_inputs_the_facility_and_knobs(self):
        answer = self.decide("renewal_fee", "input.form=both", "facility=kagoshima_licence_centre", "--at", "2026-05-01")
        self.assertEqual((answer.returncode, answer.stdout.splitlines()[0]), (0, "amount = 2950"), answer.stderr)
        here = self.decide("recording_facility", "facility=shibuya_station", "assume.A-57=no_limit", "--at", "2026-05-01")
        self.assertIn(here.returncode, (0, 5), here.stderr)

    def test_says_what_it_still_needs_to_know(self):
        answer = self.decide("renewal_fee", "facility=kagoshima_licence_centre", "--at", "2026-05-01")
        self.assertEqual(answer.returncode, 5)
        self.assertRegex(answer.stdout, r"still to be said: .*input\.form")

    def test_every_decision_can_be_asked(self):
        for name in decisions():
            with self.subTest(decision=name):
                self.assertIn(self.decide(name, "--at", "2026-05-01").returncode, (0, 5))

    def test_names_what_is_wrong_with_a_fact(self):
        for text, said in [("input.fom=both", "input.form"), ("input.form=bot", "both"), ("facility=fuchu", "fuchu_test_centre"),
                           ("licence.status=valid", "follows from other facts"), ("input.form", "fact=value")]:
            with self.subTest(text=text):
                answer = self.decide("renewal_fee", text, "--at", "2026-05-01")
                self.assertEqual(answer.returncode, 2)
                self.assertIn(said, answer.stderr)


class Show(InFolder):
    def test_every_name_that_a_report_prints_can_be_looked_up(self):
        for name, said in [("INHERIT-12", "NOT_SUBMITTED"), ("A-10", "erased"), ("NO_WISH", "INHERIT-"), ("CARD_FIRST", "renew"),
                           ("record_not_from_the_future", "card.record"), ("renew_licence", "licence_renewal"),
                           ("renewal_fee", "FEE-01")]:
            with self.subTest(name=name):
                shown = self.karimen("rules", "show", name)
                self.assertEqual(shown.returncode, 0, shown.stderr)
                self.assertIn(said, shown.stdout)

    def test_an_unknown_name_is_told_with_the_nearest(self):
        shown = self.karimen("rules", "show", "NO_WHISH")
        self.assertEqual(shown.returncode, 2)
        self.assertIn("NO_WISH", shown.stderr)


if __name__ == "__main__":
    unittest.main()
