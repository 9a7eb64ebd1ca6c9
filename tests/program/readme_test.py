#!/usr/bin/env python3
"""What the README shows is what stands in the tree and what the program prints.
With --write, the README's blocks and counts are made anew from them."""
import re
import shlex
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from program import ROOT, karimen

README = ROOT / "README.md"
RULE = "INHERIT-11"


def outputs():
    """The two outputs that the README shows, without the digest, which every change of the data moves. Of the whole run
    it shows one folder and the sum."""
    with tempfile.TemporaryDirectory() as folder:
        right = karimen("run", "scenarios", state=folder, cwd=ROOT)
        rulebook = Path(folder) / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        table = rulebook / "inheritance.yaml"
        text = table.read_text()
        begin = text.index(f"id: {RULE}\n")
        table.write_text(text[:begin] + text[begin:].replace('"not_wanted"', '"not(not_wanted)"', 1))
        wrong = karimen("run", "scenarios/inheritance", "-k", "INH-20", "--rulebook", rulebook, state=folder, cwd=ROOT)
    right, wrong = (re.sub(r"digest \w+\n", "", done.stdout).rstrip("\n") for done in (right, wrong))
    files = re.findall(r"^  scenarios/.*\n", right, re.MULTILINE)
    shown = [line for line in files if line.startswith("  scenarios/inheritance/")]
    total = right[right.index(files[-1]) + len(files[-1]):].splitlines()[0]
    return ["  ...\n" + "".join(shown) + "  ...\n" + total, wrong]


def piece(path, first, last):
    """The lines of a file from the one that is `first` up to the separator before `last`."""
    text = (ROOT / path).read_text()
    begin = text.index(first)
    return text[begin:text.index(last, begin)].rstrip("\n")


def blocks(run, failure):
    """What each block of the README must be, in order, given the two outputs."""
    return [run, piece("harness/rulebook/inheritance.yaml", f"  - id: {RULE}", "  - id: INHERIT-12"),
            piece("harness/rulebook/procedures.yaml", "procedure: personalise_card", "\n---"),
            piece("scenarios/inheritance/conditions.yaml", "id: INH-20", "\n---"), failure]


def counts(run):
    """What is counted in the README, and how many there are, given the output of a whole run."""
    faults = re.search(r"^(\d+) faults", (ROOT / "docs/faults.md").read_text(), re.MULTILINE).group(1)
    return {"runs in YAML": re.search(r"^(\d+) passed", run, re.MULTILINE).group(1),
            "fictitious holders": len(list((ROOT / "fixtures/personas").glob("*.yaml"))),
            "named faults": faults}


class Readme(unittest.TestCase):
    maxDiff = None

    def test_every_block_is_as_it_really_looks_and_every_count_right(self):
        readme = README.read_text()
        run, failure = outputs()
        for block in blocks(run, failure):
            self.assertIn("\n" + block + "\n```", readme)
        for what, number in counts(run).items():
            self.assertIn(f"{number} {what}", readme)

    def test_the_third_command_judges_another_terminal_and_says_how_much(self):
        line = re.search(r"^build/release/karimen (run scenarios --sut .*)$", README.read_text(), re.MULTILINE)[1]
        command = shlex.split(line, comments=True)
        with tempfile.TemporaryDirectory() as folder:
            done = karimen(*command, state=folder, cwd=ROOT)
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])
        self.assertRegex(done.stdout, r"\n\d+ of \d+ facts judged \(9\d %\)\n")


def write():
    """Replaces, in order, the blocks without a language and those in yaml by what they must be; then the counts."""
    run, failure = outputs()
    wanted = iter(blocks(run, failure))
    parts, last = [], 0
    readme = README.read_text()
    for what, number in counts(run).items():
        readme = re.sub(rf"\b\d+ {what}", f"{number} {what}", readme)
    for found in re.finditer(r"^```(\w*)\n.*?^```$", readme, re.MULTILINE | re.DOTALL):
        if found.group(1) in ("", "yaml"):
            parts += [readme[last:found.start()], f"```{found.group(1)}\n{next(wanted)}\n```"]
            last = found.end()
    README.write_text("".join(parts) + readme[last:])


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        unittest.main()
