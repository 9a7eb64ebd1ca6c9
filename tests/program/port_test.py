#!/usr/bin/env python3
"""A system of somebody else's beside the built-in one: who does what, how each learns of the other, and every way in which
the other side can fail. The other side is tests/port/adapter.py."""
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from program import HEAD, KARIMEN, ROOT, InFolder, environment, events, of_kind, start, verdicts  # noqa: E402

ADAPTER = ROOT / "tests/port/adapter.py"
VOCABULARY = (ROOT / "harness/rulebook/vocabulary.yaml").read_text(encoding="utf-8")
ASKED = re.findall(r"^  ([a-z_.]+): \{.*observe: (?:registry|paper)", VOCABULARY, re.M)

SUSPENSION = (HEAD % "SUSPENSION" +
              "  - {do: suspend_licence, at: 2026-05-10T10:00, with: {until: 2026-05-20}}\n"
              "  - {do: roadside_check, at: 2026-05-12T12:00, with: {presents: [card]}, "
              "expect: {roadside.finding: UNLICENSED_SUSPENDED}}\n")
LIFTING = (HEAD % "LIFTING" +
           "  - {do: suspend_licence, at: 2026-05-10T10:00}\n"
           "  - {do: lift_suspension, at: 2026-05-11T10:00}\n"
           "  - {do: roadside_check, at: 2026-05-12T12:00, with: {presents: [card]}, expect: {roadside.finding: OK}}\n")
CHECK = HEAD % "CHECK" + "  - {do: roadside_check, at: 2026-05-12T12:00, with: {presents: [card]}, expect: {roadside.finding: OK}}\n"
READING = HEAD % "READING" + "  - {do: read_with_app, at: 2026-05-12T12:00}\n"

# How it misbehaves in `perform` -> what the run says of it.
SAID = {
    "crash": "perform: no answer: it exited with 3",
    "fault": "perform: no answer: it ",
    "hang": "perform: no answer within 700 ms",
    "half": "perform: no answer: it exited with 0",
    "stderr": "perform: output on standard error: Traceback: something is wrong",
    "print": "perform: the answer is no frame: this is no header line: 'reading the card...'",
    "long": "perform: the answer is no frame: a message of 99999999 bytes: at most 1048576 are read",
    "header": "perform: the answer is no frame: a header of more than 4096 bytes",
    "no_length": "perform: the answer is no frame: a header without Content-Length",
    "no_json": "perform: the answer is no message: no JSON: ",
    "no_utf8": "perform: the answer is no message: no JSON: ",
    "deep": "perform: the answer is no message: more than 32 arrays and objects in each other",
    "other_id": "perform: the answer is to the call 4711, not to 3",
    "no_version": 'perform: the answer is no message: jsonrpc is not "2.0"',
    "neither": "perform: the answer is no message: neither method nor result nor error",
    "error": "perform was answered with the error -32603: out of paper",
    "no_outcome": "perform result.outcome: it is missing",
    "outcome": "perform result.outcome: 'yes' is not one of: done, refused, failed",
    "member": "perform result.obstacle: no such member; did you mean 'obstacles'?",
    "obstacle": "perform result.obstacles: no such code: 'CHIP_FUL'; did you mean 'CHIP_FULL'?",
    "fact_type": 'perform result.outcomes.fee.amount: "free" is not of the type integer | none | not_stated',
    "fact_range": "perform result.changed.holder.licence.record: 0 is not 1 to 9999",
    "fact_name": "perform result.outcomes.fee.amout: no such fact; did you mean 'fee.amount'?",
    "fact_kind": "perform result.outcomes.licence.expires: this fact is not part of an answer: tell it in changed",
    "chip_fact": "perform result.changed.holder.card.record: this fact is not changed through the port",
    "nobody": "perform result.changed.somebody: nobody is called so",
    "paper": "perform result.papers[0].lines[0]: it is no pair of texts",
    "unknown_method": "transmitt params: no such method",
    "no_hex": 'transmit params.command: "00A4x" is not in hexadecimal',
    "short": "transmit params.command: a command has 4 to 65535 bytes",
    "no_reader": "transmit params.reader: there is no such reader; it is 'direct 0'",
    "not_changeable": "changed params.changed.holder.licence.status: this fact is not changed through the port",
}
INTRODUCTIONS = {
    "version": "initialize result.protocol: it speaks version 2, Karimen speaks 1",
    "procedure": "initialize result.procedures: no such procedure: 'renew_license'; did you mean 'renew_licence'?",
    "told_chip": "initialize result.told: 'card.record' is on a chip, follows from others or is a secret: it is never told",
    "observes_chip": "initialize result.observes: 'card.record' is not a fact of registries and papers",
}
ENDS = {
    "stays": "shutdown: no answer within 500 ms",
    "lingers": "it ignores shutdown: it was killed",
    "bad_end": "after shutdown it exited with 5",
}


def adapter(*options):
    return " ".join(["python3", str(ADAPTER), *options])


class PortTest(InFolder):
    def scenario(self, text, name="s.yaml"):
        (self.folder / name).write_text(text, encoding="utf-8")
        return name

    def limits(self, **limits):
        lines = "".join(f'{name} = "{limit}"\n' for name, limit in limits.items())
        (self.folder / "karimen.toml").write_text("[sut.time_limits]\n" + lines)

    def judged(self, text, *options, sut=(), **more):
        return self.karimen("run", self.scenario(text), "--db", "none", "--reporter", "ndjson", *options,
                            "--sut", adapter(*sut), **more)


class BothSides(PortTest):
    def test_the_built_in_institutions_learn_what_the_other_system_did(self):
        done = self.judged(SUSPENSION, sut=["--take", "suspend_licence", "--observe", "licence.suspended_until"])
        self.assertEqual((done.returncode, verdicts(done)), (0, {"SUSPENSION": "pass"}), done.stdout + done.stderr)
        observed = of_kind(events(done), "step")[0]["observed"]
        self.assertEqual(observed["licence.suspended_until"], "2026-05-20")

    def test_what_it_observes_otherwise_than_predicted_fails(self):
        done = self.judged(SUSPENSION, sut=["--observe", "licence.photo", "--do", "lies"])
        self.assertEqual((done.returncode, verdicts(done)), (1, {"SUSPENSION": "fail"}), done.stderr)
        difference = of_kind(events(done), "step")[0]["differences"][0]
        self.assertEqual((difference["name"], difference["observed"]), ("licence.photo", "photo-99"))

    def test_the_other_system_learns_what_the_built_in_institutions_did(self):
        done = self.judged(LIFTING, sut=["--take", "lift_suspension"])
        self.assertEqual((done.returncode, verdicts(done)), (0, {"LIFTING": "pass"}), done.stdout + done.stderr)

    def test_whoever_echoes_what_he_was_told_observes_the_whole_catalogue_rightly(self):
        done = self.karimen("run", "--db", "none", "--reporter", "ndjson", "--sut", adapter("--observe", ",".join(ASKED)))
        wrong = {name: verdict for name, verdict in verdicts(done).items() if verdict != "pass"}
        self.assertEqual((done.returncode, wrong), (0, {}), done.stderr)

    def test_only_what_it_wants_to_be_told_is_told(self):
        done = self.judged(LIFTING, sut=["--take", "lift_suspension", "--told", "licence.suspended_until,licence.disposition"])
        self.assertEqual((done.returncode, verdicts(done)), (0, {"LIFTING": "pass"}), done.stdout + done.stderr)

    def test_who_does_what_is_said_before_the_first_step(self):
        (self.folder / "karimen.toml").write_text('[sut]\nprocedures = ["lift_suspension", "renew_licence"]\n')
        done = self.judged(LIFTING, sut=["--take", "lift_suspension,suspend_licence"])
        self.assertIn("adapter 1 does: lift_suspension\n", done.stderr)
        self.assertIn("it was offered and does not take over: renew_licence\n", done.stderr)
        self.assertIn("it would do, but is not asked to: suspend_licence\n", done.stderr)

    def test_the_run_gives_the_same_digest_again(self):
        done = self.judged(SUSPENSION, "--check-determinism", sut=["--take", "suspend_licence,roadside_check"])
        self.assertIn("deterministic: the same digest", done.stderr)


class AtTheCard(PortTest):
    def commands(self, done):
        return [event["command"] for event in of_kind(events(done), "apdu")]

    def test_the_card_is_asked_through_the_port(self):
        done = self.judged(CHECK, "--apdus", "all", sut=["--take", "roadside_check"])
        self.assertEqual((done.returncode, verdicts(done)), (0, {"CHECK": "pass"}), done.stdout + done.stderr)
        self.assertEqual(self.commands(done), ["00A4040C10A0000002310600000000000000000000"])
        self.assertEqual(len(of_kind(events(done), "reset")), 1)

    def test_the_same_through_pcsc(self):
        direct = self.judged(CHECK, sut=["--take", "roadside_check"])
        pcsc = self.judged(CHECK, "--transport", "pcsc", "--readers", "1", sut=["--take", "roadside_check"])
        self.assertEqual((pcsc.returncode, verdicts(pcsc)), (0, {"CHECK": "pass"}), pcsc.stdout + pcsc.stderr)
        self.assertEqual(self.commands(pcsc), self.commands(direct))
        self.assertEqual(of_kind(events(pcsc), "run_finished")[0]["digest"], of_kind(events(direct), "run_finished")[0]["digest"])

    def test_cards_go_out_and_in(self):
        done = self.judged(READING, sut=["--take", "read_with_app"])
        self.assertEqual((done.returncode, verdicts(done)), (0, {"READING": "pass"}), done.stdout + done.stderr)

    def test_a_card_that_is_not_presented_is_not_there(self):
        done = self.judged(CHECK.replace("presents: [card]", "presents: []").replace(": OK", ": NOT_CARRYING"),
                           sut=["--take", "roadside_check"])
        self.assertEqual(verdicts(done), {"CHECK": "pass"}, done.stdout)
        self.assertEqual(self.commands(done), [])


RENEWAL = (HEAD % "RENEWAL" +
           "  - {do: renew_licence, at: 2026-05-12T10:00, with: {facility: fuchu_test_centre, form: my_number_only}, expect: {outcome: %s}}\n"
           "  - {do: roadside_check, at: 2026-05-12T12:00, with: {presents: [card]}, expect: {roadside.finding: OK}}\n")


class WhatComesToNothing(PortTest):
    REFUSED = RENEWAL % "refused"
    FAILED = RENEWAL % "failed" + "faults: {renew_licence: [card_removed_before_apdu]}\n"

    def check(self, *taken):
        for text in self.REFUSED, self.FAILED:
            for told in [], ["--told", "licence.record"]:
                done = self.judged(text, sut=["--take", ",".join(taken), *told])
                self.assertEqual((done.returncode, verdicts(done)), (0, {"RENEWAL": "pass"}), done.stdout + done.stderr)

    def test_what_was_told_in_it_is_taken_back(self):
        self.check("renew_licence")

    def test_the_other_system_is_told_so_before_its_next_step(self):
        self.check("renew_licence", "roadside_check")

    def test_whoever_keeps_it_in_his_own_registry_is_found(self):
        done = self.judged(self.FAILED, sut=["--take", "renew_licence", "--observe", "licence.record"])
        self.assertEqual((done.returncode, verdicts(done)), (1, {"RENEWAL": "fail"}), done.stdout + done.stderr)
        self.assertEqual(of_kind(events(done), "step")[0]["differences"][0]["name"], "licence.record")


class HowMuchIsJudged(PortTest):
    def test_what_is_theirs_and_not_observed_is_counted(self):
        done = self.judged(SUSPENSION, sut=["--take", "suspend_licence"])
        step = of_kind(events(done), "step")[0]
        self.assertIn("licence.suspended_until", step["not_observed"])
        finished = of_kind(events(done), "scenario_finished")[0]
        self.assertLess(finished["observed"], finished["predicted"])

    def test_too_little_is_told_and_has_an_exit_code(self):
        for percent, code in ("50", 0), ("99", 8):
            done = self.judged(SUSPENSION, "--min-observed", percent, sut=["--take", "suspend_licence"])
            self.assertEqual(done.returncode, code)
        self.assertRegex(done.stderr, r"s\.yaml#SUSPENSION: \d+ of \d+ facts judged, less than 99 %")


class WhenItFails(PortTest):
    def test_every_failure_fails_its_step_and_the_run_goes_on_with_a_fresh_process(self):
        self.limits(perform="700ms")
        self.scenario(SUSPENSION, "a.yaml")
        self.scenario(CHECK, "b.yaml")
        for name, said in SAID.items():
            with self.subTest(name):
                done = self.karimen("run", "a.yaml", "b.yaml", "-j", "1", "--db", "none", "--reporter", "ndjson",
                                    "--sut", adapter("--take", "suspend_licence", "--do", name))
                self.assertEqual((done.returncode, verdicts(done)), (6, {"SUSPENSION": "error", "CHECK": "pass"}), done.stderr)
                finished = of_kind(events(done), "scenario_finished")[0]
                self.assertIn(said, finished["detail"])
                self.assertEqual(finished["step"], "suspend_licence")
                self.assertTrue(any('"method":"perform"' in line for line in finished["transcript"]), finished)
                self.assertNotIn("KARIMEN2025", "".join(finished["transcript"]))

    def test_it_may_fail_in_every_message(self):
        self.scenario(LIFTING, "a.yaml")
        for method in "reset", "changed", "observe":
            with self.subTest(method):
                done = self.karimen("run", "a.yaml", "--db", "none", "--reporter", "ndjson", "--sut",
                                    adapter("--take", "lift_suspension", "--observe", "licence.photo", "--do", "crash", "--at", method))
                self.assertEqual((done.returncode, verdicts(done)), (6, {"LIFTING": "error"}), done.stderr)
                self.assertIn(f"{method}: no answer: it exited with 3", of_kind(events(done), "scenario_finished")[0]["detail"])

    def test_the_terminal_shows_the_last_messages(self):
        done = self.karimen("run", self.scenario(SUSPENSION), "--db", "none", "--sut",
                            adapter("--take", "suspend_licence", "--do", "stderr"))
        self.assertIn("  perform: output on standard error: Traceback: something is wrong\n", done.stdout)
        self.assertIn('  → {"jsonrpc":"2.0","id":3,"method":"perform"', done.stdout)
        self.assertIn("  stderr: Traceback: something is wrong\n", done.stdout)
        japanese = self.karimen("run", "s.yaml", "--ja", "--db", "none", "--sut",
                                adapter("--take", "suspend_licence", "--do", "no_outcome"))
        self.assertIn("performの応答のメンバー outcome: 欠けている", japanese.stdout)

    def test_output_on_stderr_can_be_kept(self):
        (self.folder / "karimen.toml").write_text('[sut]\nstderr = "kept"\n')
        done = self.judged(SUSPENSION, sut=["--take", "suspend_licence", "--do", "stderr"])
        self.assertNotIn("error", verdicts(done).values())

    def test_who_cannot_be_introduced_ends_the_run_before_its_first_step(self):
        for name, said in INTRODUCTIONS.items():
            with self.subTest(name):
                done = self.judged(SUSPENSION, sut=["--do", name])
                self.assertEqual(done.returncode, 6)
                self.assertIn(said, done.stderr)
                self.assertEqual(of_kind(events(done), "step"), [])

    def test_an_end_that_is_not_good_is_told(self):
        self.limits(shutdown="500ms")
        for name, said in ENDS.items():
            with self.subTest(name):
                done = self.judged(SUSPENSION, sut=["--take", "suspend_licence", "--do", name])
                self.assertEqual((done.returncode, verdicts(done)), (6, {"SUSPENSION": "pass"}))
                self.assertIn("the system under test did not end well: " + said, done.stderr)

    def test_an_observation_that_nobody_asked_for_is_refused(self):
        done = self.judged(SUSPENSION, sut=["--observe", "licence.expires", "--do", "unasked"])
        self.assertEqual(done.returncode, 6)
        self.assertIn("observe result.facts.licence.photo: nobody asked for it",
                      of_kind(events(done), "scenario_finished")[0]["detail"])

    def test_nothing_of_it_stays(self):
        self.limits(shutdown="500ms")
        self.judged(SUSPENSION, sut=["--do=lingers"])
        time.sleep(0.1)
        left = subprocess.run(["pgrep", "-f", str(ADAPTER) + ".*" + "do=lingers"], capture_output=True, text=True).stdout
        self.assertEqual(left, "")

    def test_nothing_of_it_stays_when_a_second_signal_ends_us(self):
        for signals, code in ([signal.SIGINT] * 2, 130), ([signal.SIGKILL], -signal.SIGKILL):
            with self.subTest(signals):
                self.ended_by(signals, code)

    def ended_by(self, signals, code):
        run = start("run", self.folder / self.scenario(SUSPENSION), "--db", "none", "--sut",
                    adapter("--take", "suspend_licence", "--do", "hang"), state=self.folder)
        for end in run.stdout.close, run.stderr.close, run.wait, run.kill:
            self.addCleanup(end)
        begun, children = time.monotonic(), []
        while len(children) < 2 and time.monotonic() < begun + 30:
            children = subprocess.run(["pgrep", "-P", str(run.pid)], capture_output=True, text=True).stdout.split()
            time.sleep(0.05)
        self.assertEqual(len(children), 2)  # it, and who ends it when we are killed
        time.sleep(1)  # it is asked to perform, and does not answer
        for each in signals:
            run.send_signal(each)
            time.sleep(0.2)
        self.assertEqual(run.wait(5), code)

        def lives(child):
            try:
                return Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
            except OSError:
                return False

        begun = time.monotonic()
        while any(map(lives, children)) and time.monotonic() < begun + 5:
            time.sleep(0.02)
        self.assertEqual([lives(each) for each in children], [False, False])


class WhereItIs(PortTest):
    def listening(self, where):
        process = subprocess.Popen(["python3", str(ADAPTER), "--take", "suspend_licence", "--listen", where])
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return where

    def run_at(self, where):
        for _ in range(100):
            done = self.karimen("run", self.scenario(SUSPENSION), "--db", "none", "--sut", where)
            if "nobody answers" not in done.stderr:
                return done
            time.sleep(0.05)
        return done

    def test_a_unix_socket(self):
        done = self.run_at(self.listening(f"unix:{self.folder}/port.sock"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_port_of_this_machine(self):
        done = self.run_at(self.listening("tcp:17719"))
        self.assertEqual(done.returncode, 2)  # only an address of 127.0.0.1 is one
        done = self.run_at("tcp:127.0.0.1:17719")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_other_addresses_are_refused_with_the_way_out(self):
        for where, code, said in [("tcp:example.com:80", 2, "only this machine is spoken to"),
                                  ("tcp:127.0.0.1:x", 2, "write tcp:127.0.0.1:PORT"),
                                  ("unix:", 2, "write a command"),
                                  (f"unix:{self.folder}/none.sock", 6, "start the system under test first"),
                                  ("/nonexistent/adapter", 6, "cannot be used")]:
            done = self.karimen("run", self.scenario(SUSPENSION), "--db", "none", "--sut", where)
            self.assertEqual(done.returncode, code, (where, done.stderr))
            self.assertIn(said, done.stderr)


class KarimenToml(PortTest):
    def run_with(self, toml, *options):
        (self.folder / "karimen.toml").write_text(toml)
        return self.karimen("run", self.scenario(SUSPENSION), "--db", "none", *options)

    def command(self, *options):
        return "command = [" + ", ".join(f'"{word}"' for word in ["python3", ADAPTER, *options]) + "]\n"

    def test_names_the_system_once(self):
        done = self.run_with("[sut]\n" + self.command("--take", "suspend_licence"))
        self.assertIn("adapter 1 does: suspend_licence\n", done.stderr)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotIn("adapter", self.run_with("[sut]\n" + self.command(), "--sut", "builtin").stderr)

    def test_is_found_upward_from_what_is_run(self):
        here = self.folder / "project/deep"
        here.mkdir(parents=True)
        scenario = here / "s.yaml"
        scenario.write_text(SUSPENSION)
        (self.folder / "project/karimen.toml").write_text("[sut]\n" + self.command("--take", "suspend_licence"))
        for path in here, f"{scenario}:1":
            self.assertIn("adapter 1 does: suspend_licence\n", self.karimen("run", path, "--db", "none").stderr)
        other = self.folder / "other"
        other.mkdir()
        (other / "karimen.toml").write_text("")
        (other / "t.yaml").write_text(SUSPENSION)
        both = self.karimen("run", here, other, "--db", "none")
        self.assertEqual(both.returncode, 2)
        self.assertIn("would both say which system it is", both.stderr)

    def test_what_cannot_be_read_is_never_the_built_in_system(self):
        path = self.folder / "karimen.toml"
        made = {"folder": path.mkdir, "dangling link": lambda: path.symlink_to("/nonexistent/karimen.toml"),
                "circle of links": lambda: path.symlink_to(path), "pipe": lambda: os.mkfifo(path),
                "another's file": lambda: path.touch(0)}
        self.folder.chmod(0o755)
        # Root may read everything: then somebody else runs it.
        other = ["setpriv", "--reuid=65534", "--clear-groups", "--"] if os.getuid() == 0 else []
        for name, make in made.items():
            make()
            for options in [], ["--profile", "p"]:
                with self.subTest(name, options=options):
                    done = subprocess.run([*other, KARIMEN, "run", self.scenario(SUSPENSION), "--db", "none", *options],
                                          capture_output=True, text=True, cwd=self.folder,
                                          env=environment(self.folder / "state"), timeout=60)
                    self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)
                    self.assertIn("karimen.toml: error: the file cannot be read\n", done.stderr)
            path.rmdir() if path.is_dir() else path.unlink()

    def test_profiles_choose_among_several(self):
        toml = "[sut]\n" + self.command("--take", "suspend_licence") + "[profile.other.sut]\n" + self.command("--take", "lift_suspension")
        self.assertIn("does: lift_suspension", self.run_with(toml, "--profile", "other").stderr)
        done = self.run_with(toml, "--profile", "othre")
        self.assertEqual(done.returncode, 2)
        self.assertIn("did you mean 'other'?", done.stderr)

    def test_every_mistake_has_its_place(self):
        for toml, place, said in [
                ("[sut]\ncomand = 'x'\n", "karimen.toml:2:1", "unknown key 'comand'"),
                ("[sut]\ncommand = 5\n", "karimen.toml:2:11", "this is a list of texts"),
                ("[sut]\nprocedures = ['renew_license']\n", "karimen.toml:2:15", "did you mean 'renew_licence'?"),
                ("[sut]\nprocedures = ['deliver_card']\n", "karimen.toml:2:15", "stays with Karimen"),
                ("[sut.time_limits]\nperform = '30'\n", "karimen.toml:2:11", "a time limit is a number"),
                ("[sut.time_limits]\nperfom = '30s'\n", "karimen.toml:2:1", "did you mean 'perform'?"),
                ("[sut]\nstderr = 'yes'\n", "karimen.toml:2:10", "stderr is fails or kept"),
                ("[sut]\naddress = 'here'\n", "karimen.toml:2:11", "an address is"),
                ("[sut]\ncommand = ['']\n", "karimen.toml:2:12", "a command has a program"),
                ("[sut]\ncommand = [' ', 'x']\n", "karimen.toml:2:12", "a command has a program"),
                ("[sut]\ncommand = []\n", "karimen.toml:2:11", "a command has a program"),
                ("[sut]\ncommand = '  '\n", "karimen.toml:2:11", "a command has a program"),
                ('[sut]\ncommand = ["python3", "a\\u0000b"]\n', "karimen.toml:2:23", "U+0000"),
                ("[sut]\ncommand = ['a']\naddress = 'unix:s'\n", "karimen.toml:3:11", "not both"),
                ("[sut]\nenvironment = {'A=B' = 'c'}\n", "karimen.toml:2:16", "'A=B' is no name of a variable"),
                ("[sut\n", "karimen.toml:1:5", "this is no TOML"),
                ("sut = 1\n", "karimen.toml:1:7", "'sut' is a table")]:
            done = self.run_with(toml)
            self.assertEqual(done.returncode, 3, (toml, done.stderr))
            self.assertIn(place, done.stderr)
            self.assertIn(said, done.stderr)

    def test_a_name_that_is_empty_is_never_the_built_in_system(self):
        (self.folder / "karimen.toml").write_text("[sut]\n" + self.command())
        for options, said in [(["--sut", ""], "--sut names no system"), (["--sut", "  "], "--sut names no system"),
                              (["--profile", ""], "--profile names no profile")]:
            done = self.karimen("run", self.scenario(SUSPENSION), "--db", "none", *options)
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertIn(said, done.stderr)
        self.assertEqual(self.karimen("sut", "check", "").returncode, 2)


class ByHand(PortTest):
    SUSPENDED = "d\n\nlicence.disposition=suspended\nlicence.suspended_until=2026-05-20\n\n"
    CHECKED = "d\nUNLICENSED_SUSPENDED\nprinted on the slip\n\n\n"

    def setUp(self):
        super().setUp()
        (self.folder / "karimen.toml").write_text('[sut]\nprocedures = ["suspend_licence", "roadside_check"]\n')

    def by_hand(self, said, *options):
        return self.karimen("run", self.scenario(SUSPENSION), "--sut", "manual", "--db", "none", "--reporter", "ndjson",
                            *options, input=said)

    def test_a_person_is_told_what_to_do_and_asked_what_was_seen(self):
        done = self.by_hand("x\n" + self.SUSPENDED + self.CHECKED)
        self.assertEqual((done.returncode, verdicts(done)), (0, {"SUSPENSION": "pass"}), done.stderr)
        for told in ["suspend_licence  suspend\n", "  until = 2026-05-20\n", "  in the reader 'direct 0': card\n",
                     "outcome: d done, r refused, f failed? ", "roadside.finding  what the officer finds ("]:
            self.assertIn(told, done.stderr)
        self.assertEqual(of_kind(events(done), "paper")[0]["lines"], [["", "printed on the slip"]])

    def test_the_institutions_here_go_on_with_what_the_registry_there_says(self):
        (self.folder / "karimen.toml").write_text('[sut]\nprocedures = ["suspend_licence"]\n')
        done = self.by_hand(self.SUSPENDED)
        self.assertEqual((done.returncode, verdicts(done)), (0, {"SUSPENSION": "pass"}), done.stderr)

    def test_the_same_run_repeats_from_the_file(self):
        self.by_hand(self.SUSPENDED + self.CHECKED, "--answers", "seen.ndjson")
        again = self.by_hand("", "--answers", "seen.ndjson")
        self.assertEqual((again.returncode, verdicts(again)), (0, {"SUSPENSION": "pass"}), again.stderr)
        self.assertNotIn("outcome:", again.stderr)

    def test_a_run_that_was_interrupted_goes_on_where_it_stopped(self):
        stopped = self.by_hand(self.SUSPENDED)
        self.assertEqual((stopped.returncode, verdicts(stopped)), (6, {"SUSPENSION": "error"}))
        self.assertIn("nobody answers, and karimen.answers has no answer to this step", stopped.stdout)
        done = self.by_hand(self.CHECKED)
        self.assertEqual((done.returncode, verdicts(done)), (0, {"SUSPENSION": "pass"}), done.stderr)
        self.assertNotIn("suspend_licence  suspend", done.stderr)

    def test_ctrl_c_at_a_question_ends_the_run_and_nothing_is_written_over_the_question(self):
        path = self.scenario(SUSPENSION)
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            os.execve(KARIMEN, [str(KARIMEN), "run", path, "--sut", "manual", "--db", "none"], environment(self.folder, TERM="xterm"))
        self.addCleanup(os.close, terminal)
        said = b""

        def hear(seconds, until):
            nonlocal said
            end = time.monotonic() + seconds
            while time.monotonic() < end and until not in said:
                try:
                    said += os.read(terminal, 65536) if select.select([terminal], [], [], 0.1)[0] else b""
                except OSError:  # it has ended
                    return

        hear(60, b"failed? ")
        os.write(terminal, self.SUSPENDED.encode())
        hear(60, b"(2)")
        hear(1, b"never")  # time for a line of progress
        self.assertTrue(said.endswith(b"failed? "), said)
        os.write(terminal, b"\x03")
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), 130)
        self.assertEqual(len((self.folder / "karimen.answers").read_text().splitlines()), 1)
        done = self.by_hand(self.CHECKED)
        self.assertEqual((done.returncode, verdicts(done)), (0, {"SUSPENSION": "pass"}), done.stderr)

    def test_what_is_not_taken_is_told_with_the_reason(self):
        done = self.by_hand("x\nd\n\nlicence.suspendeduntil=2026-05-20\nlicence.suspended_until\nlicence.suspended_until=soon\n"
                            "licence.record=0\ncard.record=2\nlicence.disposition=suspended\nlicence.suspended_until=2026-05-20\n\n"
                            "d\nUNLICENSED\n" + self.CHECKED[2:])
        self.assertEqual((done.returncode, verdicts(done)), (0, {"SUSPENSION": "pass"}), done.stderr)
        for told in ["'x' is none of d, r, f", "no fact is called 'licence.suspendeduntil'; did you mean 'licence.suspended_until'?",
                     "'licence.suspended_until' is not FACT=VALUE", "'soon' is not of the type date", "0 is not 1 to 9999",
                     "card.record is not told: it is on the chip", "'UNLICENSED' is not of the type",
                     "to be typed for holder: signature password KARIMEN2025, authentication PIN 1357, licence PIN 8642"]:
            self.assertIn(told, done.stderr)

    def test_an_answer_to_another_procedure_is_not_taken_for_this_one(self):
        self.by_hand(self.SUSPENDED + self.CHECKED)
        kept = (self.folder / "karimen.answers").read_text()
        (self.folder / "karimen.answers").write_text(kept.replace('"suspend_licence"', '"lift_suspension"'))
        done = self.by_hand(self.SUSPENDED)
        self.assertIn("the scenario has changed: karimen.answers has an answer to lift_suspension here", done.stderr)
        self.assertEqual((done.returncode, verdicts(done)), (0, {"SUSPENSION": "pass"}), done.stderr)

    def test_where_nothing_can_be_kept_nobody_is_asked(self):
        done = self.by_hand(self.SUSPENDED, "--answers", "no/such/folder")
        self.assertIn("the answer cannot be kept in no/such/folder", done.stdout)
        self.assertEqual(done.returncode, 6)
        self.assertNotIn("outcome:", done.stderr)

    def test_what_was_seen_is_judged(self):
        done = self.by_hand(self.SUSPENDED + "d\nOK\n\n\n")
        self.assertEqual((done.returncode, verdicts(done)), (1, {"SUSPENSION": "fail"}), done.stderr)

    def test_a_refusal_names_its_obstacles_by_number(self):
        (self.folder / "karimen.toml").write_text('[sut]\nprocedures = ["lift_suspension"]\n')
        lifting = HEAD % "LIFTING" + "  - {do: lift_suspension, at: 2026-05-11T10:00}\n"
        done = self.karimen("run", self.scenario(lifting), "--sut", "manual", "--db", "none", input="r\n9\n1\n\n")
        self.assertIn("  1 NOT_SUSPENDED  there is no suspension to lift\n", done.stderr)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_broken_file_and_a_wrong_line_are_told_with_their_place(self):
        (self.folder / "karimen.answers").write_text('{"scenario": 1}\n')
        done = self.by_hand("")
        self.assertEqual(done.returncode, 3)
        self.assertIn("karimen.answers:1:1: error: this is no answer", done.stderr)
        for options in ["--answers", "x"], ["--sut", "manual", "-j", "2"]:
            (self.folder / "karimen.answers").unlink(missing_ok=True)
            self.assertEqual(self.karimen("run", "s.yaml", *options).returncode, 2)


class Elsewhere(InFolder):
    def test_a_reader_of_another_machine_is_refused_with_the_reason(self):
        done = self.karimen("card", "insert", "--vpcd", "terminal.example:35963")
        self.assertEqual(done.returncode, 2)
        self.assertIn("to another machine PINs and answers go unprotected", done.stderr)
        self.assertIn("--allow-remote-reader", done.stderr)
        self.assertEqual(self.karimen("card", "insert", "--allow-remote-reader").returncode, 2)

    def test_it_is_reached_where_that_is_allowed(self):
        machine = "127.0.0.2"  # another address, on which something waits as vpcd does
        with socket.create_server((machine, 0)) as vpcd:
            process = subprocess.Popen([str(KARIMEN), "card", "insert", "--vpcd", f"{machine}:{vpcd.getsockname()[1]}",
                                        "--allow-remote-reader"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, text=True, env=environment(self.folder))
            connection, _ = vpcd.accept()
            connection.sendall(b"\x00\x01\x04")  # the ATR is asked for
            self.assertEqual(connection.recv(2)[0], 0)
            connection.close()
            process.kill()
            process.communicate()


class SutCheck(PortTest):
    def table(self, *options, **more):
        done = self.karimen("sut", "check", adapter(*options), **more)
        return done, {line[6:44].strip(): line[:6].strip() for line in done.stdout.splitlines()[:-1]}

    def test_a_system_in_order_answers_every_message(self):
        done, rows = self.table("--take", "suspend_licence,roadside_check", "--observe", "licence.expires")
        self.assertEqual((done.returncode, set(rows.values())), (0, {"ok"}), done.stdout + done.stderr)
        for message in ["initialize", "reset", "perform suspend_licence", "changed, observe", "shutdown", "an unknown method", "no JSON"]:
            self.assertIn(message, rows)
        self.assertRegex(done.stdout, r"\n\d+ messages, 0 answered wrongly\n$")

    def test_what_is_answered_wrongly_stands_in_the_table(self):
        done, rows = self.table("--take", "suspend_licence", "--do", "fact_type")
        self.assertEqual((done.returncode, rows["perform suspend_licence"]), (1, "wrong"), done.stdout)
        self.assertIn('"free" is not of the type', done.stdout)
        done, rows = self.table("--do", "version")
        self.assertEqual((done.returncode, rows), (1, {"initialize": "wrong"}), done.stdout)

    def test_why_it_does_not_start_is_shown_with_its_last_words(self):
        done = self.karimen("sut", "check", "python3 -c 'import no_such_module'")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("it exited with 1", done.stdout)
        self.assertRegex(done.stderr, r"(?m)^initialize\n  → .*\"initialize\"(.|\n)*^  stderr: ModuleNotFoundError: .*no_such_module")

    def test_the_table_is_told_in_japanese(self):
        done = self.karimen("sut", "check", "--ja", adapter())
        self.assertIn("未知のメソッド", done.stdout)

    def test_nothing_to_check_is_told(self):
        done = self.karimen("sut", "check")
        self.assertEqual(done.returncode, 2)


class Words(InFolder):
    def names(self, command):
        return [line.split()[0] for line in self.karimen(command).stdout.splitlines()]

    def test_every_procedure_and_every_fact_is_shown_in_both_languages(self):
        for command, least in ("procedures", 50), ("facts", 100):
            names = self.names(command)
            self.assertGreater(len(names), least)
            for language in [], ["--ja"]:
                done = self.karimen(command, *language, *names)
                self.assertEqual(done.returncode, 0, done.stderr)
                shown = [line.split()[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
                self.assertEqual(shown, names)

    def test_a_procedure_is_shown_with_all_that_is_said_of_it(self):
        text = self.karimen("procedures", "renew_licence").stdout
        for line in [r"inputs:", r"lecture +\[in_person, online, elderly, none\] +default in_person", r"facility +facility +must be said",
                     r"obstacles, which refuse it:", r"TOO_EARLY +before the window opens", r"warnings:", r"CARD_FIRST ",
                     r"facts that it may change:", r"licence.expires +date"]:
            self.assertRegex(text, line)
        self.assertIn("stays with Karimen", self.karimen("procedures", "deliver_card").stdout)
        japanese = self.karimen("procedures", "renew_licence", "--ja").stdout
        self.assertRegex(japanese, "CARD_LAPSED +カードの失効")

    def test_a_fact_is_shown_with_who_changes_it(self):
        text = self.karimen("facts", "licence.expires", "card.record").stdout
        self.assertRegex(text, r"told by a system yes\n  changed by +acquire_licence, renew_licence\n")
        self.assertRegex(text, r"type +integer \| none\n  observed +chip\n(.*\n)*  told by a system no\n")

    def test_a_part_of_a_name_lists_what_contains_it_and_an_unknown_one_the_nearest(self):
        self.assertIn("holder.birth_date", self.names("facts"))
        self.assertIn("reservation.site", self.karimen("facts", "reservation").stdout)
        done = self.karimen("procedures", "renew_license")
        self.assertEqual(done.returncode, 2)
        self.assertIn("did you mean 'renew_licence'?", done.stderr)


if __name__ == "__main__":
    unittest.main()
