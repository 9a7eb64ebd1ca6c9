"""An adapter for Karimen in a few lines: your system under test behind docs/your-system.md's protocol.

    from karimen_sut import System, done, refused

    system = System("our terminal", "1.0")

    @system.procedure("integrate_licence")
    def integrate(visit):
        if visit.person["licence.expires"] < visit.today:
            return refused("LICENCE_NOT_VALID")
        visit.card.transmit("00A4040C10A0000002310600000000000000000000")
        visit.change("driver_registry.holding_form", "both")
        return done(fee=1500)

    system.observe("driver_registry.holding_form")       # answered from system.people, which `changed` keeps up to date
    system.run()

Facts come as Python values: dates, datetimes, ints, bools, frozensets of words, None where Karimen says `none`. Needs nothing but
the standard library; python3-pyscard only where the transport is pcsc (karimen_card.py).
"""
import json
import re
import socket
import sys
from datetime import date, datetime

PROTOCOL = 1
LARGEST_MESSAGE, LARGEST_HEADER = 1 << 20, 4096

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")


def from_wire(value):
    """A value of the protocol as Python has it."""
    if isinstance(value, list):
        return frozenset(value)
    if not isinstance(value, str):
        return value
    if value == "none":
        return None
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value)
        if _MOMENT.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass  # a text that only looks like one, such as a password
    return value


def to_wire(value):
    """The other way round. A set is sorted, so that two runs say the same."""
    if value is None:
        return "none"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset, list, tuple)):
        return sorted(value)
    return value


def facts_from_wire(facts):
    return {name: from_wire(value) for name, value in facts.items()}


def facts_to_wire(facts):
    return {name: to_wire(value) for name, value in facts.items()}


class PortError(Exception):
    """Karimen answered a call of ours with an error. `code` is one of docs/schema/port.yaml's."""

    def __init__(self, code, message):
        super().__init__(f"{message} ({code})")
        self.code = code


NO_CARD, MUTE_CARD, CHIP_DIED, NOT_PRESENTED, SYSTEM_DOWN = -32001, -32002, -32003, -32005, -32007


class BadRequest(Exception):
    """Karimen sent what this adapter does not take: answered with a JSON-RPC error."""

    def __init__(self, code, message, field=None):
        super().__init__(message)
        self.code, self.field = code, field


class Frames:
    """Content-Length framing over two binary streams."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    def read(self):
        """The next message, or None where the other side has closed."""
        length, header = None, 0
        while True:
            line = self.reader.readline(LARGEST_HEADER)
            header += len(line)
            if not line and header == 0:
                return None
            if not line.endswith(b"\r\n") or header > LARGEST_HEADER:
                raise EOFError("the header of a frame is cut off, or too long")
            if line == b"\r\n":
                break
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length":
                length = int(value) if value.strip().isdigit() else None
        if length is None or length > LARGEST_MESSAGE:
            raise EOFError("a frame without a length that can be read")
        body = self.reader.read(length)
        if len(body) < length:
            raise EOFError("a frame is cut off")
        return body

    def write(self, message):
        body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
        self.writer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.writer.flush()


class Connection:
    """JSON-RPC 2.0 both ways: answers Karimen's calls, and while one is open calls Karimen."""

    def __init__(self, frames):
        self.frames, self.calls = frames, 0

    def call(self, method, **params):
        """A call of ours; its result. Raises PortError for an error."""
        self.calls += 1
        self.frames.write({"jsonrpc": "2.0", "id": self.calls, "method": method, "params": params})
        body = self.frames.read()
        if body is None:
            raise EOFError(f"Karimen hung up during {method}")
        answer = json.loads(body)
        if "error" in answer:
            raise PortError(answer["error"]["code"], answer["error"]["message"])
        return answer["result"]

    def notify(self, method, **params):
        self.frames.write({"jsonrpc": "2.0", "method": method, "params": params})

    def serve(self, handle):
        """Answers calls by `handle(method, params)` until the other side closes or `handle` says it was the last."""
        while (body := self.frames.read()) is not None:
            try:
                request = json.loads(body)
                if not isinstance(request, dict) or not isinstance(request.get("method"), str):
                    raise BadRequest(-32600, "no JSON-RPC 2.0 request")
            except ValueError:
                self._refuse(None, BadRequest(-32700, "the frame holds no JSON"))
                continue
            except BadRequest as error:
                self._refuse(request.get("id") if isinstance(request, dict) else None, error)
                continue
            try:
                result = handle(request["method"], request.get("params", {}))
            except Exception as error:
                if not isinstance(error, BadRequest):  # a bug in the adapter: said to Karimen, which shows it at the step
                    error = BadRequest(-32603, f"{type(error).__name__}: {error} ({_where(error)})")
                if "id" in request:  # a notification is answered by nothing, not even by an error
                    self._refuse(request["id"], error)
                continue
            if "id" in request:
                self.frames.write({"jsonrpc": "2.0", "id": request["id"], "result": result})
            if request["method"] == "shutdown":
                return

    def _refuse(self, request_id, error):
        answer = {"code": error.code, "message": str(error)}
        if error.field:
            answer["data"] = {"field": error.field}
        self.frames.write({"jsonrpc": "2.0", "id": request_id, "error": answer})


def _where(error):
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


class Answer:
    """How an errand ended: `done`, `refused` and `failed` make one."""

    def __init__(self, outcome, obstacles=(), warnings=(), facts=None, detail=None):
        self.outcome, self.obstacles, self.warnings = outcome, set(obstacles), set(warnings)
        self.facts, self.detail = dict(facts or {}), detail


NOT_STATED = "not_stated"  # a fee is charged, and nobody publishes how much


def done(fee=0, warnings=(), **facts):
    """The errand was done. `fee` in yen, 0 for nothing charged, NOT_STATED; facts with `__` for the dot."""
    answer = Answer("done", warnings=warnings)
    answer.facts = {"fee.charged": fee != 0, "fee.amount": fee if fee != 0 else None}
    answer.facts.update({name.replace("__", "."): value for name, value in facts.items()})
    return answer


def refused(*obstacles, warnings=()):
    """Not done, and why: codes of `karimen procedures`. Nothing is charged."""
    return Answer("refused", obstacles, warnings, {"fee.charged": False, "fee.amount": None})


def failed(detail):
    """The card was taken away, or its chip died."""
    return Answer("failed", facts={"fee.charged": False, "fee.amount": None}, detail=detail)


class Visit:
    """One `perform`: somebody with an errand at the counter."""

    def __init__(self, system, params):
        self.system, self.procedure, self.who = system, params["procedure"], params["who"]
        self.raw = params["inputs"]  # as sent, for texts such as passwords
        self.inputs = facts_from_wire(params["inputs"])
        self.at = datetime.fromisoformat(params["at"])
        self.place, self.facility = params["place"], params.get("facility")
        self.cards = params["cards"]  # what is presented: card, previous_card, other_persons_card
        self.person = system.people[self.who]  # every fact that is told, by name
        self.pins = system.pins.get(self.who, {})
        self.card = system.card
        self.changed, self.shown, self.papers = {}, {}, []

    @property
    def today(self):
        return self.at.date()

    def assume(self, knob):
        """The value of a knob (A-10) in this run; None: its default."""
        return self.system.assumptions.get(knob)

    def change(self, fact, value):
        """A registry or a paper says something else from now on. Told to Karimen with the answer, or by `tell_changes`."""
        self.person[fact] = value
        self.changed[fact] = value

    def tell_changes(self):
        """Tells Karimen now: before `licence_record` of a new version."""
        if self.changed:
            self.system.connection.call("changed", changed={self.who: facts_to_wire(self.changed)})
            self.changed = {}

    def licence_record(self, **version):
        """What the driver registry gives a terminal to write: (version, WEF02, WEF03). Raises PortError(SYSTEM_DOWN)."""
        answer = self.system.connection.call("licence_record", who=self.who, **version)
        return answer["version"], bytes.fromhex(answer["wef02"]), bytes.fromhex(answer["wef03"])

    def history_record(self):
        """Likewise the driving-history record of today: (number, WEF02, WEF03)."""
        answer = self.system.connection.call("history_record", who=self.who)
        return answer["number"], bytes.fromhex(answer["wef02"]), bytes.fromhex(answer["wef03"])

    def present(self, card):
        """The person lays another of `cards` into the reader."""
        self.card.end()
        try:
            self.system.connection.call("insert_card", card=card)
        except PortError as error:
            if error.code != MUTE_CARD:  # a broken chip: the next reset tells
                raise

    def hand_out(self, kind, *lines):
        """A paper for the person; each line is a pair of label and text."""
        self.papers.append({"kind": kind, "lines": [list(line) for line in lines]})

    def show(self, fact, value):
        """What the answer says besides what `done` is told, such as a line of a paper."""
        self.shown[fact] = value

    def log(self, text):
        self.system.connection.notify("log", text=text)


class System:
    """Your system under test. Procedures are functions of a Visit; `people` holds what Karimen told of everybody."""

    def __init__(self, name, version):
        self.name, self.version = name, version
        self.procedures, self.observed, self.told = {}, {}, None
        self.people, self.pins, self.assumptions = {}, {}, {}
        self.forget = []
        self.hello, self.card, self.connection = None, None, None

    def procedure(self, name):
        """Decorator: this function does the procedure; it returns done(), refused() or failed()."""

        def take_over(function):
            self.procedures[name] = function
            return function

        return take_over

    def at_reset(self, function):
        """Decorator: this function is called when a scenario begins, to forget what yours kept of the one before."""
        self.forget.append(function)
        return function

    def observe(self, *names, by=None):
        """These facts can be asked for. `by(person, name, at)` says the value; by default it is what `people` holds."""
        for name in names:
            self.observed[name] = by or (lambda person, fact, at: person[fact])

    def hear(self, *names):
        """Of everybody only these facts are told, which spares both sides the rest; by default all are."""
        self.told = list(names)

    def run(self, arguments=None):
        """Speaks on standard input and output, or with `--listen HOST:PORT` on a socket to one Karimen after another."""
        arguments = sys.argv[1:] if arguments is None else arguments
        if arguments[:1] == ["--listen"]:
            host, _, port = arguments[1].rpartition(":")
            with socket.create_server((host, int(port))) as server:
                while True:
                    with server.accept()[0] as peer, peer.makefile("rwb") as stream:
                        self._converse(Frames(stream, stream))
        self._converse(Frames(sys.stdin.buffer, sys.stdout.buffer))

    def _converse(self, frames):
        self.connection = Connection(frames)
        handlers = {"initialize": self._initialize, "reset": self._reset, "changed": self._changed, "perform": self._perform,
                    "observe": self._observe, "shutdown": self._shutdown}

        def handle(method, params):
            if method not in handlers:
                raise BadRequest(-32601, f"no such method: {method}")
            try:
                return handlers[method](params)
            except _Missing as missing:
                raise BadRequest(-32602, f"{method} params.{missing.field} is missing", missing.field) from missing

        try:
            self.connection.serve(handle)
        except (EOFError, OSError):
            pass  # Karimen is gone, and so is whoever could be told
        finally:
            if self.card:
                self.card.close()

    def _initialize(self, params):
        from karimen_card import PcscCard, PortCard
        params = _Params(params)
        if params["protocol"] != PROTOCOL:
            raise BadRequest(-32602, f"this adapter speaks version {PROTOCOL} of the protocol", "protocol")
        self.hello = params
        reader = params["readers"][0]
        self.card = PcscCard(reader, params["environment"]) if params["transport"] == "pcsc" else PortCard(self.connection)
        offered = params["procedures"]
        hello = {"protocol": PROTOCOL, "name": self.name, "version": self.version,
                 "procedures": [name for name in self.procedures if name in offered], "observes": list(self.observed)}
        return hello if self.told is None else {**hello, "told": list(self.told)}

    def _reset(self, params):
        params = _Params(params)
        self.people = {who: facts_from_wire(facts) for who, facts in params["people"].items()}
        self.pins, self.assumptions = params["pins"], params["assumptions"]
        for function in self.forget:
            function()
        return {}

    def _changed(self, params):
        for who, facts in _Params(params)["changed"].items():
            self.people.setdefault(who, {}).update(facts_from_wire(facts))
        return {}

    def _observe(self, params):
        params = _Params(params)
        if params["who"] not in self.people:
            raise BadRequest(-32602, "nobody is called so", "who")
        person, at = self.people[params["who"]], datetime.fromisoformat(params["at"])
        told = {name: self.observed[name](person, name, at) for name in params["facts"] if name in self.observed}
        return {"facts": facts_to_wire(told)}

    def _perform(self, params):
        from karimen_card import CardTrouble
        visit = Visit(self, _Params(params))
        if visit.procedure not in self.procedures:
            raise BadRequest(-32602, f"this adapter does not take over {visit.procedure}", "procedure")
        self.card.begin()
        try:
            answer = self.procedures[visit.procedure](visit)
        except CardTrouble as trouble:
            answer = failed(str(trouble))
        finally:
            self.card.end()
        result = {"outcome": answer.outcome, "obstacles": to_wire(answer.obstacles), "warnings": to_wire(answer.warnings),
                  "outcomes": facts_to_wire({**visit.shown, **answer.facts}), "papers": visit.papers}
        if visit.changed:
            result["changed"] = {visit.who: facts_to_wire(visit.changed)}
        if answer.detail:
            result["detail"] = answer.detail
        return result

    def _shutdown(self, _params):
        return {}


class _Missing(KeyError):
    def __init__(self, field):
        super().__init__(field)
        self.field = field


class _Params(dict):
    """Parameters of a call: a member that is missing is told by its name."""

    def __missing__(self, field):
        raise _Missing(field)
