#!/usr/bin/env python3
"""What the HTML report costs a run of about a thousand scenarios: the same run with it and without, side by side.
Usage: bench/html.py KARIMEN ROOT SCALE"""
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import interleaved, report

KARIMEN, ROOT, SCALE = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
FOLDERS = ["inheritance", "integration", "re_recording", "renewal", "loss", "dates", "portal"]

with tempfile.TemporaryDirectory(prefix="karimen-bench-") as folder:
    page = Path(folder) / "run.html"
    plain = [KARIMEN, "run", *[str(ROOT / "scenarios" / each) for each in FOLDERS], "-j", "1", "--db", "none"]
    told = subprocess.run(plain, capture_output=True, text=True).stdout
    count = sum(int(each) for each in re.findall(r"(\d+) (?:passed|skipped)\b", told))
    without, with_page, _ = interleaved(plain, [*plain, "--reporter", f"html={page}"], 11)
    writing = statistics.median(b - a for a, b in zip(without, with_page)) / count * 1000
    good = report("html.written_for_1000_scenarios", writing, 0.3 * SCALE, "s")
    good &= report("html.size_of_1000_scenarios", page.stat().st_size / count / 1000, 1, "MB")
sys.exit(0 if good else 1)
