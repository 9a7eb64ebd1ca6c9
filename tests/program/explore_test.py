#!/usr/bin/env python3
"""karimen explore: random walks agree with the rulebook; what does not is cut short and written as a scenario that fails the same."""
import re
import shutil
import signal
import time
import unittest

from program import InFolder, ROOT, start


class Explore(InFolder):
    def test_system_and_rulebook_agree_wherever_one_walks(self):
        walked = self.karimen("explore", "--walks", 600, "--seed", 1)
        self.assertEqual(walked.returncode, 0, walked.stdout)
        self.assertRegex(walked.stdout, r"600 walks, \d+ steps, [\d.]+ % decided: 0 failures in 0 groups")
        self.assertFalse((self.folder / "walks").exists(), "nothing is written where nothing is found")

    def test_the_same_seed_walks_the_same_ways(self):
        walk = lambda *more: self.karimen("explore", "--walks", 40, *more).stdout
        self.assertEqual(walk("--seed", "a", "-j", 1), walk("--seed", "a", "-j", 3))
        self.assertNotEqual(walk("--seed", "a"), walk("--seed", "b"))

    def test_what_is_found_is_grouped_cut_and_written_as_a_scenario(self):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        loss = rulebook / "loss.yaml"
        text = loss.read_text()
        self.assertIn("NOT_LOST", text)
        loss.write_text(text.replace("obstacle: NOT_LOST", "obstacle: ALREADY_REISSUED"))
        walked = self.karimen("explore", "--walks", 300, "--rulebook", rulebook, "--out", "found")
        self.assertEqual(walked.returncode, 1, walked.stdout + walked.stderr)
        self.assertIn("ALREADY_REISSUED only predicted; NOT_LOST only observed", walked.stdout)
        written = sorted((self.folder / "found").glob("*-find_lost_card.yaml"))
        self.assertTrue(written, walked.stdout)
        scenario = written[0].read_text()
        self.assertEqual(len(re.findall(r"do: ", scenario)), 1, scenario)
        again = self.karimen("run", written[0], "--rulebook", rulebook)
        self.assertEqual(again.returncode, 1, again.stdout + again.stderr)
        self.assertIn("NOT_LOST", again.stdout)

    def test_names_what_is_wrong_with_an_option(self):
        for arguments in [("--walks", "0"), ("--depth", "x"), ("--assume", "A-10=nothing"), ("scenarios",), ("--out", ROOT / "README.md"), ("--data", "/nowhere")]:
            with self.subTest(arguments=arguments):
                told = self.karimen("explore", *arguments)
                self.assertIn(told.returncode, (2, 3, 6), told.stderr)
                self.assertNotIn("terminate", told.stderr)

    def test_breadth_first_finds_a_shortest_counterexample(self):
        first = lambda *more: self.karimen("explore", "--breadth", "--holder", "hanako", *more)
        sound = first()
        self.assertEqual(sound.returncode, 0, sound.stdout + sound.stderr)
        self.assertRegex(sound.stdout, r"1 holders, \d+ states, \d+ runs, \d+ undecided; every walk of up to 1 steps was run: 0 kinds of failure")
        erring = first("--defect", "MUT-02", "-j", 1)
        self.assertEqual(erring.returncode, 1, erring.stdout + erring.stderr)
        self.assertIn("licence_document.status: returned predicted, held observed", erring.stdout)
        self.assertEqual(erring.stdout, first("--defect", "paper_stays_valid", "-j", 3).stdout)
        for written in sorted((self.folder / "walks").glob("BREADTH-*.yaml")):
            self.assertIn("predicted returned, observed held", written.read_text(), "both sides are told")
            self.assertEqual(self.karimen("run", written, "--defect", "MUT-02", "--bundle", "none").returncode, 1)
            self.assertEqual(self.karimen("run", written, "--bundle", "none").returncode, 0)

    def test_breadth_first_ends_at_a_limit_and_divides_its_holders(self):
        cut = self.karimen("explore", "--breadth=2", "--holder", "hanako", "--limit", 100)
        self.assertEqual(cut.returncode, 0, cut.stderr)
        self.assertIn("100 runs", cut.stdout)
        self.assertIn("not all walks of 1 steps were run: --limit was reached", cut.stdout)
        holders = ("--holder", "hanako", "--holder", "yamada_taro", "--holder", "tanaka_ken")
        runs = lambda *more: int(re.search(r"(\d+) runs", self.karimen("explore", "--breadth", *holders, *more).stdout).group(1))
        self.assertEqual(runs(), runs("--shard", "1/2") + runs("--shard", "2/2"))

    def test_scenarios_are_run_on_the_days_that_their_rules_know(self):
        paths = (ROOT / "scenarios/dates/first_days.yaml", ROOT / "scenarios/loss")
        moved = self.karimen("explore", "--at-all-boundaries", *paths)
        self.assertEqual(moved.returncode, 0, moved.stdout + moved.stderr)
        self.assertRegex(moved.stdout, r"\d+ scenarios on other days: [1-9]\d* runs, \d+ undecided, \d+ impossible: 0 kinds of failure")
        late = lambda *more: self.karimen("explore", "--at-all-boundaries", ROOT / "scenarios/forms", "--defect", "records_begin_a_day_late", *more)
        erring = late("-j", 1)
        self.assertEqual(erring.returncode, 1, erring.stdout + erring.stderr)
        self.assertIn("from 2025-03-24 on", erring.stdout)
        self.assertEqual(erring.stdout, late("-j", 3).stdout)
        self.assertEqual(self.karimen("explore", "--at-all-boundaries", "nowhere").returncode, 2)

    def test_states_without_a_way_back(self):
        told = self.karimen("explore", "--stuck=0")
        self.assertIn(told.returncode, (0, 1), told.stderr)
        counted = re.search(r"(\d+) holders, (\d+) states, \d+ model steps: (\d+) with a licence that counts, (\d+) with a way back to one, (\d+) stuck", told.stdout)
        self.assertTrue(counted, told.stdout)
        holders, states, *kinds = map(int, counted.groups())
        self.assertEqual(holders, states)
        self.assertEqual(states, sum(kinds))
        near = self.karimen("explore", "--stuck", "--holder", "hanako")
        self.assertIn(near.returncode, (0, 1), near.stderr)
        for written in sorted((self.folder / "walks").glob("STUCK-*.yaml")):
            self.assertIn(self.karimen("run", written, "--bundle", "none").returncode, (0, 5))

    def test_institutions_err_on_purpose(self):
        listed = self.karimen("explore", "--defects").stdout.splitlines()
        for number in range(1, 33):
            self.assertEqual(sum(line.startswith(f"MUT-{number:02} ") for line in listed), 1, number)
        self.assertGreaterEqual(sum(line.startswith(" ") for line in listed), 40)
        free = ROOT / "scenarios/re_recording"
        erring = self.karimen("run", free, "--defect", "re_recording_always_free", "--bundle", "none")
        self.assertEqual(erring.returncode, 1, erring.stderr)
        told = self.karimen("run", free, "--defect", "re_recording_allways_free")
        self.assertEqual(told.returncode, 2)
        self.assertIn("re_recording_always_free", told.stderr)

    def test_tells_which_defects_are_noticed(self):
        ran = self.karimen("run", ROOT / "scenarios/loss", "--defect", "all")
        self.assertEqual(ran.returncode, 1, "loss alone cannot notice what goes wrong at a renewal")
        self.assertRegex(ran.stdout, r"(?m)^ +lost_card_not_stopped +noticed by scenarios/loss/\S+ \S+$")
        self.assertRegex(ran.stdout, r"(?m)^MUT-25 photo_kept_after_online_lecture +NOT NOTICED$")
        self.assertRegex(ran.stdout, r"\d+ defects, \d+ noticed")
        walk = lambda *more: self.karimen("explore", "--defect", "all", "--walks", 6, *more)
        walked = walk("-j", 1, "--out", "found")
        self.assertEqual(walked.stdout, walk("-j", 3).stdout)
        self.assertRegex(walked.stdout, r"noticed by walk \d+, \w+")
        written = sorted((self.folder / "found").glob("DEFECT-*.yaml"))[0]
        name = written.stem.removeprefix("DEFECT-")
        self.assertEqual(self.karimen("run", written, "--defect", name, "--bundle", "none").returncode, 1)

    def test_interrupted_tells_what_was_walked_so_far(self):
        walking = start("explore", "--walks", 200000, state=self.folder)
        time.sleep(2)
        walking.send_signal(signal.SIGINT)
        out, err = walking.communicate(timeout=60)
        self.assertEqual(walking.returncode, 130, err)
        self.assertRegex(out, r"\d+ walks, \d+ steps")


if __name__ == "__main__":
    unittest.main()
