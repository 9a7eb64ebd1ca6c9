"""The program under test: tells the holder's date of birth from the card-text application (券面事項入力補助AP), over pyscard."""
from smartcard.Exceptions import CardConnectionException, NoCardException
from smartcard.System import readers

APPLICATION = "D3921000310001010408"


class CardProblem(Exception):
    pass


class AgeCheck:
    def __init__(self, reader):
        self._reader, self._connection = reader, None

    def birth_date(self, pin):
        """YYYYMMDD."""
        try:
            self._connect()
            self._select(bytes.fromhex(APPLICATION))
            self._verify(pin)
            return self._attributes()["birth_date"]
        except (CardConnectionException, NoCardException) as problem:
            raise CardProblem("the card was taken out") from problem

    def close(self):
        if self._connection:
            self._connection.disconnect()
            self._connection = None

    def _connect(self):
        self.close()
        connection = next(each for each in readers() if str(each) == self._reader).createConnection()
        connection.connect()
        self._connection = connection

    def _send(self, *command):
        data, sw1, sw2 = self._connection.transmit([byte for part in command for byte in part])
        return bytes(data), sw1 << 8 | sw2

    def _select(self, name):
        self._well(self._send(b"\x00\xA4\x04\x0C", [len(name)], name))

    def _verify(self, pin):
        self._well(self._send(b"\x00\xA4\x02\x0C\x02\x00\x11"))
        left = self._send(b"\x00\x20\x00\x80")[1] & 0xF
        if left < 2:
            raise CardProblem("this is the last try: the municipality sets a new PIN")
        status = self._send(b"\x00\x20\x00\x80", [len(pin)], pin.encode())[1]
        if status != 0x9000:
            raise CardProblem(f"wrong PIN, {status & 0xF} tries left")

    def _attributes(self):
        """The data objects of file 0002: DF21 header, DF22 name, DF23 address, DF24 date of birth, DF25 sex."""
        self._well(self._send(b"\x00\xA4\x02\x0C\x02\x00\x02"))
        content = self._well(self._send(b"\x00\xB0\x00\x00\x00\x00\x00"))
        at = content.index(b"\xDF\x24")
        return {"birth_date": content[at + 3:at + 3 + content[at + 2]].decode()}

    @staticmethod
    def _well(answer):
        data, status = answer
        if status != 0x9000:
            raise CardProblem(f"the card answers {status:04X}")
        return data
