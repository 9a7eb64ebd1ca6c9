#!/usr/bin/python3
"""Reads by pyscard what clients that were written with real cards read, in the lengths that they use.

Usage: file_reader.py basic_data | lengths | licence [PIN] | atr | certificate_name | signature_password [VALUE]
"""
import sys

from smartcard.System import readers

TEXT, JPKI = "D3921000310001010408", "D392F000260100000001"
LICENCE = "A0000002310600000000000000000000"
connection = readers()[0].createConnection()
connection.connect()


def send(text):
    data, sw1, sw2 = connection.transmit(list(bytes.fromhex(text)))
    return bytes(data), f"{sw1:02X}{sw2:02X}"


def select(name):
    assert send(f"00A4040C{len(name) // 2:02X}{name}")[1] == "9000"


def basic_data():
    """SELECT 0005, then exactly 256 bytes in one READ BINARY."""
    select(TEXT)
    send("00A4020C020005")
    whole, status = send("00B0000000")
    rest, behind = send("00B000A45C")
    print(f"{len(whole)} {status} filler {set(rest) == {0xFF}} {behind}")


def length_of(file):
    """A client that reads until the card says that the offset is past the end."""
    send(f"00A4020C02{file}")
    offset = 0
    while True:
        data, status = send(f"00B0{offset:04X}00")
        if status == "6B00":
            return offset
        assert status == "9000", status
        offset += len(data)
        if len(data) < 256:
            return offset


def lengths():
    select(TEXT)
    print("text", *(f"{file}={length_of(file)}" for file in ("0004", "0005")), end=" ")
    select(JPKI)
    print(f"certificate={length_of('000A')}")


def licence(pin="8642"):
    """WEF01 says whether a PIN was set; then the record, whose first four bytes are skipped."""
    select(LICENCE)
    setting, _ = send("00B09A0003")
    value = pin if setting[2] else "****"
    print("pin set" if setting[2] else "no pin", send("0020008604" + value.encode().hex())[1])
    record, _ = send("00B09B0000")
    print("colour", record[6:6 + record[5]].hex() if record[4] == 0xC4 else f"astray at {record[4]:02X}")


def atr():
    print("atr", bytes(connection.getATR()).hex().upper())


def certificate_name(password="ABC123DEF"):
    """The signature certificate, found by its DER length; its first otherName."""
    select(JPKI)
    assert send(f"0020009B{len(password):02X}" + password.encode().hex())[1] == "9000"
    head, _ = send("00B0810004")
    size, der = int.from_bytes(head[2:4], "big") + 4, b""
    while len(der) < size:
        der += send(f"00B0{len(der):04X}{min(255, size - len(der)):02X}")[0]
    at = der.index(bytes.fromhex("060A2A83088C9B5508050501A0")) + 14
    print("name", der[at + 2:at + 2 + der[at + 1]].decode())


def signature_password(value="ABC123DEF"):
    """How a client tells a blocked password, or one that was never set, from a wrong one."""
    select(JPKI)
    print(send("0020009B")[1], send(f"0020009B{len(value):02X}" + value.encode().hex())[1])


globals()[sys.argv[1]](*sys.argv[2:])
