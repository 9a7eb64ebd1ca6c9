#!/usr/bin/env python3
"""docs/schema/port.yaml is what is really spoken: every message of whole sessions, both ways, is held to it, and docs/port.md is
made from it."""
import json
import sys
import unittest

import jsonschema
import port_page

sys.dont_write_bytecode = True
from port_test import ADAPTER, ASKED, CHECK, LIFTING, READING  # noqa: E402
from program import HEAD, ROOT, SCENARIOS, InFolder  # noqa: E402

TEE = ROOT / "tests/port/tee.py"
TERMINAL = ROOT / "examples/python/police_terminal.py"
PORT = port_page.PORT

# The one moment that has seconds.
LAST_SECOND = (HEAD % "LAST_SECOND" + "  - {do: roadside_check, at: \"2026-05-12T23:59:59\", with: {presents: [card]}}\n")


def strict(schema):
    """The schema, in which an object that names its members has no others: what is not documented is not said."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tightened = {name: strict(each) for name, each in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        tightened.setdefault("additionalProperties", False)
    return tightened


def complaints(schema, value):
    """What a value has against it, by the path to it."""
    whole = {**strict(schema), "types": strict(PORT["types"])}
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message[:300]}"
            for error in jsonschema.Draft202012Validator(whole).iter_errors(value)]


class Session:
    """The messages of a recording, each held to the schema."""

    def __init__(self, lines):
        self.wrong, self.seen, self.errors, self.open = [], set(), set(), {}
        for line in lines:
            spoken = json.loads(line)
            self.hear(spoken["from"], spoken["message"])

    def hear(self, sender, message):
        if message.get("jsonrpc") != "2.0" or set(message) - {"jsonrpc", "id", "method", "params", "result", "error"}:
            self.wrong.append(f"{sender}: no message: {message}")
        if "method" in message:
            self.request(sender, message)
            return
        method, asked_wrongly = self.open.pop(("karimen" if sender == "system" else "system", message["id"]))
        if "error" in message:  # of a call that was wrong on purpose it is the right answer
            self.error(method, message["error"])
        else:
            self.complain(f"{method} params", asked_wrongly)
            self.complain(f"{method} result", complaints(PORT["methods"][method]["result"], message["result"]))
            self.seen.add((method, "result"))

    def request(self, sender, message):
        method = message["method"]
        spec = PORT["methods"].get(method)
        if spec is None or spec["from"] not in ("both", "karimen" if sender == "karimen" else "you"):
            self.wrong.append(f"{sender} calls {method}: no such method from there")
            return
        if ("id" in message) != ("result" in spec):
            self.wrong.append(f"{method}: a call has an id, a notification has none")
        wrong = complaints(spec["params"], message.get("params", {}))
        if "id" in message:
            self.open[sender, message["id"]] = method, wrong
        else:
            self.complain(f"{method} params", wrong)
        self.seen.add((method, sender))

    def error(self, method, error):
        allowed = set(PORT["methods"][method].get("errors", [])) | {code for code in PORT["errors"] if code <= -32600}
        if error["code"] not in allowed:
            self.wrong.append(f"{method}: the error {error['code']} is none of its own: {error['message']}")
        self.errors.add(error["code"])

    def complain(self, where, found):
        self.wrong += [f"{where}: {each}" for each in found]


class Spoken(InFolder):
    def session(self, *arguments, system):
        told = self.folder / "told.ndjson"
        done = self.karimen("run", *arguments, "--db", "none", "-j", "1", "--sut", f"/usr/bin/python3 -B {TEE} {told} {system}")
        self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr[-2000:])
        session = Session(told.read_text(encoding="utf-8").splitlines())
        self.assertEqual(list(dict.fromkeys(session.wrong))[:10], [])
        self.assertEqual(session.open, {})
        return session

    def test_every_message_of_whole_sessions_is_as_the_schema_says_and_every_method_occurs(self):
        for number, text in enumerate([LIFTING, CHECK, READING, LAST_SECOND]):
            (self.folder / f"{number}.yaml").write_text(text, encoding="utf-8")
        observe = ",".join(ASKED)
        tester = self.session(".", "--min-observed", "50", system=(
            f"python3 {ADAPTER} --take lift_suspension,roadside_check,read_with_app --observe {observe}"))
        folders = [SCENARIOS / name for name in ("renewal/forms.yaml", "re_recording/state.yaml", "driving", "faults",
                                                  "submission/signature_certificate.yaml", "history/re_recording.yaml", "systems")]
        terminal = self.session(*folders, system=f"/usr/bin/python3 -B {TERMINAL}")
        wanted = set()
        for method, spec in PORT["methods"].items():
            senders = {"karimen": ["karimen"], "you": ["system"], "both": ["karimen", "system"]}[spec["from"]]
            wanted |= {(method, sender) for sender in senders} | ({(method, "result")} if "result" in spec else set())
        self.assertEqual(wanted - tester.seen - terminal.seen, set())
        cards_own = {code for code, error in PORT["errors"].items() if error["name"] in ("no_card", "mute_card", "chip_died", "not_presented")}
        self.assertEqual(cards_own - tester.errors - terminal.errors, set())

    def test_a_message_with_a_member_too_many_too_few_or_of_another_type_is_found(self):
        schema = PORT["methods"]["perform"]["result"]
        self.assertEqual(complaints(schema, {"outcome": "done", "outcomes": {"fee.amount": 1500}}), [])
        for wrong in {}, {"outcome": "yes"}, {"outcome": "done", "fee": 1}, {"outcome": "done", "outcomes": {"fee.amount": 1.5}}:
            self.assertNotEqual(complaints(schema, wrong), [], wrong)


class Page(unittest.TestCase):
    def test_the_reference_is_what_the_schema_and_the_vocabulary_say(self):
        self.assertEqual(port_page.PAGE.read_text(encoding="utf-8"), port_page.text(), "python3 tests/program/port_page.py --write")


if __name__ == "__main__":
    unittest.main()
