#!/usr/bin/env python3
"""./dev on machines that are not this one: which clang it takes, and what it says where there is none. dpkg, apt and CMake are
stand-ins that write down what they are asked for."""
import os
import shutil
import subprocess
import unittest

from program import InFolder, ROOT

STAND_IN = '#!/bin/bash\necho "${0##*/} $*" >> "%s"\n%s\n'


class Dev(InFolder):
    def setUp(self):
        super().setUp()
        shutil.copy(ROOT / "dev", self.folder / "dev")
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        (self.folder / "tests/fuzz").mkdir(parents=True)
        for place in self.tools, self.folder / "tests/fuzz":
            for name in "apt-get", "cmake", "sudo", "run":
                self.stand_in(place / name, "")

    def stand_in(self, path, script):
        path.write_text(STAND_IN % (self.folder / "asked", script))
        path.chmod(0o755)

    def fuzz(self, installed="", offered=""):
        """`./dev fuzz` where of all clangs that one is installed, and those are offered."""
        self.stand_in(self.tools / "dpkg-query", f'[[ "$*" != *clang* || -n "{installed}" && "$*" == *clang*{installed}* ]] '
                                                 "&& echo 'install ok installed'; true")
        self.stand_in(self.tools / "apt-cache", f'for each in {offered}; do [[ $2 == "clang-$each" ]] && exit 0; done; exit 100')
        if installed:
            self.stand_in(self.tools / f"clang++-{installed}", "")
        # Those that this machine has are out of sight.
        for name in "bash", "env", "dirname", "grep", "id", "cat", "true", "ls", "tail":
            if not (self.tools / name).exists():
                (self.tools / name).symlink_to(shutil.which(name))
        done = subprocess.run([self.folder / "dev", "fuzz", "1"], capture_output=True, text=True,
                              env={"PATH": str(self.tools), "HOME": str(self.folder)}, timeout=60)
        asked = self.folder / "asked"
        return done, asked.read_text() if asked.exists() else ""

    def test_an_installed_clang_is_taken_whichever_it_is(self):
        done, asked = self.fuzz(installed="19")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("-D CMAKE_CXX_COMPILER=clang++-19", asked)
        self.assertNotIn("apt-get", asked)

    def test_otherwise_the_first_that_is_offered_is_installed(self):
        done, asked = self.fuzz(offered="18 19")
        if os.getuid() == 0:
            self.assertIn("install -y -qq --no-install-recommends clang-18 libclang-rt-18-dev", asked)
            self.assertIn("-D CMAKE_C_COMPILER=clang-18", asked)
        self.assertIn("clang-18", done.stderr)

    def test_where_there_is_none_the_names_that_were_tried_are_told(self):
        done, asked = self.fuzz()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("no clang from 14 on: tried the packages clang-14 clang-15 clang-16 ", done.stderr)
        self.assertNotIn("cmake", asked)

    def test_every_word_of_the_help_is_one(self):
        help_text = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True).stdout
        text = (ROOT / "dev").read_text()
        for line in help_text.splitlines():
            if line.startswith("./dev "):
                self.assertRegex(text, rf"(?m)^  {line.split()[1]}(\)| \|)")


if __name__ == "__main__":
    unittest.main()
