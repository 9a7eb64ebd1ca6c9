#!/usr/bin/env python3
"""When the environment breaks: pcscd killed in the middle of a run, missing programs, a history that cannot be used."""
import json
import os
import resource
import signal
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import BAD, GOOD, KARIMEN, SCENARIOS, environment, karimen, of_kind, start


class Environment(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.scenario = self.folder / "s.yaml"
        self.scenario.write_text(GOOD)

    def karimen(self, *arguments, **options):
        return karimen(*arguments, state=self.folder / "state", **options)

    def test_pcscd_killed_in_mid_run_costs_what_was_in_flight(self):
        readers = 2
        run = start("run", SCENARIOS / "renewal", "--transport", "pcsc", "--readers", readers, "--reporter", "ndjson",
                    state=self.folder)
        lines, killed = [], False
        for line in run.stdout:
            lines.append(json.loads(line))
            if not killed and len(of_kind(lines, "scenario_finished")) == 5:
                folder = Path(f"/tmp/karimen-{os.getuid()}/{run.pid}")
                os.kill(int((folder / "pid").read_text()), signal.SIGKILL)
                killed = True
        words = run.stderr.read()
        self.assertEqual(run.wait(60), 6, words)
        run.stdout.close(), run.stderr.close()
        broken = [e for e in of_kind(lines, "scenario_finished") if e["verdict"] != "pass"]
        self.assertTrue(1 <= len(broken) <= readers, broken)
        for each in broken:
            self.assertEqual(each["verdict"], "error")
        self.assertEqual(lines[-1]["counts"]["not_run"], 0)
        self.assertGreater(lines[-1]["counts"]["pass"], 100)
        self.assertFalse(folder.exists())

    def test_what_is_missing_is_named_with_the_way_out(self):
        table = [({"KARIMEN_PCSCD": "/nowhere"}, "apt-get install pcscd"),
                 ({"KARIMEN_VPCD_DRIVER": "/nowhere"}, "apt-get install vsmartcard-vpcd"),
                 ({"KARIMEN_PCSCD": "/bin/false"}, "karimen doctor")]
        for missing, fix in table:
            with self.subTest(missing=missing):
                done = self.karimen("run", self.scenario, "--transport", "pcsc", env=missing)
                self.assertEqual(done.returncode, 6, done.stderr)
                self.assertIn(fix, done.stderr)
                self.assertEqual(done.stdout, "")
        sick = self.karimen("doctor", env={"KARIMEN_PCSCD": "/nowhere"})
        self.assertEqual(sick.returncode, 6)
        self.assertIn("MISSING", sick.stdout)
        self.assertIn("fix: apt-get install pcscd", sick.stdout)
        well = self.karimen("doctor")
        self.assertEqual(well.returncode, 0)
        self.assertRegex(well.stdout, r"(?m)^(ok|note) +Z3.s libz3\.so\.4 ")

    def test_the_doctor_is_right_on_a_machine_without_pcscd(self):
        """Nothing installed, nobody's superuser: what is missing, what mends it, and what works all the same."""
        other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] if os.getuid() == 0 else []
        self.folder.chmod(0o755)
        bare = {"KARIMEN_PCSCD": "/nowhere", "KARIMEN_VPCD_DRIVER": "/nowhere"}
        done = subprocess.run([*other, KARIMEN, "doctor"], capture_output=True, text=True, timeout=60,
                              env={**environment(self.folder / "other"), **bare})
        self.assertEqual((done.returncode, done.stderr), (6, ""))
        lines = done.stdout.splitlines()
        self.assertEqual(lines[:4], ["MISSING  the PC/SC daemon pcscd       not found",
                                     "         fix: apt-get install pcscd",
                                     "MISSING  vpcd's driver libifdvpcd.so  not found",
                                     "         fix: apt-get install vsmartcard-vpcd"])
        # No way out leads through what is not there.
        self.assertEqual(sum("fix:" in line for line in lines), 2, done.stdout)
        for words in ("ok       a directory for the private service", "ok       free TCP ports",
                      "the machine's own pcscd", "private PC/SC service left by", "--transport direct"):
            self.assertIn(words, done.stdout)
        told = subprocess.run([*other, KARIMEN, "run", "--transport", "direct", self.scenario], capture_output=True,
                              text=True, timeout=60, env={**environment(self.folder / "other"), **bare})
        self.assertEqual(told.returncode, 0, told.stderr)

    def test_the_history_is_kept_in_the_state_folder(self):
        kept = self.folder / "state/karimen/history.sqlite"
        self.assertEqual(self.karimen("run", self.scenario, "--db", "none").returncode, 0)
        self.assertFalse(kept.exists())
        self.assertEqual(self.karimen("run", self.scenario).returncode, 0)
        self.assertEqual(rows(kept, "SELECT count(*), max(verdict) FROM result"), [(1, "pass")])
        named = self.folder / "named.sqlite"
        self.assertEqual(self.karimen("run", self.scenario, "--db", named).returncode, 0)
        self.assertEqual(rows(named, "SELECT interrupted FROM run"), [(0,)])
        self.assertEqual(rows(kept, "SELECT count(*) FROM run"), [(1,)])

    def spoil(self, path):
        """Ways to spoil a history, and what is said of it."""
        def corrupt():
            path.write_bytes(b"this is no database at all " * 200)
        def newer():
            connection = sqlite3.connect(path)
            connection.execute("PRAGMA user_version = 99")
            connection.close()
        def a_folder():
            path.mkdir()
        return [(corrupt, "not a database"), (newer, "schema 99"), (a_folder, "unable to open")]

    def test_a_spoilt_history_that_was_named_ends_it_before_anything_runs(self):
        for number in range(3):
            path = self.folder / f"h{number}.sqlite"
            make, said = self.spoil(path)[number]
            make()
            with self.subTest(said=said):
                done = self.karimen("run", self.scenario, "--db", path)
                self.assertEqual(done.returncode, 6)
                self.assertIn(said, done.stderr)
                self.assertIn("fix:", done.stderr)
                self.assertEqual(done.stdout, "")

    def test_a_spoilt_default_history_is_a_warning(self):
        for number in range(3):
            state = self.folder / f"state{number}"
            path = state / "karimen/history.sqlite"
            path.parent.mkdir(parents=True)
            make, said = self.spoil(path)[number]
            make()
            with self.subTest(said=said):
                done = karimen("run", self.scenario, state=state)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("warning", done.stderr)
                self.assertIn(said, done.stderr)
                self.assertIn("1 passed", done.stdout)

    def test_a_read_only_history_is_refused(self):
        path = self.folder / "h.sqlite"
        self.assertEqual(self.karimen("run", self.scenario, "--db", path).returncode, 0)
        path.chmod(0o444)
        self.folder.chmod(0o755)
        # Root may write everything: then somebody else runs it.
        other = ["setpriv", "--reuid=65534", "--clear-groups", "--"] if os.getuid() == 0 else []
        done = subprocess.run([*other, KARIMEN, "run", self.scenario, "--db", path], capture_output=True, text=True,
                              env=environment(self.folder / "other"), timeout=60)
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertIn("readonly", done.stderr.replace("-", ""))
        self.assertEqual(done.stdout, "")

    def test_a_history_that_fills_the_disk_costs_no_result(self):
        def small_files():  # as batch systems have them: their signal would end the program without a word
            resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))  # more than a run begins with, less than it ends with
        many = [SCENARIOS / each for each in ("portal", "registers", "re_recording")]
        full = ("run", *many, "--db", self.folder / "h.sqlite")
        done = self.karimen(*full, preexec_fn=small_files)
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertIn("the run goes on without its history", done.stderr)
        self.assertIn(" 0 failed, 0 undecided, 0 errors", done.stdout)
        default = self.karimen("run", *many, preexec_fn=small_files)
        self.assertEqual(default.returncode, 0, default.stderr)
        self.assertIn("warning", default.stderr)
        self.assertIn("disk I/O error", done.stderr)
        # a failure says more than a history
        (self.folder / "many").mkdir()
        for number in range(300):
            (self.folder / f"many/{number}.yaml").write_text(BAD if number == 299 else GOOD)
        done = self.karimen("run", self.folder / "many", "--db", self.folder / "h2.sqlite", preexec_fn=small_files)
        self.assertIn("the run goes on without its history", done.stderr)
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_a_history_that_is_taken_away_meanwhile_is_missed(self):
        for number in range(3000):
            (self.folder / f"{number}.yaml").write_text(GOOD.replace("id: GOOD", f"id: GOOD-{number}"))
        named = self.folder / "h.sqlite"
        for options, code in [(["--db", named], 6), ([], 0)]:
            with self.subTest(options=options):
                run = start("run", self.folder, *options, "--reporter", "ndjson", state=self.folder)
                next(line for line in run.stdout if '"event":"scenario_finished"' in line)
                path = named if options else next(self.folder.rglob("history.sqlite"))
                path.unlink()
                words = run.communicate()[1]
                self.assertEqual(run.returncode, code, words)
                self.assertIn("the history was moved or removed while it was written", words)

    def test_a_debugger_that_loses_its_pcscd_ends_kindly(self):
        debugger = subprocess.Popen([KARIMEN, "debug", SCENARIOS / "loss/lost_card.yaml", "-k", "LOS-02", "--transport", "pcsc"],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                    env=environment(self.folder), bufsize=1)
        next(line for line in debugger.stdout if "before step 1" in line)
        os.kill(int(Path(f"/tmp/karimen-{os.getuid()}/{debugger.pid}/pid").read_text()), signal.SIGKILL)
        told = debugger.communicate("step\nstep\nquit\n", timeout=60)[0]
        self.assertIn("the scenario ended here: ", told)
        self.assertNotIn("a bug of ours", told)
        self.assertIn(debugger.returncode, (0, 6), told)


def rows(path, query):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


if __name__ == "__main__":
    unittest.main()
