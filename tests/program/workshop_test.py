#!/usr/bin/env python3
"""The workshop: a card in a real reader, changed while other programs use it."""
import base64
import json
import re
import signal
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree
from pathlib import Path

from bench import Bench
from program import KARIMEN, InFolder

JPKI, LICENCE = "00A4040C0AD392F000260100000001", "00A4040C10A0000002310600000000000000000000"
ASK_AUTHENTICATION, VERIFY = "00200098", "0020009804" + b"1357".hex()
SIGN = "802A009720" + "11" * 32 + "00"
TEXT = "00A4040C0AD3921000310001010408"
ALL_PINS = "--pin text=2580 --pin licence=8642 --pin signature=ABC123DEF"


class Workshop(unittest.TestCase):
    """One stay of Hanako's card; each test leaves her card as it was put in."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="karimen-workshop-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.bench = Bench(cls.folder, "--watch", "--trace", cls.folder / "stay.ndjson")
        cls.addClassCleanup(cls.bench.interrupt)

    def setUp(self):
        self.bench.say("reset", "^the card is as it was put in")

    def client(self):
        client = self.bench.client()
        self.addCleanup(client.close)
        self.assertTrue(client("connect").startswith("ATR 3BE000FF8131FE4514"))
        return client

    def say(self, command, answer):
        return self.bench.say(command, answer)

    def read(self, *options):
        return self.bench.shell(f"karimen card read {' '.join(options)}")

    def test_what_the_greeting_says_can_be_typed_as_it_stands(self):
        typed = [line for line in self.bench.greeting if re.match("opensc|pkcs|/|export", line)]
        self.assertEqual([line.split()[0] for line in typed],
                         ["export", "opensc-tool", "pkcs11-tool", "pkcs15-tool", "pkcs11-tool", str(KARIMEN)])
        said = self.bench.shell(" && ".join(typed))
        for words in ("jpki", "JPKI (User Authentication PIN)", "Digital Signature PIN",
                      "User Authentication Certificate", "試験　花子"):
            self.assertIn(words, said)
        self.assertTrue(any("authentication PIN 1357" in line for line in self.bench.greeting))

    def test_a_counter_changed_in_the_reader_is_seen_by_programs(self):
        self.say("tries authentication 1", "authentication PIN: 1")
        self.assertIn("Tries left     : 1", self.bench.shell("pkcs15-tool --list-pins"))
        client = self.client()
        self.assertEqual([client(JPKI), client(ASK_AUTHENTICATION)], ["9000", "63C1"])
        self.say("tries authentication 0", "authentication PIN: 0")
        self.assertEqual([client(ASK_AUTHENTICATION), client(VERIFY)], ["63C0", "6984"])

    def test_a_change_leaves_the_security_status_of_the_rest(self):
        client = self.client()
        self.assertEqual([client(JPKI), client(VERIFY), client(SIGN)[-4:]], ["9000"] * 3)
        self.say("tries signature 2", "signature password: 2")
        self.say("expire signature 2027-01-31", "certificate ends")
        self.assertEqual(client(SIGN)[-4:], "9000")
        self.assertEqual(client("0020009B"), "63C2")

    def test_a_new_pin_counts_at_once(self):
        client = self.client()
        self.say("pin authentication 9753", "changed")
        self.assertEqual([client(JPKI), client(VERIFY), client("0020009804" + b"9753".hex())],
                         ["9000", "63C2", "9000"])

    def test_a_certificate_with_another_last_day_is_read_and_verifies(self):
        self.say("expire authentication 2026-01-01", "certificate ends")
        dates = self.bench.shell("pkcs15-tool --read-certificate 1 | openssl x509 -noout -enddate")
        self.assertIn("notAfter=Jan  1 14:59:59 2026 GMT", dates)
        self.assertRegex(self.read(), "authentication certificate 01A00001 .* to 2026-01-01, valid")
        self.say("expire authentication 2020-02-29", "certificate ends")  # before it began
        self.assertRegex(self.read(), "2015-0.* to 2020-02-29, valid")

    def test_the_licence_comes_goes_and_is_another_one(self):
        client = self.client()
        self.assertEqual(client(LICENCE), "6A82")
        self.say("licence present", "^licence: present")
        self.assertEqual(client(LICENCE), "9000")
        client("leave")
        whole = self.read(ALL_PINS)
        for words in ("305012345678", "2030-08-08", "signature of the record    valid"):
            self.assertIn(words, whole)
        self.say("licence stale", "^licence: stale")
        self.assertIn("2027-08-08", self.read(ALL_PINS))
        self.say("licence categories heavy,moped", "^licence: categories")
        self.say("licence conditions 眼鏡等,中型車は中型車（８ｔ）に限る", "^licence: conditions")
        self.assertRegex(self.read(ALL_PINS), r"(?s)heavy, moped.*眼鏡等\n +中型車は.*signature of the record +valid")
        self.say("licence dpin", "^licence: dpin")
        self.assertIn("heavy, moped", self.read())  # DPIN opens it
        self.say("licence absent", "^licence: absent")
        client("connect")
        self.assertEqual(client(LICENCE), "6A82")

    def test_a_defect_comes_and_goes_and_the_rest_stays(self):
        self.say("licence present", "^licence: present")
        self.say("tries licence 7", "licence PIN: 7")
        self.say("defect tampered_record on", "defect tampered_record: on")
        self.assertIn("signature of the record    wrong_signature", self.read(ALL_PINS))
        self.say("licence expires 2031-01-10", "^licence: expires")
        self.assertRegex(self.read(ALL_PINS), "(?s)2031-01-10.*wrong_signature")
        self.say("defect tampered_record off", "defect tampered_record: off")
        self.assertRegex(self.read(ALL_PINS), "(?s)2031-01-10.*signature of the record +valid")
        self.say("defect tampered_recrod on", "did you mean 'tampered_record'")

    def test_programs_see_the_card_leave_and_return(self):
        client = self.client()
        self.assertTrue(client("state").startswith("present"))
        self.say("out", "the card is out")
        self.assertTrue(client("state").startswith("empty"))
        self.assertTrue(client(JPKI).startswith("failed"))
        self.say("in", "the card is in")
        present, before = client("state").split()
        self.assertEqual(present, "present")
        self.say("blink 900", "the card was out for 900 ms")
        for _ in range(50):
            present, after = client("state").split()
            if int(after) >= int(before) + 2:
                break
            time.sleep(0.2)
        self.assertEqual((present, int(after)), ("present", int(before) + 2))
        self.say("interface contactless", "interface: contactless")
        self.assertNotIn("3BE000FF", client("connect"))
        self.say("interface contact", "interface: contact$")

    def test_snapshots_bring_back_all_but_the_session(self):
        client = self.client()
        self.assertEqual([client(JPKI), client("00200098" + "04" + b"0000".hex())], ["9000", "63C2"])
        self.say("snapshot wrong_once", "snapshot: wrong_once")
        self.say("tries authentication 3", "PIN: 3")
        self.say("restore wrong_once", "the card is as in wrong_once")
        client("connect")
        self.assertEqual([client(JPKI), client(ASK_AUTHENTICATION)], ["9000", "63C2"])
        self.say("restore wrong_onec", "did you mean 'wrong_once'")

    def test_a_card_put_back_is_another_card_to_a_program(self):
        """A session does not go on with a card that has forgotten it (6D00): the program is told (SCARD_W_REMOVED_CARD)."""
        self.say("snapshot before", "snapshot: before")
        for command in ("restore before", "load hanako", "reset"):
            with self.subTest(command=command):
                client = self.client()
                self.assertEqual([client(JPKI), client(VERIFY), client(SIGN)[-4:]], ["9000"] * 3)
                self.say(command, "programs saw it leave and come back: they must connect anew")
                self.assertRegex(client(SIGN), "^failed .*removed")
                client("connect")
                self.assertEqual([client(JPKI), client(SIGN), client(VERIFY), client(SIGN)[-4:]],
                                 ["9000", "6982", "9000", "9000"])

    def test_a_fault_strikes_once_where_it_was_told_to(self):
        client = self.client()
        self.assertEqual(client(JPKI), "9000")
        self.say("fault spurious_error instruction=verify command=2", "^fault: spurious_error")
        first, second, third = client(ASK_AUTHENTICATION), client(ASK_AUTHENTICATION), client(ASK_AUTHENTICATION)
        self.assertEqual((first, third), ("63C3", "63C3"))
        self.assertNotEqual(second, "63C3")
        self.say("fault tampered_record", "'defect tampered_record on'")
        self.say("fault off", "no fault is armed")

    def test_traffic_is_told_in_words_and_secrets_are_not(self):
        client = self.client()
        client(TEXT)
        client("0020009104" + b"2580".hex())
        self.assertIn(b"123456789018".hex().upper(), client("00B0810011"))
        client("00A4040C0AD392F000260100000001")
        client("0020009804" + b"1111".hex())
        told = "\n".join(self.bench.say("watch on", "watch: on"))
        self.assertRegex(told, r"(?s)> VERIFY card text PIN.*< .*\n.*verified: text")
        self.assertRegex(told, r"(?s)> VERIFY .*\n< .*wrong, 2 tries left.*\n.*\n +tries left: authentication 2/3")
        for secret in ("2580", "1111", "123456789018", b"123456789018".hex()):
            self.assertNotIn(secret, told)
        self.say("language ja", "表示の言語：ja")
        client(JPKI)
        self.assertIn("公的個人認証AP", "\n".join(self.say("language en", "language: en")))
        recorded = (self.folder / "stay.ndjson").read_text()
        self.assertIn('"masked":true', recorded.splitlines()[0])
        for secret in (b"2580".hex(), b"123456789018".hex()):
            self.assertNotIn(secret, recorded)

    def test_the_console_helps(self):
        table = self.say("help", "  quit")
        self.assertGreater(len(table), 15)
        self.assertLess(max(map(len, table)), 100)
        self.say("trie authentication 1", "did you mean 'tries'")
        self.say("tries authentification 1", "did you mean 'authentication'")
        self.say("tries authentication 9", "limit is 3")
        self.say("expire authentication 2026-02-30", "is no date")
        self.say("pin licence 12", "four digits")
        self.say("expire", "expire signature.authentication DATE")
        self.say("show", "^JPKI|^card manager|^card text")

    def test_a_pin_is_never_tried_twice_nor_to_the_last(self):
        text = self.read("--pin text=0000")
        self.assertRegex(text, r"card-text PIN +refused \(63C2\)")
        self.assertIn("card_text 11: 2", self.read())
        self.say("tries text 1", "PIN: 1")
        self.assertIn("one try left: not tried", self.read("--pin text=2580"))
        self.assertIn("card_text 11: 1", self.read())
        self.assertIn("試験　花子", self.read("--pin text=2580 --force"))


class Stays(InFolder):
    def stay(self, *arguments):
        bench = Bench(self.folder, *arguments)
        self.addCleanup(bench.interrupt)
        return bench

    def test_a_saved_card_goes_on_where_it_was(self):
        first = self.stay("yamada_taro", "--trace", "capture.pcapng")
        first.say("tries text 2", "PIN: 2")
        first.say("expire authentication 2029-05-06", "ends")
        first.say("save after.card", "saved: after.card")
        first.process.stdin.write("quit\n")
        first.process.stdin.flush()
        self.assertEqual(first.process.wait(timeout=60), 0)
        second = self.stay("after.card")
        text = second.shell("karimen card read --pin licence=8642")
        for words in ("card_text 11: 2", "to 2029-05-06, valid", "305012345677"):
            self.assertIn(words, text)
        second.say("licence stale", "^licence: stale")
        second.say("expire authentication 2028-05-06", "ends")
        self.assertRegex(second.shell("karimen card read --pin licence=8642"), "(?s)2028-05-06, valid.*2025-08-20")
        second.say("defect tampered_text on", "a saved card cannot be given defects")
        second.say("load hanako", "the card is hanako")
        self.assertIn("400000098765432", second.shell("karimen card read"))
        self.assertGreater((self.folder / "capture.pcapng").stat().st_size, 100)

    def test_a_reader_with_a_card_in_it_takes_no_other(self):
        """vpcd queues a second card without a word: it is not in, nobody's PINs are printed, the first one stays."""
        first = self.stay("hanako")
        port = re.search(r"reader of port (\d+)", first.greeting[-1]).group(1)
        for _ in range(3):  # the second one finds vpcd's queue full, and is not to wait for ever
            second = self.karimen("card", "insert", "yamada_taro", "--vpcd", f"127.0.0.1:{port}")
            self.assertEqual((second.returncode, second.stdout), (6, ""))
            self.assertIn(f"another card is in the reader of port {port}; it is held by '{KARIMEN} card insert --private "
                          f"hanako' (process {first.process.pid})", second.stderr)
        self.assertIn("--private", second.stderr)
        self.assertIn("400000098765432", first.shell("karimen card read"))
        first.say("out", "the card is out")
        third = subprocess.Popen([KARIMEN, "card", "insert", "yamada_taro", "--vpcd", f"localhost:{port}"],
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            while "Ctrl-C" not in third.stdout.readline():
                pass
            first.say("in", f"another card is in the reader of port {port}; it is held by")
            third.stdin.write("quit\n")
            third.stdin.flush()
            self.assertEqual(third.wait(timeout=60), 0)
        finally:
            third.kill()
            third.communicate()
        first.say("in", "the card is in")
        self.assertIn("400000098765432", first.shell("karimen card read"))

    def test_a_password_without_its_certificate_is_not_called_blocked(self):
        """It was never set; the chip answers as if it were blocked."""
        password = "signature password .*"
        for persona, word in (("midori_mia", "no certificate"), ("fusagi_mamoru", "(?i)blocked$")):
            bench = self.stay(persona, "--watch")
            greeting = next(line for line in bench.greeting if "signature password" in line)
            self.assertEqual("no certificate" in greeting, persona == "midori_mia", greeting)
            client = bench.client()
            client("connect")
            client(JPKI)
            client("0020009B")
            bench.until("63C0: blocked, or never set")  # who hears the exchange cannot tell
            client.close()
            said = {"card show": self.karimen("card", "show", persona).stdout,
                    "the console": bench.say("tries", "signature password")[-1] + "\n",
                    "card read": bench.shell("karimen card read --pin signature=ABC123DEF")}
            for place, text in said.items():
                line, = re.findall(f"^.*{password}$", text, re.M) or [f"{place}: {text}"]
                self.assertRegex(line.replace("  signature password", ""), word, place)
            bench.interrupt()

    def test_a_password_that_was_never_set_cannot_be_given_tries_and_is_explained_as_what_it_is(self):
        verify = ["0020009B06" + b"ABC123".hex()]
        for persona, rule, words in (("midori_mia", "reference_not_set", "was never set"),
                                     ("fusagi_mamoru", "reference_blocked", "is blocked")):
            said = self.karimen("card", "explain", "--card", persona, JPKI, *verify).stdout
            self.assertRegex(said, f"(?s)< 6984.*rule +{rule}: key 001B {words}", persona)
        bench = self.stay("midori_mia", "--ja")
        for line, told in (("tries signature 2", "署名用パスワードには照合する値が設定されていない"),
                           ("tries signature 9", "署名用パスワードには照合する値が設定されていない"),
                           ("tries authentication 9", "公的個人認証AP、ファイル0018: 残り回数 9 は上限 3 を超える"),
                           ("pin authentication x", "利用者証明用暗証番号 を 'x' にはできない")):
            self.assertIn(told, "\n".join(bench.say(line, told)))
        bench.interrupt()

    def test_the_end_of_the_input_leaves_the_card_in(self):
        bench = self.stay("hanako")
        bench.process.stdin.write("tries signature 4")
        bench.process.stdin.close()
        bench.until("signature password: 4")
        self.assertIn("jpki 1B: 4", bench.shell("karimen card read"))
        bench.process.send_signal(signal.SIGINT)
        self.assertEqual(bench.process.wait(timeout=60), 0)

    def test_a_recording_is_a_card_again(self):
        first = self.stay("--trace", "stay.ndjson")
        client = first.client()
        client("connect")
        answers = [client(each) for each in (JPKI, ASK_AUTHENTICATION, "00A4020C02000A", "00B0000010")]
        client.close()
        self.assertEqual(first.interrupt(), 0)
        second = self.stay("stay.ndjson", "--watch")
        client = second.client()
        client("connect")
        self.assertEqual([client(each) for each in (JPKI, ASK_AUTHENTICATION, "00A4020C02000A", "00B0000010")],
                         answers)
        client.close()
        self.assertIn("63C3", "\n".join(second.say("tries authentication 1", "a recording has no chip")))

    def test_status_words_are_explained(self):
        for status, rule in {"6982": "read_not_allowed", "63c0": "tries_left", "6984": "reference_blocked",
                             "6a82": "application_not_found", "6D00": "unknown_instruction", "9000": "done",
                             "6b00": "offset_outside", "6A84": "install_no_space"}.items():
            said = self.karimen("card", "explain", status).stdout
            self.assertRegex(said, rf"\n  {rule}\n    rule .*\n    source ", status)
            self.assertRegex(self.karimen("card", "explain", status, "--ja").stdout, "規則", status)
        self.assertIn("never", self.karimen("card", "explain", "6283").stdout)
        self.assertEqual(self.karimen("card", "explain").returncode, 2)

    def test_an_answer_is_explained_by_rule_state_and_way_out(self):
        said = self.karimen("card", "explain", "--card", "hanako", JPKI, "00B0810000").stdout
        self.assertRegex(said, r"(?s)< 6982.*rule +read_not_allowed.*0001.*before +JPKI, no EF.*source +.*B\.5"
                               r".*instead .*001B")
        opened = self.karimen("card", "explain", JPKI, "0020009B09" + b"ABC123DEF".hex(), "00B0810000").stdout
        self.assertIn("verified: signature", opened)
        self.assertNotIn(b"ABC123DEF".hex().upper(), opened)

    def test_apdus_come_from_the_input_and_the_card_can_be_kept(self):
        commands = f"# JPKI\n{JPKI}\n\n00 20 00 98 04 30 30 30 30  # wrong\n"
        sent = self.karimen("card", "apdu", "--save", "kept.card", input=commands)
        self.assertRegex(sent.stdout, "(?s)< 9000.*< 63C2")
        again = self.karimen("card", "apdu", "--card", "kept.card", JPKI, ASK_AUTHENTICATION)
        self.assertIn("< 63C2", again.stdout)
        self.assertEqual((self.folder / "kept.card").stat().st_mode & 0o077, 0)  # keys lie in it
        self.assertIn("ATR 3B", self.karimen("card", "apdu", "--contactless", JPKI).stdout)
        self.assertEqual(self.karimen("card", "apdu", "--save", "no/such/folder", JPKI).returncode, 6)

    def test_a_card_is_shown_masked_as_text_as_json_and_as_a_picture(self):
        shown = self.karimen("card", "show", "yamada_taro", "--face", "face.svg").stdout
        self.assertNotIn("123456780088", shown)
        self.assertIn("123456780088", self.karimen("card", "show", "yamada_taro", "--unmasked").stdout)
        widths = {sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in shown.splitlines()[:9]}
        self.assertEqual(widths, {62})
        for words in ("山田　太郎", "305012345677", "ordinary, moped", "3/3"):
            self.assertIn(words, shown)
        facts = json.loads(self.karimen("card", "show", "yamada_taro", "--json").stdout)
        self.assertEqual(facts["holder"]["individual_number"], "*" * 12)
        self.assertEqual(facts["certificates"]["signature"]["serial"], "01500009")
        picture = xml.etree.ElementTree.parse(self.folder / "face.svg")
        self.assertIn("山田　太郎", "".join(picture.getroot().itertext()))
        photograph = re.search(r"data:image/png;base64,([^\"]+)", (self.folder / "face.svg").read_text())
        self.assertEqual(base64.b64decode(photograph.group(1))[:8], b"\x89PNG\r\n\x1a\n")
        self.assertIn("有効期限", self.karimen("card", "show", "--ja").stdout)

    def test_lint_says_what_certificates_hold_otherwise_and_what_is_wrong_with_an_answer_to_reset(self):
        card = self.folder / "own.yaml"
        card.write_text('persona: sato_hanako\nperson: {name: "髙橋　花子"}\n'
                        "card: {knobs: {contactless_atr: 3B888001000005E0B381A1007E, contact_atr: 3B058014414243}}\n")
        done = self.karimen("card", "lint", card)
        self.assertEqual((done.returncode, "0 errors, 3 warnings" in done.stdout), (0, True), done.stderr)
        for words in ("own.yaml:2:17: warning: the signature certificate says 高 for 髙",
                      "own.yaml:3:57: warning: byte 12 of the answer to reset: the check byte TCK is 7E",
                      "own.yaml:3:80: warning: byte 3 of the answer to reset: historical byte 14 announces 4 bytes"):
            self.assertIn(words, done.stderr)
        self.assertRegex(self.karimen("card", "show", card).stdout, "name in the certificate +高橋　花子")
        card.write_text("persona: sato_hanako\nperson:\n  name: 試\ue000\n")
        done = self.karimen("card", "lint", card)
        self.assertEqual(done.returncode, 3)
        self.assertIn("own.yaml:3:10: error: \ue000 (U+E000)", done.stderr)

    def test_lint_tells_errors_from_what_is_odd(self):
        bad = self.folder / "bad.yaml"
        bad.write_text('persona: hanako\nperson:\n  individual_number: "123456789012"\n'
                       "card:\n  serial: \"12\"\n")
        done = self.karimen("card", "lint", bad)
        self.assertEqual(done.returncode, 3)
        self.assertRegex(done.stderr, r"bad.yaml:3:22: error: .*check digit(.|\n)*fix: it must end in 8")
        self.assertRegex(done.stderr, r"bad.yaml:5:11: error: ")
        self.assertIn("2 errors", done.stdout)
        odd = self.folder / "odd.yaml"
        odd.write_text("persona: sato_hanako\npins:\n  text: {value: \"2580\", tries_left: 0}\n"
                       "card:\n  defects: [tampered_text]\n")
        done = self.karimen("card", "lint", odd, "--at", "2026-06-16")
        self.assertEqual(done.returncode, 0, done.stderr)
        for words in ("text PIN is blocked", "has defects", "certificate ended before 2026-06-16", "odd.yaml:3:9"):
            self.assertIn(words, done.stderr)
        self.assertNotIn("ended before", self.karimen("card", "lint", odd).stderr)
        wrong = self.folder / "wrong.yaml"
        wrong.write_text("persona: nobody\ncard: {foo: 1, defects: [nope, nope2]}\nfacts: {a.b: 1, card.status: lost}\n")
        done = self.karimen("card", "lint", wrong)
        self.assertEqual(done.returncode, 3)
        for place in ("1:10", "2:8", "2:26", "2:32", "3:9", "3:30"):
            self.assertIn(f"wrong.yaml:{place}: error: ", done.stderr)
        self.assertIn("6 errors", done.stdout)
        wide = self.folder / "wide.yaml"
        wide.write_bytes("persona: sato_hanako\n".encode("utf-16"))
        for command in ("lint", "show"):
            self.assertIn("wide.yaml:1:1: error: this is UTF-16", self.karimen("card", command, wide).stderr)
        everybody = self.karimen("card", "lint")
        self.assertEqual((everybody.returncode, " 0 errors" in everybody.stdout), (0, True), everybody.stderr)

    def test_help_fits_a_screen_and_every_card_command_has_an_example(self):
        for words in (["help"], ["card", "--help"], ["card"], ["help", "card", "insert"]):
            said = self.karimen(*words)
            self.assertEqual(said.returncode, 0)
            self.assertLess(len(said.stdout.splitlines()), 36, said.stdout)
            self.assertLessEqual(max(map(len, said.stdout.splitlines())), 110)
        listed = re.findall(r"^  (card \w+) ", self.karimen("card", "--help").stdout, re.M)
        self.assertGreater(len(listed), 8)
        for name in listed:
            self.assertIn("examples:", self.karimen(*name.split(), "--help").stdout, name)

    def test_personas_are_listed_with_what_they_catch(self):
        listed = self.karimen("card", "new", "--list").stdout
        self.assertGreaterEqual(len(listed.splitlines()), 20)
        self.assertIn("every worked example is her card", listed)


if __name__ == "__main__":
    unittest.main()
