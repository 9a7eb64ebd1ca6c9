"""Mutants of the rulebook: one small change to one place of one file, each with a name that stays while the rule stays.

  drop a row         the row is not there
  drop a condition   one cell of a row's or an effect's `when`, one operand of a formula's `and` or `or`
  drop an effect     one assignment, one output, one decision that a procedure asks
  shift a date       a day, or a minute of a time, either way
  change a literal   a number by one either way, a word to another of its values
"""
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import yaml

# What only speaks: texts, the words themselves, and checks of the rulebook's own state.
NOT_RULES = {"labels.yaml", "vocabulary.yaml", "invariants.yaml", "invariants_of_steps.yaml"}
KINDS = ["drop a row", "drop a condition", "drop an effect", "shift a date", "change a literal"]
TOKEN = re.compile(r"'[^']*'|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?|\d\d:\d\d|[A-Za-z_][\w.-]*\w|[A-Za-z_]|\d+")
LANGUAGE = {"if", "then", "else", "and", "or", "not", "in", "contains", "empty", "union", "date", "time", "days", "day", "months_before",
            "months_after", "age", "birthday", "business_day", "next_business_day", "earlier", "later", "min", "max", "length",
            "digits", "alphanumeric", "minutes", "hours", "none", "march_1"}


@dataclass
class Mutant:
    file: str
    home: tuple  # ("decision" | "procedure" | "fact" | "assumption", name)
    row: str
    kind: str
    what: str
    begin: int
    end: int
    text: str
    around: str = ""  # the row, effect or formula that it stands in
    mute: bool = False  # the row adds nothing to an answer that is collected: whether it fires cannot be seen

    @property
    def name(self):
        return f"{self.row}: {self.kind}: {self.what}"


def shifted(token):
    """The neighbours of a date, a moment, a time or a number."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", token):
        return [str(date.fromisoformat(token) + timedelta(days=n)) for n in (-1, 1)]
    if "T" in token:
        moment, seconds = datetime.fromisoformat(token), token.count(":") == 2
        return [(moment + timedelta(days=n)).isoformat(timespec="seconds" if seconds else "minutes") for n in (-1, 1)]
    if ":" in token:
        minutes = int(token[:2]) * 60 + int(token[3:])
        return [f"{m // 60:02}:{m % 60:02}" for m in (minutes - 1, minutes + 1)]
    return [str(int(token) + n) for n in (-1, 1) if int(token) + n >= 0]


class Vocabulary:
    """fact -> the words it can be; what is derived can be what its formula and its readers say."""

    def __init__(self, documents):
        self.words = {}
        self.derived, self.codes = {}, {"obstacle": [], "warning": []}
        for _, document in documents:
            for name, said in document.get("facts", {}).items():
                kind = said.get("type")
                if isinstance(kind, list):
                    self.words[name] = kind
                elif isinstance(kind, str) and "[" in kind:
                    self.words[name] = re.findall(r"\w+", kind[kind.index("["):])
                if "derive" in said:
                    self.derived[name] = str(said["derive"])
            self.derived.update({name: said if isinstance(said, str) else said["derive"]
                                 for name, said in document.get("derivations", {}).items()})
            for code in ("obstacle", "warning"):
                self.codes[code] += list(document.get(code + "s", []))
            for said in document.get("procedures", {}).values():
                for name, each in said.get("inputs", {}).items():
                    words = each["type"] if isinstance(each["type"], list) else re.findall(r"\w+", each["type"].partition("[")[2])
                    known = self.words.setdefault("input." + name, [])
                    known += [word for word in words if word not in known]
            if "assumption" in document and isinstance(document.get("values"), list):
                self.words["assume." + document["assumption"]] = document["values"]
            if "procedures" in document:
                self.words["procedure"] = list(document["procedures"])
        self.words["obstacles"], self.words["card_application.obstacles"] = self.codes["obstacle"], self.codes["obstacle"]
        self.words["card_application.found_at_application"] = self.codes["obstacle"]
        self.words["facility.prefecture"] = ["tokyo", "nagano", "kagoshima", "other"]
        self.words["facility.kind"] = ["licence_centre", "station", "koban_licence_office"]
        for name, formula in self.derived.items():
            results = re.findall(r"(?:then|else) ([a-z_]+)\b(?!\.)", formula)
            self.words.setdefault(name, [w for w in dict.fromkeys(results) if w not in LANGUAGE] or ["true", "false"])
        self.words["input.password"] = []

    def other(self, fact, word, taken=()):
        """Another value of the fact, the one after `word`."""
        words = self.words.get(fact, [])
        if word not in words:
            return None
        at = words.index(word)
        return next((w for w in words[at + 1:] + words[:at] if w not in taken and w != word), None)


def conjuncts(formula):
    """(begin, end with its operator) of the operands of a formula that is one `and` or one `or`, at any depth of brackets."""
    found = []

    def walk(begin, end):
        depth, parts, start = 0, [], begin
        operators, at = set(), begin
        while at < end:
            if formula[at] in "([":
                depth += 1
            elif formula[at] in ")]":
                depth -= 1
            elif depth == 0:
                word = re.match(r" (and|or|then|else) |(if) ", formula[at:end])
                if word and (word[1] or at == begin or not formula[at - 1].isalnum()):
                    operators.add((word[1] or word[2], at))
                    if word[1] in ("and", "or"):
                        parts.append((start, at))
                        start = at + len(word[0])
                        at = start
                        continue
            at += 1
        parts.append((start, end))
        kinds = {kind for kind, _ in operators}
        if len(parts) > 1 and len(kinds) == 1 and kinds <= {"and", "or"}:
            for n, (b, e) in enumerate(parts):
                found.append((b, parts[n + 1][0]) if n + 1 < len(parts) else (parts[n - 1][1], e))
        for match in re.finditer(r"(?<!\w)(?:not)?\(", formula[begin:end]):
            opened = begin + match.end()
            depth, at = 1, opened
            while depth and at < end:
                depth += {"(": 1, ")": -1}.get(formula[at], 0)
                at += 1
            if re.search(r" (and|or) ", formula[opened:at - 1]) and (opened, at - 1) not in seen:
                seen.add((opened, at - 1))
                walk(opened, at - 1)

    seen = set()
    walk(0, len(formula))
    return sorted(set(found))


class File:
    """The mutants of one file, found in its text by the marks that the YAML parser sets."""

    def __init__(self, name, text, vocabulary):
        self.name, self.text, self.vocabulary = name, text, vocabulary
        self.mutants, self.around, self.mute = [], "", False

    def all(self):
        for root in yaml.compose_all(self.text):
            keys = {key.value: value for key, value in root.value}
            if "decision" in keys:
                self.decision(keys)
            if "procedure" in keys:
                self.procedure(keys)
            if "effect" in keys:
                self.around = ""
                self.assignments(("effect", keys["effect"].value), keys["set"], "", "")
            if "assumption" in keys:
                self.assumption(keys)
            for name, value in keys["facts"].value if "facts" in keys else []:
                for key, derive in value.value:
                    if key.value == "derive":
                        self.enter(derive)
                        self.formula(("fact", name.value), name.value, derive, name.value)
            for name, value in keys["derivations"].value if "derivations" in keys else []:
                self.enter(value)
                self.formula(("fact", name.value), name.value, value, name.value)
        names = {}
        for mutant in self.mutants:
            names[mutant.name] = names.get(mutant.name, 0) + 1
            if names[mutant.name] > 1:
                mutant.what += f" ({names[mutant.name]})"
        return self.mutants

    def add(self, home, row, kind, what, begin, end, text):
        mute = self.mute and not (kind == "shift a date" or "place" in what)
        self.mutants.append(Mutant(self.name, home, row, kind, what, begin, end, text, self.around, mute))

    def enter(self, *nodes):
        """What follows stands in these."""
        self.around = " ".join(self.text[node.start_mark.index:node.end_mark.index] for node in nodes)

    def line(self, at):
        return self.text.rfind("\n", 0, at) + 1

    def without(self, node, entries, n):
        """(begin, end, text) that takes the n-th entry out of a mapping or a list."""
        begin = entries[n][0].start_mark.index
        flow = node.flow_style
        if len(entries) == 1:
            empty = "{}" if isinstance(node, yaml.MappingNode) else "[]"
            end = node.end_mark.index
            return (node.start_mark.index, end, empty) if flow else (begin, end, empty + "\n" + self.text[self.line(end):end])
        if not flow:
            last = entries[n][-1]
            if n + 1 < len(entries):
                return self.line(begin), self.line(entries[n + 1][0].start_mark.index), ""
            inline = isinstance(last, yaml.ScalarNode) or last.flow_style
            end = self.text.find("\n", last.end_mark.index) + 1 if inline else self.line(last.end_mark.index)
            return self.line(begin), end or len(self.text), ""
        if n + 1 < len(entries):
            return begin, entries[n + 1][0].start_mark.index, ""
        return entries[n - 1][-1].end_mark.index, entries[n][-1].end_mark.index, ""

    def decision(self, keys):
        home = ("decision", keys["decision"].value)
        self.around = ""
        self.in_force(home, home[1], keys)
        rows = [(row,) for row in keys["rules"].value]
        otherwise = {key.value: value for key, value in keys["otherwise"].value} if "otherwise" in keys else {}
        silent = keys["hit_policy"].value == "collect" and not (otherwise and otherwise["then"].value)
        for n, (row,) in enumerate(rows):
            then = next(value for key, value in row.value if key.value == "then")
            self.mute = silent and not then.value and "effective" not in [key.value for key, _ in row.value]
            self.row(home, keys["rules"], rows, n)
        self.mute = False
        if "otherwise" in keys:
            row = {key.value: value for key, value in keys["otherwise"].value}
            self.enter(row["then"])
            self.outputs(home, row["id"].value, row["then"])

    def row(self, home, rules, rows, n):
        node = rows[n][0]
        row = {key.value: value for key, value in node.value}
        name = row["id"].value
        self.enter(*[row[key] for key in ("when", "then") if key in row])
        begin, end, text = self.without(rules, rows, n)
        self.add(home, name, "drop a row", "the row", begin, end, text)
        self.in_force(home, name, row)
        if "when" in row:
            self.when(home, name, row["when"])
        self.outputs(home, name, row["then"])

    def in_force(self, home, name, row):
        for key, day in row["effective"].value if "effective" in row else []:
            for other in shifted(day.value):
                self.add(home, name, "shift a date", f"{key.value} {day.value} to {other}", day.start_mark.index, day.end_mark.index, other)
        places = row["place"].value if "place" in row else []
        for n, place in enumerate(places):
            if len(places) > 1:
                self.add(home, name, "change a literal", f"without the place {place.value}", *self.without(row["place"], [(p,) for p in places], n))
        if len(places) == 1:
            other = "nagano" if places[0].value != "nagano" else "tokyo"
            self.add(home, name, "change a literal", f"place {places[0].value} to {other}",
                     places[0].start_mark.index, places[0].end_mark.index, other)

    def when(self, home, name, node):
        for n, (fact, cell) in enumerate(node.value):
            self.add(home, name, "drop a condition", fact.value, *self.without(node, node.value, n))
            self.literals(home, name, cell, fact.value, f"{fact.value} ")

    def outputs(self, home, name, node):
        for n, (output, value) in enumerate(node.value):
            if output.value == "undecided":
                continue
            self.add(home, name, "drop an effect", output.value, *self.without(node, node.value, n))
            code = output.value if output.value in self.vocabulary.codes else None
            if code:
                codes = self.vocabulary.codes[code]
                for each in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                    other = codes[(codes.index(each.value) + 1) % len(codes)]
                    self.add(home, name, "change a literal", f"{code} {each.value} to {other}", each.start_mark.index, each.end_mark.index, other)
            else:
                self.formula(home, name, value, self.fact_of_output(home, output.value))

    def fact_of_output(self, home, output):
        facts = {("roadside", "finding"): "roadside.finding", ("app_reading", "result"): "app_reading.result",
                 ("app_fields", "name"): "app_reading.name", ("postcard", "sent"): "renewal_notice.postcard",
                 ("notice_statement", "statement"): "delivery_notice.licence_record", ("one_stop_result", "result"): "one_stop.result",
                 ("offered_services", "service"): "portal.services", ("app_notice", "told"): "fee.charged",
                 ("portal_notice", "told"): "fee.charged", ("online_lecture_taken", "state"): "online_lecture.state"}
        return facts.get((home[1], output), "fee." + output)

    def procedure(self, keys):
        home = ("procedure", keys["procedure"].value)
        self.around = ""
        asked = [(each,) for each in keys["requires"].value] if "requires" in keys else []
        for n, (each,) in enumerate(asked):
            self.add(home, home[1], "drop an effect", f"requires {each.value}", *self.without(keys["requires"], asked, n))
        decided = keys["decides"].value if "decides" in keys else []
        for n, (fact, _) in enumerate(decided):
            self.add(home, home[1], "drop an effect", f"decides {fact.value}", *self.without(keys["decides"], decided, n))
        for part in ("effects", "on_refusal"):
            for effect in keys[part].value if part in keys else []:
                said = {key.value: value for key, value in effect.value}
                self.enter(effect)
                about = " ".join([part.replace("effects", "")] if part != "effects" else [])
                cells = said["when"].value if "when" in said else []
                shown = " ".join(f"{fact.value}={cell.value}" for fact, cell in cells)
                for n, (fact, cell) in enumerate(cells):
                    self.add(home, home[1], "drop a condition", f"{about}{fact.value} where {shown}", *self.without(said["when"], cells, n))
                    self.literals(home, home[1], cell, fact.value, f"{about}{fact.value} where {shown}: ")
                where = f" where {shown}" if shown else ""
                if isinstance(said.get("apply"), yaml.SequenceNode):
                    named = [(each,) for each in said["apply"].value]
                    for n, (each,) in enumerate(named):
                        self.add(home, home[1], "drop an effect", f"{about}apply {each.value}{where}", *self.without(said["apply"], named, n))
                if "set" in said:
                    self.assignments(home, said["set"], about, where)

    def assignments(self, home, node, about, where):
        for n, (fact, value) in enumerate(node.value):
            self.add(home, home[1], "drop an effect", f"{about}{fact.value}{where}", *self.without(node, node.value, n))
            if isinstance(value, yaml.ScalarNode):
                self.formula(home, home[1], value, fact.value, f"{about}{fact.value}{where}: ")

    def assumption(self, keys):
        self.around = "assume." + keys["assumption"].value
        values = [each.value for each in keys["values"].value]
        default = keys["default"]
        if len(values) > 1:
            other = values[(values.index(default.value) + 1) % len(values)]
            self.add(("assumption", keys["assumption"].value), keys["assumption"].value, "change a literal",
                     f"default {default.value} to {other}", default.start_mark.index, default.end_mark.index, other)

    def raw(self, node):
        """(begin, text) of a scalar without its quotes."""
        begin, end = node.start_mark.index, node.end_mark.index
        return (begin + 1, self.text[begin + 1:end - 1]) if node.style in ("'", '"') else (begin, self.text[begin:end])

    def formula(self, home, name, node, fact, about=""):
        if not isinstance(node, yaml.ScalarNode):
            return
        begin, formula = self.raw(node)
        for b, e in conjuncts(formula):
            self.add(home, name, "drop a condition", about + formula[b:e].strip(), begin + b, begin + e, "")
        self.literals(home, name, node, fact, about)

    def literals(self, home, name, node, fact, about):
        begin, cell = self.raw(node)
        tokens = list(TOKEN.finditer(cell))
        taken = {t[0] for t in tokens}
        compared = fact
        for n, token in enumerate(tokens):
            word, at = token[0], begin + token.start()
            before = cell[:token.start()]
            kind = "change a literal"
            if re.match(r"\d{4}-|\d\d:", word):
                others, kind = shifted(word), "shift a date"
            elif word.isdigit():
                others = shifted(word)
            elif word in LANGUAGE and not (word == "none" and word in self.vocabulary.words.get(fact, [])):
                if word in ("then", "else", "if"):
                    compared = fact
                continue
            elif "." in word or word in ("today", "now", "procedure"):
                compared = word if cell[token.end():].lstrip().startswith(("=", "!=", "in ", ",")) else fact
                continue
            else:
                of = compared if re.search(r"[=(,\[] ?$", before) or before.endswith("contains ") else fact
                other = self.vocabulary.other(of, word, taken) or self.vocabulary.other(of, word)
                others = [other] if other else []
            for other in others:
                self.add(home, name, kind, f"{about}{word} to {other}", at, begin + token.end(), other)


def documents(folder):
    for path in sorted(folder.glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text()):
            if document:
                yield path.name, document


def mutants(folder):
    """Every mutant of the rulebook in `folder`, in the order of its files."""
    vocabulary = Vocabulary(documents(folder))
    texts = {path.name: path.read_text() for path in sorted(folder.glob("*.yaml"))}
    found = []
    for name, text in texts.items():
        if name not in NOT_RULES:
            found += File(name, text, vocabulary).all()
    return found
