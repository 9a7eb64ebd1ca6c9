"""A card in a private reader with its console on a pipe, and programs that nobody here wrote as its clients."""
import os
import queue
import re
import signal
import subprocess
import sys
import threading

from program import KARIMEN, environment

# Takes one line at a time: "connect", "leave", "events" (how often a card came or went), or an APDU in hexadecimal.
PYSCARD = """
import sys
from smartcard.System import readers
from smartcard.scard import *
connection = None
context = SCardEstablishContext(SCARD_SCOPE_SYSTEM)[1]
name = str(readers()[0])
for line in sys.stdin:
    word = line.strip()
    try:
        if word == "connect":
            connection = readers()[0].createConnection()
            connection.connect()
            print("ATR", bytes(connection.getATR()).hex().upper(), flush=True)
        elif word == "leave":
            connection.disconnect()
            print("left", flush=True)
        elif word == "state":
            state = SCardGetStatusChange(context, 0, [(name, SCARD_STATE_UNAWARE)])[1][0][1]
            print("present" if state & SCARD_STATE_PRESENT else "empty", state >> 16, flush=True)
        else:
            data, sw1, sw2 = connection.transmit(list(bytes.fromhex(word)))
            print((bytes(data) + bytes([sw1, sw2])).hex().upper(), flush=True)
    except Exception as problem:
        print("failed", type(problem).__name__, *str(problem).split(), flush=True)
"""


class Bench:
    """`karimen card insert` with `arguments`, from its greeting on."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self.process = subprocess.Popen(
            [str(KARIMEN), "card", "insert", "--private", *map(str, arguments)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder, env=environment(folder))
        self.lines, self.seen = queue.Queue(), []
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.greeting = self.until("Ctrl-C")
        line = next(each for each in self.greeting if each.startswith("export "))
        name, value = re.match(r"export (\w+)=(.*)", line).groups()
        self.environment = {**environment(folder), name: value, "HOME": str(folder), "LC_ALL": "C",
                            "PATH": f"{KARIMEN.parent}:{os.environ['PATH']}"}

    def _listen(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def until(self, pattern, limit=60):
        """The lines up to the one in which `pattern` is found."""
        found = []
        while True:
            line = self.lines.get(timeout=limit)
            if line is None:
                raise AssertionError(f"the console ended; it said {found}")
            found.append(line)
            self.seen.append(line)
            if re.search(pattern, line):
                return found

    def say(self, command, answer):
        """Types a command; the lines up to its answer."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.until(answer)

    def shell(self, script):
        """What a shell says to a script whose programs find the reader; it must succeed."""
        done = subprocess.run(["bash", "-c", "set -o pipefail; " + script], capture_output=True, text=True,
                              env=self.environment, cwd=self.folder, timeout=120)
        if done.returncode != 0:
            raise AssertionError(f"{script}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def client(self):
        return Client(self.environment)

    def interrupt(self):
        """Ctrl-C; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        self.process.stdin.close()
        self.listener.join()
        self.process.stdout.close()
        return self.process.returncode


class Client:
    """pyscard, a program of its own: libpcsclite reads the environment once."""

    def __init__(self, env):
        self.process = subprocess.Popen(["/usr/bin/python3", "-c", PYSCARD], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, env=env)

    def __call__(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
