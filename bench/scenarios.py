#!/usr/bin/env python3
"""Whole runs of the program: all scenarios on both transports, workers against one, start to first verdict, memory.
Usage: bench/scenarios.py start|whole|many KARIMEN ROOT SCALE
SCALE: how much slower than the reference this machine is; bounds in seconds are multiplied by it."""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from measure import interleaved, report, seconds, timed

PART, KARIMEN, ROOT, SCALE = sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])
os.environ["KARIMEN"] = KARIMEN
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/program"))
from program import bytes_of_passing  # noqa: E402
SCENARIOS = str(ROOT / "scenarios")
DOZEN = 12


def run(*arguments):
    return [KARIMEN, "run", *map(str, arguments)]


def runs_by_file():
    """How many scenarios, cases counted, each file holds."""
    listed = subprocess.run([KARIMEN, "list", SCENARIOS], check=True, capture_output=True, text=True).stdout
    return Counter(line.split("#")[0] for line in listed.splitlines() if "#" in line)


def dozen():
    """Files, in order, that hold a dozen scenarios between them (one or two more, if no sum fits)."""
    best = {0: []}
    for file, count in sorted(runs_by_file().items()):
        for total, files in sorted(best.items(), reverse=True):
            best.setdefault(total + count, [*files, file])
    return best[min(total for total in best if total >= DOZEN)]


def first_verdict_ms(paths, rounds=21):
    """Median time from start to the first verdict on the event stream."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        with subprocess.Popen(run(*paths, "--reporter", "ndjson"), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True) as child:
            for line in child.stdout:
                if json.loads(line)["event"] == "step":
                    times.append((time.perf_counter() - begin) * 1000)
                    break
            child.stdout.read()
    return statistics.median(times)


def start(few):
    good = report("start.one_file_first_verdict", first_verdict_ms(few[:1]), 50 * SCALE, "ms")
    return report("start.whole_tree_first_verdict", first_verdict_ms([SCENARIOS]), 130 * SCALE, "ms") and good


def whole(few):
    _, _, ratio = interleaved(run(SCENARIOS, "-j", 1), run(SCENARIOS, "-j", 2), 11)
    direct = statistics.median(seconds(run(SCENARIOS)) for _ in range(5))
    good = report("all_scenarios.direct", direct, 3 * SCALE, "s")
    good &= report("all_scenarios.direct_j2_over_j1", ratio, 0.7)
    _, _, ratio = interleaved(run(*few, "-j", 1), run(*few, "-j", 2), 51)
    good &= report("dozen_scenarios.direct_j2_over_j1", ratio, 1.05)
    pcsc = statistics.median(seconds(run(SCENARIOS, "--transport", "pcsc", "-j", 2)) for _ in range(3))
    good &= report("all_scenarios.pcsc", pcsc, 8 * max(SCALE, 1), "s")  # kernel's work rather than signatures
    sweep = seconds(run(SCENARIOS, "--sweep", "-j", 2, "--db", "none"))
    good &= report("all_scenarios.sweep_every_write_point", sweep, 120 * SCALE, "s")
    good &= report("all_scenarios.peak_memory", timed(run(SCENARIOS))[1], 100, "MiB")
    return good


def generated(folder, count, together):
    """So many short scenarios, in one file or each in its own."""
    texts = [f"id: S-{n}\ntitle: {{en: s{n}, ja: s{n}}}\ngiven: {{holder: yamada_taro}}\nsteps:\n  - {{do: roadside_check, "
             "at: 2026-06-10T12:00, with: {presents: [card]}, expect: {roadside.finding: OK}}\n" for n in range(count)]
    folder.mkdir()
    if together:
        (folder / "all.yaml").write_text("---\n".join(texts))
    else:
        for n, text in enumerate(texts):
            (folder / f"s{n:05}.yaml").write_text(text)
    return folder


def many(_):
    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        stream = place / "run.ndjson"
        quiet = ["--db", "none", "--bundle", "none"]
        thousand = run(generated(place / "thousand", 1000, False), *quiet, "--reporter", f"junit={place}/run.xml", "--reporter", f"ndjson={stream}")
        good = report("thousand_scenarios.junit_and_ndjson", statistics.median(seconds(thousand) for _ in range(7)), 0.4 * SCALE, "s")
        for name, together in [("one_file", True), ("files", False)]:
            folder = generated(place / name, 20000, together)
            for kept, options in [("", quiet), ("_with_history", ["--db", place / f"{name}.sqlite", "--bundle", "none"])]:
                peak = max(timed(run(folder, *options))[1] for _ in range(3))  # it differs from start to start
                good &= report(f"twenty_thousand_scenarios.{name}{kept}_peak_memory", peak, 112, "MiB")
        subprocess.run(run(SCENARIOS, *quiet, "--reporter", f"ndjson={stream}"), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        whole, steps, _ = bytes_of_passing(stream)
        good &= report("event_stream.a_step_that_passed", statistics.mean(steps), 2000, "bytes")
        good &= report("event_stream.a_step_that_passed_with_all_of_its_scenario", whole / len(steps), 2000, "bytes")
        return good


sys.exit(0 if {"start": start, "whole": whole, "many": many}[PART](dozen()) else 1)
