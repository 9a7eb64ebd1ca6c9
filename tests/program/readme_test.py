#!/usr/bin/env python3
"""What the README shows is what stands in the tree and what the program prints.
With --write, the README's blocks are made anew from them."""
import re
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from program import ROOT, karimen

README = ROOT / "README.md"
RULE = "INHERIT-11"


def outputs():
    """The two outputs that the README shows, without the digest, which every change of the data moves."""
    with tempfile.TemporaryDirectory() as folder:
        right = karimen("run", "scenarios", state=folder, cwd=ROOT)
        rulebook = Path(folder) / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        table = rulebook / "inheritance.yaml"
        text = table.read_text()
        begin = text.index(f"id: {RULE}\n")
        table.write_text(text[:begin] + text[begin:].replace('"not_wanted"', '"not(not_wanted)"', 1))
        wrong = karimen("run", "scenarios/inheritance", "-k", "INH-20", "--rulebook", rulebook, state=folder, cwd=ROOT)
    return [re.sub(r"digest \w+\n", "", done.stdout).rstrip("\n") for done in (right, wrong)]


def piece(path, first, last):
    """The lines of a file from the one that is `first` up to the separator before `last`."""
    text = (ROOT / path).read_text()
    begin = text.index(first)
    return text[begin:text.index(last, begin)].rstrip("\n")


def blocks():
    """What each block of the README must be, in order."""
    run, failure = outputs()
    return [run, piece("harness/rulebook/inheritance.yaml", f"  - id: {RULE}", "  - id: INHERIT-12"),
            piece("harness/rulebook/procedures.yaml", "procedure: personalise_card", "\n---"),
            piece("scenarios/inheritance/conditions.yaml", "id: INH-20", "\n---"), failure]


class Readme(unittest.TestCase):
    maxDiff = None

    def test_every_block_is_as_it_really_looks(self):
        readme = README.read_text()
        for block in blocks():
            self.assertIn("\n" + block + "\n```", readme)


    def test_what_is_counted_is_as_many(self):
        readme = README.read_text()
        runs = re.search(r"^(\d+) passed", outputs()[0], re.MULTILINE).group(1)
        personas = len(list((ROOT / "fixtures/personas").glob("*.yaml")))
        faults = re.search(r"^(\d+) faults", (ROOT / "docs/faults.md").read_text(), re.MULTILINE).group(1)
        for words in (f"{runs} runs in YAML", f"{personas} fictitious holders", f"{faults} named faults"):
            self.assertIn(words, readme)


def write():
    """Replaces, in order, the blocks without a language and those in yaml by what they must be."""
    wanted = iter(blocks())
    parts, last = [], 0
    readme = README.read_text()
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
