#!/usr/bin/env python3
"""What the HTML report costs a run of about a thousand scenarios: the same run with it and without, side by side. How large
one of twenty thousand is: of the catalogue, eight times over, each with ids of its own. And how soon they are there and show what
is looked for (where there is Chromium).
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
COPIES = 8
SHOWN = "return performance.getEntriesByName('shown')[0].startTime"


def copied(folder):
    """The catalogue as so many folders of scenarios, none called as another."""
    for number in range(COPIES):
        for path in (ROOT / "scenarios").rglob("*.yaml"):
            copy = folder / f"copy_{number}" / path.relative_to(ROOT / "scenarios")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(re.sub(r"(?m)^id: (\S+)$", rf"id: \1-{number}", path.read_text()))
    return str(folder)


def shown_ms(browser, page):
    """From the beginning of its loading until it can be used, as the page itself tells."""
    browser.open(page, "lang=ja")
    return browser.script(SHOWN)


with tempfile.TemporaryDirectory(prefix="karimen-bench-") as folder:
    page = Path(folder) / "run.html"
    plain = [KARIMEN, "run", *[str(ROOT / "scenarios" / each) for each in FOLDERS], "-j", "1", "--db", "none"]
    told = subprocess.run(plain, capture_output=True, text=True).stdout
    count = sum(int(each) for each in re.findall(r"(\d+) (?:passed|skipped)\b", told))
    without, with_page, _ = interleaved(plain, [*plain, "--reporter", f"html={page}"], 11)
    writing = statistics.median(b - a for a, b in zip(without, with_page)) / count * 1000
    good = report("html.written_for_1000_scenarios", writing, 0.3 * SCALE, "s")
    good &= report("html.size_of_1000_scenarios", page.stat().st_size / count / 1000, 1, "MB")
    large = Path(folder) / "large.html"
    told = subprocess.run([KARIMEN, "run", copied(Path(folder) / "copies"), "--db", "none", "--bundle", "none", "--reporter",
                           f"html={large}"], capture_output=True, check=True, text=True).stdout
    count = sum(int(each) for each in re.findall(r"(\d+) (?:passed|skipped)\b", told))
    good &= report("html.size_of_20000_scenarios", large.stat().st_size / count * 20000 / 1e6, 15, "MB")
    if Browser:
        browser = Browser(Path(folder))
        good &= report("html.1000_scenarios_can_be_used_after", statistics.median(shown_ms(browser, page) for _ in range(5)) / 1000, 1 * SCALE, "s")
        report("html.20000_scenarios_can_be_used_after", statistics.median(shown_ms(browser, large) for _ in range(3)) / 1000, None, "s")
        typing = max(min(typing_ms(browser, text) for _ in range(5)) for text in ("i", "INH", "最後", ""))
        choosing = max(min(choosing_ms(browser, address) for _ in range(5)) for address in ("lang=ja&area=loss", "lang=ja&tag=fees&verdict=pass"))
        browser.quit()
        good &= report("html.typing_in_20000_scenarios", typing / 1000, 0.1 * SCALE, "s")
        good &= report("html.filter_of_20000_scenarios", choosing / 1000, 0.1 * SCALE, "s")
sys.exit(0 if good else 1)
