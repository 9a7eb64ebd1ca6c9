#!/usr/bin/env python3
"""What is told to be typed can be typed as it stands, and shows the same again; whatever a name holds is shown at the terminal,
never sent to it."""
import re
import shlex
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
from program import BAD, GOOD, KARIMEN, ROOT, InFolder, environment  # noqa: E402

ADAPTER = ROOT / "tests/port/adapter.py"
# Fails as a prediction with --assume oracle:A-10=erased.
PREDICTION = (ROOT / "tests/program/failures/prediction.yaml").read_text(encoding="utf-8")
SUSPENSION = (GOOD[:GOOD.index("steps:")] +
              "steps:\n  - {do: suspend_licence, at: 2026-05-10T10:00, with: {until: 2026-05-20}}\n")
# What a terminal obeys, and what turns a line round.
SENT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
NAMES = ["a b'c.yaml", "Ü x.yml", "s\x1b[31m.yaml", "back\\slash.yaml", "$HOME `x`.yaml", "new\nline.yaml", "u\u202e.yaml", "ascii-1.0.yaml", "-k.yaml"]
CONTROLS = f"python3 {ADAPTER} --do controls"
DEFECTS = ["paper_stays_valid", "printout_forgotten"]


class Typed(InFolder):
    def run_typed(self, command):
        """As bash takes it; DIR and CMD are blanks to be filled in."""
        script = "karimen() { \"$KARIMEN\" \"$@\"; }; " + command
        return subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=self.folder, timeout=120,
                              env=environment(self.folder, KARIMEN=str(KARIMEN)))

    def typed_in(self, text, beginning):
        """The command that follows `beginning`, up to the end of the line or a remark in brackets."""
        found = re.search(re.escape(beginning) + r"(karimen .*?)(?: \(the |\n)", text)
        self.assertTrue(found, (beginning, text))
        return found.group(1)

    def assert_shown(self, *texts):
        for text in texts:
            self.assertIsNone(SENT.search(text), ascii(text))

    def test_look_next_runs_what_failed(self):
        for name in NAMES:
            with self.subTest(name):
                self.file(name, GOOD, PREDICTION)
                done = self.karimen("run", "--bundle", "none", "--assume", "oracle:A-10=erased", "--", name)
                self.assert_shown(done.stdout, done.stderr)
                if SENT.search(name) or "\n" in name:
                    continue  # reports show such a name as it can be seen
                command = self.typed_in(done.stdout, "(the rulebook's side), ")
                again = self.run_typed(command.replace("DIR", "traces"))
                self.assertEqual(again.returncode, 1, command + again.stderr)
                self.assertIn("0 passed, 1 failed", again.stdout)

    def test_standard_input_is_a_dash(self):
        done = self.karimen("run", "-", "--bundle", "none", "--assume", "oracle:A-10=erased", input=PREDICTION)
        command = self.typed_in(done.stdout, "(the rulebook's side), ")
        self.assertRegex(command, r"^karimen run -:\d+ ")
        again = self.karimen(*shlex.split(command.replace("DIR", "traces"))[1:], input=PREDICTION)
        self.assertIn("0 passed, 1 failed", again.stdout)

    def test_a_bundle_is_replayed(self):
        self.file("s.yaml", BAD)
        for name in NAMES:
            with self.subTest(name):
                done = self.karimen("run", "s.yaml", "--bundle", name)
                self.assert_shown(done.stdout, done.stderr)
                again = self.run_typed(self.typed_in(done.stderr, "to see it again: "))
                self.assertIn("1 the same", again.stdout, again.stderr)
                self.assert_shown(again.stdout, again.stderr)

    def test_what_is_new_is_run(self):
        for name in NAMES:
            with self.subTest(name):
                done = self.karimen("new", "scenario", "--", name)
                self.assert_shown(done.stdout, done.stderr)
                again = self.run_typed(self.typed_in(done.stderr, "to run it: "))
                self.assertEqual(again.returncode, 0, again.stderr)
        done = self.karimen("card", "new", "yamada_taro", "-o", "c\x1b[31m '.yaml")
        self.assert_shown(done.stdout, done.stderr)
        self.assertIn(r"karimen card insert $'c\033[31m \'.yaml'", done.stderr)

    def test_look_next_asks_the_same_rulebook_about_the_same_run(self):
        rulebook = self.folder / "my rules"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        self.file("s.yaml", PREDICTION)
        done = self.karimen("run", "s.yaml", "--bundle", "b", "--rulebook", "my rules", "--assume", "A-06=no_shift",
                            "--assume", "oracle:A-10=erased", "--seed", "7", "--sut", "builtin")
        for beginning, options in [("look next: ", ["--rulebook"]),
                                   ("(the rulebook's side), ", ["--rulebook", "--sut", "--assume", "--assume", "--seed"])]:
            words = shlex.split(self.typed_in(done.stdout, beginning))
            self.assertEqual([each for each in words if each in ("--rulebook", "--sut", "--assume", "--seed")], options)
            self.assertEqual((self.folder / words[words.index("--rulebook") + 1]).resolve(), rulebook.resolve())
            again = self.run_typed(shlex.join(words).replace("DIR", "traces"))
            self.assertEqual(again.returncode, 0 if "explain" in words else 1, again.stderr)
        words = shlex.split(self.typed_in(done.stderr, "to see it again: "))
        self.assertEqual([each for each in words if each.startswith("--")], ["--rulebook", "--sut"])

    def test_look_next_keeps_whatever_changes_verdicts(self):
        done = self.karimen("run", ROOT / "scenarios", "-x", "-j", 1, "--bundle", "b", "--defect", DEFECTS[0], "--defect", DEFECTS[1], "--timeout", "30s",
                            "--max-cases", "20000", "--reporter", "terminal", "--reporter", "ndjson=e.ndjson")
        self.assertEqual(done.returncode, 1, done.stderr)
        command = self.typed_in(done.stdout, "(the rulebook's side), ")
        for option in (*(f"--defect {name}" for name in DEFECTS), "--timeout 30s", "--max-cases 20000"):
            self.assertIn(option, command)
        again = self.run_typed(command.replace("DIR", "traces"))
        self.assertEqual(again.returncode, 1, again.stderr)
        self.assertIn("1 the same", self.run_typed(self.typed_in(done.stderr, "to see it again: ")).stdout)
        self.assertEqual(self.karimen("report", "e.ndjson").stdout, done.stdout)
        # without them it is another run
        refused = self.karimen("run", "--resume", "1")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("system was 'defect " + ", ".join(DEFECTS) + "', is ''", refused.stderr)
        self.assertEqual(self.run_typed(" ".join(each for each in command.replace("DIR", "traces").split() if each not in ("--defect", *DEFECTS))).returncode, 0)

    def test_look_next_of_a_variant_runs_it(self):
        rulebook = self.folder / "rules"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        table = rulebook / "inheritance.yaml"
        table.write_text(table.read_text().replace('signature_certificate: "not_wanted"', 'signature_certificate: "not(not_wanted)"'))
        done = self.karimen("run", ROOT / "scenarios/inheritance/conditions.yaml", "-k", "INH-20", "--all-assumptions", "--rulebook", "rules", "--bundle", "none")
        commands = re.findall(r"\(the rulebook's side\), (karimen .*?) \(the", done.stdout)
        variants = re.findall(r"(?m)^fail  (\S+#INH-20\[A-.*?\])", done.stdout)
        self.assertTrue(variants)
        self.assertEqual(len([each for each in commands if "--all-assumptions" in each]), len(variants))
        self.assertEqual(len(commands), len(variants) + 1)
        again = self.run_typed(commands[-1].replace("DIR", "traces"))
        self.assertEqual(re.findall(r"(?m)^fail  (\S+#INH-20\[A-.*?\])", again.stdout), variants)

    def test_a_stream_tells_the_same_commands(self):
        self.file("s.yaml", PREDICTION)
        done = self.karimen("run", "s.yaml", "--bundle", "none", "--seed", "7", "--assume", "oracle:A-10=erased", "--reporter", "terminal",
                            "--reporter", "ndjson=e.ndjson")
        self.assertIn("--seed 7 --trace DIR", done.stdout)
        self.assertEqual(self.karimen("report", "e.ndjson").stdout, done.stdout)

    def test_what_a_system_calls_itself_is_shown(self):
        self.file("s.yaml", SUSPENSION, BAD)
        done = self.karimen("run", "s.yaml", "--sut", CONTROLS, "--reporter", "terminal", "--reporter", "ndjson=e.ndjson")
        self.assert_shown(done.stdout, done.stderr)
        self.assertIn(r"n\u001B[31m\u202E 1\u0007\u000D\u009B does: suspend_licence", done.stderr)
        self.assertIn("--sut CMD", done.stderr)
        checked = self.karimen("sut", "check", CONTROLS)
        self.assert_shown(checked.stdout, checked.stderr)
        self.assertIn(r"n\u001B[31m", checked.stdout)
        for command in ["runs", "list"], ["runs", "show", "last"], ["replay", "--sut", CONTROLS], ["report", "e.ndjson"]:
            told = self.karimen(*command)
            self.assert_shown(told.stdout, told.stderr)


if __name__ == "__main__":
    unittest.main()
