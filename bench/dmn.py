"""One decision of ours beside the same one of feelin, an engine for FEEL from npm, over the DMN that Karimen writes.
Usage: bench/dmn.py KARIMEN DECISION_BENCH. Measures nothing where there is no npm."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEAST = 100


def main():
    karimen, decision_bench = sys.argv[1:]
    installed = subprocess.run([ROOT / "tests/web/install", ROOT / "tests/dmn"], stdout=subprocess.PIPE, text=True)
    if installed.returncode:
        print("bench: no FEEL engine was measured, for there is no npm here", file=sys.stderr)
        return 0 if installed.returncode == 77 else installed.returncode
    with tempfile.TemporaryDirectory(prefix="karimen-bench-") as folder:
        file = Path(folder) / "karimen.dmn"
        subprocess.run([karimen, "rules", "export", file], check=True, stderr=subprocess.DEVNULL)
        theirs = float(subprocess.run(["node", "measure.js", file, "inheritance"], cwd=installed.stdout.strip(), check=True,
                                      capture_output=True, text=True).stdout)
    out = subprocess.run([decision_bench], capture_output=True, text=True).stdout
    ours = float(re.search(r"^decision\.inheritance ([\d.]+)us", out, re.MULTILINE).group(1))
    good = theirs / ours >= LEAST
    print(f"decision.feelin {theirs:.4g}us - ok")
    print(f"decision.feelin_to_ours {theirs / ours:.4g} >={LEAST} {'ok' if good else 'short'}", flush=True)
    return 0 if good else 1


sys.exit(main())
