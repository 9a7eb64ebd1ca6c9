"""The safety commission's channel to the card: SCP03, i=70, level 33 (GlobalPlatform Amendment D; docs/chip.md F.6)."""
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC
from karimen_card import Response

from .chip import Refused

# Of a terminal in use eight bytes that nobody foresees. Here always the same, so that the same story gives the same exchanges and
# `karimen replay` can tell what changed; the session keys differ all the same, by the card's challenge and its sequence counter.
HOST_CHALLENGE = b"terminal"

KEY_VERSION, ENC, MAC = 0x30, b"TESTsafety30-ENC", b"TESTsafety30-MAC"  # test keys, published with Karimen


def _cmac(key, data):
    mac = CMAC(algorithms.AES(key))
    mac.update(data)
    return mac.finalize()


def _derive(key, constant, bits, context):
    return _cmac(key, bytes(11) + bytes([constant, 0]) + bits.to_bytes(2, "big") + b"\x01" + context)[:bits // 8]


class Channel:
    """Opened with the application that is current; every command through it is enciphered and counted."""

    def __init__(self, card):
        self.card, self.counter = card, 0
        update = card.transmit(bytes([0x80, 0x50, KEY_VERSION, 0x00, 8]) + HOST_CHALLENGE + b"\x00")
        if not update.ok or len(update) < 29:
            raise Refused("INITIALIZE UPDATE", update.status)
        context = HOST_CHALLENGE + update[13:21]
        self.enc = _derive(ENC, 4, 128, context)
        self.mac, self.answer_mac = _derive(MAC, 6, 128, context), _derive(MAC, 7, 128, context)
        if _derive(self.mac, 0, 64, context) != update[21:29]:
            raise Refused("the card does not know the key", update.status)
        header, cryptogram = b"\x84\x82\x33\x00\x10", _derive(self.mac, 1, 64, context)
        self.chaining = _cmac(self.mac, bytes(16) + header + cryptogram)
        answer = card.transmit(header + cryptogram + self.chaining[:8])
        if not answer.ok:
            raise Refused("EXTERNAL AUTHENTICATE", answer.status)

    def _cipher(self, first):
        block = bytes([first]) + bytes(11) + self.counter.to_bytes(4, "big")
        return Cipher(algorithms.AES(self.enc), modes.CBC(
            Cipher(algorithms.AES(self.enc), modes.ECB()).encryptor().update(block)))

    def transmit(self, command):
        """A plain APDU with short lengths, sent through the channel; its Response."""
        self.counter += 1
        header, data, expects = command[:4], b"", len(command) == 5
        if len(command) > 5:
            data = command[5:5 + command[4]]
            expects = len(command) > 5 + command[4]
            padded = data + b"\x80" + bytes(-(len(data) + 1) % 16)
            data = self._cipher(0x00).encryptor().update(padded)
        head = bytes([header[0] | 0x04]) + header[1:] + bytes([len(data) + 8])
        self.chaining = _cmac(self.mac, self.chaining + head + data)
        answer = self.card.transmit(head + data + self.chaining[:8] + (b"\x00" if expects else b""))
        if not answer.ok:
            return answer
        body, mac, status = answer[:-8], answer[-8:], answer.status.to_bytes(2, "big")
        if _cmac(self.answer_mac, self.chaining + body + status)[:8] != mac:
            raise Refused("the answer's MAC is wrong", answer.status)
        if body:
            body = self._cipher(0x80).decryptor().update(body).rstrip(b"\x00")[:-1]
        return Response(body + status)

    BLOCK = 239  # bytes of a STORE DATA: with padding and MAC, the most that a short command takes

    def store(self, groups):
        """STORE DATA of data groups {tag: content}: nothing is written before the last block, which writes them all."""
        data = b"".join(tag.to_bytes(2, "big") + (bytes([len(content)]) if len(content) < 255 else
                                                  b"\xFF" + len(content).to_bytes(2, "big")) + content
                        for tag, content in groups.items())
        blocks = [data[at:at + self.BLOCK] for at in range(0, len(data), self.BLOCK)]
        for number, block in enumerate(blocks):
            last = 0x80 if number == len(blocks) - 1 else 0x00
            answer = self.transmit(bytes([0x80, 0xE2, last, number, len(block)]) + block)
            if not answer.ok:
                raise Refused("STORE DATA", answer.status)

    def free_space(self):
        """Bytes that are free in the extension area. Of the card manager."""
        answer = self.transmit(bytes.fromhex("80CAFF2100"))
        at = answer.find(b"\x82\x04")
        if not answer.ok or at < 0:
            raise Refused("GET DATA FF21", answer.status)
        return int.from_bytes(answer[at + 2:at + 6], "big")
