#!/usr/bin/env python3
"""What passes between reader and card: masked wherever it is shown or kept, told in words, captured for Wireshark,
recorded, compared."""
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from bench import Bench
from program import HEAD, ROOT, digest, environment, events, karimen, of_kind

NUMBER = "123456789018"
SELECT_TEXT, SELECT_FACE = "00A4040C0AD3921000310001010408", "00A4040C0AD3921000310001010402"
# PINs are typed, on the card and in the inputs; the last step fails, so that a failure quotes its line.
SCENARIO = (HEAD % "PINS").replace("yamada_taro", "yamada_taro, form: my_number_only") + (
    "  - {do: read_with_app, at: 2026-06-10T09:00, with: {pin: \"8642\"}}\n"
    "  - {do: submit_signature_certificate, at: 2026-06-10T10:00,"
    " with: {facility: fuchu_test_centre, password: KARIMEN2025}, expect: {outcome: failed}}\n")
COMMANDS = """\
00A4040C0AD392F000260100000001       # JPKI
00200098
002000980430303030                   # a wrong PIN
002000980431333537
802A009704 01020304 00
802A059704 01020304 00
0084000008
00A4020C020006
00B0000020

00A4040C0AD3921000310001010408       # card text, after a reset
002000910432353830
00B0810000
"""
SECRETS = ("8642", "KARIMEN2025")


def hexadecimal(text):
    return text.encode().hex().upper()


class Trace(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def karimen(self, *arguments, **options):
        return karimen(*arguments, state=self.folder / "state", cwd=self.folder, **options)

    def run_everywhere(self, name, *arguments):
        """Every reporter, every kind of trace and a history; everything that was said or written, by name."""
        (self.folder / "pins.yaml").write_text(SCENARIO)
        out = self.folder / name
        out.mkdir()
        done = self.karimen("run", "pins.yaml", "--reporter", "terminal", "--reporter", f"ndjson={out}/r.ndjson",
                            "--reporter", f"junit={out}/r.xml", "-v", "--trace", out / "trace", "--db",
                            out / "history.sqlite", *arguments)
        said = {"stdout": done.stdout.encode(), "stderr": done.stderr.encode()}
        said |= {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        return done, said

    def test_no_reporter_trace_or_history_holds_a_PIN_unless_asked_to(self):
        masked, hidden = self.run_everywhere("masked")
        unmasked, shown = self.run_everywhere("unmasked", "--unmasked")
        self.assertEqual(masked.returncode, 1, masked.stderr)
        self.assertEqual(unmasked.returncode, 1, unmasked.stderr)
        self.assertEqual(set(hidden), set(shown))
        for secret in SECRETS:
            forms = [secret.encode(), hexadecimal(secret).encode()]
            for name, content in hidden.items():
                self.assertNotIn(forms[1], content, f"{secret} in {name}")
                # Four digits inside a longer hexadecimal text are bytes 86 42 of something else, a signature say.
                self.assertIsNone(re.search(rb"(?<![\dA-F])%s(?![\dA-F])" % forms[0], content), f"{secret} in {name}")
            in_hex = {name for name, content in shown.items() if forms[1] in content}
            in_plain = {name for name, content in shown.items() if forms[0] in content}
            self.assertTrue({"r.ndjson"} <= in_hex and any(n.endswith(".ndjson") for n in in_hex - {"r.ndjson"}), in_hex)
            self.assertTrue(any(n.endswith(".apdu") for n in in_hex), in_hex)
            self.assertTrue(any(n.endswith(".pcapng") for n in in_plain), in_plain)
        self.assertIn(b"password: KARIMEN2025", shown["stdout"])  # the line that the failure quotes
        self.assertIn(b"password: ***********", hidden["stdout"])
        self.assertIn(b"password: ***********", hidden["r.xml"])

    def test_the_digest_does_not_depend_on_it(self):
        (self.folder / "pins.yaml").write_text(SCENARIO)
        digests = {digest(self.karimen("run", "pins.yaml", "--reporter", "ndjson", *more))
                   for more in ((), ("--unmasked",), ("--trace", "t"))}
        self.assertEqual(len(digests), 1)

    def test_numbers_in_texts_are_masked(self):
        """An individual number that somebody writes into a scenario reaches no report."""
        (self.folder / "number.yaml").write_text(
            SCENARIO.replace("title: {en: example", "title: {en: example " + NUMBER))
        for more, expected in ((), False), (("--unmasked",), True):
            done = self.karimen("run", "number.yaml", "--reporter", "ndjson", "--reporter",
                                "ndjson=r.ndjson", "--reporter", "terminal=r.txt", "-v", *more)
            titles = [e["title"] for e in of_kind(events(done), "scenario_finished")]
            self.assertEqual(any(NUMBER in title for title in titles), expected)
            for report in ("r.txt", "r.ndjson"):
                self.assertEqual(NUMBER in (self.folder / report).read_text(), expected, report)

    def test_card_apdu_and_decode_mask_numbers_and_PINs(self):
        verify_a = "002000930C" + hexadecimal(NUMBER)
        commands = (SELECT_TEXT, "002000910432353830", "00B0810000", "00B0000506", "00B08300000150",
                    SELECT_FACE, verify_a, "00B0850000")
        masked = self.karimen("card", "apdu", *commands).stdout
        unmasked = self.karimen("card", "apdu", "--unmasked", *commands).stdout
        self.assertEqual(masked.count("9000: done"), unmasked.count("9000: done"))
        for secret in (NUMBER, "2580"):
            self.assertNotIn(hexadecimal(secret), masked)
            self.assertIn(hexadecimal(secret), unmasked)
        piece = [line for line in masked.splitlines() if line.startswith("< ************9000")]
        self.assertEqual(len(piece), 1, masked)
        record = "FF100C" + hexadecimal(NUMBER) + "FFFF"
        self.assertNotIn(hexadecimal(NUMBER), self.karimen("decode", record).stdout)
        self.assertIn(hexadecimal(NUMBER), self.karimen("decode", "--unmasked", record).stdout)
        self.assertEqual(self.karimen("decode", "0020008004" + hexadecimal("2580")).stdout,
                         "VERIFY, 4 characters\n")

    def trace_of(self, name, *arguments):
        done = self.karimen("run", ROOT / "scenarios/submission", "--trace", name, *arguments)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return {path.name: path.read_bytes() for path in (self.folder / name).iterdir()}

    def test_traces_are_the_same_on_both_transports_and_with_any_number_of_workers(self):
        one = self.trace_of("one", "-j", "1")
        self.assertGreater(len(one), 20)
        self.assertEqual(one, self.trace_of("two", "-j", "2"))
        self.assertEqual(one, self.trace_of("pcsc", "--transport", "pcsc", "--readers", "2"))

    def test_no_two_scenarios_share_a_trace(self):
        text = (ROOT / "scenarios/submission").glob("*.yaml").__next__().read_text().split("\n---")[0]
        one, other = (re.sub(r"(?m)^id: .*$", f"id: {name}", text) for name in ("a/b", "a_b"))
        (self.folder / "s.yaml").write_text(one + "\n---\n" + other)
        self.assertEqual(self.karimen("run", "s.yaml", "--trace", "t", "--trace-format", "apdu").returncode, 0)
        self.assertEqual(len(list((self.folder / "t").iterdir())), len(self.karimen("list", "s.yaml").stdout.splitlines()))

    def test_formats_and_language_can_be_chosen(self):
        files = self.trace_of("words", "--trace-format", "apdu", "--language", "ja")
        self.assertEqual({name.rsplit(".", 1)[1] for name in files}, {"apdu"})
        self.assertIn("署名用パスワード", b"".join(files.values()).decode())
        for wrong in (("--trace", "x", "--trace-format", "pcap"), ("--trace-format", "apdu"),
                      ("--trace", "x", "--language", "fr")):
            self.assertEqual(self.karimen("run", ROOT / "scenarios/submission", *wrong).returncode, 2)

    def test_wireshark_finds_SELECT_and_READ_BINARY_by_name(self):
        self.trace_of("captures", "--trace-format", "pcapng")
        lines = ""
        for capture in sorted((self.folder / "captures").iterdir())[:3]:
            lines += subprocess.run(["tshark", "-r", capture], capture_output=True, text=True, timeout=120,
                                    env=environment(self.folder)).stdout
        self.assertIn("SELECT Application d392f000260100000001", lines, "tshark: apt-get install tshark")
        self.assertRegex(lines, "READ BINARY Offset=")
        self.assertIn("ATR, TA(1)", lines)

    def test_a_recording_is_told_compared_and_found_changed(self):
        recording, = [path for path in self.record() if path.suffix == ".ndjson"]
        header = json.loads(recording.read_text().splitlines()[0])
        self.assertEqual((header["recording"], header["schema"], header["masked"]), ("karimen", 2, True))
        self.assertIn("VERIFY", self.karimen("decode", recording).stdout)
        self.assertIn("照合", self.karimen("decode", "--ja", recording).stdout)
        self.assertEqual(self.karimen("decode", recording, "-o", "converted.pcapng").returncode, 0)
        self.assertEqual((self.folder / "converted.pcapng").read_bytes()[:4], bytes.fromhex("0A0D0D0A"))
        self.assertEqual(self.karimen("decode", recording, "-o", "converted.ndjson").returncode, 0)
        self.assertEqual((self.folder / "converted.ndjson").read_text(), recording.read_text())
        same = self.karimen("card", "diff", recording, recording)
        self.assertEqual(same.returncode, 0, same.stdout)
        lines = recording.read_text().splitlines()
        at = next(i for i, line in enumerate(lines) if '"command":"00200080"' in line or '"00B00000' in line)
        changed = json.loads(lines[at])
        changed["response"] = "6982"
        lines[at] = json.dumps(changed)
        (self.folder / "changed.ndjson").write_text("\n".join(lines) + "\n")
        other = self.karimen("card", "diff", "--json", recording, "changed.ndjson")
        self.assertEqual(other.returncode, 1, other.stderr)
        difference, = json.loads(other.stdout)["differences"]
        self.assertEqual((difference["number"], difference["ours"]["response"]), (at, "6982"))
        self.assertEqual(self.karimen("decode", "nothing.ndjson").returncode, 2)
        self.assertEqual(self.karimen("decode", "9000", "-o", "x.pcapng").returncode, 2)
        for wrong, code in ((("nothing.ndjson",), 3), ((), 2)):
            self.assertEqual(self.karimen("card", "diff", *wrong).returncode, code)

    def test_a_card_in_a_reader_is_recorded_compared_and_put_into_a_reader_as_a_recording(self):
        (self.folder / "commands.txt").write_text(COMMANDS)
        record = "karimen card record commands.txt %s --title hanako --unmasked"
        for card, recording in (("hanako", "first.ndjson"), ("first.ndjson", "second.ndjson")):
            bench = Bench(self.folder, card)
            try:
                bench.shell(record % recording)
                if card != "hanako":
                    other = bench.client()
                    other("connect")
                    self.assertEqual(other("0020009804" + hexadecimal("9999")), "6F00")
                    self.assertIn("0020009804********", bench.until("the recording holds no answer to")[-1])
                    other.close()
            finally:
                self.assertEqual(bench.interrupt(), 0)
        for other in ((), ("second.ndjson",)):
            done = self.karimen("card", "diff", "first.ndjson", *other)
            self.assertEqual((done.returncode, done.stdout), (0, "12 commands, 12 the same, 0 different\n"))
        (self.folder / "spent.yaml").write_text(
            "persona: hanako\npins: {authentication: {value: \"1357\", tries_left: 2}}\n")
        spent = json.loads(self.karimen("card", "diff", "--json", "first.ndjson", "spent.yaml").stdout)
        self.assertEqual([(d["recorded"]["response"], d["ours"]["response"]) for d in spent["differences"]],
                         [("63C3", "63C2"), ("63C2", "63C1")])

    def test_a_masked_recording_is_not_played_to_a_card(self):
        recording, = self.record()
        refused = self.karimen("card", "record", recording, "out.ndjson")
        self.assertEqual(refused.returncode, 3)
        self.assertIn("would spend the card's tries", refused.stderr)

    def record(self):
        done = self.karimen("run", ROOT / "scenarios/submission", "--trace", "recorded", "-k", "SIG-01",
                            "--trace-format", "ndjson")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return sorted((self.folder / "recorded").iterdir())[:1]


if __name__ == "__main__":
    unittest.main()
