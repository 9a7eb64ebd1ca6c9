#!/usr/bin/env python3
"""examples/python: the module that adapters are written with, the police terminal that was written with it, and the same
terminal with each of its faults. Debian's Python runs them: it has pyscard and cryptography."""
import json
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
from program import KARIMEN, ROOT, SCENARIOS, InFolder  # noqa: E402

PYTHON = "/usr/bin/python3 -B"
EXAMPLES = ROOT / "examples/python"
TERMINAL = f"{PYTHON} {EXAMPLES / 'police_terminal.py'}"
WRONG = f"{PYTHON} {EXAMPLES / 'wrong/police_terminal.py'}"

# A small adapter, as docs/your-system.md shows one.
SMALL = """
import sys
sys.path.insert(0, %r)
from karimen_sut import System, done, refused, to_wire
system = System("small", "0.1")

@system.procedure("read_with_app")
def read(visit):
    if visit.person["licence.expires"] < visit.today:
        return refused("LICENCE_NOT_VALID")
    visit.change("licence.suspended_until", visit.today)
    visit.change("card_application.obstacles", {"NUMBER", "CHANNEL"})
    visit.log(visit.card.transmit("00A40000").hex())
    return done(fee=1500, warnings=["INCIDENT"], app_reading__expires=visit.at, app_reading__name=None)

@system.procedure("roadside_check")
def check(visit):
    raise ZeroDivisionError("a bug")

@system.at_reset
def forget():
    system.connection.notify("log", text="forgotten")

system.observe("licence.expires", "licence.suspended_until")
system.run()
""" % str(EXAMPLES)

HELLO = {"protocol": 1, "karimen": "0", "transport": "direct", "readers": ["direct 0"], "place": "tokyo", "language": "en",
         "procedures": ["read_with_app", "roadside_check", "renew_licence"], "environment": {}, "trust": {}}
RESET = {"at": "2026-05-01T00:00", "people": {"holder": {"licence.expires": "2028-05-01", "licence.suspended_until": "none"}},
         "pins": {"holder": {}}, "assumptions": {}, "seed": "1"}
ERRAND = {"procedure": "read_with_app", "inputs": {"pin": "8642"}, "at": "2026-05-01T09:00", "who": "holder", "place": "tokyo",
          "cards": ["card"], "readers": []}


class Karimen:
    """The other end of the port, for an adapter alone."""

    def __init__(self, program):
        self.child = subprocess.Popen(["/usr/bin/python3", "-B", "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.calls, self.heard = 0, []

    def send_bytes(self, body):
        self.child.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.child.stdin.flush()

    def send(self, **message):
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def receive(self):
        length = int(self.child.stdout.readline().split(b":")[1])
        self.child.stdout.readline()
        return json.loads(self.child.stdout.read(length))

    def call(self, method, **params):
        """The answer to a call; what the adapter asks meanwhile is heard, and answered with 6D00."""
        self.calls += 1
        self.send(id=self.calls, method=method, params=params)
        while "method" in (message := self.receive()):
            self.heard.append((message["method"], message["params"]))
            if "id" in message:
                self.send(id=message["id"], result={"response": "6D00"})
        return message.get("result", message.get("error"))

    def close(self):
        self.call("shutdown")
        self.child.stdin.close()
        self.child.stdout.close()
        return self.child.wait(timeout=10)


class Module(unittest.TestCase):
    def setUp(self):
        self.other = Karimen(SMALL)

    def tearDown(self):
        self.assertEqual(self.other.close(), 0)

    def greet(self):
        hello = self.other.call("initialize", **HELLO)
        self.other.call("reset", **RESET)
        self.assertEqual(self.other.heard, [("log", {"text": "forgotten"})])
        self.other.heard.clear()
        return hello

    def test_it_says_what_it_takes_over_and_observes(self):
        self.assertEqual(self.greet(), {"protocol": 1, "name": "small", "version": "0.1",
                                        "procedures": ["read_with_app", "roadside_check"],
                                        "observes": ["licence.expires", "licence.suspended_until"]})

    def test_values_are_of_python_and_the_card_is_reached_through_the_port(self):
        self.greet()
        self.assertEqual(self.other.call("perform", **ERRAND), {
            "outcome": "done", "obstacles": [], "warnings": ["INCIDENT"], "papers": [],
            "outcomes": {"fee.charged": True, "fee.amount": 1500, "app_reading.expires": "2026-05-01T09:00", "app_reading.name": "none"},
            "changed": {"holder": {"licence.suspended_until": "2026-05-01", "card_application.obstacles": ["CHANNEL", "NUMBER"]}}})
        self.assertEqual(self.other.heard, [("transmit", {"command": "00A40000"}), ("log", {"text": ""})])

    def test_it_hears_of_changes_and_answers_what_it_is_asked(self):
        self.greet()
        self.other.call("changed", changed={"holder": {"licence.expires": "2026-04-30"}}, at="2026-05-01T08:00")
        self.assertEqual(self.other.call("perform", **ERRAND)["obstacles"], ["LICENCE_NOT_VALID"])
        asked = self.other.call("observe", who="holder", facts=["licence.expires"], at="2026-05-01T09:00")
        self.assertEqual(asked, {"facts": {"licence.expires": "2026-04-30"}})

    def test_what_it_cannot_read_it_refuses_by_name(self):
        self.greet()
        self.assertEqual(self.other.call("dance")["code"], -32601)
        missing = self.other.call("perform", **{name: value for name, value in ERRAND.items() if name != "who"})
        self.assertEqual((missing["code"], missing["data"]), (-32602, {"field": "who"}))
        bug = self.other.call("perform", **{**ERRAND, "procedure": "roadside_check"})
        self.assertEqual(bug["code"], -32603)
        self.assertIn("ZeroDivisionError: a bug", bug["message"])
        self.other.send_bytes(b"{")
        self.assertEqual(self.other.receive()["error"]["code"], -32700)


# Each fault, a scenario that shows it, and what the report names: the rule, or the fact that must have stayed as it was.
CAUGHT = {
    "last_holder_kept": ("SIG-01", "CERT-07"),
    "licence_number_for_record_number": ("DRV-01", "DRIVE-20a"),
    "signature_not_checked": ("DRV-14", "DRIVE-20"),
    "old_record_left": ("JDG-05", "REWRITE-01"),
    "fee_despite_notice": ("REC-01", "FEE-12"),
    "suspension_ignored": ("INT-11", "SUSPEND-01"),
    "try_burnt": ("SIG-04", "CERT-06"),
    "wrong_is_right": ("CHP-15", "CHIP-18"),
    "expired_certificate_accepted": ("SIG-08", "CERT-08"),
    "capacity_not_checked": ("INT-09", "INTEG-06"),
    "second_card_forgotten": ("DRV-26", "DRIVE-29"),
    "shift_jis": ("INT-35", "CHIP-04"),
    "registry_before_card": ("CHP-07", "licence_document.status"),
    "any_record_is_current": ("JDG-05", "REWRITE-03"),
}


class Terminal(InFolder):
    def run_with(self, terminal, *arguments):
        done = self.karimen("run", *arguments, "--db", "none", "--sut", terminal)
        return done.returncode, done.stdout + done.stderr

    def test_every_scenario_is_green(self):
        status, said = self.run_with(TERMINAL, SCENARIOS, "--transport", "direct", "--min-observed", "70")
        self.assertEqual(status, 0, said[-4000:])
        self.assertIn("police terminal in Python 1.0 does: erase_licence_record, integrate_licence, re_record_licence, "
                      "read_with_app, renew_licence, rewrite_licence_record, roadside_check, submit_signature_certificate", said)
        self.assertRegex(said, r"\n\d+ of \d+ facts judged \(9\d %\)")

    def test_it_finds_the_card_under_the_readers_name(self):
        status, said = self.run_with(TERMINAL, SCENARIOS / "driving/officers_table.yaml", SCENARIOS / "submission",
                                     SCENARIOS / "faults/at_the_counter.yaml", SCENARIOS / "erasure/conditions.yaml",
                                     SCENARIOS / "history/re_recording.yaml", "--transport", "pcsc", "-j", "1")
        self.assertEqual(status, 0, said[-4000:])

    def test_it_conforms_to_the_protocol_message_by_message(self):
        done = self.karimen("sut", "check", TERMINAL)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_each_fault_is_caught_and_named(self):
        listed = subprocess.run(f"{WRONG} --fault list".split(), capture_output=True, text=True, check=True).stdout
        self.assertEqual([line.split()[0] for line in listed.splitlines()], list(CAUGHT))
        for fault, (scenario, named) in CAUGHT.items():
            with self.subTest(fault):
                status, said = self.run_with(f"{WRONG} --fault {fault}", SCENARIOS, "--transport", "direct", "-k", scenario)
                self.assertEqual(status, 1, said[-4000:])
                self.assertRegex(said, rf"(?m)^fail  .*#{scenario}\b")
                self.assertRegex(said, rf"(?m)^    {re.escape(named)} ")


class EachTime(InFolder):
    def test_the_terminal_does_the_same_each_time_so_that_a_failure_is_seen_again(self):
        faulty = f"{WRONG} --fault signature_not_checked"
        run = ("run", SCENARIOS / "driving/officers_table.yaml", "-x", "-j", "1", "--sut", faulty)
        first, again = (self.karimen(*run, "--bundle", f"{number}", "--reporter", f"json={self.folder}/{number}.json") for number in (1, 2))
        self.assertEqual((first.returncode, again.returncode), (1, 1), first.stderr)
        told = [json.loads((self.folder / f"{number}.json").read_text())["digest"] for number in (1, 2)]
        self.assertEqual(told[0], told[1])
        exchanges = (self.folder / "1/events.ndjson").read_text()
        self.assertIn('"8050300008', exchanges)  # a channel was opened
        replayed = self.karimen("replay", "1", "--sut", faulty)
        self.assertEqual(replayed.returncode, 1)
        self.assertIn("\n1 the same, 0 different, 0 fixed\n", replayed.stdout)
        mended = self.karimen("replay", "1", "--sut", TERMINAL)
        self.assertIn("0 the same, 0 different, 1 fixed", mended.stdout)


if __name__ == "__main__":
    assert KARIMEN.exists()
    unittest.main()
