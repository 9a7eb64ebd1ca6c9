#!/usr/bin/env python3
"""What is skipped, known to fail or only noted: shown and counted in every report, in the last line, the exit code and the history."""
import json
import re
import sys
import unittest
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True
from program import BAD, GOOD, InFolder, events, junit_complaints, of_kind, verdicts  # noqa: E402
from report_test import complaints  # noqa: E402


def named(name, document, more=""):
    return document.replace(document.splitlines()[0], f"id: {name}" + (f"\n{more}" if more else ""), 1)


SKIP = named("SKIP", BAD, "skip: {en: 'no form yet', ja: '様式待ち'}")
XFAIL = named("XFAIL", BAD, "xfail: 'the officer forgets #17'")
XPASS = named("XPASS", GOOD, "xfail: 'mended since'")
NOTE = GOOD.replace("id: GOOD", "id: NOTE").replace("expect: {roadside.finding: OK}", "note: {roadside.finding: NOT_CARRYING}")
PCSC = named("PCSC", GOOD, "requires: {transport: pcsc}")
REPORTERS = ["terminal", "dots", "ndjson", "json", "junit", "tap", "markdown", "github", "sarif"]


class Endings(InFolder):
    def write(self, name, *documents):
        (self.folder / name).write_text("---\n".join(documents), encoding="utf-8")
        return name

    def reports(self, *documents):
        """The run, and the text of each reporter."""
        done = self.karimen("run", self.write("s.yaml", *documents), *[
            word for name in REPORTERS for word in ("--reporter", f"{name}={name}.run")])
        return done, {name: (self.folder / f"{name}.run").read_text(encoding="utf-8") for name in REPORTERS}

    def test_all_are_in_every_report_and_in_the_last_line(self):
        done, told = self.reports(SKIP, XFAIL, NOTE, PCSC, GOOD)
        self.assertEqual(done.returncode, 0, done.stdout)
        for name in ("terminal", "dots", "markdown"):
            for words in ("2 passed", "2 skipped", "1 failed as expected", "1 notes"):
                self.assertIn(words, told[name].replace("all 2 scenarios passed", "2 passed"), name)
        self.assertTrue(told["dots"].startswith("sx.s.\n"))
        for name in REPORTERS:  # markdown spells what is no letter as a reference
            text = re.sub(r"&#(\d+);", lambda m: chr(int(m.group(1))), told[name])
            with self.subTest(reporter=name):
                for words in ("no form yet", "the officer forgets", "NOT_CARRYING"):
                    self.assertIn(words, text)
        self.assertIn("ok 1 - s.yaml\\#SKIP example # SKIP no form yet", told["tap"])
        self.assertIn("not ok 2 - s.yaml\\#XFAIL example # TODO the officer forgets", told["tap"])
        self.assertIn("# s.yaml:19:81: note in roadside_check", told["tap"].split("\nok 3")[1])
        self.assertEqual(junit_complaints(self.folder / "junit.run"), "")
        cases = {case.get("name"): case for case in xml.fromstring(told["junit"]).iter("testcase")}
        self.assertEqual({name: [child.tag for child in case] for name, case in cases.items()},
                         {"SKIP": ["skipped"], "XFAIL": ["skipped", "system-out"], "NOTE": ["system-out"], "PCSC": ["skipped"], "GOOD": []})
        results = json.loads(told["sarif"])["runs"][0]["results"]
        self.assertEqual([(r["ruleId"], r["level"]) for r in results],
                         [("skip", "none"), ("disagreement", "error"), ("note", "note"), ("skip", "none")])
        self.assertIn("the officer forgets", results[1]["suppressions"][0]["justification"])
        self.assertEqual(told["github"].count("::notice "), 4)
        self.assertNotIn("::error", told["github"])
        self.assertEqual(complaints(told["ndjson"].splitlines()), [])
        for name in REPORTERS:
            again = self.karimen("report", "ndjson.run", "--reporter", f"{name}=again")
            self.assertEqual(again.returncode, 0, again.stderr)
            strip = lambda text: re.sub(r'("measured_ms":|time=")[\d.e-]+', "", text)
            self.assertEqual(strip((self.folder / "again").read_text()), strip(told[name]), name)

    def test_an_unexpected_pass_fails_the_run_in_every_report(self):
        done, told = self.reports(XPASS, GOOD)
        self.assertEqual(done.returncode, 1)
        self.assertIn("1 passed, 1 failed, 0 undecided, 0 errors, 1 passed unexpectedly;", told["terminal"])
        for name in REPORTERS:
            self.assertIn("mended since", told[name], name)
        self.assertIn('type="passed_unexpectedly"', told["junit"])
        self.assertIn("不合格のはず: mended since", self.karimen("run", "s.yaml", "--ja").stdout)

    def test_where_everything_is_skipped_nothing_was_selected(self):
        path = self.write("s.yaml", SKIP)
        done = self.karimen("run", path)
        self.assertEqual(done.returncode, 4)
        self.assertIn("everything that is selected was skipped", done.stderr)
        self.assertEqual(self.karimen("run", path, "--allow-empty").returncode, 0)

    def test_the_history_and_failed(self):
        path = self.write("s.yaml", SKIP, XFAIL, XPASS, named("LATER", BAD), GOOD)
        self.assertEqual(self.karimen("run", path).returncode, 1)
        shown = self.karimen("runs", "show").stdout
        self.assertIn("1 skipped, 1 failed as expected", shown)
        self.assertRegex(shown, r"xfail  s\.yaml#XFAIL .*the officer forgets #17")
        self.assertEqual(set(verdicts(self.karimen("run", "--failed", path, "--reporter", "ndjson"))), {"XPASS", "LATER"})
        # What needs another transport stays to be repeated; what its author skips does not.
        self.write("s.yaml", XFAIL, named("XPASS", GOOD, "skip: later"), named("LATER", BAD, "requires: {transport: pcsc}"))
        for _ in range(2):
            again = self.karimen("run", "--failed", path, "--reporter", "ndjson")
            self.assertEqual((verdicts(again), again.returncode), ({"LATER": "skip"}, 4))

    def test_other_values_of_assumptions_may_fail_or_pass(self):
        path = self.write("s.yaml", XFAIL)
        done = self.karimen("run", path, "--all-assumptions", "--reporter", "ndjson")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(set(e["verdict"] for e in of_kind(events(done), "scenario_finished")) - {"pass"}, {"xfail"})

    def test_a_sweep_leaves_out_what_is_skipped(self):
        path = self.write("s.yaml", SKIP, GOOD)
        done = self.karimen("run", path, "--sweep")
        self.assertIn("1 scenarios skipped", done.stderr)
        self.assertIn("1 scenarios swept", done.stdout)

    def test_list_says_it(self):
        listed = self.karimen("list", self.write("s.yaml", SKIP, XFAIL)).stdout
        self.assertIn("s.yaml#SKIP  example  skip: no form yet", listed)
        self.assertIn("s.yaml#XFAIL  example  xfail: the officer forgets #17", listed)


if __name__ == "__main__":
    unittest.main()
