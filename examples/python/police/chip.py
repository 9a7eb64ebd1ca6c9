"""The chip: which applications and files it has, and how a terminal reads them (docs/chip.md B, C and F)."""
from datetime import datetime, timedelta

from cryptography import x509

COMMON = "D3921000310001010100"  # 共通カードAP
JPKI = "D392F000260100000001"  # 公的個人認証AP
LICENCE = "A0000002310600000000000000000000"  # マイナ免許証, installed at the integration
MANAGER = "A0000001510000"  # the card manager, which installs and deletes

SIGNATURE_CERTIFICATE, SIGNATURE_KEY, SIGNATURE_PASSWORD = "0001", "001A", "001B"  # EFs of JPKI
AUTHENTICATION_CERTIFICATE = "000A"
PIN_SETTING, LICENCE_DATA, LICENCE_SIGNATURE = 0x1A, 0x1B, 0x1C  # short identifiers of the licence's WEFs
UNSET_PIN = b"****"  # what opens a licence for which no PIN was set

SIGNATURE_CERTIFICATE_FLAG = 0x8F  # byte 0 of JPKI EF 0008 where there is a signature certificate


NOT_FOUND, PAST_THE_END, BLOCKED = 0x6A82, 0x6B00, 0x6984  # status words that say something of the card
PIECE = 256  # what a READ with Le 00 answers at most


class Refused(Exception):
    """The card answered with something that the terminal did not reckon with: another status word, data that is missing or
    wrong. What was asked for nobody knows then; least of all that it is not there."""

    def __init__(self, what, status):
        super().__init__(f"{what}: {status:04X}")
        self.status = status


def select(card, name):
    """Whether the application is on the card; it is the current one then. Only 6A82 says that it is not."""
    answer = card.transmit(f"00A4040C{len(name) // 2:02X}{name}")
    if not answer.ok and answer.status != NOT_FOUND:
        raise Refused("SELECT " + name, answer.status)
    return answer.ok


def require(card, name):
    """Selects an application that has to be there."""
    if not select(card, name):
        raise Refused("SELECT " + name, NOT_FOUND)


def select_file(card, identifier):
    return card.transmit(f"00A4020C02{identifier}")


def read_binary(transmit, first, size=None):
    """A transparent file to its end, or `size` bytes: the first READ names it (`first` is P1), the others go on in it."""
    content = b""
    while size is None or len(content) < size:
        command = bytes([0x00, 0xB0]) + (bytes([first, 0]) if not content else len(content).to_bytes(2, "big"))
        answer = transmit(command + b"\x00")
        if answer.status == PAST_THE_END:
            break
        if answer.ok and not answer and not content:
            break  # an empty file
        if not answer.ok or not 0 < len(answer) <= PIECE:
            raise Refused(f"READ BINARY, {len(answer)} bytes", answer.status)
        content += answer
    return content[:size]


def read_certificate(card, identifier):
    """The certificate in a file of JPKI, or None where what the file holds is none. JPKI must be the current application."""
    answer = select_file(card, identifier)
    if not answer.ok:
        raise Refused("SELECT certificate", answer.status)
    head = read_binary(card.transmit, 0, 4)
    if head[:2] != b"\x30\x82":
        return None
    try:
        return x509.load_der_x509_certificate(read_binary(card.transmit, 0, 4 + int.from_bytes(head[2:4], "big")))
    except ValueError:
        return None


def last_day(certificate):
    """The day, in Japan, on which the certificate is good for the last time."""
    end = getattr(certificate, "not_valid_after_utc", None) or certificate.not_valid_after  # python3-cryptography before 42
    return (end + timedelta(hours=9)).date()


def last_day_of_card(card):
    """Read from the common application: serial, municipality, last day."""
    require(card, COMMON)
    record = card.transmit("00B2010C00")
    try:
        if record.ok:
            return datetime.strptime(record[-8:].decode("ascii"), "%Y%m%d").date()
    except ValueError:
        pass
    raise Refused("READ RECORD", record.status)


def has_signature_certificate(card):
    """JPKI says itself which certificates it holds. JPKI must be the current application."""
    select_file(card, "0008")
    return read_binary(card.transmit, 0, 1) == bytes([SIGNATURE_CERTIFICATE_FLAG])


def tries_left(answer):
    """Of 63Cn; 0 for a blocked key."""
    if answer.status & 0xFFF0 == 0x63C0:
        return answer.status & 0xF
    if answer.status == BLOCKED:
        return 0
    raise Refused("VERIFY", answer.status)


class Verified:
    """How a VERIFY ended."""

    def __init__(self, answer):
        self.right = answer.ok
        self.tries = None if answer.ok else tries_left(answer)

    @property
    def blocked(self):
        return not self.right and self.tries == 0


def verify(card, reference, secret):
    """Presents a secret. `reference` is P2: 80 for the file selected, 80 + short identifier otherwise."""
    return Verified(card.transmit(bytes([0x00, 0x20, 0x00, reference, len(secret)]) + secret))


def ask_tries(card, reference):
    """Tries that are left, asked without spending one."""
    return tries_left(card.transmit(bytes([0x00, 0x20, 0x00, reference])))
