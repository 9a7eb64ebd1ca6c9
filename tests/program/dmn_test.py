#!/usr/bin/env python3
"""karimen rules export --format dmn: a public parser reads what is written, and an independent engine answers every decision as Karimen.

  python3 tests/program/dmn_test.py                            some random facts a decision
  python3 tests/program/dmn_test.py --assignments 10000        more of them (seven minutes); --seed N: others

Exit code 77 where there is no npm to bring them, or its Node.js is older than the engine."""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path

sys.dont_write_bytecode = True
from program import InFolder, KARIMEN, ROOT, karimen  # noqa: E402

DMN = "{https://www.omg.org/spec/DMN/20230324/MODEL/}"
OLDEST_NODE = 20


def exported(folder, *more):
    file = folder / "karimen.dmn"
    done = karimen("rules", "export", "--format", "dmn", file, *more, state=folder)
    return done, file


def differ(file, assignments, seed=1, *decisions):
    return subprocess.run(["node", "differential.js", KARIMEN, file, str(assignments), str(seed), *decisions], cwd=PLACE,
                          capture_output=True, text=True)


class Export(InFolder):
    def test_has_every_decision_with_its_policy_rows_reasons_and_sources(self):
        done, file = exported(self.folder)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        root = ET.parse(file).getroot()
        tables = {each.get("name"): each.find(DMN + "decisionTable") for each in root.iter(DMN + "decision")}
        rows = 0
        for path in sorted((ROOT / "harness/rulebook").glob("*.yaml")):
            for text in re.split(r"(?m)^---$", path.read_text(encoding="utf-8")):
                name = re.search(r"(?m)^decision: (\S+)", text)
                if not name:
                    continue
                table = tables[name[1]]
                self.assertEqual(table.get("hitPolicy").lower(), re.search(r"(?m)^hit_policy: (\S+)", text)[1], name[1])
                ids = re.findall(r"(?m)^  - (?:\{ ?)?id: ([^\s,]+)", text)
                written = [rule.get("id").removeprefix("rule.") for rule in table.findall(DMN + "rule")]
                self.assertEqual(written[:len(ids)], ids, name[1])
                rows += len(ids)
        self.assertGreater(rows, 400)
        fee = next(rule for rule in root.iter(DMN + "rule") if rule.get("id") == "rule.FEE-10")
        annotations = [each.findtext(DMN + "text") for each in fee.findall(DMN + "annotationEntry")]
        self.assertEqual((annotations[0], annotations[3]), ("FEE-10", "tokyo_faq"))
        self.assertIn("1,500円", annotations[1])
        self.assertIn("1,500 yen", annotations[2])
        self.assertIn("(1,500円)", annotations[4])

    def test_everything_that_is_required_is_there(self):
        _, file = exported(self.folder)
        root = ET.parse(file).getroot()
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        self.assertEqual(len(ids), len(set(ids)))
        asked = [each.get("href")[1:] for each in root.iter() if each.get("href")]
        self.assertGreater(len(asked), 1000)
        self.assertEqual(set(asked) - set(ids), set())

    def test_what_feel_cannot_say_is_named(self):
        rulebook = self.folder / "rulebook"
        shutil.copytree(ROOT / "harness/rulebook", rulebook)
        fees = rulebook / "fees.yaml"
        text = fees.read_text(encoding="utf-8")
        row = re.search(r"then: \{charged: \"?true\"?, amount: integration\.amount\}", text)
        self.assertTrue(row, "the row that the test changes")
        fees.write_text(text.replace(row[0], 'then: {charged: "true"}', 1), encoding="utf-8")
        done, file = exported(self.folder, "--rulebook", rulebook)
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertRegex(done.stderr, r"integration_fee: FEEL cannot say it: FEE-10 says nothing about amount")
        self.assertIn('id="decision.integration_fee"', file.read_text(encoding="utf-8"))

    def test_an_unknown_format_is_refused(self):
        done = self.karimen("rules", "export", "--format", "dnm")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--format dmn", done.stderr)


class Differential(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="karimen-dmn-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.file = exported(cls.folder)[1]

    def test_both_answer_alike(self):
        done = differ(self.file, OPTIONS.assignments, OPTIONS.seed)
        print(done.stdout, end="", file=sys.stderr)
        self.assertEqual(done.returncode, 0, done.stdout[:4000] + done.stderr[:4000])
        self.assertRegex(done.stdout, r"\b0 disagreements")
        rows = re.search(r"(\d+) of (\d+) rows applied", done.stdout)
        self.assertGreater(int(rows[1]), 0.7 * int(rows[2]))

    def test_it_would_notice(self):
        """A word, a day, a comparison and a formula that are spoiled in the file: told, with the facts."""
        text = self.file.read_text(encoding="utf-8")
        for decision, before, after in [
                ("integration_fee", "<text>not(&quot;licence_renewal&quot;)</text>", "<text>&quot;licence_renewal&quot;</text>"),
                ("scheme", "2025-03-2", "2026-09-2"),
                ("return_of_licence", "licence_in_force", "not(licence_in_force)")]:
            with self.subTest(decision=decision):
                begin = text.index(f'<decision id="decision.{decision}"') if before != "licence_in_force" else text.index('<decision id="fact.told.no_licence"')
                place = text.index(before, text.index("<text>", begin))
                spoiled = self.folder / "spoiled.dmn"
                spoiled.write_text(text[:place] + after + text[place + len(before):], encoding="utf-8")
                done = differ(spoiled, 60, 1, decision)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertIn(f"{decision}: ", done.stdout)
                self.assertNotIn(" 0 disagreements", done.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assignments", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    OPTIONS, rest = parser.parse_known_args()
    installed = subprocess.run([ROOT / "tests/web/install", ROOT / "tests/dmn"], stdout=subprocess.PIPE, text=True)
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout if installed.returncode == 0 else ""
    if installed.returncode == 77 or (version and int(version[1:].split(".")[0]) < OLDEST_NODE):
        print("SKIPPED: no independent engine was asked, for there is no npm here, or an old one", file=sys.stderr)
        sys.exit(77)
    if installed.returncode:
        sys.exit(installed.returncode)
    PLACE = Path(installed.stdout.strip())
    unittest.main(argv=[sys.argv[0], *rest])
