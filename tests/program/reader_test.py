#!/usr/bin/env python3
"""A system of somebody else's that reaches the card by PC/SC, and breaks the way to it: tests/port/pcsc_adapter.py."""
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from program import HEAD, ROOT, InFolder, events, junit_complaints, of_kind, verdicts  # noqa: E402

ADAPTER = f"/usr/bin/python3 -B {ROOT / 'tests/port/pcsc_adapter.py'}"
CHECK = "  - {do: roadside_check, at: 2026-05-12T1%d:00, with: {presents: [card]}, expect: {roadside.finding: OK}}\n"
NAMES = ["A", "B", "C"]


class Reader(InFolder):
    def setUp(self):
        super().setUp()
        for name in NAMES:
            (self.folder / f"{name}.yaml").write_text(HEAD % name + CHECK % 2 + CHECK % 3, encoding="utf-8")

    def judged(self, *options, sut=None, **more):
        return self.karimen("run", *[f"{name}.yaml" for name in NAMES], "-j", "1", "--transport", "pcsc", "--db", "none",
                            "--reporter", "ndjson", "--reporter", "junit=report.xml", "--sut", sut or " ".join([ADAPTER, *options]), **more)

    def broken(self, done, *names):
        """The scenarios of these names ended in error, with the last messages; the others passed; every report is whole."""
        self.assertEqual((done.returncode, verdicts(done)),
                         (6, {name: "error" if name in names else "pass" for name in NAMES}), done.stderr)
        finished = [event for event in of_kind(events(done), "scenario_finished") if event["verdict"] == "error"]
        for each in finished:
            self.assertRegex(each["step"], "^roadside_check")
            self.assertTrue(any('"method":"perform"' in line for line in each["transcript"]), each)
        self.assertEqual(junit_complaints(self.folder / "report.xml"), "")
        self.assertEqual((self.folder / "report.xml").read_text(encoding="utf-8").count("<testcase "), len(NAMES))
        return [each["detail"] for each in finished]

    def test_a_service_that_dies_under_an_adapter_costs_the_step_and_the_run_goes_on_with_another(self):
        details = self.broken(self.judged("--do", "kill_service", "--once", str(self.folder / "done")), "A")
        self.assertRegex(details[0], "^the reader is lost: ")

    def test_it_may_die_in_the_middle_of_a_run(self):
        details = self.broken(self.judged("--do", "kill_service", "--in", "4", "--once", str(self.folder / "done")), "B")
        self.assertRegex(details[0], "^the reader is lost: ")

    def test_a_transaction_that_nobody_ends_fails_its_step_by_name(self):
        begun = time.monotonic()
        details = self.broken(self.judged("--do", "hold", "--once", str(self.folder / "done")), "A")
        self.assertRegex(details[0], "another program keeps its transaction with the card open$")
        self.assertLess(time.monotonic() - begun, 60)

    def test_so_does_the_transaction_of_a_system_that_lives_on(self):
        where = f"unix:{self.folder}/port.sock"
        server = subprocess.Popen([*ADAPTER.split(), "--do", "hold", "--once", str(self.folder / "done"), "--listen", where[5:]],
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        for _ in range(100):
            if Path(where[5:]).exists():
                break
            time.sleep(0.05)
        details = self.broken(self.judged(sut=where), "A")
        self.assertRegex(details[0], "another program keeps its transaction with the card open$")


if __name__ == "__main__":
    unittest.main()
