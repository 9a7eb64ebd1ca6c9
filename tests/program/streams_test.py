#!/usr/bin/env python3
"""Closed standard streams, a terminal that hangs up, readers that go away, a process that is killed: on both transports the
program ends in good order, leaves no half report, no service and no yesterday's report standing as today's."""
import json
import os
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path

from program import BAD, GOOD, KARIMEN, SCENARIOS, InFolder, environment, junit_complaints, of_kind

TRANSPORTS = [[], ["--transport", "pcsc", "--readers", "1"]]
SERVICES = Path(f"/tmp/karimen-{os.getuid()}")


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


class Started(InFolder):
    def setUp(self):
        super().setUp()
        self.scenario = self.folder / "s.yaml"
        self.scenario.write_text(GOOD)

    def without(self, descriptors, *arguments):
        """Runs the program with these descriptors closed."""
        closing = " ".join(f"{each}{'<' if each == 0 else '>'}&-" for each in descriptors)
        return subprocess.run(["sh", "-c", f'exec "$@" {closing}', "sh", KARIMEN, *map(str, arguments)],
                              capture_output=True, text=True, env=environment(self.folder), cwd=self.folder, timeout=120)

    def start_shell(self, script, *arguments):
        return self.start(*arguments, before=["sh", "-c", script, "sh"])

    def start(self, *arguments, before=(), **options):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        process = subprocess.Popen([*before, KARIMEN, *map(str, arguments)], text=True, cwd=self.folder,
                                   **{"env": environment(self.folder), **pipes, **options})
        self.addCleanup(lambda: (process.kill(), process.wait()) if process.poll() is None else None)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                self.addCleanup(stream.close)
        return process


class Streams(Started):
    def running(self, transport, *more):
        """A run of everything that has told its first verdict."""
        run = self.start("run", SCENARIOS, "-j", 1, "--reporter", "ndjson", *transport, *more)
        for line in run.stdout:
            if json.loads(line)["event"] == "scenario_finished":
                return run
        self.fail(run.stderr.read())

    def test_a_closed_input_or_error_stream_changes_nothing(self):
        for transport in TRANSPORTS:
            for closed in ([0], [2], [0, 2]):
                with self.subTest(transport=transport, closed=closed):
                    done = self.without(closed, "run", self.scenario, "--reporter", "junit=r.xml", *transport)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertIn("1 passed", done.stdout)
                    self.assertEqual(junit_complaints(self.folder / "r.xml"), "")
                    # The report holds the report alone: nothing that was meant for the stream.
                    self.assertTrue((self.folder / "r.xml").read_text().startswith("<?xml"))

    def test_a_closed_output_is_told_and_costs_no_report(self):
        for transport in TRANSPORTS:
            with self.subTest(transport=transport):
                done = self.without([1], "run", self.scenario, "--reporter", "junit=r.xml", *transport)
                self.assertEqual(done.returncode, 6, done.stderr)
                self.assertIn("error: standard output could not be written", done.stderr)
                self.assertEqual(junit_complaints(self.folder / "r.xml"), "")
        self.scenario.write_text(BAD)  # a verdict stands before it
        self.assertEqual(self.without([1], "run", self.scenario).returncode, 1)
        self.assertEqual(self.without([0, 1, 2], "run", self.scenario).returncode, 1)

    def test_no_command_takes_a_file_of_its_own_for_a_closed_stream_or_dies_of_it(self):
        commands = [["list"], ["check", self.scenario], ["rules", "list"], ["rules", "vocabulary"], ["card", "show"],
                    ["card", "faults"], ["decode", "9000"], ["--help"], ["card", "apdu", "00200098"], ["doctor"]]
        for command in commands:
            for closed in ([0], [1], [2], [0, 1, 2]):
                with self.subTest(command=command, closed=closed):
                    done = self.without(closed, *command)
                    self.assertEqual(done.returncode, 6 if 1 in closed else 0, done.stderr)

    def test_who_reads_no_further_is_left_in_peace(self):
        done = subprocess.run(["sh", "-c", f"'{KARIMEN}' list | head -1; '{KARIMEN}' rules vocabulary | head -1"],
                              capture_output=True, text=True, env=environment(self.folder), cwd=self.folder, timeout=60)
        self.assertRegex(done.stderr, r"\A\d+ scenarios\n\Z")
        self.assertEqual(len(done.stdout.splitlines()), 2)

    def test_a_terminal_that_hangs_up_ends_a_run_in_good_order(self):
        for transport in TRANSPORTS:
            with self.subTest(transport=transport):
                run = self.running(transport, "--reporter", "junit=r.xml")
                run.send_signal(signal.SIGHUP)
                rest, words = run.communicate(timeout=60)
                self.assertEqual(run.returncode, 130, words)
                last = json.loads(rest.splitlines()[-1])
                self.assertTrue(last["event"] == "run_finished" and last["interrupted"], last)
                self.assertEqual(junit_complaints(self.folder / "r.xml"), "")
                self.assertEqual(list(self.folder.glob("*.part*")), [])
                self.assertFalse((SERVICES / str(run.pid)).exists())

    def test_whoever_ignores_hanging_up_is_not_ended_by_it(self):
        run = self.start("run", self.scenario, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        run.send_signal(signal.SIGHUP)
        self.assertEqual(run.wait(60), 0)

    def test_a_killed_run_leaves_no_half_report_none_from_yesterday_and_no_service(self):
        for transport in TRANSPORTS:
            with self.subTest(transport=transport):
                report = self.folder / "r.xml"
                report.write_text("yesterday's")
                run = self.running(transport, "--reporter", f"junit={report}")
                run.kill()
                run.wait()
                self.assertFalse(report.exists())
                self.assertEqual(list(self.folder.glob("*.part*")), [])
                self.assertTrue(wait_for(lambda: not (SERVICES / str(run.pid)).exists()), "the service stays")

    def test_no_report_of_yesterday_stands_as_todays_when_a_run_ends_early(self):
        broken = self.folder / "broken.yaml"
        broken.write_text("id: [\n")
        report = self.folder / "r.xml"
        for arguments, code in [([broken], 3), (["missing.yaml"], 2), ([self.scenario, "-k", "nobody is called so"], 4),
                                ([self.scenario, "--transport", "pigeon"], 2), ([self.scenario, "--assume", "A-99=x"], 2),
                                ([self.scenario, "--shard", "9/3"], 2), ([self.scenario, "--trace-format", "x"], 2),
                                ([self.scenario, "--jobs", "none"], 2), ([self.scenario, "--rulebook", "nowhere"], 3),
                                ([self.scenario, "--db", "/proc/none"], 6), ([self.scenario, "--max-cases", "0"], 2),
                                ([self.scenario, "--bogus"], 2), ([self.scenario, "-Z"], 2), ([self.scenario, "--language", "zz"], 2),
                                ([self.scenario, "--resume", "99"], 4), ([self.scenario, "--keep-going", "-x"], 2)]:
            with self.subTest(arguments=arguments):
                report.write_text("yesterday's")
                done = self.karimen("run", *arguments, "--reporter", f"junit={report}", "--reporter", "ndjson=r.ndjson")
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertEqual(junit_complaints(report), "")
                self.assertIn("<error ", report.read_text())
                lines = [json.loads(line) for line in (self.folder / "r.ndjson").read_text().splitlines()]
                self.assertEqual([lines[0]["event"], lines[-1]["event"]], ["run_started", "run_finished"])
                self.assertEqual(lines[-1]["counts"]["error"], 1)

    def test_no_report_of_yesterday_stands_where_the_command_line_breaks_off(self):
        report = self.folder / "r.xml"
        for arguments in (["run", "--reporter", f"junit={report}", "--assume"], ["run", f"--reporter=junit={report}", "--nope"],
                          ["report", "--reporter", f"junit={report}"], ["report", "--reporter", f"junit={report}", "a", "b", "c"]):
            with self.subTest(arguments=arguments):
                report.write_text("yesterday's")
                self.assertEqual(self.karimen(*arguments).returncode, 2)
                self.assertEqual(junit_complaints(report), "")
                self.assertIn("<error ", report.read_text())
        report.write_text("nobody's")
        self.assertEqual(self.karimen("list", "--reporter", f"junit={report}").returncode, 2)
        self.assertEqual(report.read_text(), "nobody's")

    def test_no_sweep_of_yesterday_stands_as_todays(self):
        for arguments in (["--sut", "true"], ["--repeat", "2"]):
            with self.subTest(arguments=arguments):
                (self.folder / "s.ndjson").write_text("yesterday's")
                done = self.karimen("run", self.scenario, "--sweep", *arguments, "--reporter", "ndjson=s.ndjson")
                self.assertEqual(done.returncode, 2)
                self.assertFalse((self.folder / "s.ndjson").exists())

    def test_a_report_in_a_file_does_not_silence_the_terminal_and_two_reports_do_not_share_a_file(self):
        shown = self.karimen("run", self.scenario, "--reporter", "junit=r.xml")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn("1 passed", shown.stdout)
        for one, other, where in [("junit=r", "ndjson=r", "'r'"), ("junit=r", "ndjson=./r", "'./r'"),
                                  ("terminal", "ndjson", "standard output")]:
            with self.subTest(one=one, other=other):
                done = self.karimen("run", self.scenario, "--reporter", one, "--reporter", other)
                self.assertEqual(done.returncode, 2)
                self.assertIn(f"two reporters write to {where}", done.stderr)
        self.assertEqual(self.karimen("run", self.scenario, "--reporter", "junit=").returncode, 2)

    def test_repeated_names_and_tags_all_hold(self):
        self.scenario.write_text(GOOD.replace("title:", "tags: [one, two]\ntitle:") + "---\n"
                                 + GOOD.replace("GOOD", "GOODER").replace("title:", "tags: [one]\ntitle:"))
        for arguments, count in [(["-k", "GOOD"], 2), (["-k", "GOOD", "-k", "GOODER"], 1), (["-t", "one"], 2),
                                 (["-t", "one", "-t", "two"], 1), (["-t", "one", "-t", "!two"], 1),
                                 (["-k", "GOODER", "-t", "two"], 0)]:
            with self.subTest(arguments=arguments):
                self.assertEqual(len(self.karimen("list", self.scenario, *arguments).stdout.splitlines()), count)

    def test_what_a_scenario_assumes_stands_before_the_command_line_and_that_is_said(self):
        self.scenario.write_text(GOOD.replace("given:", "assume: {A-10: kept}\ngiven:"))
        done = self.karimen("run", self.scenario, "--assume", "A-10=erased")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("warning: --assume A-10=erased does not reach 1 scenarios that assume A-10 otherwise", done.stderr)
        self.assertEqual(self.karimen("run", self.scenario, "--assume", "A-10=kept").stderr, "")
        twice = self.karimen("run", self.scenario, "--assume", "A-10=kept", "--assume", "A-10=erased")
        self.assertEqual(twice.returncode, 2)
        self.assertIn("--assume gives A-10 two values: kept and erased", twice.stderr)


class Cards(Started):
    """The commands that hold a card in a reader, or read one in it."""

    def commands(self, count):
        path = self.folder / "commands.txt"
        path.write_text("00A4040C0AD392F000260100000001\n" * count)
        return path

    def inserted(self, *arguments):
        """A card in a reader of its own, and what a shell must export to find it."""
        card = self.start("card", "insert", "--private", *arguments)
        exported = {}
        for line in card.stdout:
            exported.update(re.findall(r"export (\w+)=(\S+)", line))
            if "the card is in the reader" in line:
                return card, exported
        self.fail(card.stderr.read())

    def test_a_terminal_that_hangs_up_takes_the_card_out_and_ends_the_service(self):
        for number in (signal.SIGHUP, signal.SIGTERM):
            with self.subTest(signal=number):
                card, _ = self.inserted("--trace", "t.ndjson")
                card.send_signal(number)
                self.assertEqual(card.wait(30), 0, card.stderr.read())
                self.assertTrue(wait_for(lambda: not (SERVICES / str(card.pid)).exists()))
                self.assertTrue(json.loads((self.folder / "t.ndjson").read_text().splitlines()[0]))

    def test_a_killed_card_leaves_no_service(self):
        card, _ = self.inserted()
        card.kill()
        card.wait()
        self.assertTrue(wait_for(lambda: not (SERVICES / str(card.pid)).exists()))

    def test_a_card_stays_in_its_reader_when_input_and_output_are_gone(self):
        card, exported = self.inserted()
        card.stdout.close()
        card.stdin.write("show\nhelp\n")
        card.stdin.close()
        read = self.karimen("card", "record", self.commands(1), "r.ndjson", env=exported)
        self.assertEqual(read.returncode, 0, read.stderr)
        card.send_signal(signal.SIGHUP)
        self.assertIn(card.wait(30), (0, 6))  # 6: what it said could not be written
        for closed in ([0], [1], [2], [0, 1, 2]):
            with self.subTest(closed=closed):
                redirected = " ".join(f"{each}{'<' if each == 0 else '>'}&-" for each in closed)
                trace = self.folder / f"{len(closed)}{closed[0]}.ndjson"
                card = self.start_shell(f'exec "$@" {redirected}', "card", "insert", "--private", "--trace", trace)
                self.assertTrue(wait_for(lambda: trace.exists() and trace.stat().st_size > 0), "no reader sees the card")
                self.assertIsNone(card.poll())
                card.send_signal(signal.SIGTERM)
                self.assertIn(card.wait(30), (0, 6))
                self.assertTrue(wait_for(lambda: not (SERVICES / str(card.pid)).exists()))

    def test_a_recording_that_is_killed_is_none(self):
        card, exported = self.inserted()
        commands = self.commands(20000)
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
            with self.subTest(signal=number):
                record = self.start("card", "record", commands, "mine.ndjson",
                                    env={**environment(self.folder), **exported})
                time.sleep(0.5)
                record.send_signal(number)
                self.assertNotEqual(record.wait(30), 0)
                self.assertEqual([path.name for path in self.folder.glob("mine*")], [])
        # the reader is free again
        done = self.karimen("card", "record", self.commands(1), "mine.ndjson", env=exported)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_readers_that_were_put_up_survive_the_terminal(self):
        up = self.karimen("reader", "up", "--readers", 1, start_new_session=True)
        self.assertEqual(up.returncode, 0, up.stderr)
        try:
            self.assertIn("Karimen", self.karimen("reader", "list").stdout)
        finally:
            self.assertEqual(self.karimen("reader", "down").returncode, 0)
        for closed in ([0], [2], [0, 1, 2]):
            with self.subTest(closed=closed):
                self.assertEqual(self.without(closed, "reader", "up", "--readers", 1).returncode, 6 if 1 in closed else 0)
                self.assertEqual(self.karimen("reader", "down").returncode, 0)


if __name__ == "__main__":
    unittest.main()
