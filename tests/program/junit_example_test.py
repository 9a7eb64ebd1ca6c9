#!/usr/bin/env python3
"""examples/junit: the test of a client over javax.smartcardio, built with Debian's JDK and JUnit; where the client is wrong, it fails
and the traffic is shown."""
import os
import shutil
import subprocess
import unittest
from pathlib import Path

from program import ROOT, InFolder

LIBRARIES = [f"/usr/share/java/{name}.jar" for name in ("junit4", "hamcrest-core", "gson")]
SMARTCARD_LIBRARY = f"/usr/lib/{os.uname().machine}-linux-gnu/libpcsclite.so.1"
# PinCheck.java with a mistake: the last try is spent.
CAREFUL, CARELESS = "if (left == 1) return Outcome.LAST_TRY;", ""


class JunitExample(InFolder):
    def setUp(self):
        super().setUp()
        self.sources = Path(shutil.copytree(ROOT / "examples/junit", self.folder / "junit"))

    def junit(self):
        classes = self.folder / "classes"
        path = ":".join([str(classes), *LIBRARIES])
        subprocess.run(["javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", "-d", classes, "-cp", ":".join(LIBRARIES),
                        *self.sources.glob("*.java")], check=True)
        return self.karimen("serve", "--readers", "1", "--", "java", "-XX:+UseSerialGC", "-cp", path,
                            f"-Dsun.security.smartcardio.library={SMARTCARD_LIBRARY}", "org.junit.runner.JUnitCore", "PinCheckTest")

    def test_its_test_is_green(self):
        done = self.junit()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("OK (1 test)", done.stdout)

    def test_a_mistake_of_the_client_is_caught_and_its_traffic_shown(self):
        client = self.sources / "PinCheck.java"
        client.write_text(client.read_text().replace(CAREFUL, CARELESS))
        done = self.junit()
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("expected:<LAST_TRY> but was:<WRONG>", done.stdout)
        self.assertRegex(done.stdout, r"theLastTryIsNotSpent:\n(?s:.*)> VERIFY authentication PIN, 4 characters\n< 63C0")


if __name__ == "__main__":
    unittest.main()
