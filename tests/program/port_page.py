#!/usr/bin/env python3
"""docs/port.md, made from docs/schema/port.yaml, the vocabulary and its labels.

  python3 tests/program/port_page.py --write   writes the page
  python3 tests/program/port_page.py           fails where the page is not what would be written
"""
import re
import subprocess
import sys
import tempfile

import yaml
from program import KARIMEN, ROOT, environment

PAGE = ROOT / "docs/port.md"
PORT = yaml.safe_load((ROOT / "docs/schema/port.yaml").read_text(encoding="utf-8"))
VOCABULARY = yaml.load((ROOT / "harness/rulebook/vocabulary.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # dates stay texts
LABELS = yaml.safe_load((ROOT / "harness/rulebook/labels.yaml").read_text(encoding="utf-8"))["labels"]
BOTH_WAYS = {"karimen": "Karimen → you", "you": "you → Karimen", "both": "both ways"}

HEAD = """# The port, message by message

Made by `tests/program/port_page.py --write` from [schema/port.yaml](schema/port.yaml) and the vocabulary: change those, not this.
[your-system.md](your-system.md) says the same in order. Version {version} of the protocol.
"""


def cell(text):
    return re.sub(r"\s+", " ", str(text)).replace("|", "\\|").strip()


def rows(heads, lines):
    yield "| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|"
    for line in lines:
        yield "| " + " | ".join(cell(each) for each in line) + " |"
    yield ""


def labelled(word):
    """A word, and what it is called in Japanese where the vocabulary has it."""
    label = LABELS.get(word)
    return f"`{word}`" + (f" {label['ja']}" if label else "")


def type_of(schema):
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name})"
    if "const" in schema:
        return f"{schema['const']}"
    if "enum" in schema:
        return ", ".join(labelled(word) for word in schema["enum"])
    if "oneOf" in schema:
        return " or ".join(type_of(each) for each in schema["oneOf"])
    if "prefixItems" in schema:
        return "pair of " + " and ".join(type_of(each) for each in schema["prefixItems"])
    if schema.get("type") == "array":
        return "array of " + type_of(schema["items"])
    if schema.get("type") == "object" and "properties" in schema:
        return "object"
    if schema.get("type") == "object":
        return "object of " + type_of(schema["additionalProperties"])
    return schema["type"] + (f" `{schema['pattern']}`" if "pattern" in schema else "")


def inner_of(schema):
    """Objects inside of a schema: (how they are written behind its name, schema)."""
    for place, inner in ("", schema), (".*", schema.get("additionalProperties", {})), ("[]", schema.get("items", {})):
        if "properties" in inner:
            yield place, inner


def described(schema, name=""):
    """A line for each member of an object, and of the objects in it."""
    for member, each in schema["properties"].items():
        needed = "yes" if member in schema.get("required", []) else ""
        yield [f"`{name}{member}`", type_of(each), needed, each.get("description", "")]
        for place, inner in inner_of(each):
            yield from described(inner, f"{name}{member}{place}.")


def members(schema):
    return rows(["member", "type", "must", "what it is"], described(schema))


def method(name, spec):
    yield f"### {name}\n"
    yield f"*{BOTH_WAYS[spec['from']]}.* {cell(spec['en'])}\n"
    for part in "params", "result":
        if spec.get(part, {}).get("properties"):
            yield f"`{part}`:\n"
            yield from members(spec[part])
    if "result" not in spec:
        yield "A notification: it has no id and no answer.\n"
    if "errors" in spec:
        yield "It may be answered with " + ", ".join(f"`{PORT['errors'][code]['name']}`" for code in spec["errors"]) + ".\n"


def types():
    for name, schema in PORT["types"].items():
        yield f"### {name}\n"
        about = schema.get("description")
        yield (cell(about).rstrip(".") + ". " if about else "") + f"In JSON: {type_of(schema)}.\n"
        if "properties" in schema:
            yield from members(schema)


def procedures():
    words = [[f"`{name}`", spec["ja"], spec["en"]] for name, spec in VOCABULARY["procedures"].items()]
    return rows(["procedure", "手続", "what it is"], words)


def told_facts():
    """The facts that a system may tell a change of, as the program says."""
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run([str(KARIMEN), "facts", *VOCABULARY["facts"], "--data", str(ROOT)], capture_output=True, text=True,
                              env=environment(folder), check=True).stdout
    return set(re.findall(r"^([a-z_.]+)  .*(?:\n  .*)*?\n  told by a system yes", said, re.MULTILINE))


def facts():
    told, lines = told_facts(), []
    for name, spec in VOCABULARY["facts"].items():
        kind = spec.get("observe", "")
        if kind in ("registry", "paper", "outcome") or name in told:
            of = spec.get("type", "derived")
            lines.append([f"`{name}`", kind, "yes" if name in told else "", ", ".join(of) if isinstance(of, list) else of, spec["ja"], spec["en"]])
    return rows(["fact", "observe", "told", "type", "項目", "what it is"], lines)


def page():
    yield HEAD.format(version=PORT["protocol"])
    yield "## Frames\n"
    yield "`Content-Length: N`, CR LF, more header lines if you like, CR LF, and N bytes of JSON in UTF-8.\n"
    yield from rows(["limit", "value"], [["bytes of a message", PORT["framing"]["largest_message"]],
                                         ["bytes of a header", PORT["framing"]["largest_header"]],
                                         ["arrays and objects in each other", PORT["framing"]["deepest_nesting"]]])
    yield "Time limits of Karimen's calls, calls of yours in between included (`[sut.time_limits]` of karimen.toml changes them):\n"
    yield from rows(["call", "limit"], [[f"`{name}`", limit] for name, limit in PORT["time_limits"].items()])
    for heading, mine in ("## Karimen calls you", False), ("## You call Karimen, while your perform is open", True):
        yield heading + "\n"
        for name, spec in PORT["methods"].items():
            if (spec["from"] == "you") == mine:
                yield from method(name, spec)
    yield "## Types\n"
    yield from types()
    yield "## Errors\n"
    yield from rows(["code", "name", "what it says"], [[code, f"`{spec['name']}`", spec["en"]] for code, spec in PORT["errors"].items()])
    yield "## Procedures\n"
    yield "`karimen procedures NAME` shows inputs, obstacles, warnings and the facts that may change. Some stay with Karimen.\n"
    yield from procedures()
    yield "## Facts that pass through the port\n"
    yield ("*registry* and *paper* can be asked for by [observe](#observe), *outcome* stands in the answer of [perform](#perform), "
           "*told*: you may tell it in [changed](#changed). `karimen facts NAME` says more.\n")
    yield from facts()


def text():
    return "\n".join(page()).rstrip("\n") + "\n"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(text(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text():
        sys.exit("docs/port.md is not what docs/schema/port.yaml and the vocabulary say: python3 tests/program/port_page.py --write")
