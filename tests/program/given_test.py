#!/usr/bin/env python3
"""What cannot be given is refused where it is written, alike by check, list and run; and what is not refused is set up as
it was given. The files of `given` were each tried by somebody: they keep what was answered wrongly from coming back."""
import re
import unittest
from pathlib import Path

from program import InFolder, ROOT, events, verdicts

GIVEN = Path(__file__).resolve().parent / "given"

# file -> what is said, in order: line, column, words
REFUSED = {
    "app_accepted": [(3, 56, "an open application has its moment, channel and reason")],
    "big": [(3, 63, "card.signature_password_tries must be 0 to 5, not 99")],
    "born_future": [(3, 49, "before she is born")],
    "contra3": [(3, 45, "no card carries a version that the registry does not have")],
    "contra8": [(3, 56, "a new card is recorded exactly if nothing stood in the way"),
                (3, 56, "a card is being made only while an application is open"),
                (3, 56, "an open application has its moment, channel and reason")],
    "neg": [(3, 63, "card.signature_password_tries must be 0 to 5, not -1"),
            (3, 84, "card.note_area_lines must be 0 to 99, not -5"),
            (3, 100, "card.free_space must be 0 to 32767, not -100")],
    "nextcard": [(3, 50, "a card is being made only while an application is open")],
    "number_long": [(3, 55, "licence.record_number must be 12 digits")],
    "photo_bad": [(3, 47, "unknown photograph 'photo-9999'")],
    "pin_bad": [(3, 50, "card.licence_pin must be 4 digits")],
    "pw_bad": [(3, 57, "card.signature_password must be 6 to 16 of A-Z and 0-9")],
    "rec_neg": [(3, 48, "licence.record must be 1 to 9999, not -1")],
    "sig_without_rec": [(3, 54, "a record has its number, end and photograph, or none of them")],
    "size_big": [(3, 57, "licence_application.size must be 1 to 16384, not 999999")],
    "size_zero": [(3, 57, "licence_application.size must be 1 to 16384, not 0")],
    "y0000": [(5, 25, "at must be 1900-01-01T00:00 to 2099-12-31T23:59, not 0000-01-01T09:00")],
}
# These are as good as any: what they leave unsaid is completed, and both sides find the same.
ACCEPTED = {
    "recordphoto": "OK_REWRITE_ADVISED",
    "prevcard": "SUPERSEDED_RECORD"}

SCENARIO = """id: W{number}
title: {{en: "walk", ja: "例"}}
given:
  holder: {holder}
  {fact}: {value}
steps:
  - {{do: pass_time, at: 2026-04-01T09:00}}
"""
HOLDERS = ["sato_hanako", "tanaka_ken", "suzuki_ichiro"]  # a record on the card, none, both forms
SAMPLES = {
    "integer": ["0", "1", "2", "3", "5", "10", "99", "100", "6600", "16384", "32767", "32768", "9999", "10000"],
    "date": ["2025-04-01", "2026-03-31", "2026-04-01", "2026-04-02", "2027-06-15", "2036-06-15", "1899-12-31"],
    "moment": ["2025-04-10T10:00", "2026-03-01T10:00", "2026-04-02T10:00", "2100-01-01T00:00"],
    "boolean": ["true", "false"],
    "text": ["none", "photo-03", "photo-99", "fuchu_test_centre", '"305012345679"', '"1111"', "ABCDEF1", "short"],
    "set": ["[]", "[NOT_SUBMITTED]"],
}


def facts_of_the_vocabulary():
    """Primary facts that can be given -> values to try, from the lines of the rulebook that declare them."""
    found, derived = {}, set()
    for file in ["vocabulary.yaml", "derived.yaml"]:
        for line in (ROOT / "harness/rulebook" / file).read_text().splitlines():
            if derivation := re.match(r'  ([a-z_]+\.[a-z_]+): (\{derive:|")', line):
                derived.add(derivation[1])
            declared = re.match(r"  ([a-z_]+\.[a-z_]+): \{type: (\[[^]]*\]|\"[^\"]*\"|[a-z_]+)(.*)", line)
            if not declared or "lifetime: step" in declared[3]:
                continue
            name, spelling = declared[1], declared[2]
            if spelling.startswith("["):
                found[name] = [word.strip() for word in spelling[1:-1].split(",")]
            else:
                if spelling.strip('"').startswith("set ["):
                    continue
                base = spelling.strip('"').split("_or")[0].replace("version", "integer")
                found[name] = SAMPLES[base] + (["none"] if "_or_none" in spelling else [])
    return {name: values for name, values in found.items() if name not in derived}


def complaints(text):
    return [(int(line), int(column), words)
            for line, column, words in re.findall(r"(?m)^\S+\.yaml:(\d+):(\d+): error: (.*)$", text)]


class Given(InFolder):
    def test_what_cannot_be_given_is_refused_where_it_is_written(self):
        for name, expected in REFUSED.items():
            for command in ["check", "list", "run"]:
                with self.subTest(file=name, command=command):
                    done = self.karimen(command, GIVEN / f"{name}.yaml")
                    self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                    said = complaints(done.stderr)
                    self.assertEqual([place[:2] for place in said], [place[:2] for place in expected], done.stderr)
                    for (_, _, words), (_, _, wanted) in zip(said, expected):
                        self.assertIn(wanted, words)
                    self.assertIn("fix: ", done.stderr)

    def test_what_is_only_left_unsaid_is_completed_and_both_sides_find_the_same(self):
        for name, finding in ACCEPTED.items():
            with self.subTest(file=name):
                self.assertEqual(self.karimen("check", GIVEN / f"{name}.yaml").returncode, 0)
                done = self.karimen("run", GIVEN / f"{name}.yaml", "--reporter", "ndjson")
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                observed = [event["observed"]["roadside.finding"] for event in events(done) if event["event"] == "step"]
                self.assertEqual(observed, [finding])

    def test_every_file_of_the_folder_is_tried(self):
        names = {path.stem for path in GIVEN.glob("*.yaml")}
        self.assertEqual(names, {*REFUSED, *ACCEPTED, "card_defects_at_top"})

    def test_what_is_given_and_not_refused_is_set_up_as_it_was_given(self):
        tried, number = {}, 0
        for holder in HOLDERS:
            for fact, values in facts_of_the_vocabulary().items():
                for value in values:
                    tried[number] = SCENARIO.format(number=number, holder=holder, fact=fact, value=value)
                    number += 1
        self.assertGreater(len(tried), 500)
        file = self.folder / "walk.yaml"
        refused = set()
        while True:
            left = {each: text for each, text in tried.items() if each not in refused}
            file.write_text("---\n".join(left.values()))
            said = self.karimen("check", file)
            if said.returncode == 0:
                break
            starts, line = {}, 1
            for each, text in left.items():
                starts[each] = range(line, line + text.count("\n") + 1)
                line += text.count("\n") + 1
            places = {line for line, _, _ in complaints(said.stderr)}
            found = {each for each, span in starts.items() if any(line in span for line in places)}
            self.assertTrue(found, said.stderr)
            refused |= found
        self.assertGreater(len(left), 300, "hardly anything can be given")
        done = self.karimen("run", file, "--reporter", "ndjson", "--db", "none")
        wrong = {name: verdict for name, verdict in verdicts(done).items() if verdict != "pass"}
        self.assertEqual({name: tried[int(name[1:])] for name in wrong}, {}, done.stderr)

    def test_a_card_file_says_where_a_key_belongs_that_stands_at_the_top(self):
        said = self.karimen("card", "lint", GIVEN / "card_defects_at_top.yaml")
        self.assertEqual(said.returncode, 3, said.stdout + said.stderr)
        self.assertIn(":33:1: error: 'defects' stands at the top of the file", said.stderr)
        self.assertIn("it belongs under 'card:'", said.stderr)
        self.assertIn(":33:11: error: unknown defect tampered_recrod", said.stderr)
        self.assertIn("did you mean 'tampered_record'", said.stderr)

    def test_a_procedure_that_no_system_knows_is_refused_before_anything_runs(self):
        rulebook = self.folder / "rulebook"
        rulebook.mkdir()
        for path in (ROOT / "harness/rulebook").glob("*.yaml"):
            (rulebook / path.name).write_text(path.read_text())
        vocabulary = rulebook / "vocabulary.yaml"
        vocabulary.write_text(vocabulary.read_text() + "  ponder: {actor: holder, ja: \"熟考\", en: \"think\", inputs: {}}\n")
        file = self.folder / "ponder.yaml"
        file.write_text(SCENARIO.format(number=1, holder="sato_hanako", fact="holder.cash", value=1)
                        .replace("pass_time", "ponder"))
        for command in ["check", "list", "run"]:
            with self.subTest(command=command):
                done = self.karimen(command, file, "--rulebook", rulebook)
                self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                self.assertIn("ponder.yaml:7:10: error: no system knows the procedure 'ponder'", done.stderr)


if __name__ == "__main__":
    unittest.main()
