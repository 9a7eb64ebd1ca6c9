#!/usr/bin/env python3
"""`karimen run --changed`: what git says changed, and what touches a changed rule; and `karimen watch`, which asks the same of
every file that is saved."""
import os
import re
import select
import shutil
import signal
import subprocess
import time
import unittest
from pathlib import Path

from program import BAD, GOOD, HEAD, KARIMEN, ROOT, STEP, InFolder, environment, events, of_kind

APPLYING = (HEAD % "APPLYING" + "  - {do: apply_for_card, at: 2026-05-01T09:00, with: {channel: online_site, reason: expiry, "
            "wish: wished, number: $licence.record_number}}\n  - {do: personalise_card, at: 2026-05-22T09:00}\n")


class Repository(InFolder):
    """A project under git: scenarios and a rulebook of its own."""

    def setUp(self):
        super().setUp()
        self.env = {"GIT_CEILING_DIRECTORIES": str(self.folder.parent), "GIT_CONFIG_GLOBAL": "/dev/null"}
        self.rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", self.rulebook)
        self.file("s/roadside.yaml", GOOD)
        self.file("s/applying.yaml", APPLYING)
        self.file("karimen.toml", "")

    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false",
                        *arguments], cwd=self.folder, check=True, capture_output=True, env={**os.environ, **self.env})

    def committed(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "one")

    def edit(self, name, old, new):
        path = self.rulebook / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Changed(Repository):
    def setUp(self):
        super().setUp()
        self.git("init", "-q", "-b", "main")
        self.committed()

    def run_changed(self, option="--changed", *more):
        return self.karimen("run", "s", option, *more, "--rulebook", self.rulebook, "--reporter", "ndjson", env=self.env)

    def changed(self, *more):
        return {e["id"] for e in of_kind(events(self.run_changed(*more)), "scenario_finished")} - {"(run)"}

    def test_a_hook_of_another_repository_does_not_say_which_one_it_is(self):
        self.file("s/applying.yaml", APPLYING.replace("example", "another"))
        other = self.folder / "other"
        subprocess.run(["git", "init", "-q", str(other)], check=True)
        expected = self.changed()
        self.assertEqual(expected, {"s/applying.yaml#APPLYING"})
        self.env |= {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_INDEX_FILE": str(other / ".git/index"),
                     "GIT_PREFIX": "x/"}
        self.assertEqual(self.changed(), expected)

    def test_the_hook_of_a_linked_work_tree_sees_its_own_changes(self):
        linked = self.folder / "linked"
        self.git("worktree", "add", "-q", str(linked))
        path = linked / "s/applying.yaml"
        path.write_text(APPLYING.replace("example", "another"))
        hook = self.folder / ".git/hooks/pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ncd /\n"
                        f"'{KARIMEN}' run '{linked}/s' --changed --db none > '{self.folder}/ran' 2>&1\n")
        hook.chmod(0o755)
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.invalid", "commit", "-qam", "two"], cwd=linked,
                       check=True, env=environment(self.folder, **self.env))
        self.assertIn("1 passed", (self.folder / "ran").read_text())

    def test_files_that_differ_from_a_revision_and_new_ones(self):
        nothing = self.run_changed()
        self.assertEqual(nothing.returncode, 4)
        self.assertIn("warning: nothing that is selected has changed since HEAD", nothing.stderr)
        self.assertEqual(self.run_changed("--changed", "--allow-empty").returncode, 0)
        self.file("s/applying.yaml", APPLYING + "# another\n")
        self.assertEqual(self.changed(), {"s/applying.yaml#APPLYING"})
        self.committed()
        self.assertEqual(self.changed(), set())
        self.assertEqual(self.changed("--changed=HEAD~1"), {"s/applying.yaml#APPLYING"})
        self.file("s/new.yaml", GOOD)
        self.file("s/roadside.yaml", BAD)
        self.assertEqual(self.changed(), {"s/new.yaml#GOOD", "s/roadside.yaml#BAD"})
        self.assertEqual(self.changed("--changed=HEAD~1", "-k", "s/new"), {"s/new.yaml#GOOD"})
        self.git("stash", "-qu")
        self.file(".gitignore", "ignored.yaml\n")
        self.file("s/ignored.yaml", GOOD)
        self.assertEqual(self.changed(), set())

    def test_scenarios_that_touch_a_changed_rule(self):
        roadside, applying = {"s/roadside.yaml#GOOD"}, {"s/applying.yaml#APPLYING"}
        drive, inherit = "driving.yaml", "inheritance.yaml"
        for name, change, expected in [
                ("a row", lambda: self.edit(drive, "id: DRIVE-02\n", "id: DRIVE-02\n    # a comment\n"), set()),
                ("a row's reason", lambda: self.edit(inherit, '"the box against a signature certificate was ticked"', '"ticked"'),
                 applying),
                ("a row that goes", lambda: self.remove_row("DRIVE-29"), roadside),
                ("a label", lambda: self.edit("labels.yaml", "en: \"", "en: \"another "), set()),
                ("a derived fact", lambda: self.edit("derived.yaml", "months_before(licence.birthday, 1)", "months_before(licence.birthday, 2)"),
                 roadside | applying)]:
            with self.subTest(change=name):
                change()
                self.assertEqual(self.changed(), expected)
                self.git("checkout", "-q", ".")

    def remove_row(self, rule):
        path = self.rulebook / "driving.yaml"
        text = path.read_text(encoding="utf-8")
        cut = re.sub(rf"(?ms)^  - id: {rule}$.*?(?=^  - id: |^---|^otherwise|\Z)", "", text, count=1)
        self.assertNotEqual(cut, text)
        path.write_text(cut, encoding="utf-8")

    def test_what_failed_and_changed_is_both(self):
        self.file("s/roadside.yaml", BAD)
        self.file("s/failing.yaml", BAD)
        self.committed()
        self.karimen("run", "s", "--rulebook", self.rulebook, env=self.env)
        self.file("s/failing.yaml", BAD + "# touched\n")
        self.file("s/applying.yaml", APPLYING + "# touched\n")
        self.assertEqual(self.changed("--changed", "--failed"), {"s/failing.yaml#BAD"})

    def test_what_git_does_not_know_is_said(self):
        unknown = self.run_changed("--changed=nowhere")
        self.assertEqual(unknown.returncode, 2)
        self.assertIn(f"--changed: {self.folder} has no revision 'nowhere'", unknown.stderr)
        shutil.rmtree(self.folder / ".git")
        outside = self.run_changed()
        self.assertEqual(outside.returncode, 2)
        self.assertIn("is in no git work tree", outside.stderr)
        option = self.run_changed("--changed=--output=x")
        self.assertEqual(option.returncode, 2)


    @unittest.skipIf(os.getuid() != 0, "only root gives files away")
    def test_that_it_is_somebody_elses_is_said_as_git_says_it(self):
        for each in [self.folder, *self.folder.rglob("*")]:
            os.chown(each, 65534, 65534)
        done = self.karimen("run", "s", "--changed", "--rulebook", self.rulebook, env=self.env)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn(f"--changed: git does not read {self.folder}", done.stderr)
        self.assertIn(f"fix: git config --global --add safe.directory {self.folder}", done.stderr)


class Watch(Repository):
    def setUp(self):
        super().setUp()
        self.watch = subprocess.Popen(
            [KARIMEN, "watch", "s", "--rulebook", str(self.rulebook)], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, env=environment(self.folder))
        self.addCleanup(self.watch.stdout.close)
        self.addCleanup(self.watch.wait)
        self.addCleanup(self.watch.kill)
        self.first = self.round()

    def round(self):
        """What it says until it waits again."""
        said, end = b"", time.monotonic() + 60
        while not said.endswith(b"Ctrl-C ends\n"):
            ready, _, _ = select.select([self.watch.stdout], [], [], max(0, end - time.monotonic()))
            self.assertTrue(ready, said.decode())
            more = os.read(self.watch.stdout.fileno(), 65536)
            self.assertTrue(more, said.decode())
            said += more
        return said.decode()

    def test_a_saved_file_runs_what_it_touches_failures_first_and_a_signal_ends_it(self):
        self.assertIn("2 passed", self.first)
        self.assertIn("watching 2 files", self.first)
        self.assertNotIn("\x1b", self.first)
        # a scenario
        self.file("s/roadside.yaml", BAD)
        said = self.round()
        self.assertIn("saved: s/roadside.yaml", said)
        self.assertIn("0 passed, 1 failed", said)
        # half of one is told, and waited for
        self.file("s/applying.yaml", "id: [\n")
        said = self.round()
        self.assertIn("s/applying.yaml:1:5: error: not valid YAML", said)
        self.assertIn("waiting until it is whole", said)
        self.file("s/applying.yaml", APPLYING)
        self.assertIn("1 passed, 0 failed", self.round())
        # a rule, half and whole: what asks it, and what failed comes first
        whole = (self.rulebook / "driving.yaml").read_text(encoding="utf-8")
        (self.rulebook / "driving.yaml").write_text(whole[:whole.index("rules:") + 6] + " [", encoding="utf-8")
        self.assertIn("driving.yaml:", self.round())
        (self.rulebook / "driving.yaml").write_text(
            whole.replace("the card's own expiry does not affect it", "its expiry does not matter"), encoding="utf-8")
        said = self.round()
        self.assertIn("0 passed, 1 failed", said)
        self.file("s/sub/more.yaml", GOOD.replace("GOOD", "A"))
        self.assertIn("1 passed", self.round())
        # what nobody reads
        self.file("s/notes.txt", "x")
        self.file("s/.hidden.yaml", "id: [\n")
        self.assertEqual(select.select([self.watch.stdout], [], [], 0.5)[0], [])
        before = self.ticks()
        time.sleep(1)
        self.assertLessEqual(self.ticks() - before, 1)  # it waits, and looks for nothing
        self.watch.send_signal(signal.SIGINT)
        self.assertEqual(self.watch.wait(30), 130)

    def test_a_saved_file_runs_those_that_include_it_wherever_it_lies(self):
        self.file("karimen.toml", "")
        shared = ("sequence: shown\ntitle: {en: shown, ja: 提示}\nparameters: [finding]\nsteps:\n"
                  "  - {do: roadside_check, at: 2026-06-10T12:00, with: {presents: [card]}, expect: {roadside.finding: $finding}}\n")
        self.file("steps/deep/shown.yaml", shared)
        self.file("steps/deep/other.yaml", shared.replace("shown", "other"))
        self.file("s/shows.yaml", "include: [../steps/deep/shown.yaml]\n---\n" + HEAD % "SHOWS" + "  - {use: shown, with: {finding: OK}}\n")
        self.assertIn("1 passed, 0 failed", self.round())
        self.file("steps/deep/shown.yaml", shared.replace("$finding", "NOT_CARRYING").replace("[finding]", "[{finding: OK}]"))
        said = self.round()
        self.assertIn("saved: steps/deep/shown.yaml", said)
        self.assertIn("0 passed, 1 failed", said)
        self.file("steps/deep/shown.yaml", "sequence: [\n")
        self.assertIn("waiting until it is whole", self.round())
        self.file("steps/deep/shown.yaml", shared)
        self.assertIn("1 passed, 0 failed", self.round())
        # what is included before it is there: only its coming mends the file
        self.file("s/shows.yaml", "include: [../steps/deep/shown.yaml, ../steps/deep/later.yaml]\n---\n" + HEAD % "SHOWS"
                  + "  - {use: later, with: {finding: OK}}\n")
        self.assertIn("there is no file", self.round())
        self.file("steps/deep/later.yaml", shared.replace("shown", "later"))
        self.assertIn("1 passed, 0 failed", self.round())
        self.file("steps/deep/other.yaml", shared)  # which nobody includes
        self.assertEqual(select.select([self.watch.stdout], [], [], 0.5)[0], [])

    def ticks(self):
        fields = Path(f"/proc/{self.watch.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    unittest.main()
