#!/usr/bin/env python3
"""examples/ci: the commands of the GitHub Action and of the GitLab template, taken out of their files and typed, with the variables
that those systems set. What a container would install is not installed here: apt-get and git are stand-ins that write down what
they are asked for, and ./dev finds everything built. `./dev fresh` runs ./dev in a Debian with nothing in it."""
import os
import re
import subprocess
import unittest

import yaml

from program import BAD, GOOD, InFolder, KARIMEN, ROOT, environment, junit_complaints

CI = ROOT / "examples/ci"
ACTION = yaml.safe_load((CI / "action.yml").read_text())
GITLAB = yaml.safe_load((CI / "gitlab.yml").read_text())[".karimen"]
STAND_IN = """#!/bin/bash
echo "$(basename "$0") $*" >> %s
[ "$1" != clone ] || cp -rs %s "${@: -1}"
"""


class Pipeline(InFolder):
    def setUp(self):
        super().setUp()
        self.work = self.folder / "work"
        self.work.mkdir()
        (self.work / "mine.yaml").write_text(GOOD)
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        # A clone, as far as ./dev build needs one: the tree, and what was built.
        self.clone = self.folder / "clone"
        self.clone.mkdir()
        for path in ROOT.iterdir():
            if path.name not in ("build", ".git"):
                (self.clone / path.name).symlink_to(path)
        self.preset = KARIMEN.parent.name
        (self.clone / "build").mkdir()
        (self.clone / "build/release").symlink_to(KARIMEN.parent)
        for name in "apt-get", "git":
            (self.tools / name).write_text(STAND_IN % (self.folder / "asked", f"{self.clone}/."))
            (self.tools / name).chmod(0o755)

    def type(self, script, installed=True, **variables):
        path = f"{self.tools}:{os.environ['PATH']}"
        if installed:
            path = f"{KARIMEN.parent}:{path}"
        return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=self.work, capture_output=True, text=True, timeout=280,
                              env=environment(self.folder, PATH=path, **variables))

    def step(self, name):
        return next(step["run"] for step in ACTION["runs"]["steps"] if step["name"] == name)

    def github(self, **variables):
        return {"GITHUB_ACTION_PATH": str(self.clone / "examples/ci"), "GITHUB_PATH": str(self.folder / "path"),
                "GITHUB_STEP_SUMMARY": str(self.folder / "summary"), **variables}

    def test_the_action_runs_scenarios_annotates_failures_and_leaves_a_summary(self):
        (self.work / "mine.yaml").write_text(GOOD + "---\n" + BAD)
        done = self.type(self.step("run"), **self.github(SCENARIOS="mine.yaml", ARGUMENTS=""))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^::error file=mine\.yaml,line=\d+")
        self.assertIn("1 failed", (self.folder / "summary").read_text())
        self.assertEqual(junit_complaints(self.work / "karimen.xml"), "")
        self.assertTrue((self.work / "karimen.sqlite").exists())

    @unittest.skipUnless(KARIMEN.parent.name == "release", "the action builds the preset release")
    def test_the_action_builds_what_is_not_there(self):
        self.assertEqual(self.type(self.step("install"), **self.github()).returncode, 0)
        self.assertFalse((self.folder / "path").exists(), "it is installed: nothing is to be done")
        done = self.type(self.step("install"), installed=False, **self.github())
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(os.access((self.folder / "path").read_text().strip() + "/karimen", os.X_OK))

    def test_the_inputs_of_the_action_are_those_that_its_steps_and_the_workflow_use(self):
        text = (CI / "action.yml").read_text()
        self.assertEqual(set(re.findall(r"inputs\.(\w+)", text)), set(ACTION["inputs"]))
        workflow = yaml.safe_load((CI / "github-workflow.yml").read_text())
        job = workflow["jobs"]["part"]
        self.assertEqual(job["container"], "debian:12")
        used = next(step for step in job["steps"] if "examples/ci" in step.get("uses", ""))
        self.assertLessEqual(set(used["with"]), set(ACTION["inputs"]))

    def test_the_template_runs_a_part_of_the_scenarios_and_reports_it(self):
        variables = {name: str(value) for name, value in GITLAB["variables"].items()}
        parts = []
        for index in "1", "2":
            done = self.type("\n".join(GITLAB["before_script"] + GITLAB["script"]), **{
                **variables, "CI_NODE_INDEX": index, "CI_NODE_TOTAL": "2", "KARIMEN_SCENARIOS": str(ROOT / "scenarios/loss")})
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            parts.append(int(re.search(r"(\d+) passed", done.stdout)[1]))
            self.assertEqual(junit_complaints(self.work / GITLAB["artifacts"]["reports"]["junit"]), "")
            for path in GITLAB["artifacts"]["paths"]:
                self.assertTrue((self.work / path).exists(), path)
        self.assertEqual(sum(parts), 42)
        self.assertEqual(GITLAB["image"], "debian:12")

    @unittest.skipUnless(KARIMEN.parent.name == "release", "the template builds the preset release")
    def test_the_template_installs_what_is_not_there(self):
        variables = {name: str(value) for name, value in GITLAB["variables"].items()}
        done = self.type("\n".join(GITLAB["before_script"]) + "\nkarimen --version", installed=False, **variables)
        self.assertEqual(done.returncode, 0, done.stderr)
        asked = (self.folder / "asked").read_text()
        self.assertIn("apt-get install -y -qq --no-install-recommends ca-certificates git\n", asked)
        self.assertIn(f"git clone -q --depth 1 --branch {variables['KARIMEN_REVISION']}", asked)
        self.assertIn("karimen ", done.stdout)


if __name__ == "__main__":
    unittest.main()
