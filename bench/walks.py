#!/usr/bin/env python3
"""How long a step of a random walk takes: drawn, predicted, done, observed and judged, on one core.
Usage: bench/walks.py KARIMEN ROOT
In units of an RSA-2048 signature that OpenSSL makes between the same two rounds. The walks' own signatures are among what is
measured (about a quarter of it), so the bound of 5,000 steps a second without them is a little strict here."""
import os
import re
import statistics
import subprocess
import sys
import tempfile

from measure import REFERENCE_SIGN_MS, report, rsa_sign_ms

KARIMEN, ROOT = sys.argv[1:3]
FEW, MANY, ROUNDS = 200, 2200, 3
BOUND_MS = 1000 / 5000


def walked(count):
    """Steps of so many walks, and the milliseconds of a processor that they took, the start of the program among them."""
    with tempfile.TemporaryDirectory() as out:
        command = [KARIMEN, "explore", "--walks", str(count), "--seed", "1", "-j", "1", "--out", out, "--data", ROOT, "--language", "en"]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"bench: {' '.join(command)} ended with {child.returncode}")
    return int(re.search(r"walks, (\d+) steps", said)[1]), 1000 * (usage.ru_utime + usage.ru_stime)


def step_in_signatures():
    (few_steps, few_ms), sign, (many_steps, many_ms) = walked(FEW), rsa_sign_ms(), walked(MANY)
    return (many_ms - few_ms) / (many_steps - few_steps) / sign


ratio = statistics.median(step_in_signatures() for _ in range(ROUNDS))
sys.exit(0 if report("walks.step_over_rsa_sign", ratio, BOUND_MS / REFERENCE_SIGN_MS) else 1)
