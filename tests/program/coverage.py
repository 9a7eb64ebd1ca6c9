#!/usr/bin/env python3
"""docs/coverage.md and docs/rules.md, made from docs/sentences.yaml, the rulebook and a run of every scenario.

  python3 tests/program/coverage.py --write   writes the pages
  python3 tests/program/coverage.py           fails where a page is not what would be written, where a sentence names a rule
                                              or procedure that is not there, or nothing and no reason, and where a rule quotes
                                              a document of which no sentence names it. With $KARIMEN_SOURCES, where copies of
                                              the documents are, the places are looked up as well
"""
import re
import subprocess
import sys
import tempfile
from collections import defaultdict

import rules_page
from program import KARIMEN, environment, events, of_kind
from sentences import ROOT, everything_wrong, rulebook, sentences

PAGES = {"docs/coverage.md": lambda texts, book, run: page(texts, book, run), "docs/rules.md": lambda texts, book, run: rules_page.page(run, linked)}
RUN = ["run", "scenarios", "--transport", "direct", "--reporter", "ndjson", "--db", "none"]
EXAMPLES = 2


class Run:
    """What every scenario did: which rules fired in it, which were asked and did not, which procedures it goes through."""

    def __init__(self, book):
        self.fired, self.silent, self.through = defaultdict(dict), defaultdict(dict), defaultdict(dict)
        rows_of = defaultdict(list)
        for rule, row in book.rows.items():
            rows_of[row.decision].append(rule)
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([str(KARIMEN), *RUN, "--data", str(ROOT)], cwd=ROOT, env=environment(folder),
                                  capture_output=True, text=True)
        stream = events(done)  # a verdict may have failed: what fired has fired all the same
        self.scenarios = [event["id"] for event in of_kind(stream, "scenario_finished")]
        if not self.scenarios:
            sys.exit(f"'{KARIMEN}' ran no scenario:\n" + "\n".join(done.stderr.splitlines()[:4]))
        # dicts as sets that keep their order: examples are the first in the order of the run
        for step in of_kind(stream, "step"):
            scenario, procedure = step["scenario"], step["procedure"]
            self.through[procedure][scenario] = True
            firing = {rule["id"] for rule in step["rules"] if rule["fired"]}
            asked = set(book.requires.get(procedure, []))
            if step["predicted"].get("outcome") == "done":
                asked |= set(book.decides.get(procedure, []))
            for decision in asked:
                for rule in rows_of[decision]:
                    (self.fired if rule in firing else self.silent)[rule][scenario] = True

    def showing(self, sentence):
        """The scenarios that show a sentence, in the order of the run."""
        seen = set()
        for rule in sentence.rules:
            seen |= self.fired[rule].keys()
        for procedure in sentence.procedures:
            seen |= self.through[procedure].keys()
        return [scenario for scenario in self.scenarios if scenario in seen]


def linked(scenario):
    path, name = scenario.split("#")
    return f"[{name.split('[')[0]}](../{path})"


def examples(scenarios):
    """A few of different names."""
    return ", ".join(list(dict.fromkeys(linked(each) for each in scenarios))[:EXAMPLES])


def code(names):
    return " ".join(f"`{name}`" for name in names)


def shown_by(sentence, texts):
    """The cell of what shows a sentence, or why nothing does."""
    if sentence.out or sentence.open:
        kind, reason = ("out", texts.reasons[sentence.out]) if sentence.out else ("not yet", texts.waiting[sentence.open])
        return f"*{kind}: {reason['en']}* {reason['ja']}"
    return code(sentence.rules + sentence.procedures)


def left_open(sentence, book):
    """Whether every row that a sentence names leaves the answer undecided: no scenario can expect it."""
    return bool(sentence.rules) and all(book.rows[rule].undecided for rule in sentence.rules)


COLUMNS = ["Sentences", "by rows", "by a procedure alone", "left open", "not yet", "out", "shown by no scenario"]


def counts(chosen, book, run):
    """Of some sentences, what stands under COLUMNS."""
    unshown = [each for each in chosen if (each.rules or each.procedures) and not run.showing(each)]
    return [len(chosen), sum(bool(each.rules) and not left_open(each, book) for each in chosen),
            sum(bool(each.procedures) and not each.rules for each in chosen), sum(left_open(each, book) for each in chosen),
            sum(bool(each.open) for each in chosen), sum(bool(each.out) for each in chosen),
            sum(not left_open(each, book) for each in unshown)]


def scenarios_of(sentence, book, run):
    """The cell of the scenarios that show a sentence."""
    found = run.showing(sentence)
    if found:
        return f"{len(found)}: {examples(found)}"
    return "" if sentence.out or sentence.open else "left open" if left_open(sentence, book) else "**none**"


def by_decision(rules, book):
    """Rows of a table: the rules of each decision, and the knob that they need."""
    grouped = defaultdict(list)
    for rule in rules:
        knobs = book.knobs_needed(book.rows[rule])
        grouped[book.rows[rule].decision].append(f"`{rule}`" + (f" ({knobs})" if knobs else ""))
    return [f"| `{decision}` | {', '.join(rows)} |" for decision, rows in sorted(grouped.items())]


def tables(texts, book, run):
    for document, source in texts.sources.items():
        dated = source.get("date") or f"not before {source['not_before']}"
        yield f"## {document}\n"
        issuer, title = source["issuer"], source["title"]
        yield f"{issuer['en']}, {title['en']}, {dated}. {issuer['ja']}「{title['ja']}」\n"
        yield "| Line | What it says | 内容 | Shown by | Scenarios |\n|---|---|---|---|---|"
        for each in texts.of(document):
            yield " | ".join([f"| {each.place}", each.about["en"], each.about["ja"], shown_by(each, texts),
                              f"{scenarios_of(each, book, run)} |"])
        yield ""


def rest(book, run):
    """What the scenarios leave out of the rulebook."""
    asked = [rule for rule, row in book.rows.items() if book.asked_by(row.decision)]
    never = [rule for rule in asked if not run.fired[rule]]
    lists = [
        ("Rows that no scenario fires", [rule for rule in never if not book.rows[rule].undecided],
         "A knob in brackets must be turned for the row to apply: `karimen run --assume`."),
        ("Rows that leave the answer open", [rule for rule in never if book.rows[rule].undecided],
         "The sources do not say; nobody expects an answer, and no scenario comes by."),
        ("Rows that no scenario sees not fire", [rule for rule in asked if run.fired[rule] and not run.silent[rule]],
         "Whenever their decision is asked, they apply."),
        ("Rows that no procedure asks", [rule for rule in book.rows if rule not in asked], "Their decisions stand alone."),
    ]
    for heading, rules, why in lists:
        yield f"## {heading}\n"
        yield "\n".join([why, "\n| Decision | Rows |\n|---|---|", *by_decision(rules, book), ""] if rules else ["None.\n"])
    yield "## Procedures without a scenario\n"
    yield (code(sorted(name for name in book.procedures if not run.through[name])) or "None.")


def page(texts, book, run):
    fired = [rule for rule in book.rows if run.fired[rule]]
    yield "# Coverage\n"
    yield "Each sentence of the sources that could decide something, what of the rulebook shows it and in how many scenarios;"
    yield "and what is out of scope, with the reason. A sentence is named by document and line; the documents are those of"
    yield "[sources.yaml](sources.yaml), and theirs who wrote them.\n"
    yield "This page is generated; `ctest -R coverage` fails where it is not up to date. After a change in"
    yield "[sentences.yaml](sentences.yaml), in `harness/rulebook` or in `scenarios`:\n"
    yield "    python3 tests/program/coverage.py --write\n"
    yield "*Shown by* are rows (`karimen rules show`) and procedures. *Scenarios* are the runs in which one of the rows fires or"
    yield "one of the procedures is a step, with examples. *Left open*: the row says that the sources do not decide. *Not yet*"
    yield "could be shown, and waits for what is named; *out* cannot.\n"
    yield f"| Document | {' | '.join(COLUMNS)} |\n|---{'|---' * len(COLUMNS)}|"
    for name, chosen in [*((f"[{d}](#{d})", texts.of(d)) for d in texts.sources), ("together", texts.all)]:
        yield f"| {name} | {' | '.join(map(str, counts(chosen, book, run)))} |"
    yield f"\n- {len(run.scenarios)} scenarios"
    yield f"- {len(book.rows)} rows: {len(fired)} fire in a scenario, {sum(bool(run.silent[rule]) for rule in fired)} of them are"
    yield "  asked in one without firing"
    yield f"- {len(book.procedures)} procedures: {sum(bool(run.through[name]) for name in book.procedures)} are a step of one\n"
    yield from tables(texts, book, run)
    yield from rest(book, run)


def main():
    texts, book = sentences(), rulebook()
    wrong = everything_wrong(texts, book)
    if not wrong:
        run = Run(book)
        for name, lines in PAGES.items():
            text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines(texts, book, run))).rstrip("\n") + "\n"
            if "--write" in sys.argv:
                (ROOT / name).write_text(text, encoding="utf-8")
            elif not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text:
                wrong.append(f"{name} is out of date: python3 tests/program/coverage.py --write")
    print("\n".join(wrong) if wrong else f"{len(texts.all)} sentences, each with what shows it or why nothing can")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
