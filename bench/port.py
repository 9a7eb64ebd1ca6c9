#!/usr/bin/env python3
"""What the port costs: the whole catalogue with a system that echoes what it is told, against the built-in system alone.
Once it is told all facts and asked for every one that can be, and once told and asked for the few that
docs/your-system.md begins with: a call of these costs little more than the way there and back.
Usage: bench/port.py KARIMEN ECHO ROOT"""
import re
import statistics
import sys
import tempfile
from pathlib import Path

from measure import interleaved, report, seconds

KARIMEN, ECHO, ROOT = sys.argv[1], sys.argv[2], Path(sys.argv[3])
VOCABULARY = (ROOT / "harness/rulebook/vocabulary.yaml").read_text(encoding="utf-8")
FACTS = re.findall(r"^  ([a-z_.]+): \{.*observe: (?:registry|paper)", VOCABULARY, re.M)

FEW = ["driver_registry.holding_form", "licence.record", "delivery_notice.licence_record", "licence_document.status",
       "holder.cash"]

with tempfile.TemporaryDirectory() as folder:
    count = Path(folder) / "calls"
    alone = [KARIMEN, "run", str(ROOT / "scenarios"), "-j", "1", "--db", "none"]

    def with_echo(told, facts):
        return [*alone, "--sut", " ".join([ECHO, str(count), told, *facts])]

    def overhead_us(beside):
        difference = statistics.median(seconds(beside) - seconds(alone) for _ in range(5))
        return difference / int(count.read_text()) * 1e6

    *_, ratio = interleaved(alone, with_echo("all", FACTS), 5)
    good = report("port.whole_catalogue_over_builtin", ratio, 2.0)
    good &= report("port.overhead_a_call", overhead_us(with_echo("those", FEW)), 60, "us")
    report(f"port.overhead_a_call_of_{len(FACTS)}_facts", overhead_us(with_echo("all", FACTS)), None, "us")
sys.exit(0 if good else 1)
