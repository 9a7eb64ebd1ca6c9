#!/usr/bin/env python3
"""examples/pytest: the tests of two clients are green, with a service of their own and with one that runs; where a client is wrong,
the report shows what passed between it and the card."""
import shutil
import subprocess
import unittest

from program import KARIMEN, ROOT, InFolder, environment
from serving import Serving

EXAMPLE = ROOT / "examples/pytest"
# age_check.py with a mistake: it types the PIN without having asked how many tries are left.
CAREFUL, CARELESS = "if left < 2:", "if left < 0:"


class PytestExample(InFolder):
    def setUp(self):
        super().setUp()
        self.tests = shutil.copytree(EXAMPLE, self.folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))

    def pytest(self, *arguments, **more):
        return subprocess.run(["/usr/bin/python3", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
                              cwd=self.tests, capture_output=True, text=True, timeout=280,
                              env=environment(self.folder, HOME=str(self.folder), **more))

    def test_its_tests_are_green_with_a_service_of_their_own(self):
        done = self.pytest(KARIMEN=str(KARIMEN))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("7 passed", done.stdout)

    def test_two_runs_share_a_service_that_runs_already(self):
        serving = Serving(self.folder, "--readers", "2")
        self.addCleanup(serving.end)
        named = {"KARIMEN_SERVE": serving.address, "KARIMEN_TOKEN": serving.token, "KARIMEN": "/nonexistent"}
        runs = [subprocess.Popen(["/usr/bin/python3", "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_age_check.py"],
                                 cwd=self.tests, stdout=subprocess.PIPE, text=True, env=environment(self.folder, **named))
                for _ in range(2)]
        for run in runs:
            said = run.communicate(timeout=280)[0]
            self.assertEqual(run.returncode, 0, said)
        self.assertEqual(serving.ask("GET", "/").json["readers"], {"all": 2, "free": 2})

    def test_a_mistake_of_the_client_is_caught_and_its_traffic_shown(self):
        client = self.tests / "age_check.py"
        client.write_text(client.read_text().replace(CAREFUL, CARELESS))
        done = self.pytest("test_age_check.py", KARIMEN=str(KARIMEN))
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("FAILED test_age_check.py::test_the_last_try_is_not_spent", done.stdout)
        self.assertRegex(done.stdout, r"(?s)between Karimen 1 00 00 and the card.*> VERIFY card text PIN, 4 characters\n< 63C0")
        self.assertNotIn("30303030", done.stdout)


if __name__ == "__main__":
    unittest.main()
