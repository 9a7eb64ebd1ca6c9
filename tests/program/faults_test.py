#!/usr/bin/env python3
"""The catalogue of faults, the sweep, and faulted scenarios, as users of the program meet them."""
import json
import re
import tempfile
import unittest
from pathlib import Path

from program import HEAD, ROOT, SCENARIOS, events, karimen, of_kind, verdicts

TORN = (HEAD % "TORN" + "  - {id: look, do: roadside_check, at: 2026-06-10T12:00, with: {presents: [card]}%s}\n"
        "faults: {look: %s}\n")


class Faults(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.state = Path(self.folder.name)

    def run_text(self, text, *arguments):
        path = self.state / "torn.yaml"
        path.write_text(text, encoding="utf-8")
        return karimen("run", path, *arguments, state=self.state)

    def test_the_catalogue_is_listed_in_both_languages(self):
        english = karimen("card", "faults", state=self.state).stdout
        japanese = karimen("card", "faults", "--ja", state=self.state).stdout
        names = re.findall(r"^  (\w+)", english, re.M)
        self.assertGreaterEqual(len(set(names)), 25)
        self.assertEqual(names, re.findall(r"^  (\w+)(?=$|  \[)", japanese, re.M | re.A))
        self.assertRegex(japanese, "抜かれる")

    def test_the_page_is_the_table(self):
        page = karimen("card", "faults", "--markdown", state=self.state).stdout
        self.assertEqual(page, (ROOT / "docs/faults.md").read_text(encoding="utf-8"))

    def test_a_sweep_counts_write_points(self):
        done = karimen("run", "--sweep", SCENARIOS / "faults", state=self.state)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        points, survived = re.search(r"(\d+) write points, (\d+) survived$", done.stdout.strip()).groups()
        self.assertEqual(points, survived)
        self.assertGreater(int(points), 100)
        lines = karimen("run", "--sweep", SCENARIOS / "faults", "--reporter", "ndjson", "-j", "1", state=self.state)
        finished = [json.loads(line) for line in lines.stdout.splitlines()][-1]
        self.assertEqual(finished["event"], "sweep_finished")
        self.assertEqual((finished["write_points"], finished["survived"]), (int(points), int(survived)))

    def test_a_fault_fails_the_step_that_does_not_expect_it(self):
        torn = self.run_text(TORN % ("", "card_removed_before_apdu"), "--reporter", "ndjson")
        self.assertEqual(torn.returncode, 1)
        self.assertEqual(verdicts(torn), {"TORN": "fail"})
        expected = self.run_text(TORN % (", expect: {outcome: failed}", "card_removed_before_apdu"))
        self.assertEqual(expected.returncode, 0, expected.stdout)

    def test_a_fault_that_never_strikes_is_told(self):
        missed = self.run_text(TORN % ("", "{fault: card_blink, command: 999}"))
        self.assertEqual(missed.returncode, 1)
        self.assertIn("nothing struck", missed.stdout)

    def test_an_unknown_fault_has_a_place_and_the_nearest_word(self):
        unknown = self.run_text(TORN % ("", "card_blnk"))
        self.assertEqual(unknown.returncode, 3)
        self.assertIn("torn.yaml:6:16: error: unknown fault 'card_blnk'", unknown.stderr)
        self.assertIn("did you mean 'card_blink'?", unknown.stderr)

    def test_faults_strike_alike_on_either_transport(self):
        runs = [karimen("run", SCENARIOS / "faults", "--reporter", "ndjson", *transport, state=self.state)
                for transport in ((), ("--transport", "pcsc", "--readers", "2"))]
        for done in runs:
            self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])
        digests = {of_kind(events(done), "run_finished")[0]["digest"] for done in runs}
        self.assertEqual(len(digests), 1)


if __name__ == "__main__":
    unittest.main()
