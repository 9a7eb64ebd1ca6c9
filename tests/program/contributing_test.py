#!/usr/bin/env python3
"""Every command of CONTRIBUTING.md is one: the program runs it, ctest, CMake and ./dev know the names in it."""
import re
import shlex
import subprocess
import unittest

from program import InFolder, KARIMEN, ROOT, karimen

BUILD = KARIMEN.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COMMANDS = [line.split("#")[0].strip() for block in re.findall(r"^```sh\n(.*?)^```$", TEXT, re.M | re.S)
            for line in block.splitlines() if line.strip()] + re.findall(r"`((?:build/release/karimen|ctest|\./dev) [^`]*)`", TEXT)


def output(*command):
    return subprocess.run([str(each) for each in command], capture_output=True, text=True, cwd=ROOT).stdout


def mentioned(pattern):
    found = [name for command in COMMANDS for name in re.findall(pattern, command)]
    return found or ["(nothing)"]


class Contributing(InFolder):
    def test_the_program_takes_its_commands(self):
        ours = [c.removeprefix("build/release/karimen ") for c in COMMANDS if c.startswith("build/release/karimen ")]
        self.assertGreater(len(ours), 4)
        for command in ours:
            arguments = [a.replace("NAME.yaml", str(self.folder / "NAME.yaml")) for a in shlex.split(command)]
            done = karimen(*arguments[:arguments.index(">") if ">" in arguments else None], state=self.folder, cwd=ROOT)
            self.assertEqual(done.returncode, 0, f"{command}\n{done.stderr}")

    def test_ctest_knows_the_tests(self):
        known = output("ctest", "--test-dir", BUILD, "-N")
        for name in mentioned(r"ctest .*-R (\w+)"):
            self.assertRegex(known, rf": \w*{name}\w*\n")

    def test_cmake_knows_the_targets(self):
        known = (BUILD / "build.ninja").read_text()
        for name in mentioned(r"--target (\w+)"):
            self.assertRegex(known, rf"(?m)^build (tests/)?{name}:")

    def test_a_test_program_knows_the_suites(self):
        for suite in mentioned(r"test_oracle --run_test=(\w+)"):
            done = subprocess.run([BUILD / "tests/test_oracle", f"--run_test={suite}", "--list_content"],
                                  capture_output=True, text=True)
            self.assertRegex(done.stderr, rf"(?m)^{suite}\*")

    def test_dev_knows_the_words(self):
        known = output("./dev", "help")
        for word in mentioned(r"\./dev (\w+)"):
            self.assertIn(f"./dev {word}", known)


if __name__ == "__main__":
    unittest.main()
