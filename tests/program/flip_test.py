#!/usr/bin/env python3
"""Turning one cell of the rulebook round makes exactly those scenarios fail whose prediction differs, and each failure
names that rule: as fired, or as not fired and why."""
import re
import shutil
import tempfile
import unittest
from pathlib import Path

from program import ROOT, SCENARIOS, events, karimen, of_kind

# file, the cell as it stands, turned round, the rule it belongs to
FLIPS = [
    ("inheritance.yaml", "INHERIT-12"),
    ("integration.yaml", "INTEG-05"),
]


def flip(text, rule):
    """Turns the first double-quoted cell of the rule's `when` round: X becomes not(X), not(X) becomes X."""
    begin = text.index(f"id: {rule}\n") if f"id: {rule}\n" in text else text.index(f"id: {rule},")
    opening = text.index('"', text.index("when:", begin)) + 1
    closing = text.index('"', opening)
    cell = text[opening:closing]
    turned = cell[4:-1] if cell.startswith("not(") else f"not({cell})"
    return text[:opening] + turned + text[closing:]


def predictions(stream):
    """scenario -> the predictions of its steps, in order."""
    found = {}
    for step in of_kind(stream, "step"):
        found.setdefault(step["scenario"], []).append(step["predicted"])
    return found


class Flip(unittest.TestCase):
    def test_exactly_the_scenarios_with_another_prediction_fail_and_name_the_rule(self):
        for file, rule in FLIPS:
            with self.subTest(rule=rule), tempfile.TemporaryDirectory() as folder:
                rulebook = Path(folder) / "rulebook"
                shutil.copytree(ROOT / "harness/rulebook", rulebook)
                path = rulebook / file
                path.write_text(flip(path.read_text(), rule))
                right = karimen("run", SCENARIOS, "--reporter", "ndjson", state=folder)
                self.assertEqual(right.returncode, 0, right.stderr)
                wrong = karimen("run", SCENARIOS, "--rulebook", rulebook, "--reporter", "ndjson", state=folder)
                self.assertEqual(wrong.returncode, 1, wrong.stderr)
                before, after = predictions(events(right)), predictions(events(wrong))
                # A failed step ends its scenario, so only the common beginning can be compared.
                differing = {name for name, steps in after.items() if steps != before[name][: len(steps)]}
                failed = {e["id"] for e in of_kind(events(wrong), "scenario_finished") if e["verdict"] == "fail"}
                self.assertTrue(failed)
                self.assertEqual(failed, differing)
                shown = karimen("run", SCENARIOS, "--rulebook", rulebook, state=folder).stdout
                failures = re.split(r"(?m)^fail  ", shown)[1:]
                self.assertEqual(len(failures), len(failed))
                for failure in failures:
                    self.assertIn(rule, failure)


if __name__ == "__main__":
    unittest.main()
