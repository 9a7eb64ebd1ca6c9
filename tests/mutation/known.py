"""What the tools for mutants share: the catalogue's scenarios by their places, runs that may hang, and the survivors with their reasons."""
import fnmatch
import re
import resource
import signal
import subprocess

from program import ROOT, SCENARIOS, environment

TO_COME = "scenario to come"
MEMORY = 4 << 30


def ended(command, seconds, folder, env, stderr=subprocess.DEVNULL):
    """The finished process, or None if it is not done after so many seconds of a processor. A mutant may need more memory than there is, too."""

    def limited():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    try:
        done = subprocess.run([str(word) for word in command], env=environment(folder, **{name: str(value) for name, value in env.items()}), cwd=folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr, text=True, errors="replace",
                              preexec_fn=limited, timeout=seconds * 30)
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else done


def scenarios():
    """(file, id, FILE:LINE, text) of every scenario that is not swept"""
    for path in sorted(SCENARIOS.rglob("*.yaml")):
        text = path.read_text()
        for said in re.finditer(r"(?m)^id: *(\S+)(?:\n(?!---).*)*", text):
            if "tear: sweep" not in said[0]:
                yield str(path.relative_to(ROOT)), said[1], f"{path}:{text.count(chr(10), 0, said.start()) + 1}", said[0]


def spread(places, count):
    """(some of them from all over, the others)"""
    first = places[::max(1, len(places) // count)][:count]
    return first, [place for place in places if place not in set(first)]


class Survivors:
    """A list of names with the reason of each: PATTERN  reason, the first that fits."""

    def __init__(self, path, reasons, head):
        self.path, self.head = path, head
        lines = reasons.read_text().splitlines() if reasons.exists() else []
        self.reasons = [line.split("  ", 1) for line in lines if line.strip() and not line.startswith("#")]

    def listed(self):
        return {line.split("  ")[0] for line in self.path.read_text().splitlines()} if self.path.exists() else set()

    def reason(self, name):
        return next((why.strip() for pattern, why in self.reasons if fnmatch.fnmatchcase(name, pattern.replace("[", "[[]"))), TO_COME)

    def equivalent(self, name):
        return self.reason(name).startswith("equivalent")

    def line(self, name):
        return f"{name}  {self.reason(name)}"

    def write(self, names):
        self.path.write_text(self.head + "".join(self.line(name) + "\n" for name in names))
