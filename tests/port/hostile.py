#!/usr/bin/env python3
"""A system under test that sends malformed messages: frames, JSON, types, always in the same order.

    hostile.py LOG COUNT [--listen tcp:PORT|unix:PATH]

Each time it is asked to `perform` it sends one after the other until the connection is closed, and never more than COUNT in all;
then it answers as it should. LOG gets a letter for each thing that happens, whichever process it was that did it:
s a malformed message is on its way, a it was answered, i this side is introduced (and was asked to, anew, after an end)."""
import json
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # which -I leaves out
from listening import connections  # noqa: E402

WORDS = ["transmit", "reset_card", "insert_card", "remove_card", "licence_record", "history_record", "changed", "log", "perform", "shutdown"]
MEMBERS = ["command", "reader", "card", "who", "version", "changed", "text", "?"]
VALUES = [None, True, -1, 0, 2**63, 2**64, 1e308, 0.5, "", "0", "00A4", "00A4040C10A0000002310600000000000000000000", "zz", "x" * 3000, "\0",
          "持ち主", "holder", "card", "direct 0", [], {}, [[[]]], ["00A4"], {"holder": {}}, {"holder": {"licence.record": 0}},
          {"holder": {"licence.photo": [1]}}, {"nobody": {"licence.record": 1}}, {"holder": {"card.record": 2}}, {"holder": 1}]
RESULTS = [{}, [], None, 0, {"outcome": 1}, {"outcome": "done", "outcomes": {"fee.amount": "free"}}, {"outcome": "done", "papers": {}},
           {"outcome": "refused", "obstacles": [1]}, {"outcome": "done", "changed": {"holder": {"licence.record": 10**30}}}]


def framed(body, length=None):
    return b"Content-Length: %d\r\n\r\n" % (len(body) if length is None else length) + body


def flipped(chance, data):
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8])):
        at = chance.randrange(len(data))
        data[at] = chance.choice([chance.randrange(256), ord('"'), ord("{"), ord("]"), 0, 0xFF])
    return bytes(data)


def malformed(chance, answering, number):
    """One message: mostly a call in good form with something else in it than belongs there."""
    members = chance.sample(MEMBERS, chance.choice([0, 1, 1, 1, 2, 3]))
    params = chance.choice([{name: chance.choice(VALUES) for name in members}] * 50 + [chance.choice(VALUES)])
    word = chance.choice(WORDS + [name.upper() for name in WORDS[:2]] + ["", "?", "initialize", "\0"])
    if word == "log":
        params = {"text": chance.choice([None, 1, [], {}])}
    call = {"jsonrpc": "2.0", "id": f"h{number}", "method": word, "params": params}
    body = json.dumps(call, ensure_ascii=chance.random() < 0.5).encode()
    dice = chance.random()
    if dice < 0.976:
        return framed(body)
    if dice < 0.981:
        return framed(flipped(chance, body))
    if dice < 0.987:
        other = chance.choice([{"jsonrpc": "2.0", "id": chance.choice([None, 1.5, [], {}, True, answering + 1]), "result": {}},
                               {"id": answering, "result": {}}, {"jsonrpc": "2.0", "id": answering, "result": chance.choice(RESULTS)},
                               {"jsonrpc": "2.0", "id": answering}, {"jsonrpc": 2, "id": answering, "error": {}}, [call], "call", 7, None])
        return framed(json.dumps(other).encode())
    if dice < 0.99:
        depth = chance.choice([33, 1000, 100000])
        return framed(chance.choice([b"[" * depth, b'{"a":' * depth, b"[" * depth + b"]" * depth, b"\xff" * depth, b"", b" "]))
    if dice < 0.999:
        return chance.choice([framed(body, -1), framed(body, 2**70), framed(body, 1048577), b"Content-Length: x\r\n\r\n" + body, body + b"\n",
                              b"\r\n\r\n", b"Content-Length: 1\r\nContent-Length: 1\r\n\r\n1", b"\0" * 5000, b"\n" * 5, flipped(chance, framed(body)[:24])
                              + b"\n\n", b"Content-Type: json\r\n\r\n" + body, b": " * 3000])
    return framed(body, len(body) + chance.choice([1, 2, 1000]))  # never the whole of it


class Hostile:
    def __init__(self, log, count, source, sink):
        self.log, self.count, self.source, self.sink = log, count, source, sink
        self.sent = os.stat(log).st_size and open(log, "rb").read().count(b"s")
        self.log_file = os.open(log, os.O_WRONLY | os.O_APPEND)

    def note(self, letter):
        os.write(self.log_file, letter)

    def read(self):
        length = None
        for line in iter(self.source.readline, b"\r\n"):
            if not line:
                return None
            length = int(line.removeprefix(b"Content-Length: "))
        return json.loads(self.source.read(length))

    def send(self, data):
        self.sink.write(data)
        self.sink.flush()

    def answer(self, message, result):
        self.send(framed(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}).encode()))

    def perform(self, message):
        """What came in place of an answer to a malformed message: the next message, or None."""
        while self.sent < self.count:
            data = malformed(random.Random(self.sent), message["id"], self.sent)
            self.note(b"s")
            self.sent += 1
            self.send(data)
            heard = self.read()
            if heard is None:
                return None
            self.note(b"a")
            if "method" in heard:  # it was taken for the answer to `perform`
                return heard
            ours = heard["id"] == f"h{self.sent - 1}" or str(heard["id"]).encode() in data  # a byte of it may have been changed
            assert ours and ("result" in heard or isinstance(heard["error"]["code"], int)), (data, heard)
        self.answer(message, {"outcome": "done"})
        return self.read()

    def serve(self):
        message = self.read()
        while message is not None:
            method = message["method"]
            if method == "perform":
                message = self.perform(message)
                continue
            if method == "initialize":
                self.note(b"i")
                self.answer(message, {"protocol": 1, "name": "hostile", "version": "1", "procedures": ["read_with_app"]})
            else:
                self.answer(message, {})
            if method == "shutdown":
                break
            message = self.read()


def main():
    log, count = sys.argv[1], int(sys.argv[2])
    if len(sys.argv) == 3:
        try:
            return Hostile(log, count, sys.stdin.buffer, sys.stdout.buffer).serve()
        except BrokenPipeError:
            os._exit(0)
    for connection in connections(sys.argv[4]):
        with connection.makefile("rb") as source, connection.makefile("wb", buffering=0) as sink:
            try:
                Hostile(log, count, source, sink).serve()
            except ConnectionError:
                pass


if __name__ == "__main__":
    sys.exit(main())
