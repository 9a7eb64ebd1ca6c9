#!/usr/bin/env python3
"""docs/fidelity.md, made from behaviours.txt, conformance.txt, the names of the Boost tests and the tool's own table of
limits ($KARIMEN card limits, else build/release/karimen).

  python3 tests/conformance/fidelity.py --write   writes the page
  python3 tests/conformance/fidelity.py           fails where the page is not what would be written, where a behaviour
                                                  has no test or names one that is not there, and where a conformance
                                                  id belongs to no behaviour
"""
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGE = ROOT / "docs/fidelity.md"
KARIMEN = os.environ.get("KARIMEN", str(ROOT / "build/release/karimen"))
CONFIDENCE = {
    "measured": "seen on a physical card by a published source",
    "specified": "an official specification or notice says so",
    "client": "a working client relies on it",
    "derived": "follows from measured or specified data by arithmetic or decoding",
    "emulator-defined": "nobody published it; decided here",
}
CONFORMANCE_ID = re.compile(r"^[A-G]\d")


def cells(path):
    """(line number, cells) of every row; a heading comes as one cell that begins with ##."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            yield number, [line]
        elif line and line[0] not in "#[":
            yield number, [cell.strip() for cell in line.split("|")]


def conformance_ids():
    """id -> number of rows."""
    ids = {}
    for _, row in cells(HERE / "conformance.txt"):
        ids[row[0]] = ids.get(row[0], 0) + 1
    return ids


def boost_tests():
    """name -> the file it stands in."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("*_test.cpp")):
        for name in re.findall(r"BOOST_(?:AUTO|FIXTURE|DATA)_TEST_CASE\(\s*(\w+)", path.read_text(encoding="utf-8")):
            found.setdefault(name, path.relative_to(ROOT).as_posix())
    return found


def behaviours():
    """("heading", text) and (section, confidence, behaviour, tests)."""
    for number, row in cells(HERE / "behaviours.txt"):
        if len(row) == 1:
            yield ("heading", row[0][3:])
        elif len(row) != 4:
            sys.exit(f"behaviours.txt:{number}: four cells a row")
        else:
            yield (row[0], row[1], row[2], row[3].split())


def problems_in(rows, ids, tests):
    problems, used, seen = [], set(), set()
    for row in rows:
        if row[0] == "heading":
            continue
        section, confidence, behaviour, named = row
        where = f"behaviours.txt: {section}, '{behaviour}'"
        if confidence not in CONFIDENCE:
            problems.append(f"{where}: confidence '{confidence}' is none of {', '.join(CONFIDENCE)}")
        if not named:
            problems.append(f"{where}: no test covers it")
        if (section, behaviour) in seen:
            problems.append(f"{where}: stands there twice")
        seen.add((section, behaviour))
        for test in named:
            used.add(test)
            if test not in (ids if CONFORMANCE_ID.match(test) else tests):
                problems.append(f"{where}: there is no test '{test}'")
    problems += [f"conformance.txt: {each} belongs to no behaviour of behaviours.txt" for each in ids if each not in used]
    return problems


def limits():
    """The lines of `card limits`, three an entry."""
    try:
        done = subprocess.run([KARIMEN, "card", "limits", "--language", "en"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"cannot ask '{KARIMEN}' for its limits: {error}\n  fix: build it, or say where it is: KARIMEN=...")
    lines = done.stdout.splitlines()
    for what, why, instead in zip(lines[0::3], lines[1::3], lines[2::3]):
        name, section = re.match(r"(.*) \(([^()]*)\)$", what).groups()
        yield name, section, why.split(": ", 1)[1], instead.split(": ", 1)[1]


def shown(test, ids, tests):
    if test in ids:
        return f"`{test}`" + (f" ×{ids[test]}" if ids[test] > 1 else "")
    return f"[{test.replace('_', ' ')}](../{tests[test]})"


def page(rows, ids, tests):
    count = {name: sum(row[0] != "heading" and row[1] == name for row in rows) for name in CONFIDENCE}
    yield "# Fidelity\n"
    yield "What the virtual card does, how sure anybody can be that a physical card does the same, and the test that shows it."
    yield "Sections are those of the fact sheet on the chip, [chip.md](chip.md).\n"
    yield "This page is generated; `ctest -R fidelity` fails where it is not up to date. After a change in"
    yield "`tests/conformance/behaviours.txt`, `tests/conformance/conformance.txt` or `sim/chip/cause/limits.cpp`:\n"
    yield "    python3 tests/conformance/fidelity.py --write\n"
    yield "Ids in `code` are rows of [conformance.txt](../tests/conformance/conformance.txt), run in process"
    yield "(`ctest -R conformance_direct`) and through pcscd and vpcd (`ctest -R conformance_pcsc`), by short identifier and in"
    yield "two steps; `Gnnn` are the cases of the fact sheet's section G. Names are Boost tests.\n"
    yield "Where a measured line and a specified table differ, measured wins; the rows of section I.1 say where they do.\n"
    yield "| Confidence | Meaning | Behaviours |\n|---|---|---|"
    for name, meaning in CONFIDENCE.items():
        yield f"| {name} | {meaning} | {count[name]} |"
    yield f"\n{sum(count.values())} behaviours, {sum(ids.values())} conformance rows under {len(ids)} ids.\n"
    for row in rows:
        if row[0] == "heading":
            yield f"\n## {row[1]}\n\n| § | Behaviour | Confidence | Tests |\n|---|---|---|---|"
        else:
            section, confidence, behaviour, named = row
            yield f"| {section} | {behaviour} | {confidence} | {', '.join(shown(test, ids, tests) for test in named)} |"
    yield "\n\n## What is deliberately left out\n"
    yield "`karimen card limits [--ja]` prints the same.\n\n| What | § | Why | Instead |\n|---|---|---|---|"
    for each in limits():
        yield "| " + " | ".join(each) + " |"


def main():
    rows, ids, tests = list(behaviours()), conformance_ids(), boost_tests()
    problems = problems_in(rows, ids, tests)
    if problems:
        sys.exit("\n".join(problems))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(page(rows, ids, tests))) + "\n"
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit(f"{PAGE.relative_to(ROOT)} is not what its sources say\n"
                 "  fix: python3 tests/conformance/fidelity.py --write")
    print(f"{len([row for row in rows if row[0] != 'heading'])} behaviours, {sum(ids.values())} rows: in order")


main()
