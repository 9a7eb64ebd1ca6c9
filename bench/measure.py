"""What the measuring scripts share: the machine's yardstick, medians, and the one line each measure prints.
As a program: prints the yardstick's line on stderr and how much slower than the reference this machine is on stdout."""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

REFERENCE_SIGN_MS = 0.3  # bounds in seconds are for a machine on which OpenSSL signs RSA-2048 in this time
VERDICTS = (0, 1, 5)     # a scenario that fails is judged all the same; anything else is no measure

# Runs are remembered, as they are by default, but not in the history of whoever measures.
_state = tempfile.TemporaryDirectory(prefix="karimen-bench-")
os.environ["XDG_STATE_HOME"] = _state.name


def rsa_sign_ms():
    """OpenSSL's own RSA-2048 signing time on this machine, in milliseconds of processor time."""
    out = subprocess.run(["openssl", "speed", "-seconds", "1", "rsa2048"], check=True, capture_output=True, text=True)
    return 1000 / float(re.search(r"^rsa 2048 bits\s+[\d.]+s\s+[\d.]+s\s+([\d.]+)", out.stdout, re.MULTILINE).group(1))


def timed(command):
    """Seconds from start to end of one run of `karimen`, and its peak memory in MiB (of the child alone)."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in VERDICTS:
        raise SystemExit(f"bench: {' '.join(command)} ended with {child.returncode}:\n{errors[-2000:]}")
    return taken, usage.ru_maxrss / 1024


def seconds(command):
    return timed(command)[0]


def interleaved(first, second, rounds):
    """Runs both commands once a round, so that what disturbs one disturbs both; their times, and the median of the
    rounds' ratios second / first."""
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return [a for a, _ in times], [b for _, b in times], statistics.median(b / a for a, b in times)


def report(name, value, bound, unit=""):
    """One line: name value bound ok|short. True if the bound holds, or there is none."""
    if bound is None:
        print(f"{name} {value:.4g}{unit} - ok", flush=True)
        return True
    good = value <= bound
    print(f"{name} {value:.4g}{unit} <={bound:.4g}{unit} {'ok' if good else 'short'}", flush=True)
    return good


if __name__ == "__main__":
    sign_ms = rsa_sign_ms()
    print(f"machine.openssl_rsa2048_sign {sign_ms:.3f}ms - ok", file=sys.stderr, flush=True)
    print(f"{sign_ms / REFERENCE_SIGN_MS:.3f}")
