#!/usr/bin/env python3
"""Whether the catalogue notices a mutant of the rulebook: a tool for people, not part of the suite.

  KARIMEN=build/release/karimen nice /usr/bin/python3 tests/mutation/rulebook.py              all of them, and survivors.txt anew
  ... rulebook.py --file fees.yaml --row FEE-10 --jobs 2                                      some, and who they are

A mutant is noticed if `karimen run` over the scenarios that could see it does not end with exit code 0; if that fails, over the same
scenarios under every other value of the knobs that its row reads, with 1. What the loader refuses, or `rules check` warns
of, is counted apart, and so are rows that say what is allowed and add nothing (`then: {}`): no run can tell whether they fire. Whoever
is left stands in survivors.txt with the reason of reasons.txt that fits its name.

A mutant whose run or check is not done after 60 seconds of a processor ran out of time, is named, and counts as noticed: the catalogue
takes two seconds and `rules check` promises 30, so that whoever changes the rulebook like this waits for an answer that does not come.

What is known is written as it falls, into build/mutants: a tool that was stopped goes on where it was as long as program, rulebook,
scenarios and people are the same.
"""
import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "program"))
from known import Survivors, ended, scenarios, spread  # noqa: E402
from mutants import KINDS, documents, mutants  # noqa: E402
from program import KARIMEN, ROOT, SCENARIOS, events, karimen, of_kind  # noqa: E402

RULEBOOK = ROOT / "harness/rulebook"
HERE = Path(__file__).resolve().parent
WORD = re.compile(r"[A-Za-z_][\w.-]*\w")
FIRST = 8  # scenarios that are asked before all others
SECONDS = 60  # of a processor, for one run or check
OUT_OF_TIME = "ran out of time"
os.environ["KARIMEN_DATA"] = str(ROOT)  # whoever built the program
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


class OutOfTime(Exception):
    pass


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
        done = ended([KARIMEN.resolve(), *arguments, "--rulebook", self.rulebook], SECONDS, self.home, {}, stderr=subprocess.PIPE)
        if done is None:
            raise OutOfTime
        return done

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


class Journal:
    """The verdicts that are known of this program, rulebook, catalogue and these people; each is written as soon as it is."""

    def __init__(self, folder):
        ground = hashlib.sha256(KARIMEN.read_bytes())
        for path in sorted(path for top in (RULEBOOK, SCENARIOS, ROOT / "fixtures", HERE) for path in top.rglob("*") if path.suffix in (".yaml", ".py")):
            ground.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
        self.path, self.lock = folder / f"rulebook-{ground.hexdigest()[:12]}.txt", threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)
        lines = self.path.read_text().split("\n")[:-1] if self.path.exists() else []  # the last may be half a line
        self.known = dict(line.split("\t") for line in lines)
        self.path.write_text("".join(f"{name}\t{verdict}\n" for name, verdict in self.known.items()))

    def write(self, mutant, verdict):
        with self.lock:
            self.known[mutant.name] = verdict
            with self.path.open("a") as file:
                file.write(f"{mutant.name}\t{verdict}\n")


class Court:
    """Judges mutants, and says how far it is."""

    def __init__(self, catalogue, journal, folder, size):
        self.catalogue, self.journal, self.folder, self.size = catalogue, journal, folder, size
        self.judged = 0

    def verdict(self, mutant):
        found = self.journal.known.get(mutant.name)
        if not found:
            found = self.asked(mutant)
            self.journal.write(mutant, found)
        self.judged += 1
        if found == OUT_OF_TIME:
            print(f"mutate: {mutant.name}: {OUT_OF_TIME}", file=sys.stderr, flush=True)
        if self.judged % 100 == 0 or self.judged == self.size:
            print(f"mutate: {self.judged} of {self.size}", file=sys.stderr, flush=True)
        return found

    def asked(self, mutant):
        if mutant.mute:
            return "mute"
        trial = Trial(mutant, self.folder)
        try:
            return trial.verdict(*self.catalogue.scenarios(mutant), self.catalogue.turned(mutant))
        except OutOfTime:
            return OUT_OF_TIME
        finally:
            shutil.rmtree(trial.home)


def table(todo, verdicts, known):
    columns = ["mute", "noticed", "noticed under a knob", "refused", OUT_OF_TIME, "alive"]
    print(f"{'':18}{'all':>6}{'mute':>6}{'noticed':>9}{'by knobs':>9}{'by check':>9}{'no end':>8}{'alive':>7}{'equivalent':>11}"
          "   of all but mute, and of all that differ")
    for kind in [*KINDS, "together"]:
        of = [(m, v) for m, v in zip(todo, verdicts) if kind in (m.kind, "together")]
        if not of:
            continue
        count = Counter(v for _, v in of)
        same = sum(v == "alive" and known.equivalent(m.name) for m, v in of)
        asked = len(of) - count["mute"]
        seen = asked - count["alive"]
        print(f"{kind:18}{len(of):6}" + "".join(f"{count[c]:{w}}" for c, w in zip(columns, (6, 9, 9, 9, 8, 7)))
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
        court = Court(catalogue, Journal(ROOT / "build/mutants"), folder, len(todo))
        with ThreadPoolExecutor(options.jobs) as pool:
            verdicts = list(pool.map(court.verdict, todo))
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
