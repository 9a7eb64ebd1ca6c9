#!/usr/bin/env python3
"""examples/java: the roadside reader over javax.smartcardio, built with Debian's JDK, and the same with a fault."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from program import ROOT, SCENARIOS, InFolder, scenarios_with  # noqa: E402

EXAMPLES = ROOT / "examples/java"
JSON = "/usr/share/java/gson.jar"
SMARTCARD_LIBRARY = f"/usr/lib/{os.uname().machine}-linux-gnu/libpcsclite.so.1"
PROCEDURES = ["read_with_app", "roadside_check"]


def setUpModule():
    """Builds what the tests run; a warning of the compiler is an error here."""
    global CLASSES
    folder = tempfile.TemporaryDirectory(prefix="karimen-java-")
    unittest.addModuleCleanup(folder.cleanup)
    CLASSES = Path(folder.name)
    sources = [str(path) for path in sorted(EXAMPLES.rglob("*.java"))]
    subprocess.run(["javac", "-Xlint:all,-serial", "-Werror", "-encoding", "UTF-8", "-d", str(CLASSES), "-cp", JSON, *sources],
                   check=True)


def program(name):
    return f"java -XX:+UseSerialGC -Dsun.security.smartcardio.library={SMARTCARD_LIBRARY} -cp {CLASSES}:{JSON} {name}"


class RoadsideReader(InFolder):
    def run_with(self, name, *arguments):
        done = self.karimen("run", *arguments, "--db", "none", "--sut", program(name))
        return done.returncode, done.stdout + done.stderr

    def test_every_scenario_in_which_a_card_is_read_is_green_on_both_transports(self):
        places = scenarios_with(*PROCEDURES)
        self.assertGreater(len(places), 100)
        for transport in "direct", "pcsc":
            with self.subTest(transport):
                status, said = self.run_with("RoadsideReader", *places, "--transport", transport)
                self.assertEqual(status, 0, said[-4000:])
                self.assertIn("roadside reader in Java 1.0 does: read_with_app, roadside_check", said)

    def test_it_conforms_to_the_protocol_message_by_message(self):
        done = self.karimen("sut", "check", program("RoadsideReader"))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_signature_that_is_not_checked_is_caught_and_named(self):
        status, said = self.run_with("SignatureNotChecked", SCENARIOS / "driving", "-k", "DRV-14")
        self.assertEqual(status, 1, said[-4000:])
        self.assertRegex(said, r"(?m)^fail  .*#DRV-14\b")
        self.assertRegex(said, r"(?m)^    DRIVE-20 ")


if __name__ == "__main__":
    unittest.main()
