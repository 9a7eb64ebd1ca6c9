"""A client of `karimen serve` (docs/serve.md): a service, and readers of one's own with cards in them. Nothing but the standard
library."""
import http.client
import json
import os
import socket
import subprocess
import urllib.parse


class KarimenError(Exception):
    """What the service would not do, and the way out."""

    def __init__(self, status, errors):
        super().__init__("; ".join(": ".join(filter(None, (each["message"], each.get("fix")))) for each in errors))
        self.status, self.errors = status, errors


class _OverUnix(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=90)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class Service:
    """One that runs already (`address`, `token`), or one of its own that ends with this program, however it ends."""

    def __init__(self, address=None, token=None, program="karimen", readers=1):
        self._process = None
        if address is None:
            self._process = subprocess.Popen([program, "serve", "--readers", str(readers), "--until-end-of-input"],
                                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            said = dict(self._process.stdout.readline().strip().removeprefix("export ").split("=", 1) for _ in range(2))
            address, token = said["KARIMEN_SERVE"], said["KARIMEN_TOKEN"]
        self._address, self._token = address, token
        # libpcsclite reads it once: before the first call of this program.
        os.environ.update(self.ask("GET", "/")["environment"])

    def ask(self, method, path, body=None):
        """One request; its answer as JSON. Raises KarimenError."""
        connection = self._connection()
        try:
            connection.request(method, path, None if body is None else json.dumps(body), {"Authorization": f"Bearer {self._token}"})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        if response.headers.get_content_type() != "application/json":
            return text
        answer = json.loads(text)
        if response.status >= 400:
            raise KarimenError(response.status, answer["errors"])
        return answer

    def _connection(self):
        if self._address.startswith("unix:"):
            return _OverUnix(self._address[5:])
        host, port = self._address.rsplit(":", 1)
        return http.client.HTTPConnection(host, int(port), timeout=90)

    def open_reader(self):
        return Reader(self, self.ask("POST", "/readers"))

    def close(self):
        if self._process:
            self._process.stdin.close()
            self._process.wait(timeout=60)
            self._process.stdout.close()


class Reader:
    """A PC/SC reader that is this suite's alone; programs find it under `name`."""

    def __init__(self, service, opened):
        self._service, self.id, self.name = service, opened["id"], opened["reader"]

    def _ask(self, method, path="", body=None):
        return self._service.ask(method, f"/readers/{self.id}{path}", body)

    @property
    def state(self):
        """Whether the card is in, tries left of its keys, defects, faults: the schema `Reader`."""
        return self._ask("GET")

    def tries(self, key):
        return self.state["keys"][key]["tries"]

    def insert(self, card=None, words=(), **how):
        """`card`: a persona or a file; `words`: console lines that change it first. `warm=True`: in an instant."""
        return self._ask("POST", "/insert", {"words": list(words), **({"card": card} if card else {}), **how})

    def remove(self):
        return self._ask("POST", "/remove")

    def say(self, word, *arguments):
        """A word of the console: say("fault", "answer_dropped", "instruction=verify"); what it answers."""
        return self._ask("POST", f"/words/{urllib.parse.quote(word)}", {"arguments": [str(each) for each in arguments]})["said"]

    def traffic(self, after=0):
        """What passed between reader and card, in words: those of the last 1024 events numbered above `after`."""
        lines = [json.loads(line[6:]) for line in self._ask("GET", f"/events?wait=false&after={after}").splitlines()
                 if line.startswith('data: {"event"')]
        return [f"> {event['words']['en'][0]}\n< {event['words']['en'][1]}" if event["event"] == "apdu" else f"= {event['event']}"
                for event in lines]

    def close(self):
        self._ask("DELETE")
