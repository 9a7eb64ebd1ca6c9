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

    def test_interrupted_tells_what_was_walked_so_far(self):
        walking = start("explore", "--walks", 200000, state=self.folder)
        time.sleep(2)
        walking.send_signal(signal.SIGINT)
        out, err = walking.communicate(timeout=60)
        self.assertEqual(walking.returncode, 130, err)
        self.assertRegex(out, r"\d+ walks, \d+ steps")


if __name__ == "__main__":
    unittest.main()
