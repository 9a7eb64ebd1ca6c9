"""What the measuring scripts share: the machine's yardstick, medians, and the one line each measure prints."""
import re
import statistics
import subprocess
import time

REFERENCE_SIGN_MS = 0.3  # bounds in seconds are for a machine on which OpenSSL signs RSA-2048 in this time


def rsa_sign_ms():
    """OpenSSL's own RSA-2048 signing time on this machine, in milliseconds."""
    out = subprocess.run(["openssl", "speed", "-seconds", "1", "rsa2048"], check=True, capture_output=True, text=True)
    return float(re.search(r"rsa 2048 bits\s+([\d.]+)s", out.stdout).group(1)) * 1000


def machine_scale():
    """How much slower than the reference this machine is; never below 1, so that bounds are not tightened."""
    return max(1.0, rsa_sign_ms() / REFERENCE_SIGN_MS)


def seconds(command, **options):
    """Wall time of one run of a command that must succeed."""
    begin = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)
    taken = time.perf_counter() - begin
    if done.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return taken


def interleaved(commands, rounds, **options):
    """Runs every command once a round, so that what disturbs one disturbs all; the times by command."""
    times = [[] for _ in commands]
    for _ in range(rounds):
        for index, command in enumerate(commands):
            times[index].append(seconds(command, **options))
    return times


def ratio(times, reference):
    """Median of the pairwise ratios of two interleaved series."""
    return statistics.median(a / b for a, b in zip(times, reference))


def report(name, value, bound, unit=""):
    """One line: name value bound ok|short. True if the bound holds."""
    good = value <= bound
    print(f"{name} {value:.4g}{unit} {bound:.4g}{unit} {'ok' if good else 'short'}", flush=True)
    return good
