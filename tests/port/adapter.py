#!/usr/bin/env python3
"""A system under test for the tests of the port: it echoes what it was told, does two procedures, and misbehaves by name.

    adapter.py [--take a,b] [--observe all|a,b] [--do NAME] [--at METHOD] [--listen tcp:PORT|unix:PATH]

--do says how it misbehaves (MISBEHAVIOURS below), --at in which message of ours (default perform)."""
import argparse
import json
import os
import signal
import sys
import time

sys.dont_write_bytecode = True
from listening import connections  # noqa: E402


class Wire:
    """Frames on two binary streams."""

    def __init__(self, source, sink):
        self.source, self.sink, self.last_id = source, sink, 0

    def read(self):
        length = None
        while True:  # of a header
            line = self.source.readline()
            if not line:
                return None
            if line == b"\r\n":
                break
            name, _, value = line.decode("ascii").partition(":")
            if name.lower() == "content-length":
                length = int(value)
        if length is None:
            raise SystemExit(0)
        return json.loads(self.source.read(length))

    def raw(self, data):
        self.sink.write(data)
        self.sink.flush()

    def frame(self, data):
        self.raw(b"Content-Length: %d\r\n\r\n" % len(data) + data)

    def write(self, message):
        self.frame(json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode())

    def call(self, method, **params):
        """A call of ours; an error is returned as it is."""
        self.last_id += 1
        self.write({"id": f"a{self.last_id}", "method": method, "params": params})
        answer = self.read()
        assert answer["id"] == f"a{self.last_id}", answer
        return answer


def crash(wire, message):
    os._exit(3)


def fault(wire, message):
    os.kill(os.getpid(), signal.SIGSEGV)


def hang(wire, message):
    time.sleep(600)


def half(wire, message):
    wire.raw(b"Content-Length: 100\r\n\r\n{")
    os._exit(0)


def answer_with(**result):
    return lambda wire, message: wire.write({"id": message["id"], "result": result})


def call_first(method, **params):
    """A call of ours that is wrong, and then a right answer."""
    def misbehave(wire, message):
        wire.call(method, **params)
        wire.write({"id": message["id"], "result": {"outcome": "done"}})
    return misbehave


def on_stderr(wire, message):
    print("Traceback: something is wrong", file=sys.stderr, flush=True)
    wire.write({"id": message["id"], "result": {"outcome": "done"}})


MISBEHAVIOURS = {
    "crash": crash,
    "fault": fault,
    "hang": hang,
    "half": half,
    "stderr": on_stderr,
    "print": lambda wire, message: wire.raw(b"reading the card...\n"),
    "long": lambda wire, message: wire.raw(b"Content-Length: 99999999\r\n\r\n"),
    "header": lambda wire, message: wire.raw(b"Content-Type: " + b"x" * 5000),
    "no_length": lambda wire, message: wire.raw(b"Content-Type: json\r\n\r\n{}"),
    "no_json": lambda wire, message: wire.frame(b"{'outcome': 'done'}"),
    "no_utf8": lambda wire, message: wire.frame(b'{"jsonrpc":"2.0","id":1,"result":{"detail":"\x93\xfa"}}'),
    "deep": lambda wire, message: wire.frame(b"[" * 40 + b"]" * 40),
    "other_id": lambda wire, message: wire.write({"id": 4711, "result": {"outcome": "done"}}),
    "no_version": lambda wire, message: wire.frame(b'{"id":1,"result":{}}'),
    "neither": lambda wire, message: wire.write({"id": message["id"]}),
    "error": lambda wire, message: wire.write({"id": message["id"], "error": {"code": -32603, "message": "out of paper"}}),
    "no_outcome": answer_with(obstacles=[]),
    "outcome": answer_with(outcome="yes"),
    "member": answer_with(outcome="done", obstacle=["CHIP_FULL"]),
    "obstacle": answer_with(outcome="refused", obstacles=["CHIP_FUL"]),
    "fact_type": answer_with(outcome="done", outcomes={"fee.amount": "free"}),
    "fact_range": answer_with(outcome="done", changed={"holder": {"licence.record": 0}}),
    "fact_name": answer_with(outcome="done", outcomes={"fee.amout": 1}),
    "fact_kind": answer_with(outcome="done", outcomes={"licence.expires": "2030-01-01"}),
    "chip_fact": answer_with(outcome="done", changed={"holder": {"card.record": 2}}),
    "nobody": answer_with(outcome="done", changed={"somebody": {"licence.record": 2}}),
    "paper": answer_with(outcome="done", papers=[{"kind": "receipt", "lines": ["a"]}]),
    "unknown_method": call_first("transmitt", command="00A40000"),
    "no_hex": call_first("transmit", command="00A4x"),
    "short": call_first("transmit", command="00A4"),
    "no_reader": call_first("transmit", command="00A40000", reader="another"),
    "not_changeable": call_first("changed", changed={"holder": {"licence.status": "valid"}}),
}


class Adapter:
    def __init__(self, options):
        self.options = options
        self.facts, self.pins, self.offered = {}, {}, []
        self.told = ["card.record"] if options.do == "told_chip" else options.told

    def initialize(self, params):
        self.offered, self.readers = params["procedures"], params["readers"]
        if self.options.do == "version":
            return {"protocol": 2, "name": "adapter", "version": "1", "procedures": []}
        if self.options.do == "procedure":
            return {"protocol": 1, "name": "adapter", "version": "1", "procedures": ["renew_license"]}
        if self.options.do == "controls":
            return {"protocol": 1, "name": "n\x1b[31m\u202e", "version": "1\x07\r\x9b", "procedures": ["suspend_licence"]}
        if self.options.do == "observes_chip":
            return {"protocol": 1, "name": "adapter", "version": "1", "procedures": [], "observes": ["card.record"]}
        return {"protocol": 1, "name": "adapter", "version": "1", "procedures": self.options.take, "observes": self.options.observe,
                **({} if self.told is None else {"told": self.told})}

    def hear(self, people):
        """What was not asked for is not told."""
        assert self.told is None or all(set(facts) <= set(self.told) for facts in people.values()), people

    def reset(self, params):
        self.hear(params["people"])
        self.facts, self.pins = params["people"], params["pins"]
        return {}

    def changed(self, params):
        if self.options.do == "forgets":
            return {}
        self.hear(params["changed"])
        for who, facts in params["changed"].items():
            self.facts[who].update(facts)
        return {}

    def observe(self, params):
        facts = self.facts[params["who"]]
        if self.options.do == "lies":
            return {"facts": {"licence.photo": "photo-99"}}
        if self.options.do == "unasked":
            return {"facts": {"licence.photo": "photo-01", **{n: facts[n] for n in params["facts"]}}}
        return {"facts": {name: facts[name] for name in params["facts"] if name in facts}}

    def perform(self, params, wire):
        return getattr(self, params["procedure"])(params, wire)

    def suspend_licence(self, params, wire):
        changed = {"licence.disposition": "suspended", "licence.suspended_until": params["inputs"]["until"]}
        self.facts[params["who"]].update(changed)
        return {"outcome": "done", "obstacles": [], "warnings": [], "changed": {params["who"]: changed}}

    def lift_suspension(self, params, wire):
        facts = self.facts[params["who"]]
        if facts["licence.disposition"] != "suspended":
            return {"outcome": "refused", "obstacles": ["NOT_SUSPENDED"], "warnings": []}
        changed = {"licence.disposition": "valid", "licence.suspended_until": "none"}
        facts.update(changed)
        wire.call("changed", changed={params["who"]: changed})
        return {"outcome": "done", "obstacles": [], "warnings": []}

    def renew_licence(self, params, wire):
        """Tells of a new version before it asks the card, as a renewal does, and then comes to nothing."""
        before = self.facts[params["who"]]
        changed = {"licence.record": before["licence.record"] + 1, "licence.photo": "photo-09", "licence.record_number": "999999999999",
                   "licence.expires": "2031-01-01"}
        assert "result" in wire.call("changed", changed={params["who"]: changed})
        assert wire.call("licence_record", who=params["who"])["result"]["version"] == changed["licence.record"]
        before.update(changed)
        if "error" in wire.call("transmit", command="00A4040C10A0000002310600000000000000000000"):
            return {"outcome": "failed"}
        return {"outcome": "refused", "obstacles": ["TOO_EARLY"]}

    def roadside_check(self, params, wire):
        """Whether a card answers, and has a licence application: no officer, but a client of the card."""
        if not params["cards"]:
            return {"outcome": "done", "outcomes": {"roadside.finding": "NOT_CARRYING"}}
        assert params["readers"][0]["card"] == params["cards"][0]
        selected = wire.call("transmit", command="00A4040C10A0000002310600000000000000000000")
        if "error" in selected:
            return {"outcome": "done", "outcomes": {"roadside.finding": "RECORD_UNREADABLE"}}
        there = selected["result"]["response"] == "9000"
        wire.write({"method": "log", "params": {"text": f"licence application: {there}"}})
        for name in params["cards"][1:]:
            assert "result" in wire.call("insert_card", card=name)
        assert wire.call("insert_card", card="nobodys")["error"]["code"] == -32005
        record = wire.call("licence_record", who=params["who"])["result"]
        assert record["version"] == self.facts[params["who"]]["licence.record"], record
        return {"outcome": "done", "obstacles": [], "warnings": [],
                "outcomes": {"roadside.finding": "OK" if there else "RECORD_ABSENT"}}

    def read_with_app(self, params, wire):
        wire.call("remove_card")
        assert wire.call("transmit", command="00A40000")["error"]["code"] == -32001
        assert wire.call("reset_card")["error"]["code"] == -32001
        atr = wire.call("insert_card", card="card")["result"]["atr"]
        assert wire.call("reset_card")["result"]["atr"] == atr
        return {"outcome": "done", "obstacles": [], "warnings": []}

    def refuse(self, wire, message, code, text):
        if "id" in message:
            wire.write({"id": message["id"], "error": {"code": code, "message": text}})

    def serve(self, wire):
        while True:
            try:
                message = wire.read()
            except ValueError as error:
                wire.write({"id": None, "error": {"code": -32700, "message": str(error)}})
                continue
            if message is None:
                break
            if self.options.do == "naive" and message.get("jsonrpc") != "2.0":
                os._exit(1)
            if message.get("jsonrpc") != "2.0" or "method" not in message:
                self.refuse(wire, message, -32600, "no request")
                continue
            method = message["method"]
            if method == self.options.at and self.options.do in MISBEHAVIOURS:
                MISBEHAVIOURS[self.options.do](wire, message)
                continue
            if method == "shutdown":
                if self.options.do == "stays":
                    signal.signal(signal.SIGTERM, signal.SIG_IGN)
                    time.sleep(600)
                wire.write({"id": message["id"], "result": {}})
                if self.options.do == "lingers":
                    time.sleep(600)
                return 5 if self.options.do == "bad_end" else 0
            if method not in ("initialize", "reset", "perform", "observe", "changed"):
                self.refuse(wire, message, -32601, "no such method")
                continue
            try:
                handler = getattr(self, method)
                result = handler(message["params"], wire) if method == "perform" else handler(message["params"])
            except (AttributeError, KeyError, TypeError) as error:
                self.refuse(wire, message, -32602, repr(error))
            else:
                wire.write({"id": message["id"], "result": result})
        return 0


def listen(where, options):
    for connection in connections(where):
        stream = connection.makefile("rwb")
        Adapter(options).serve(Wire(stream, stream))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--take", type=lambda text: text.split(","), default=[])
    parser.add_argument("--observe", type=lambda text: text.split(","), default=[])
    parser.add_argument("--told", type=lambda text: text.split(","))
    parser.add_argument("--do", default="")
    parser.add_argument("--at", default="perform")
    parser.add_argument("--listen", default="")
    options = parser.parse_args()
    if options.listen:
        return listen(options.listen, options)
    return Adapter(options).serve(Wire(sys.stdin.buffer, sys.stdout.buffer))


if __name__ == "__main__":
    sys.exit(main())
