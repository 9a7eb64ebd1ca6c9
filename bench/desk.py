#!/usr/bin/env python3
"""What it costs a program that a window of the desk watches it, and how soon an APDU is on the page.
One desk, one pyscard client; rounds with a window in Chromium and without one, each batch beside one of the same
commands to a card that nobody watches, in the reader of `karimen card insert`.
Usage: bench/desk.py KARIMEN ROOT"""
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measure import report

os.environ["KARIMEN"] = str(Path(sys.argv[1]).resolve())  # a desk runs in a folder of its own
sys.path.append(str(Path(sys.argv[2]) / "tests/program"))
sys.dont_write_bytecode = True
from bench import Bench  # noqa: E402
from browser import Browser  # noqa: E402
from serving import Desk  # noqa: E402

# A batch is three times as long as the page waits before it draws what has come: drawing falls into it.
ROUNDS, PAIRS, BATCH, SINGLE = 4, 3, 1500, 11
# "N": two commands N times over, answered with microseconds a command; "once": when it was sent, in ms since 1970.
CLIENT = """
import sys, time
from smartcard.System import readers
connection = readers()[0].createConnection()
connection.connect()
select, ask = (list(bytes.fromhex(each)) for each in ("00A4040C0AD392F000260100000001", "00200098"))
print("ready", flush=True)
for line in sys.stdin:
    if line == "once\\n":
        print(time.time() * 1000, flush=True)
        connection.transmit(ask)
        continue
    count, begin = int(line), time.perf_counter()
    for _ in range(count):
        connection.transmit(select)
        connection.transmit(ask)
    print((time.perf_counter() - begin) / count / 2 * 1e6, flush=True)
"""
# When the list of exchanges that the page shows next grows, painted.
GROWN = """const before = arguments[0], list = document.querySelector(".feed");
window.karimen_seen = new Promise((done) => {
  const look = () => {
    if ((list.lastElementChild?.dataset.number ?? 0) <= before) return setTimeout(look, 1);
    requestAnimationFrame(() => setTimeout(() => done(Date.now())));
  };
  look();
});"""
LAST = "return Number(document.querySelector('.feed').lastElementChild?.dataset.number ?? 0)"


class Asked:
    def __init__(self, environment):
        self.process = subprocess.Popen(["/usr/bin/python3", "-c", CLIENT], stdin=subprocess.PIPE, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
        self.process.stdout.readline()

    def __call__(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def pairs(one, other):
    """(microseconds of the one, of the other) in batches by turns: whatever else runs here lengthens both."""
    def pair():
        first = one(BATCH)
        time.sleep(0.2)  # what the page still has to draw is no matter of the other reader
        return first, other(BATCH)
    return [pair() for _ in range(PAIRS)]


def times_as_long(all_pairs):
    return statistics.median(one / other for one, other in all_pairs)


def shown_after_ms(browser, client):
    """How long after a client sent it an APDU is seen."""
    browser.script(GROWN, browser.script(LAST))
    time.sleep(0.1)
    sent = client("once")
    return browser.driver.execute_async_script("window.karimen_seen.then(arguments[0])") - sent


with tempfile.TemporaryDirectory(prefix="karimen-bench-") as name:
    folders = [Path(name) / each for each in ("desk", "console")]
    for each in folders:
        each.mkdir()
    desk, console = Desk(folders[0], "sato_hanako"), Bench(folders[1], "sato_hanako")
    browser = Browser(folders[0])
    watched, alone = Asked(desk.environment), Asked(console.environment)
    with_window, without = [], []
    for _ in range(ROUNDS):
        browser.visit(desk.address + "&lang=en", "desk-reader .face", 1400)
        time.sleep(0.5)
        with_window += pairs(watched, alone)
        browser.driver.get("about:blank")
        time.sleep(0.5)
        without += pairs(watched, alone)
    browser.visit(desk.address + "&lang=en", "desk-reader .face", 1400)
    time.sleep(0.5)
    late = [shown_after_ms(browser, watched) for _ in range(SINGLE)]
    watched.close()
    alone.close()
    browser.quit()
    desk.end()
    console.interrupt()

report("desk.round_trip_watched", min(each for each, _ in with_window), None, "us")
watched_over_console = times_as_long(with_window)
good = report("desk.watched_over_no_window", watched_over_console / times_as_long(without), 1.3)
good &= report("desk.watched_over_console", watched_over_console, 1.3)
good &= report("desk.apdu_on_the_page_after", statistics.median(late), 100, "ms")
report("desk.apdu_on_the_page_latest", max(late), None, "ms")
sys.exit(0 if good else 1)
