#!/usr/bin/env python3
"""The house's own rules, read off the tree: who may include whom (cmake/rooms.cmake is the table), where heavy
headers stand, how long a file and how wide a folder may be, and which words would make a run differ from its repetition."""
import re
import sys
from collections import Counter
from pathlib import Path

import citations
import unity

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
WIDEST_FOLDER = 36
# Who prepares, judges, keeps and tells runs does so of any system: none of these may reach the simulation, by whatever way.
WITHOUT_SIM = ("fact", "oracle", "scenario", "system", "port", "runner", "coverage", "store", "trace", "report")
LONGEST_FILE = 400
CODE = [p for top in ("base", "sim", "harness", "karimen", "tests", "bench") for p in sorted((ROOT / top).rglob("*"))
        if p.suffix in (".hpp", ".cpp", ".c")]

# Heavy headers and the only places that may include them (architecture.md 11).
HEAVY = {
    r"<yaml-cpp/": r"base/",
    r"<yaml\.h>": r"tests/base/",
    r"<CLI/": r"harness/cli/",
    r"<toml\+\+/": r"harness/cli/sut/sut_file\.cpp",
    r"<nlohmann/": r"harness/(trace|report|cli|store|port|serve|workshop/comparison)/|bench/|tests/",
    r"<microhttpd\.h>": r"harness/serve/http/",
    r"<sqlite3\.h>": r"harness/store/|tests/",
    r"<openssl/": r"base/checksum\.cpp|sim/(crypto|pki)/|bench/|tests/",
    r"<utf8proc\.h>": r"harness/oracle/",
    r"<png\.h>": r"sim/blueprint/png\.cpp",
    r"<zlib\.h>": r"sim/blueprint/png\.cpp|harness/report/html/packing\.cpp",
    r"<openjpeg\.h>": r"harness/workshop/card/photograph\.cpp",
    r"<(winscard|wintypes|reader)\.h>|<PCSC/": r"sim/reader/|bench/|tests/",
}

# What would make two runs of one seed differ (architecture.md 10), and where measuring or waiting is the subject.
NOT_DETERMINISTIC = re.compile(
    r"system_clock|steady_clock|high_resolution_clock|random_device|unordered_(map|set)|\brand\(|\btime\(nullptr\)")
# base/number_of.hpp shuts its hash table in: nobody can go through it.
MAY_MEASURE = re.compile(
    r"base/number_of\.hpp|base/process/|harness/runner/(measured|stopwatch)|harness/report/form/junit|harness/store/|harness/cli/|harness/port/|harness/serve/|sim/reader/|bench/|tests/")

# One word, one thing: whoever takes a text or bytes apart is a parser. Files by this name lie where readers are.
CALLED_READER = re.compile(r"\b\w*(?:Parser|Unarchiver|Lexer)\w*&? \w*[rR]eader|\b(?!Vpcd|PcscReader)\w*Reader\b(?= ?[{(:]| final)")
READER_FILES = re.compile(r"(sim|tests/sim)/(reader|fault)/|karimen/|harness/(cli/reader|workshop|serve)/|bench/")


def rooms():
    """folder -> set of folders it may include, closed over the LINKS of cmake/rooms.cmake."""
    text = (ROOT / "cmake/rooms.cmake").read_text()
    folder, links = {}, {}
    for name, where, linked in re.findall(r"karimen_room\((\w+)\s+FOLDERS (\S+)\s+LINKS ([^)]*)\)", text):
        folder[name], links[name] = where, linked.split()
    cli = re.search(r"target_link_libraries\(karimen_cli PUBLIC ([^)]*)\)", text)
    folder["karimen_cli"], links["karimen_cli"] = "harness/cli", cli.group(1).split()

    def reach(name, seen):
        for other in links.get(name, []):
            if other in folder and other not in seen:
                seen.add(other)
                reach(other, seen)
        return seen

    return {folder[n]: {folder[n]} | {folder[o] for o in reach(n, set())} for n in folder}


def room_of(path, known):
    return max((f for f in known if path == f or path.startswith(f + "/")), key=len, default=None)


def main():
    problems, allowed = [], rooms()
    for room in (f"harness/{each}" for each in WITHOUT_SIM):
        problems += [f"cmake/rooms.cmake: {room} must not see {each}" for each in sorted(allowed[room]) if each.startswith("sim/")]
    for path in CODE:
        name = path.relative_to(ROOT).as_posix()
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > LONGEST_FILE:
            problems.append(f"{name}: {len(lines)} lines; split it (at most {LONGEST_FILE})")
        if "reader" in path.name and not READER_FILES.match(name):
            problems.append(f"{name}: a reader is a PC/SC reader; this is a parser")
        room = room_of(name, allowed)
        if room is None and not name.startswith(("tests/", "bench/")):
            problems.append(f"{name}: in no room of cmake/rooms.cmake")
        for number, line in enumerate(lines, 1):
            where = f"{name}:{number}"
            own = re.match(r'\s*#include "([^"]+)"', line)
            if own and room:
                target = room_of(own.group(1), allowed)
                if target and target not in allowed[room]:
                    problems.append(f"{where}: {room} must not know {target}")
                if not (ROOT / own.group(1)).exists():
                    problems.append(f'{where}: "{own.group(1)}" is not a path from the root')
            for header, place in HEAVY.items():
                if re.match(r"\s*#include " + f"(?:{header})", line) and not re.match(place, name):
                    problems.append(f"{where}: this header belongs to {place}")
            code = line.split("//")[0]
            if NOT_DETERMINISTIC.search(code) and not MAY_MEASURE.match(name):
                problems.append(f"{where}: not deterministic: {code.strip()}")
            if "\t" in line or line.rstrip() != line:
                problems.append(f"{where}: tab or trailing space")
            if CALLED_READER.search(re.sub(r'"(?:[^"\\]|\\.)*"', '""', code)) and not own:
                problems.append(f"{where}: a reader is a PC/SC reader; this is a parser: {code.strip()}")
    for folder, files in sorted(Counter(path.parent for path in CODE).items()):
        if files > WIDEST_FOLDER:
            problems.append(f"{folder.relative_to(ROOT)}: {files} files lie flat; folders by subject (at most {WIDEST_FOLDER})")
    problems += citations.problems(ROOT)
    tests = re.findall(r"^karimen_tests\(\w+ (\S+)", (ROOT / "tests/CMakeLists.txt").read_text(encoding="utf-8"), re.M)
    problems += unity.problems(ROOT, [*allowed, *(f"tests/{folder}" for folder in tests)])
    print("\n".join(problems) if problems else f"{len(CODE)} files, {len(allowed)} rooms: in order")
    return 1 if problems else 0


sys.exit(main())
