"""The record on the chip, of a licence or of a driving history (運転経歴情報): its elements, its signature, how it comes onto the
card and leaves it (docs/chip.md F)."""
import hashlib
from datetime import date

from . import chip
from .channel import Channel
from .chip import Refused

EXPIRY, COLOUR, FIRST_REMARK, RECORD_NUMBER, HISTORY_NUMBER, PHOTOGRAPH = 0xC5, 0xC4, 0xD7, 0xE7, 0xE8, 0x107
SIGNATURE = 0x108
TEXTS = (COLOUR, *range(0xC6, 0xCA), *range(0xCC, 0xD4), *range(0xD7, 0xE7))  # colour, conditions, remarks, spare
LOAD_FILE, MODULE = "A0000002310400000000000000000000", "A0000002310500000000000000000000"

_ERAS = {"1": 1867, "2": 1911, "3": 1925, "4": 1988, "5": 2018}  # the year before an era's first
_COLOURS = {"優良": "excellent", "新規": "new"}
_SHA256 = bytes.fromhex("3031300D060960864801650304020105000420")


def parse(content):
    """Elements by tag: one byte, two from 0100 on; a length of one byte, or 82 hh ll. None where they do not come out even."""
    elements, at = {}, 0

    def take(size):
        nonlocal at
        at += size
        return content[at - size:at]

    while at < len(content):
        tag = take(1)
        if tag == b"\x01":
            tag += take(1)
        length = take(1)
        if length == b"\x82":
            length = take(2)
        elements[int.from_bytes(tag, "big")] = take(int.from_bytes(length, "big"))
    return elements if at == len(content) else None


def jis_text(code):
    """JIS X 0208 in two bytes each, without escapes."""
    return bytes(byte | 0x80 for byte in code).decode("euc_jp", "replace")


def era_date(text):
    """Era digit and YYMMDD, as in 5120808."""
    text = text.decode("ascii")
    return date(_ERAS[text[0]] + int(text[1:3]), int(text[3:5]), int(text[5:7]))


def is_in_form(elements):
    """A record of either kind, whose texts are texts and whose end is a day: otherwise nobody can read it."""
    if not elements.get(EXPIRY) and not elements.get(HISTORY_NUMBER):
        return False
    try:
        for tag in TEXTS:
            bytes(byte | 0x80 for byte in elements.get(tag, b"")).decode("euc_jp")
        if elements.get(EXPIRY):
            era_date(elements[EXPIRY])
    except (ValueError, KeyError):
        return False
    return True


class Record:
    """What a card says of its holder's licence, or of his driving history: one place, and one of the two stands in it."""

    text = staticmethod(jis_text)

    def __init__(self, data, signature):
        elements = parse(data) or {}
        self.data, self.elements = data, elements
        self.signature = (parse(signature) or {}).get(SIGNATURE, b"")
        self.garbled = bool(data) and not is_in_form(elements)

    def __bool__(self):
        return bool(self.data)

    @property
    def is_of_a_licence(self):
        """A driving history has no end."""
        return bool(self.elements.get(EXPIRY))

    @property
    def expires(self):
        return era_date(self.elements[EXPIRY])

    @property
    def colour_class(self):
        return _COLOURS.get(self.text(self.elements[COLOUR]).strip("\u3000"), "other")

    @property
    def photograph(self):
        return self.elements[PHOTOGRAPH]

    @property
    def number(self):
        return self.elements[RECORD_NUMBER].decode("ascii")

    @property
    def history_number(self):
        return self.elements[HISTORY_NUMBER].decode("ascii")

    @property
    def version(self):
        """Told by the first remark, 版１; None where it says something else."""
        remark = self.text(self.elements[FIRST_REMARK])
        return int(remark[1:]) if remark[:1] == "版" and remark[1:].isdigit() else None

    def is_signed_by(self, key):
        """RSA, PKCS #1 v1.5, SHA-256 over the whole licence data. `key` is a member of initialize's `trust`."""
        modulus = int(key["modulus"], 16)
        size = (modulus.bit_length() + 7) // 8
        opened = pow(int.from_bytes(self.signature, "big"), int(key["exponent"], 16), modulus).to_bytes(size, "big")
        digest = _SHA256 + hashlib.sha256(self.data).digest()
        return opened == b"\x00\x01" + b"\xFF" * (size - 3 - len(digest)) + b"\x00" + digest


def _complete(transmit, short_identifier):
    content = chip.read_binary(transmit, 0x80 | short_identifier)
    return content.rstrip(b"\x00") if not content.strip(b"\x00") else content


def read(transmit):
    """The record, through `transmit` of a card that was opened by PIN, or of a channel."""
    return Record(_complete(transmit, chip.LICENCE_DATA), _complete(transmit, chip.LICENCE_SIGNATURE))


def read_by_channel(card):
    """The record as police readers read it, without PIN; None where there is none."""
    if not chip.select(card, chip.LICENCE):
        return None
    return read(Channel(card).transmit)


def _counted(name):
    return f"{len(name) // 2:02X}{name}"


def manager(card):
    """A channel to the card manager."""
    chip.require(card, chip.MANAGER)
    return Channel(card)


def delete(card):
    """Takes the licence application off the card; the record goes with it."""
    data = "4F" + _counted(chip.LICENCE)
    answer = manager(card).transmit(bytes.fromhex("80E40000" + _counted(data) + "00"))
    if not answer.ok:
        raise Refused("DELETE", answer.status)


def install(card):
    """Makes the licence application, empty."""
    data = _counted(LOAD_FILE) + _counted(MODULE) + _counted(chip.LICENCE) + "0100" + "02C900" + "00"
    answer = manager(card).transmit(bytes.fromhex("80E60C00" + _counted(data) + "00"))
    if not answer.ok:
        raise Refused("INSTALL", answer.status)


def personalise(card, wef02, wef03, pin):
    """Record, signature and PIN in one transaction. `pin`: four digits, or None for no PIN."""
    chip.require(card, chip.LICENCE)
    groups = {0x001B: wef02, 0x001C: wef03}
    if pin:
        groups = {0x8006: pin.encode("ascii"), 0x001A: b"\xC1\x01\x01", **groups}
    Channel(card).store(groups)


def write(card, wef02, wef03, pin):
    """A record comes onto the card. WEF02 cannot be written twice: an old application is deleted first."""
    if chip.select(card, chip.LICENCE):
        delete(card)
    install(card)
    personalise(card, wef02, wef03, pin)
