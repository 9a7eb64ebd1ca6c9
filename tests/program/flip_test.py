#!/usr/bin/env python3
"""Turning one cell of any row of the rulebook round makes a scenario fail, and the failure names that row."""
import os
import re
import shutil
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from program import ROOT, SCENARIOS, events, karimen, of_kind

RULEBOOK = ROOT / "harness/rulebook"
# Rows whose turning round no scenario notices, each with the reason: `ID  reason`.
UNNOTICED = Path(__file__).with_name("unnoticed_rows.txt")
# What these say is kept for a later step, and shows there: the step that fails names what it asked itself.
# CHIP-15's own answer a fault leaves open (FLT-14): what fails is what is derived from it.
TOLD_LATER = {"CHIP-15", "FEE-16e", "HISTORY-03a", "INHERIT-12a", "INHERIT-13a", "INHERIT-19", "SUSPEND-02a", "SUSPEND-02d"}
WRITE = "--write" in sys.argv
# Turned round, the row leaves its table with a gap or an overlap, and nothing is predicted with it.
REFUSED = "refused"
HEAD_OF_LIST = """# Rows of the rulebook that may be turned round without a scenario noticing, each with the reason.
# Made by `tests/program/flip_test.py --write`; a reason that is written here stays.
"""
ROW = re.compile(r"(?m)^ *- (?:\{)?id: (?P<id>[\w-]+)[\n,](?P<body>(?:(?!^ *- (?:\{)?id: |^---|^otherwise:).*\n?)*)")
WHEN = re.compile(r"when: \{(?P<cells>.*?)\}", re.S)


def rows(text):
    """(id, begin, end of the text inside the quotes of its first cell), of the rows that have one."""
    for row in ROW.finditer(text):
        when = WHEN.search(row["body"])
        cell = when and re.search(r'"([^"]+)"', when["cells"])
        if cell and cell[1] != "-":
            offset = row.start("body") + when.start("cells")
            yield row["id"], offset + cell.start(1), offset + cell.end(1)


def turned(cell):
    """X becomes not(X), not(X) becomes X."""
    return cell[4:-1] if cell.startswith("not(") else f"not({cell})"


def flip(text, rule):
    """The rulebook's file with the first cell of one row turned round."""
    begin, end = next((begin, end) for each, begin, end in rows(text) if each == rule)
    return text[:begin] + turned(text[begin:end]) + text[end:]


def flips():
    """(id, file, its text with one cell turned round), of every row."""
    for path in sorted(RULEBOOK.glob("*.yaml")):
        text = path.read_text()
        for rule, begin, end in rows(text):
            yield rule, path.name, flip(text, rule)


def files_by_rule(folder):
    """rule -> the scenario files in which it fired."""
    run = karimen("run", SCENARIOS, "--reporter", "ndjson", "--db", "none", state=folder)
    found = {}
    for step in of_kind(events(run), "step"):
        for rule in step.get("rules", []):
            if rule["fired"]:
                found.setdefault(rule["id"], set()).add(step["scenario"].split("#")[0])
    return {rule: sorted(files) for rule, files in found.items()}


def attempt(rule, name, text, files, folder):
    """(noticed, or REFUSED, and the failure as it is shown)."""
    home = Path(tempfile.mkdtemp(dir=folder))
    rulebook = home / "rulebook"
    shutil.copytree(RULEBOOK, rulebook)
    (rulebook / name).write_text(text)
    # A row of the list is looked for where it fires; whether the rest of the catalogue notices it by now, --write asks.
    everywhere = [] if rule in known() and not WRITE else [SCENARIOS]
    for paths in ([ROOT / file if (ROOT / file).exists() else SCENARIOS / file for file in files], everywhere):
        if not paths:
            continue
        run = karimen("run", *paths, "--rulebook", rulebook, "--fail-fast", "--db", "none", "-j", "1", state=home)
        if run.returncode == 3:
            return REFUSED, run.stdout + run.stderr
        if run.returncode not in (0, 5):
            return True, run.stdout + run.stderr
    shutil.rmtree(home)
    return False, ""


def known():
    lines = UNNOTICED.read_text().splitlines() if UNNOTICED.exists() else []
    return {line.split()[0]: line for line in lines if line and not line.startswith("#")}


class Flip(unittest.TestCase):
    def test_a_row_turned_round_is_noticed_and_named(self):
        wanted = set(os.environ.get("KARIMEN_ROWS", "").split())
        with tempfile.TemporaryDirectory(prefix="karimen-flip-") as folder:
            files = files_by_rule(folder)
            todo = [flip for flip in flips() if not wanted or flip[0] in wanted]
            self.assertGreater(len(todo), 0)
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                answers = list(pool.map(lambda flip: attempt(*flip, files.get(flip[0], []), folder), todo))
        unnoticed = sorted({flip[0] for flip, (noticed, _) in zip(todo, answers) if not noticed})
        unnamed = sorted({flip[0] for flip, (noticed, shown) in zip(todo, answers) if noticed is True and flip[0] not in shown} - TOLD_LATER)
        refused = {flip[0]: (flip[1], shown) for flip, (noticed, shown) in zip(todo, answers) if noticed == REFUSED}
        print(f"{len(todo)} rows turned round, {len(refused)} refused, {len(unnoticed)} unnoticed, {len(unnamed)} not named", file=sys.stderr)
        for rule, (name, shown) in refused.items():
            self.assertRegex(shown, rf"{re.escape(name)}:\d+:\d+: error: ", rule)
        if WRITE:
            kept = known()
            UNNOTICED.write_text(HEAD_OF_LIST + "".join(f"{kept.get(row, row + '  no scenario turns on it yet')}\n" for row in unnoticed))
        self.assertEqual(unnamed, [], "a failure names the row that was turned round")
        if not wanted:
            self.assertEqual(unnoticed, sorted(set(known()) - set(refused)), f"{UNNOTICED.name} lists what no scenario notices")


if __name__ == "__main__":
    unittest.main(argv=[argument for argument in sys.argv if argument != "--write"])
