"""SCP03 as a terminal of somebody else speaks it, with the test keys that docs/chip.md F.6 publishes: commands with a MAC and encrypted
data.
"""
import sys

try:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.cmac import CMAC
except ImportError:
    sys.exit("cryptography is missing: apt-get install python3-cryptography")

BLOCK = 16


def chained(key, vector, text):
    cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return cipher.update(text) + cipher.finalize()


def cmac(key, text):
    mac = CMAC(algorithms.AES(key))
    mac.update(text)
    return mac.finalize()


def padded(text):
    return text + b"\x80" + bytes(-(len(text) + 1) % BLOCK)


class Channel:
    """Opened with the application that is selected; security level 03."""

    def __init__(self, card, version, name):
        self.card, self.chaining, self.counter = card, bytes(BLOCK), 0
        host = b"somebody"
        answer = self.asked(f"8050{version:02X}0008{host.hex()}00")
        context = host + answer[13:21]

        def derived(key, constant, size):
            return cmac(key, bytes(11) + bytes([constant, 0, 0, size * 8, 1]) + context)[:size]

        self.encryption, self.mac = derived(f"{name}-ENC".encode(), 4, BLOCK), derived(f"{name}-MAC".encode(), 6, BLOCK)
        if derived(self.mac, 0, 8) != answer[21:29]:
            raise ValueError("the card has other keys")
        self.asked(self.signed("84820300", derived(self.mac, 1, 8)))

    def asked(self, command):
        answer, status = self.card.send(command)
        if status != "9000":
            raise ValueError(f"{command[:8]} is answered with {status}")
        return answer

    def signed(self, header, data):
        whole = bytes.fromhex(header) + bytes([len(data) + 8]) + data
        self.chaining = cmac(self.mac, self.chaining + whole)
        return (whole + self.chaining[:8]).hex()

    def send(self, header, data):
        self.counter += 1
        vector = chained(self.encryption, bytes(BLOCK), self.counter.to_bytes(BLOCK, "big"))
        return self.asked(self.signed(header, chained(self.encryption, vector, padded(data))))

    def store(self, groups):
        """STORE DATA: {tag: value}, all of them at once."""
        whole = b""
        for tag, value in groups.items():
            size = bytes([len(value)]) if len(value) < 255 else b"\xFF" + len(value).to_bytes(2, "big")
            whole += tag.to_bytes(2, "big") + size + value
        blocks = [whole[at:at + 239] for at in range(0, len(whole), 239)]
        for number, block in enumerate(blocks):
            self.send(f"84E2{0x80 if block is blocks[-1] else 0:02X}{number:02X}", block)
