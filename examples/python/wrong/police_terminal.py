#!/usr/bin/env python3
"""The police terminal of examples/python with one fault: the catalogue must find it.

    karimen run scenarios --sut "python3 examples/python/wrong/police_terminal.py --fault shift_jis"
    python3 examples/python/wrong/police_terminal.py --fault list
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")


def main(arguments):
    import importlib.util

    from faults import FAULTS
    if arguments[:1] != ["--fault"] or len(arguments) < 2 or arguments[1] not in {"list", *FAULTS}:
        sys.exit("usage: police_terminal.py --fault NAME; --fault list names them")
    if arguments[1] == "list":
        for name, terminal in FAULTS.items():
            print(f"{name:34} {terminal.__doc__}")
        return
    spec = importlib.util.spec_from_file_location("right", os.path.join(os.path.dirname(HERE), "police_terminal.py"))
    right = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(right)
    right.terminal_system(FAULTS[arguments[1]], f"police terminal with {arguments[1]}").run(arguments[2:])


if __name__ == "__main__":
    main(sys.argv[1:])
