#!/usr/bin/python3
"""Programs nobody here wrote, over pcscd and vpcd, against a simulated card: OpenSC, OpenSSL, pyscard.

Usage: clients_test.py CARD_HOST
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CARD_HOST = sys.argv.pop(1)
TOOLS = {"opensc-tool": "opensc", "pkcs15-tool": "opensc", "pkcs11-tool": "opensc", "openssl": "openssl"}


def at_reader(script, folder, card="hanako", *options):
    """Runs a shell script in `folder` while a card (a persona, a card file) lies in the only reader; returns what it said."""
    environment = dict(os.environ, HOME=folder, LC_ALL="C")  # OpenSC's file cache must not outlive the card
    done = subprocess.run([CARD_HOST, *options, card, "/bin/sh", "-c", script], cwd=folder, env=environment, timeout=60,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for tool, package in TOOLS.items():
            assert shutil.which(tool), f"{tool} is missing: apt-get install {package}"

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="karimen-clients-")
        self.addCleanup(shutil.rmtree, self.folder)

    def says(self, script, *expected):
        status, text = at_reader(script, self.folder)
        self.assertEqual(status, 0, text)
        for words in expected:
            self.assertIn(words, text)
        return text

    def test_opensc_recognises_the_card(self):
        self.says("opensc-tool -n", "jpki")
        self.says("opensc-tool -a", "3b:e0:00:ff:81:31:fe:45:14")

    def test_pkcs15_sees_pins_keys_and_tries(self):
        self.says("pkcs15-tool --dump", "User Authentication PIN", "Digital Signature PIN", "User Authentication Key",
                  "Digital Signature Key", "Tries left     : 3", "Tries left     : 5")

    def test_pkcs11_sees_token_and_objects(self):
        self.says("pkcs11-tool -L", "JPKI")
        self.says("pkcs11-tool -O", "User Authentication Certificate", "Digital Signature Certificate CA")

    def test_openssl_reads_the_certificate(self):
        self.says("pkcs15-tool --read-certificate 1 | openssl x509 -noout -subject -issuer", "C = JP", "JPKI-EMU")

    def sign(self, key, pin, slot_label, certificate):
        self.says(f"""set -e
            printf 'what is signed' > message
            {certificate} > certificate.pem
            openssl x509 -in certificate.pem -pubkey -noout > public.pem
            pkcs11-tool --token-label '{slot_label}' --login --pin {pin} --sign --id {key} \
              -m SHA256-RSA-PKCS -i message -o signature
            openssl dgst -sha256 -verify public.pem -signature signature message
            printf 'something else' > message
            ! openssl dgst -sha256 -verify public.pem -signature signature message""", "Verified OK")

    def test_authentication_key_signs_and_openssl_verifies(self):
        self.sign("01", "1357", "JPKI (User Authentication PIN)", "pkcs15-tool --read-certificate 1")

    def test_signature_key_signs_and_openssl_verifies(self):
        self.sign("02", "ABC123DEF", "JPKI (Digital Signature PIN)",
                  "pkcs15-tool --read-certificate 2 --verify-pin --auth-id 2 --pin ABC123DEF")

    def test_wrong_pins_are_counted_down_and_blocked(self):
        wrong = "pkcs15-tool --verify-pin --auth-id 1 --pin 0000 2>&1 || true; pkcs15-tool --dump | grep Tries | head -1"
        text = self.says(f"{wrong}; {wrong}; {wrong}; "
                         "pkcs15-tool --verify-pin --auth-id 1 --pin 1357 2>&1 || echo refused")
        counts = [line.split(":")[1].strip() for line in text.splitlines() if "Tries left     :" in line]
        self.assertEqual(counts, ["2", "1", "0"], text)
        self.assertTrue(text.rstrip().endswith("refused"), text)

    def test_pyscard_reads_the_card_number(self):
        self.says(f"/usr/bin/python3 {HERE}/pyscard_client.py", "400000098765432")

    def reads(self, what, card, *expected, interface=()):
        """A client's reading of a card that a card file describes; what it said."""
        path = os.path.join(self.folder, "card.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(card)
        status, text = at_reader(f"/usr/bin/python3 {HERE}/file_reader.py {what}", self.folder, path, *interface)
        self.assertEqual(status, 0, text)
        for words in expected:
            self.assertIn(words, text)
        return text

    def lengths(self, card):
        """How many bytes a client that reads to the end finds, by file."""
        return {file: int(length) for file, length in re.findall(r"(\w+)=(\d+)", self.reads("lengths", card))}

    def test_a_client_reads_exactly_256_bytes_of_basic_data(self):
        self.reads("basic_data", "persona: hanako\n", "256 9000 filler True 9000")
        self.reads("basic_data", "persona: hanako\ncard: {knobs: {basic_data: exact}}\n", "164 9000", "6B00")

    def test_all_files_padded_or_exact_over_all_applications(self):
        knobs = "persona: hanako\ncard: {knobs: {files: %s}}\n"
        exact = self.lengths(knobs % "exact")
        self.assertEqual(exact["0005"], 164)
        self.assertEqual(self.lengths(knobs % "padded"), {"0004": 574, "0005": 256, "certificate": 1900})
        self.assertEqual(self.lengths("persona: hanako\n"), dict(exact, **{"0005": 256, "certificate": 1900}))
        self.assertLess(exact["0004"], 574)
        self.assertLess(exact["certificate"], 1900)
        self.reads("basic_data", "persona: hanako\ncard: {knobs: {files: padded}}\n", "256 9000 filler True 9000")
        self.reads("basic_data", "persona: hanako\ncard: {knobs: {files: exact}}\n", "164 9000", "6B00")

    def test_a_client_skips_four_bytes_of_a_licence_record_and_finds_the_colour(self):
        self.reads("licence", "persona: sato_hanako\n", "pin set 9000", "colour 4d254e492121")
        self.reads("licence", "persona: sato_hanako\ncard: {licence_record: {class_element: filled}}\n",
                   "astray at 01")

    def test_a_signature_password_that_was_never_set_has_no_tries_and_is_not_compared(self):
        self.reads("signature_password", "persona: hanako\ncard: {signature_certificate: none}\n", "63C0 6984")
        self.reads("signature_password", "persona: hanako\n", "63C5 9000")

    def test_a_licence_without_pin_opens_with_the_default_pin(self):
        self.reads("licence", "persona: sato_hanako\npins: {licence: none}\n", "no pin 9000", "colour 4d254e492121")
        self.reads("licence 8642", "persona: mitei_ansho\n", "no pin 9000")

    def test_a_name_with_a_variant_is_substituted_in_the_certificate(self):
        self.reads("certificate_name", "persona: hanako\nperson: {name: 髙橋　花子}\n", "name 高橋　花子")

    def test_a_reader_reports_any_contactless_answer_to_reset(self):
        own = "3B8880010000123490B391A100"
        own += f"{self.check_byte(own):02X}"
        self.reads("atr", f'persona: hanako\ncard: {{knobs: {{contactless_atr: "{own}"}}}}\n', f"atr {own}",
                   interface=["--contactless"])

    @staticmethod
    def check_byte(text):
        check = 0
        for byte in bytes.fromhex(text)[1:]:
            check ^= byte
        return check

    def test_an_independent_scp03_client_installs_reads_and_deletes_a_licence(self):
        self.says(f"/usr/bin/python3 {HERE}/scp03_client.py", "opened 9000", "installed 9000", "stored 9000",
                  "record as stored", "deleted 9000", "gone 6A82")


if __name__ == "__main__":
    unittest.main(verbosity=2)
