#!/usr/bin/env python3
"""`karimen schema`: every scenario of the catalogue is one for it, docs/schema/scenario.json is it, and what an editor should
underline is refused; likewise card files, the rulebook, faults, karimen.toml and event streams. Write the files with `schema_test.py --write`."""
import json
import re
import sys
import tomllib
import unittest

import yaml
from jsonschema import Draft202012Validator

from program import GOOD as RUNNING, InFolder, ROOT, SCENARIOS, karimen

KINDS = ["scenario", "card", "rulebook", "faults", "configuration", "events"]


def file_of(kind):
    return ROOT / f"docs/schema/{kind}.json"


PAGE = file_of("scenario")


class Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates are texts, and `on` is a word."""
    yaml_implicit_resolvers = {}


for tag, form, first in (("bool", r"true|false", "tf"), ("int", r"-?(?:0|[1-9][0-9]*)", "-0123456789")):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), list(first))

GOOD = """id: A
title: {en: a, ja: a}
given: {holder: sato_hanako, card: {record: 1}, licence.record: $card.record}
steps:
  - {do: apply_for_card, at: 2026-04-01T09:00, with: {channel: online_site, reason: expiry}, expect: {outcome: done}}
"""
# what is changed in it: the old text, the new text, where an editor underlines
WRONG = [
    ("id: A\n", "", []),
    ("title:", "titel:", []),
    ("sato_hanako", "sato_hanaka", ["given", "holder"]),
    ("record: 1}", "record: many}", ["given", "card", "record"]),
    ("record: 1}", "recrod: 1}", ["given", "card"]),
    ("2026-04-01T09:00", "2026-04-01", ["steps", 0, "at"]),
    ("apply_for_card", "apply_for_crad", ["steps", 0, "do"]),
    ("reason: expiry", "reason: expired", ["steps", 0, "with", "reason"]),
    (", reason: expiry", "", ["steps", 0, "with"]),
    ("outcome: done", "outcome: finished", ["steps", 0, "expect", "outcome"]),
    ("{outcome: done}", "{card.recrod: 1}", ["steps", 0, "expect"]),
    ("do: apply_for_card, ", "", ["steps", 0]),
    ("steps:", "assume: {A-60: maybe}\nsteps:", ["assume", "A-60"]),
    ("steps:", "faults: {apply_for_card: [{fault: card_blinks}]}\nsteps:", ["faults", "apply_for_card"]),
    ("steps:", "cases: [{set: {}}]\nsteps:", ["cases", 0]),
    ("steps:", "requires: {transport: pcscd}\nsteps:", ["requires", "transport"]),
    ("steps:\n", "steps:\n  - {use: renewed, wiht: {}}\n", ["steps", 0]),
    ("expect: {outcome", "note: {outcom", ["steps", 0, "note"]),
]


class Schema(InFolder):
    def setUp(self):
        super().setUp()
        self.text = self.karimen("schema").stdout
        self.validator = Draft202012Validator(json.loads(self.text))

    def mistakes(self, text):
        return [list(error.absolute_path) for error in self.validator.iter_errors(yaml.load(text, Loader=Editor))]

    def test_it_is_a_schema_and_the_file_of_the_docs(self):
        Draft202012Validator.check_schema(self.validator.schema)
        self.assertEqual(PAGE.read_text(encoding="utf-8"), self.text, "write it with tests/program/schema_test.py --write")

    def test_every_scenario_of_the_catalogue_is_one(self):
        count = 0
        for path in sorted(SCENARIOS.rglob("*.yaml")):
            for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader=Editor):
                count += 1
                wrong = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in self.validator.iter_errors(document)]
                self.assertEqual(wrong, [], f"{path} {document.get('id')}")
        self.assertGreater(count, 800)

    def test_what_an_editor_should_underline_is_refused_and_by_check_too(self):
        self.assertEqual(self.mistakes(GOOD), [])
        for old, new, where in WRONG:
            with self.subTest(new):
                text = GOOD.replace(old, new, 1)
                self.assertNotEqual(text, GOOD)
                self.assertIn(where, self.mistakes(text))
                file = self.folder / "wrong.yaml"
                file.write_text(text, encoding="utf-8")
                self.assertEqual(self.karimen("check", file).returncode, 3)

    def test_it_is_said_in_japanese_and_another_schema_is_not_there(self):
        self.assertIn("最初のステップ", self.karimen("schema", "--ja").stdout)
        other = self.karimen("schema", "car")
        self.assertEqual(other.returncode, 2)
        self.assertIn("there is no schema 'car'", other.stderr)


def documents(path):
    return [each for each in yaml.load_all(path.read_text(encoding="utf-8"), Loader=Editor) if each is not None]


def every_faults():
    for path in sorted(SCENARIOS.rglob("*.yaml")):
        for document in documents(path):
            for place in [document, *document.get("cases", [])]:
                if "faults" in place:
                    yield f"{path} {document['id']}", place["faults"]


CONFIGURATION = """[sut]
command = ["python3", "adapter.py"]
procedures = ["renew_licence"]
place = "nagano"
time_limits = {perform = "30s"}
[profile.staging.sut]
address = "tcp:127.0.0.1:7700"
environment = {MODE = "test"}
stderr = "kept"
"""
CARD = "persona: sato_hanako\npins: {signature: {value: KARIMEN2025, tries_left: 0}}\ncard: {defects: [tampered_record]}\n"
ROW = ("decision: d\nquestion: {en: a, ja: a}\nhit_policy: collect\nrules:\n  - id: A-1\n    place: [tokyo]\n    then: {}\n"
       "    because: {en: a, ja: a}\n    source: {defined: a}\n")
# of a kind: a good one, and what is changed in it: the old text, the new text, where an editor underlines
WRONG_OTHERS = {
    "card": (CARD, [("persona: sato_hanako", "persona: sato_hanaka", ["persona"]), ("tries_left", "tires_left", ["pins", "signature"]),
                    ("tampered_record", "tempered_record", ["card", "defects", 0]), ("card:", "cart:", [])]),
    "rulebook": (ROW, [("because:", "becuase:", ["rules", 0]), ("[tokyo]", "[tokio]", ["rules", 0, "place"]),
                       ("hit_policy: collect", "hit_policy: all", ["hit_policy"]), ("defined:", "define:", ["rules", 0, "source"])]),
    "faults": ("apply_for_card: {fault: card_blink}", [("card_blink", "card_blinks", ["apply_for_card"])]),
    "configuration": (CONFIGURATION, [("command", "comand", ["sut"]), ("renew_licence", "renew_license", ["sut", "procedures", 0]),
                                      ("perform", "preform", ["sut", "time_limits"]), ('"kept"', '"keep"', ["profile", "staging", "sut", "stderr"]),
                                      ('"nagano"', '"naganu"', ["sut", "place"])]),
}


def underlined(errors):
    """The places of errors, and of those inside a choice."""
    for error in errors:
        yield list(error.absolute_path)
        yield from underlined(error.context)


class OtherSchemas(InFolder):
    maxDiff = None

    def validator(self, kind):
        return Draft202012Validator(json.loads(file_of(kind).read_text(encoding="utf-8")))

    def fits(self, kind, found):
        validator, count = self.validator(kind), 0
        for name, value in found:
            self.assertEqual([f"{list(e.absolute_path)}: {e.message[:300]}" for e in validator.iter_errors(value)], [], name)
            count += 1
        return count

    def test_each_is_a_schema_and_the_file_of_the_docs(self):
        for kind in KINDS:
            text = self.karimen("schema", kind).stdout
            Draft202012Validator.check_schema(json.loads(text))
            self.assertEqual(file_of(kind).read_text(encoding="utf-8"), text, "write it with tests/program/schema_test.py --write")

    def test_every_file_of_the_repository_is_one(self):
        named = lambda paths: ((f"{path}", document) for path in sorted(paths) for document in documents(path))
        self.assertGreater(self.fits("card", named((ROOT / "fixtures/personas").glob("*.yaml"))), 30)
        self.assertGreater(self.fits("rulebook", named((ROOT / "harness/rulebook").glob("*.yaml"))), 200)
        self.assertGreater(self.fits("rulebook", named([ROOT / "docs/sources.yaml"])), 0)
        self.assertGreater(self.fits("faults", every_faults()), 20)
        self.assertEqual(self.fits("configuration", [("here", tomllib.loads(CONFIGURATION))]), 1)

    def test_what_an_editor_should_underline_is_refused(self):
        for kind, (good, changes) in WRONG_OTHERS.items():
            load = tomllib.loads if kind == "configuration" else lambda text: yaml.load(text, Loader=Editor)
            validator = self.validator(kind)
            self.assertEqual([e.message for e in validator.iter_errors(load(good))], [], kind)
            for old, new, where in changes:
                with self.subTest(f"{kind}: {new}"):
                    self.assertIn(old, good)
                    self.assertIn(where, list(underlined(validator.iter_errors(load(good.replace(old, new, 1))))))

    def test_the_configuration_is_what_the_program_takes(self):
        validator = self.validator("configuration")
        begun = '[sut]\ncommand = "false"\n'
        values = {
            "command": ['"false"', '["false"]', '["false", ""]', '[""]', '" "', "[]", '""', "3", "[3]", "true"],
            "procedures": ["[]", '["renew_licence"]', '["nope"]', '"renew_licence"', "[1]"],
            "stderr": ['"fails"', '"kept"', '"x"', "true"],
            "environment": ['{A = "b"}', '{"A=B" = "c"}', '{"" = "c"}', "{A = 1}", '"x"', "{}"],
            "place": ['"tokyo"', '"naganu"', "3"],
            "time_limits": ["{}", "3", '{x = "1s"}', "{perform = 30}", *[f'{{perform = "{limit}"}}' for limit in (
                "30s", "0s", "007s", "30", "2min", "60min", "61min", "3600s", "3601s", "3600000ms", "3600001ms", "99999999999999999999min", "500ms")]],
            "address": [f'"{address}"' for address in (
                "unix:/nowhere", "unix:", "tcp:127.0.0.1:1", "tcp:127.0.0.1:65535", "tcp:127.0.0.1:65536", "tcp:127.0.0.1:0", "tcp:localhost:1",
                "tcp:127.0.0.1", "tcp:x", "tcp:", "tcp:example.org:80", "tcp:[::1]:80", "ftp:x", "")],
        }
        texts = [("[sut]\n" if key in ("command", "address") else begun) + f"{key} = {value}\n" for key, of in values.items() for value in of]
        texts += ["", "[sut]\n", begun + 'address = "unix:/x"\n', begun + 'comand = "x"\n', begun + "[sat]\n", "sut = 3\n", "profile = 3\n",
                  begun + "[profile]\na = 3\n", begun + "[profile.a]\n", begun + '[profile.a.sut]\ncommand = "x"\n',
                  begun + '[profile.a.sat]\ncommand = "x"\n', begun + '[profile.a.sut]\nstderr = "no"\n']
        (self.folder / "good.yaml").write_text(RUNNING)
        seen = set()
        for text in texts:
            (self.folder / "karimen.toml").write_text(text)
            profile = ("--profile", "a") if "[profile.a" in text else ()
            told = self.karimen("run", "good.yaml", "--db", "none", *profile).stderr
            wrong = [error.message for error in validator.iter_errors(tomllib.loads(text))]
            seen.add(not wrong)
            with self.subTest(text):
                self.assertEqual("karimen.toml:" in told, bool(wrong), f"{wrong}\n{told}")
        self.assertEqual(seen, {True, False})

    def test_the_first_line_of_a_template_names_its_schema(self):
        for kind, schema in ("scenario", "scenario"), ("card", "card"), ("rule", "rulebook"):
            for language in "en", "ja":
                text = self.karimen("new", kind, "--language", language).stdout
                self.assertEqual(text.splitlines()[0], f"# yaml-language-server: $schema={file_of(schema)}")
                self.assertEqual(self.fits(schema, [(kind, each) for each in yaml.load_all(text, Loader=Editor)]), text.count("\n---\n") + 1)


if __name__ == "__main__":
    if "--write" in sys.argv:
        for each in KINDS:
            file_of(each).write_text(karimen("schema", each, state="/tmp").stdout, encoding="utf-8")
    else:
        unittest.main()
