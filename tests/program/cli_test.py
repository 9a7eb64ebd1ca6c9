#!/usr/bin/env python3
"""The command line, through the real program: exit codes and their precedence, selection, interrupts, subcommands."""
import json
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import (BAD, BROKEN, GOOD, OPEN, ROOT, SCENARIOS, digest, events, junit_complaints, karimen, of_kind,
                     start, verdicts, with_a_ruined_persona)


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, *documents, name="s.yaml"):
        path = self.folder / name
        path.write_text("---\n".join(documents))
        return path

    def karimen(self, *arguments, **options):
        return karimen(*arguments, state=self.folder, cwd=self.folder, **options)

    def code(self, *arguments):
        return self.karimen(*arguments).returncode

    def test_exit_codes_and_their_precedence(self):
        table = [
            ([GOOD], 0), ([BAD], 1), ([OPEN], 5), ([BROKEN], 6), (["id: X\n"], 3),
            ([OPEN, BAD], 1), ([BROKEN, BAD], 1), ([OPEN, BROKEN], 6), ([GOOD, OPEN], 5), ([BAD, "id: X\n"], 3),
        ]
        data = with_a_ruined_persona(self.folder)
        for number, (documents, code) in enumerate(table):
            with self.subTest(number=number, code=code):
                done = self.karimen("run", self.file(*documents), "--data", data)
                self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        good = self.file(GOOD)
        self.assertEqual(self.code("run", good, "-k", "nothing is called so"), 4)
        self.assertEqual(self.code("run", good, "--no-such-option"), 2)
        self.assertEqual(self.code("run", self.folder / "missing.yaml"), 2)
        self.assertEqual(self.code("run", good, "--transport", "carrier_pigeon"), 2)
        self.assertEqual(self.code("runn"), 2)
        self.assertEqual(self.code("run", good, "--reporter", "junit=/proc/none/x.xml"), 6)
        # an invalid scenario stands before an empty selection
        self.assertEqual(self.code("run", self.file("id: X\n"), "-k", "nothing is called so"), 3)

    def test_a_failure_begins_its_line_and_shows_the_place(self):
        shown = self.karimen("run", self.file(BAD)).stdout
        self.assertTrue(shown.startswith("fail  "), shown)
        self.assertIn("s.yaml:5:", shown)

    def test_a_path_with_a_line_means_the_scenario_there(self):
        path = self.file(GOOD, BAD)
        self.assertEqual(list(verdicts(self.karimen("run", f"{path}:2", "--reporter", "ndjson"))), ["GOOD"])
        self.assertEqual(list(verdicts(self.karimen("run", f"{path}:9", "--reporter", "ndjson"))), ["BAD"])
        self.assertEqual(self.code("run", f"{path}:99"), 4)

    def test_tags_take_one_word_and_leave_the_path_alone(self):
        tagged = GOOD.replace("title:", "tags: [one, two]\ntitle:")
        path = self.file(tagged, BAD)
        for tags, count in (("one", 1), ("one,three", 1), ("!one", 1), ("one,!one", 2)):
            with self.subTest(tags=tags):
                done = self.karimen("list", "-t", tags, path)
                self.assertEqual(len(done.stdout.splitlines()), count, done.stderr)
        missing = self.karimen("list", "-t", "smoke", "no-such-path")
        self.assertEqual(missing.returncode, 2)
        self.assertIn("no-such-path", missing.stderr)
        self.assertEqual(self.code("list", "-t", "one", "-t", "three", path), 4)

    def test_shards_are_disjoint_and_complete(self):
        def names(*more):
            return list(verdicts(self.karimen("run", SCENARIOS / "loss", "--reporter", "ndjson", *more)))
        everything = names()
        parts = [names("--shard", f"{i}/3") for i in (1, 2, 3)]
        self.assertEqual(sorted(sum(parts, [])), sorted(everything))
        self.assertTrue(all(parts))
        for wrong in ("0/3", "4/3", "1", "a/b"):
            self.assertEqual(self.code("run", SCENARIOS / "loss", "--shard", wrong), 2)

    def test_failed_runs_what_failed_last(self):
        path = self.file(GOOD, BAD)
        self.assertEqual(self.code("run", path), 1)
        again = self.karimen("run", path, "--failed", "--reporter", "ndjson")
        self.assertEqual(verdicts(again), {"BAD": "fail"})
        self.file(GOOD, BAD.replace("NOT_CARRYING", "OK"))
        self.assertEqual(self.code("run", path, "--failed"), 0)
        self.assertEqual(self.code("run", path, "--failed"), 4)
        self.assertEqual(self.code("run", path, "--failed", "--db", "none"), 2)

    def test_traces_are_files_of_each_scenario(self):
        self.assertEqual(self.code("run", self.file(GOOD, BAD), "--trace", self.folder / "traces"), 1)
        files = sorted((self.folder / "traces").iterdir())
        self.assertEqual([p.suffix for p in files], [".apdu", ".ndjson", ".pcapng"] * 2)
        traces = files[::3]
        lines = traces[0].read_text().splitlines()
        self.assertIn("# roadside_check", lines)
        commands = [line for line in lines if line.startswith("> ")]
        self.assertEqual(len(commands), len([line for line in lines if line.startswith("< ")]))
        self.assertTrue(commands)

    def test_a_seed_decides_the_bytes_and_git_is_a_seed(self):
        path = self.file(GOOD)
        def run(*more):
            return self.karimen("run", path, "--reporter", "ndjson", *more)
        one, again, other = run("--seed", "1"), run("--seed", "1"), run("--seed", "2")
        self.assertEqual(digest(one), digest(again))
        self.assertNotEqual(digest(one), digest(other))
        alone = {"GIT_CEILING_DIRECTORIES": str(self.folder.parent)}
        self.assertEqual(self.karimen("run", path, "--seed", "git", env=alone).returncode, 2)  # in no repository
        for command in (["init", "-q"], ["-c", "user.name=A", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=no",
                                         "commit", "-q", "--allow-empty", "-m", "one"]):
            subprocess.run(["git", *command], cwd=self.folder, check=True)
        self.assertRegex(of_kind(events(run("--seed", "git")), "run_started")[0]["seed"], "^[0-9a-f]{40}$")

    def test_assumptions_reach_both_sides_or_the_oracle_alone(self):
        where = SCENARIOS / "pending"
        both = self.karimen("run", where, "--assume", "A-10=erased", "--reporter", "ndjson")
        alone = self.karimen("run", where, "--assume", "oracle:A-10=erased", "--reporter", "ndjson")
        self.assertEqual(of_kind(events(both), "run_started")[0]["assumptions"], {"A-10": "erased"})
        self.assertEqual(of_kind(events(alone), "run_started")[0]["oracle_assumptions"], {"A-10": "erased"})
        # With the oracle alone the system differs from the prediction; with both, the authors differ from both.
        kinds = [{e.get("failure") for e in of_kind(events(run), "scenario_finished") if e["verdict"] == "fail"}
                 for run in (both, alone)]
        self.assertEqual(alone.returncode, 1)
        self.assertIn("prediction", kinds[1])
        self.assertNotIn("prediction", kinds[0])
        wrong = self.karimen("run", where, "--assume", "A-10=eraesd")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("did you mean 'erased'?", wrong.stderr)

    def test_an_interrupt_leaves_whole_reports(self):
        report, stream = self.folder / "r.xml", self.folder / "r.ndjson"
        run = start("run", SCENARIOS, "-j", "1", "--reporter", "ndjson", "--reporter", f"junit={report}",
                    "--reporter", f"ndjson={stream}", state=self.folder)
        lines = []
        for line in run.stdout:  # the pipe is small: the run cannot end before it is read
            lines.append(json.loads(line))
            if lines[-1]["event"] == "scenario_finished" and run.poll() is None and len(lines) < 200:
                run.send_signal(signal.SIGINT)
                break
        lines += [json.loads(line) for line in run.stdout]  # not communicate(): a part of them is read already
        _, words = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 130, words)
        last = lines[-1]
        self.assertEqual(last["event"], "run_finished")
        self.assertTrue(last["interrupted"])
        finished = of_kind(lines, "scenario_finished")
        self.assertEqual(len(finished), last["counts"]["pass"])
        self.assertGreater(last["counts"]["not_run"], 0)
        self.assertEqual(junit_complaints(report), "")
        self.assertEqual(report.read_text().count("<testcase "), len(finished))
        self.assertEqual([json.loads(line) for line in stream.read_text().splitlines()], lines)
        self.assertEqual([p.name for p in self.folder.glob("*.part*")], [])

    def test_rules_are_listed_shown_and_decided(self):
        self.assertIn("INHERIT-12", self.karimen("rules", "list").stdout)
        shown = self.karimen("rules", "show", "INHERIT-12").stdout
        self.assertIn("NOT_SUBMITTED", shown)
        self.assertIn("source tokyo_inheritance", shown)
        self.assertEqual(self.code("rules", "show", "INHERIT-1222"), 2)
        decided = self.karimen("rules", "decide", "inheritance_at_application", "signature_submission.state=none",
                               "--at", "2026-05-01")
        self.assertIn("INHERIT-12a fired because signature_submission.stands = false", decided.stdout)
        self.assertEqual(self.code("rules", "decide", "inheritance", "--at", "2026-02-30"), 2)
        self.assertEqual(self.code("rules", "decide", "inheritanse", "--at", "2026-05-01"), 2)

    def test_list_shows_completed_facts(self):
        shown = self.karimen("list", "--given", self.file(GOOD)).stdout
        self.assertRegex(shown, r"card\.expires +2026-07-20")
        self.assertRegex(shown, r"card\.record +1\n")

    def test_decode_names_the_command(self):
        shown = self.karimen("decode", "00A4040C0AD392F000260100000001")
        self.assertIn("SELECT JPKI application", shown.stdout)
        self.assertIn("公的個人認証", self.karimen("decode", "--ja", "00A4040C0AD392F000260100000001").stdout)
        self.assertEqual(self.code("decode"), 2)
        self.assertEqual(self.code("decode", "0x0"), 3)

    def test_check_reads_everything_without_running(self):
        self.assertEqual(self.code("check"), 0)
        wrong = self.karimen("check", self.file(GOOD.replace("title:", "tilte:")))
        self.assertEqual(wrong.returncode, 3)
        self.assertIn("did you mean 'title'?", wrong.stderr)


if __name__ == "__main__":
    unittest.main()
