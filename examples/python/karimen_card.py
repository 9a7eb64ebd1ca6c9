"""The card in the reader, in two ways behind one class: by PC/SC (pyscard), or through Karimen's port where there is no PC/SC.

    answer = card.transmit("00A4040C0AD392F000260100000001")
    if answer.ok: ...
"""
import os
import time

from karimen_sut import CHIP_DIED, MUTE_CARD, NO_CARD, PortError


class CardTrouble(Exception):
    """The conversation with the card is over. An errand that does not catch it ends as failed."""


class NoCard(CardTrouble):
    """No card lies in the reader, or it was taken out."""


class MuteCard(CardTrouble):
    """The card does not answer to reset: a broken chip."""


class ChipDied(CardTrouble):
    """The chip stopped in a command."""


class Response(bytes):
    """The data of an answer, with its status word."""

    def __new__(cls, answer):
        response = super().__new__(cls, answer[:-2])
        response.status = int.from_bytes(answer[-2:], "big")
        return response

    @property
    def ok(self):
        return self.status == 0x9000


def _bytes(command):
    return bytes.fromhex(command) if isinstance(command, str) else bytes(command)


class Card:
    """What both ways have in common."""

    def begin(self):
        """An errand begins: whatever the last holder's card had opened is closed."""

    def end(self):
        """The errand is over: nothing of it is kept."""

    def close(self):
        """The run is over."""

    def transmit(self, command):
        """One APDU, as bytes or hexadecimal; its Response. Raises CardTrouble."""
        raise NotImplementedError

    def reset(self):
        """Power off and on. Raises NoCard or MuteCard."""
        raise NotImplementedError


class PortCard(Card):
    """The card by `transmit` and `reset_card` of the port."""

    TROUBLES = {NO_CARD: NoCard, MUTE_CARD: MuteCard, CHIP_DIED: ChipDied}

    def __init__(self, connection):
        self.connection = connection

    def _call(self, method, **params):
        try:
            return self.connection.call(method, **params)
        except PortError as error:
            raise self.TROUBLES.get(error.code, CardTrouble)(str(error)) from error

    def transmit(self, command):
        return Response(bytes.fromhex(self._call("transmit", command=_bytes(command).hex().upper())["response"]))

    def reset(self):
        self._call("reset_card")


class PcscCard(Card):
    """The card by PC/SC, under the name of the reader that Karimen told."""

    INSERTION_SECONDS = 1.5  # pcscd looks for a card every 0.4 s

    def __init__(self, reader, environment):
        for name, value in environment.items():
            os.environ.setdefault(name, value)  # PCSCLITE_CSOCK_NAME, before the library is loaded
        try:
            from smartcard import scard
        except ImportError as error:
            raise ImportError("pyscard is missing for " + os.sys.executable + ": apt-get install python3-pyscard") from error
        self.pcsc, self.reader, self.context, self.handle, self.protocol = scard, reader, None, None, None
        self.in_trouble = False

    def transmit(self, command):
        if self.handle is None:
            self._connect()
        code, answer = self.pcsc.SCardTransmit(self.handle, self.pcsc.SCARD_PCI_T1, list(_bytes(command)))
        self.in_trouble = code != self.pcsc.SCARD_S_SUCCESS or len(answer) < 2
        if code in self._gone:
            raise NoCard("the card was taken out")
        if self.in_trouble:
            raise ChipDied(f"the chip stopped in a command: {self.pcsc.SCardGetErrorMessage(code)}")
        return Response(bytes(answer))

    def reset(self):
        if self.handle is None:
            return self._connect()
        code, _ = self.pcsc.SCardReconnect(self.handle, self.pcsc.SCARD_SHARE_SHARED, self.pcsc.SCARD_PROTOCOL_ANY,
                                           self.pcsc.SCARD_UNPOWER_CARD)
        self._check(code)

    def end(self):
        if self.handle is not None:
            # To reset a card that was pulled out confuses pcscd: it may never see the next one.
            self.pcsc.SCardDisconnect(self.handle, self.pcsc.SCARD_LEAVE_CARD if self.in_trouble else self.pcsc.SCARD_RESET_CARD)
            self.handle = None

    def close(self):
        self.end()
        if self.context is not None:
            self.pcsc.SCardReleaseContext(self.context)
            self.context = None

    @property
    def _gone(self):
        return (self.pcsc.SCARD_W_REMOVED_CARD, self.pcsc.SCARD_E_NO_SMARTCARD)

    def _check(self, code):
        self.in_trouble = code != self.pcsc.SCARD_S_SUCCESS
        if code in self._gone:
            raise NoCard("no card lies in the reader")
        if code in (self.pcsc.SCARD_W_UNRESPONSIVE_CARD, self.pcsc.SCARD_W_UNPOWERED_CARD):
            raise MuteCard("the card does not answer to reset")
        if code != self.pcsc.SCARD_S_SUCCESS:
            raise CardTrouble(self.pcsc.SCardGetErrorMessage(code))

    def _connect(self):
        if self.context is None:
            code, self.context = self.pcsc.SCardEstablishContext(self.pcsc.SCARD_SCOPE_USER)
            self._check(code)
        patience = time.monotonic() + self.INSERTION_SECONDS
        while True:
            code, self.handle, self.protocol = self.pcsc.SCardConnect(
                self.context, self.reader, self.pcsc.SCARD_SHARE_SHARED, self.pcsc.SCARD_PROTOCOL_ANY)
            if code not in self._gone or time.monotonic() > patience:
                break
            time.sleep(0.05)
        if code != self.pcsc.SCARD_S_SUCCESS:
            self.handle = None
        self._check(code)
