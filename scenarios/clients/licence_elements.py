"""licence_elements.py: what the licence application holds, byte by byte: the PIN setting, then each element that is not empty.

It knows of the files what is published of them, and nothing of who wrote them.
"""
import hashlib
import os
import sys

sys.dont_write_bytecode = True
from reader import Card  # noqa: E402

NOT_SET = "****"
RECORD, SIGNATURE = range(0xC2, 0x108), range(0x108, 0x10E)

card = Card()


def file(short_identifier):
    content, offset = b"", 0
    while True:
        p1, p2 = (0x80 | short_identifier, 0) if offset == 0 else (offset >> 8, offset & 0xFF)
        part, status = card.send(f"00B0{p1:02X}{p2:02X}00")
        if status == "6B00" or status == "9000" and not part:
            return content
        if status not in ("9000", "6282"):
            sys.exit(print(f"a file cannot be read: {status}"))
        content, offset = content + part, offset + len(part)


def elements(content, tags):
    """Each tag with its value; what stands elsewhere than it should ends the program."""
    at = 0
    for tag in tags:
        name = tag.to_bytes(2 if tag > 0xFF else 1, "big")
        if content[at:at + len(name)] != name:
            sys.exit(print(f"{tag:X} should begin here, and there is {content[at:at + len(name)].hex().upper()}"))
        at += len(name)
        size = content[at]
        at += 1
        if size == 0x82:
            size = int.from_bytes(content[at:at + 2], "big")
            at += 2
        yield tag, content[at:at + size]
        at += size
    if at != len(content):
        sys.exit(print(f"{len(content) - at} bytes behind the last element"))


def tell(content, tags):
    for tag, value in list(elements(content, tags)):
        if len(value) > 96:
            print(f"{tag:X} {len(value)} bytes, {hashlib.sha256(value).hexdigest()[:16]}")
        elif value:
            print(f"{tag:X} {value.hex().upper()}")


if card.send("00A4040C10A0000002310600000000000000000000")[1] != "9000":
    sys.exit(print("no licence application"))
setting = file(0x1A)
print(f"setting {setting.hex().upper()}")
pin = os.environ["KARIMEN_LICENCE_PIN"] if setting[2:3] == b"\x01" else NOT_SET
status = card.send("0020008604" + pin.encode().hex())[1]
if status != "9000":
    sys.exit(print(f"PIN refused: {status}"))
tell(file(0x1B), RECORD)
tell(file(0x1C), SIGNATURE)
