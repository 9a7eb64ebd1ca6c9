#!/usr/bin/python3
"""A host of SCP03 written from GlobalPlatform Amendment D alone: installs a licence, stores a record, reads it back
inside the channel and deletes it. The keys are those that sim/crypto/test_keys.hpp publishes."""
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC
from smartcard.System import readers

VERSION, ENC, MAC = 0x30, b"TESTsafety30-ENC", b"TESTsafety30-MAC"
MANAGER = bytes.fromhex("A0000001510000")
LOAD_FILE, MODULE, INSTANCE = (bytes.fromhex("A00000023" + n) + bytes(10) for n in ("104", "105", "106"))

connection = readers()[0].createConnection()
connection.connect()


def transmit(command):
    data, sw1, sw2 = connection.transmit(list(command))
    return bytes(data), sw1 << 8 | sw2


def cmac(key, data):
    mac = CMAC(algorithms.AES(key))
    mac.update(data)
    return mac.finalize()


def derive(key, constant, bits, context):
    return cmac(key, bytes(11) + bytes([constant, 0]) + bits.to_bytes(2, "big") + b"\x01" + context)[: bits // 8]


def select(name):
    return transmit(b"\x00\xA4\x04\x0C" + bytes([len(name)]) + name)[1]


class Channel:
    """Level 33: C-MAC, C-ENC, R-MAC, R-ENC."""

    def __init__(self):
        challenge = os.urandom(8)
        update, status = transmit(b"\x80\x50" + bytes([VERSION, 0, 8]) + challenge + b"\x00")
        assert status == 0x9000 and update[10:13] == bytes([VERSION, 0x03, 0x70]), update.hex()
        context = challenge + update[13:21]
        self.enc, self.mac, self.rmac = (derive(k, c, 128, context) for k, c in ((ENC, 4), (MAC, 6), (MAC, 7)))
        assert derive(self.mac, 0, 64, context) == update[21:29], "card cryptogram"
        self.counter = 0
        header = b"\x84\x82\x33\x00\x10"
        cryptogram = derive(self.mac, 1, 64, context)
        self.chaining = cmac(self.mac, bytes(16) + header + cryptogram)
        self.status = transmit(header + cryptogram + self.chaining[:8])[1]

    def cipher(self, first):
        block = bytes([first]) + bytes(11) + self.counter.to_bytes(4, "big")
        vector = Cipher(algorithms.AES(self.enc), modes.ECB()).encryptor().update(block)
        return Cipher(algorithms.AES(self.enc), modes.CBC(vector))

    def send(self, cla, ins, p1, p2, data=b"", reads=False):
        self.counter += 1
        if data:
            padded = data + b"\x80" + bytes(-(len(data) + 1) % 16)
            data = self.cipher(0x00).encryptor().update(padded)
        header = bytes([cla | 4, ins, p1, p2, len(data) + 8])
        self.chaining = cmac(self.mac, self.chaining + header + data)
        answer, status = transmit(header + data + self.chaining[:8] + (b"\x00" if reads else b""))
        if status != 0x9000:
            return b"", status
        body, mac = answer[:-8], answer[-8:]
        assert cmac(self.rmac, self.chaining + body + b"\x90\x00")[:8] == mac, "R-MAC"
        if not body:
            return b"", status
        return self.cipher(0x80).decryptor().update(body).rstrip(b"\x00")[:-1], status


def counted(value):
    return bytes([len(value)]) + value


record = bytes(range(1, 101))
assert select(MANAGER) == 0x9000
channel = Channel()
print(f"opened {channel.status:04X}")
install = counted(LOAD_FILE) + counted(MODULE) + counted(INSTANCE) + bytes.fromhex("0100 02C900 00")
print(f"installed {channel.send(0x80, 0xE6, 0x0C, 0x00, install, True)[1]:04X}")
assert select(INSTANCE) == 0x9000
channel = Channel()
groups = bytes.fromhex("8006") + counted(b"8642") + bytes.fromhex("001B") + counted(record)
print(f"stored {channel.send(0x80, 0xE2, 0x80, 0x00, groups)[1]:04X}")
content, status = channel.send(0x00, 0xB0, 0x9B, 0x00, reads=True)
print("record as stored" if content == record else f"record differs: {content.hex()} {status:04X}")
assert select(MANAGER) == 0x9000
channel = Channel()
print(f"deleted {channel.send(0x80, 0xE4, 0x00, 0x00, bytes([0x4F]) + counted(INSTANCE), True)[1]:04X}")
print(f"gone {select(INSTANCE):04X}")
