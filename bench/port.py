#!/usr/bin/env python3
"""What the port costs: the whole catalogue with a system that echoes what it is told, against the built-in system alone.
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

with tempfile.TemporaryDirectory() as folder:
    count = Path(folder) / "calls"
    alone = [KARIMEN, "run", str(ROOT / "scenarios"), "-j", "1", "--db", "none"]
    beside = [*alone, "--sut", " ".join([ECHO, str(count), *FACTS])]
    seconds(beside)
    calls = int(count.read_text())
    *_, ratio = interleaved(alone, beside, 5)
    difference = statistics.median(seconds(beside) - seconds(alone) for _ in range(5))
    good = report("port.whole_catalogue_over_builtin", ratio, 2.0)
    good &= report("port.overhead_a_call", difference / calls * 1e6, 60, "us")
sys.exit(0 if good else 1)
