#!/usr/bin/python3
"""Programs nobody here wrote, over pcscd and vpcd, against a simulated card: OpenSC, OpenSSL, pyscard.

Usage: clients_test.py CARD_HOST
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
CARD_HOST = sys.argv.pop(1)
TOOLS = {"opensc-tool": "opensc", "pkcs15-tool": "opensc", "pkcs11-tool": "opensc", "openssl": "openssl"}


def at_reader(script, folder, persona="hanako"):
    """Runs a shell script in `folder` while the persona's card lies in the only reader; returns what it said."""
    environment = dict(os.environ, HOME=folder, LC_ALL="C")  # OpenSC's file cache must not outlive the card
    done = subprocess.run([CARD_HOST, persona, "/bin/sh", "-c", script], cwd=folder, env=environment, timeout=60,
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

    def test_an_independent_scp03_client_installs_reads_and_deletes_a_licence(self):
        self.says(f"/usr/bin/python3 {HERE}/scp03_client.py", "opened 9000", "installed 9000", "stored 9000",
                  "record as stored", "deleted 9000", "gone 6A82")


if __name__ == "__main__":
    unittest.main(verbosity=2)
