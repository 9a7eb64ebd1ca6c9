#!/usr/bin/env python3
"""Files that the program writes and names: a stream of events grows in its place, links and modes stay, nothing that is read or was written
by somebody is written over, and what a file is called reaches a terminal as what it is."""
import json
import os
import re
import shutil
import stat
import subprocess
import time
import unittest

from program import BAD, GOOD, KARIMEN, SCENARIOS, InFolder, environment, of_kind

UGLY = GOOD.replace("title:", "title:   ")
# Both with a client: those without one wait for those with one.
SLEEPING = [GOOD.replace("GOOD", name).replace("steps:\n", "steps:\n  - {client: {command: [sleep, '%s']}, at: 2026-06-10T11:00}\n" % seconds)
            for name, seconds in (("SHORT", 0), ("LONG", 60))]
PWNED = "x\n::error::pwned"


class Stream(InFolder):
    def running(self, report):
        """A run that has told a verdict and waits; the lines of its stream."""
        self.file("s.yaml", "---\n".join(SLEEPING))
        run = subprocess.Popen([KARIMEN, "run", "s.yaml", "--transport", "pcsc", "--readers", "1", "-j", "1", "--db", "none", "--reporter",
                                f"ndjson={report}"], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=environment(self.folder))
        self.addCleanup(lambda: (run.kill(), run.wait()))
        end = time.monotonic() + 60
        while time.monotonic() < end and run.poll() is None:
            text = report.read_text() if report.exists() else ""
            if '"scenario_finished"' in text:
                return run, text
            time.sleep(0.05)
        self.fail("no verdict was written")

    def test_it_can_be_followed_and_outlives_the_process(self):
        report = self.file("r.ndjson", "yesterday's")
        run, text = self.running(report)
        self.assertTrue(text.endswith("\n"))
        kinds = [json.loads(line)["event"] for line in text.splitlines()]
        self.assertEqual((kinds[0], kinds[-1]), ("run_started", "scenario_finished"))
        run.kill()
        run.wait()
        self.assertEqual(report.read_text(), text)
        self.assertEqual([path for path in self.folder.iterdir() if ".part" in path.name], [])
        again = self.karimen("report", report)
        self.assertEqual(again.returncode, 130)
        self.assertIn("1 passed", again.stdout)

    def test_yesterdays_stays_until_there_are_events_and_then_it_grows(self):
        report = self.file("r.ndjson", "yesterday's")
        run = subprocess.Popen([KARIMEN, "run", SCENARIOS, "--db", "none", "--reporter", f"ndjson={report}"], cwd=self.folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(self.folder))
        self.addCleanup(lambda: (run.kill(), run.wait()))
        sizes, before = set(), b""
        while run.poll() is None:
            text = report.read_bytes()
            if text != b"yesterday's":
                self.assertTrue(text.startswith(before))
                before = text
                sizes.add(len(text))
        self.assertEqual(run.returncode, 0)
        self.assertGreater(len(sizes), 3)
        self.assertEqual(of_kind(map(json.loads, report.read_text().splitlines()), "run_finished")[0]["counts"]["fail"], 0)

    def test_its_name_may_be_a_link_and_it_keeps_its_mode(self):
        target = self.file("there/r.ndjson", "yesterday's")
        target.chmod(0o600)
        link = self.folder / "r.ndjson"
        link.symlink_to("there/r.ndjson")
        self.file("s.yaml", GOOD)
        self.assertEqual(self.karimen("run", "s.yaml", "--reporter", f"ndjson={link}", "--reporter", "junit=r.xml").returncode, 0)
        self.assertTrue(link.is_symlink())
        self.assertIn("run_finished", target.read_text())
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o600)


class InPlace(InFolder):
    def test_a_link_stays_and_its_target_is_formatted(self):
        target = self.file("there/target.yaml", UGLY)
        (self.folder / "one").symlink_to("two")
        (self.folder / "two").symlink_to(target)
        done = self.karimen("fmt", "one")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.folder / "one").is_symlink() and (self.folder / "two").is_symlink())
        self.assertEqual(target.read_text(), GOOD)

    def test_the_mode_of_what_is_replaced_stays(self):
        for mode in (0o600, 0o664, 0o755):
            path = self.file("s.yaml", UGLY)
            path.chmod(mode)
            self.assertEqual(self.karimen("fmt", "s.yaml").returncode, 0)
            self.assertEqual(path.read_text(), GOOD)
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), mode)

    def test_what_may_not_be_written_is_refused_and_the_others_are_written(self):
        kept, other = self.file("a/kept.yaml", UGLY), self.file("a/other.yaml", UGLY)
        kept.chmod(0o444)
        done = self.karimen("fmt", "a")
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertIn("a/kept.yaml: error: the file may not be written\n  fix: ", done.stderr)
        self.assertEqual((kept.read_text(), other.read_text()), (UGLY, GOOD))
        self.assertEqual(self.karimen("fmt", "--check", "a").returncode, 1)
        report = self.file("r.xml", "yesterday's")
        report.chmod(0o444)
        for name in ("junit", "ndjson"):
            done = self.karimen("run", "a/other.yaml", "--reporter", f"{name}=r.xml")
            self.assertEqual(done.returncode, 6)
            self.assertIn("r.xml: error: the file may not be written", done.stderr)
            self.assertEqual(report.read_text(), "yesterday's")

    def test_a_card_is_saved_behind_a_link(self):
        target = self.file("there/card.bin", "")
        (self.folder / "card.bin").symlink_to("there/card.bin")
        done = self.karimen("card", "apdu", "00A4040C0AD392F000260100000001", "--save", "card.bin")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.folder / "card.bin").is_symlink())
        self.assertGreater(target.stat().st_size, 1000)


    def test_what_comes_through_a_pipe_is_formatted_to_standard_output(self):
        self.file("s.yaml", UGLY)
        done = subprocess.run(["bash", "-c", f"{KARIMEN} fmt <(cat s.yaml); {KARIMEN} fmt --check <(cat s.yaml)"], cwd=self.folder,
                              capture_output=True, text=True, env=environment(self.folder), timeout=60)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual((self.folder / "s.yaml").read_text(), UGLY)
        self.assertEqual(self.karimen("fmt", "s.yaml").returncode, 0)
        self.assertTrue(done.stdout.startswith((self.folder / "s.yaml").read_text()), done.stdout)
        self.assertRegex(done.stdout, r"(?m)^/dev/fd/\d+ is not formatted$")


class WrittenOver(InFolder):
    def test_what_shrinks_does_not_take_its_source_with_it(self):
        text = BAD + "---\n" + GOOD
        path = self.file("x/f.yaml", text)
        done = self.karimen("shrink", "x/f.yaml:1", "-o", "x/f.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("'x/f.yaml' exists already", done.stderr)
        self.assertEqual(path.read_text(), text)
        self.assertEqual(self.karimen("shrink", "x/f.yaml:1", "-o", "new.yaml").returncode, 1)
        self.assertIn("BAD", (self.folder / "new.yaml").read_text())

    def test_no_output_is_one_of_the_inputs(self):
        self.file("s.yaml", GOOD)
        self.file("commands", "00A4040C0AD392F000260100000001\n")
        self.assertEqual(self.karimen("run", "s.yaml", "--trace", "t", "--reporter", "ndjson=r.ndjson").returncode, 0)
        shutil.copy(next((self.folder / "t").glob("*.ndjson")), self.folder / "rec.ndjson")
        self.karimen("card", "new", "hanako", "-o", "h.yaml")
        (self.folder / "link.yaml").symlink_to("s.yaml")
        for arguments in (["run", "s.yaml", "--reporter", "junit=s.yaml"], ["run", "s.yaml:1", "--reporter", "ndjson=./s.yaml"],
                          ["run", "s.yaml", "--reporter", "junit=link.yaml"], ["run", "s.yaml", "--sweep", "--reporter", "ndjson=s.yaml"],
                          ["run", "s.yaml", "--bogus", "--reporter", "junit=s.yaml"], ["run", "s.yaml", "--coverage=s.yaml"],
                          ["report", "r.ndjson", "--reporter", "junit=r.ndjson"], ["decode", "rec.ndjson", "-o", "rec.ndjson"],
                          ["card", "show", "h.yaml", "--face", "h.yaml"], ["card", "record", "commands", "commands"]):
            with self.subTest(arguments=arguments):
                before = {path: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}
                done = self.karimen(*arguments)
                self.assertEqual(done.returncode, 2, done.stderr)
                if "--bogus" not in arguments:
                    self.assertIn("would be written over, and it is what is read", done.stderr)
                for path, content in before.items():
                    self.assertEqual(path.read_bytes(), content, path)

    def test_no_whole_takes_the_place_of_one_of_its_parts(self):
        self.file("s.yaml", GOOD)
        for name in ("a", "b"):
            self.karimen("run", "s.yaml", "--db", name + ".sqlite", f"--coverage={name}.cov")
        for shard in ("1/2", "2/2"):
            self.assertEqual(self.karimen("explore", "--walks", "4", "--shard", shard, "--findings", shard[0] + ".ndjson").returncode, 0)
        for suffix, part in ((".sqlite", "a"), (".cov", "a"), (".ndjson", "1")):
            (self.folder / ("link" + suffix)).symlink_to(part + suffix)
        before = {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}
        for arguments in (["runs", "merge", "b.sqlite", "a.sqlite", "--db", "a.sqlite"], ["runs", "merge", "a.sqlite", "--db", "link.sqlite"],
                          ["coverage", "a.cov", "b.cov", "-o", "b.cov"], ["coverage", "a.cov", "-o", "link.cov"],
                          ["explore", "--merge", "1.ndjson", "2.ndjson", "--findings", "./2.ndjson"],
                          ["explore", "--merge", "1.ndjson", "2.ndjson", "--findings", "link.ndjson"]):
            with self.subTest(arguments=arguments):
                done = self.karimen(*arguments)
                self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                self.assertIn("would be written over, and it is what is read", done.stderr)
        self.assertEqual({path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}, before)
        for arguments in (["runs", "merge", "a.sqlite", "b.sqlite", "--db", "all.sqlite"], ["coverage", "a.cov", "b.cov", "-o", "all.cov"],
                          ["explore", "--merge", "1.ndjson", "2.ndjson", "--findings", "all.ndjson"]):
            self.assertEqual(self.karimen(*arguments).returncode, 0)
            self.assertTrue((self.folder / arguments[-1]).exists())

    def test_a_dash_is_standard_output_or_refused_and_never_a_file(self):
        self.file("s.yaml", BAD)
        for arguments, code, said in ((["new", "scenario", "-"], 0, "id: "), (["shrink", "s.yaml", "-o", "-"], 1, "id: BAD"),
                                      (["rules", "export", "-"], 0, "<definitions"), (["run", "s.yaml", "--reporter", "tap=-"], 1, "not ok 1")):
            with self.subTest(arguments=arguments):
                done = self.karimen(*arguments)
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertIn(said, done.stdout)
        for arguments in (["card", "new", "-o", "-"], ["card", "show", "--face", "-"], ["run", "s.yaml", "--coverage=-"],
                          ["card", "apdu", "00A4040C0AD392F000260100000001", "--save", "-"]):
            with self.subTest(arguments=arguments):
                done = self.karimen(*arguments)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn("'-' is no file that is written here", done.stderr)
        self.assertFalse((self.folder / "-").exists())
        self.assertEqual(self.karimen("new", "scenario", "./-").returncode, 0)
        self.assertTrue((self.folder / "-").exists())


class Names(InFolder):
    def test_no_name_of_a_file_is_a_line_of_its_own_or_moves_the_cursor(self):
        for folder in (PWNED, "::error::pwned", "##[error]pwned", "\x1b[31mred"):
            self.file(f"in/{folder}/a.yaml", BAD.replace("title:", "title:   "))
            self.file(f"in/{folder}/broken.yaml", "id: [\n")
            self.file(f"in/{folder}/{PWNED}.yaml", "id: B\ntitle: {en: x, ja: x}\nnobody: knows\n")
        for arguments in (["list"], ["check"], ["run", "--keep-going"], ["run", "--keep-going", "--reporter", "dots"], ["fmt", "--check"], ["fmt"],
                          ["run", "--keep-going", "--sweep"], ["run", "--keep-going", "--reporter", "tap"]):
            for place in ("in", ".", *(["::error::pwned", "##[error]pwned"] if arguments == ["fmt"] else [])):
                with self.subTest(arguments=arguments, place=place):
                    done = self.karimen(arguments[0], "--", place) if place[0] in ":#" else self.karimen(*arguments, place)
                    self.assertNotRegex(done.stdout + done.stderr, r"(?m)^\s*(::|##\[)|\x1b")
        shown = self.karimen("list", "in")
        self.assertIn(r"x\u000A::error::pwned/a.yaml#BAD", shown.stdout)
        self.assertRegex(shown.stderr, r"(?m)^in/x\\u000A::error::pwned/broken.yaml:\d")

    def test_one_is_run_by_the_name_that_is_shown(self):
        self.file(f"{PWNED}/a.yaml", BAD)
        self.assertEqual(self.karimen("run", ".").returncode, 1)
        failed = self.karimen("run", "--failed", ".")
        self.assertEqual(failed.returncode, 1, failed.stderr)
        self.assertTrue(re.search(r"1 failed", failed.stdout))


if __name__ == "__main__":
    unittest.main()
