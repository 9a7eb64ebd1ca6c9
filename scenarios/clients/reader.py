"""The card in the reader that Karimen names, over pyscard."""
import os
import sys

try:
    from smartcard.System import readers
except ImportError:
    sys.exit("pyscard is missing: apt-get install python3-pyscard")


class Card:
    def __init__(self):
        name = os.environ["KARIMEN_READER"]
        self.connection = next(reader for reader in readers() if str(reader) == name).createConnection()
        self.connection.connect()

    def send(self, command):
        """The answer to a command in hexadecimal, and its status."""
        data, sw1, sw2 = self.connection.transmit(list(bytes.fromhex(command)))
        return bytes(data), f"{sw1:02X}{sw2:02X}"
