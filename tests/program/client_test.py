#!/usr/bin/env python3
"""Programs as steps: the catalogue's clients (OpenSC, OpenSSL, pyscard) over a real reader, what they wrote in every report, and
every way in which a program can be a nuisance."""
import os
import re
import shutil
import signal
import sqlite3
import time
import unittest
import xml.etree.ElementTree as XML

from program import SCENARIOS, InFolder, digest, events, junit_complaints, living_of, of_kind, start, verdicts

PCSC = ("--transport", "pcsc", "--readers", "1")
CLIENTS = SCENARIOS / "clients"
HEAD = "id: C\ntitle: {en: example, ja: 例}\ngiven: {holder: sato_hanako}\nsteps:\n"
STEP = "  - {client: {command: [sh, -c, %s]%s}, at: 2026-04-01T09:00}\n"


def without_procedures(text):
    """The scenarios with their clients alone: nothing happens between them. Those that have nothing else stay out."""
    kept = []
    for document in re.split(r"(?m)^---\n", text):
        steps = re.findall(r"(?ms)^  - .*?(?=^  - |^\w|\Z)", document)
        done = [step for step in steps if re.match(r"  - \{?do: ", step)]
        for step in done:
            document = document.replace(step, "")
        if done:
            kept.append(document)
    return "---\n".join(kept)


class Clients(InFolder):
    def file(self, text):
        path = self.folder / "c.yaml"
        path.write_text(text)
        return path

    def runs(self, script, more="", *arguments, **options):
        """A run of one client that is a shell script."""
        quoted = "'" + script.replace("'", "''") + "'"
        return self.karimen("run", self.file(HEAD + STEP % (quoted, more)), *PCSC, "--reporter", "ndjson", *arguments, **options)

    def client(self, done):
        return of_kind(events(done), "step")[0]["client"]

    def test_the_catalogue_passes_over_a_real_reader_and_its_digest_is_that_without_one(self):
        done = self.karimen("run", CLIENTS, "--transport", "pcsc", "--readers", "2", "--reporter", "ndjson")
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr)
        self.assertGreaterEqual(len(verdicts(done)), 10)
        steps = [each for each in of_kind(events(done), "step") if each["procedure"] == "client"]
        self.assertTrue(steps and all(each["client"]["run"] for each in steps))
        direct = self.karimen("run", CLIENTS, "--transport", "direct", "--reporter", "ndjson")
        self.assertEqual(direct.returncode, 0)
        self.assertEqual(digest(direct), digest(done))
        self.assertGreater(of_kind(events(direct), "run_finished")[0]["counts"]["clients_not_run"], 20)

    def test_each_of_them_fails_where_nothing_happens_between_its_clients(self):
        for path in sorted(CLIENTS.glob("*.yaml")):
            with self.subTest(file=path.name):
                copy = self.folder / "clients" / path.name
                copy.parent.mkdir(exist_ok=True)
                for beside in [*CLIENTS.glob("*.sh"), *CLIENTS.glob("*.py")]:
                    (copy.parent / beside.name).write_text(beside.read_text())
                copy.write_text(without_procedures(path.read_text()))
                done = self.karimen("run", copy, *PCSC, "--reporter", "ndjson")
                self.assertEqual(done.returncode, 1, done.stdout[-2000:] + done.stderr)
                self.assertEqual(set(verdicts(done).values()), {"fail"}, verdicts(done))

    def test_without_a_reader_it_is_told_and_counted(self):
        report = self.folder / "report.xml"
        done = self.karimen("run", CLIENTS, "--reporter", "terminal", "--reporter", f"junit={report}")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"facts not observed, \d+ clients not run \(they need --transport pcsc\)")
        self.assertEqual(junit_complaints(report), "")
        suites = XML.parse(report).getroot()
        self.assertEqual(int(suites.get("skipped")), len(list(suites.iter("skipped"))))
        self.assertEqual(int(suites.get("skipped")), int(suites.get("tests")))

    def test_no_report_tells_a_pin_however_it_is_spelled(self):
        script = ('echo "pin=$KARIMEN_AUTHENTICATION_PIN"; printf %s "$KARIMEN_AUTHENTICATION_PIN" | od -An -tx1; '
                  'echo "$KARIMEN_SIGNATURE_PASSWORD" >&2; echo 123456780010; '
                  'pkcs15-tool --verify-pin --auth-id 1 --pin 1357; exit 1')
        more = ', expect: {output: "1357"}'
        for language in ([], ["--ja"]):
            done = self.runs(script, more, "--reporter", f"junit={self.folder}/r.xml", "--reporter",
                             f"terminal={self.folder}/r.txt", "-v", "--trace", self.folder / "traces", "--db",
                             self.folder / "h.sqlite", *language)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(junit_complaints(self.folder / "r.xml"), "")
            told = {"ndjson": done.stdout, **{str(path): path.read_text(errors="replace") for path in
                                               [self.folder / "r.xml", self.folder / "r.txt", *(self.folder / "traces").iterdir()]}}
            with sqlite3.connect(self.folder / "h.sqlite") as history:
                told["history"] = str(history.execute("SELECT * FROM scenario").fetchall())
            for report, text in told.items():
                for secret in ("1357", "31 33 35 37", "31333537", "KARIMEN2025", "123456780010"):
                    self.assertFalse(re.search(rf"(?<![0-9a-zA-Z]){secret}(?![0-9a-zA-Z])", text), f"{secret} in {report}")
        self.assertIn("pin=****", self.client(done)["output"])
        self.assertIn("pin=1357", self.client(self.runs(script, "", "--unmasked"))["output"])

    def test_much_output_is_cut_and_counted_and_control_characters_are_spelled(self):
        done = self.client(self.runs("head -c 100000 /dev/zero | tr '\\0' x; printf '\\033[2J' >&2"))
        self.assertEqual((len(done["output"]), done["output_left_out"]), (65536, 100000 - 65536))
        self.assertEqual(done["error"], "\\u001B[2J")

    def test_children_in_the_background_keep_nobody_waiting(self):
        begin = time.monotonic()
        done = self.runs("sleep 200 & setsid sleep 200 & echo over")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertLess(time.monotonic() - begin, 150)

    def test_what_it_is_given(self):
        (self.folder / "beside.sh").write_text("#!/bin/sh\ncat; echo \"$1 $MINE\"\n")
        (self.folder / "beside.sh").chmod(0o755)
        done = self.karimen("run", self.file(HEAD + (
            "  - client: {command: [./beside.sh, $card.expires], stdin: 'given ', environment: {MINE: yes},\n"
            "      expect: {output: '^given 2026-06-15 yes$'}}\n    at: 2026-04-01T09:00\n"
            "  - client: {command: [sh, -c, 'echo $KARIMEN_AT $KARIMEN_AT_EPOCH $KARIMEN_CARD $KARIMEN_CARD_SERIAL > "
            "$KARIMEN_SCRATCH/kept']}\n    at: 2026-04-02T09:00\n"
            "  - client: {command: [sh, -c, 'cat $KARIMEN_SCRATCH/kept'],\n"
            "      expect: {output: '^2026-04-02T09:00 1775088000 card 400000098765543$'}}\n    at: 2026-04-03T09:00\n")), *PCSC)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_matrix_reaches_into_a_client(self):
        path = self.file(HEAD + "  - {id: c, client: {command: [echo, a], expect: {output: a}}, at: 2026-04-01T09:00}\n"
                                "matrix: {c.client.expect.output: [a, b], c.client.command: [[echo, a], [echo, b]]}\n")
        found = [each["verdict"] for each in of_kind(events(self.karimen("run", path, *PCSC, "--reporter", "ndjson")), "scenario_finished")]
        self.assertEqual(sorted(found), ["fail", "fail", "pass", "pass"])

    def test_an_interrupted_run_ends_its_client(self):
        path = self.file(HEAD + STEP % (f"'echo $$ > {self.folder}/pid; exec sleep 60'", ""))
        process = start("run", path, *PCSC, state=self.folder)
        pid = self.folder / "pid"
        while not pid.exists() or not pid.read_text().strip():
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130, out)
        self.assertIn("0 passed, 0 failed", out)
        self.assertEqual(living_of([pid.read_text().strip()], patience=0), [])

    def test_a_killed_run_takes_its_client_along_and_what_that_has_started(self):
        path = self.file(HEAD + STEP % (f"'sleep 61 & echo $! $$ > {self.folder}/pids; wait'", ""))
        process = start("run", path, *PCSC, state=self.folder)
        pids = self.folder / "pids"
        while not pids.exists() or not pids.read_text().strip():
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        process.kill()
        process.communicate(timeout=20)
        both = pids.read_text().split()
        self.assertEqual(len(both), 2)
        self.assertEqual(living_of(both, patience=10), [])

    def test_what_a_killed_run_left_the_next_one_removes_and_nothing_of_who_lives(self):
        def scratch():
            return {path.name for path in temporary.glob("karimen-scratch-*")}

        def waiting():
            before = scratch()
            run = start("run", path, *PCSC, state=self.folder, TMPDIR=str(temporary))
            self.addCleanup(lambda: (run.kill(), run.communicate()))
            while not any((temporary / name / "kept").exists() for name in scratch() - before):
                self.assertIsNone(run.poll())
                time.sleep(0.05)
            return run, *(scratch() - before)

        temporary = self.folder / "tmp"
        temporary.mkdir()
        for name in ("karimen-mine", "karimen-client-early", "karimen-client-yester", "karimen-clients-theirs"):
            self.addCleanup(shutil.rmtree, temporary / name, ignore_errors=True)
            (temporary / name).mkdir()
            if name != "karimen-client-early":  # an earlier program held no lock: what is older than a day is left behind
                os.utime(temporary / name, (time.time() - 90000,) * 2)
        path = self.file(HEAD + STEP % ("'touch $KARIMEN_SCRATCH/kept; exec sleep 60'", ""))
        living, its = waiting()
        killed, left = waiting()
        killed.kill()
        killed.wait()
        self.assertEqual(scratch(), {its, left})
        self.assertEqual(self.runs("true", "", env={"TMPDIR": str(temporary)}).returncode, 0)
        self.assertEqual(scratch(), {its})
        others = {path.name for path in temporary.iterdir()} - {its}
        self.assertEqual(others, {"karimen-mine", "karimen-client-early", "karimen-clients-theirs"})
        self.assertTrue((temporary / its / "kept").exists() and (temporary / "karimen-mine").exists())
        living.send_signal(signal.SIGINT)
        living.communicate(timeout=30)
        self.assertEqual(scratch(), set())


if __name__ == "__main__":
    unittest.main()
