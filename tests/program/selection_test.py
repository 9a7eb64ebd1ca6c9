#!/usr/bin/env python3
"""Which scenarios a run is about, in which order and how often: --failed, tag expressions, shards, --shuffle, --repeat,
standard input."""
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import unittest

from program import BAD, GOOD, KARIMEN, SCENARIOS, InFolder, digest, environment, events, of_kind, start, verdicts


def named(name, document=GOOD, tags=""):
    old = document.splitlines()[0]
    return document.replace(old, f"id: {name}" + (f"\ntags: [{tags}]" if tags else ""), 1)


class Selecting(InFolder):
    def ran(self, *arguments, **options):
        """The ids in the order in which they were told."""
        done = self.karimen("run", *arguments, "--reporter", "ndjson", **options)
        return [e["id"].split("#")[1] for e in of_kind(events(done), "scenario_finished")]


class Failed(Selecting):
    def failed(self, *arguments, cwd=None):
        """From another folder than that of the files."""
        done = subprocess.run([KARIMEN, "run", "--failed", *map(str, arguments), "--reporter", "ndjson"], cwd=cwd or "/",
                              capture_output=True, text=True, env=environment(self.folder), timeout=60)
        return verdicts(done) if done.stdout.startswith("{") else done

    def test_it_is_found_from_any_folder_with_or_without_a_path(self):
        path = self.file("project/sub/s.yaml", GOOD, BAD)
        self.file("project/other.yaml", named("OTHER", BAD))
        self.assertEqual(self.karimen("run", "project").returncode, 1)
        for arguments, expected in [([], {"BAD", "OTHER"}), ([path], {"BAD"}), ([path.parent], {"BAD"}),
                                    ([self.folder / "project"], {"BAD", "OTHER"}), (["-k", "OTHER"], {"OTHER"})]:
            with self.subTest(arguments=arguments):
                self.assertEqual(set(self.failed(*arguments)), expected)
        self.assertEqual(set(self.failed("s.yaml", cwd=path.parent)), {"BAD"})
        path.write_text(GOOD)  # what it was called stays its name: mended, it is mended everywhere
        self.file("project/other.yaml", named("OTHER"))
        self.assertEqual(self.failed(), {"OTHER": "pass"})

    def test_a_line_narrows_it(self):
        path = self.file("project/sub/s.yaml", BAD, named("BAD2", BAD))
        self.assertEqual(self.karimen("run", "project").returncode, 1)
        self.assertEqual(set(self.failed(f"{path}:1")), {"BAD"})

    def test_nothing_to_repeat_is_said_kindly_and_may_end_with_0(self):
        path = self.file("s.yaml", GOOD)
        self.assertEqual(self.karimen("run", path).returncode, 0)
        done = self.karimen("run", "--failed")
        self.assertEqual(done.returncode, 4)
        self.assertEqual(done.stderr, "warning: nothing to repeat: everything passed when it was last run\n"
                         "  fix: with --allow-empty that ends with 0\n")
        allowed = self.karimen("run", "--failed", "--allow-empty", "--reporter", "junit=r.xml")
        self.assertEqual(allowed.returncode, 0, allowed.stderr)
        self.assertIn("nothing to repeat", allowed.stderr)
        self.assertIn('tests="0"', (self.folder / "r.xml").read_text())
        self.assertIn("やり直すものはない", self.karimen("run", "--failed", "--ja").stderr)
        self.assertEqual(self.karimen("run", path, "-k", "nobody", "--allow-empty").returncode, 0)
        self.assertEqual(self.karimen("run", path, "-k", "nobody").returncode, 4)
        self.file("bad.yaml", BAD)
        self.karimen("run", "bad.yaml")
        self.assertIn("nothing to repeat here; elsewhere bad.yaml#BAD", self.karimen("run", path, "--failed").stderr)

    def test_what_a_killed_run_left_undone_is_repeated(self):
        run = start("run", SCENARIOS / "loss", "-j", "1", "--reporter", "ndjson", state=self.folder)
        done = set()
        for line in run.stdout:
            event = json.loads(line)
            if event["event"] == "scenario_finished":
                done.add(event["id"])
            if len(done) == 5:
                run.kill()
                break
        told = [json.loads(line) for line in run.stdout if line.endswith("}\n")]
        run.communicate(timeout=60)
        done |= {e["id"] for e in of_kind(told, "scenario_finished")}
        everything = {e["id"] for e in of_kind(events(self.karimen(
            "run", SCENARIOS / "loss", "--reporter", "ndjson", "--db", "none")), "scenario_finished")}
        again = {e["id"] for e in of_kind(events(self.karimen("run", "--failed", "--reporter", "ndjson")), "scenario_finished")}
        # What was told just before the kill may not be written yet: it is repeated, and nothing is forgotten.
        self.assertLessEqual(everything - done, again)
        self.assertLess(len(again), len(everything))
        self.assertEqual(self.karimen("run", "--failed").returncode, 4)

    def test_what_was_left_undone_by_an_end_with_the_first_failure_is_repeated(self):
        self.file("s.yaml", *[named(f"N{i:02}", BAD) for i in range(30)])
        self.karimen("run", "s.yaml", "-x", "-j", "1")
        self.assertEqual(len(self.ran("--failed")), 30)

    def test_a_broken_file_is_the_first_error_where_the_first_one_ends_the_run(self):
        self.file("s/a.yaml", named("GOOD", GOOD))
        self.file("s/b.yaml", "id: [")
        self.file("s/c.yaml", "")
        for options, passed in (["-x"], 0), ([], 1):
            done = self.karimen("run", "s", *options)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn(f"{passed} passed, 0 failed", done.stdout)
            for broken in "s/b.yaml:", "s/c.yaml:":
                self.assertIn(broken, done.stderr)
            self.assertEqual("1 not run" in done.stdout, not passed, done.stdout)
        # What was not run is still to be run.
        self.karimen("run", "s", "-x")
        (self.folder / "s/b.yaml").unlink()
        (self.folder / "s/c.yaml").unlink()
        self.assertEqual(len(self.ran("--failed")), 1)

    def test_it_needs_a_history(self):
        done = self.karimen("run", "--failed", "--db", "none")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--failed needs the history", done.stderr)


class Tags(Selecting):
    def test_one_grammar_for_words_and_signs(self):
        path = self.file("s.yaml", named("A", tags="a"), named("AB", tags="a, b"), named("B", tags="b"),
                         named("C", tags="c, two words"))
        for expression, expected in [
                ("a", "A AB"), ("a,b", "A AB B"), ("!a", "B C"), ("a and b", "AB"), ("a or c", "A AB C"),
                ("a and not b", "A"), ("not (a or b)", "C"), ("!(a,b)", "C"), ("not a and b", "B"), ("a or b and c", "A AB"),
                ("(a or b) and c", ""), ("!!a", "A AB"), ("a,!a", "A AB B C"), ("'two words'", "C"), ('"a"and"b"', "AB")]:
            with self.subTest(expression=expression):
                listed = self.karimen("list", path, "-t", expression)
                self.assertEqual(re.findall(r"(?m)^\S+#(\w+)", listed.stdout), expected.split(), listed.stderr)
        several = self.karimen("list", path, "-t", "a or c", "-t", "b or c", "-k", "s.yaml", "-k", "B").stdout
        self.assertEqual(re.findall(r"(?m)^\S+#(\w+)", several), ["AB"])

    def test_a_mistake_is_shown_at_its_place(self):
        path = self.file("s.yaml", GOOD)
        for expression, column, what in [
                ("a b", 3, "two tags stand side by side"), ("a and", 6, "a tag is missing here"),
                ("(a or b", 1, "this bracket is never closed"), ("a)", 2, "this bracket was never opened"),
                ("or b", 1, "a tag is missing here"), ("", 1, "a tag is missing here"), ("試験 b", 4, "two tags stand side by side"),
                ("a, 'b", 4, "this quotation is never closed"), ("(a b)", 4, "two tags stand side by side"),
                ("(" * 200 + "a", 101, "the expression is nested too deep")]:
            with self.subTest(expression=expression):
                done = self.karimen("run", path, "-t", expression)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(f"-t:1:{column}: error: {what}\n", done.stderr)
                self.assertIn("fix: ", done.stderr)

    def test_a_tag_that_nobody_has_is_answered_by_the_nearest(self):
        done = self.karimen("list", self.file("s.yaml", named("A", tags="inheritance")), "-t", "inheritence and not x")
        self.assertEqual(done.returncode, 4)
        self.assertIn("no scenario has the tag 'inheritence': did you mean 'inheritance'?", done.stderr)


class Shards(Selecting):
    def listed(self, *arguments, env=None):
        done = self.karimen("list", SCENARIOS / "loss", *arguments, env=env)
        return re.findall(r"(?m)^(\S+#\S+(?:\[.*?\])?)  ", done.stdout), done

    def test_a_scenario_stays_in_its_part_whatever_else_is_selected(self):
        everything, _ = self.listed()
        for part in (1, 2, 3):
            number = [e for e in everything if int(hashlib.sha256(e.encode()).hexdigest()[:16], 16) % 3 == part - 1]
            self.assertEqual(self.listed("--shard", f"{part}/3")[0], number)
            some = [e for e in number if "LOS-1" in e]
            self.assertEqual(self.listed("--shard", f"{part}/3", "-k", "LOS-1")[0], some)

    def test_ci_systems_kubernetes_and_slurm_say_which_part(self):
        second = self.listed("--shard", "2/3")[0]
        self.assertTrue(second)
        slurm = {"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "5", "SLURM_ARRAY_TASK_COUNT": "3",
                 "SLURM_ARRAY_TASK_STEP": "2"}
        for option, env in [("auto", {"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "3"}),
                            ("auto", {"CIRCLE_NODE_INDEX": "1", "CIRCLE_NODE_TOTAL": "3"}),
                            ("auto", {"BUILDKITE_PARALLEL_JOB": "1", "BUILDKITE_PARALLEL_JOB_COUNT": "3"}),
                            ("auto/3", {"JOB_COMPLETION_INDEX": "1"}), ("auto", slurm),
                            ("auto", {**slurm, "CI_NODE_TOTAL": "1"})]:
            with self.subTest(env=env):
                found, done = self.listed("--shard", option, env=env)
                self.assertEqual(found, second, done.stderr)
                self.assertRegex(done.stderr, r"^part 2 of 3 \(\w+=\d")
                self.assertIn(next(iter(env)), done.stderr)
        alone, _ = self.listed("--shard", "auto", env={"CI_NODE_TOTAL": "1"})
        self.assertEqual(alone, self.listed()[0])

    def test_what_they_leave_open_or_contradict_is_said(self):
        gitlab = {"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "3"}
        for option, env, what in [
                ("auto", {}, "no variable says which part this is"),
                ("auto", {"CI_NODE_TOTAL": "3"}, "CI_NODE_TOTAL=3, but CI_NODE_INDEX is not set"),
                ("auto", {"JOB_COMPLETION_INDEX": "0"}, "nothing says of how many"),
                ("auto", {**gitlab, "CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "3"}, "contradicts CIRCLE_NODE_INDEX=0"),
                ("auto/4", gitlab, "--shard auto/4 contradicts CI_NODE_INDEX=2"),
                ("auto", {"CI_NODE_INDEX": "x", "CI_NODE_TOTAL": "3"}, "CI_NODE_INDEX is no whole number: 'x'"),
                ("auto", {"CI_NODE_INDEX": "4", "CI_NODE_TOTAL": "3"}, "there is no such part"),
                ("auto", {"SLURM_ARRAY_TASK_ID": "9", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_COUNT": "3",
                          "SLURM_ARRAY_TASK_STEP": "1"}, "there is no such part"),
                ("auto/0", gitlab, "--shard takes I/N"), ("auto/x", gitlab, "--shard takes I/N"), ("2", {}, "--shard takes I/N")]:
            with self.subTest(option=option, env=env):
                _, done = self.listed("--shard", option, env=env)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(what, done.stderr)


class Order(Selecting):
    def setUp(self):
        super().setUp()
        self.path = self.file("s.yaml", *[named(f"N{i:02}") for i in range(24)])

    def test_a_seed_decides_the_order_whatever_else_is_selected(self):
        plain, one, other = self.ran(self.path), self.ran(self.path, "--shuffle=1"), self.ran(self.path, "--shuffle=2")
        self.assertEqual(sorted(one), plain)
        self.assertNotEqual(one, plain)
        self.assertNotEqual(one, other)
        self.assertEqual(self.ran(self.path, "--shuffle=1", "-j", "2"), one)
        fewer = self.ran(self.path, "--shuffle=1", "-k", "N1")
        self.assertEqual(fewer, [each for each in one if each.startswith("N1")])

    def test_a_seed_that_was_drawn_is_told_and_gives_the_order_again(self):
        done = self.karimen("run", "--shuffle", self.path, "--reporter", "ndjson")
        seed = re.search(r"the order is that of (--shuffle=\d+)\n", done.stderr).group(1)
        self.assertEqual(list(verdicts(done)), self.ran(self.path, seed))

    def test_rounds_are_told_apart_and_are_the_same_scenario(self):
        found = self.ran(self.path, "--repeat", 3, "-k", "N0", "--shuffle=1")
        self.assertEqual(len(found), 30)
        for number in (1, 2, 3):
            of_round = found[(number - 1) * 10:number * 10]
            self.assertEqual(sorted(of_round), [f"N{i:02}@{number}" for i in range(10)])
        self.assertNotEqual([e[:3] for e in found[:10]], [e[:3] for e in found[10:20]])
        self.file("bad.yaml", BAD)
        done = self.karimen("run", "bad.yaml", "--repeat", 2, "--reporter", "junit=r.xml", "--trace", "traces")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(re.findall(r'<testcase classname="bad.yaml" name="(\S+)"', (self.folder / "r.xml").read_text()),
                         ["BAD@1", "BAD@2"])
        first, second = sorted((self.folder / "traces").glob("*.apdu"))
        self.assertEqual(first.read_text(), second.read_text())  # the seed is that of the scenario
        self.assertEqual(self.ran("--failed"), ["BAD"])
        self.assertEqual(self.karimen("run", "bad.yaml", "--repeat", 0).returncode, 2)

    def test_more_runs_than_can_be_told_are_refused_with_their_number_and_what_can_be(self):
        (self.folder / "two.yaml").write_text(GOOD + "---\n" + GOOD.replace("GOOD", "OTHER"))
        for language, said in ("en", "--repeat 600000 of 2 scenarios is 1200000 runs, and 1000000 can be told at once"), ("ja", "実行1200000回"):
            done = self.karimen("run", "two.yaml", "--repeat", 600000, "--language", language, "--reporter", "tap=r.tap")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(said, done.stderr)
            self.assertIn("--repeat 500000", done.stderr)
            self.assertIn("not ok 1 - (run)", (self.folder / "r.tap").read_text())
        self.assertIn("takes a whole number", self.karimen("run", "two.yaml", "--repeat", "99999999999").stderr)

    def test_more_workers_than_there_can_be_are_refused_and_where_threads_end_the_run_does(self):
        """It waited for ever for those that had begun."""
        for language, said in ("en", "--jobs takes at most 256 workers, not 5000: each has a thread"), ("ja", "--jobs は256まで"):
            done = self.karimen("run", "-j", 5000, "--language", language)
            self.assertEqual(done.returncode, 2)
            self.assertIn(said, done.stderr)
        limited = ["sh", "-c", "ulimit -v 1200000; exec \"$@\"", "sh", KARIMEN, "run", SCENARIOS, "-j", "256", "--db", "none", "--bundle", "none"]
        done = subprocess.run(list(map(str, limited)), capture_output=True, text=True, cwd=self.folder, env=environment(self.folder), timeout=60)
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertRegex(done.stderr, r"the machine has no thread for worker \d+: .*\n *fix: take fewer workers: -j \d+")

    def test_memory_is_flat_however_often_everything_is_run(self):
        (self.folder / "good.yaml").write_text(GOOD)

        def peak_kib(times, *options):
            run = subprocess.Popen([KARIMEN, "run", "good.yaml", "--db", "none", "-j", "2", "--repeat", str(times), *options],
                                   cwd=self.folder, env=environment(self.folder), stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(run.returncode, 0)
            return usage.ru_maxrss

        few = peak_kib(4000)  # enough for what is done and not told yet
        self.assertLess(peak_kib(20000), few + 16 * 1024)
        self.assertLess(peak_kib(20000, "--shuffle=1"), few + 16 * 1024)


class Named(Selecting):
    """PATH#ID[case], as reports call scenarios."""

    def chosen(self, *arguments, code=0, **more):
        done = self.karimen("list", *arguments, **more)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return [line.split("  ")[0] for line in done.stdout.splitlines()] if code == 0 else done.stderr

    def test_by_id_and_case_in_files_streams_and_beside_lines(self):
        matrix = BAD + "matrix: {roadside_check.at: [2026-06-10T13:00, 2026-06-10T14:00]}\n"
        self.file("d/s#1.yaml", GOOD, matrix, GOOD.replace("GOOD", "GOOD2"))
        cases = [f"s#1.yaml#BAD[at=2026-06-10T{hour}:00]" for hour in (13, 14)]
        self.assertEqual(self.chosen("d/s#1.yaml#GOOD"), ["s#1.yaml#GOOD"])
        self.assertEqual(self.chosen("d/s#1.yaml#BAD"), cases)
        self.assertEqual(self.chosen("d/" + cases[1]), cases[1:])
        self.assertEqual(self.chosen("d/" + cases[0], "d/s#1.yaml:1"), ["s#1.yaml#GOOD", cases[0]])
        self.assertEqual(len(self.chosen("d/" + cases[0], "d")), 4)
        self.assertEqual(self.chosen("-#GOOD2", input=(self.folder / "d/s#1.yaml").read_text()), ["<stdin>#GOOD2"])
        (self.folder / "d/s#1.yaml").rename(self.folder / "d/s.yaml")
        os.mkfifo(self.folder / "pipe")
        writer = subprocess.Popen(["sh", "-c", "cat d/s.yaml > pipe"], cwd=self.folder)
        self.assertEqual(self.chosen("pipe#GOOD", "pipe#GOOD2"), ["pipe#GOOD", "pipe#GOOD2"])
        self.assertEqual(writer.wait(10), 0)

    def test_a_name_that_nobody_has_is_no_pass_of_the_others(self):
        self.file("s.yaml", GOOD, BAD.replace("BAD", "GOOD-02"))
        told = self.chosen("s.yaml#GOOD", "s.yaml#GOOD-03", code=2)
        self.assertIn("there is no scenario 'GOOD-03' in s.yaml\n  fix: did you mean 'GOOD-02'?", told)
        self.assertEqual(self.karimen("run", "s.yaml#GOOD", "s.yaml#GOOD-03", "--db", "none").returncode, 2)

    def test_what_is_no_scenario_is_called_what_it_is(self):
        for kind, said in (("card", "this is a card file, and no scenario"), ("rule", "this is a part of a rulebook, and no scenario")):
            self.assertEqual(self.karimen("new", kind, kind + ".yaml").returncode, 0)
            told = self.chosen(kind + ".yaml", code=3)
            self.assertIn(said, told)
            self.assertNotIn("unknown key", told)


class Input(Selecting):
    def test_scenarios_come_from_standard_input(self):
        done = self.karimen("run", "-", "--reporter", "ndjson", input=GOOD + "---\n" + BAD)
        self.assertEqual([e["id"] for e in of_kind(events(done), "scenario_finished")], ["<stdin>#GOOD", "<stdin>#BAD"])
        both = GOOD + "---\n" + BAD
        self.assertEqual(self.ran(f"-:{both[:both.index('id: BAD')].count(chr(10)) + 2}", input=both), ["BAD"])
        self.assertEqual(self.ran("-:1", "--tags", "not x", input=both), ["GOOD"])
        self.assertEqual(len(self.karimen("list", "-:3", input=both).stdout.splitlines()), 1)
        self.assertEqual(self.karimen("run", "-:x", input=both).returncode, 2)
        shown = self.karimen("run", "-", input=BAD)
        self.assertIn("<stdin>:5:", shown.stdout)
        self.assertEqual(self.karimen("run", "--failed").returncode, 4)  # it cannot be read again
        self.assertIn("<stdin>:1:5: error: not valid YAML", self.karimen("run", "-", input="id: [\n").stderr)
        self.assertEqual(self.karimen("check", "-", input="").returncode, 3)
        path = self.file("s.yaml", named("OTHER"))
        self.assertEqual(self.ran("-", path, "-k", "O", input=GOOD + "---\n" + BAD.replace("BAD", "BEE")), ["GOOD", "OTHER"])
        self.assertEqual(len(self.karimen("list", "-", "-", input=GOOD).stdout.splitlines()), 1)
        watched = self.karimen("watch", "-", input=GOOD)
        self.assertEqual(watched.returncode, 2)
        self.assertIn("'-' is read once, and never saved", watched.stderr)


if __name__ == "__main__":
    unittest.main()
