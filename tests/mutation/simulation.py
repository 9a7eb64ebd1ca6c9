#!/usr/bin/env python3
"""Whether the catalogue notices a mutant of the simulation: a tool for whoever changes it, not part of the suite.

  ./dev mutate                                      sim/world, sim/licence and sim/terminal, and simulation_survivors.txt anew
  ./dev mutate sim/world/police/renew.cpp           a file or a folder below sim, and who survives
  ./dev mutate --survivors                          those alone that the list names, after scenarios were added
  ./dev mutate --to-come                            of these, those that no reason calls equivalent; the list is left as it is

One program holds all mutants, each behind a number. Every scenario of the catalogue is run once to see which places it reaches; a
mutant is run over the scenarios that reach its place, until one does not end as it should, with an exit code, a crash, or no end at
all; those with clients last, over PC/SC, where there is a reader. Who survives that is run over the tests of its room. Who survives
both is listed with file, line, whether the place was reached, and the reason of simulation_reasons.txt that fits.
"""
import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build/mutate"
os.environ["KARIMEN"] = str(BUILD / "karimen")
sys.path.insert(0, str(ROOT / "tests/program"))
from known import Survivors, ended, scenarios, spread  # noqa: E402
from overlay import Overlay  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOMS = ["sim/world", "sim/licence", "sim/terminal"]
TESTS = {"sim/chip": ["test_chip", "conformance_direct"]}  # beside test_ROOM, which the others have
FIRST = 8  # scenarios that are asked before all others
SECONDS = 20  # of a processor; the whole catalogue takes five
ALIVE = ["by tests", "survives", "not reached"]  # verdicts on who is not noticed by the catalogue
HEAD = """# Mutants of the simulation that the catalogue does not notice, made by ./dev mutate; the reasons stand in simulation_reasons.txt.
"""


class Runs:
    """Runs of the program, and of a room's tests, with one mutant alive or with none."""

    def __init__(self, folder, size):
        self.folder, self.size = Path(folder), size

    def run(self, command, **more):
        done = ended(command, SECONDS, self.folder, more)
        return "no end" if done is None else done.returncode

    def catalogue(self, scenarios, **more):
        return self.run([BUILD / "karimen", "run", *scenarios, "--fail-fast", "--db", "none", "-j", "1"], **more)

    def at_a_reader(self, scenarios, **more):
        return self.catalogue([*scenarios, "--transport", "pcsc"], **more)

    def test(self, program, **more):
        return self.run([BUILD / "tests" / program, "--log_level=nothing"], **more)

    def reached(self, run, *arguments):
        """The numbers of the places that a run evaluates."""
        with tempfile.NamedTemporaryFile(dir=self.folder) as file:
            file.truncate(self.size)
            if run(*arguments, KARIMEN_REACHED=file.name) != 0:
                return None
            return {mark.start() for mark in re.finditer(b"\x01", Path(file.name).read_bytes())}


def needs_reader(text):
    return "client:" in text or "transport: pcsc" in text


def say(text):
    print(f"mutate: {text}", file=sys.stderr, flush=True)


class Memory:
    """What was reached is remembered until the program, or the scenario, is another."""

    def __init__(self, path, program):
        self.path, self.program = path, hashlib.sha256(program.read_bytes()).hexdigest()
        known = json.loads(path.read_text()) if path.exists() else {}
        self.known = known.get("reached", {}) if known.get("program") == self.program else {}

    def recall(self, name, text, find):
        key = name + " " + hashlib.sha256(text.encode()).hexdigest()
        if key not in self.known:
            found = find()
            self.known[key] = None if found is None else sorted(found)
        return self.known[key]

    def write(self):
        self.path.write_text(json.dumps({"program": self.program, "reached": self.known}))


class Trial:
    def __init__(self, runs, pool, programs):
        self.runs, self.pool = runs, pool
        self.scenarios = {}  # number -> the scenarios that reach it
        self.clients = {}  # number -> those of them that need a reader
        self.programs = {}  # number -> the tests that do
        memory, all_of_them = Memory(BUILD / "reached.json", BUILD / "karimen"), list(scenarios())
        say(f"what {len(all_of_them)} scenarios reach")
        for (*_, place, text), numbers in zip(all_of_them, pool.map(lambda each: self.reached_by(memory, *each), all_of_them)):
            self.note(self.clients if needs_reader(text) else self.scenarios, place, numbers)
        memory.write()
        for program, numbers in zip(programs, pool.map(lambda program: runs.reached(runs.test, program), programs)):
            self.note(self.programs, program, numbers)

    def reached_by(self, memory, file, name, place, text):
        run = self.runs.at_a_reader if needs_reader(text) else self.runs.catalogue
        return memory.recall(f"{file}#{name}", text, lambda: self.runs.reached(run, [place]))

    @staticmethod
    def note(whom, name, numbers):
        if numbers is None:
            say(f"{name} does not pass without any mutant, and is left out")
        for number in numbers or ():
            whom.setdefault(number, []).append(name)

    def verdict(self, mutant):
        here = {"KARIMEN_MUTANT": mutant.number}
        reaching, clients = (of.get(mutant.number, []) for of in (self.scenarios, self.clients))
        for some in spread(reaching, FIRST):
            if some and self.runs.catalogue(some, **here) != 0:
                return "noticed"
        if clients and all(self.runs.at_a_reader(clients, **here) != 0 for _ in range(2)):  # once may be the machine's doing
            return "noticed"
        if any(self.runs.test(program, **here) != 0 for program in self.programs.get(mutant.number, [])):
            return "by tests"
        return "survives" if reaching or clients else "not reached"

    def verdicts(self, mutants, known):
        """Of each; who survives is said as soon as it is known."""
        done = []
        for mutant, verdict in zip(mutants, self.pool.map(self.verdict, mutants)):
            done.append(verdict)
            if verdict in ALIVE:
                print(f"{mutant.file}:{mutant.line}: {verdict}: {known.line(mutant.name)}", flush=True)
            if len(done) % 50 == 0 or len(done) == len(mutants):
                count = Counter(done)
                say(f"{len(done)} of {len(mutants)}: {count['noticed']} noticed, {count['by tests']} by tests alone")
        return done


def files(chosen):
    for each in chosen:
        path = (ROOT / each).resolve()
        found = sorted(path.rglob("*.?pp")) if path.is_dir() else [path]
        for file in found:
            if not file.exists() or ROOT / "sim" not in file.parents:
                sys.exit(f"mutate: {each}: not a file or folder below sim")
            yield str(file.relative_to(ROOT))


def rooms(names):
    return sorted({"/".join(name.split("/")[:2]) for name in names})


def table(mutants, verdicts, known):
    """A line a file, and one a room; percents are of those that compile."""
    print(f"{'':52}{'all':>6}{'not compiling':>14}{'not reached':>12}{'noticed':>9}{'by tests':>9}{'survive':>8}{'equivalent':>11}   noticed  of all that differ")
    names = sorted({mutant.file for mutant in mutants})
    for name in [*names, *[room + "/" for room in rooms(names)], "sim/"]:
        of = [(m, v) for m, v in zip(mutants, verdicts) if m.file.startswith(name)]
        count = Counter(v for _, v in of)
        asked = len(of) - count["not compiling"]
        same = sum(v in ALIVE and known.equivalent(m.name) for m, v in of)
        print(f"{name:52}{len(of):6}{count['not compiling']:14}{count['not reached']:12}{count['noticed']:9}{count['by tests']:9}{count['survives']:8}{same:11}"
              + f"   {count['noticed'] / max(1, asked):7.1%}  {count['noticed'] / max(1, asked - same):7.1%}")


def main():
    parser = argparse.ArgumentParser(prog="./dev mutate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE", help="files or folders below sim (default: " + ", ".join(ROOMS) + ")")
    parser.add_argument("--survivors", action="store_true", help="those alone that simulation_survivors.txt lists")
    parser.add_argument("--to-come", action="store_true", help="of these, those alone that are scenarios to come")
    parser.add_argument("--shard", default="1/1", metavar="I/N", help="the I-th of N parts alone, which is a sample, too")
    parser.add_argument("--list", action="store_true", help="only say which mutants there are")
    parser.add_argument("--no-tests", action="store_true", help="the catalogue alone, without the tests of the room")
    parser.add_argument("--jobs", "-j", type=int, default=os.cpu_count())
    options = parser.parse_args()
    known = Survivors(HERE / "simulation_survivors.txt", HERE / "simulation_reasons.txt", HEAD)
    part, parts = map(int, options.shard.split("/"))
    listed = known.listed() if options.survivors or options.to_come else None
    if options.to_come:
        listed = {name for name in listed if not known.equivalent(name)}
    overlay = Overlay(ROOT, BUILD)
    names = list(dict.fromkeys(files(options.files or ROOMS)))
    for name in names:
        overlay.add(name)
    if options.list:
        for name in names:
            print("\n".join(f"{name}:{m.line}: {m.name}" for m in overlay.files[name].mutants if not m.seeded))
        return
    programs = [] if options.no_tests else [p for room in rooms(names) for p in TESTS.get(room, ["test_" + room.split("/")[1]])]
    overlay.make(["karimen", *programs])
    mutants = [m for name in names for m in overlay.files[name].mutants if not m.seeded and (listed is None or m.name in listed)][part - 1::parts]
    with tempfile.TemporaryDirectory(prefix="karimen-mutants-") as folder, ThreadPoolExecutor(options.jobs) as pool:
        trial = Trial(Runs(folder, overlay.size()), pool, programs)
        compiling = {m.number for name in names for m in overlay.compiling(name)}
        asked = [m for m in mutants if m.number in compiling]
        found = dict(zip((m.number for m in asked), trial.verdicts(asked, known)))
    verdicts = [found.get(m.number, "not compiling") for m in mutants]
    if not options.files and parts == 1 and not options.to_come:
        known.write([m.name for m, v in zip(mutants, verdicts) if v in ALIVE])
    table(mutants, verdicts, known)


if __name__ == "__main__":
    main()
