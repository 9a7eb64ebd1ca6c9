#!/usr/bin/env python3
"""The SARIF report is valid by the schema that its standard has, as Microsoft's jest-sarif carries it: passed, failed, known to fail,
undecided, unread, interrupted. Exit code 77 where there is no npm to bring it."""
import json
import subprocess
import sys
import unittest
from pathlib import Path

import jsonschema

sys.dont_write_bytecode = True
from program import BAD, GOOD, OPEN, ROOT, InFolder  # noqa: E402
from report_test import NASTY  # noqa: E402

FILES = [f"{name}.yaml" for name in ("good", "bad", "open", "nasty", "broken", "known")]


class Sarif(InFolder):
    def complaints(self, log):
        schema = json.loads((PLACE / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text())
        return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
                for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(log)]

    def log(self, *arguments):
        self.karimen(*arguments, "--reporter", "sarif=log.sarif")
        return json.loads((self.folder / "log.sarif").read_text(encoding="utf-8"))

    def setUp(self):
        super().setUp()
        known = BAD.replace("id: BAD", "id: KNOWN\nxfail: {en: known, ja: 既知}")
        for name, text in [("good", GOOD), ("bad", BAD), ("open", OPEN), ("nasty", NASTY), ("broken", "id: [\n"), ("known", known)]:
            (self.folder / f"{name}.yaml").write_text(text)

    def test_every_kind_of_result_is_valid(self):
        for language in ([], ["--ja"]):
            log = self.log("run", *FILES, *language)
            self.assertEqual(self.complaints(log), [])
            self.assertEqual(len(log["runs"][0]["results"]), 5)

    def test_so_is_a_run_of_nothing_and_one_that_came_to_no_end(self):
        self.assertEqual(self.complaints(self.log("run", *FILES, "-k", "NOTHING", "--allow-empty")), [])
        self.karimen("run", *FILES, "--reporter", "ndjson=run.ndjson")
        lines = (self.folder / "run.ndjson").read_text().splitlines(keepends=True)
        (self.folder / "cut.ndjson").write_text("".join(lines[:len(lines) // 2]))
        self.assertEqual(self.complaints(self.log("report", "cut.ndjson")), [])

    def test_the_schema_would_complain(self):
        log = self.log("run", *FILES)
        log["runs"][0]["results"][0]["level"] = "bad"
        del log["runs"][0]["tool"]["driver"]["name"]
        self.assertEqual(len(self.complaints(log)), 2)


if __name__ == "__main__":
    installed = subprocess.run([ROOT / "tests/web/install"], stdout=subprocess.PIPE, text=True)
    if installed.returncode == 77:
        print("SKIPPED: SARIF was not held to its schema, for there is no npm here", file=sys.stderr)
    if installed.returncode:
        sys.exit(installed.returncode)
    PLACE = Path(installed.stdout.strip())
    unittest.main()
