"""docs/sentences.yaml and the rulebook as coverage.py needs them, and what is wrong between the two."""
import os
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
RULEBOOK = ROOT / "harness/rulebook"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LONGEST_COPY = 20  # characters in a row that `about` may share with its document


def documents_of(path):
    """The documents of a YAML file that are mappings."""
    with open(path, encoding="utf-8") as stream:
        return [each for each in yaml.load_all(stream, LOADER) if isinstance(each, dict)]


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def quotations(owner):
    """(document, quotation) of a row or a procedure."""
    return [(source["document"], quote) for source in listed(owner.get("source")) if "document" in source
            for quote in listed(source["quote"])]


@dataclass
class Row:
    decision: str
    quotations: list
    knobs: dict  # the assumptions that the row asks for, and what it wants of them
    undecided: bool  # it leaves the answer open, so that no scenario expects it


@dataclass
class Rulebook:
    rows: dict = field(default_factory=dict)  # id -> Row
    procedures: dict = field(default_factory=dict)  # name -> quotations
    requires: dict = field(default_factory=dict)  # procedure -> decisions asked at every step
    decides: dict = field(default_factory=dict)  # procedure -> decisions asked where nothing stands in the way
    defaults: dict = field(default_factory=dict)  # knob -> its value where nobody turns it

    def asked_by(self, decision):
        return sorted(p for p in self.procedures if decision in self.requires.get(p, []) + self.decides.get(p, []))

    def knobs_needed(self, row):
        """The knobs that must be turned for a row to apply, in words."""
        return ", ".join(f"{knob}: {cell}" for knob, cell in sorted(row.knobs.items())
                         if self.defaults.get(knob) not in re.split(r", *", cell))


def rulebook():
    book = Rulebook()
    for path in sorted(RULEBOOK.glob("*.yaml")):
        for each in documents_of(path):
            if "decision" in each:
                for row in listed(each.get("rules")) + listed(each.get("otherwise")):
                    cells = {fact: str(cell) for fact, cell in (row.get("when") or {}).items()}
                    knobs = {fact.removeprefix("assume."): cell for fact, cell in cells.items() if fact.startswith("assume.")}
                    undecided = "undecided" in (row.get("then") or {})
                    book.rows[row["id"]] = Row(each["decision"], quotations(row), knobs, undecided)
            elif "procedure" in each:
                name = each["procedure"]
                book.procedures[name] = quotations(each)
                book.requires[name] = listed(each.get("requires"))
                book.decides[name] = [str(value).split(".")[0] for value in (each.get("decides") or {}).values()]
            elif "assumption" in each:
                book.defaults[each["assumption"]] = str(each["default"])
            else:
                for name in each.get("procedures") or {}:
                    book.procedures.setdefault(name, [])
    return book


@dataclass
class Sentence:
    document: str
    first: int
    last: int
    about: dict
    rules: list
    procedures: list
    out: str
    open: str

    @property
    def place(self):
        return f"{self.first}–{self.last}" if self.last > self.first else str(self.first)

    @property
    def where(self):
        return f"docs/sentences.yaml: {self.document} {self.place} ({self.about.get('en')})"


KEYS = ("at", "about", "rules", "procedures", "out", "open")


def sentence(each):
    at = re.fullmatch(r"(\w+) (\d+)(?:-(\d+))?", each["at"])
    if not at or not set(KEYS).issuperset(each):
        sys.exit(f"docs/sentences.yaml: {each}: at is 'DOCUMENT LINE' or 'DOCUMENT FIRST-LAST'; the keys are {', '.join(KEYS)}")
    first = int(at.group(2))
    return Sentence(at.group(1), first, int(at.group(3) or first), each["about"], each.get("rules", []),
                    each.get("procedures", []), each.get("out", ""), each.get("open", ""))


@dataclass
class Sentences:
    sources: dict  # docs/sources.yaml
    reasons: dict
    waiting: dict
    all: list

    def of(self, document):
        return [each for each in self.all if each.document == document]


def sentences():
    data = documents_of(ROOT / "docs/sentences.yaml")[0]
    return Sentences(documents_of(ROOT / "docs/sources.yaml")[0]["sources"], data["reasons"], data["waiting"],
                     [sentence(each) for each in data["sentences"]])


def problems(texts, book):
    """What is wrong with the sentences beside the rulebook."""
    order, seen = list(texts.sources), set()
    previous = (-1, 0)
    for each in texts.all:
        if each.document not in order:
            yield f"{each.where}: docs/sources.yaml has no {each.document}"
            continue
        key = (each.document, each.first, each.about.get("en"))
        if key in seen:
            yield f"{each.where}: stands there twice"
        seen.add(key)
        at = (order.index(each.document), each.first)
        if at < previous:
            yield f"{each.where}: sentences stand in the order of docs/sources.yaml and of the document"
        previous = at
        if set(each.about) != {"ja", "en"}:
            yield f"{each.where}: about is in both languages"
        if bool(each.rules or each.procedures) + bool(each.out) + bool(each.open) != 1:
            yield f"{each.where}: rules and procedures, or out, or open: one of the three"
        yield from (f"{each.where}: the rulebook has no {rule}" for rule in each.rules if rule not in book.rows)
        yield from (f"{each.where}: there is no procedure {name}" for name in each.procedures if name not in book.procedures)
        for reason, known in ((each.out, texts.reasons), (each.open, texts.waiting)):
            if reason and reason not in known:
                yield f"{each.where}: no reason is called {reason}"
    used = {each.out for each in texts.all} | {each.open for each in texts.all}
    for reason in [*texts.reasons, *texts.waiting]:
        if reason not in used:
            yield f"docs/sentences.yaml: no sentence is out or open for the reason {reason}"
    for owner, document, _ in quoting(book):
        if not any(owner in each.rules + each.procedures for each in texts.of(document)):
            yield f"docs/sentences.yaml: {owner} quotes {document}, and no sentence of that document names it"


def quoting(book):
    """(rule or procedure, document, quotation) of the whole rulebook."""
    for rule, row in book.rows.items():
        yield from ((rule, document, quote) for document, quote in row.quotations)
    for name, quoted in book.procedures.items():
        yield from ((name, document, quote) for document, quote in quoted)


def plain(text):
    """As a document's checksum sees it."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


class Copy:
    """A copy of a document at hand: its text without breaks, and the line of each character."""

    def __init__(self, path):
        self.text, self.lines = "", []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            self.text += plain(line)
            self.lines += [number] * len(plain(line))

    def places(self, quote):
        """(first line, last line) of every place where it stands."""
        wanted = plain(quote)
        for found in re.finditer(f"(?={re.escape(wanted)})", self.text):
            yield self.lines[found.start()], self.lines[found.start() + len(wanted) - 1]


def misplaced(texts, book, folder):
    """What copies of the documents say against the places: needs the files as docs/sources.yaml names them."""
    copies = {name: Copy(Path(folder) / each["file"]) for name, each in texts.sources.items()
              if (Path(folder) / each["file"]).exists()}
    for owner, document, quote in quoting(book):
        named = [each for each in texts.of(document) if owner in each.rules + each.procedures]
        if document in copies and named and not any(each.first <= last and first <= each.last for each in named
                                                    for first, last in copies[document].places(quote)):
            where = ", ".join(f"{a}-{b}" for a, b in copies[document].places(quote))
            yield f"docs/sentences.yaml: {owner} is named at {', '.join(e.place for e in named)}, its quotation stands at {where}"
    for each in texts.all:
        copy = copies.get(each.document)
        yield from (f"{each.where}: nothing stands at line {line}" for line in {each.first, each.last}
                    if copy and line not in copy.lines)
        about = plain(each.about["ja"])
        if copy and any(about[i:i + LONGEST_COPY] in copy.text for i in range(len(about) - LONGEST_COPY + 1)):
            yield f"{each.where}: the sentence itself stands there, more than {LONGEST_COPY - 1} characters of it"


def everything_wrong(texts, book):
    folder = os.environ.get("KARIMEN_SOURCES")
    return [*problems(texts, book), *(misplaced(texts, book, folder) if folder else [])]
