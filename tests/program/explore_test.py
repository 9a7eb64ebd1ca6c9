#!/usr/bin/env python3
"""karimen explore: random walks agree with the rulebook; what does not is cut short and written as a scenario that fails the same."""
import json
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

    DEFECTS = ("--defect", "paper_stays_valid", "--defect", "first_obstacle_only")

    def shards(self, number, *more, walks=700):
        files = []
        for i in range(1, number + 1):
            files.append(self.folder / f"{i}-of-{number}.ndjson")
            self.karimen("explore", "--walks", walks, *self.DEFECTS, *more, "--shard", f"{i}/{number}", "--findings", files[-1], "--out", f"part-{i}")
        return files

    def test_shards_of_walks_merge_to_what_one_machine_finds(self):
        # More walks than one round, so that some walk learnt from another shard's.
        whole = self.karimen("explore", "--walks", 700, *self.DEFECTS, "--findings", "whole.ndjson", "--out", "found")
        self.assertEqual(whole.returncode, 1, whole.stderr)
        self.assertRegex(whole.stdout, r"700 walks, \d+ steps, [\d.]+ % decided: [1-9]\d* failures in \d{2} groups")
        written = {path.name: path.read_bytes() for path in (self.folder / "found").iterdir()}
        for number, order in ((3, [2, 0, 1]), (4, [3, 1, 0, 2])):
            with self.subTest(number):
                files = self.shards(number, "-j", number % 3 + 1)
                parts = [json.loads(path.read_text().splitlines()[-1])["walked"] for path in files]
                self.assertEqual(sum(parts), 700)
                self.assertLess(max(parts), 700 / number * 1.1, "each walks its part")
                shutil.rmtree(self.folder / "found")
                merged = self.karimen("explore", "--merge", *(files[i] for i in order), "--findings", "merged.ndjson", "--out", "found")
                self.assertEqual((merged.returncode, merged.stdout, merged.stderr), (1, whole.stdout, ""))
                self.assertEqual((self.folder / "merged.ndjson").read_bytes(), (self.folder / "whole.ndjson").read_bytes())
                self.assertEqual({path.name: path.read_bytes() for path in (self.folder / "found").iterdir()}, written)
        self.assertEqual(self.karimen("explore", "--merge", "merged.ndjson", "--out", "found").stdout, whole.stdout)

    def test_shards_that_agree_merge_to_exit_code_0(self):
        for i in (1, 2):
            self.assertEqual(self.karimen("explore", "--walks", 30, "--shard", f"{i}/2", "--findings", f"{i}.ndjson").returncode, 0)
        merged = self.karimen("explore", "--merge", "1.ndjson", "2.ndjson")
        self.assertEqual((merged.returncode, merged.stdout), (0, self.karimen("explore", "--walks", 30).stdout))
        self.assertFalse((self.folder / "walks").exists())

    def test_findings_that_do_not_belong_together_are_refused(self):
        one, two = self.shards(2, walks=20)
        other = lambda *more: self.karimen("explore", "--walks", 20, *self.DEFECTS, "--shard", "2/2", "--findings", "other.ndjson", *more)
        merge = lambda *files: self.karimen("explore", "--merge", *files)
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        loss = rulebook / "loss.yaml"
        loss.write_text(loss.read_text() + "# another one\n")
        for key, change in (("walks", ("--walks", 21)), ("seed", ("--seed", "b")), ("depth", ("--depth", 3)), ("assume", ("--assume", "A-52=national")),
                            ("defects", ("--defect", "fee_not_taken")), ("rulebook", ("--rulebook", rulebook))):
            with self.subTest(key):
                other(*change)
                told = merge(one, "other.ndjson")
                self.assertEqual(told.returncode, 3, told.stdout + told.stderr)
                self.assertIn(f"other.ndjson: error: '{key}' is ", told.stderr)
                self.assertIn("--walks 20 --seed 1 --depth 12 --defect paper_stays_valid --defect first_obstacle_only --shard 2/2", told.stderr)
                self.assertEqual(told.stdout, "")
        other("--shard", "2/3")
        for code, files, said in ((3, [one, "other.ndjson"], "this is a part of 3"), (3, [one, two, one], f"part 1 stands in {one}, too"),
                                  (6, [one], "of 2 parts these are missing: 2"), (6, [two], "of 2 parts these are missing: 1"),
                                  (2, [], "takes files of findings"), (3, ["nowhere"], "cannot be read"), (3, [ROOT / "README.md"], "this is not JSON")):
            with self.subTest(said):
                told = merge(*files)
                self.assertEqual(told.returncode, code, told.stdout + told.stderr)
                self.assertIn(said, told.stderr)
        for arguments in (("--merge", one, two, "--walks", "20"), ("--merge", one, two, "--shard", "1/2"), ("--defects", "--findings", "x"),
                          ("--cover", "INHERIT-12", "--findings", "x"), ("--breadth", "--defect", "all"), ("--stuck", "--at-all-boundaries")):
            told = self.karimen("explore", *arguments)
            self.assertEqual(told.returncode, 2, arguments)
            self.assertIn("contradict each other", told.stderr)
        self.karimen("explore", "--stuck=0", "--holder", "hanako", "--shard", "1/2", "--findings", "stuck.ndjson")
        told = merge(one, "stuck.ndjson")
        self.assertEqual(told.returncode, 3, told.stdout)
        self.assertIn("'way' is \"stuck\" here and \"walks\" in", told.stderr)

    HOLDERS = [word for name in ("hanako", "yamada_taro", "tanaka_ken", "suzuki_ichiro", "satsuma_hayato") for word in ("--holder", name)]
    # The institutions err, so that there is something to merge; what each shard finds alone is less, or of another length.
    SEARCHES = {"breadth": ("--breadth", *HOLDERS, "--defect", "MUT-02", "--defect", "first_obstacle_only"),
                "breadth to a limit": ("--breadth=2", *HOLDERS, "--limit", 700),
                "stuck": ("--stuck=1", *HOLDERS),
                "boundaries": ("--at-all-boundaries", ROOT / "scenarios/forms", "--defect", "records_begin_a_day_late", "--defect", "MUT-02"),
                "defects": ("--defect", "all", "--walks", 8)}

    def test_shards_of_every_search_merge_to_what_one_machine_finds(self):
        for name, search in self.SEARCHES.items():
            with self.subTest(name):
                shutil.rmtree(self.folder / "found", ignore_errors=True)
                whole = self.karimen("explore", *search, "--findings", "whole.ndjson", "--out", "found")
                self.assertIn(whole.returncode, (0, 1), whole.stderr)
                written = {path.name: path.read_bytes() for path in (self.folder / "found").glob("*")}
                shutil.rmtree(self.folder / "found", ignore_errors=True)
                alone = []
                for i in (1, 2, 3):
                    part = self.karimen("explore", *search, "--shard", f"{i}/3", "--findings", f"{i}.ndjson", "--out", f"part-{i}", "-j", i)
                    self.assertIn(part.returncode, (0, 1), part.stderr)
                    alone.append(part.stdout)
                self.assertNotIn(whole.stdout, alone, "no shard finds all of it")
                merged = self.karimen("explore", "--merge", "3.ndjson", "1.ndjson", "2.ndjson", "--findings", "merged.ndjson", "--out", "found")
                self.assertEqual((merged.returncode, merged.stdout, merged.stderr), (whole.returncode, whole.stdout, ""))
                self.assertEqual({path.name: path.read_bytes() for path in (self.folder / "found").glob("*")}, written)
                self.assertEqual((self.folder / "merged.ndjson").read_bytes(), (self.folder / "whole.ndjson").read_bytes())
                # A part that is missing is named with the command that makes it: with this one's options.
                missing = self.karimen("explore", "--merge", "1.ndjson", "3.ndjson")
                self.assertEqual(missing.returncode, 6, missing.stdout)
                command = re.search(r"karimen explore (.*) --shard 2/3 --findings FILE", missing.stderr).group(1).replace("PATH...", str(ROOT / "scenarios/forms")).split()
                again = self.karimen("explore", *command, "--shard", "2/3", "--findings", "again.ndjson", "--out", "again")
                self.assertEqual((self.folder / "again.ndjson").read_bytes(), (self.folder / "2.ndjson").read_bytes(), again.stderr)

    def test_damaged_findings_of_searches_are_told_with_their_place(self):
        damages = {"breadth": (('"cut":false', '"cut":0', "'layers' does not count"), ('"sides":"', '"sites":"', "unknown key 'sites'"),
                               ('"group":"failure"', '"group":"noticed"', "there is no group 'noticed'")),
                   "stuck": (('"way":"stuck"', '"way":"sideways"', "there is no way of exploring 'sideways'"), ('"mended":', '"mended":-', "'mended' is not a whole number from 0"),
                             ('"holders":["hanako"', '"holders":[1', "'holders' is not a list of texts")),
                   "boundaries": (('"from":"2025-03-2', '"from":"2025-03-4', "'from' is not a date that exists"), ('"days":-', '"days":-0.', "'days' is not a whole number"),
                                  ('"scenarios":"', '"scenarios":7,"x":"', "unknown key 'x'")),
                   "defects": (('"defect":"', '"defect":"no_', "no defect of an institution is called 'no_"), ('"group":"noticed"', '"group":"unnoticed"', "unknown key"),
                               ('"procedure":"', '"procedure":"../', "no procedure is called '../"))}
        for name, changes in damages.items():
            self.karimen("explore", *self.SEARCHES[name], "--findings", "good.ndjson")
            text = (self.folder / "good.ndjson").read_text()
            for old, new, said in changes:
                with self.subTest(said):
                    self.assertIn(old, text)
                    (self.folder / "bad.ndjson").write_text(text.replace(old, new, 1))
                    told = self.karimen("explore", "--merge", "bad.ndjson")
                    self.assertEqual((told.returncode, told.stdout), (3, ""), told.stderr)
                    self.assertIn("bad.ndjson:", told.stderr)
                    self.assertIn(said, told.stderr)

    def test_shards_cover_what_is_to_be_covered_between_them(self):
        goals = [word for rule in ("INHERIT-12", "LOSS-02", "FEE-10", "LOSS-01", "INHERIT-12:card_application.not_submitted") for word in ("--cover", rule)]
        whole = self.karimen("explore", *goals)
        self.assertEqual(whole.returncode, 0, whole.stdout + whole.stderr)
        parts = [self.karimen("explore", *goals, "--shard", f"{i}/2").stdout.splitlines() for i in (1, 2)]
        self.assertTrue(all(parts), "each has some")
        self.assertEqual(sorted(parts[0] + parts[1]), sorted(whole.stdout.splitlines()))

    def test_damaged_findings_are_told_with_their_place(self):
        one, two = self.shards(2, walks=120)
        lines = two.read_text().splitlines(keepends=True)
        self.assertGreater(len(lines), 3)
        self.assertIn('"group":"failure"', lines[1])
        again = "walk it again: karimen explore --walks 120"
        for text, said in (("", "the file is empty"), ("".join(lines[:-1]), "the file is cut off"), ("".join(lines)[:-20], "this is not JSON"),
                           (lines[0], "the file is cut off"), ("".join(lines[1:]), "these are no findings that this program knows"),
                           ("".join(lines[:1] + lines[2:]), "not as many groups"), ("".join(lines) + lines[1], "nothing stands behind"),
                           *(("".join(lines).replace(old, new, 1), said) for old, new, said in (
                               ('"schema":1', '"schema":2', "these are no findings"), ('"shard":[2,2]', '"shard":[3,2]', "'shard' is not a part"),
                               ('"verdict":"fail"', '"verdict":"failed"', "there is no verdict 'failed'"), ('"procedure":"', '"procedure":"../', "no procedure is called '../"),
                               ('"walks":1,"proc', '"walks":-1,"proc', "'walks' is not a whole number from 1"), ('"at":"', '"at":"x', "'shortest' is not a walk"),
                               ('"rules":[', '"rules":[1,', "'rules' is not a list of texts"), ('"length":', '"longth":', "unknown key 'longth'")))):
            with self.subTest(said):
                self.assertNotEqual(text, "".join(lines))
                two.write_text(text)
                told = self.karimen("explore", "--merge", one, two)
                self.assertEqual(told.returncode, 3, told.stdout + told.stderr)
                self.assertIn(f"{two}:" if text else f"{two}", told.stderr)
                self.assertIn(said, told.stderr)
                self.assertTrue(again in told.stderr or "karimen explore --findings FILE" in told.stderr or "longth" in said, told.stderr)
                self.assertEqual(told.stdout, "")

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
        walking = start("explore", "--walks", 200000, "--findings", self.folder / "f.ndjson", state=self.folder)
        time.sleep(2)
        walking.send_signal(signal.SIGINT)
        out, err = walking.communicate(timeout=60)
        self.assertEqual(walking.returncode, 130, err)
        self.assertIn("f.ndjson was not written", err)
        self.assertFalse((self.folder / "f.ndjson").exists())
        self.assertRegex(out, r"\d+ walks, \d+ steps")


if __name__ == "__main__":
    unittest.main()
