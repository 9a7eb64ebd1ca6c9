#!/usr/bin/env python3
"""While a run goes on, standard error says what failed so far and what is running: on a terminal in one line that is written again
at most twenty times a second, on a dumb one and in a pipe in plain lines; no report is touched by it."""
import os
import pty
import re
import subprocess
import termios
import time
import unittest

from program import BAD, HEAD, KARIMEN, SCENARIOS, STEP, InFolder, environment

FRAME = re.compile(r"\r([^\r\x1b]+)\x1b\[K")


class Progress(InFolder):
    def on_terminal(self, *arguments, **more):
        """Standard output, what the terminal at standard error got, seconds."""
        ours, theirs = pty.openpty()
        begin = time.monotonic()
        with open(self.folder / "out", "w") as out:
            run = subprocess.Popen([KARIMEN, "run", *map(str, arguments)], stdout=out, stderr=theirs,
                                   env={**environment(self.folder), "TERM": "xterm", **more}, cwd=self.folder)
        os.close(theirs)
        seen = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            seen += part
        run.wait(60)
        os.close(ours)
        return (self.folder / "out").read_text(), seen.decode(), time.monotonic() - begin

    def test_a_terminal_sees_what_failed_and_what_is_running(self):
        (self.folder / "bad.yaml").write_text(BAD)
        out, seen, seconds = self.on_terminal("bad.yaml", SCENARIOS, "-j", "1", "--bundle", "none")
        frames = FRAME.findall(seen)
        self.assertGreater(len(frames), 2)
        self.assertLessEqual(len(frames), 20 * seconds + 1)
        self.assertRegex(frames[len(frames) // 2], r"^\d+ of \d+ scenarios, 1 failed, 0 undecided, 0 errors; running: scenarios/")
        self.assertLessEqual(max(map(len, frames)), 80)
        self.assertTrue(seen.endswith("\r\x1b[K"), repr(seen[-60:]))  # nothing of it stays
        plain = self.karimen("run", "bad.yaml", SCENARIOS, "-j", "1")
        self.assertEqual(out, plain.stdout)
        self.assertNotIn("running:", out)

    def test_of_a_long_scenario_it_says_the_step(self):
        self.file("long.yaml", HEAD % "LONG" + STEP % "OK" + "  - {id: waits, client: {command: [sleep, '2']}, at: 2026-06-10T13:00}\n")
        _, seen, _ = self.on_terminal("long.yaml", "--transport", "pcsc", "-j", "1")
        self.assertIn("0 of 1 scenarios; running: long.yaml#LONG:waits", FRAME.findall(seen))

    def test_it_speaks_japanese(self):
        _, seen, _ = self.on_terminal(SCENARIOS, "-j", "1", "--ja")
        self.assertIn("実行中: scenarios/", seen)

    def test_a_dumb_terminal_and_a_pipe_get_no_sequences(self):
        _, seen, _ = self.on_terminal(SCENARIOS, "-j", "1", TERM="dumb")
        self.assertNotIn("\x1b", seen)
        (self.folder / "bad.yaml").write_text(BAD)
        for term, coloured in [("xterm", True), ("dumb", False)]:
            ours, theirs = pty.openpty()
            env = {name: value for name, value in environment(self.folder, TERM=term).items() if name != "NO_COLOR"}
            subprocess.run([KARIMEN, "run", "bad.yaml"], stdout=theirs, stderr=subprocess.DEVNULL, env=env, cwd=self.folder)
            os.close(theirs)
            self.assertEqual(b"\x1b[31m" in os.read(ours, 65536), coloured)
            os.close(ours)

    def test_lines_of_files_are_cut_to_the_terminal_and_elsewhere_to_a_width_of_their_own(self):
        words = " ".join(f"word{n}" for n in range(60))
        (self.folder / "failing.yaml").write_text(BAD.replace("NOT_CARRYING}}", f"NOT_CARRYING}}}}  # {words}"))
        (self.folder / "mistaken.yaml").write_text(BAD.replace("do: roadside_check", f"do: roadside_chick  # {words}"
                                                               .replace("#", "")).replace("id: BAD", "id: MISTAKEN"))
        for columns, widest in [(60, 60), (100, 100), (0, 160)]:
            ours, theirs = pty.openpty()
            termios.tcsetwinsize(theirs, (25, columns))
            shown = b""
            run = subprocess.Popen([KARIMEN, "run", "failing.yaml", "mistaken.yaml"], stdout=theirs, stderr=theirs,
                                   env=environment(self.folder, TERM="dumb"), cwd=self.folder)
            os.close(theirs)
            try:
                while part := os.read(ours, 65536):
                    shown += part
            except OSError:
                pass
            run.wait(60)
            os.close(ours)
            excerpts = [line.rstrip("\r") for line in shown.decode().split("\n") if re.match(r"  \d+ \| ", line)]
            self.assertEqual(len(excerpts), 2, shown.decode())
            for line in excerpts:
                with self.subTest(columns=columns):
                    self.assertLessEqual(len(line), widest)
                    self.assertGreater(len(line), widest - 20)
                    self.assertTrue(line.endswith("…"), line)


if __name__ == "__main__":
    unittest.main()
