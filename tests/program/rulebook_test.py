#!/usr/bin/env python3
"""One broken rulebook each: a diagnostic at its line, exit code 3, and nothing runs on it."""
import hashlib
import shutil
import unittest

from program import GOOD, ROOT, InFolder

# What is added to the rulebook that karimen comes with, in a file of its own; the line that is told; what is said of it.
ROW = "  - {id: %s, when: {%s}, then: {value: %s}, because: {en: x, ja: x}, source: {defined: for a test}}\n"
TABLE = "decision: broken\nquestion: {en: x, ja: x}\nhit_policy: %s\nrules:\n"
ONE = ROW % ("BROKEN-01", 'licence.disposition: "valid"', "one")
BROKEN = {
    "a gap": (TABLE % "unique" + ONE, 1, "broken: no row applies: licence.disposition = "),
    "a gap between two dates": (TABLE % "first" + ROW % ("BROKEN-01", 'card.expires: "< 2026-01-01"', "one") + ROW % ("BROKEN-02", 'card.expires: "> 2026-01-01"', "two"),
                                1, "broken: no row applies: card.expires = 2026-01-01"),
    "an overlap": (TABLE % "unique" + ROW % ("BROKEN-01", 'card.expires: "<= 2026-01-01"', "one") + ROW % ("BROKEN-02", 'card.expires: ">= 2026-01-01"', "two"),
                   6, "broken: BROKEN-01 and BROKEN-02 both apply: card.expires = 2026-01-01"),
    "a cycle": ('facts:\n  broken.one: {derive: "broken.two + 1"}\n  broken.two: {derive: "broken.one + 1"}\n', 3, "derived from itself: broken.one → broken.two → broken.one"),
    "a missing quote": (TABLE % "collect" + "  - {id: BROKEN-01, then: {value: one}, because: {en: x, ja: x}, source: {document: tokyo_faq}}\n", 5, "'quote' is missing"),
    "an unknown document": (TABLE % "collect" + "  - {id: BROKEN-01, then: {value: one}, because: {en: x, ja: x}, source: {document: tokyo_fax, quote: x}}\n", 5, "tokyo_fax"),
    "an unknown fact": (TABLE % "collect" + ROW % ("BROKEN-01", 'card.expirs: "2026-01-01"', "one"), 5, "unknown fact 'card.expirs'"),
    "an unknown word": (TABLE % "collect" + ROW % ("BROKEN-01", 'licence.disposition: "valed"', "one"), 5, "valed"),
    "an impossible range of dates": (TABLE % "collect" + ONE.replace("when:", "effective: {from: 2026-05-01, until: 2026-04-30}, when:"), 5, "ends before it begins"),
    "no such day": (TABLE % "collect" + ONE.replace("when:", "effective: {from: 2026-02-30}, when:"), 5, "2026-02-30"),
    "a rule without source": (TABLE % "collect" + ONE.replace(", source: {defined: for a test}", ""), 5, "BROKEN-01 names no source"),
    "two rules with one id": (TABLE % "collect" + ONE + ONE.replace("one}", "two}"), 6, "the rule id 'BROKEN-01' stands twice"),
    "an id of another file": (TABLE % "collect" + ONE.replace("BROKEN-01", "INHERIT-12"), 5, "the rule id 'INHERIT-12' stands twice"),
    "two decisions of one name": (TABLE.replace("broken", "inheritance") % "collect" + ONE, 1, "the decision 'inheritance' stands twice"),
    "an effect on what is derived": ("effect: broken\nset: {licence.status: valid}\n", 2, "is derived and cannot be set"),
    "no YAML": ("decision: [\n", 1, "not valid YAML"),
}


class BrokenRulebook(InFolder):
    def broken(self, text):
        folder = self.folder / "rulebook"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(ROOT / "harness/rulebook", folder)
        (folder / "zz_broken.yaml").write_text(text, encoding="utf-8")
        return folder

    def test_each_is_told_at_its_line_and_nothing_runs_on_it(self):
        (self.folder / "good.yaml").write_text(GOOD)
        for name, (text, line, said) in BROKEN.items():
            folder = self.broken(text)
            for command in [("rules", "check"), ("run", "good.yaml", "--db", "none", "--bundle", "none"), ("explore", "--walks", "1")]:
                with self.subTest(rulebook=name, command=command[0]):
                    done = self.karimen(*command, "--rulebook", folder)
                    self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                    self.assertRegex(done.stderr, rf"zz_broken\.yaml:{line}(:\d+)?: ")
                    self.assertIn(said, done.stderr)
                    self.assertNotIn("passed", done.stdout)

    def test_what_is_whole_is_run(self):
        folder = self.broken(TABLE % "collect" + ONE)
        self.assertEqual(self.karimen("rules", "check", "--rulebook", folder).returncode, 0)
        (self.folder / "good.yaml").write_text(GOOD)
        self.assertEqual(self.karimen("run", "good.yaml", "--rulebook", folder).returncode, 0)

    def test_an_invariant_that_a_procedure_breaks_is_refuted_by_the_shortest_run(self):
        folder = self.broken('invariant: nobody_is_suspended\nbecause: {en: x, ja: x}\nholds: "licence.disposition != suspended"\n')
        done = self.karimen("rules", "check", "--rulebook", folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        if "libz3" in done.stdout:
            self.skipTest("there is no libz3 here")
        self.assertRegex(done.stdout, r"nobody_is_suspended is broken by suspend_licence; the shortest run:\n(    given .*\n)?(    under .*\n)?    then suspend_licence at \d{4}-")
        # What is proved of the others stays proved: nothing writes the cash but fees.
        self.assertNotRegex(done.stdout, r"(?m)^  numbers_stay is")

    def test_the_run_that_refutes_an_invariant_is_a_scenario_that_fails(self):
        folder = self.broken('invariant: nobody_is_suspended\nbecause: {en: x, ja: x}\nholds: "licence.disposition != suspended"\n')
        done = self.karimen("rules", "check", "--rulebook", folder, "--out", "refuted")
        self.assertEqual(done.returncode, 0, done.stderr)
        if "libz3" in done.stdout:
            self.skipTest("there is no libz3 here")
        self.assertRegex(done.stdout, r"as a scenario: refuted/REFUTED-nobody-is-suspended\.yaml")
        ran = self.karimen("run", "refuted", "--rulebook", folder, "--db", "none", "--bundle", "none")
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        self.assertIn("nobody_is_suspended is broken by what is predicted", ran.stdout)

    def test_a_subsumed_row_is_warned_of_at_its_line(self):
        two = ROW % ("BROKEN-01", 'licence.disposition: "valid, suspended"', "one") + ROW % ("BROKEN-02", 'licence.disposition: "suspended"', "one")
        done = self.karimen("rules", "check", "--rulebook", self.broken(TABLE % "collect" + two))
        if "libz3" in done.stdout:
            self.skipTest("there is no libz3 here")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"zz_broken\.yaml:6:\d+: warning: broken: BROKEN-02 says nothing that BROKEN-01 would not say in its place")
        self.assertIn("'repeats: BROKEN-01'", done.stderr)

    def test_every_fact_is_observed_derived_or_said_to_be_the_oracles_own(self):
        """And what no system reports, some rule turns on."""
        said = "facts:\n  broken.one: {type: boolean, default: false%s, en: x, ja: x}\n"
        read = TABLE % "collect" + ROW % ("BROKEN-01", 'broken.one: "true"', "one")
        for extra, warned in [("", ["is neither observed nor derived", "nothing reads broken.one"]), (", observe: oracle", ["nothing reads broken.one"]),
                              (", observe: paper", []), (", observe: oracle}\n  broken.two: {derive: \"broken.one\"", ["nothing reads broken.two"])]:
            with self.subTest(fact=extra):
                done = self.karimen("rules", "check", "--rulebook", self.broken(said % extra))
                self.assertEqual(done.returncode, 0, done.stderr)
                told = [line for line in done.stderr.splitlines() if "warning: " in line and ("broken.one" in line or "broken.two" in line)]
                self.assertEqual(len(told), len(warned), done.stderr)
                for line, words in zip(told, warned):
                    self.assertIn(words, line)
        whole = self.karimen("rules", "check", "--rulebook", self.broken(said % ", observe: oracle" + "---\n" + read))
        self.assertNotIn("broken.one", whole.stderr)
        both = self.karimen("rules", "check", "--rulebook", self.broken('facts:\n  broken.one: {derive: "true", observe: oracle}\n'))
        self.assertEqual(both.returncode, 3, both.stdout)
        self.assertIn("a derived fact is nobody's own", both.stderr)

    def test_a_quotation_that_does_not_stand_in_its_document(self):
        text = "A licence ends on its last day."
        bare = "".join(text.split())
        documents = self.folder / "documents"
        documents.mkdir()
        (documents / "leaflet.txt").write_text(text)
        folder = self.folder / "own"
        folder.mkdir()
        source = "sources:\n  leaflet: {issuer: {en: x, ja: x}, title: {en: x, ja: x}, date: 2026-01-01, file: leaflet.txt, length: %d, sha256: %s}\n---\n"
        (folder / "own.yaml").write_text(source % (len(bare), hashlib.sha256(bare.encode()).hexdigest())
                                         + TABLE % "collect" + ONE.replace('licence.disposition: "valid"', 'place: "tokyo"').replace(
                                             "{defined: for a test}", '{document: leaflet, quote: "ends on its first day"}'))
        done = self.karimen("rules", "check", "--rulebook", folder, "--sources", documents)
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertRegex(done.stderr, r"own\.yaml:8:\d+: ")
        self.assertIn("ends on its first day", done.stderr)


if __name__ == "__main__":
    unittest.main()
