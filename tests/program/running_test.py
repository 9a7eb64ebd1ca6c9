#!/usr/bin/env python3
"""How a run goes: retries and what is flaky, time limits, files with mistakes, options that cannot stand together, one
worker and two."""
import os
import re
import sys
import time
import unittest

from program import BAD, GOOD, HEAD, ROOT, SCENARIOS, STEP, InFolder, events, of_kind

ADAPTER = ROOT / "tests/port/adapter.py"
# Fails as often as a file beside it says, then passes.
SOMETIMES = """
import pathlib, sys
left = pathlib.Path(sys.argv[1])
count = int(left.read_text())
left.write_text(str(count - 1))
sys.exit(count > 0)
"""
CLIENT = HEAD % "%s" + "  - {client: {command: [%s]}, at: 2026-06-10T10:00}\n" + STEP % "OK"


class Running(InFolder):
    def finished(self, *arguments):
        done = self.karimen("run", *arguments, "--reporter", "ndjson")
        return {e["id"].split("#")[-1]: e for e in of_kind(events(done), "scenario_finished")}, done


class Retries(Running):
    """Over PC/SC, where programs of others take part."""

    def sometimes(self, name, failures):
        left = self.folder / f"{name}.left"
        left.write_text(str(failures))
        script = self.folder / "sometimes.py"
        script.write_text(SOMETIMES)
        return CLIENT % (name, f"{sys.executable}, {script}, {left}")

    def test_a_flaky_pass_is_told_counted_apart_and_no_pass(self):
        path = self.file("s.yaml", self.sometimes("ONCE", 1), GOOD, self.sometimes("ALWAYS", 99))
        found, done = self.finished(path, "--transport", "pcsc", "-j", "1", "--retries", 2, "--reporter", "junit=r.xml",
                                    "--reporter", "terminal=r.txt")
        self.assertEqual({name: (e["verdict"], e.get("attempts", 1)) for name, e in found.items()},
                         {"ONCE": ("flaky", 2), "GOOD": ("pass", 1), "ALWAYS": ("fail", 3)}, done.stderr)
        counts = of_kind(events(done), "run_finished")[0]["counts"]
        self.assertEqual((counts["pass"], counts["flaky"], counts["fail"]), (1, 1, 1))
        self.assertEqual(done.returncode, 1)
        text = (self.folder / "r.txt").read_text()
        self.assertRegex(text, r"(?m)^flaky  s\.yaml#ONCE")
        self.assertIn("  it passed at attempt 2\n", text)
        self.assertIn("  tried 3 times\n", text)
        self.assertIn("1 passed, 1 failed, 0 undecided, 0 errors, 1 flaky", text)
        junit = (self.folder / "r.xml").read_text()
        self.assertIn('tests="3" failures="2"', junit)
        self.assertRegex(junit, 'it passed at attempt 2" type="flaky">')
        # A run of nothing but what was flaky is no success, and it is worth repeating.
        (self.folder / "ONCE.left").write_text("1")
        alone = self.karimen("run", path, "-k", "ONCE", "--transport", "pcsc", "-j", "1", "--retries", 1)
        self.assertEqual(alone.returncode, 1, alone.stdout)
        again, _ = self.finished("--failed", "--transport", "pcsc", "-j", "1")
        self.assertEqual({name: e["verdict"] for name, e in again.items()}, {"ONCE": "pass", "ALWAYS": "fail"})

    def test_without_it_nothing_is_tried_again(self):
        path = self.file("s.yaml", self.sometimes("ONCE", 1))
        found, _ = self.finished(path, "--transport", "pcsc", "-j", "1")
        self.assertEqual(found["ONCE"]["verdict"], "fail")
        self.assertNotIn("attempts", found["ONCE"])

    def test_what_always_fails_is_told_once(self):
        plain, retried = (self.karimen("run", self.file("s.yaml", BAD, GOOD), *more, "--reporter", "ndjson")
                          for more in ([], ["--retries", 3]))
        def steps(done):
            return [(e["scenario"], e["id"]) for e in of_kind(events(done), "step")]
        self.assertEqual(steps(plain), steps(retried))
        self.assertEqual(of_kind(events(retried), "scenario_finished")[0]["attempts"], 4)


class Timeouts(Running):
    def test_a_client_is_ended_and_the_scenario_says_so(self):
        path = self.file("s.yaml", CLIENT % ("SLOW", "sleep, '60'"), GOOD)
        begin = time.monotonic()
        found, done = self.finished(path, "--transport", "pcsc", "-j", "1", "--timeout", "1s")
        self.assertLess(time.monotonic() - begin, 30)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual((found["SLOW"]["verdict"], found["SLOW"]["failure"]), ("fail", "time limit"))
        client = of_kind(events(done), "step")[0]["client"]
        self.assertEqual(client["exit"], "killed at the time limit of the scenario")
        self.assertEqual(found["GOOD"]["verdict"], "pass")

    def test_a_call_to_a_system_under_test_is_given_up(self):
        path = self.file("s.yaml", HEAD % "HANGS" + "  - {do: suspend_licence, at: 2026-05-10T10:00, with: {until: 2026-05-20}}\n")
        begin = time.monotonic()
        found, done = self.finished(path, "--timeout", "1s", "--sut",
                                    f"exec {sys.executable} {ADAPTER} --take suspend_licence --do hang")
        self.assertLess(time.monotonic() - begin, 30)
        self.assertEqual((found["HANGS"]["verdict"], found["HANGS"]["failure"]), ("fail", "time limit"), done.stderr)
        self.assertEqual(found["HANGS"]["detail"], "the time limit of 1s ended in the step suspend_licence: "
                         "perform: no answer within the time limit of the scenario")
        self.assertTrue(found["HANGS"]["transcript"])

    def test_what_is_over_its_limit_fails_between_its_steps(self):
        many = HEAD % "MANY" + "".join(
            STEP.replace("06-10T12:00", f"06-{day:02}T12:00") % "OK" for day in range(1, 29))
        path = self.file("s.yaml", many)
        found, done = self.finished(path, "--timeout", "1ms")
        self.assertEqual(found["MANY"]["verdict"], "fail", done.stdout)
        self.assertEqual(found["MANY"]["failure"], "time limit")
        self.assertRegex(found["MANY"]["detail"], r"^the time limit of 1ms ended in the step roadside_check")
        self.assertGreater(found["MANY"]["not_run"], 0)
        shown = self.karimen("run", path, "--timeout", "1ms", "--ja").stdout
        self.assertIn("制限時間 1ms が過ぎた", shown)

    def test_a_limit_that_nobody_reaches_changes_nothing(self):
        path = self.file("s.yaml", GOOD)
        one, other = (self.finished(path, *more)[1] for more in ([], ["--timeout", "2min"]))
        self.assertEqual(of_kind(events(one), "run_finished")[0]["digest"], of_kind(events(other), "run_finished")[0]["digest"])
        for wrong in ("5", "0s", "1h", "x", ""):
            done = self.karimen("run", path, "--timeout", wrong)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn("for example 500ms, 30s or 2min", done.stderr)


class Mistakes(Running):
    def test_broken_files_are_errors_in_every_report_and_the_others_run(self):
        self.file("a/good.yaml", GOOD)
        self.file("a/broken.yml", "id: [\n")
        found, done = self.finished("a", "--keep-going", "--reporter", "junit=r.xml")
        self.assertEqual(done.returncode, 3)
        self.assertEqual(re.findall(r'<testcase classname="(\S+)"', (self.folder / "r.xml").read_text()),
                         ["broken.yml", "good.yaml"])
        kinds = {e["id"]: e["verdict"] for e in of_kind(events(done), "scenario_finished")}
        self.assertEqual(kinds, {"broken.yml": "error", "good.yaml#GOOD": "pass"})

    def test_a_sweep_stops_at_one_unless_it_is_told_to_keep_going(self):
        self.file("a/good.yaml", GOOD)
        self.file("a/broken.yaml", "id: [\n")
        self.assertNotIn("swept", self.karimen("run", "a", "--sweep").stdout)
        kept = self.karimen("run", "a", "--sweep", "--keep-going")
        self.assertEqual(kept.returncode, 3)
        self.assertIn("1 scenarios swept", kept.stdout)
        self.assertIn("broken.yaml:1:5: error", kept.stderr)

    def test_what_cannot_stand_together_is_said(self):
        path = self.file("s.yaml", GOOD)
        for arguments, what in [(["--keep-going", "-x"], "--keep-going and --fail-fast"),
                                (["--sweep", "--retries", "2"], "--sweep and --retries"),
                                (["--sweep", "--shuffle"], "--sweep and --shuffle"),
                                (["-x", "--check-determinism"], "--fail-fast and --check-determinism"),
                                (["--resume", "last", "--defect", "all"], "--resume and --defect all"),
                                (["--sut", "manual", "--timeout", "1s"], "--sut manual and --timeout"),
                                (["--sut", "manual", "-"], "--sut manual and '-'")]:
            with self.subTest(arguments=arguments):
                done = self.karimen("run", path, *arguments, input="")
                self.assertEqual(done.returncode, 2)
                self.assertIn(what + " contradict each other", done.stderr)
                self.assertIn("両立しない", self.karimen("run", path, *arguments, "--ja", input="").stderr)
        done = self.karimen("run", "--changed", "main", path)
        self.assertIn("a value stands behind an equals sign: --changed=main", done.stderr)

    def test_a_matrix_that_is_too_large_is_refused_before_anything_is_made_of_it(self):
        axis = ", ".join(str(i) for i in range(1000))
        matrix = "matrix: {" + ", ".join(f"given.card.note_area_{i}: [{axis}]" for i in range(6)) + "}\nsteps:"
        path = self.file("s.yaml", GOOD.replace("steps:", matrix))
        begin = time.monotonic()
        done = self.karimen("run", path)
        self.assertEqual(done.returncode, 3)
        self.assertIn("the matrix makes 1000000000000000000 runs of this scenario, and 10000 are the most", done.stderr)
        self.assertLess(time.monotonic() - begin, 10)


class Workers(Running):
    def test_two_workers_are_no_slower_than_one(self):
        if (os.cpu_count() or 1) < 2:
            self.skipTest("one core")
        # Other programs run on this machine: what is held is that a second worker costs next to nothing, in the quietest of five
        # pairs.
        self.assertLess(min(self.timed(2) / self.timed(1) for _ in range(5)), 1.25)

    def timed(self, jobs):
        begin = time.monotonic()
        done = self.karimen("run", SCENARIOS / "loss", SCENARIOS / "dates", "-j", jobs, "--db", "none")
        self.assertEqual(done.returncode, 0, done.stdout)
        return time.monotonic() - begin


if __name__ == "__main__":
    unittest.main()
