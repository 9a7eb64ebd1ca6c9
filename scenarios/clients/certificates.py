"""certificates.py NAME [BEFORE]: what the JPKI application holds, and which of its keys are still those that were seen as BEFORE."""
import os
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from reader import Card  # noqa: E402

KINDS = {"authentication": "0A", "signature": "01"}

card = Card()
scratch = Path(os.environ["KARIMEN_SCRATCH"])


def file(identifier):
    """As much as its first object says, where it holds one."""
    status = card.send("00A4020C0200" + identifier)[1]
    content, offset = b"", 0
    while status == "9000":
        part, status = card.send(f"00B0{offset >> 8:02X}{offset & 0xFF:02X}00")
        content, offset = content + part, offset + len(part)
    if content[:2] == b"\x30\x82":
        content = content[:4 + int.from_bytes(content[2:4], "big")]
    return content


def told(certificate):
    """Its key as PEM, what that is for, the serial number and the last day, as OpenSSL reads them."""
    asked = ["openssl", "x509", "-inform", "DER", "-noout", "-serial", "-enddate", "-ext", "keyUsage", "-pubkey"]
    said = subprocess.run(asked, input=certificate, capture_output=True, check=True).stdout.decode()
    patterns = r"(?s:(-----BEGIN.*-----END[^\n]*\n))", r"Key Usage:.*\n *(.*)", r"serial=(.*)", r"notAfter=(.*)"
    return [re.search(pattern, said).group(1) for pattern in patterns]


card.send("00A4040C0AD392F000260100000001")
print("availability " + file("08")[:3].hex().upper())
card.send("00A4020C02001B")
card.send(f"00200080{len(os.environ['KARIMEN_SIGNATURE_PASSWORD']):02X}" + os.environ["KARIMEN_SIGNATURE_PASSWORD"].encode().hex())
for kind, identifier in KINDS.items():
    certificate = file(identifier)
    if certificate[:1] != b"\x30":
        print(f"{kind}: none")
        continue
    key, usage, serial, ends = told(certificate)
    (scratch / f"{sys.argv[1]}.{kind}").write_text(key)
    print(f"{kind}: {serial}, {usage}, until {ends}")
    for before in sys.argv[2:]:
        said = "the same key as" if (scratch / f"{before}.{kind}").read_text() == key else "another key than"
        print(f"{kind}: {said} {before}")
