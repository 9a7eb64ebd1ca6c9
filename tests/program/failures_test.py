#!/usr/bin/env python3
"""What a failure of each kind looks like, in both languages, compared whole. A file of `failures` begins with how it is run:
`# run: OPTIONS`, `# turn: FILE RULE` (a cell of the rulebook turned round), `# coding: NAME` (as which it is saved) and
`# data: a ruined persona`; NAME.rules joins the rulebook. `failures_test.py --write` writes the texts anew: read what changed before it is kept."""
import re
import shutil
import sys
import unittest
from pathlib import Path

from flip_test import flip
from program import ROOT, InFolder, with_a_ruined_persona

FAILURES = Path(__file__).resolve().parent / "failures"
WRITE = "--write" in sys.argv
PROGRESS = re.compile(r"(?m)^(\d+ of \d+ scenarios|シナリオ \d+／\d+).*\n")  # where the machine is busy
DIGEST = re.compile(r"(?m)^(digest|ダイジェスト) [0-9a-f]{64}$")


def heading(path, key):
    found = re.search(rb"(?m)^# " + key + rb": (.*)$", path.read_bytes())
    return found.group(1).decode() if found else None


class Failures(InFolder):
    def rulebook(self, path):
        """A copy of ours as the file wants it, or None."""
        turn, more = heading(path, b"turn"), path.with_suffix(".rules")
        if not turn and not more.exists():
            return None
        copy = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", copy)
        if turn:
            file, rule = turn.split()
            (copy / file).write_text(flip((copy / file).read_text(), rule))
        if more.exists():
            shutil.copy(more, copy / "more.yaml")
        return copy

    def told(self, path, language):
        options = (heading(path, b"run") or "").split()
        rulebook = self.rulebook(path)
        if rulebook:
            options += ["--rulebook", "rulebook"]
        if heading(path, b"data"):
            with_a_ruined_persona(self.folder)
            options += ["--data", "data"]
        coding = heading(path, b"coding") or "utf-8"
        (self.folder / path.name).write_bytes(path.read_text(encoding="utf-8").encode(coding))
        command = ["run", path.name, *options] + (["--ja"] if language == "ja" else [])
        done = self.karimen(*command, "--bundle", "none")
        shutil.rmtree(self.folder / "rulebook", ignore_errors=True)
        shutil.rmtree(self.folder / "data", ignore_errors=True)
        text = f"$ karimen {' '.join(command)}\n{done.stdout}"
        errors = PROGRESS.sub("", done.stderr)
        if errors:
            text += f"--- standard error\n{errors}"
        return DIGEST.sub(r"\1 ...", text) + f"--- exit code {done.returncode}\n"

    def test_each_is_told_as_it_was(self):
        self.maxDiff = None
        for path in sorted(FAILURES.glob("*.yaml")):
            for language in ("en", "ja"):
                with self.subTest(failure=path.stem, language=language):
                    golden = path.with_suffix(".txt" if language == "en" else ".ja.txt")
                    told = self.told(path, language)
                    if WRITE:
                        golden.write_text(told)
                    self.assertEqual(told, golden.read_text())

    def test_no_kind_is_missing_and_none_is_a_bug_of_ours(self):
        texts = {path.stem: path.read_text() for path in FAILURES.glob("*.txt")}
        self.assertEqual({name for name in texts if "exit code 70" in texts[name]}, set())
        for words in ("(prediction)", "(expectation)", "(scenario and rulebook disagree)", "(invariant)", "undecided ",
                      "error ", "nothing struck", "the rulebook does not", "fix: "):
            self.assertTrue(any(words in text for text in texts.values()), words)
        sources = {path.stem for path in FAILURES.glob("*.yaml")}
        self.assertEqual({name.removesuffix(".ja") for name in texts}, sources)


if __name__ == "__main__":
    unittest.main(argv=[each for each in sys.argv if each != "--write"])
