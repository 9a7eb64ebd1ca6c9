"""The text of docs/rules.md, which coverage.py writes: every rule with its words, quotations, dates, place and scenarios."""
from sentences import RULEBOOK, documents_of, listed

EXAMPLES = 3
HEAD = """# The rules

Every row of the rulebook, decision by decision, as `karimen rules show` tells it; a page to read and to search, made by
`tests/program/coverage.py --write` from `harness/rulebook` and a run of every scenario: change those, not this. What cells mean is in
[rulebook.md](rulebook.md), the documents that are quoted in [sources.yaml](sources.yaml). *Fires in* counts the scenarios in which a
row applies, with a few of them; *asked in* those in which its decision is asked and it does not.
"""


def spelled(value):
    """A cell, literal or list as the rulebook has it, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {spelled(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(spelled, value)) + "]"
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def dates(owner):
    effective = owner.get("effective") or {}
    return ", ".join(f"{word} {spelled(effective[word])}" for word in ("from", "until") if word in effective)


def sources(owner):
    for source in listed(owner.get("source")):
        if "document" in source:
            yield f"{source['document']} " + " ".join(f"「{quote}」" for quote in listed(source["quote"]))
        elif "inferred_from" in source:
            yield "inferred from " + ", ".join(f"`{each}`" for each in listed(source["inferred_from"]))
        else:
            yield f"defined here: {source['defined']['en']}"


def shown(run, rule, linked):
    fired, silent = run.fired[rule], run.silent[rule]
    some = ", ".join(list(dict.fromkeys(linked(each) for each in fired))[:EXAMPLES])
    yield f"fires in {len(fired)}" + (f": {some}" if some else "") + f"; asked in {len(silent)}"


def entry(row, run, linked):
    yield f"**`{row['id']}`** {row['because']['en']}<br>{row['because']['ja']}"
    if row.get("when"):
        yield f"- when `{spelled(row['when'])}`"
    yield f"- then `{spelled(row.get('then', {}))}`"
    limits = "; ".join(each for each in (dates(row), f"place {spelled(row['place'])}" if "place" in row else "") if each)
    if limits:
        yield f"- {limits}"
    yield from (f"- {each}" for each in [*sources(row), *shown(run, row["id"], linked)])
    yield ""


def page(run, linked):
    yield HEAD
    for path in sorted(RULEBOOK.glob("*.yaml")):
        decisions = [each for each in documents_of(path) if "decision" in each]
        if not decisions:
            continue
        yield f"## {path.stem}\n"
        for decision in decisions:
            yield f"### {decision['decision']}\n"
            question = decision.get("question", {})
            yield "<br>".join(question[language] for language in ("en", "ja") if language in question)
            kind = [f"hit policy {decision['hit_policy']}"] if "hit_policy" in decision else []
            kind += [each for each in (dates(decision), f"as of `{decision['as_of']}`" if "as_of" in decision else "") if each]
            yield (f"\n*{'; '.join(kind)}*\n" if kind else "")
            rows = [*decision["rules"], *listed(decision.get("otherwise"))]
            for row in rows:
                yield from entry(row, run, linked)
