#!/usr/bin/env python3
"""The scenario language as its users meet it: sequences and includes in diagnostics, failures, --changed and bundles; captures;
`karimen fmt`."""
import json
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
from program import ROOT, SCENARIOS, InFolder, events, of_kind  # noqa: E402
from report_test import complaints  # noqa: E402

STEPS = """sequence: checked
parameters: [finding, {at: 2026-06-10T12:00}]
steps:
  - {do: roadside_check, at: $at, with: {presents: [card]}, expect: {roadside.finding: $finding}}
"""
USING = """include: steps.yaml
---
id: %s
given: {holder: yamada_taro}
steps:
  - {use: checked, with: {finding: %s}}
"""


class Language(InFolder):
    def write(self, name, text):
        self.file(name, text)
        return name

    def test_a_failing_step_of_a_sequence_is_told_at_both_places(self):
        self.write("steps.yaml", STEPS)
        path = self.write("s.yaml", USING % ("A", "NOT_CARRYING"))
        done = self.karimen("run", path, "--reporter", "terminal", "--reporter", "ndjson=run.ndjson")
        self.assertEqual(done.returncode, 1)
        self.assertIn("fail (scenario and rulebook disagree) in checked/roadside_check", done.stdout)
        self.assertIn("steps.yaml:4:", done.stdout)
        self.assertIn("in a sequence that is used at s.yaml:6:11", done.stdout)
        lines = (self.folder / "run.ndjson").read_text().splitlines()
        self.assertEqual(complaints(lines), [])
        self.assertEqual([json.loads(line)["used_at"][0]["line"] for line in lines if '"event":"step"' in line], [6])
        self.assertEqual(self.karimen("report", "run.ndjson").stdout, done.stdout)
        self.assertIn("手順列の使用箇所: s.yaml:6:11", self.karimen("run", path, "--ja").stdout)

    def test_a_mistake_is_told_at_both_places_in_both_languages(self):
        self.write("steps.yaml", STEPS.replace("roadside_check", "roadside_chek"))
        path = self.write("s.yaml", USING % ("A", "OK"))
        done = self.karimen("check", path)
        self.assertEqual(done.returncode, 3)
        self.assertIn("steps.yaml:4:10: error: unknown procedure 'roadside_chek' (in a sequence that is used at s.yaml:6:11)", done.stderr)
        self.assertIn("（手順列の使用箇所 s.yaml:6:11）", self.karimen("check", path, "--ja").stderr)

    def test_a_file_outside_of_the_root_is_refused_and_a_karimen_toml_above_lets_it_in(self):
        self.write("steps.yaml", STEPS)
        path = self.write("mine/s.yaml", (USING % ("A", "OK")).replace("steps.yaml", "../steps.yaml"))
        done = self.karimen("run", path)
        self.assertEqual(done.returncode, 3)
        self.assertIn("mine/s.yaml:1:10: error: 'steps.yaml' lies outside of", done.stderr)
        self.write("karimen.toml", "")
        self.assertEqual(self.karimen("run", path).returncode, 0)
        self.assertEqual(self.karimen("run", ".").returncode, 0)  # the file of steps alone is no mistake

    def test_who_includes_a_changed_file_is_changed(self):
        for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
            if command[0] == "add":
                self.write("steps.yaml", STEPS)
                self.write("s.yaml", USING % ("A", "OK"))
                self.write("t.yaml", (USING % ("B", "OK")).replace("include: steps.yaml\n---\n", STEPS.replace("checked", "own") + "---\n").replace("checked", "own"))
            subprocess.run(["git", *command], cwd=self.folder, check=True)
        self.write("steps.yaml", "# changed\n" + STEPS)
        done = self.karimen("run", ".", "--changed", "--reporter", "ndjson")
        self.assertEqual([e["id"] for e in of_kind(events(done), "scenario_finished")], ["s.yaml#A"], done.stderr)

    def test_a_bundle_takes_what_is_included_along(self):
        self.write("karimen.toml", "")
        self.write("shared/steps.yaml", STEPS)
        self.write("mine/s.yaml", (USING % ("A", "NOT_CARRYING")).replace("steps.yaml", "../shared/steps.yaml"))
        done = self.karimen("run", "mine", "--bundle", "kept")
        self.assertEqual(done.returncode, 1, done.stderr)
        shutil.rmtree(self.folder / "shared")
        again = self.karimen("replay", "kept")
        self.assertIn("same", again.stdout, again.stderr)

    def test_a_captured_value_goes_to_the_system_and_to_the_oracle(self):
        path = self.write("s.yaml", """id: A
given: {holder: yamada_taro}
steps:
  - {do: pass_time, id: before, at: 2026-04-01T09:00}
  - do: apply_for_card
    at: 2026-05-01T09:00
    with: {channel: online_site, reason: expiry, wish: wished, number: $before.licence.record_number}
  - {do: personalise_card, at: 2026-05-22T09:00, expect: {card_application.obstacles: []}}
""")
        done = self.karimen("run", path, "--reporter", "ndjson")
        self.assertEqual(done.returncode, 0, done.stdout)
        step = of_kind(events(done), "step")[1]
        self.assertRegex(step["inputs"]["number"], r"^[0-9*]{12}$")
        for more in (["--all-assumptions"], ["--sweep"], ["--check-determinism"]):
            self.assertEqual(self.karimen("run", path, *more).returncode, 0, more)


class Format(InFolder):
    def test_check_names_files_and_writes_nothing(self):
        path = self.folder / "a.yaml"
        path.write_text("a:   b # why\n")
        done = self.karimen("fmt", "--check", ".")
        self.assertEqual(done.returncode, 1)
        self.assertIn("a.yaml is not formatted", done.stdout)
        self.assertEqual(path.read_text(), "a:   b # why\n")
        self.assertEqual(self.karimen("fmt", "a.yaml").returncode, 0)
        self.assertEqual(path.read_text(), "a: b  # why\n")
        self.assertEqual(self.karimen("fmt", "--check", ".").returncode, 0)

    def test_standard_input_goes_to_standard_output(self):
        self.assertEqual(self.karimen("fmt", "-", input="a: [ 1,2 ]\n").stdout, "a: [1, 2]\n")

    def test_what_is_no_yaml_is_named_and_the_others_are_formatted(self):
        (self.folder / "a.yaml").write_text("a: [\n")
        (self.folder / "b.yaml").write_text("a:  b\n")
        done = self.karimen("fmt", ".")
        self.assertEqual(done.returncode, 3)
        self.assertIn("a.yaml:1:4: error:", done.stderr)
        self.assertEqual((self.folder / "b.yaml").read_text(), "a: b\n")
        for arguments in ([], ["nowhere"]):
            self.assertEqual(self.karimen("fmt", *arguments).returncode, 2)

    def test_the_catalogue_is_in_its_form(self):
        done = self.karimen("fmt", "--check", SCENARIOS, ROOT / "harness/rulebook", ROOT / "fixtures")
        self.assertEqual((done.returncode, done.stdout), (0, ""))


if __name__ == "__main__":
    unittest.main()
