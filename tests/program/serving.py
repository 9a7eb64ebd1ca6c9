"""`karimen serve` and `karimen desk` with a client that trusts nothing: it speaks HTTP by itself, over a Unix socket or 127.0.0.1."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys

from bench import Client
from program import KARIMEN, environment


class OverUnix(http.client.HTTPConnection):
    def __init__(self, path, timeout=60):
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.text = response.status, response.headers, response.read().decode()
        self.json = json.loads(self.text) if response.headers["Content-Type"] == "application/json" else None


class Service:
    """The program as a service that ends with its standard input or by a signal."""

    def __init__(self, folder, *arguments, env=None):
        self.folder = folder
        self.process = subprocess.Popen([str(KARIMEN), *map(str, arguments)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
                                        env=environment(folder, **(env or {})))
        self.environment = {**environment(folder), "HOME": str(folder)}

    def said(self):
        """What the next line of its standard output exports: name, value."""
        line = self.process.stdout.readline()
        name, value = re.fullmatch(r"export (\w+)=(.*)\n", line).groups() if line else ("", "")
        if name == "PCSCLITE_CSOCK_NAME":
            self.environment[name] = value
        return name, value

    def fail(self, words):
        self.process.kill()
        raise AssertionError(f"it does not serve: {words} {self.process.stderr.read()}")

    def client(self):
        """pyscard, in a program of its own, on the first reader that has a card."""
        return Client(self.environment)

    def end(self, how=signal.SIGINT):
        """A signal; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(timeout=60)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()
        return code


class Desk(Service):
    """`karimen desk` with `arguments`, from the moment at which it serves."""

    def __init__(self, folder, *arguments):
        super().__init__(folder, "desk", *arguments)
        self.address = self.process.stdout.readline().strip()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/desk#token=([0-9A-F]{32})", self.address)
        if not found:
            self.fail(self.address)
        self.port, self.token = int(found[1]), found[2]
        self.socket = self.said()[1]
        self.environment["LC_ALL"] = "C.UTF-8"

    def ask(self, method, path, body=None, **headers):
        """Status, header fields and text; without the token unless it is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        try:
            return response.status, response.headers, response.read().decode()
        finally:
            connection.close()


class Serving(Service):
    """`karimen serve` with `arguments`, from the moment at which it serves."""

    def __init__(self, folder, *arguments, env=None):
        super().__init__(folder, "serve", *arguments, env=env)
        told = {}
        while "PCSCLITE_CSOCK_NAME" not in told and "" not in told:
            told.update([self.said()])
        if "KARIMEN_SERVE" not in told:
            self.fail(told)
        self.address, self.token = told["KARIMEN_SERVE"], told.get("KARIMEN_TOKEN")

    def connection(self, timeout=60):
        if self.address.startswith("unix:"):
            return OverUnix(self.address[5:], timeout)
        host, port = self.address.rsplit(":", 1)
        return http.client.HTTPConnection(host, int(port), timeout=timeout)

    def raw(self):
        """A connected socket, for whatever is no HTTP."""
        connection = self.connection(timeout=30)
        connection.connect()
        return connection.sock

    def ask(self, method, path, body=None, connection=None, **headers):
        """One request; `body`: JSON, or text as it is."""
        headers = {"Authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        mine = connection or self.connection()
        content = body if body is None or isinstance(body, (str, bytes)) else json.dumps(body)
        mine.request(method, path, content, {k: v for k, v in headers.items() if v is not None})
        answer = Answer(mine.getresponse())
        if connection is None:
            mine.close()
        return answer


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
