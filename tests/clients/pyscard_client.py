#!/usr/bin/python3
"""Reads the card number by pyscard: 共通AP, EF 0001, record 1."""
from smartcard.System import readers

connection = readers()[0].createConnection()
connection.connect()


def send(text):
    data, sw1, sw2 = connection.transmit(list(bytes.fromhex(text)))
    assert (sw1, sw2) == (0x90, 0x00), f"{text}: {sw1:02X}{sw2:02X}"
    return bytes(data)


send("00A4040C0AD3921000310001010100")
print(send("00B2010C00")[2:17].decode())
