#!/usr/bin/env python3
"""`karimen schema`: every scenario of the catalogue is one for it, docs/schema/scenario.json is it, and what an editor should
underline is refused. Write the file with `schema_test.py --write`."""
import json
import re
import sys
import unittest

import yaml
from jsonschema import Draft202012Validator

from program import InFolder, ROOT, SCENARIOS, karimen

PAGE = ROOT / "docs/schema/scenario.json"


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


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(karimen("schema", state="/tmp").stdout, encoding="utf-8")
    else:
        unittest.main()
