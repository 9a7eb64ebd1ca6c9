#!/usr/bin/env python3
"""karimen serve: readers and cards for test suites over HTTP, with programs that nobody here wrote as their clients."""
import errno
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

import jsonschema
import yaml

from bench import Bench
from program import KARIMEN, ROOT, InFolder, environment, living_of
from serving import Serving

PAGE = yaml.safe_load((ROOT / "docs/schema/serve.yaml").read_text(encoding="utf-8"))
JPKI, ASK_AUTHENTICATION, VERIFY = "00A4040C0AD392F000260100000001", "00200098", "0020009804" + b"1357".hex()
LARGEST_BODY = 1048576
# One after another, on its own reader: "connect" or an APDU in hexadecimal, answers as bench.Client gives them.
SUITE = """
import sys
from smartcard.System import readers
name, pin, rounds = sys.argv[1:]
reader = next(each for each in readers() if str(each) == name)
for i in range(int(rounds)):
    connection = reader.createConnection()
    connection.connect()
    for command in ("00A4040C0AD392F000260100000001", "0020009804" + pin.encode().hex()):
        data, sw1, sw2 = connection.transmit(list(bytes.fromhex(command)))
        assert (sw1, sw2) == (0x90, 0x00), (command, hex(sw1), hex(sw2))
    connection.disconnect()
"""


def resolved(node):
    """A part of the page with what it refers to."""
    while isinstance(node, dict) and "$ref" in node:
        target = PAGE
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def operations():
    return {(method.upper(), path): operation for path, item in PAGE["paths"].items()
            for method, operation in item.items() if method != "parameters"}


def fits(instance, schema):
    resolver = jsonschema.RefResolver("", PAGE)
    jsonschema.Draft202012Validator(schema, resolver=resolver).validate(instance)


class Served(InFolder):
    """One service for all tests of a class; each test has a reader of its own."""
    arguments = ["--readers", "3"]

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="karimen-serve-")
        cls.addClassCleanup(folder.cleanup)
        cls.shared = Path(folder.name)
        cls.serving = Serving(cls.shared, *cls.arguments)
        cls.addClassCleanup(cls.serving.end)

    def setUp(self):
        super().setUp()
        self.id = self.reader()["id"]

    def reader(self):
        opened = self.serving.ask("POST", "/readers")
        self.assertEqual(opened.status, 201, opened.text)
        self.addCleanup(self.serving.ask, "DELETE", f"/readers/{opened.json['id']}")
        return opened.json

    def post(self, path, body=None, status=200, **headers):
        answer = self.serving.ask("POST", f"/readers/{self.id}/{path}", body, **headers)
        self.assertEqual(answer.status, status, answer.text)
        return answer.json

    def get(self, path=""):
        return self.serving.ask("GET", f"/readers/{self.id}{path}").json

    def client(self):
        client = self.serving.client()
        self.addCleanup(client.close)
        return client


class Described(Served):
    """docs/schema/serve.yaml and the program say the same."""

    def test_the_page_is_openapi_3_1(self):
        self.assertEqual(PAGE["openapi"], "3.1.0")
        self.assertEqual(len({each["operationId"] for each in operations().values()}), len(operations()))
        for name, schema in PAGE["components"]["schemas"].items():
            with self.subTest(schema=name):
                jsonschema.Draft202012Validator.check_schema(schema)
        for (method, path), operation in operations().items():
            with self.subTest(route=f"{method} {path}"):
                placed = {p["name"] for p in map(resolved, PAGE["paths"][path].get("parameters", [])) if p["in"] == "path"}
                self.assertEqual(placed, {part[1:-1] for part in path.split("/") if part.startswith("{")})
                self.assertIn("default", operation["responses"])

    def test_every_route_is_described_and_every_described_route_is_there(self):
        self.assertEqual(self.serving.ask("GET", "/").json["routes"], [f"{method} {path}" for method, path in operations()])
        said = [each["word"] for each in self.serving.ask("GET", "/words").json["words"]]
        self.assertEqual(sorted(said), sorted(PAGE["components"]["schemas"]["Word"]["enum"]))

    def asked(self, method, path, body=None):
        """A request of which both sides are as the page says."""
        operation = operations()[method, path]
        concrete = path.replace("{reader}", self.id).replace("{word}", "show")
        if body is not None:
            fits(body, operation["requestBody"]["content"]["application/json"]["schema"])
        suffix = "?wait=false" if path.endswith("/events") else ""
        answer = self.serving.ask(method, concrete + suffix, body)
        described = resolved(operation["responses"][str(answer.status)])
        kinds = list(described.get("content", {}))
        self.assertEqual([answer.headers.get_content_type()] if answer.text else [], kinds)
        if answer.json is not None:
            fits(answer.json, described["content"]["application/json"]["schema"])
        return answer

    def test_every_answer_is_as_described(self):
        other = self.reader()["id"]
        bodies = {("POST", "/readers"): {"patience": 1},
                  ("POST", "/readers/{reader}/insert"): {"card": "yamada_taro", "words": ["tries authentication 1"]},
                  ("POST", "/readers/{reader}/fork"): {"to": other},
                  ("POST", "/readers/{reader}/words/{word}"): {"arguments": []}}
        for method, path in operations():
            if method != "DELETE":
                with self.subTest(route=f"{method} {path}"):
                    answer = self.asked(method, path, bodies.get((method, path)))
                    self.assertIn(answer.status, (200, 201), answer.text)
                    if path == "/readers" and method == "POST":
                        self.serving.ask("DELETE", f"/readers/{answer.json['id']}")
        self.assertEqual(self.asked("DELETE", "/readers/{reader}").status, 204)

    def test_every_refusal_is_as_described_and_says_the_way_out(self):
        schema = PAGE["components"]["schemas"]["Errors"]
        for method, path in operations():
            wrong = [("GET", path + "/nowhere", None, 404), ("PATCH", path, None, 405)]
            if "{reader}" in path:
                wrong.append((method, path.replace("{reader}", "r0"), {"to": self.id} if "fork" in path else None, 404))
            if method == "POST":
                wrong += [(method, path, body, 400) for body in ("{", "[]", '"x"', "\xff\xfe", {"nothing": 1}, "[" * 1000)]
            for verb, asked, body, status in wrong:
                with self.subTest(route=f"{verb} {asked}", body=body):
                    content = body.encode("latin-1") if isinstance(body, str) else body
                    answer = self.serving.ask(verb, asked.replace("{reader}", self.id).replace("{word}", "show"), content)
                    self.assertEqual(answer.status, status, answer.text)
                    fits(answer.json, schema)
                    self.assertIn("fix", answer.json["errors"][0])
                    if status == 405:
                        self.assertIn(method, answer.headers["Allow"])

    def test_members_of_another_type_are_named(self):
        for path, body, field in [("insert", {"card": 1}, "card"), ("insert", {"warm": "yes"}, "warm"),
                                  ("insert", {"words": "tries"}, "words"), ("insert", {"words": ["show", 2]}, "words[1]"),
                                  ("insert", {"saved": "xyz"}, "saved"), ("insert", {"card": "hanako", "saved": "00"}, "card"),
                                  ("insert", {"crad": "hanako"}, "crad"), ("fork", {}, "to"), ("fork", {"to": "r0"}, "to"),
                                  ("words/tries", {"arguments": [1]}, "arguments[0]"), ("remove", {"card": "x"}, "card")]:
            with self.subTest(path=path, body=body):
                self.assertEqual(self.post(path, body, status=400)["errors"][0]["field"], field)
        for query, field in [("?after=x", "after"), ("?wait=no", "wait"), ("?from=1", "from")]:
            answer = self.serving.ask("GET", f"/readers/{self.id}/events{query}")
            self.assertEqual((answer.status, answer.json["errors"][0]["field"]), (400, field))


class Cards(Served):
    """What a suite does with its card, seen by pyscard."""

    def test_a_card_is_put_in_changed_and_taken_out(self):
        put = self.post("insert", {"card": "sato_hanako", "words": ["tries authentication 1"]})
        self.assertEqual((put["in"], put["card"], put["keys"]["authentication"]["tries"]), (True, "sato_hanako", 1))
        client = self.client()
        self.assertTrue(client("connect").startswith("ATR"))
        self.assertEqual([client(JPKI), client(ASK_AUTHENTICATION)], ["9000", "63C1"])
        self.assertEqual(self.post("words/tries", {"arguments": ["authentication", "2"]})["said"], "authentication PIN: 2\n")
        self.assertEqual(client(ASK_AUTHENTICATION), "63C2")
        self.assertFalse(self.post("remove")["in"])
        self.assertTrue(client("state").startswith("empty"))
        self.assertTrue(self.post("insert")["in"])  # the one that lies there
        self.assertTrue(client("connect").startswith("ATR"))
        self.assertEqual([client(JPKI), client(ASK_AUTHENTICATION)], ["9000", "63C2"])

    def test_a_warm_card_is_another_one_and_programs_are_told(self):
        self.post("insert", {"card": "sato_hanako"})
        client = self.client()
        client("connect")
        self.assertEqual([client(JPKI), client(VERIFY)], ["9000", "9000"])
        began = time.monotonic()
        self.post("insert", {"card": "yamada_taro", "warm": True, "words": ["tries authentication 2"]})
        self.assertLess(time.monotonic() - began, 0.3)
        self.assertRegex(client(ASK_AUTHENTICATION), "^failed .*reset")
        client("connect")
        self.assertEqual([client(JPKI), client(ASK_AUTHENTICATION)], ["9000", "63C2"])

    def test_an_insertion_that_cannot_be_leaves_the_card_that_lay_there(self):
        self.post("insert", {"card": "sato_hanako", "words": ["tries authentication 1"]})
        for body, message in [({"card": "nobody_at_all"}, "no persona"), ({"card_file": "persona: nobody"}, "nobody"),
                              ({"card_file": "cards: {}"}, "cards"), ({"saved": "00" * 40}, ""),
                              ({"card": "yamada_taro", "words": ["tries authentication 2", "tries nothing 1"]}, "nothing"),
                              ({"card": "yamada_taro", "words": ["blink"]}, "blink"),
                              ({"card": "yamada_taro", "warm": True, "words": ["pin text x"]}, "")]:
            with self.subTest(body=body):
                self.assertIn(message, self.post("insert", body, status=422)["errors"][0]["message"])
                left = self.get()
                self.assertEqual((left["in"], left["card"], left["keys"]["authentication"]["tries"]), (True, "sato_hanako", 1))

    def test_an_insertion_that_cannot_be_leaves_the_recording_that_plays(self):
        client = self.client()
        self.post("insert", {"card": "sato_hanako", "words": ["tries authentication 1"]})
        kept = self.folder / "kept.ndjson"
        self.post("words/record", {"arguments": [str(kept)]})
        client("connect")
        self.assertEqual([client(JPKI), client(ASK_AUTHENTICATION)], ["9000", "63C1"])
        client("leave")
        self.post("words/record", {"arguments": ["off"]})
        self.post("insert", {"card": "yamada_taro"})
        self.post("words/replay", {"arguments": [str(kept)]})
        self.post("insert", {"card": "yamada_taro", "words": ["tries nothing 1"]}, status=422)
        left = self.get()
        self.assertEqual((left["replaying"], left["card"]), (True, str(kept)))
        client("connect")
        self.assertEqual([client(JPKI), client(ASK_AUTHENTICATION)], ["9000", "63C1"])
        self.assertFalse(self.post("insert", {"card": "yamada_taro"})["replaying"])

    def test_a_card_file_is_refused_where_it_is_wrong(self):
        error = self.post("insert", {"card_file": "persona: yamada_taro\npins: {text: 12}\n"}, status=422)["errors"][0]
        self.assertEqual((error["file"], error["line"]), ("card_file", 2))
        self.assertEqual(self.post("insert", {"card_file": "persona: yamada_taro\npins: {text: \"9753\"}\n"})["card"], "card_file")

    def test_a_saved_card_comes_back_to_the_byte_and_a_fork_lives_by_itself(self):
        self.post("insert", {"card": "sato_hanako", "words": ["tries text 1"]})
        saved = self.get("/card")["saved"]
        other = self.reader()["id"]
        forked = self.serving.ask("POST", f"/readers/{self.id}/fork", {"to": other, "words": ["tries text 2"]}).json
        self.assertEqual((forked["id"], forked["card"], forked["keys"]["text"]["tries"]), (other, "sato_hanako", 2))
        self.assertEqual(self.get()["keys"]["text"]["tries"], 1)
        self.post("words/tries", {"arguments": ["text", "3"]})
        self.assertEqual(self.post("insert", {"saved": saved, "warm": True})["keys"]["text"]["tries"], 1)
        self.assertEqual(self.get("/card")["saved"], saved)

    def test_snapshots_faults_and_defects_are_the_consoles(self):
        self.post("insert", {"card": "sato_hanako"})
        self.post("words/snapshot", {"arguments": ["whole"]})
        self.post("words/defect", {"arguments": ["tampered_record", "on"]})
        self.post("words/fault", {"arguments": ["spurious_error", "instruction=verify"]})
        state = self.get()
        self.assertEqual((state["defects"], len(state["faults"]), state["snapshots"]), (["tampered_record"], 1, ["insertion", "whole"]))
        client = self.client()
        client("connect")
        self.assertEqual(client(JPKI), "9000")
        self.assertNotEqual(client(ASK_AUTHENTICATION), "63C3")
        self.assertEqual(client(ASK_AUTHENTICATION), "63C3")
        self.post("words/restore", {"arguments": ["whole"]})
        self.assertEqual((self.get()["defects"], self.get()["faults"]), ([], []))
        self.post("words/blink", {"arguments": ["500"]})
        self.assertRegex(self.post("words/explain", {"arguments": ["6982"]})["said"], "docs/chip.md")

    def test_a_card_comes_in_at_once_after_a_fault_took_the_last_one(self):
        for how in ({"card": "yamada_taro"}, {"card": "yamada_taro", "warm": True}, {}):
            with self.subTest(how=how):
                self.post("insert", {"card": "sato_hanako"})
                self.post("words/fault", {"arguments": ["card_removed_before_apdu", "instruction=verify"]})
                client = self.client()
                client("connect")
                self.assertEqual([client(JPKI), client(VERIFY)[:6]], ["9000", "failed"])
                client("leave")  # unpowers it, as pyscard does
                self.assertTrue(self.post("insert", how)["in"])
                client("connect")
                self.assertEqual(client(JPKI), "9000")

    def test_every_word_says_what_the_console_says(self):
        console = Bench(self.folder)
        self.addCleanup(console.interrupt)
        self.post("insert", {"card": "hanako"})
        for line in ["show", "explain 6982", "explain", "tries", "tries authentication 1", "pin text 9753",
                     "expire signature 2027-01-31", "licence present", "licence", "defect tampered_record on", "defect",
                     "fault", "fault answer_dropped instruction=verify", "snapshot here", "interface contactless",
                     "restore here", "blink 500", "reset", "out", "in", f"save {self.folder}/card", "load yamada_taro"]:
            word, *arguments = line.split()
            with self.subTest(line=line):
                said = self.post(f"words/{word}", {"arguments": arguments})["said"]
                last = said.rstrip("\n").split("\n")[-1]
                heard = console.say(line, "^" + "".join(c if c.isalnum() else "." for c in last) + "$")
                self.assertEqual(said, "\n".join(heard) + "\n")
        for line in ["watch on", "language ja", "help", "quit"]:
            word, *arguments = line.split()
            self.post(f"words/{word}", {"arguments": arguments}, status=422)

    def test_japanese_is_spoken_to_who_asks_for_it(self):
        self.assertEqual(self.post("words/out", Accept_Language="ja")["said"], "カードは抜いてある\n")
        error = self.post("words/trie", Accept_Language="ja-JP,en;q=0.5", status=422)["errors"][0]
        self.assertRegex(error["message"] + error["fix"], "[ぁ-ん]")
        self.assertEqual(self.post("words/out")["said"], "the card is out\n")


class Events(Served):
    def pieces(self, response, until):
        """Server-sent events as (field, value) lists, up to one that holds `until`."""
        found, piece = [], {}
        while line := response.readline().decode():
            if line.strip():
                name, value = line.rstrip("\n").split(": ", 1)
                piece[name] = value
            elif piece:
                found.append(piece)
                piece = {}
                if until(found[-1]):
                    break
        return found

    def listen(self, suffix="", **headers):
        connection = self.serving.connection(timeout=30)
        self.addCleanup(connection.close)
        connection.request("GET", f"/readers/{self.id}/events{suffix}",
                           headers={"Authorization": f"Bearer {self.serving.token}", **headers})
        response = connection.getresponse()
        self.assertEqual((response.status, response.headers["Content-Type"]), (200, "text/event-stream"))
        return response

    def test_the_traffic_is_told_as_it_happens_and_secrets_are_not(self):
        response = self.listen()
        self.post("insert", {"card": "sato_hanako"})
        client = self.client()
        client("connect")
        client(JPKI)
        client(VERIFY)
        heard = self.pieces(response, lambda piece: "VERIFY" in piece.get("data", ""))
        self.assertEqual([int(piece["id"]) for piece in heard], list(range(1, len(heard) + 1)))
        events = [json.loads(piece["data"]) for piece in heard]
        self.assertEqual(events[-1]["words"]["en"][0].split(",")[0], "VERIFY authentication PIN")
        self.assertNotIn(b"1357".hex(), json.dumps(events))
        after = heard[-2]["id"]
        for again in (self.listen(f"?wait=false&after={after}"), self.listen("?wait=false", **{"Last-Event-ID": after})):
            later = self.pieces(again, lambda piece: piece.get("event") == "end")
            self.assertEqual(later[0], heard[-1])

    def test_who_listens_too_late_is_told_how_much_is_lost(self):
        self.post("insert", {"card": "sato_hanako"})
        subprocess.run(["/usr/bin/python3", "-c", SUITE, self.get()["reader"], "0000", "0"], check=True, env=self.serving.environment)
        client = self.client()
        client("connect")
        for _ in range(1100):
            client(JPKI)
        heard = self.pieces(self.listen("?wait=false"), lambda piece: piece.get("event") == "end")
        lost = json.loads(heard[0]["data"])["events"]
        self.assertEqual((heard[0]["event"], int(heard[1]["id"])), ("lost", lost + 1))
        self.assertEqual(len(heard), 1 + 1024 + 1)

    def test_a_stream_ends_when_the_reader_is_given_back(self):
        response = self.listen()
        self.serving.ask("DELETE", f"/readers/{self.id}")
        heard = self.pieces(response, lambda piece: piece.get("event") == "end")
        self.assertEqual(heard[-1]["event"], "end")
        self.assertEqual(self.serving.ask("GET", f"/readers/{self.id}").status, 404)


class Suites(Served):
    def test_two_suites_use_it_at_once_with_readers_of_their_own(self):
        rounds = 25

        def suite(persona, pin, failures):
            try:
                reader = self.serving.ask("POST", "/readers").json
                for how in ({"card": persona}, {"card": persona, "warm": True}):
                    self.serving.ask("POST", f"/readers/{reader['id']}/insert", how)
                    subprocess.run(["/usr/bin/python3", "-c", SUITE, reader["reader"], pin, str(rounds)], check=True,
                                   env=self.serving.environment, capture_output=True, timeout=120)
                seen = self.serving.ask("GET", f"/readers/{reader['id']}").json
                if (seen["card"], seen["keys"]["authentication"]["tries"]) != (persona, 3):
                    failures.append(seen)
                self.serving.ask("DELETE", f"/readers/{reader['id']}")
            except Exception as problem:
                failures.append(problem)

        failures = []
        suites = [threading.Thread(target=suite, args=(persona, pin, failures))
                  for persona, pin in (("sato_hanako", "1357"), ("yamada_taro", "1357"))]
        for each in suites:
            each.start()
        for each in suites:
            each.join()
        self.assertEqual(failures, [])

    def test_the_reader_of_a_suite_that_vanished_goes_to_the_next(self):
        second, third = self.reader(), self.serving.ask("POST", "/readers", {"patience": 1}).json
        refused = self.serving.ask("POST", "/readers")
        self.assertEqual(refused.status, 503)
        self.assertIn("--readers", refused.json["errors"][0]["fix"])
        time.sleep(1.2)
        heir = self.serving.ask("POST", "/readers").json
        self.assertEqual(heir["reader"], third["reader"])
        self.assertEqual(self.serving.ask("GET", f"/readers/{third['id']}").status, 404)
        self.assertEqual(self.serving.ask("GET", f"/readers/{second['id']}").status, 200)
        self.serving.ask("DELETE", f"/readers/{heir['id']}")


class Door(Served):
    """Who comes in, and what becomes of those who do not speak HTTP."""

    def test_nobody_comes_in_without_the_token(self):
        for authorization in (None, "", "Bearer", "Bearer ", f"Basic {self.serving.token}", f"Bearer {self.serving.token}x",
                              f"Bearer {self.serving.token[:-1]}"):
            for path in ("/", "/readers", "/nowhere"):
                answer = self.serving.ask("GET", path, Authorization=authorization)
                self.assertEqual((answer.status, answer.headers["WWW-Authenticate"]), (401, "Bearer"))

    def test_no_other_name_of_this_machine_and_no_web_page_is_served(self):
        address, port = self.serving.address, self.serving.address.rsplit(":", 1)[1]
        self.assertEqual(self.serving.ask("GET", "/", Host=f"localhost:{port}").status, 200)
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{port}", ""):
            self.assertIn(self.serving.ask("GET", "/", Host=host).status, (400, 403), host)
        for origin in ("http://evil.example", "null", f"https://{address}", f"http://127.0.0.1:{int(port) + 1}"):
            answer = self.serving.ask("GET", "/", Origin=origin)
            self.assertEqual(answer.status, 403, origin)
            self.assertNotIn("Access-Control-Allow-Origin", answer.headers)
        self.assertEqual(self.serving.ask("GET", "/", Origin=f"http://{address}").status, 200)
        self.assertEqual(self.serving.ask("OPTIONS", "/").status, 405)

    def head(self, start, *fields):
        lines = [start, f"Host: {self.serving.address}", f"Authorization: Bearer {self.serving.token}", *fields]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def sent(self, data, more=b""):
        """What comes back on a connection of its own until it is closed."""
        with self.serving.raw() as raw:
            try:
                raw.sendall(data)
                if more is not None:
                    raw.shutdown(socket.SHUT_WR)
                heard = b""
                while piece := raw.recv(65536):
                    heard += piece
                return heard
            except OSError as problem:
                if problem.errno not in (errno.EPIPE, errno.ECONNRESET, errno.ENOTCONN):
                    raise  # not closed, but silent
                return b""

    def test_a_thousand_streams_are_not_more_than_it_has_room_for(self):
        held = [self.serving.raw() for _ in range(1000)]
        for raw in held:
            try:
                raw.sendall(self.head(f"GET /readers/{self.id}/events HTTP/1.1"))
            except OSError:
                pass
        for raw in held:
            raw.close()
        self.soon_serves()

    def test_what_is_too_long_is_refused(self):
        self.assertEqual(self.serving.ask("POST", "/readers", "{" + " " * LARGEST_BODY + "}").status, 413)
        self.assertEqual(self.serving.ask("POST", f"/readers/{self.id}/insert", "{" + " " * (LARGEST_BODY - 2) + "}").status, 200)
        for long in (self.head("GET /" + "a" * 40000 + " HTTP/1.1"), self.head("GET / HTTP/1.1", "X: " + "a" * 40000),
                     self.head("GET / HTTP/1.1", *["X: y"] * 20000)):
            self.assertRegex(self.sent(long).split(b"\r\n")[0], rb"^$|^HTTP/1.1 4\d\d")
        self.still_serves()

    def still_serves(self):
        self.assertEqual(self.get()["id"], self.id)

    def soon_serves(self):
        for _ in range(60):
            try:
                return self.still_serves()
            except (http.client.RemoteDisconnected, ConnectionResetError):
                time.sleep(0.5)
        self.still_serves()

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.serving.process.pid}/fd"))

    def test_clients_that_vanish_leave_nothing_behind(self):
        self.post("insert", {"card": "sato_hanako"})
        before = self.descriptors()
        body = json.dumps({"card": "yamada_taro", "warm": True})
        for i in range(150):
            for data in (b"", b"GET / HT", self.head(f"POST /readers/{self.id}/insert HTTP/1.1", f"Content-Length: {len(body)}"),
                         self.head(f"POST /readers/{self.id}/insert HTTP/1.1", f"Content-Length: {len(body)}") + body.encode(),
                         self.head(f"GET /readers/{self.id}/events HTTP/1.1")):
                raw = self.serving.raw()
                raw.sendall(data)
                if i % 3 == 0:
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                raw.close()
        self.still_serves()
        for _ in range(100):
            if self.descriptors() <= before + 2:
                break
            time.sleep(0.2)
        self.assertLessEqual(self.descriptors(), before + 2)

    def test_half_requests_and_drips_are_cut_off_and_keep_nobody_out_for_long(self):
        half = self.head("POST /readers HTTP/1.1", "Content-Length: 100")[:-20]
        held = [self.serving.raw() for _ in range(400)]
        for raw in held:
            raw.sendall(half)
        began = time.monotonic()
        self.soon_serves()
        self.assertLess(time.monotonic() - began, 5)
        dripping = self.serving.raw()
        dripping.settimeout(0.5)
        began, closed = time.monotonic(), False
        while not closed and time.monotonic() - began < 30:
            try:
                dripping.sendall(b"G")
                closed = dripping.recv(1) == b""
            except TimeoutError:
                pass
            except OSError:
                closed = True
        self.assertTrue(closed)
        for raw in [*held, dripping]:
            raw.close()
        self.still_serves()

    def malformed(self, chance):
        """A request with something wrong in its bytes, its JSON or its types."""
        path = chance.choice(["/", "/readers", "/personas", f"/readers/{self.id}", f"/readers/{self.id}/insert", "/readers/%00/insert",
                              f"/readers/{self.id}/words/tries", f"/readers/{self.id}/words/licence", f"/readers/{self.id}/fork",
                              f"/readers/{self.id}/words/expire", f"/readers/{self.id}/events?wait=false", f"/readers/{self.id}/card"])
        value = chance.choice([None, True, -1, 2**64, 1e308, "", "x" * 2000, [], {}, [[[]]], {"a": {}}, "\u0000", "持ち主", "authentication"])
        name = chance.choice(["card", "card_file", "saved", "words", "warm", "arguments", "to", "patience", "contactless", "?"])
        body = json.dumps(chance.choice([{name: value}, {name: [value, value]}, value, {name: {name: value}}]))
        method = chance.choice(["GET", "POST", "POST", "POST", "DELETE", "PUT", "HEAD", "BREW", "get"])
        if method == "DELETE":
            path = "/readers/r0"
        if path == "/readers" and name == "patience":
            method = "PUT"
        length = chance.choice([len(body.encode())] * 6 + [0, 1, "-1", "x", 2**63, 99999999999999999999])
        coding = chance.choice([f"Content-Length: {length}"] * 5 + ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 3"])
        data = bytearray(self.head(f"{method} {path} HTTP/{chance.choice(['1.1', '1.1', '1.0', '2', '9.9', ''])}", coding) + body.encode())
        for _ in range(chance.choice([0, 0, 1, 2, 8, 40])):
            at = chance.randrange(len(data))
            chance.choice([lambda: data.__setitem__(at, chance.randrange(256)), lambda: data.__delitem__(slice(at, at + 3)),
                           lambda: data.insert(at, chance.choice(b"\0\r\n: {}[]\"\xff"))])()
        return bytes(data[:chance.choice([len(data)] * 4 + [chance.randrange(len(data) + 1)])])

    def test_ten_thousand_malformed_messages_are_answered_or_closed(self):
        self.post("insert", {"card": "sato_hanako"})
        chance, answered = random.Random(9), 0
        for number in range(10000):
            message = self.malformed(chance)
            heard = self.sent(message)
            self.assertRegex(heard[:16], rb"^$|^HTTP/1\.[01] [2-5]\d\d", (number, message))
            self.assertNotRegex(heard[:16], rb" 500", (number, message, heard))
            answered += heard != b""
        self.assertGreater(answered, 3000)
        self.assertIsNone(self.serving.process.poll())
        self.still_serves()
        self.post("insert", {"card": "sato_hanako"})


class Program(InFolder):
    def folders(self):
        return {path.name for path in Path(f"/tmp/karimen-{os.getuid()}").glob("*")}

    def test_a_signal_or_the_end_of_a_pipe_leaves_nothing_behind(self):
        for how in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, None):
            with self.subTest(how=how):
                path, token = self.folder / "s", self.folder / "token"
                serving = Serving(self.folder, "--listen", f"unix:{path}", "--token-file", token, "--readers", "1",
                                  *([] if how else ["--until-end-of-input"]))
                self.assertEqual([oct(each.stat().st_mode & 0o777) for each in (path, token)], ["0o600", "0o600"])
                self.assertIsNone(serving.token)
                serving.token = token.read_text().strip()
                reader = serving.ask("POST", "/readers").json["id"]
                self.assertEqual(serving.ask("POST", f"/readers/{reader}/insert", {"card": "sato_hanako"}).status, 200)
                stream = serving.connection()
                stream.request("GET", f"/readers/{reader}/events", headers={"Authorization": f"Bearer {serving.token}"})
                stream.getresponse()
                if how is None:
                    serving.process.stdin.close()
                    serving.process.wait(timeout=60)
                self.assertEqual(serving.end(how), 0)
                stream.close()
                self.assertFalse(path.exists() or token.exists())
                self.assertNotIn(str(serving.process.pid), self.folders())

    def test_a_kill_leaves_no_service_and_its_socket_is_taken_over(self):
        path = self.folder / "s"
        serving = Serving(self.folder, "--listen", f"unix:{path}", "--readers", "1")
        self.assertEqual(serving.end(signal.SIGKILL), -9)
        for _ in range(100):
            if str(serving.process.pid) not in self.folders():
                break
            time.sleep(0.1)
        self.assertNotIn(str(serving.process.pid), self.folders())
        again = Serving(self.folder, "--listen", f"unix:{path}", "--readers", "1")
        self.addCleanup(again.end)
        second = self.karimen("serve", "--listen", f"unix:{path}")
        self.assertEqual(second.returncode, 6)
        self.assertIn("take another path", second.stderr)
        self.assertEqual(again.ask("GET", "/").status, 200)

    def test_two_services_at_once_know_nothing_of_each_other(self):
        first, second = (Serving(self.folder, "--readers", "1") for _ in range(2))
        for each in (first, second):
            self.addCleanup(each.end)
        self.assertNotEqual(first.token, second.token)
        self.assertEqual([each.ask("POST", "/readers").json["id"] for each in (first, second)], ["r1", "r1"])
        self.assertEqual(first.ask("GET", "/", Authorization=f"Bearer {second.token}").status, 401)

    def test_what_cannot_be_is_said_before_anything_starts(self):
        (self.folder / "short").write_text("abc\n")
        for arguments, code, words in [
                (["--listen", "0.0.0.0:80"], 2, "other machines"), (["--listen", "127.0.0.1:x"], 2, "127.0.0.1:PORT"),
                (["--listen", "unix:" + "x" * 200], 2, "unix:PATH"), (["--listen", f"unix:{self.folder}/none/s"], 6, "cannot listen"),
                (["--token-file", "short"], 6, "no token"), (["--readers", "17"], 2, "1 to 16"), (["hanako"], 2, "cannot be started")]:
            for language in ("--en", "--ja"):
                with self.subTest(arguments=arguments, language=language):
                    done = self.karimen("serve", *arguments, *([language] if language == "--ja" else []))
                    self.assertEqual(done.returncode, code, done.stderr)
                    if language == "--en":
                        self.assertIn(words, done.stderr)
                    else:
                        self.assertRegex(done.stderr, "[ぁ-ん]")

    def test_a_command_has_it_for_itself_and_its_exit_code_is_the_services(self):
        tool = 'test -S "$PCSCLITE_CSOCK_NAME" && test -n "$KARIMEN_SERVE" && test ${#KARIMEN_TOKEN} = 32 && echo "$0 $1"; exit 7'
        done = self.karimen("serve", "--readers", "1", "--", "sh", "-c", tool, "two", "-words")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (7, "two -words\n", ""))
        self.assertEqual(self.karimen("serve", "--", "sh", "-c", "kill -9 $$").returncode, 137)

    def test_a_signal_ends_the_command_too(self):
        process = subprocess.Popen([str(KARIMEN), "serve", "--readers", "1", "--", "sh", "-c", "echo ready; exec sleep 60"],
                                   stdout=subprocess.PIPE, text=True, env=environment(self.folder))
        self.assertEqual(process.stdout.readline(), "ready\n")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=30), 128 + signal.SIGTERM)
        process.stdout.close()
        self.assertNotIn(str(process.pid), self.folders())

    def test_a_kill_ends_the_command_and_what_it_has_started(self):
        tool = "sleep 61 & first=$!; sh -c 'sleep 62 & echo $! $$ >>pids; wait' & echo $first $$ >>pids; wait"
        process = subprocess.Popen([str(KARIMEN), "serve", "--readers", "1", "--", "sh", "-c", tool], cwd=self.folder, env=environment(self.folder))
        pids = self.folder / "pids"
        while not pids.exists() or len(pids.read_text().split()) < 4:
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        process.kill()
        process.wait()
        self.assertEqual(living_of(pids.read_text().split(), patience=10), [])

    def test_a_token_of_a_file_is_kept(self):
        token = self.folder / "token"
        token.write_text("0123456789abcdef-of-mine\n")
        serving = Serving(self.folder, "--token-file", token, "--readers", "1")
        serving.token = "0123456789abcdef-of-mine"
        self.assertEqual(serving.ask("GET", "/").status, 200)
        serving.end()
        self.assertTrue(token.exists())


if __name__ == "__main__":
    unittest.main()
