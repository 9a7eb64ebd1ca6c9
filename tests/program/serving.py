"""`karimen serve` with a client that trusts nothing: it speaks HTTP by itself, over a Unix socket or 127.0.0.1."""
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


class Serving:
    """`karimen serve` with `arguments`, from the moment at which it serves."""

    def __init__(self, folder, *arguments, env=None):
        self.folder = folder
        self.process = subprocess.Popen([str(KARIMEN), "serve", *map(str, arguments)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder,
                                        env=environment(folder, **(env or {})))
        self.said = {}
        for line in self.process.stdout:
            name, value = re.fullmatch(r"export (\w+)=(.*)\n", line).groups()
            self.said[name] = value
            if name == "PCSCLITE_CSOCK_NAME":
                break
        if "KARIMEN_SERVE" not in self.said:
            raise AssertionError(f"it does not serve: {self.process.stderr.read()}")
        self.address = self.said["KARIMEN_SERVE"]
        self.token = self.said.get("KARIMEN_TOKEN")
        self.environment = {**environment(folder), "PCSCLITE_CSOCK_NAME": self.said["PCSCLITE_CSOCK_NAME"],
                            "HOME": str(folder)}

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


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
