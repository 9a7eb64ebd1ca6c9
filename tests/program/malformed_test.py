#!/usr/bin/env python3
"""Ten thousand malformed messages at each door of the port, standard streams and sockets, and as many lines at the console of a card:
each is answered, or the connection closed, and what comes after is served. (serve_test.py has those at the door of HTTP, tests/fuzz the
readers of frames and HTTP.) Who sends them to the port is tests/port/hostile.py."""
import json
import random
import re
import socket
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True
from bench import Bench  # noqa: E402
from program import HEAD, ROOT, InFolder, events, of_kind  # noqa: E402

MESSAGES = 10000
READING = HEAD % "READING" + "  - {do: read_with_app, at: 2026-05-12T12:00}\n"
HOSTILE = ROOT / "tests/port/hostile.py"


class AtThePort(InFolder):
    def setUp(self):
        super().setUp()
        self.log = self.folder / "log"
        self.log.write_bytes(b"")
        (self.folder / "s.yaml").write_text(READING, encoding="utf-8")
        # A message of which the rest never comes is waited for as long as this.
        (self.folder / "karimen.toml").write_text('[sut.time_limits]\nperform = "500ms"\n')

    def withstood(self, sut):
        done = self.karimen("run", "s.yaml", "-j", "1", "--repeat", "1000", "--db", "none", "--reporter", "ndjson", "--sut", sut)
        log = self.log.read_bytes()
        sent, answered, introduced = (log.count(letter) for letter in (b"s", b"a", b"i"))
        self.assertEqual((done.returncode, sent), (6, MESSAGES), done.stderr[-2000:])
        # What has no answer was the last of its connection.
        self.assertEqual((log.count(b"ss"), log.count(b"si")), (0, sent - answered))
        self.assertGreater(answered, MESSAGES * 0.8)
        self.assertGreater(introduced, 150)
        told = of_kind(events(done), "scenario_finished")
        self.assertLessEqual({each["verdict"] for each in told}, {"pass", "error", "fail"})
        self.assertEqual([each["detail"] for each in told if each.get("internal")], [])
        self.assertTrue(all(each["detail"] for each in told if each["verdict"] == "error"))
        self.assertEqual(told[-1]["verdict"], "pass", "who behaves again is served again")

    def test_ten_thousand_on_standard_streams(self):
        self.withstood(f"/usr/bin/python3 -I -S {HOSTILE} {self.log} {MESSAGES}")

    def test_ten_thousand_on_a_socket(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            where = f"tcp:{free.getsockname()[1]}"
        server = subprocess.Popen(["/usr/bin/python3", "-I", "-S", HOSTILE, self.log, str(MESSAGES), "--listen", where])
        self.addCleanup(server.wait, timeout=60)
        self.addCleanup(server.kill)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(where[4:]))) == 0:
                    break
            time.sleep(0.05)
        self.withstood(f"tcp:127.0.0.1:{where[4:]}")
        self.assertIsNone(server.poll())


class AtTheConsole(InFolder):
    WORDS = ["watch", "tries", "pin", "expire", "licence", "defect", "fault", "interface", "snapshot", "restore", "save", "load", "record",
             "replay", "compare", "show", "explain", "language", "blink", "out", "in", "reset", "help"]
    REST = ["authentication", "signature", "nobody", "-1", "0", "9" * 40, "=", "a=b", "after=", "--", "\0", "\x1b[2J", "持ち主", "\udcff\udc80",
            "/no/such/file", ".", "..", "2026-02-30", "on", "*", '"', '""', "'", "x" * 1000, "[[[", "{}", "%s%n"]

    def malformed(self, chance):
        words = [chance.choice(self.WORDS)] * 8 + [chance.choice(self.WORDS).upper(), chance.choice(self.REST), chance.choice(self.WORDS)[:-1]]
        # More than any of these words takes, or things that none of them is.
        return " ".join([chance.choice(words), *chance.choices(self.REST, k=chance.choice([1, 2, 3, 12, 200]))])

    def test_ten_thousand_lines(self):
        bench = Bench(self.folder, "sato_hanako")
        self.addCleanup(bench.interrupt)
        chance = random.Random(9)
        data = "".join(self.malformed(chance) + "\n" for _ in range(MESSAGES)) + "explain 6984\n"
        stdin = bench.process.stdin
        stdin.buffer.write(data.encode(errors="surrogateescape"))
        stdin.buffer.flush()
        said = bench.until("present no value", limit=200)  # of the last line
        self.assertGreater(sum(each.startswith("error: ") for each in said), MESSAGES * 0.9)
        self.assertEqual([each for each in said if re.search("[\\x00-\\x08\\x0b-\\x1f]", each)], [], "no orders to the terminal")
        bench.say("reset", "^the card is as it was put in")
        client = bench.client()
        self.addCleanup(client.close)
        self.assertTrue(client("connect").startswith("ATR "))
        self.assertIsNone(bench.process.poll())


if __name__ == "__main__":
    unittest.main()
