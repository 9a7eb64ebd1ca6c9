#!/usr/bin/env python3
"""Between Karimen and a system under test: passes every frame on, and writes down what was said.

    tee.py FILE COMMAND...      a line of JSON in FILE for each message: {"from": "karimen" | "system", "message": ...}"""
import json
import os
import subprocess
import sys
import threading


def pass_on(name, source, sink, told, lock):
    """Frames from one side to the other, until it closes."""
    while header := source.readline():
        head = [header]
        while head[-1] != b"\r\n":
            head.append(source.readline())
        length = next(int(line.split(b":")[1]) for line in head if line.lower().startswith(b"content-length"))
        body = source.read(length)
        with lock:
            told.write(json.dumps({"from": name, "message": json.loads(body)}, ensure_ascii=False) + "\n")
            told.flush()
        sink.write(b"".join(head) + body)
        sink.flush()
    sink.close()


def main():
    system = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    lock = threading.Lock()
    with open(sys.argv[1], "a", encoding="utf-8") as told:
        threading.Thread(target=pass_on, args=("karimen", sys.stdin.buffer, system.stdin, told, lock), daemon=True).start()
        pass_on("system", system.stdout, sys.stdout.buffer, told, lock)
        status = system.wait()
    # Karimen may not have closed our input yet: Python aborts where a thread still reads it at the end.
    os._exit(status)


if __name__ == "__main__":
    main()
