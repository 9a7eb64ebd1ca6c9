#!/usr/bin/env python3
"""What the HTML report costs a run of about a thousand scenarios: the same run with it and without, side by side. And how
soon one of twenty thousand shows what is looked for in it (where there is Chromium).
Usage: bench/html.py KARIMEN ROOT SCALE"""
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import interleaved, report

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/program"))
try:
    from browser import Browser
    from page_times import choosing_ms, typing_ms
except ImportError:
    Browser = None

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
    if Browser:
        subprocess.run([KARIMEN, "run", str(ROOT / "scenarios"), "--repeat", "8", "--db", "none", "--bundle", "none", "--reporter",
                        f"html={page}"], capture_output=True, check=True)
        browser = Browser(Path(folder))
        browser.open(page, "lang=ja")
        typing = max(min(typing_ms(browser, text) for _ in range(5)) for text in ("i", "INH", "最後", ""))
        choosing = max(min(choosing_ms(browser, address) for _ in range(5)) for address in ("lang=ja&area=loss", "lang=ja&tag=fees&verdict=pass"))
        browser.quit()
        good &= report("html.typing_in_20000_scenarios", typing / 1000, 0.1 * SCALE, "s")
        good &= report("html.filter_of_20000_scenarios", choosing / 1000, 0.1 * SCALE, "s")
sys.exit(0 if good else 1)
