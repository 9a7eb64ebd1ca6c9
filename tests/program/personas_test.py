#!/usr/bin/env python3
"""The personas as a user meets them: listed, played in scenarios, and read by APDU; their certificates, photographs and
revocation data are judged by programs that nobody here wrote."""
import datetime
import re
import subprocess
import unittest
from pathlib import Path

from program import ROOT, InFolder, verdicts

FOLDER = ROOT / "fixtures/personas"
NAMES = sorted(p.stem for p in FOLDER.glob("*.yaml"))
JPKI, TEXT, FACE, LICENCE = ("D392F000260100000001", "D3921000310001010408", "D3921000310001010402",
                             "A0000002310600000000000000000000")
ERAS = ((2019, 5, 1), (1989, 1, 8), (1926, 12, 25), (1912, 7, 30), (1868, 1, 25))  # 5 ... 1
OTHER_NAMES = {1: "name", 4: "birth", 3: "sex", 5: "address"}  # 1.2.392.200149.8.5.5.n


class Persona:
    """What a persona file says, as far as reading a card needs it."""

    def __init__(self, name):
        self.file = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        self.number = self.say(r'individual_number: "(\d+)"')
        self.born = datetime.date.fromisoformat(self.say(r"  birth_date: (\S+)"))
        self.name = self.say(r"certificate_name: (.*)") or self.say(r"\n  name: (.*)")
        self.address = self.say(r"certificate_address: (.*)") or self.say(r"\n  address: (.*)")
        self.password = self.say(r"signature: (?:\{value: )?(\w+)")
        self.licence_pin = self.say(r'licence: (?:\{value: )?"(\d+)"') or "****"
        self.expires = self.say(r"\n  expires: (\S+)")
        self.code = self.say(r'security_code: "(\d+)"')

    def say(self, pattern):
        found = re.search(pattern, self.file)
        return found.group(1) if found else None

    def verification_number_b(self):
        era = next(e for e in ERAS if (self.born.year, self.born.month, self.born.day) >= e)
        return f"{self.born.year - era[0] + 1:02}{self.born:%m%d}{self.expires[:4]}{self.code}"


def check_digit(eleven):
    """Ordinance no. 85 of 2014, article 5."""
    rest = sum(int(eleven[11 - n]) * (n + 1 if n <= 6 else n - 5) for n in range(1, 12)) % 11
    return "0" if rest <= 1 else str(11 - rest)


def select(aid):
    return f"00A4040C{len(aid) // 2:02X}{aid}"


def verify(key, text):
    return f"002000{0x80 | key:02X}{len(text):02X}{text.encode().hex()}"


def read(file):
    return f"00B0{0x80 | file:02X}00000000"


def tlv(data):
    """DER: (tag, content) one behind the other; filler ends them."""
    at = 0
    while at + 2 <= len(data) and data[at]:
        size, head = data[at + 1], 2
        if size & 0x80:
            head += size & 0x7F
            size = int.from_bytes(data[at + 2:at + head], "big")
        yield data[at], data[at + head:at + head + size]
        at += head + size


def children(data, *tags):
    """The content behind a path of tags, the first of each."""
    for tag in tags:
        data = next(content for found, content in tlv(data) if found == tag)
    return data


def objects(file):
    """Tag -> value of the objects inside a card file's outer object (two-byte tags)."""
    def parse(data):
        at = 0
        while at + 3 <= len(data) and data[at] == 0xDF:
            head, size = (5, int.from_bytes(data[at + 3:at + 5], "big")) if data[at + 2] == 0x82 else (3, data[at + 2])
            yield data[at + 1], data[at + head:at + head + size]
            at += head + size
    return dict(parse(file[5 if file[2] == 0x82 else 3:]))


def holder_of(certificate):
    """The otherNames of a signature certificate."""
    marker = bytes.fromhex("0603551D11")  # subjectAltName
    value = certificate[certificate.index(marker) + len(marker):]
    found = {}
    for tag, content in tlv(children(value, 0x04, 0x30)):
        parts = list(tlv(content))
        found[OTHER_NAMES.get(parts[0][1][-1])] = children(parts[1][1], 0x0C).decode()
    return found


class Personas(InFolder):
    def openssl(self, *arguments):
        done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, cwd=self.folder,
                              timeout=60)
        return done.stdout + done.stderr

    def card(self, name, *commands):
        """The data of each answer; None where the card refuses."""
        done = self.karimen("card", "apdu", "--unmasked", "--card", name, *commands)
        self.assertEqual(done.returncode, 0, done.stderr)
        answers = [re.match(r"< ([0-9A-F]+)", line).group(1)
                   for line in done.stdout.splitlines() if line.startswith("< ")]
        self.assertEqual(len(answers), len(commands))
        return [bytes.fromhex(a[:-4]) if a.endswith("9000") else None for a in answers]

    def write(self, name, data):
        (self.folder / name).write_bytes(data)
        return name

    def test_the_page_of_the_personas_says_what_their_files_say(self):
        page = (FOLDER / "README.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", page, re.M)
        files = [(n, *re.search(r'^catches: \{en: "(.*)", ja: "(.*)"\}$', Persona(n).file, re.M).groups())
                 for n in NAMES]
        self.assertEqual(rows, files)
        self.assertGreaterEqual(len(rows), 20)
        listed = self.karimen("card", "new", "--list")
        for name, english, _ in rows:
            self.assertRegex(listed.stdout, rf"(?m)^{name} .*(\n +)?{re.escape(english)}")

    def test_everybody_enters_a_scenario_as_the_facts_say(self):
        step = "steps:\n  - {do: roadside_check, at: 2026-06-10T12:00, with: {presents: [card]}}\n"
        self.write("all.yaml", "---\n".join(f"id: {n}\ntitle: {{en: a check, ja: 確認}}\ngiven: {{holder: {n}}}\n{step}"
                                            for n in NAMES).encode())
        done = self.karimen("run", "all.yaml", "--db", "none", "--reporter", "ndjson")
        self.assertEqual(verdicts(done), {n: "pass" for n in NAMES}, done.stderr)

    def test_nothing_fits_on_a_full_chip(self):
        self.write("full.yaml", """id: FULL
title: {en: no room, ja: 容量不足}
place: tokyo
given: {holder: manpai_chika, reservation: {state: booked, facility: fuchu_test_centre, from: 2026-06-10T08:30, until: 2026-06-10T09:30, mail: shown}}
steps:
  - do: integrate_licence
    at: 2026-06-10T08:45
    with: {facility: fuchu_test_centre, form: my_number_only}
    expect: {outcome: refused, obstacles: [CHIP_FULL], card.record: none}
""".encode())
        done = self.karimen("run", "full.yaml", "--db", "none", "--reporter", "ndjson")
        self.assertEqual(verdicts(done), {"FULL": "pass"}, done.stdout)

    def check_certificate(self, name, certificate, authority):
        """By openssl: in order on its last day, not the day after."""
        for file, data in (("leaf", certificate), ("ca", authority)):
            self.write(f"{file}.der", data)
            self.openssl("x509", "-inform", "DER", "-in", f"{file}.der", "-out", f"{file}.pem")
        end = self.openssl("x509", "-in", "leaf.pem", "-noout", "-enddate").strip().split("=")[1]
        last = datetime.datetime.strptime(end, "%b %d %H:%M:%S %Y GMT").replace(tzinfo=datetime.timezone.utc)
        at = int(last.timestamp())
        good = self.openssl("verify", "-attime", at - 1, "-CAfile", "ca.pem", "leaf.pem")
        self.assertEqual(good, "leaf.pem: OK\n", name)
        self.assertIn("certificate has expired",
                      self.openssl("verify", "-attime", at + 1, "-CAfile", "ca.pem", "leaf.pem"))
        self.assertEqual((last.hour, last.minute, last.second), (14, 59, 59))  # 23:59:59 JST

    def check_photograph(self, name, data):
        self.write("photo.jp2", data)
        done = subprocess.run(["opj_decompress", "-i", "photo.jp2", "-o", "photo.pgm"], capture_output=True, text=True,
                              cwd=self.folder, timeout=60)
        self.assertEqual(done.returncode, 0, f"{name}: {done.stdout}")
        self.assertTrue((self.folder / "photo.pgm").read_bytes().startswith(b"P5"))

    def test_every_card_names_one_person_and_openssl_accepts_her_certificates(self):
        for name in NAMES:
            with self.subTest(persona=name):
                persona = Persona(name)
                number = verify(0x14, persona.number)
                answers = self.card(name, "0084000008", select(JPKI), read(0x02), read(0x0A), read(0x0B),
                                    verify(0x1B, persona.password), read(0x01), select(TEXT), number,
                                    verify(0x15, persona.verification_number_b()), read(0x01), read(0x02),
                                    select(FACE), verify(0x13, persona.number), read(0x02), select(LICENCE),
                                    verify(0x06, persona.licence_pin), read(0x1B))
                sign_ca, auth, auth_ca, signature = (answers[i] for i in (2, 3, 4, 6))
                stored, items, face, licence = (answers[i] for i in (10, 11, 14, 17))
                digits = stored[3:15].decode()
                self.assertEqual((digits, digits[-1], digits[:8]),
                                 (persona.number, check_digit(digits[:11]), "12345678"))
                text, picture = objects(items), objects(face)
                self.assertEqual((text[0x24], text[0x25]), (picture[0x22], picture[0x23]))
                self.assertEqual(text[0x24].decode(), f"{persona.born:%Y%m%d}")
                self.check_certificate(name, auth, auth_ca)
                self.check_photograph(name, picture[0x27])
                if signature:
                    self.check_certificate(name, signature, sign_ca)
                    holder = holder_of(signature)
                    self.assertEqual((holder["name"], holder["address"]), (persona.name, persona.address))
                    self.assertEqual((holder["birth"][1:], holder["sex"]), (text[0x24].decode(), text[0x25].decode()))
                if licence:
                    self.assertLessEqual(len(licence), 5845)
                    self.check_photograph(name, licence[licence.index(b"\x01\x07\x82") + 5:])

    def test_a_card_close_to_its_capacity_is(self):
        answers = self.card("ippai_mitsuru", select(LICENCE), verify(0x06, "8642"), read(0x1B))
        self.assertGreater(len(answers[2]), 5700)

    def test_revocation_data_say_what_was_asked_for(self):
        done = self.karimen("card", "revocation", "sato_hanako", "--revoke", "signature", "--at", "2026-06-10", "--out", "pki")
        self.assertEqual(done.returncode, 0, done.stderr)
        folder, *commands = (line for line in done.stdout.splitlines() if not line.startswith("#"))
        self.assertEqual(folder, "cd pki")
        said = {}
        for command in commands:
            shown = subprocess.run(command.split(), capture_output=True, text=True, cwd=self.folder / "pki", timeout=60)
            said[" ".join(command.split()[:2]), "signature.pem" in command or "signature-crl" in command] = shown.stdout + shown.stderr
        self.assertIn("certificate revoked", said["openssl verify", True])
        self.assertEqual(said["openssl verify", False], "authentication.pem: OK\n")
        self.assertIn("verify OK", said["openssl crl", True])
        self.assertIn("Affiliation Changed", said["openssl crl", True])
        self.assertIn("No Revoked Certificates", said["openssl crl", False])
        self.assertIn("signature.pem: revoked", said["openssl ocsp", True])
        self.assertIn("Reason: affiliationChanged", said["openssl ocsp", True])
        self.assertIn("authentication.pem: good", said["openssl ocsp", False])
        before = {p.name: p.read_bytes() for p in (self.folder / "pki").iterdir()}
        self.karimen("card", "revocation", "sato_hanako", "--revoke", "signature", "--at", "2026-06-10", "--out", "pki")
        self.assertEqual(before, {p.name: p.read_bytes() for p in (self.folder / "pki").iterdir()})

    def test_a_wrong_question_about_revocation_is_answered_with_the_right_words(self):
        for arguments, told in ((["--revoke", "signature:lost"], "one of: unspecified"),
                                (["--revoke", "signatur"], "did you mean 'signature'?"),
                                (["--at", "yesterday"], "2026-06-10"),
                                (["midori_mia", "--revoke", "signature"], "no signature certificate")):
            done = self.karimen("card", "revocation", "--out", "pki", *arguments)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertIn(told, done.stderr)
        self.assertEqual(self.karimen("card", "revocation").returncode, 2)


if __name__ == "__main__":
    unittest.main()
