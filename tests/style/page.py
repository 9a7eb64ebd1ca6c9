#!/usr/bin/env python3
"""Holds the front end to what cmake/page.cmake makes of it: the modules are joined into one, so a top-level name is of the whole
page; an import names something that an earlier file of order.txt exports; a file is short."""
import os
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
LONGEST_FILE = 300
DECLARED = re.compile(r"^(export )?(?:async )?(?:function\*?|class|const|let) (?:(\w+)|[{\[]([^}\]]*)[}\]])", re.M)
IMPORTED = re.compile(r"^import (?:\{([^}]*)\} from )?\"([^\"]+)\";", re.M)


def joined_name(name):
    """A page may share the files of another, and its modules name them as if they were their own: folder and name."""
    return "/".join(name.split("/")[-2:])


def problems(folder):
    order = [line for line in (folder / "order.txt").read_text().splitlines() if line and not line.startswith("#")]
    there = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".js", ".css"))
    own = [name for name in order if not name.startswith("../")]
    for name in sorted(set(there) ^ set(own)):
        yield f"{name}: {'is not in order.txt' if name in there else 'order.txt names what is not there'}"
    owner, exported = {}, {}
    for name in order:
        if not (folder / name).is_file():
            if name not in own:
                yield f"{name}: order.txt names what is not there"
            continue
        text = (folder / name).read_text()
        if (lines := text.count("\n")) > LONGEST_FILE:
            yield f"{name}: {lines} lines; split it (at most {LONGEST_FILE})"
        if not name.endswith(".js"):
            continue
        for wanted, path in IMPORTED.findall(text):
            source = joined_name(os.path.normpath(f"{name}/../{path}"))
            if source not in exported:
                yield f"{name}: imports from {source}, which does not come before it in order.txt"
            for each in [each.strip() for each in wanted.split(",") if each.strip()]:
                if not re.fullmatch(r"\w+", each):
                    yield f"{name}: imports {each}: the joined page knows no other name for it"
                elif source in exported and each not in exported[source]:
                    yield f"{name}: imports {each}, which {source} does not export"
        name = joined_name(name)
        exported[name] = set()
        for is_exported, single, several in DECLARED.findall(text):
            for declared in [single] if single else re.findall(r"\w+(?=\s*(?:,|$|=))", several):
                if declared in owner:
                    yield f"{name}: {declared} is a name of {owner[declared]} too"
                owner[declared] = name
                if is_exported:
                    exported[name].add(declared)
    if not owner:
        yield f"{folder}: no name was found in it"


found = [problem for order in sorted(ROOT.glob("harness/**/order.txt"))
         for problem in problems(order.parent)]
print("\n".join(found) if found else "the modules of the page make one")
sys.exit(1 if found else 0)
