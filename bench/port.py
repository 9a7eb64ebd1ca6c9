#!/usr/bin/env python3
"""What the port costs a run: the whole catalogue with a system that echoes what it is told, of all facts that can be asked for,
against the built-in system alone, as it is run unless somebody says otherwise. (One worker on two idle cores waits for each of them to
wake up at every message, on a virtual machine for longer than anything here takes.) What a single call takes is port_overhead's.
Usage: bench/port.py KARIMEN ECHO ROOT"""
import re
import sys
import tempfile
from pathlib import Path

from measure import interleaved, report

KARIMEN, ECHO, ROOT = sys.argv[1], sys.argv[2], Path(sys.argv[3])
VOCABULARY = (ROOT / "harness/rulebook/vocabulary.yaml").read_text(encoding="utf-8")
FACTS = re.findall(r"^  ([a-z_.]+): \{.*observe: (?:registry|paper)", VOCABULARY, re.M)

with tempfile.TemporaryDirectory() as folder:
    alone = [KARIMEN, "run", str(ROOT / "scenarios"), "--db", "none"]
    echo = " ".join([ECHO, str(Path(folder) / "calls"), "all", *FACTS])
    *_, ratio = interleaved(alone, [*alone, "--sut", echo], 5)
    good = report("port.whole_catalogue_over_builtin", ratio, 2.0)
sys.exit(0 if good else 1)
