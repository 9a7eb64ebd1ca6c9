#!/usr/bin/env python3
"""The history tells what became of runs and scenarios, what changed between two runs and why; histories are merged without
counting anything twice, and shards have the digest of the whole run together."""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import BAD, GOOD, HEAD, ROOT, STEP, InFolder, digest, karimen, start, with_a_ruined_persona

OLD = ROOT / "tests/harness/store/schema_1.sqlite"


class Runs(InFolder):
    def setUp(self):
        super().setUp()
        self.scenario = self.folder / "s.yaml"
        self.scenario.write_text(GOOD)

    def told(self, *arguments, code=0):
        done = self.karimen("runs", *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def run_it(self, *options, code=0, env=None):
        done = self.karimen("run", self.scenario, *options, env=env)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_runs_are_listed_the_newest_first(self):
        self.run_it("--seed", "7")
        self.scenario.write_text(BAD)
        self.run_it("--assume", "A-10=erased", code=1)
        lines = self.told("list").splitlines()
        self.assertRegex(lines[0], r"^#2  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  0 passed, 1 failed, 0 undecided, 0 errors  direct  (\w{7}  )?seed karimen  A-10=erased$")
        self.assertRegex(lines[1], r"^#1  .* 1 passed, .*seed 7$")
        self.assertEqual(len(self.told("list", "-n", "1").splitlines()), 1)
        self.assertIn("不合格 1", self.told("list", "--ja"))

    def test_a_run_is_shown_with_what_did_not_pass(self):
        self.scenario.write_text(GOOD + "---\n" + BAD)
        done = self.run_it("--reporter", "ndjson", code=1)
        shown = self.told("show")
        self.assertIn(f"  digest {digest(done)}\n", shown)
        self.assertIn("fail  s.yaml#BAD  roadside_check\n", shown)
        self.assertNotIn("GOOD", shown)
        self.assertEqual(self.told("show", "1"), shown)
        self.assertEqual(self.karimen("runs", "show", "--exit-code").returncode, 1)
        self.assertIn("'9x' is no run", self.karimen("runs", "diff", "9x", "1").stderr)
        self.assertEqual(self.karimen("runs", "show", "5").returncode, 4)
        self.assertEqual(self.karimen("runs", "show", "nobody").returncode, 4)
        self.assertEqual(self.karimen("runs", "list", "--db", "none.sqlite").returncode, 4)

    def test_a_file_with_a_mistake_is_an_error_of_the_run_until_its_scenarios_ran(self):
        broken = self.folder / "broken.yaml"
        broken.write_text(GOOD.replace("GOOD", "LATER").replace("do:", "done:"))
        self.assertEqual(self.karimen("run", ".", "--keep-going").returncode, 3)
        self.assertIn("1 passed, 0 failed, 0 undecided, 1 errors", self.told("list"))
        self.assertRegex(self.told("show"), r"\nerror  broken.yaml  ")
        self.assertEqual(self.karimen("runs", "show", "--exit-code").returncode, 3)
        self.assertEqual(self.karimen("run", "--failed", "--keep-going").returncode, 3)
        broken.write_text(GOOD.replace("GOOD", "LATER"))
        again = self.karimen("run", "--failed", "--verbose")
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertIn("broken.yaml#LATER", again.stdout)
        self.assertEqual(self.karimen("run", "--failed").returncode, 4)

    def test_of_a_file_with_the_name_of_another_nothing_is_known(self):
        for folder, text in ("one", BAD), ("other", GOOD.replace("GOOD", "BAD")):
            (self.folder / folder).mkdir()
            (self.folder / folder / "f.yaml").write_text(text)
            self.karimen("run", folder)
        told = self.karimen("run", "--failed", "one")
        self.assertEqual(told.returncode, 4)
        self.assertIn("one/f.yaml: f.yaml was last run at ", told.stderr)

    @unittest.skipIf(os.geteuid() != 0, "another user is needed")
    def test_a_history_that_may_only_be_read_is_read(self):
        self.run_it()
        place = Path(tempfile.mkdtemp(prefix="karimen-test-artefact-?#%"))
        self.addCleanup(shutil.rmtree, place)
        place.chmod(0o755)
        shutil.copy(next(self.folder.rglob("history.sqlite")), place / "h.sqlite")
        (place / "h.sqlite").chmod(0o444)
        for command in ["show"], ["list"], ["export"]:
            done = self.karimen("runs", *command, "--db", place / "h.sqlite", user=65534, env={"HOME": "/nonexistent"})
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(os.listdir(place), ["h.sqlite"])

    def test_nothing_was_run_yet(self):
        self.assertIn("nothing was run yet", self.karimen("run", self.scenario, "--failed").stderr)

    def test_what_cannot_be_run_again_is_told(self):
        self.scenario.write_text(BAD)
        self.run_it(code=1)
        self.scenario.rename(self.folder / "moved.yaml")
        told = self.karimen("run", "--failed")
        self.assertEqual(told.returncode, 4)
        self.assertIn(f"warning: cannot be run again: 1 in s.yaml, which lay at {self.scenario}", told.stderr)

    def test_a_scenario_is_shown_over_time(self):
        for text, code in [(GOOD, 0), (BAD.replace("BAD", "GOOD"), 1), (GOOD, 0), (BAD.replace("BAD", "GOOD"), 1), (BAD.replace("BAD", "GOOD"), 1)]:
            self.scenario.write_text(text)
            self.run_it(code=code)
        shown = self.told("show", "GOOD")
        self.assertIn("s.yaml#GOOD\n  the last 5 runs, oldest first: .F.FF\n", shown)
        self.assertRegex(shown, r"  first failed in #2 \d{4}-\d\d-\d\d")
        self.assertRegex(shown, r"  has not passed since #4 ")
        self.assertIn("  not flaky", shown)  # it was edited

    def test_what_was_written_tells_an_edit_from_chance(self):
        self.file("steps/check.yaml", "sequence: checked\nsteps:\n" + STEP % "OK")
        people = with_a_ruined_persona(self.folder) / "fixtures/personas"
        ours = people / "yamada_taro.yaml"
        taro = ours.read_text()
        ours.unlink()
        ours.write_text(taro)
        using = "include: [steps/check.yaml]\nid: GOOD\ngiven: {holder: yamada_taro}\nsteps: [{use: checked}]\n"

        def texts(*documents):
            self.file("s.yaml", *documents)
            self.run_it("--data", self.folder / "data")
            results = json.loads(self.told("export", "last"))["runs"][0]["results"]
            return {each["scenario"]: each["text"] for each in results}

        first = texts(GOOD, GOOD.replace("GOOD", "OTHER"))
        self.assertRegex(first["s.yaml#GOOD"], r"^[0-9a-f]{16}$")
        self.assertEqual(texts("# above\n" + GOOD.replace("GOOD", "OTHER"), GOOD + "\n")["s.yaml#GOOD"], first["s.yaml#GOOD"])  # its neighbours are not it
        self.assertNotEqual(texts(GOOD + "# said\n")["s.yaml#GOOD"], first["s.yaml#GOOD"])
        used = texts(using)
        self.file("steps/check.yaml", "sequence: checked\nsteps:\n" + (STEP % "OK").replace("12:00", "12:01"))
        self.assertNotEqual(texts(using), used)
        used = texts(using)
        ours.write_text(taro + "# of her card\n")
        self.assertNotEqual(texts(using), used)
        matrix = GOOD + "matrix: {roadside_check.at: [2026-06-10T13:00, 2026-06-10T14:00]}\n"
        self.assertEqual(len(set(texts(matrix).values())), 1)

    def test_flaky_is_what_differs_where_text_system_and_program_are_the_same(self):
        scenario = self.file("s.yaml", HEAD % "LOST" + "  - {do: suspend_licence, at: 2026-05-10T10:00}\n")
        adapter = self.folder / "adapter.py"
        for name in ("adapter.py", "listening.py"):
            shutil.copy(ROOT / "tests/port" / name, self.folder)
        sut = f"python3 {adapter} --take suspend_licence --do ${{MOOD:-well}}"
        codes = [self.karimen("run", scenario, "--sut", sut, env=env).returncode for env in ({}, {"MOOD": "error"}, {})]
        self.assertEqual([code == 0 for code in codes], [True, False, True])
        self.assertIn("flaky: verdicts differ where nothing else does: runs 1, 2, 3", self.told("show", "LOST"))
        self.assertNotIn("text changed", self.told("diff", code=1))
        # it was mended without a commit: another program, and no chance
        self.told("prune", "--keep", 1)
        adapter.write_text(adapter.read_text().replace('"error": lambda', '"well": lambda wire, message: hang(wire, message), "error": lambda').replace("time.sleep(600)", "os._exit(9)"))
        self.assertNotEqual(self.karimen("run", scenario, "--sut", sut).returncode, 0)
        self.assertIn("  not flaky", self.told("show", "LOST"))
        self.assertRegex(self.told("diff", code=1), r"  program: [0-9a-f]{64} -> [0-9a-f]{64}\n")

    def test_the_text_explains_a_difference(self):
        self.run_it()
        self.scenario.write_text(BAD.replace("BAD", "GOOD"))
        self.run_it(code=1)
        self.assertIn("pass -> fail  s.yaml#GOOD\n      in step roadside_check\n      the scenario's text changed\n", self.told("diff", code=1))
        self.assertIn("シナリオの記述が変わった", self.told("diff", "--ja", code=1))
        # what an older karimen kept says nothing of texts
        with sqlite3.connect(self.folder / "karimen/history.sqlite") as database:
            database.execute("UPDATE result SET text = '' WHERE run = 1")
            database.execute("UPDATE run SET build = '' WHERE id = 1")
        self.assertIn("whether the text changed is not known", self.told("diff", code=1))
        self.assertNotIn("build:", self.told("diff", code=1))
        with sqlite3.connect(self.folder / "karimen/history.sqlite") as database:
            database.execute("UPDATE run SET build = 'another' WHERE id = 1")
        self.assertRegex(self.told("diff", code=1), r"  build: another -> [0-9a-f]{16}\n")

    def test_runs_that_differ_are_not_called_flaky(self):
        for seed in ("1", "2", "2"):
            self.run_it("--seed", seed)
        self.assertIn("not flaky", self.told("show", "GOOD"))

    def test_a_difference_is_explained_by_rules_knobs_and_versions(self):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        scenario = ROOT / "scenarios/inheritance/conditions.yaml"
        self.karimen("run", scenario, "-k", "INH-20")
        table = rulebook / "inheritance.yaml"
        table.write_text(table.read_text().replace('{card_application.signature_certificate: "not_wanted"}',
                                                   '{card_application.signature_certificate: "not(not_wanted)"}'))
        self.karimen("run", scenario, "-k", "INH-20", "--rulebook", rulebook)
        shown = self.told("diff", code=1)
        self.assertRegex(shown, r"  rulebook: [0-9a-f]{64} -> [0-9a-f]{64}\n    what changed in it: INHERIT-11\n")
        self.assertIn("      say something else now: INHERIT-11\n", shown)
        self.assertRegex(shown, r"pass -> fail  \S+#INH-20\n      in step personalise_card\n      rules: .*-INHERIT-11")
        self.assertIn("1 verdicts changed, 1 of them for the worse", shown)
        self.assertIn("合格 -> 不合格", self.told("diff", "1", "2", "--ja", code=1))
        self.assertIn("fail -> pass", self.told("diff", "2", "1", code=1))
        self.assertIn("0 verdicts changed", self.told("diff", "1", "1"))
        # comments and places are no difference, a new row is one; and of a rulebook that an older program kept nothing is known
        table.write_text("# new\n\n" + table.read_text().replace("id: INHERIT-11\n", "id: INHERIT-11b\n"))
        self.karimen("run", scenario, "-k", "INH-20", "--rulebook", rulebook)
        self.assertIn("    what changed in it: decision inheritance, -INHERIT-11, +INHERIT-11b\n", self.told("diff", "2", "3", code=0))
        with sqlite3.connect(self.folder / "karimen/history.sqlite") as database:
            database.execute("DELETE FROM rulebook WHERE digest = (SELECT rulebook FROM run WHERE id = 2)")
        self.assertIn("what changed in it is not known", self.told("diff", "1", "2", code=1))
        self.karimen("run", scenario, "-k", "INH-20", "--assume", "A-10=erased")
        self.assertIn("  assume: (none) -> A-10=erased\n", self.told("diff", "1", "last"))

    def test_shards_are_merged_to_the_digest_of_the_whole_run(self):
        paths = [ROOT / "scenarios/loss", ROOT / "scenarios/lectures", ROOT / "scenarios/booking"]
        whole = self.karimen("run", *paths, "--reporter", "ndjson", "--db", "whole.sqlite")
        shards = [f"{number}.sqlite" for number in (1, 2, 3)]
        for number, db in enumerate(shards, 1):
            self.karimen("run", *paths, "--shard", f"{number}/3", "--db", db, env={"KARIMEN_PIPELINE": "p"})
        self.told("merge", shards[2], shards[0], "--db", "all.sqlite")
        self.assertIn("2 of 3 shards", self.told("list", "--db", "all.sqlite"))
        self.assertNotIn("digest", self.told("show", "--db", "all.sqlite"))
        self.assertEqual(self.karimen("runs", "show", "--exit-code", "--db", "all.sqlite").returncode, 6)
        self.told("merge", shards[1], "--db", "all.sqlite")
        shown = self.told("show", "--exit-code", "--db", "all.sqlite")
        self.assertIn(f"  digest {digest(whole)}\n", shown)
        self.assertEqual(len(self.told("list", "--db", "all.sqlite").splitlines()), 1)
        # Again, and all of it from another merge: nothing counts twice.
        again = self.told("merge", *shards, "--db", "all.sqlite")
        self.assertEqual(again.count("0 runs or shards taken over with 0 results, 1 were there already"), 3)
        self.told("merge", "all.sqlite", "--db", "more.sqlite")
        self.assertIn("3 were there already", self.told("merge", "all.sqlite", "--db", "more.sqlite"))
        self.assertIn(f"  digest {digest(whole)}\n", self.told("show", "--db", "more.sqlite"))
        exported = json.loads(self.told("export", "--db", "more.sqlite"))["runs"]
        of_whole = json.loads(self.told("export", "--db", "whole.sqlite"))["runs"]
        untimed = lambda runs: [{k: v for k, v in each.items() if k != "measured_ms"} for each in runs[0]["results"]]
        self.assertEqual(untimed(exported), untimed(of_whole))

    def test_shards_of_several_rounds_have_the_digest_of_all_rounds(self):
        self.scenario.write_text("---\n".join(GOOD.replace("GOOD", f"G-{n}") for n in range(3)))
        whole = self.karimen("run", self.scenario, "--repeat", 2, "--reporter", "ndjson", "--db", "none")
        shards = [f"{number}.sqlite" for number in range(1, 9)]  # of three scenarios five are empty, at least
        for number, db in enumerate(shards, 1):
            self.karimen("run", self.scenario, "--repeat", 2, "--allow-empty", "--shard", f"{number}/8", "--db", db, env={"KARIMEN_PIPELINE": "p"})
        for order in (shards, reversed(shards)):
            (self.folder / "all.sqlite").unlink(missing_ok=True)
            self.told("merge", *order, "--db", "all.sqlite")
            self.assertEqual(len(self.told("list", "--db", "all.sqlite").splitlines()), 1)
            self.assertIn(f"  digest {digest(whole)}\n", self.told("show", "--exit-code", "--db", "all.sqlite"))
        shard = next(n for n in range(1, 9) if self.karimen("list", self.scenario, "--shard", f"{n}/8").returncode == 0)
        self.karimen("run", self.scenario, "--repeat", 3, "--shard", f"{shard}/8", "--db", "three.sqlite", env={"KARIMEN_PIPELINE": "p"})
        self.told("merge", "three.sqlite", "--db", "all.sqlite")
        self.assertEqual(len(self.told("list", "--db", "all.sqlite").splitlines()), 2)

    def test_a_run_that_is_merged_while_it_goes_on_is_whole_when_it_is_merged_again(self):
        self.scenario.write_text("---\n".join(GOOD.replace("GOOD", f"G-{n}") for n in range(300)))
        for rounds in ([], ["--repeat", 2]):
            with self.subTest(rounds=rounds):
                for each in self.folder.glob("*.sqlite*"):
                    each.unlink()
                whole = self.karimen("run", self.scenario, *rounds, "--reporter", "ndjson", "--db", "none")
                runs = len([line for line in whole.stdout.splitlines() if '"event":"scenario_finished"' in line])
                for part in range(2):
                    begun = [self.scenario, *rounds] if part == 0 else ["--resume", "last"]
                    run = start("run", *begun, "-j", 1, "--reporter", "ndjson", "--db", self.folder / "h.sqlite", state=self.folder)
                    for _ in range(40):
                        next(line for line in run.stdout if '"event":"scenario_finished"' in line)
                    self.assertRegex(self.told("merge", "h.sqlite", "--db", "all.sqlite"), r"h.sqlite: [12] runs or shards taken over with \d+ results")
                    self.assertIn(" not finished", self.told("list", "--db", "all.sqlite"))
                    shutil.copy(self.folder / "all.sqlite", self.folder / f"early-{part}.sqlite")
                    run.kill()
                    run.communicate()
                self.assertEqual(self.karimen("run", "--resume", "last", "--db", "h.sqlite").returncode, 0)
                self.assertNotIn(" 0 results", self.told("merge", "h.sqlite", "--db", "all.sqlite"))
                for _ in range(2):
                    self.assertEqual(len(self.told("list", "--db", "all.sqlite").splitlines()), 1)
                    self.assertIn(f"  digest {digest(whole)}\n", self.told("show", "--exit-code", "--db", "all.sqlite"))
                    with sqlite3.connect(self.folder / "all.sqlite") as database:
                        self.assertEqual(database.execute("SELECT count(*) FROM result").fetchone(), (runs,))
                    # again, and what was known of it earlier: nothing comes, nothing goes
                    for each in ("h.sqlite", "early-0.sqlite", "early-1.sqlite"):
                        self.assertIn(": 0 runs or shards taken over with 0 results", self.told("merge", each, "--db", "all.sqlite"))

    def test_a_shard_that_is_merged_while_it_goes_on_is_whole_when_it_is_merged_again(self):
        self.scenario.write_text("---\n".join(GOOD.replace("GOOD", f"G-{n}") for n in range(300)))
        whole = self.karimen("run", self.scenario, "--reporter", "ndjson", "--db", "none")
        env = {"KARIMEN_PIPELINE": "p"}
        self.karimen("run", self.scenario, "--shard", "2/2", "--db", "2.sqlite", env=env)
        run = start("run", self.scenario, "--shard", "1/2", "-j", 1, "--reporter", "ndjson", "--db", self.folder / "1.sqlite", state=self.folder, **env)
        for _ in range(40):
            next(line for line in run.stdout if '"event":"scenario_finished"' in line)
        self.told("merge", "1.sqlite", "2.sqlite", "--db", "all.sqlite")
        self.assertNotIn("digest", self.told("show", "--db", "all.sqlite"))
        run.kill()
        run.communicate()
        self.karimen("run", "--resume", "last", "--db", "1.sqlite", env=env)
        self.told("merge", "1.sqlite", "2.sqlite", "--db", "all.sqlite")
        self.assertEqual(len(self.told("list", "--db", "all.sqlite").splitlines()), 1)
        self.assertIn(f"  digest {digest(whole)}\n", self.told("show", "--exit-code", "--db", "all.sqlite"))

    def test_shards_over_two_work_trees_are_one_run_and_each_goes_on(self):
        # The commit is that of the first tree in each part, also where a part has no scenario of it, or was killed.
        for name, text in ("a", GOOD), ("b", "---\n".join(GOOD.replace("GOOD", f"B{i}") for i in range(20))):
            (self.folder / name).mkdir()
            (self.folder / name / f"{name}.yaml").write_text(text)
        for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
            subprocess.run(["git", *command], cwd=self.folder / "a", check=True)
        outside = {name: "" for name in ("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT")}
        files = ["a/a.yaml", "b/b.yaml"]
        for number in (1, 2, 3):
            db = f"{number}.sqlite"
            self.karimen("run", *files, "--shard", f"{number}/3", "--db", db, env=outside)
            # As if its last scenario had not been finished.
            with sqlite3.connect(self.folder / db) as database:
                database.execute("DELETE FROM result WHERE scenario = (SELECT max(scenario) FROM result)")
                database.execute("UPDATE run SET digest = NULL")
                database.execute("UPDATE part SET complete = 0")
            resumed = self.karimen("run", "--resume", "last", "--db", db, env=outside)
            self.assertEqual(resumed.returncode, 6, resumed.stderr)  # shards are missing
            self.assertIn("\ndigest ", resumed.stderr)
        self.told("merge", "1.sqlite", "2.sqlite", "3.sqlite", "--db", "all.sqlite")
        self.assertEqual(len(self.told("list", "--db", "all.sqlite").splitlines()), 1)
        self.assertIn("21 passed", self.told("show", "--exit-code", "--db", "all.sqlite"))

    def test_none_is_no_history_to_merge_into(self):
        self.run_it("--db", "1.sqlite")
        done = self.karimen("runs", "merge", "1.sqlite", "--db", "none")
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn("--db none is no history to merge into", done.stderr)
        self.assertFalse((self.folder / "none").exists())

    def test_of_a_shard_that_ran_twice_in_a_pipeline_the_later_results_count(self):
        env = {"KARIMEN_PIPELINE": "p"}
        self.scenario.write_text(BAD.replace("BAD", "GOOD"))
        # A scenario's identity says which part it is in.
        shard = next(part for part in ("1/2", "2/2") if self.karimen("list", self.scenario, "--shard", part).returncode == 0)
        self.run_it("--shard", shard, "--db", "first.sqlite", env=env, code=1)
        self.scenario.write_text(GOOD)
        self.run_it("--shard", shard, "--db", "second.sqlite", env=env)
        for order in (["first", "second"], ["second", "first"]):
            self.told("merge", *[f"{name}.sqlite" for name in order], "--db", f"{order[0]}-all.sqlite")
            self.assertIn("1 passed, 0 failed", self.told("list", "--db", f"{order[0]}-all.sqlite"))

    def test_histories_of_two_machines_keep_their_runs_apart_and_an_older_one_stays_as_it_is(self):
        self.run_it("--db", "one.sqlite")
        self.run_it("--db", "two.sqlite")
        shutil.copy(OLD, self.folder / "old.sqlite")
        self.told("merge", "one.sqlite", "two.sqlite", "old.sqlite", "--db", "all.sqlite")
        self.assertEqual(len(self.told("list", "--db", "all.sqlite").splitlines()), 6)
        self.assertEqual((self.folder / "old.sqlite").read_bytes(), OLD.read_bytes())
        self.assertFalse((self.folder / "old.sqlite.schema-1").exists())
        self.assertIn("s.yaml#BAD", self.told("show", "BAD", "--db", "all.sqlite"))
        self.assertEqual(self.karimen("runs", "merge", "nowhere.sqlite", "--db", "all.sqlite").returncode, 6)

    def test_what_cannot_be_merged_is_named_and_not_a_copy_of_it(self):
        (self.folder / "junk.sqlite").write_text("no history at all " * 100)
        shutil.copy(OLD, self.folder / "newer.sqlite")
        database = sqlite3.connect(self.folder / "newer.sqlite")
        database.execute("PRAGMA user_version = 99")
        database.commit()
        database.close()
        for name in ("junk.sqlite", "newer.sqlite", "nowhere.sqlite"):
            with self.subTest(name=name):
                done = self.karimen("runs", "merge", name, "--db", "all.sqlite")
                self.assertEqual(done.returncode, 6)
                self.assertTrue(done.stderr.startswith(f"{name}: error: "), done.stderr)
                self.assertNotIn("karimen-scratch", done.stderr)

    def test_old_runs_are_removed_with_all_that_was_theirs(self):
        for _ in range(3):
            self.run_it("--db", "h.sqlite")
        self.scenario.write_text(GOOD.replace("GOOD", "NEWER"))
        self.run_it("--db", "h.sqlite")
        self.assertIn("3 runs removed", self.told("prune", "--keep", "1", "--db", "h.sqlite"))
        self.assertEqual(self.told("list", "--db", "h.sqlite")[:2], "#4")
        connection = sqlite3.connect(self.folder / "h.sqlite")
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                  for table in ("run", "part", "selection", "scenario", "ground", "result")]
        connection.close()
        self.assertEqual(counts, [1] * 6)
        self.assertEqual(self.karimen("runs", "prune", "--db", "h.sqlite").returncode, 2)

    def test_a_killed_run_is_one_that_did_not_finish_and_loses_no_verdict(self):
        run = start("run", ROOT / "scenarios", "-j", 1, "--reporter", "ndjson", "--db", self.folder / "h.sqlite", state=self.folder)
        told = 0
        for line in run.stdout:
            told += '"event":"scenario_finished"' in line
            if told == 40:
                break
        run.kill()
        run.communicate()
        listed = self.told("list", "--db", "h.sqlite")
        self.assertRegex(listed, r" \d+ passed, 0 failed, 0 undecided, 0 errors, \d+ not finished")
        passed, missing = (int(listed.split(word)[0].split()[-1]) for word in (" passed", " not finished"))
        self.assertGreaterEqual(passed, 39)
        shown = self.told("show", "--db", "h.sqlite")
        self.assertEqual(shown.count("\nnot finished  "), missing)
        self.assertNotIn("digest", shown)

    def test_a_run_goes_on_for_a_part_and_is_whole_with_the_rest(self):
        for number in range(6):
            (self.folder / f"w{number}.yaml").write_text(GOOD.replace("GOOD", f"W-{number}"))
        (self.folder / "w1.yaml").write_text(BAD)
        whole = digest(self.karimen("run", ".", "--reporter", "ndjson", "--db", "none"))
        self.assertEqual(self.karimen("run", ".", "--fail-fast", "-j", 1).returncode, 1)
        part = self.karimen("run", "--resume", "last", "-k", "W-5")
        self.assertNotEqual(part.returncode, 0)
        self.assertIn(" not finished", self.told("list"))
        self.assertNotIn("digest", self.told("show"))
        self.karimen("run", "--resume", "last")
        self.assertNotIn(" not finished", self.told("list"))
        self.assertIn(f"  digest {whole}\n", self.told("show"))

    def test_a_run_does_not_go_on_where_what_has_a_result_was_edited(self):
        text = BAD + "---\n" + GOOD
        whole = (self.folder / "a.yaml", self.folder / "z.yaml")
        whole[0].write_text(GOOD.replace("GOOD", "FIRST"))
        whole[1].write_text(text)
        self.assertEqual(self.karimen("run", *whole, "-x", "-j", 1).returncode, 1)
        self.assertIn("1 passed, 1 failed, 0 undecided, 0 errors, 1 not finished", self.told("list"))
        for edited in (text.replace("en: example", "en: another", 1), GOOD, text.replace("do: ", "done: "), text.replace("id: BAD", "id: WORSE")):
            whole[1].write_text(edited)
            for paths in (), (self.folder,), (str(whole[1]) + "#GOOD",):
                refused = self.karimen("run", "--resume", "last", *paths)
                self.assertEqual(refused.returncode, 2, refused.stdout + refused.stderr)
                self.assertIn("run 1 cannot go on: edited since then: z.yaml\n", refused.stderr)
        self.assertIn("その後に編集された: z.yaml", self.karimen("run", "--resume", "last", "--ja").stderr)
        whole[0].write_text(GOOD.replace("GOOD", "FIRST").replace("en: example", "en: another"))
        self.assertIn("edited since then: a.yaml, z.yaml\n", self.karimen("run", "--resume", "last").stderr)
        whole[0].write_text(GOOD.replace("GOOD", "FIRST") + "\n")
        whole[1].write_text(BAD + "---\n" + GOOD.replace("en: example", "en: another"))  # it has no result of the old text
        self.assertEqual(self.karimen("run", "--resume", "last").returncode, 1)
        self.assertIn("2 passed, 1 failed, 0 undecided, 0 errors  ", self.told("list"))

    def test_a_refused_resume_names_the_file_that_was_edited(self):
        data = with_a_ruined_persona(self.folder)
        sequence = "sequence: checked\nsteps:\n" + STEP % "OK"
        using = "include: [inc/seq.yaml]\nid: USING\ntitle: {en: example, ja: 例}\ngiven: {holder: yamada_taro}\nsteps:\n  - {use: checked}\n"
        person = data / "fixtures/personas/yamada_taro.yaml"
        kept = {self.file("s/inc/seq.yaml"): sequence, self.file("s/a.yaml"): using, self.file("s/b.yaml"): GOOD,
                self.file("s/z.yaml"): BAD.replace("yamada_taro", "sato_hanako") + "---\n" + GOOD.replace("GOOD", "LAST"), person: person.read_text()}
        person.unlink()  # it is a link to ours
        for path, text in kept.items():
            path.write_text(text)
        (self.folder / "s/karimen.toml").write_text("")
        self.assertEqual(self.karimen("run", "s", "--data", data, "-x", "-j", 1).returncode, 1)
        for name, old, new, said in [("s/inc/seq.yaml", "12:00", "12:30", "inc/seq.yaml"), ("s/inc/seq.yaml", "steps:", "step:", "inc/seq.yaml"),
                                     (person, "kana", "kana", None), (person, "\n", "\n# edited\n", "personas/yamada_taro.yaml"),
                                     ("s/z.yaml", "en: example", "en: another", "z.yaml")]:
            with self.subTest(file=str(name), new=new):
                path = self.folder / name
                text = path.read_text()
                self.assertIn(old, text)
                path.write_text(text.replace(old, new, 1))
                done = self.karimen("run", "--resume", "last", "--data", data, "-k", "nothing of that name")
                self.assertEqual(done.returncode, 4 if said is None else 2, done.stderr)
                if said is not None:
                    self.assertRegex(done.stderr, rf"edited since then: (\S*/)?{said}\n")
                path.write_text(text)
                os.utime(path, (0, 0))

    def test_the_time_limit_of_a_run_is_kept_and_another_one_refused(self):
        self.file("a.yaml", GOOD)
        self.file("b.yaml", BAD)
        self.file("c.yaml", GOOD.replace("GOOD", "LAST"))
        order = ("-x", "-j", 1)
        for limit, others in ((), ("1ms", "30s")), (("--timeout", "30s"), ("1ms", "31s")):
            self.assertEqual(self.karimen("run", ".", *order, *limit).returncode, 1)
            for other in others:
                refused = self.karimen("run", "--resume", "last", "--timeout", other)
                self.assertEqual(refused.returncode, 2, refused.stdout + refused.stderr)
                self.assertIn(f"timeout was '{''.join(limit[1:])}', is '{other}'", refused.stderr)
            done = self.karimen("run", "--resume", "last", "--reporter", "ndjson")
            self.assertEqual(done.returncode, 1, done.stderr)
            begun = json.loads(done.stdout.splitlines()[0])
            self.assertEqual(begun["origin"].get("options", {}).get("timeout"), limit[1] if limit else None)
            self.assertNotIn(" not finished", self.told("list"))
        self.assertIn("timeout", self.told("diff", 1, 2))
        for part, limit in ((1, ()), (2, ("--timeout", "30s"))):
            self.karimen("run", ".", "--shard", f"{part}/2", *limit, "--db", f"{part}.sqlite")
        self.karimen("runs", "merge", "1.sqlite", "2.sqlite", "--db", "both.sqlite")
        self.assertEqual(len(self.karimen("runs", "list", "--db", "both.sqlite").stdout.splitlines()), 2)

    def test_institutions_that_err_are_a_condition_of_a_run_as_another_system_is(self):
        one, other = ("--defect", "card_expiry_follows_licence"), ("--defect", "paper_stays_valid")
        some = ROOT / "scenarios/loss"
        shards = []
        for number, defect in enumerate(((), one, other, ())):
            self.karimen("run", some, *defect)
            shards.append(f"{number}.sqlite")
            self.karimen("run", some, *defect, "--shard", f"{number % 2 + 1}/2", "--db", shards[-1])
        told = self.told("diff", 1, 2, code=1)
        self.assertIn("system", told.splitlines()[1])
        self.assertIn("card_expiry_follows_licence", told)
        self.assertNotIn("are the same", told)
        self.assertIn("system", self.told("diff", 2, 3, code=1))
        self.assertIn("are the same", self.told("diff", 1, 4))
        failed = re.search(r"#(LOS-\d+)", told)[1]
        over_time = self.told("show", failed)
        self.assertIn("F", over_time)
        self.assertIn("not flaky", over_time)
        self.assertNotIn("  flaky", over_time)
        self.karimen("runs", "merge", *shards, "--db", "all.sqlite")
        runs = self.karimen("runs", "list", "--db", "all.sqlite").stdout
        # the two without are one
        self.assertEqual(len(runs.splitlines()), 3, runs)
        self.karimen("run", some, *one, "-x", "-j", 1)
        for given, code in (((), 2), (other, 2), ((*one, *other), 2), (("--defect", "all"), 2), (one, 1)):
            done = self.karimen("run", "--resume", "last", *given)
            self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        for option in ("--failed", "--changed", "--repeat=2", "--retries=1", "--all-assumptions", "--check-determinism"):
            refused = self.karimen("run", some, "--defect", "all", option)
            self.assertEqual(refused.returncode, 2)
            self.assertIn(option.split("=")[0] + " and --defect all contradict each other", refused.stderr)

    def test_a_run_that_is_going_on_is_nobody_elses(self):
        database = self.folder / "h.sqlite"
        run = start("run", ROOT / "scenarios", "-j", 1, "--reporter", "ndjson", "--db", database, state=self.folder)
        next(line for line in run.stdout if '"event":"scenario_finished"' in line)
        refused = self.karimen("run", ROOT / "scenarios", "--resume", "last", "--db", database)
        run.kill()
        run.communicate()
        self.assertEqual(refused.returncode, 2)
        self.assertIn("run 1 is still going on", refused.stderr)
        again = karimen("run", ROOT / "scenarios", "--resume", "last", "--db", database, state=self.folder)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(list(self.folder.glob("*.lock")), [])

    def test_a_run_that_is_going_on_is_not_pruned(self):
        database = self.folder / "h.sqlite"
        run = start("run", ROOT / "scenarios", "-j", 1, "--reporter", "ndjson", "--db", database, state=self.folder)
        next(line for line in run.stdout if '"event":"scenario_finished"' in line)
        self.run_it("--db", database)
        self.run_it("--db", database)
        self.assertEqual(self.told("prune", "--keep", 1, "--db", database),
                         "1 runs removed, the newest 1 stay\n1 older runs are still going on and stay, too\n")
        self.assertIn("1件はまだ実行中", self.told("prune", "--keep", 1, "--db", database, "--ja"))
        run.kill()
        run.communicate()
        listed = self.told("list", "--db", database).splitlines()
        self.assertEqual([line.split()[0] for line in listed], ["#3", "#1"])
        self.assertIn(" not finished", listed[1])
        self.assertEqual(len(list(self.folder.glob("*.lock"))), 1)
        self.assertEqual(self.told("prune", "--keep", 1, "--db", database), "1 runs removed, the newest 1 stay\n")
        self.assertEqual(list(self.folder.glob("*.lock")), [])


if __name__ == "__main__":
    unittest.main()
