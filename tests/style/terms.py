#!/usr/bin/env python3
"""Holds every Japanese text to docs/terms.md: none of its "not" words, no full-width digit, no half-width bracket behind
a Japanese character; and whatever has an English text has a Japanese one."""
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
JAPANESE = "\u3005\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff"
PROSE = {r"[０-９]": "digits are in half width", rf"[{JAPANESE}][(~]": "brackets and ranges of prose are in full width",
         rf"[{JAPANESE}]\)": "brackets of prose are in full width"}
YAML = [*sorted((ROOT / "harness/rulebook").glob("*.yaml")), *sorted((ROOT / "scenarios").rglob("*.yaml")),
        *sorted((ROOT / "fixtures/personas").glob("*.yaml")), ROOT / "docs/sentences.yaml"]
CODE = [path for top in ("base", "harness", "sim/chip", "sim/fault", "sim/reader", "sim/world")
        for path in sorted((ROOT / top).rglob("*.[ch]pp"))] + [ROOT / "sim/blueprint/defects.cpp"]
PAGES = sorted((ROOT / "harness").rglob("*.js"))
MADE_UP = re.compile("sim/world/")  # the people's names, addresses and conditions, in characters of a card


def forbidden():
    """What docs/terms.md lists as "not", and the term that stands there instead."""
    words = {}
    for line in (ROOT / "docs/terms.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[0] not in ("用語", "---"):
            words.update({word.strip(): cells[0] for word in cells[3].split(",")})
    return words


def texts_of(path):
    """(line number, text): the values of `ja:` of a YAML file, the Japanese literals of a source or a page."""
    pattern = re.compile(r'\bja: ("(?:[^"\\]|\\.)*"|[^,}"]+)' if path.suffix == ".yaml" else r'"((?:[^"\\\n]|\\.)*)"')
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.lstrip().startswith(("//", "#")):
            for text in pattern.findall(line):
                if re.search(f"[{JAPANESE}]", text):
                    yield number, text.strip('"')


def problems():
    words = forbidden()
    if len(words) < 50:
        yield "docs/terms.md: its table was not understood"
    for path in [*YAML, *CODE, *PAGES]:
        name = path.relative_to(ROOT).as_posix()
        for number, text in texts_of(path):
            prose = re.sub("「[^」]*」", "「」", text)
            for word, term in words.items():
                if re.search(word, prose):
                    yield f"{name}:{number}: {re.search(word, prose).group()}: the term is {term} ({text})"
            for pattern, why in PROSE.items():
                if re.search(pattern, prose) and not (MADE_UP.match(name) and pattern == "[０-９]"):
                    yield f"{name}:{number}: {why} ({text})"
    for path in YAML:
        text = path.read_text(encoding="utf-8")
        for pair in re.finditer(r"\{[^{}]*\ben: [^{}]*\}", text):
            if "ja:" not in pair.group() and "type:" not in pair.group():
                yield f"{path.relative_to(ROOT).as_posix()}:{text.count(chr(10), 0, pair.start()) + 1}: in English only"


found = list(problems())
print("\n".join(found) if found else f"{len(YAML)} YAML files and {len(CODE) + len(PAGES)} sources: the terms are kept")
sys.exit(1 if found else 0)
