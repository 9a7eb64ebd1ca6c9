#!/usr/bin/env python3
"""Whether the catalogue notices a mutant of the rulebook: a tool for people, not part of the suite.

  KARIMEN=build/release/karimen nice /usr/bin/python3 tests/mutation/rulebook.py              all of them, and survivors.txt anew
  ... rulebook.py --file fees.yaml --row FEE-10 --jobs 2                                      some, and who they are

A mutant is noticed if `karimen run` over the scenarios that could see it does not end with exit code 0; if that fails, over the same
scenarios under every other value of the knobs that its row reads, with 1. What the loader refuses, or `rules check` warns
of, is counted apart, and so are rows that say what is allowed and add nothing (`then: {}`): no run can tell whether they fire. Whoever is left stands in survivors.txt with the reason of reasons.txt that fits its name.
"""
import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "program"))
from known import Survivors, scenarios, spread  # noqa: E402
from mutants import KINDS, documents, mutants  # noqa: E402
from program import ROOT, SCENARIOS, events, karimen, of_kind  # noqa: E402

RULEBOOK = ROOT / "harness/rulebook"
HERE = Path(__file__).resolve().parent
WORD = re.compile(r"[A-Za-z_][\w.-]*\w")
FIRST = 8  # scenarios that are asked before all others
HEAD = """# Mutants of the rulebook that the catalogue does not notice, made by tests/mutation/rulebook.py; the reasons stand in reasons.txt.
"""


class Catalogue:
    """Which scenarios could see a change of a decision, a procedure or a fact."""

    def __init__(self, folder):
        self.steps, self.fired, self.all, self.knobs = defaultdict(dict), defaultdict(dict), {}, {}
        run = karimen("run", SCENARIOS, "--reporter", "ndjson", "--db", "none", state=folder)
        lines = {(file, name): place for file, name, place, _ in scenarios()}
        for step in of_kind(events(run), "step"):
            file, scenario = step["scenario"].split("[")[0].split("#")
            at = lines.get((file, scenario))
            if not at:
                continue
            self.all[at] = True
            self.steps[step["procedure"]][at] = True
            for rule in step.get("rules", []):
                if rule["fired"]:
                    self.fired[rule["id"]][at] = True
        self.read()

    @staticmethod
    def said(document):
        """(home, the text that is evaluated there), of every decision, procedure, invariant and formula of a document"""
        if "decision" in document:
            rows = [*document["rules"], document.get("otherwise", {})]
            yield ("decision", document["decision"]), json.dumps([document.get("as_of"), *[[row.get("when"), row.get("then")] for row in rows]], default=str)
        if "procedure" in document:
            yield ("procedure", document["procedure"]), json.dumps(document, default=str)
        if "invariant" in document:
            yield ("invariant", document["invariant"]), document["holds"]
        for name, fact in document.get("facts", {}).items():
            if "derive" in fact:
                yield ("fact", name), str(fact["derive"])
        for name, fact in document.get("derivations", {}).items():
            yield ("fact", name), str(fact if isinstance(fact, str) else fact["derive"])

    def read(self):
        """readers: a fact, decision or assumption -> the homes that name it; formulas: a derived fact -> its formula"""
        self.readers, self.formulas = defaultdict(set), {}
        for _, document in documents(RULEBOOK):
            for home, text in self.said(document):
                if home[0] == "fact":
                    self.formulas[home[1]] = text
                for name in WORD.findall(text):
                    self.readers[name].add(home)
                    if home[0] == "procedure":
                        self.readers[name.split(".")[0]].add(home)  # decides: a decision's output
            if "assumption" in document and isinstance(document["values"], list):
                self.knobs[document["assumption"]] = [v for v in document["values"] if v != document["default"]]

    def turned(self, mutant):
        """The other values of the knobs that the mutant's row reads, itself or by a formula: A-55=refer, ..."""
        seen, todo = set(), WORD.findall(mutant.around)
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo += WORD.findall(self.formulas.get(name, ""))
        return [f"{knob}={value}" for knob, values in self.knobs.items() if "assume." + knob in seen for value in values]

    def procedures(self, home):
        """The procedures that a change of `home` can reach; None: all."""
        seen, todo, found = set(), [home], set()
        while todo:
            kind, name = each = todo.pop()
            if each in seen:
                continue
            seen.add(each)
            if kind == "procedure":
                found.add(name)
                continue
            if kind == "invariant" or name == "licence.status" or name == "card.licence_pin_setting":
                return None  # looked at after every step
            todo += self.readers["assume." + name if kind == "assumption" else name]
        return found

    def scenarios(self, mutant):
        """(those that see it most likely, the others)"""
        reached = self.procedures(mutant.home)
        possible = self.all if reached is None else {at: True for name in sorted(reached) for at in self.steps[name]}
        likely = [at for at in self.fired.get(mutant.row, possible) if at in possible]
        first, _ = spread(likely, FIRST)
        return first, [at for at in possible if at not in first]


class Trial:
    """One mutated rulebook on the disk."""

    def __init__(self, mutant, folder):
        self.home = Path(tempfile.mkdtemp(dir=folder))
        self.rulebook = self.home / "rulebook"
        self.rulebook.mkdir()
        for path in RULEBOOK.glob("*.yaml"):
            if path.name != mutant.file:
                (self.rulebook / path.name).symlink_to(path)
        text = (RULEBOOK / mutant.file).read_text()
        (self.rulebook / mutant.file).write_text(text[:mutant.begin] + mutant.text + text[mutant.end:])

    def run(self, *arguments):
        return karimen(*arguments, "--rulebook", self.rulebook, state=self.home)

    def verdict(self, first, others, knobs):
        for some in (first, others):
            if some:
                run = self.run("run", *some, "--fail-fast", "--db", "none", "-j", "1")
                if run.returncode == 3 and str(self.rulebook) in run.stderr:
                    return "refused"
                if run.returncode != 0:
                    return "noticed"
        for knob in knobs if first else []:
            if self.run("run", *first, *others, "--fail-fast", "--assume", knob, "--db", "none", "-j", "1").returncode not in (0, 5):
                return "noticed under a knob"
        check = self.run("rules", "check")
        # That a row is inferred from one that is not there says nothing of what the row does.
        complaints = [line for line in check.stderr.splitlines() if "warning:" in line and "is inferred from" not in line]
        return "refused" if check.returncode or complaints else "alive"


def judged(mutant, catalogue, folder):
    if mutant.mute:
        return "mute"
    trial = Trial(mutant, folder)
    try:
        return trial.verdict(*catalogue.scenarios(mutant), catalogue.turned(mutant))
    finally:
        shutil.rmtree(trial.home)


def table(todo, verdicts, known):
    columns = ["mute", "noticed", "noticed under a knob", "refused", "alive"]
    print(f"{'':18}{'all':>6}{'mute':>6}{'noticed':>9}{'by knobs':>9}{'by check':>9}{'alive':>7}{'equivalent':>11}   of all but mute, and of all that differ")
    for kind in [*KINDS, "together"]:
        of = [(m, v) for m, v in zip(todo, verdicts) if kind in (m.kind, "together")]
        if not of:
            continue
        count = Counter(v for _, v in of)
        same = sum(v == "alive" and known.equivalent(m.name) for m, v in of)
        asked = len(of) - count["mute"]
        seen = asked - count["alive"]
        print(f"{kind:18}{len(of):6}" + "".join(f"{count[c]:{w}}" for c, w in zip(columns, (6, 9, 9, 9, 7)))
              + f"{same:11}   {seen / max(1, asked):.1%}  {seen / max(1, asked - same):.1%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", help="mutants of this file of harness/rulebook alone")
    parser.add_argument("--row", action="append", help="of this row, procedure or fact alone")
    parser.add_argument("--survivors", action="store_true", help="those alone that survivors.txt lists")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    known = Survivors(HERE / "survivors.txt", HERE / "reasons.txt", HEAD)
    listed = known.listed()
    todo = [m for m in mutants(RULEBOOK) if (not options.file or m.file == Path(options.file).name)
            and (not options.row or m.row in options.row) and (not options.survivors or m.name in listed)]
    if not todo:
        sys.exit("no such mutant")
    with tempfile.TemporaryDirectory(prefix="karimen-mutants-") as folder:
        catalogue = Catalogue(folder)
        with ThreadPoolExecutor(options.jobs) as pool:
            verdicts = list(pool.map(lambda m: judged(m, catalogue, folder), todo))
    alive = [m.name for m, v in zip(todo, verdicts) if v == "alive"]
    if not (options.file or options.row or options.survivors):
        known.write(alive)
    elif options.survivors:
        known.write([name for name in alive if name in listed])
    else:
        print("\n".join(map(known.line, alive)))
    table(todo, verdicts, known)


if __name__ == "__main__":
    main()
