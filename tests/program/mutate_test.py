#!/usr/bin/env python3
"""karimen rules mutate: mutants that a scenario, a check, a knob or a proof notices, and those that nobody does."""
import re
import shutil
import unittest

from program import InFolder, ROOT


class Mutate(InFolder):
    def mutate(self, *arguments):
        return self.karimen("rules", "mutate", *arguments)

    def with_scenarios(self, *folders):
        """Data with everything of ours, but of the scenarios only those of some folders."""
        data = self.folder / "data"
        (data / "scenarios").mkdir(parents=True)
        for name in ["harness", "docs", "fixtures"]:
            (data / name).symlink_to(ROOT / name)
        for name in folders:
            (data / "scenarios" / name).symlink_to(ROOT / "scenarios" / name)
        return "--data", data

    def test_every_mutant_of_a_row_that_matters_is_noticed(self):
        done = self.mutate("INHERIT-03", "-v")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        told = [line for line in done.stdout.splitlines() if line.startswith("  ")]
        self.assertTrue(any("drop a row: the row: scenarios/" in line for line in told), done.stdout)
        self.assertTrue(any("drop a condition: " in line for line in told), done.stdout)
        self.assertRegex(done.stdout, rf"(?m)^all: {len(told)}; .*by nobody 0$")

    def test_a_survivor_is_told_with_file_and_line(self):
        """A row that says nothing else than the one after it: that nobody misses it is so."""
        text = (ROOT / "harness/rulebook/fees.yaml").read_text().splitlines()
        line = next(number for number, each in enumerate(text, 1) if each == "  - id: FEE-10")
        done = self.mutate("FEE-10")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertRegex(done.stdout, rf"(?m)fees\.yaml:{line}: FEE-10: drop a row: the row$")

    def test_without_scenarios_checks_and_proofs_are_left(self):
        data = self.with_scenarios("booking")
        done = self.mutate("FEE-13", "FEE-12", *data, "-v")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        self.assertRegex(done.stdout, r"FEE-13: drop a row: the row: (re_recording_fee: no row applies|.*'FEE-13' is no other row of this decision)")
        self.assertNotIn(": scenarios/", done.stdout)
        if "libz3" not in done.stderr:
            self.assertRegex(done.stdout, r"FEE-12: .*: nobody_owes")

    def test_a_sample_is_the_same_for_the_same_seed(self):
        lists = []
        for seed in ("4", "4", "5"):
            done = self.mutate("erasure", "notice_statement", "--sample", "6", "--seed", seed, "-v")
            lists.append(re.findall(r"(?m)^(?:  |\S+:\d+: )(\S+: [a-z ]+: [^:]*)", done.stdout))
            self.assertEqual(len(lists[-1]), 6, done.stdout + done.stderr)
        self.assertEqual(lists[0], lists[1])
        self.assertNotEqual(lists[0], lists[2])

    def test_a_broken_rulebook_and_an_unknown_name_are_refused(self):
        done = self.mutate("inheritence")
        self.assertEqual(done.returncode, 2)
        self.assertIn("did you mean 'inheritance'", done.stderr)
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        (rulebook / "more.yaml").write_text("decision: mine\nhit_policy: first\nrules:\n  - {id: MINE-01, when: {card.chip: \"ok\"}, then: {value: a}}\n")
        self.assertEqual(self.mutate("--rulebook", rulebook).returncode, 3)


if __name__ == "__main__":
    unittest.main()
