#!/usr/bin/env python3
"""karimen run --coverage, karimen coverage: what was shown of the rules, the same from shards as from one run; and a hole, filled."""
import json
import re
import shutil
import unittest

from program import InFolder, ROOT, SCENARIOS

LOSS = SCENARIOS / "loss"


def goals(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()[1:]]


class Goals(InFolder):
    def run_loss(self, *more):
        return self.karimen("run", LOSS, "--bundle", "none", *more)

    def test_says_what_was_reached_and_what_not(self):
        done = self.run_loss("--coverage=all.cov")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"rules that apply +\d+ +\d+ +\d+\.\d %")
        self.assertRegex(done.stdout, r"not reached: \d+\n  fires +\S+  \[\w+\]\n      nearest: |nothing asks for it")
        reached = {(each["goal"], each["of"], each.get("is", "")) for each in goals(self.folder / "all.cov") if "by" in each}
        self.assertIn(("outcome", "find_lost_card", "done"), reached)
        self.assertIn(("obstacle", "find_lost_card", "NOT_LOST"), reached)
        self.assertTrue(any(kind == "clause" and name == "done" for kind, _, name in reached))
        japanese = self.run_loss("--coverage", "--ja").stdout
        self.assertIn("条件を一つずつ（MC/DC）", japanese)

    def test_costs_the_run_nothing_that_can_be_seen(self):
        digest = lambda done: re.search(r"digest (\w{64})", done.stdout).group(1)
        self.assertEqual(digest(self.run_loss()), digest(self.run_loss("--coverage")))
        told = self.run_loss("--coverage", "--reporter", "ndjson")
        for line in told.stdout.splitlines():
            json.loads(line)
        self.assertIn("rules that apply", told.stderr)

    def test_shards_and_workers_come_to_the_same(self):
        self.run_loss("--coverage=all.cov", "-j", 1)
        for part in (1, 2, 3):
            self.run_loss(f"--coverage=part{part}.cov", "--shard", f"{part}/3", "--allow-empty", "-j", 3)
        merged = self.karimen("coverage", "part3.cov", "part1.cov", "part2.cov", "-o", "merged.cov")
        self.assertEqual(merged.returncode, 0, merged.stderr)
        self.assertEqual((self.folder / "merged.cov").read_text(), (self.folder / "all.cov").read_text())
        self.assertEqual(merged.stdout, self.karimen("coverage", "all.cov").stdout)

    def test_a_pair_needs_both_of_its_halves(self):
        file = self.folder / "pair.cov"
        head = {"format": "karimen coverage", "schema": 1, "rulebook": "a"}
        alone = {"goal": "condition", "of": "R-1", "is": "x \"y\"", "table": "t", "by": "s one"}
        applies = {"goal": "fires", "of": "R-1", "table": "t", "nearest": "s two", "distance": 1}
        write = lambda *goals: file.write_text("".join(json.dumps(each) + "\n" for each in (head, *goals)))
        write(alone, applies)
        told = self.karimen("coverage", file).stdout
        self.assertRegex(told, r"MC/DC\) +0 +1")
        self.assertIn("nearest: s two (1 away)", told)
        write(alone, {**applies, "by": "s three"})
        self.assertRegex(self.karimen("coverage", file).stdout, r"MC/DC\) +1 +1 +100.0 %")

    def test_what_is_proved_never_to_occur_is_no_hole(self):
        done = self.karimen("run", SCENARIOS / "renewal" / "fees.yaml", SCENARIOS / "forms", SCENARIOS / "portal", "--bundle", "none", "--coverage=fees.cov")
        self.assertEqual(done.returncode, 0, done.stderr)
        if "libz3" in self.karimen("rules", "check").stdout:
            self.skipTest("there is no solver here")
        why = {(each["of"], each.get("is")): each["never"] for each in goals(self.folder / "fees.cov") if "never" in each}
        # An online lecture has a row before, and so has whoever was at no lecture.
        self.assertEqual(why[("FEE-04", 'renewal.pays_lecture_by_class "true"')], "hidden")
        # Without the amounts the sum is not stated, and the lecture's fee is a part of it.
        self.assertEqual(why[("FEE-09", 'fee.lecture "not(not_stated)"')], "implied")
        self.assertNotIn(("FEE-01", 'input.form "licence_only"'), why)
        told = self.karimen("coverage", "fees.cov", "--all").stdout
        self.assertRegex(told, r"cannot occur, whatever the facts are \(proved\): \d+\n  (rests|condition) ")
        # What any scenario shows has not been proved impossible.
        self.karimen("run", SCENARIOS, "--bundle", "none", "--coverage=all.cov", "--db", "none")
        seen = {(each["of"], each.get("is")) for each in goals(self.folder / "all.cov") if each["goal"] in ("condition", "rests") and "by" in each}
        self.assertEqual(seen & set(why), set())
        # And the catalogue shows all the others: every rule both ways, every condition alone.
        whole = self.karimen("coverage", "all.cov", "--all").stdout
        for kind in ("rules that apply", "rules that are asked and do not", "conditions, each alone (MC/DC)"):
            self.assertRegex(whole, rf"(?m)^  {re.escape(kind)} +(\d+) +\1 +100\.0 %$")

    def test_what_cannot_occur_is_not_looked_for(self):
        told = self.karimen("explore", "--cover", "FEE-09:fee.lecture", "--cover", "FEE-04:renewal.pays_lecture_by_class", "--out", "found")
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("FEE-09:fee.lecture: cannot occur, whatever the facts are (proved): the other conditions of its row imply it", told.stdout)
        self.assertIn("an earlier row decides", told.stdout)
        self.assertFalse((self.folder / "found").exists())

    def test_is_a_gate(self):
        self.assertEqual(self.run_loss("--min-coverage", 1).returncode, 0)
        missed = self.run_loss("--min-coverage", 99)
        self.assertEqual(missed.returncode, 8)
        self.assertRegex(missed.stderr, r"coverage: \d+ of \d+ reached, less than 99 %")
        self.run_loss("--coverage=all.cov")
        self.assertEqual(self.karimen("coverage", "all.cov", "--min-coverage", 99).returncode, 8)
        self.assertEqual(self.karimen("coverage", "all.cov", "-k", "NO-SUCH-GOAL", "--min-coverage", 0).returncode, 4)

    def test_names_what_is_wrong(self):
        self.run_loss("--coverage=all.cov")
        text = (self.folder / "all.cov").read_text()
        (self.folder / "other.cov").write_text(re.sub(r'"rulebook":"\w+"', '"rulebook":"0"', text))
        (self.folder / "odd.cov").write_text(text.splitlines()[0] + '\n{"goal":"wish","of":"R-1"}\n')
        (self.folder / "none.cov").write_text("")
        for arguments, code, words in [((), 2, "takes files of coverage"), (("all.cov", "other.cov"), 3, "another rulebook"),
                                       (("odd.cov",), 3, "odd.cov:2:"), (("none.cov",), 3, "the file is empty"), (("nowhere.cov",), 3, "cannot be read"),
                                       (("all.cov", "--min-coverage", "200"), 2, "from 0 to 100")]:
            with self.subTest(arguments=arguments):
                told = self.karimen("coverage", *arguments)
                self.assertEqual(told.returncode, code, told.stderr)
                self.assertIn(words, told.stderr)
        self.assertEqual(self.karimen("run", LOSS, "--sweep", "--coverage").returncode, 2)

    def test_a_hole_is_filled_by_a_scenario_that_passes(self):
        wanted = {"VALIDITY-04": "fires", "CERT-06a:signature.reaches_card": "condition"}
        if "libz3" not in self.karimen("rules", "check").stdout:
            wanted["DRIVE-09b:roadside.card"] = "condition"  # what no search finds, the solver thinks of
        found = self.karimen("explore", *(each for name in wanted for each in ("--cover", name)), "--out", "found")
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
        again = self.karimen("run", "found", "--bundle", "none", "--coverage=found.cov")
        self.assertEqual(again.returncode, 0, again.stdout)
        reached = {(each["goal"], each["of"], each.get("is", "").split(" ")[0]) for each in goals(self.folder / "found.cov") if "by" in each}
        for name, kind in wanted.items():
            rule, _, fact = name.partition(":")
            self.assertIn((kind, rule, fact), reached)

    def test_says_which_rule_is_not_there(self):
        for name, words in [("VALIDITY-O4", "VALIDITY-04"), ("VALIDITY-04:card.chip", "no condition"), ("CERT-10a", "leaves its answer open")]:
            told = self.karimen("explore", "--cover", name)
            self.assertEqual(told.returncode, 2, told.stderr)
            self.assertIn(words, told.stderr)


if __name__ == "__main__":
    unittest.main()
