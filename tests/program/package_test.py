#!/usr/bin/env python3
"""What is installed: `cmake --install`, the Debian package in a root of its own, and examples/embed as somebody else's project that
finds karimen there. Where a tool is missing, that part is skipped and says so."""
import os
import re
import shutil
import subprocess
import unittest

from program import InFolder, KARIMEN, ROOT, environment

BUILD = KARIMEN.parent
GOES_WITH_IT = ["usr/bin/karimen", "usr/share/karimen/fixtures/facilities.yaml", "usr/share/karimen/rulebook/vocabulary.yaml",
                "usr/share/man/man1/karimen-run.1", "usr/share/bash-completion/completions/karimen",
                "usr/share/zsh/vendor-completions/_karimen", "usr/share/fish/vendor_completions.d/karimen.fish",
                "usr/include/karimen/card.hpp", "usr/share/karimen/docs/schema/scenario.json"]


def done(*command, **options):
    return subprocess.run([str(each) for each in command], capture_output=True, text=True, timeout=280, **options)


class Installed(InFolder):
    def setUp(self):
        super().setUp()
        self.root = self.folder / "root"

    def works(self, program):
        """The installed program, with no word about where its data is."""
        env = {name: value for name, value in environment(self.folder).items() if not name.startswith("KARIMEN")}
        run = done(program, "run", "-k", "LOS-0", "--db", "none", env=env, cwd=self.folder)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        self.assertRegex(run.stdout, r"(?m)^\d+ passed, 0 failed")
        told = done(program, "rules", "show", "INHERIT-11", env=env, cwd=self.folder)
        self.assertIn(f"{self.root}/usr/share/karimen/rulebook/inheritance.yaml:", told.stdout)
        self.assertEqual(done(program, "--version", env=env).stdout, self.karimen("--version").stdout)

    def installed(self):
        said = done("cmake", "--install", BUILD, "--prefix", "/usr", env={**os.environ, "DESTDIR": str(self.root)})
        self.assertEqual(said.returncode, 0, said.stderr)

    def test_cmake_installs_a_program_that_finds_its_data(self):
        self.installed()
        for each in GOES_WITH_IT:
            self.assertTrue((self.root / each).exists(), each)
        self.works(self.root / "usr/bin/karimen")

    def test_somebody_elses_boost_test_has_a_virtual_card(self):
        self.installed()
        shutil.copytree(ROOT / "examples/embed", self.folder / "theirs")
        configured = done("cmake", "-S", self.folder / "theirs", "-B", self.folder / "build",
                          "-D", f"CMAKE_PREFIX_PATH={self.root}/usr")
        self.assertEqual(configured.returncode, 0, configured.stderr)
        built = done("cmake", "--build", self.folder / "build")
        self.assertEqual(built.returncode, 0, built.stdout + built.stderr)
        ran = done(self.folder / "build/reader_test", "--log_level=message")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertRegex(ran.stdout + ran.stderr, r"Running [5-9] test cases")

    def test_the_debian_package_is_installed_by_dpkg_and_runs(self):
        missing = [each for each in ("cpack", "dpkg", "dpkg-shlibdeps") if not shutil.which(each)]
        if missing:
            self.skipTest(f"not installed: {', '.join(missing)}")
        made = done("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", self.folder / "made", cwd=self.folder)
        self.assertEqual(made.returncode, 0, made.stdout + made.stderr)
        package, = (self.folder / "made").glob("*.deb")
        fields = done("dpkg-deb", "--field", package).stdout
        self.assertRegex(fields, r"(?m)^Package: karimen$")
        self.assertRegex(fields, r"(?m)^Depends: .*\blibc6\b")
        self.assertRegex(fields, r"(?m)^Recommends: pcscd, vsmartcard-vpcd, libz3-4$")
        admin = self.root / "var/lib/dpkg"
        for each in "updates", "info":
            (admin / each).mkdir(parents=True)
        (admin / "status").touch()
        said = done("dpkg", f"--root={self.root}", "--force-not-root", "--force-depends", "--install", package,
                    env={**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"})
        self.assertEqual(said.returncode, 0, said.stdout + said.stderr)
        self.assertRegex(done("dpkg", f"--root={self.root}", "--status", "karimen").stdout, "Status: install ok installed")
        for each in GOES_WITH_IT:
            self.assertTrue((self.root / each).exists(), each)
        self.works(self.root / "usr/bin/karimen")


if __name__ == "__main__":
    unittest.main()
