#!/usr/bin/env python3
"""The history with 100,000 results: how long `karimen runs show` takes, of a run and of a scenario.
Usage: bench/history.py KARIMEN SCALE"""
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import report, seconds

KARIMEN, SCALE = sys.argv[1], float(sys.argv[2])
RUNS, SCENARIOS = 40, 2500

SCENARIO = """id: S
title: {en: example, ja: 例}
given: {holder: yamada_taro}
steps:
  - {do: roadside_check, at: 2026-06-10T12:00, with: {presents: [card]}}
"""


def filled(folder):
    """A history of the program's own making, with its one result copied over and over."""
    (folder / "s.yaml").write_text(SCENARIO)
    file = folder / "h.sqlite"
    subprocess.run([KARIMEN, "run", folder / "s.yaml", "--db", file], check=True, stdout=subprocess.DEVNULL)
    connection = sqlite3.connect(file)
    columns = lambda table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    run, part, result = (connection.execute(f"SELECT * FROM {table}").fetchone() for table in ("run", "part", "result"))
    named = [dict(zip(columns(table), row)) for table, row in zip(("run", "part", "result"), (run, part, result))]

    def insert(table, row, **other):
        row = {**row, **other}
        connection.execute(f"INSERT INTO {table} ({','.join(row)}) VALUES ({','.join('?' * len(row))})", list(row.values()))
    connection.executemany("INSERT INTO scenario (id, name) VALUES (?, ?)", [(n, f"many/{n % 50}.yaml#S-{n}") for n in range(2, SCENARIOS + 1)])
    for number in range(2, RUNS + 1):
        insert("run", named[0], id=number, started=f"2026-01-{number % 28 + 1:02}T00:00:00.{number:03}Z")
        insert("part", named[1], id=number, run=number, uid=f"u{number}")
        for scenario in range(1, SCENARIOS + 1):
            insert("result", named[2], run=number, part=number, scenario=scenario,
                   verdict="fail" if (number * scenario) % 97 == 0 else "pass")
    connection.commit()
    connection.close()
    return file


with tempfile.TemporaryDirectory(prefix="karimen-history-") as name:
    history = filled(Path(name))
    good = True
    for measure, what in [("run", "last"), ("scenario", "many/7.yaml#S-1207"), ("scenario_by_part", "S-1207")]:
        command = [KARIMEN, "runs", "show", what, "--db", str(history)]
        good &= report(f"history.show_{measure}", statistics.median(seconds(command) for _ in range(11)) * 1000, 100 * SCALE, "ms")
sys.exit(0 if good else 1)
