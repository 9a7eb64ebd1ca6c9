#!/usr/bin/env python3
"""A card of your own, and the private PC/SC service that programs nobody here wrote can use."""
import os
import re
import signal
import subprocess
import unittest
from pathlib import Path

from program import ROOT, InFolder, start

SELECT_JPKI = "00A4040C0AD392F000260100000001"


class Card(InFolder):
    def test_every_persona_becomes_a_card_file_that_is_accepted(self):
        personas = sorted(p.stem for p in (ROOT / "fixtures/personas").glob("*.yaml"))
        self.assertGreater(len(personas), 5)
        for persona in personas:
            with self.subTest(persona=persona):
                done = self.karimen("card", "new", persona)
                self.assertEqual(done.returncode, 0, done.stderr)
                text = (self.folder / f"{persona}.yaml").read_text()
                self.assertLess(len(text.splitlines()), 40)
                self.assertGreaterEqual(text.count("\n# "), 3)
                fresh = self.karimen("card", "apdu", "--card", f"{persona}.yaml", SELECT_JPKI)
                same = self.karimen("card", "apdu", "--card", persona, SELECT_JPKI)
                self.assertEqual(fresh.stdout, same.stdout)
                self.assertIn("< 9000", fresh.stdout)

    def test_what_the_file_says_is_on_the_card(self):
        path = self.folder / "mine.yaml"
        self.assertEqual(self.karimen("card", "new", "-o", path).returncode, 0)
        path.write_text(path.read_text().replace('authentication: "1357"', 'authentication: {value: "9999", tries_left: 1}'))
        tried = self.karimen("card", "apdu", "--card", path, SELECT_JPKI, "00A4020C020018", "0020008004" + b"9999".hex())
        self.assertEqual(tried.stdout.count("< 9000"), 3, tried.stdout)
        path.write_text(path.read_text().replace("tries_left: 1", "tries_left: 0"))
        self.assertIn("< 6984", self.karimen("card", "apdu", "--card", path, SELECT_JPKI, "00A4020C020018",
                                             "0020008004" + b"9999".hex()).stdout)

    def test_nothing_is_written_over_and_nothing_half(self):
        path = self.folder / "mine.yaml"
        path.write_text("precious")
        refused = self.karimen("card", "new", "hanako", "-o", path)
        self.assertEqual((refused.returncode, path.read_text()), (2, "precious"))
        self.assertIn("--force", refused.stderr)
        self.assertEqual(self.karimen("card", "new", "hanako", "-o", path, "--force").returncode, 0)
        self.assertIn("persona: hanako", path.read_text())
        self.assertEqual(self.karimen("card", "new", "hanako", "-o", "no/such/folder.yaml").returncode, 6)
        unknown = self.karimen("card", "new", "hanaoko", "-o", "other.yaml")
        self.assertEqual(unknown.returncode, 3)
        self.assertIn("did you mean 'hanako'?", unknown.stderr)
        self.assertEqual([p.name for p in self.folder.iterdir()], ["mine.yaml"])
        self.assertEqual(self.karimen("card", "insert", "no-such.yaml").returncode, 2)

    def read_atr(self, environment_line):
        name, value = re.match(r"export (\w+)=(.*)", environment_line).groups()
        return subprocess.run(["opensc-tool", "-r", "0", "--atr"], capture_output=True, text=True, timeout=60,
                              env={**os.environ, name: value.strip("'\"")})

    def test_an_inserted_card_is_seen_by_other_programs_until_it_is_taken_out(self):
        self.assertEqual(self.karimen("card", "new", "yamada_taro", "-o", "mine.yaml").returncode, 0)
        insert = start("card", "insert", self.folder / "mine.yaml", state=self.folder)
        lines = []
        for line in insert.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        try:
            self.assertIn("authentication PIN 1357", "".join(lines))
            exported = [line for line in lines if line.startswith("export ")]
            if exported:  # else the machine's own reader has it
                atr = self.read_atr(exported[0])
                self.assertIn("3b:e0:00:ff:81:31:fe:45:14", atr.stdout.lower(), atr.stderr)
        finally:
            insert.send_signal(signal.SIGINT)
            insert.communicate(timeout=60)
        self.assertEqual(insert.returncode, 0)

    def test_the_private_service_comes_and_goes(self):
        before = self.karimen("reader", "list")
        if before.stdout:
            self.skipTest("a private service of this user is running; it is not ours to end")
        self.addCleanup(lambda: self.karimen("reader", "down"))
        up = self.karimen("reader", "up", "--readers", "2")
        self.assertEqual(up.returncode, 0, up.stderr)
        line = up.stdout.splitlines()[-1]
        self.assertTrue(line.startswith("export PCSCLITE_CSOCK_NAME="), up.stdout)
        self.assertEqual(self.karimen("reader", "list").stdout, up.stdout)
        self.assertEqual(self.karimen("reader", "up").stdout, up.stdout)  # it is the same one
        name, value = line.removeprefix("export ").split("=", 1)
        shown = subprocess.run(["opensc-tool", "--list-readers"], capture_output=True, text=True, timeout=60,
                               env={**os.environ, name: value.strip("'\"")})
        self.assertEqual(len(re.findall("Karimen", shown.stdout)), 2, shown.stdout + shown.stderr)
        self.assertEqual(self.karimen("reader", "down").returncode, 0)
        self.assertEqual(self.karimen("reader", "list").stdout, "")
        self.assertFalse(Path(value.strip("'\"")).exists())


if __name__ == "__main__":
    unittest.main()
