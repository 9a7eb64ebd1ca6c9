"""The documents that rules quote: told apart by what they say, and every quotation looked for in them."""
import hashlib
import os
import re
import unicodedata
import unittest
from pathlib import Path

from program import InFolder, ROOT

DOCUMENT = "窓口は\n平日 ９：００～１１：３０\n（注）㈱ｶﾞｲﾄﾞ に聞く\n"
CATALOGUE = """sources:
  an_office:
    issuer: {{ja: 役所, en: an office}}
    title: {{ja: 案内, en: a leaflet}}
    not_before: 2025-03-24
    file: leaflet.txt
    length: {length}
    sha256: {sha256}
"""
RULES = """facts:
  licence.status: {{type: [valid, lapsed], default: valid, observe: registry}}
obstacles: [OUT_OF_HOURS]
---
decision: d
hit_policy: collect
rules:
  - id: HOURS-1
    when: {{}}
    then: {{obstacle: OUT_OF_HOURS}}
    because: {{ja: 時間外, en: closed}}
    source: {{document: {document}, quote: [{quotes}]}}
"""


def normalised(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def entry_of(text):
    """The catalogue's entry of a document with this text, computed without the program."""
    normal = normalised(text)
    return CATALOGUE.format(length=len(normal), sha256=hashlib.sha256(normal.encode()).hexdigest())


def documents_at_hand():
    """The five documents: $KARIMEN_SOURCES, or shared/seeds beside the checkout."""
    if "KARIMEN_SOURCES" in os.environ:
        return Path(os.environ["KARIMEN_SOURCES"])
    return next((p / "shared/seeds" for p in ROOT.parents if (p / "shared/seeds").is_dir()), None)


class Sources(InFolder):
    def setUp(self):
        super().setUp()
        self.rulebook = self.folder / "rulebook"
        self.documents = self.folder / "documents"
        self.rulebook.mkdir()
        self.documents.mkdir()
        (self.rulebook / "sources.yaml").write_text(entry_of(DOCUMENT))
        (self.documents / "leaflet.txt").write_text(DOCUMENT)
        self.quote('"平日 9:00~11:30"', '"(株)ガイド"')

    def quote(self, *quotes, document="an_office"):
        text = RULES.format(document=document, quotes=", ".join(quotes))
        (self.rulebook / "rules.yaml").write_text(text)
        return text

    def check(self, *more, env=None):
        clean = {"KARIMEN_SOURCES": ""} | (env or {})
        return self.karimen("rules", "check", "--rulebook", self.rulebook, *more, env=clean)

    def test_a_quotation_is_found_whatever_the_width_and_the_line_breaks(self):
        done = self.check("--sources", self.documents)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"2 quotations found in {self.documents}, 0 not checked\n", done.stdout)
        self.assertEqual(self.check(env={"KARIMEN_SOURCES": str(self.documents)}).stdout, done.stdout)

    def test_a_quotation_that_does_not_stand_there_is_named_by_line_and_column(self):
        text = self.quote('"平日 9:00~11:30"', '"平日 9:00~17:00"')
        line = text[:text.index('"平日 9:00~17:00"')].count("\n") + 1
        column = text.splitlines()[line - 1].index('"平日 9:00~17:00"') + 1
        done = self.check("--sources", self.documents)
        self.assertEqual(done.returncode, 3)
        self.assertIn("1 quotations found", done.stdout)
        self.assertIn(f"rules.yaml:{line}:{column}: error: HOURS-1: this does not stand in an_office\n", done.stderr)
        self.assertIn("fix: quote the source word for word", done.stderr)

    def test_without_documents_the_quotations_are_counted_as_not_checked(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("0 quotations found, 2 not checked: the documents are not at hand", done.stdout)
        (self.documents / "leaflet.txt").unlink()
        done = self.check("--sources", self.documents)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("2 not checked: no an_office\n", done.stdout)

    def test_a_document_is_known_by_its_text_under_any_name(self):
        (self.documents / "leaflet.txt").rename(self.documents / "downloaded (1).txt")
        (self.documents / "other.txt").write_text("something else")
        self.assertIn("2 quotations found", self.check("--sources", self.documents).stdout)
        (self.documents / "leaflet.txt").write_text("an older one")
        done = self.check("--sources", self.documents)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("2 quotations found", done.stdout)

    def test_a_document_that_has_changed_is_named_with_both_checksums(self):
        changed = DOCUMENT.replace("１１", "１２")
        (self.documents / "leaflet.txt").write_text(changed)
        done = self.check("--sources", self.documents)
        self.assertEqual(done.returncode, 3)
        self.assertIn("2 not checked", done.stdout)
        self.assertIn("leaflet.txt is not the document 'an_office' that the rules quote", done.stderr)
        for text in (DOCUMENT, changed):
            self.assertIn(hashlib.sha256(normalised(text).encode()).hexdigest(), done.stderr)
        self.assertIn("sources.yaml:8:13: error", done.stderr)

    def test_a_rule_names_only_documents_of_the_catalogue(self):
        self.quote('"平日"', document="an_ofice")
        done = self.check()
        self.assertEqual(done.returncode, 3)
        self.assertIn("HOURS-1 quotes an unknown document 'an_ofice'", done.stderr)
        self.assertIn("did you mean 'an_office'?", done.stderr)

    def test_the_catalogue_itself_is_checked(self):
        for broken, said in ((entry_of(DOCUMENT).replace("not_before", "not_after"), "unknown key 'not_after'"),
                             (re.sub("sha256: .{5}", "sha256: ", entry_of(DOCUMENT)), "64 lower-case hexadecimal"),
                             (re.sub("    length: .*\n", "", entry_of(DOCUMENT)), "length"),
                             (re.sub("    not_before: .*\n", "", entry_of(DOCUMENT)), "either a 'date' or")):
            (self.rulebook / "sources.yaml").write_text(broken)
            done = self.check()
            self.assertEqual(done.returncode, 3)
            self.assertIn(said, done.stderr)

    def test_a_folder_that_is_not_there_is_an_error(self):
        done = self.check("--sources", self.folder / "nowhere")
        self.assertEqual(done.returncode, 3)
        self.assertIn("is no folder (--sources)", done.stderr)
        self.assertIn("$KARIMEN_SOURCES", self.check(env={"KARIMEN_SOURCES": "/nowhere"}).stderr)


class ShippedSources(InFolder):
    def test_every_quotation_stands_in_its_document(self):
        folder = documents_at_hand()
        if folder is None:
            self.skipTest("the documents are not at hand: set KARIMEN_SOURCES")
        done = self.karimen("rules", "check", "--sources", folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = re.search(r"(\d+) quotations found in .*, 0 not checked\n", done.stdout)
        self.assertIsNotNone(found, done.stdout)
        self.assertGreater(int(found.group(1)), 100)

    def test_check_counts_what_it_could_not_look_for(self):
        done = self.karimen("check", env={"KARIMEN_SOURCES": ""})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stderr, r"0 quotations found, \d{3} not checked: the documents are not at hand")

    def test_a_rule_shows_who_published_what_it_quotes(self):
        shown = self.karimen("rules", "show", "INHERIT-11").stdout
        self.assertIn("source tokyo_inheritance 「", shown)
        self.assertIn("tokyo_inheritance: Metropolitan Police Department", shown)

    def test_nothing_that_is_kept_names_a_file_of_the_documents(self):
        for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("scenarios/**/*"),
                     *ROOT.glob("harness/rulebook/*")):
            if path.is_file():
                self.assertNotRegex(path.read_text(), r"\b00[0-4]_[0-9a-f]{16}\b|docs/sources/", str(path))


if __name__ == "__main__":
    unittest.main()
