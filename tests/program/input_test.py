#!/usr/bin/env python3
"""What people hand the program that is no good scenario: the diagnostic that helps, alike from check, list and run; exit code
3 and never 70; a report for it in every format; and the other files run all the same."""
import json
import os
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree as XML
from pathlib import Path

from program import BAD, GOOD, KARIMEN, ROOT, InFolder, environment, events, of_kind, verdicts

INPUT = Path(__file__).resolve().parent / "input"

# file -> line, column, what is said, the way out
REFUSED = {
    "id_empty": (1, 5, "an id is empty", "give it a name"),
    "id_control": (1, 5, "an id holds the control character U+000A",
                   "write it in characters that can be seen, on one line"),
    "merge_key": (4, 17, "merge keys (<<) are not known here", "write the keys out"),
    "seconds": (5, 25, "at is a full minute, or the last second of a day (23:59:59), not 2026-04-01T09:00:30",
                "write 2026-04-01T09:00"),
    "matrix_million": (5, 3, "the matrix makes 1000000 runs of this scenario, and 10000 are the most",
                       "allow more with --max-cases N"),
}
ACCEPTED = {"last_second": 1, "unknown_rule": 1, "long_name": 2}

JAPANESE = GOOD.replace("example", "見本").replace("title", "# 二行目は日本語\ntitle")
CP932 = "id: A\n# 日本語の注釈\n".encode("cp932") + GOOD.encode()
# name -> bytes, and what is said at which line and column
CODINGS = {
    "utf16": ("﻿".encode("utf-16-le") + GOOD.encode("utf-16-le"), 1, 1, "this is UTF-16 (little-endian), not UTF-8"),
    "utf16be": ("﻿".encode("utf-16-be") + GOOD.encode("utf-16-be"), 1, 1, "this is UTF-16 (big-endian), not UTF-8"),
    "cp932": (CP932, 2, 3, "the byte 0x93 (byte 3 of the line) begins no character of UTF-8; the file seems to be CP932"),
    "euc": (JAPANESE.encode("euc-jp"), 2, 3, "the file seems to be EUC-JP"),
    "jis": (JAPANESE.encode("iso2022_jp"), 2, 3, "this is ISO-2022-JP (JIS), not UTF-8"),
    "binary": (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0" * 8, 1, 1, "this is a binary file, not a text"),
}


def complaints(text):
    return [(int(line), int(column), words)
            for line, column, words in re.findall(r"(?m)^\S+\.ya?ml:(\d+):(\d+): error: (.*)$", text)]


class Input(InFolder):
    def input(self, name):
        """The file; one that no YAML parser of ours reads is called otherwise, and gets its name here."""
        broken = INPUT / f"{name}.yaml.broken"
        return self.file(f"{name}.yaml", broken.read_bytes()) if broken.exists() else INPUT / f"{name}.yaml"

    def test_each_file_gets_the_diagnostic_that_helps_alike_from_check_list_and_run(self):
        for name, (line, column, what, fix) in REFUSED.items():
            for command in ["check", "list", "run"]:
                with self.subTest(file=name, command=command):
                    done = self.karimen(command, self.input(name))
                    self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                    self.assertEqual(complaints(done.stderr), [(line, column, what)])
                    self.assertIn(f"fix: {fix}" if not fix.startswith("allow") else fix, done.stderr)
        for name, count in ACCEPTED.items():
            with self.subTest(file=name):
                done = self.karimen("run", INPUT / f"{name}.yaml")
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertIn(f"{count} passed", done.stdout)
        self.assertEqual({path.name.split(".")[0] for path in INPUT.iterdir()}, {*REFUSED, *ACCEPTED})

    def test_a_path_that_the_system_does_not_take_is_no_bug_of_ours(self):
        name = "x" * 300
        for command in [("check", name), ("run", f"{name}/a.yaml"), ("list", name), ("fmt", name), ("rules", "check", "--rulebook", name),
                        ("run", "--data", name), ("replay", name), ("card", "insert", name), ("card", "lint", name), ("debug", name),
                        ("card", "new", "hanako", "-o", name), ("explore", "--walks", "1", "--out", name), ("shrink", name)]:
            with self.subTest(command=command[:2]):
                done = self.karimen(*command)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn("cannot be reached: File name too long", done.stderr)
                self.assertIn("fix: ", done.stderr)

    def test_a_folder_that_is_gone_is_no_place_to_start_in(self):
        gone = self.folder / "gone"
        gone.mkdir()
        done = subprocess.run(["sh", "-c", f'rmdir "$PWD" && exec "$0" run "$1" --db none', KARIMEN, ROOT / "scenarios/loss"], cwd=gone,
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertIn("the folder that this was started in is there no more", done.stderr)

    def test_a_folder_as_standard_input_is_no_bug_of_ours(self):
        for command in (["list", "-"], ["run", "-"], ["check", "-"], ["fmt", "-"], ["report", "-"], ["rules", "decide", "stopping", "--facts", "-"],
                        ["card", "apdu", "-"]):
            with self.subTest(command=command):
                folder = os.open(self.folder, os.O_RDONLY)
                self.addCleanup(os.close, folder)
                done = self.karimen(*command, stdin=folder)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn("standard input is a folder, which cannot be read", done.stderr)
        folder = os.open(self.folder, os.O_RDONLY)
        self.addCleanup(os.close, folder)
        self.assertEqual(self.karimen("check", INPUT / "unknown_rule.yaml", stdin=folder).returncode, 0)

    def test_a_rule_that_nobody_has_is_named_where_it_is_written(self):
        said = self.karimen("check", INPUT / "unknown_rule.yaml")
        self.assertEqual(said.returncode, 0)
        self.assertIn("unknown_rule.yaml:6:9: warning: the rulebook has no rule 'INHERIT-99999'", said.stderr)

    def test_a_coding_that_is_not_utf8_is_named_at_its_first_byte(self):
        for name, (content, line, column, what) in CODINGS.items():
            with self.subTest(coding=name):
                done = self.karimen("run", self.file(f"{name}.yaml", content))
                self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                said = complaints(done.stderr)
                self.assertEqual([each[:2] for each in said], [(line, column)], done.stderr)
                self.assertIn(what, said[0][2])
                self.assertIn("fix: ", done.stderr)
                japanese = self.karimen("run", self.folder / f"{name}.yaml", "--ja").stderr
                self.assertRegex(japanese, r"エラー: .*[ぁ-ん]")
                self.assertRegex(japanese, r"対処: .*[ぁ-ん]")

    def test_a_file_without_a_scenario_says_so(self):
        for name, content in {"empty": "", "comment": "# later\n", "blank": "\n\n", "separators": "---\n---\n"}.items():
            for command in ["check", "list", "run"]:
                with self.subTest(content=content, command=command):
                    done = self.karimen(command, self.file(f"{name}.yaml", content))
                    self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                    self.assertRegex(done.stderr, r"\.yaml:1:1: error: ")
                    self.assertIn("fix: ", done.stderr)

    def test_a_bad_file_does_not_take_the_others_with_it_and_every_report_tells_of_it(self):
        self.file("a/good.yaml", GOOD)
        self.file("b/broken.yaml", "id: [\n")
        self.file("c/bad.yaml", BAD)
        done = self.karimen("run", ".", "--reporter", "junit=r.xml", "--reporter", "ndjson=r.ndjson")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("1 passed, 1 failed, 0 undecided, 1 errors", done.stdout)
        self.assertRegex(done.stdout, r"(?m)^error  b/broken\.yaml$")
        self.assertIn("b/broken.yaml:1:5: error: not valid YAML", done.stderr)
        finished = {each["id"]: each for each in of_kind([json.loads(line) for line in
                    (self.folder / "r.ndjson").read_text().splitlines()], "scenario_finished")}
        self.assertEqual({key: each["verdict"] for key, each in finished.items()},
                         {"a/good.yaml#GOOD": "pass", "b/broken.yaml": "error", "c/bad.yaml#BAD": "fail"})
        self.assertIn("never closed", finished["b/broken.yaml"]["mistakes"])
        case = XML.parse(self.folder / "r.xml").getroot().find(".//testcase[@name='b/broken.yaml']/error")
        self.assertIn("b/broken.yaml:1:5: error", case.get("message"))
        for command in ["check", "list"]:
            said = self.karimen(command, ".")
            self.assertEqual(said.returncode, 3)
            self.assertIn("b/broken.yaml:1:5: error", said.stderr)
            self.assertNotIn("a/good.yaml:", said.stderr)
        self.assertIn("a/good.yaml#GOOD", self.karimen("list", ".").stdout)

    def test_what_yaml_files_a_folder_has(self):
        self.file("s/one.yaml", GOOD)
        self.file("s/two.yml", GOOD)
        self.file("s/.hidden.yaml", "id: [\n")
        self.file("s/.hidden/three.yaml", "id: [\n")
        self.file("s/notes.txt", "id: [\n")
        listed = self.karimen("list", "s").stdout
        self.assertEqual(re.findall(r"(?m)^(\S+)#", listed), ["one.yaml", "two.yml"])

    def test_a_dangling_link_is_named_and_a_circle_of_links_ends(self):
        self.file("s/one.yaml", GOOD)
        (self.folder / "s/circle").symlink_to("..")
        (self.folder / "s/gone.yaml").symlink_to("nowhere.yaml")
        done = self.karimen("run", "s")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("s/gone.yaml: error: is a link to 'nowhere.yaml', which cannot be reached", done.stderr)
        self.assertIn("1 passed", done.stdout)
        named = self.karimen("run", "s/gone.yaml")
        self.assertEqual(named.returncode, 2)
        self.assertIn("is a link to 'nowhere.yaml'", named.stderr)

    def test_a_folder_that_cannot_be_read_is_named_and_the_others_run(self):
        self.file("s/one.yaml", GOOD)
        self.file("s/closed/two.yaml", GOOD)
        for path in [self.folder, self.folder / "s"]:
            path.chmod(0o755)
        (self.folder / "s/one.yaml").chmod(0o644)
        (self.folder / "s/closed").chmod(0)
        self.addCleanup((self.folder / "s/closed").chmod, 0o700)
        # Root may read everything: then somebody else runs it.
        other = ["setpriv", "--reuid=65534", "--clear-groups", "--"] if os.getuid() == 0 else []
        done = subprocess.run([*other, KARIMEN, "run", "s", "--db", "none"], capture_output=True, text=True,
                              cwd=self.folder, env=environment(self.folder / "state"), timeout=60)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("s/closed: error: the folder cannot be read: Permission denied", done.stderr)
        self.assertIn("1 passed", done.stdout)

    def test_a_name_that_no_file_system_takes_is_cut_and_stays_its_own(self):
        done = self.karimen("run", INPUT / "long_name.yaml", "--trace", "traces")
        self.assertEqual(done.returncode, 0, done.stderr)
        names = sorted(path.name for path in (self.folder / "traces").iterdir())
        self.assertEqual(len(names), 2 * 3, names)
        self.assertLess(max(len(name.encode()) for name in names), 256)
        titles = {json.loads(path.read_text().splitlines()[0])["title"]
                  for path in (self.folder / "traces").glob("*.ndjson")}
        self.assertEqual(len(titles), 2)
        self.assertTrue(all(title.endswith("]") for title in titles), titles)

    def test_as_many_cases_as_are_allowed(self):
        path = self.file("s.yaml", GOOD.replace("steps:", "matrix: {given.card.note_area_lines: [0, 1, 2]}\nsteps:"))
        self.assertEqual(len(self.karimen("list", path, "--max-cases", 3).stdout.splitlines()), 3)
        refused = self.karimen("list", path, "--max-cases", 2)
        self.assertEqual(refused.returncode, 3)
        self.assertIn("the matrix makes 3 runs of this scenario, and 2 are the most", refused.stderr)
        self.assertEqual(self.karimen("list", path, "--max-cases", 0).returncode, 2)

    def test_a_name_does_not_depend_on_where_one_stands_or_how_the_path_was_typed(self):
        path = self.file("project/sub/s.yaml", GOOD)
        self.file("project/karimen.toml", "")
        (self.folder / "link").symlink_to("project")
        seen = set()
        for folder, typed in [(self.folder, "project"), (self.folder, "project/sub/s.yaml"), (self.folder, path),
                              (self.folder / "project", "."), (self.folder / "project/sub", "../sub/../sub/s.yaml"),
                              (self.folder, "link/sub"), (self.folder / "project/sub", "s.yaml:1")]:
            done = subprocess.run([KARIMEN, "run", str(typed), "--db", "none", "--reporter", "ndjson"], cwd=folder,
                                  capture_output=True, text=True, env=environment(self.folder), timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)
            finished = of_kind(events(done), "scenario_finished")
            seen.add((finished[0]["id"], of_kind(events(done), "run_finished")[0]["digest"]))
        self.assertEqual([name for name, _ in seen], ["sub/s.yaml#GOOD"])
        (self.folder / "project/karimen.toml").unlink()
        self.assertEqual(list(verdicts(self.karimen("run", "project", "--reporter", "ndjson"))), ["GOOD"])
        self.assertIn("sub/s.yaml#GOOD", self.karimen("list", "project").stdout)

    def test_what_failed_last_is_found_again_from_elsewhere(self):
        self.file("project/karimen.toml", "")
        self.file("project/sub/s.yaml", GOOD + "---\n" + BAD)
        self.assertEqual(self.karimen("run", "project").returncode, 1)
        again = subprocess.run([KARIMEN, "run", "s.yaml", "--failed", "--reporter", "ndjson"], capture_output=True,
                               text=True, cwd=self.folder / "project/sub", env=environment(self.folder), timeout=60)
        self.assertEqual(verdicts(again), {"BAD": "fail"}, again.stderr)


class Numbers(InFolder):
    """No number wraps round: what is too large whatever the facts are is refused at its cell, the rest is undecided."""

    def decide(self, formula, *facts):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook, dirs_exist_ok=True)
        (rulebook / "zz.yaml").write_text(
            f"facts:\n  card.product: {{derive: \"{formula}\", ja: 積, en: product}}\n"
            "---\ndecision: product\nhit_policy: first\nrules:\n"
            "  - {id: R, then: {amount: card.product}, source: {defined: test}}\n")
        return self.karimen("rules", "decide", "product", *facts, "--at", "2026-05-01", "--rulebook", rulebook)

    def test_a_constant_that_is_too_large_is_refused_at_its_cell(self):
        for formula, what in [("9000000000 * 2000000000", "the number is too large to be calculated with"),
                              ("5 * 999999999999999999 * 3", "the number is too large to be calculated with"),
                              ("1 + 99999999999999999999", "the number is too long")]:
            with self.subTest(formula=formula):
                said = self.decide(formula)
                self.assertEqual(said.returncode, 3, said.stdout + said.stderr)
                self.assertRegex(said.stderr, r"zz\.yaml:2:\d+: error: " + what)

    def test_a_number_that_becomes_too_large_is_undecided_and_never_another_one(self):
        formula = "card.note_area_lines * 900000000000000000"
        self.assertIn("amount = 9000000000000000000\n", self.decide(formula, "card.note_area_lines=10").stdout)
        said = self.decide(formula, "card.note_area_lines=11")
        self.assertEqual(said.returncode, 5, said.stdout + said.stderr)
        self.assertRegex(said.stdout, r"a number is too large to be calculated with \(zz\.yaml:2:\d+\)")
        self.assertNotIn("amount = ", said.stdout)

    def test_two_rows_that_apply_at_once_are_refused_before_either_answers(self):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        (rulebook / "zz.yaml").write_text(
            "decision: both\nhit_policy: unique\nrules:\n"
            "  - {id: ONE, then: {amount: 1}, source: {defined: test}}\n"
            "  - {id: TWO, then: {amount: 2}, source: {defined: test}}\n")
        said = self.karimen("rules", "decide", "both", "--at", "2026-05-01", "--rulebook", rulebook)
        self.assertEqual(said.returncode, 3, said.stdout + said.stderr)
        self.assertRegex(said.stderr, r"zz\.yaml:5:\d+: error: both: ONE and TWO both apply: always\n  fix: narrow one of them")
        self.assertEqual(said.stdout, "")


class Words(InFolder):
    """A word that nobody knows: the nearest few, and the command that lists all."""

    def test_a_fix_names_a_few_words_and_the_command_that_lists_all(self):
        for arguments, command in [
                (["rules", "decide", "inheritance", "colour=red", "--at", "2026-05-01"], "karimen rules vocabulary"),
                (["rules", "show", "ZZZZZZ"], "karimen rules list"),
                (["rules", "decide", "zzzzzzzz", "--at", "2026-05-01"], "karimen rules list")]:
            with self.subTest(arguments=arguments):
                said = self.karimen(*arguments)
                self.assertEqual(said.returncode, 2)
                fix = re.search("fix: (.*)", said.stderr).group(1)
                self.assertIn(f"'{command}' lists them all", fix)
                self.assertLess(fix.count(","), 6, fix)
                self.assertEqual(self.karimen(*command.split()[1:]).returncode, 0)

    def test_the_vocabulary_is_listed_whole_or_in_part(self):
        everything = self.karimen("rules", "vocabulary").stdout
        for word in ["card.record ", "roadside_check ", "NOT_SUBMITTED ", "A-10 ", "fuchu_test_centre "]:
            self.assertIn(f"  {word}", everything)
        part = self.karimen("rules", "vocabulary", "card.record").stdout.splitlines()
        self.assertTrue(all("card.record" in line for line in part[1:]), part)
        self.assertEqual(self.karimen("rules", "vocabulary", "nothing like it").returncode, 2)
        self.assertIn("記録", self.karimen("rules", "vocabulary", "card.record", "--ja").stdout)


if __name__ == "__main__":
    unittest.main()
