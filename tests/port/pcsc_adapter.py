#!/usr/bin/env python3
"""A system under test that reaches the card by PC/SC, for the tests of the port on that transport, and breaks it by name.

    pcsc_adapter.py [--do hold|kill_service] [--in N] [--once FILE] [--listen PATH]

--do says what it does in its N-th roadside check, which otherwise says whether the card has a licence application; --once: unless
FILE is there, which it makes; --listen: on a Unix socket, one Karimen after another."""
import argparse
import os
import signal
import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples/python"))
from karimen_sut import Frames, System, done  # noqa: E402

LICENCE = "00A4040C10A0000002310600000000000000000000"


def hold(visit):
    """A transaction begins, and nobody ends it: the connection is forgotten."""
    assert visit.card.pcsc.SCardBeginTransaction(visit.card.handle) == visit.card.pcsc.SCARD_S_SUCCESS
    visit.card.handle = visit.card.context = None


def kill_service(visit):
    """The service that the run started for itself dies under the card."""
    service = Path(os.environ["PCSCLITE_CSOCK_NAME"]).parent / "pid"
    os.kill(int(service.read_text()), signal.SIGKILL)
    visit.card.transmit(LICENCE)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--do", choices=["hold", "kill_service"])
    parser.add_argument("--in", type=int, default=1, dest="turn")
    parser.add_argument("--once", type=Path)
    parser.add_argument("--listen")
    options = parser.parse_args()
    system = System("adapter by PC/SC", "1")
    turns = 0

    @system.procedure("roadside_check")
    def check(visit):
        nonlocal turns
        turns += 1
        there = visit.card.transmit(LICENCE).ok
        if options.do and turns == options.turn and not options.once.exists():
            options.once.touch()
            globals()[options.do](visit)
        return done(roadside__finding="OK" if there else "RECORD_ABSENT")

    if not options.listen:
        return system.run([])
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(options.listen)
        server.listen()
        while True:
            with server.accept()[0] as peer, peer.makefile("rwb") as stream:
                system._converse(Frames(stream, stream))


if __name__ == "__main__":
    main()
