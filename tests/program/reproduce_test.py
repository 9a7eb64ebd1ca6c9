#!/usr/bin/env python3
"""What failed can be seen again, anywhere: a failing run leaves a bundle, and `karimen replay` tells whether it is the same, different
from a step on, or fixed. A run that was killed at any instant goes on with `--resume`: nothing is lost and nothing counted twice."""
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest
from pathlib import Path

from program import BAD, GOOD, HEAD, KARIMEN, OPEN, ROOT, SCENARIOS, STEP, InFolder, digest, environment, events, karimen, of_kind, start

KILLS = int(os.environ.get("KARIMEN_KILLS", "30"))
TWO = HEAD % "TWO" + STEP % "OK" + (STEP % "OK").replace("12:00", "13:00")


class Bundles(InFolder):
    def setUp(self):
        super().setUp()
        self.scenario = self.folder / "s.yaml"
        self.bundle = self.folder / "out"

    def failing(self, text=BAD, *options, code=1):
        self.scenario.write_text(text)
        done = self.karimen("run", "s.yaml", "--bundle", self.bundle, *options)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def replayed(self, *options, code=1, **more):
        done = self.karimen("replay", self.bundle, *options, **more)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def test_a_failing_run_names_a_bundle_and_replay_finds_it_the_same(self):
        self.assertIn(f"karimen replay {self.bundle}", self.failing(GOOD + "---\n" + BAD).stderr)
        told = self.replayed()
        self.assertIn("same  s.yaml#BAD  fail (scenario and rulebook disagree), roadside_check\n1 the same, 0 different, 0 fixed\n", told)
        self.assertNotIn("GOOD", told)
        text = (self.bundle / "bundle.yaml").read_text()
        for line in ['transport: "direct"', 'seed: "karimen"', '  - scenario: "s.yaml#BAD"', "    verdict: fail"]:
            self.assertIn(line + "\n", text)
        self.assertTrue((self.bundle / "personas/yamada_taro.yaml").exists())
        report = self.karimen("report", self.bundle / "events.ndjson", "--reporter", "json")
        self.assertIn("s.yaml#BAD", report.stdout)

    def test_files_that_cannot_be_read_leave_no_bundle_and_that_is_said(self):
        (self.folder / "z.yaml").write_text(GOOD.replace("do:", "done:"))
        self.scenario.write_text(GOOD)
        done = self.karimen("run", ".", "--keep-going", "--bundle", self.bundle)
        self.assertEqual(done.returncode, 3)
        self.assertIn("no bundle: 1 files cannot be read, and nothing else went wrong\n", done.stderr)
        self.assertFalse(self.bundle.exists())
        self.assertNotIn("no bundle", self.karimen("run", ".", "--keep-going").stderr)
        self.assertNotIn("no bundle", self.karimen("run", "s.yaml", "--bundle", self.bundle).stderr)
        self.scenario.write_text(BAD)
        both = self.karimen("run", ".", "--keep-going", "--bundle", self.bundle)
        self.assertNotIn("no bundle", both.stderr)
        self.assertNotIn("z.yaml", (self.bundle / "bundle.yaml").read_text())

    def test_the_events_in_a_bundle_are_a_whole_stream_as_of_a_run_of_what_is_in_it(self):
        self.failing(GOOD + "---\n" + BAD + "---\n" + OPEN, "-j", "1")
        report = self.karimen("report", self.bundle / "events.ndjson", "--reporter", "terminal", "--reporter", f"json={self.folder}/r.json")
        self.assertEqual(report.returncode, 1, report.stderr)
        self.assertEqual(report.stderr, "")
        self.assertIn("0 passed, 1 failed, 0 undecided, 0 errors", report.stdout)
        alone = self.karimen("run", "s.yaml", "-k", "BAD", "--bundle", "none", "--reporter", f"json={self.folder}/a.json")
        self.assertEqual(alone.returncode, 1)
        told, by_itself = (json.loads((self.folder / name).read_text()) for name in ("r.json", "a.json"))
        self.assertEqual((told["digest"], told["counts"]), (by_itself["digest"], by_itself["counts"]))

    def test_a_bundle_can_be_replayed_without_the_file_it_came_from_and_from_anywhere(self):
        self.failing()
        self.scenario.unlink()
        self.bundle = self.bundle.rename(self.folder / "moved")
        self.assertIn("1 the same", self.replayed())
        self.bundle /= "bundle.yaml"
        self.assertIn("1 the same", self.replayed())
        self.assertIn("同じ 1 件", self.replayed("--ja"))

    def test_what_came_on_a_stream_is_in_the_bundle_with_what_it_includes(self):
        steps = "sequence: checked\nsteps:\n" + STEP % "OK"
        self.file("steps/check.yaml", steps)
        text = "include: [steps/check.yaml]\nid: USING\ntitle: {en: example, ja: 例}\ngiven: {holder: yamada_taro}\nsteps:\n" \
               "  - {use: checked, expect: {roadside_check: {roadside.finding: NOT_CARRYING}}}\n"
        for name, command in ("<stdin>", "cat s.yaml | %s run -"), ("/dev/fd/63", "%s run <(cat s.yaml)"), ("pipe", "mkfifo pipe; cat s.yaml > pipe & %s run pipe"):
            with self.subTest(command):
                self.file("s.yaml", GOOD, text)
                done = subprocess.run(["bash", "-c", command % KARIMEN + " --bundle out"], cwd=self.folder, capture_output=True, text=True,
                                      env=environment(self.folder), timeout=60)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertIn(f"fail  {name}#USING  example\n", done.stdout)
                held = {str(each.relative_to(self.bundle / "files")) for each in (self.bundle / "files").rglob("*.yaml")}
                self.assertEqual(len(held), 2, held)
                self.assertIn("steps/check.yaml", held)
                own = (held - {"steps/check.yaml"}).pop()
                self.assertRegex(own, r"^\w+\.yaml$")  # wherever bundles are kept
                self.assertEqual((self.bundle / "files" / own).read_text(), GOOD + "---\n" + text)
                (self.folder / "s.yaml").unlink()
                shutil.rmtree(self.folder / "moved", ignore_errors=True)
                moved = self.bundle.rename(self.folder / "moved")
                again = karimen("replay", moved, state=self.folder, cwd="/")
                self.assertIn(f"same  {name}#USING", again.stdout, again.stderr)
                self.assertIn("1 the same, 0 different, 0 fixed\n", again.stdout)

    def test_nothing_that_a_bundle_holds_is_a_line_of_its_own(self):
        self.failing()
        shutil.copy(self.bundle / "personas/yamada_taro.yaml", self.bundle / "personas/y\n::error::persona.yaml")
        for keys in (["version", "transport", "verdict", "failure", "step"], ["scenario"]):
            text = (self.bundle / "bundle.yaml").read_text()
            for key in keys:
                text, count = re.subn(rf'(?m)^([- ]*{key}): .*$', rf'\1: "x\\n::error::{key}\\x1b[31m"', text)
                self.assertEqual(count, 1, key)
            (self.bundle / "bundle.yaml").write_text(text)
            done = self.karimen("replay", self.bundle)
            told = done.stdout + done.stderr
            for what in ("persona", "version") if "version" in keys else ("scenario",):
                self.assertIn(rf"\u000A::error::{what}", told)
            self.assertNotRegex(told, r"(?m)^\s*::|\x1b")

    def test_what_is_damaged_is_never_taken_for_different(self):
        self.failing()
        whole = self.folder / "whole"
        self.bundle.rename(whole)
        stream, persona = "events.ndjson", "personas/yamada_taro.yaml"
        damages = {"cut": (stream, lambda path: os.truncate(path, path.stat().st_size // 2)), "empty": (stream, lambda path: os.truncate(path, 0)),
                   "gone": (stream, Path.unlink), "a folder": (stream, lambda path: (path.unlink(), path.mkdir())),
                   "without its persona": (persona, Path.unlink), "without personas": (persona, lambda path: shutil.rmtree(path.parent))}
        for what, (name, damage) in damages.items():
            with self.subTest(what):
                shutil.copytree(whole, self.bundle)
                damage(self.bundle / name)
                done = self.karimen("replay", self.bundle)
                self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                self.assertIn(f"{self.bundle / name}: error: this bundle is not whole", done.stderr)
                self.assertNotIn("different", done.stdout)
                shutil.rmtree(self.bundle)

    def test_of_what_was_written_into_a_bundle_nothing_may_be_missing_or_changed(self):
        self.failing(BAD + "---\n" + BAD.replace("id: BAD", "id: WORSE"), "-j", "1")
        self.assertIn("2 the same", self.replayed())
        whole = self.folder / "whole"
        self.bundle.rename(whole)
        stream, person, listed = "events.ndjson", "personas/yamada_taro.yaml", "bundle.yaml"
        lines = (whole / stream).read_bytes().splitlines(keepends=True)
        ends = [number for number, line in enumerate(lines) if b'"event":"scenario_finished"' in line]
        self.assertEqual(len(ends), 2)
        held, card, text = b"".join(lines), (whole / person).read_bytes(), (whole / listed).read_bytes()
        damages = [(stream, f"first {number} lines", b"".join(lines[:number])) for number in range(ends[1] + 1)]
        damages += [(stream, f"without line {number}", b"".join(lines[:number] + lines[number + 1:])) for number in range(ends[1] + 1)]
        damages += [(stream, f"first {size} bytes", held[:size]) for size in (1, 200, len(held) // 2)]
        damages += [(stream, "another value", held.replace(b"2026-06-10", b"2026-06-11", 1)), (stream, "no JSON", held.replace(b"{", b"[", 9)),
                    (person, "half", card[:len(card) // 2]), (person, "empty", b""), (person, "another letter", card.replace(b"a", b"e", 1)),
                    (listed, "a scenario less", text[:text.rindex(b"  - scenario")])]
        for name, how, content in damages:
            with self.subTest(name=name, how=how):
                shutil.rmtree(self.bundle, ignore_errors=True)
                shutil.copytree(whole, self.bundle)
                (self.bundle / name).write_bytes(content)
                done = self.karimen("replay", self.bundle)
                self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)
                self.assertIn(str(self.bundle / name), done.stderr)
        shutil.rmtree(self.bundle)
        shutil.copytree(whole, self.bundle)
        (self.bundle / stream).write_bytes(b"".join(lines[:ends[1] + 1]))  # killed before it could say that it has ended
        self.assertIn("2 the same", self.replayed())

    def test_a_file_is_in_the_bundle_whatever_it_is_called(self):
        for name in ("f\x1b[31m.yaml", "u\u202e.yaml", "new\nline.yaml"):
            with self.subTest(ascii(name)):
                (self.folder / name).write_text(BAD)
                self.karimen("run", self.folder / name, "--bundle", self.bundle)
                self.assertIn("1 the same, 0 different, 0 fixed", self.replayed())

    def test_the_system_of_a_karimen_toml_is_found_from_anywhere(self):
        theirs = self.folder / "theirs"
        theirs.mkdir()
        (theirs / "bad.yaml").write_text(BAD)
        command = f'command = ["python3", "-B", "{ROOT}/examples/python/police_terminal.py"]'
        for table, options in [("[sut]", []), ("[profile.other.sut]", ["--profile", "other"])]:
            with self.subTest(table):
                (theirs / "karimen.toml").write_text(f"{table}\n{command}\n")
                done = self.karimen("run", "theirs", "--bundle", self.bundle, *options)
                self.assertIn(f"karimen replay {self.bundle}{''.join(' ' + each for each in options)}\n", done.stderr)
                told = self.replayed(*options)
                self.assertIn("police terminal in Python\n", told)
                self.assertIn("1 the same", told)

    def test_what_passes_now_is_fixed(self):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        rule = (rulebook / "inheritance.yaml").read_text()
        (rulebook / "inheritance.yaml").write_text(
            rule.replace('signature_certificate: "not_wanted"', 'signature_certificate: "not(not_wanted)"'))
        self.bundle = self.folder / "out"
        done = self.karimen("run", SCENARIOS / "inheritance/conditions.yaml", "-k", "INH-20", "--rulebook", rulebook, "--bundle", self.bundle)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("1 the same", self.replayed("--rulebook", rulebook))
        told = self.replayed(code=0)
        self.assertIn("the rulebook is another one than then\n", told)
        self.assertIn("fixed  scenarios/inheritance/conditions.yaml#INH-20  pass\n", told)
        text = (rulebook / "inheritance.yaml").read_text()
        (rulebook / "inheritance.yaml").write_text(text.replace("{obstacle: NO_SIGNATURE_CERT}", "{obstacle: NO_WISH}"))
        told = self.replayed("--rulebook", rulebook)
        self.assertIn("different  scenarios/inheritance/conditions.yaml#INH-20  at step 2, personalise_card; fail", told)

    def test_seed_knobs_and_cases_are_those_of_the_run(self):
        self.failing(OPEN.replace("assume: {A-58: undecided}\n", "").replace("shinjuku_station}}", "shinjuku_station}, expect: {outcome: failed}}"),
                  "--assume", "A-58=no_limit", "--seed", "9", "--repeat", "2", code=1)
        told = self.replayed()
        self.assertIn("s.yaml#OPEN@1", told)
        self.assertIn("2 the same", told)

    def test_a_variant_of_all_assumptions_is_replayed(self):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        path = next(p for p in rulebook.glob("*.yaml") if "id: INHERIT-11" in p.read_text())
        path.write_text(path.read_text().replace('signature_certificate: "not_wanted"', 'signature_certificate: "not(not_wanted)"'))
        done = self.karimen("run", SCENARIOS / "inheritance/conditions.yaml", "-k", "INH-20", "--all-assumptions", "--rulebook", rulebook, "--bundle", self.bundle)
        self.assertEqual(done.returncode, 1, done.stderr)
        told = self.replayed("--rulebook", rulebook)
        self.assertRegex(told, r"same  \S+#INH-20\[A-\d+=\w+\]")
        self.assertIn("0 different, 0 fixed", told)

    def test_what_runs_left_in_a_folder_is_no_scenario_of_it(self):
        (self.folder / "bad.yaml").write_text(BAD)
        self.assertEqual(self.karimen("run", "bad.yaml").returncode, 1)
        self.assertTrue(list(self.folder.rglob("bundle.yaml")))
        again = self.karimen("run", ".", "--reporter", "ndjson")
        self.assertEqual(again.returncode, 1, again.stderr)
        self.assertEqual([each["id"] for each in of_kind(events(again), "scenario_finished")], ["bad.yaml#BAD"])

    def test_an_earlier_bundle_goes_and_something_else_stays(self):
        self.failing()
        self.failing(GOOD, code=0)
        self.assertEqual(list(self.bundle.iterdir()), [])
        (self.bundle / "notes.txt").write_text("mine")
        self.assertIn("there is something else", self.failing(code=2).stderr)
        self.assertEqual((self.bundle / "notes.txt").read_text(), "mine")

    def test_bundles_that_nobody_named_are_kept_in_small_number(self):
        self.scenario.write_text(BAD)
        for _ in range(22):
            self.karimen("run", "s.yaml", "--db", "none")
        kept = {p.name for p in (self.folder / "karimen/bundles").iterdir()}
        self.assertEqual(kept, {f"replay-{n}" for n in range(3, 23)})
        self.assertIn("replay-22", self.karimen("replay").stdout)
        self.karimen("run", "s.yaml", "--bundle", "none")
        self.assertEqual(len(list((self.folder / "karimen/bundles").iterdir())), 20)

    def test_what_is_no_bundle_is_refused(self):
        for arguments, code, said in [((), 2, "no run has left a bundle yet"), ((self.folder,), 2, "this is no bundle"),
                                      (("a", "b"), 2, "takes one bundle")]:
            done = self.karimen("replay", *arguments)
            self.assertEqual(done.returncode, code)
            self.assertIn(said, done.stderr)
        self.failing()
        text = (self.bundle / "bundle.yaml").read_text()
        (self.bundle / "bundle.yaml").write_text(text.replace("bundle: 1", "bundle: 7"))
        self.assertIn("schema 7", self.karimen("replay", self.bundle).stderr)


SOME = [SCENARIOS / "portal", SCENARIOS / "renewal"]  # short enough to be killed often


class Resumption(InFolder):
    def setUp(self):
        super().setUp()
        self.db = self.folder / "history.sqlite"

    def run_it(self, *options, kill_after=None):
        """exit code and output; None where it was killed"""
        process = subprocess.Popen([KARIMEN, "run", *SOME, "-j", "2", "--db", self.db, "-v", "--bundle", "none", *options], text=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=environment(self.folder), cwd=self.folder)
        try:
            out, err = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            return None, out, err
        return process.returncode, out, err

    def test_a_storm_of_kills_loses_nothing_and_counts_nothing_twice(self):
        whole = self.karimen("run", *SOME, "--db", "none", "--reporter", "ndjson")
        began = time.monotonic()
        self.karimen("run", *SOME, "--db", self.folder / "another.db")
        usual = time.monotonic() - began  # whatever else the machine does
        chance, resume, kills, finished, told = random.Random(9), [], 0, 0, set()
        while kills < KILLS:
            code, out, err = self.run_it(*resume, kill_after=chance.uniform(0.02, 0.9) * usual)
            told |= {line.split("  ")[1].strip() for line in out.splitlines()[:-1] if line.startswith("pass ")}
            if code is None:
                kills += 1
                resume = ["--resume", "last"] if self.db.exists() and self.count("SELECT count(*) FROM run") else []
                if resume:
                    known = {name for (name,) in self.rows("SELECT name FROM result JOIN scenario ON scenario.id = scenario "
                                                          "WHERE run = (SELECT max(id) FROM run)")}
                    self.assertLessEqual(told, known)
                continue
            if code == 4:  # killed after the last result
                self.assertIn("has come to its end", err)
            else:
                self.assertEqual(code, 0, err)
            finished, resume, told = finished + 1, [], set()
        if resume:
            code, _, err = self.run_it(*resume)
            self.assertIn(code, (0, 4), err)
        self.assertGreater(self.count("SELECT count(*) FROM part"), self.count("SELECT count(*) FROM run"))
        for run, results, value in self.rows("SELECT run.id, count(*), run.digest FROM run JOIN result ON result.run = run.id GROUP BY run.id"):
            self.assertEqual((results, value), (len(of_kind(events(whole), "scenario_finished")), digest(whole)), f"run {run}")
        self.assertEqual(self.count("SELECT count(*) FROM result WHERE attempt > 1"), 0)

    def rows(self, statement):
        database = sqlite3.connect(self.db)
        try:
            return database.execute(statement).fetchall()
        except sqlite3.OperationalError:
            return []  # killed before it had tables
        finally:
            database.close()

    def count(self, statement):
        rows = self.rows(statement)
        return rows[0][0] if rows else 0

    def test_a_failure_from_before_the_kill_counts_in_the_end(self):
        file = self.folder / "s.yaml"
        file.write_text(BAD + "---\n" + GOOD)
        self.karimen("run", file, "-x", "-j", "1", "--db", self.db)
        done = self.karimen("run", "--resume", "last", "--db", self.db)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, r"with what was finished before: #1 .* 1 passed, 1 failed")
        done = self.karimen("run", "--resume", "1", "--db", self.db)
        self.assertEqual(done.returncode, 4)
        self.assertIn("run 1 has come to its end", done.stderr)

    def test_of_several_rounds_none_is_taken_for_the_others(self):
        (self.folder / "a.yaml").write_text(GOOD)
        (self.folder / "b.yaml").write_text(BAD)
        whole = self.karimen("run", ".", "--repeat", 2, "--db", "none", "--reporter", "ndjson")
        self.assertEqual(self.karimen("run", ".", "--repeat", 2, "-x", "-j", 1, "--db", self.db).returncode, 1)
        self.assertIn("not finished  a.yaml#GOOD\n", self.karimen("runs", "show", "--db", self.db).stdout)
        refused = self.karimen("run", "--resume", "last", "--repeat", 2, "--db", self.db)  # it says so itself
        self.assertIn("--resume and --repeat contradict each other", refused.stderr)
        done = self.karimen("run", "--resume", "last", "--db", self.db, "--reporter", "ndjson")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual([e["id"] for e in of_kind(events(done), "scenario_finished")], ["a.yaml#GOOD@2", "b.yaml#BAD@2"])
        self.assertIn(f"digest {digest(whole)}\n", done.stderr)
        self.assertNotIn("not finished", self.karimen("runs", "show", "--db", self.db).stdout)
        self.assertEqual(self.karimen("run", "--resume", "1", "--db", self.db).returncode, 4)

    def test_a_run_of_several_rounds_goes_on_in_whichever_it_was_killed(self):
        rounds = (1, 2, 3)
        whole = self.karimen("run", *SOME, "--repeat", len(rounds), "--db", "none", "--reporter", "ndjson")
        each = len(of_kind(events(whole), "scenario_finished")) // len(rounds)
        for order in ([], ["--shuffle=5"]):
            with self.subTest(order=order):
                self.db.unlink(missing_ok=True)
                begun = ["run", *SOME, "--repeat", len(rounds), *order]
                for killed_in in rounds:
                    run = start(*begun, "-j", 2, "--db", self.db, "--bundle", "none", "--reporter", "ndjson", state=self.folder)
                    told = 0
                    while told < each // 3:
                        line = run.stdout.readline()
                        told += '"event":"scenario_finished"' in line and json.loads(line)["id"].endswith(f"@{killed_in}")
                    run.kill()
                    run.communicate()
                    self.assertEqual(self.count("SELECT max(attempt) FROM result"), killed_in)
                    self.assertLess(self.count(f"SELECT count(*) FROM result WHERE attempt = {killed_in}"), each)
                    begun = ["run", "--resume", "last", *order]
                done = self.karimen(*begun, "--db", self.db)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn(f"digest {digest(whole)}\n", done.stderr)
                self.assertEqual(self.rows("SELECT attempt, count(*) FROM result WHERE run = 1 GROUP BY attempt"), [(n, each) for n in rounds])
                self.assertEqual(self.rows("SELECT count(*), max(rounds), digest FROM run"), [(1, len(rounds), digest(whole))])

    def test_a_run_of_all_assumptions_goes_on_with_every_variant(self):
        begun = ["run", SCENARIOS / "inheritance/conditions.yaml", "--all-assumptions"]
        whole = self.karimen(*begun, "--db", "none", "--reporter", "ndjson")
        names = [each["id"] for each in of_kind(events(whole), "scenario_finished")]
        variants = [name for name in names if re.search(r"(\[|, )A-\d+=\w+\]$", name)]
        self.assertGreater(len(variants), 100)
        self.assertGreater(len(names) - len(variants), 10)
        for order in ([], ["--shuffle=3"]):
            with self.subTest(order=order):
                self.db.unlink(missing_ok=True)
                run = start(*begun, *order, "-j", 1, "--db", self.db, "--bundle", "none", "--reporter", "ndjson", state=self.folder)
                for _ in range(5):
                    next(line for line in run.stdout if '"event":"scenario_finished"' in line)
                run.kill()
                run.communicate()
                self.assertLess(self.count("SELECT count(*) FROM result"), len(names) - 50)
                part = self.karimen("run", "--resume", "last", "-k", "INH-20", "--db", self.db, "--reporter", "ndjson")
                told = {each["id"].split("[")[0] for each in of_kind(events(part), "scenario_finished")}
                self.assertEqual(told, {"scenarios/inheritance/conditions.yaml#INH-20"}, part.stderr)
                done = self.karimen("run", "--resume", "last", "--db", self.db)
                self.assertEqual(done.returncode, whole.returncode, done.stderr)
                self.assertIn(f"digest {digest(whole)}\n", done.stderr)
                self.assertEqual(self.count("SELECT count(*) FROM result"), len(names))
                self.assertEqual(self.count("SELECT count(*) FROM run"), 1)

    def test_of_all_assumptions_the_variants_that_failed_are_repeated(self):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        path = next(p for p in rulebook.glob("*.yaml") if "id: INHERIT-11" in p.read_text())
        path.write_text(path.read_text().replace('signature_certificate: "not_wanted"', 'signature_certificate: "not(not_wanted)"'))
        first = self.karimen("run", SCENARIOS / "inheritance/conditions.yaml", "-k", "INH-2", "--all-assumptions", "--rulebook", rulebook, "--reporter", "ndjson")
        failed = [each["id"] for each in of_kind(events(first), "scenario_finished") if each["verdict"] == "fail"]
        self.assertTrue([name for name in failed if "A-" in name])
        again = self.karimen("run", "--failed", "--rulebook", rulebook, "--reporter", "ndjson")
        self.assertEqual(sorted(each["id"] for each in of_kind(events(again), "scenario_finished")), sorted(failed), again.stderr)

    def test_what_the_run_was_under_is_kept_and_what_differs_is_refused(self):
        file = self.folder / "s.yaml"
        file.write_text(BAD + "---\n" + GOOD)
        self.karimen("run", file, "-x", "-j", "1", "--db", self.db, "--seed", "7", "--assume", "A-10=erased")
        done = self.karimen("run", "--resume", "1", "--db", self.db, "--seed", "8")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("run 1 cannot go on: seed was '7', is '8'", done.stderr)
        done = self.karimen("run", "--resume", "1", "--db", self.db)
        self.assertIn("seed 7  A-10=erased", done.stderr)
        self.assertEqual(self.karimen("run", "--resume", "9", "--db", self.db).returncode, 4)
        self.assertEqual(self.karimen("run", "--resume", "1", "--failed", "--db", self.db).returncode, 2)


    def test_a_run_goes_on_from_anywhere_whatever_is_checked_out_there(self):
        def repository(name):
            folder = self.folder / name
            folder.mkdir()
            for command in (["init", "-q"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", name]):
                subprocess.run(["git", *command], cwd=folder, check=True)
            return folder, subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()

        (system, of_system), (scenarios, of_scenarios), (elsewhere, _) = map(repository, ("system", "scenarios", "elsewhere"))
        for name in ("adapter.py", "listening.py"):
            shutil.copy(ROOT / "tests/port" / name, system)
        (scenarios / "a.yaml").write_text(BAD)
        (scenarios / "b.yaml").write_text(GOOD)
        (self.folder / "c.yaml").write_text(GOOD)
        without_ci = {"GITHUB_SHA": "", "CI_COMMIT_SHA": "", "GIT_COMMIT": ""}
        adapter = f"python3 {system}/adapter.py"
        toml = f'[sut]\ncommand = ["python3", "{system}/adapter.py"]\n'
        for options, file, expected in ((["--sut", adapter], "", of_system), ([], "", of_scenarios), ([], toml, of_system)):
            with self.subTest(options=options, file=file):
                (scenarios / "karimen.toml").write_text(file)
                self.db.unlink(missing_ok=True)
                begun = karimen("run", ".", "-x", "-j", 1, *options, "--db", self.db, state=self.folder, cwd=scenarios, env=without_ci)
                self.assertEqual(begun.returncode, 1, begun.stdout + begun.stderr)
                self.assertEqual(self.rows("SELECT commit_id FROM run"), [(expected,)])
                for place in (elsewhere, Path("/")):
                    again = karimen("run", "--resume", "last", "-k", "nothing", *options, "--db", self.db, state=self.folder, cwd=place, env=without_ci)
                    self.assertEqual(again.returncode, 4, again.stderr)
                done = karimen("run", "--resume", "last", *options, "--db", self.db, state=self.folder, cwd=elsewhere, env=without_ci)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertRegex(done.stderr, r"with what was finished before: #1 .* 1 passed, 1 failed")
                # what failed is run again against the system that it was run against
                again = karimen("run", "--failed", *options, "--db", self.db, state=self.folder, cwd=elsewhere, env=without_ci)
                self.assertEqual(again.returncode, 1, again.stderr)
                self.assertEqual(len(self.rows("SELECT DISTINCT system, commit_id FROM run")), 1)


class Signals(InFolder):
    def test_a_running_one_says_what_it_is_doing_when_it_is_asked(self):
        (self.folder / "s.yaml").write_text("".join(GOOD.replace("GOOD", f"GOOD-{n}") + "---\n" for n in range(3)) + GOOD.replace(
            "steps:\n", "steps:\n  - {client: {command: [sleep, '3']}, at: 2026-06-10T11:00}\n"))
        process = subprocess.Popen([KARIMEN, "run", "s.yaml", "--transport", "pcsc", "-j", "1", "--db", "none"], text=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=environment(self.folder), cwd=self.folder)
        time.sleep(2.5)
        process.send_signal(signal.SIGUSR1)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0, out + err)
        self.assertRegex(err, r"(?m)^\d of 4 scenarios; running: s\.yaml#GOOD")

    def asked(self, *arguments):
        """One that is asked again and again, from its first moments to its end: the loader before its main nobody can ask."""
        def has_begun():
            ignored = re.search(r"SigIgn:\s*(\w+)", Path(f"/proc/{process.pid}/status").read_text())
            return ignored and int(ignored.group(1), 16) & 1 << (signal.SIGUSR1 - 1)

        with open(self.folder / "out", "w+") as out, open(self.folder / "err", "w+") as err:
            process = subprocess.Popen([KARIMEN, *map(str, arguments)], stdout=out, stderr=err, env=environment(self.folder), cwd=self.folder)
            while process.poll() is None and not has_begun():
                pass
            self.assertIsNone(process.poll(), "it is over before it could be asked")
            while process.poll() is None:
                process.send_signal(signal.SIGUSR1)
                time.sleep(0.01)
            out.seek(0), err.seek(0)
            return process.returncode, out.read(), err.read()

    def test_nothing_ends_of_being_asked_whatever_it_does(self):
        (self.folder / "s.yaml").write_text(GOOD)
        for command in (["run", *SOME, "--db", "none"], ["list", SCENARIOS], ["check", SCENARIOS], ["fmt", "--check", SCENARIOS], ["rules", "check"],
                        ["explore", "--walks", "200"], ["run", "s.yaml", "--sweep"], ["explore", "--breadth=1"]):
            with self.subTest(command=command[:2]):
                code, out, err = self.asked(*command)
                self.assertEqual(code, 0, out[-500:] + err[-500:])

    def test_a_sweep_and_a_walk_say_what_they_are_doing_too(self):
        code, _, err = self.asked("run", SCENARIOS / "inheritance", "--sweep")
        self.assertEqual(code, 0)
        self.assertRegex(err, r"(?m)^\d+ of \d+ scenarios; running: scenarios/inheritance/")
        code, _, err = self.asked("explore", "--walks", 1000)
        self.assertEqual(code, 0)
        self.assertRegex(err, r"(?m)^[2468]00 of 1000 walks, 0 failed$")

    def test_a_signal_that_is_nobodys_does_not_make_it_deaf(self):
        process = subprocess.Popen([KARIMEN, "run", *SOME, "--repeat", "200", "--db", "none", "--reporter", "tap"], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(self.folder), cwd=self.folder)
        self.assertTrue(process.stdout.readline())
        for number in (signal.SIGUSR2, signal.SIGUSR1, signal.SIGINT):
            process.send_signal(number)
            time.sleep(0.2)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, out[-500:] + err)

    def test_who_hangs_up_ends_it_as_a_polite_kill_does(self):
        for number in (signal.SIGHUP, signal.SIGTERM):
            process = subprocess.Popen([KARIMEN, "run", *SOME, "--repeat", "50", "--db", "none"], text=True, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, env=environment(self.folder), cwd=self.folder)
            time.sleep(1)
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 130, err)
            self.assertIn("passed", out)


if __name__ == "__main__":
    unittest.main()
