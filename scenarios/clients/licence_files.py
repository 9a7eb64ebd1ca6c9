"""The files of the licence application, as what is published of them says, and nothing of who wrote them."""
import os
import sys

from reader import Card

NOT_SET = "****"
RECORD, SIGNATURE = range(0xC2, 0x108), range(0x108, 0x10E)


class LicenceFiles:
    """The application, opened with the holder's PIN; where there is none, the program ends."""

    def __init__(self):
        self.card = Card()
        if self.card.send("00A4040C10A0000002310600000000000000000000")[1] != "9000":
            sys.exit(print("no licence application"))
        self.setting = self.file(0x1A)
        pin = os.environ["KARIMEN_LICENCE_PIN"] if self.setting[2:3] == b"\x01" else NOT_SET
        status = self.card.send("0020008604" + pin.encode().hex())[1]
        if status != "9000":
            sys.exit(print(f"PIN refused: {status}"))

    def file(self, short_identifier):
        content, offset = b"", 0
        while True:
            p1, p2 = (0x80 | short_identifier, 0) if offset == 0 else (offset >> 8, offset & 0xFF)
            part, status = self.card.send(f"00B0{p1:02X}{p2:02X}00")
            if status == "6B00" or status == "9000" and not part:
                return content
            if status not in ("9000", "6282"):
                sys.exit(print(f"a file cannot be read: {status}"))
            content, offset = content + part, offset + len(part)

    def record(self):
        return elements(self.file(0x1B), RECORD)

    def signature(self):
        return elements(self.file(0x1C), SIGNATURE)


def elements(content, tags):
    """Each tag with its value; what stands elsewhere than it should ends the program."""
    at, found = 0, {}
    for tag in tags:
        name = named(tag)
        if content[at:at + len(name)] != name:
            sys.exit(print(f"{tag:X} should begin here, and there is {content[at:at + len(name)].hex().upper()}"))
        at += len(name)
        size = content[at]
        at += 1
        if size == 0x82:
            size = int.from_bytes(content[at:at + 2], "big")
            at += 2
        found[tag] = content[at:at + size]
        at += size
    if at != len(content):
        sys.exit(print(f"{len(content) - at} bytes behind the last element"))
    return found


def named(tag):
    return tag.to_bytes(2 if tag > 0xFF else 1, "big")
