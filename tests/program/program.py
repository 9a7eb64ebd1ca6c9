"""What the tests of the whole program share: running it, and reading its event stream."""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

KARIMEN = Path(os.environ["KARIMEN"])
ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
JUNIT_SCHEMA = ROOT / "tests/harness/report/junit.xsd"

STEP = "  - {do: roadside_check, at: 2026-06-10T12:00, with: {presents: [card]}, expect: {roadside.finding: %s}}\n"
HEAD = "id: %s\ntitle: {en: example, ja: 例}\ngiven: {holder: yamada_taro}\nsteps:\n"
GOOD = HEAD % "GOOD" + STEP % "OK"
BAD = HEAD % "BAD" + STEP % "NOT_CARRYING"
# Who erases records outside Nagano is not in the sources.
OPEN = (HEAD.replace("{holder: yamada_taro}", "{holder: yamada_taro, form: both}\nassume: {A-58: undecided}") % "OPEN"
        + "  - {do: erase_licence_record, at: 2026-05-12T10:00, with: {facility: shinjuku_station}}\n")
# Somebody whose card cannot be made; she lives in the data of `with_a_ruined_persona` only.
BROKEN = HEAD.replace("yamada_taro", "ruined") % "BROKEN" + STEP % "OK"
# One for all tests of a build, which read the same rulebook, scenarios and people; by itself a test has its own.
_own_cache = None if "KARIMEN_TEST_CACHE" in os.environ else tempfile.TemporaryDirectory(prefix="karimen-cache-")
CACHE = _own_cache.name if _own_cache else os.environ["KARIMEN_TEST_CACHE"]


def environment(state, **more):
    return {**os.environ, "XDG_STATE_HOME": str(state), "XDG_CACHE_HOME": CACHE, "NO_COLOR": "1",
            "LC_ALL": "C", **more}


def karimen(*arguments, state, env=None, **options):
    """Runs the program with its history in `state`; returns the finished process."""
    return subprocess.run([str(KARIMEN), *map(str, arguments)], capture_output=True, text=True,
                          env=environment(state, **(env or {})), timeout=280, **options)


class InFolder(unittest.TestCase):
    """Each test has a folder of its own, in which the program runs and keeps its history."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="karimen-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def karimen(self, *arguments, **options):
        return karimen(*arguments, state=self.folder, cwd=self.folder, **options)

    def file(self, name, *documents):
        """Written into the folder, with the folders that it lies in: YAML documents, one text, or bytes; its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        as_it_is = documents and isinstance(documents[0], bytes)
        path.write_bytes(documents[0] if as_it_is else "---\n".join(documents).encode())
        return path


def scenarios_with(*procedures):
    """Of the catalogue, FILE:LINE of every scenario with a step of one of these procedures."""
    step = re.compile(r"\bdo: (?:%s)\b" % "|".join(procedures))
    places = []
    for path in sorted(SCENARIOS.rglob("*.yaml")):
        line = 1
        for text in re.split(r"(?m)^---$", path.read_text(encoding="utf-8")):
            if step.search(text):
                places.append(f"{path}:{line + text[:text.index('id: ')].count(chr(10))}")
            line += text.count("\n")
    return places


def with_a_ruined_persona(folder):
    """Makes a data folder with everything of ours and the persona `ruined`: her facts are good, her card file is not."""
    data = folder / "data"
    personas = data / "fixtures/personas"
    personas.mkdir(parents=True)
    for name in ["scenarios", "harness", "docs"]:
        (data / name).symlink_to(ROOT / name)
    for path in (ROOT / "fixtures").iterdir():
        if path.name != "personas":
            (data / "fixtures" / path.name).symlink_to(path)
    for path in (ROOT / "fixtures/personas").iterdir():
        (personas / path.name).symlink_to(path)
    taro = (personas / "yamada_taro.yaml").read_text()
    (personas / "ruined.yaml").write_text(taro.replace("yamada_taro", "ruined").replace('"8642"', '"86"'))
    return data


def start(*arguments, state, **more):
    """Starts the program with its output in pipes."""
    return subprocess.Popen([str(KARIMEN), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, env=environment(state, **more))


def living_of(pids, patience):
    """Which of these processes are neither gone nor waiting for somebody to ask how they ended, after that many seconds at most."""
    def lives(pid):
        try:
            return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False

    end = time.monotonic() + patience
    while (living := list(filter(lives, pids))) and time.monotonic() < end:
        time.sleep(0.05)
    return living


def whole_events(lines):
    """The events of a stream, each as it stands alone (docs/events.md)."""
    usual, last, rules, all_of_them = {}, {}, {}, []

    def changed(facts, changes):
        return {name: value for name, value in {**facts, **changes}.items() if value is not None}

    for event in map(json.loads, lines):
        kind = event["event"]
        if kind == "run_started":
            usual = event.pop("usual", {})
        elif kind == "rule":
            rules[event["id"]] = {name: value for name, value in event.items() if name != "event"}
            continue
        elif kind == "scenario_finished":
            last = {}
        elif kind == "step" and "set" in event:
            was = changed(last.get(event["who"], usual), event.pop("given", {}))
            event["predicted"] = last[event["who"]] = changed(was, event.pop("set"))
            event["observed"] = changed({name: value for name, value in event["predicted"].items()
                                         if name not in event["not_observed"]}, event.pop("seen", {}))
            event.setdefault("before", {name: was[name] for name, value in event["predicted"].items()
                                        if "." in name and was.get(name, value) != value})
            event["rules"] = [rules[each] if isinstance(each, str) else each for each in event["rules"]]
        all_of_them.append(event)
    return all_of_them


def bytes_of_passing(stream):
    """Of the lines that an event stream has of scenarios that passed: the bytes of all, of each step's own line, and of each
    kind of event."""
    whole, steps, kinds, now = 0, [], Counter(), []
    for line in stream.read_bytes().splitlines(keepends=True):
        event = json.loads(line)
        if event["event"] in ("run_started", "run_finished"):
            continue
        now.append((event["event"], len(line)))
        if event["event"] != "scenario_finished":
            continue
        if event["verdict"] == "pass":
            whole += sum(size for _, size in now)
            steps += [size for kind, size in now if kind == "step"]
            for kind, size in now:
                kinds[kind] += size
        now = []
    return whole, steps, kinds


def events(process):
    """The ndjson events of a run on stdout."""
    return whole_events(line for line in process.stdout.splitlines() if line.startswith("{"))


def of_kind(stream, kind):
    return [event for event in stream if event["event"] == kind]


def verdicts(process):
    """id of the scenario -> verdict."""
    return {e["id"].split("#")[1]: e["verdict"] for e in of_kind(events(process), "scenario_finished")}


def digest(process):
    return of_kind(events(process), "run_finished")[0]["digest"]


def junit_complaints(report):
    """What xmllint says of a JUnit report; empty if it is valid."""
    done = subprocess.run(["xmllint", "--noout", "--schema", JUNIT_SCHEMA, report], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
