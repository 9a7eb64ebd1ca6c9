#!/usr/bin/env python3
"""What the README shows, in either language, is what stands in the tree and what the program prints.
With --write, the blocks and counts of both are made anew from them."""
import functools
import re
import shlex
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from program import ROOT, karimen

READMES = {"en": ROOT / "README.md", "ja": ROOT / "README.ja.md"}
RULE = "INHERIT-11"
# What is counted, as each README says it: {} is the number.
COUNTED = {"en": {"runs": "{} runs in YAML", "holders": "{} fictitious holders", "faults": "{} named faults"},
           "ja": {"runs": "YAMLで{}件の実行", "holders": "{}人の架空の人物", "faults": "名前のある{}の障害"}}


@functools.cache
def outputs(language):
    """The two outputs that the README shows, without the digest, which every change of the data moves. Of the whole run
    it shows one folder and the sum."""
    with tempfile.TemporaryDirectory() as folder:
        right = karimen("run", "scenarios", "--language", language, state=folder, cwd=ROOT)
        rulebook = Path(folder) / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        table = rulebook / "inheritance.yaml"
        text = table.read_text()
        begin = text.index(f"id: {RULE}\n")
        table.write_text(text[:begin] + text[begin:].replace('"not_wanted"', '"not(not_wanted)"', 1))
        wrong = karimen("run", "scenarios/inheritance", "-k", "INH-20", "--rulebook", rulebook, "--language", language,
                        state=folder, cwd=ROOT)
    right, wrong = (re.sub(r"(?m)^\S+ [0-9a-f]{64}\n", "", done.stdout.replace(str(rulebook), "COPY")).rstrip("\n") for done in (right, wrong))
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


def counts():
    """What is counted in the README, and how many there are."""
    faults = re.search(r"^(\d+) faults", (ROOT / "docs/faults.md").read_text(), re.MULTILINE).group(1)
    return {"runs": re.search(r"^(\d+) passed", outputs("en")[0], re.MULTILINE).group(1),
            "holders": len(list((ROOT / "fixtures/personas").glob("*.yaml"))),
            "faults": faults}


def commands(readme):
    """The commands of a README, without the remarks behind them."""
    shells = re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    return [re.sub(r"\s+# .*", "", line) for block in shells for line in block.splitlines()]


class Readme(unittest.TestCase):
    maxDiff = None

    def test_every_block_is_as_it_really_looks_and_every_count_right(self):
        for language, path in READMES.items():
            readme = path.read_text()
            for block in blocks(*outputs(language)):
                self.assertIn("\n" + block + "\n```", readme, path)
            for what, number in counts().items():
                self.assertIn(COUNTED[language][what].format(number), readme, path)

    def test_the_third_command_judges_another_terminal_and_says_how_much(self):
        line = re.search(r"^build/release/karimen (run scenarios --sut .*)$", READMES["en"].read_text(), re.MULTILINE)[1]
        command = shlex.split(line, comments=True)
        with tempfile.TemporaryDirectory() as folder:
            done = karimen(*command, state=folder, cwd=ROOT)
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])
        self.assertRegex(done.stdout, r"\n\d+ of \d+ facts judged \(9\d %\)\n")

    def test_both_languages_have_the_same_commands_sections_and_links(self):
        texts = {language: path.read_text() for language, path in READMES.items()}
        self.assertGreater(len(commands(texts["en"])), 20)
        self.assertEqual(commands(texts["en"]), commands(texts["ja"]))
        for pattern in r"(?m)^(#+) ", r"(?m)^    (\w+/)  ":
            self.assertEqual(re.findall(pattern, texts["en"]), re.findall(pattern, texts["ja"]))

    def test_every_link_leads_somewhere(self):
        for path in READMES.values():
            for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text()):
                self.assertTrue((ROOT / target).exists(), f"{path.name}: {target}")


def write(path, language):
    """Replaces, in order, the blocks without a language and those in yaml by what they must be; then the counts."""
    wanted = iter(blocks(*outputs(language)))
    parts, last = [], 0
    readme = path.read_text()
    for what, number in counts().items():
        before, after = map(re.escape, COUNTED[language][what].split("{}"))
        readme = re.sub(rf"({before})\d+({after})", rf"\g<1>{number}\g<2>", readme)
    for found in re.finditer(r"^```(\w*)\n.*?^```$", readme, re.MULTILINE | re.DOTALL):
        if found.group(1) in ("", "yaml"):
            parts += [readme[last:found.start()], f"```{found.group(1)}\n{next(wanted)}\n```"]
            last = found.end()
    path.write_text("".join(parts) + readme[last:])


if __name__ == "__main__":
    if "--write" in sys.argv:
        for each, where in READMES.items():
            write(where, each)
    else:
        unittest.main()
