#!/usr/bin/env python3
"""Whole runs of the program: all scenarios on both transports, workers against one, start to first verdict, memory.
Usage: bench/scenarios.py KARIMEN ROOT"""
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from measure import interleaved, machine_scale, ratio, report

KARIMEN, ROOT = Path(sys.argv[1]), Path(sys.argv[2])
SCENARIOS = ROOT / "scenarios"
# The history is not what is measured, and a bench must leave nothing behind.
ENVIRONMENT = {**os.environ, "XDG_STATE_HOME": "/tmp/karimen-bench"}


def run(*arguments):
    return [str(KARIMEN), "run", *map(str, arguments)]


def first_verdict(paths, rounds=11):
    """Median time from exec to the first finished step on the event stream, in milliseconds."""
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        with subprocess.Popen(run(*paths, "--reporter", "ndjson"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=ENVIRONMENT) as child:
            for line in child.stdout:
                if json.loads(line).get("event") == "step":
                    times.append((time.perf_counter() - begin) * 1000)
                    break
            child.stdout.read()
    return statistics.median(times)


def peak_memory_mib(command):
    """Maximum resident set of one run (wait4 counts the child only)."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"bench: {' '.join(command)} ended with {status}")
    return usage.ru_maxrss / 1024


def dozen():
    """One small file and its size in runs decide nothing; a dozen runs of the biggest themes do."""
    files = sorted(SCENARIOS.glob("inheritance/*.yaml"))
    return files[:1]


def main():
    scale = machine_scale()
    good = report("machine_scale", scale, 99)
    direct, pcsc = interleaved([run(SCENARIOS), run(SCENARIOS, "--transport", "pcsc", "--readers", 2, "-j", 2)], 3,
                               env=ENVIRONMENT)
    good &= report("all_scenarios_direct", statistics.median(direct), 1.5 * scale, "s")
    good &= report("all_scenarios_pcsc_two_readers", statistics.median(pcsc), 15 * scale, "s")
    one, two = interleaved([run(SCENARIOS, "-j", 1), run(SCENARIOS, "-j", 2)], 11, env=ENVIRONMENT)
    good &= report("all_scenarios_j2_over_j1", ratio(two, one), 0.7)
    one, two = interleaved([run(*dozen(), "-j", 1), run(*dozen(), "-j", 2)], 51, env=ENVIRONMENT)
    good &= report("dozen_scenarios_j2_over_j1", ratio(two, one), 1.05)
    good &= report("first_verdict_one_file", first_verdict(dozen()), 50 * scale, "ms")
    good &= report("first_verdict_whole_tree", first_verdict([SCENARIOS]), 120 * scale, "ms")
    good &= report("peak_memory", peak_memory_mib(run(SCENARIOS)), 100, "MiB")
    return 0 if good else 1


sys.exit(main())
