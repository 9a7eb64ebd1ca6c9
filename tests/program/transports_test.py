#!/usr/bin/env python3
"""All scenarios are green on both transports, with the same trace to the byte and whatever the number of workers."""
import tempfile
import unittest
from pathlib import Path

from program import SCENARIOS, digest, events, junit_complaints, karimen, of_kind

PCSC = ("--transport", "pcsc")


class Transports(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.state = Path(self.folder.name)

    def run_all(self, *arguments):
        done = karimen("run", SCENARIOS, "--reporter", "ndjson", *arguments, state=self.state)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-3000:])
        return done

    def test_everything_passes_and_traces_agree_and_the_junit_report_validates(self):
        report = self.state / "report.xml"
        direct = self.run_all("-j", "1")
        verdicts = [e["verdict"] for e in of_kind(events(direct), "scenario_finished")]
        self.assertGreaterEqual(len(verdicts), 180)
        self.assertEqual(set(verdicts), {"pass"})
        self.assertEqual(digest(self.run_all(*PCSC, "--reporter", f"junit={report}")), digest(direct))
        self.assertEqual(junit_complaints(report), "")

    def test_other_workers_order_locale_and_zone_change_nothing(self):
        done = karimen("run", SCENARIOS, "--check-determinism", state=self.state)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
