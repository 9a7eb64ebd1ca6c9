"""Mutants of a C++ file: the places where one small change could be made, and the file with all of them in it, each behind a number.

  turn a comparison      < to <= and to >=, == to !=
  drop a condition       one operand of && or || (whoever notices that notices && for ||, too, and the operand negated)
  negate a condition     of an if, a loop, a choice; a ! that is not there
  change a literal       a number, also of a date, by one either way, a byte in hexadecimal upwards; true to false
  swap an enumerator     to the next of its enumeration
  drop a statement       a call or an assignment
  drop an early return   behind which the function goes on
  drop a value           of a named member or an optional: what it is without

A mutant that only changes what a seeded fault does (sim/world/defect.hpp) is none of the simulation: karimen mutate judges those.
"""
import os
import re
from dataclasses import dataclass, field

from cpp import Group, Token, is_body, is_group, tree

KINDS = ["turn a comparison", "drop a condition", "negate a condition", "change a literal", "swap an enumerator",
         "drop a statement", "drop an early return", "drop a value"]
COMPARISONS = {"<": ["<=", ">="], ">": [">=", "<="], "<=": ["<", ">"], ">=": [">", "<"], "==": ["!="], "!=": ["=="]}
BOUNDARY = {"<": 1, ">": 1, "<=": 1, ">=": 1}  # of its others, those that are not the negation
ASSIGNS = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="}
ENDS = {",", ";", "?", ":", "return", "throw", "co_return", "case", "else", "do"} | ASSIGNS
LOOSER = {"||": ENDS, "&&": ENDS | {"||"}, "compare": ENDS | {"||", "&&", "&", "|", "^", "<=>", *COMPARISONS}}
NO_EXPRESSION = {"using", "typedef", "friend", "static_assert", "template", "requires", "concept", "goto"}
NOT_DROPPED = {"return", "throw", "break", "continue", "const", "constexpr", "static", "auto", "co_return", "delete", "KARIMEN_ASSERT"}


@dataclass
class Mutant:
    file: str
    owner: str  # the function, or the constant
    kind: str
    what: str
    line: int
    begin: int
    end: int
    text: str
    form: str = "expression"  # or condition, what is asked; or statement, which may be left out
    how: str = "chosen"  # "mutant" where a compiler may want the value
    seeded: bool = False  # of a seeded fault, and of nothing else
    name: str = ""
    number: int = 0


@dataclass
class Place:
    begin: int
    end: int
    mutants: list = field(default_factory=list)


FAULT = r"(?:\w+[._]+)*errs\(Defect::\w+\)"
BRANCH = re.compile(FAULT + "(?: && .*)?", re.DOTALL)  # nobody comes here without a fault
REMARK = re.compile(r"objections\.\w+\([\w:]+,\s*" + FAULT + r"(?: && .*)?\);", re.DOTALL)  # says nothing without one
# What these stand beside decides nothing without one, and they decide nothing themselves.
DECIDES = {"&&": re.compile(FAULT), "||": re.compile("!" + FAULT)}
DECIDES_NOTHING = {"&&": re.compile("!" + FAULT), "||": re.compile(FAULT)}


def short(text):
    text = re.sub(r"\s+", " ", re.sub(r"//[^\n]*", "", text)).strip()
    return text if len(text) <= 70 else text[:45] + "..." + text[-22:]


class File:
    def __init__(self, name, text, enums):
        self.name, self.text, self.enums = name, text, enums
        self.mutants, self.constants = [], []  # constants: (begin, end, replacement) of a constexpr whose value may change
        self.owner, self.how, self.seeded = "", "chosen", name.startswith("sim/world/defect")
        self.inert = []  # (begin, end) of what is the same whatever stands in it
        self.scope(tree(text), False)
        seen = {}
        for mutant in self.mutants:
            if any(begin <= mutant.begin and mutant.end <= end and (begin, end) != (mutant.begin, mutant.end) for begin, end in self.inert):
                mutant.seeded = mutant.seeded or "Defect::" not in self.text[mutant.begin:mutant.end]
            base = f"{name}: {mutant.owner}: {mutant.kind}: {mutant.what}"
            seen[base] = seen.get(base, 0) + 1
            mutant.name = base if seen[base] == 1 else f"{base} ({seen[base]})"

    # Declarations

    def scope(self, nodes, in_class):
        """A namespace's or a class's declarations, one after the other."""
        begin = at = 0
        while at < len(nodes):
            node = nodes[at]
            if node.text == ";":
                self.declaration(nodes[begin:at], None, in_class)
                begin = at + 1
            elif is_body(nodes, at) and at > begin:
                self.declaration(nodes[begin:at], node, in_class)
                begin = at + 1
            elif node.text == ":" and at and nodes[at - 1].text in ("public", "private", "protected"):
                begin = at + 1
            at += 1

    def declaration(self, nodes, body, in_class):
        words = [node.text for node in nodes]
        if not nodes or words[0] in NO_EXPRESSION - {"template"} or "operator" in words and body is None:
            return
        if words[0] in ("namespace", "extern"):
            if body:
                self.scope(body.inner, False)
            return
        if "enum" in words:
            return
        calls = [n for n, node in enumerate(nodes) if is_group(node, "(") and n and nodes[n - 1].kind == "word"]
        if body and {"class", "struct", "union"} & set(words) and not calls:
            self.scope(body.inner, True)
            return
        first = next((n for n, node in enumerate(nodes) if node.text in ASSIGNS or is_group(node, "{")), len(nodes))
        if body is None and (not calls or first < calls[0]):
            self.variable(nodes, words, first, in_class)
            return
        if not calls:
            return
        self.owner = nodes[calls[0] - 1].text
        self.how = "mutant" if "constexpr" in words else "chosen"
        if words[-2:-1] != ["="]:
            self.expressions(nodes[calls[0]].inner)  # default arguments
        start = next((n for n in range(calls[0], len(nodes)) if nodes[n].text == ":"), None)
        if start is not None:
            self.expressions(nodes[start + 1:])
        if body:
            self.block(body.inner)

    def variable(self, nodes, words, first, in_class):
        if first == 0 or first == len(nodes) or nodes[first - 1].kind != "word" and not is_group(nodes[first - 1], "["):
            return
        self.owner, before = words[first - 1], len(self.mutants)
        constant = "constexpr" in words[:first]
        self.how = "mutant" if in_class and not constant else "chosen"
        self.expressions(nodes[first:])
        if constant and len(self.mutants) > before:
            self.constant(nodes, words[:first], in_class)

    def constant(self, nodes, words, in_class):
        token = nodes[words.index("constexpr")]
        self.constants.append((token.begin, token.end, "inline const" if in_class and "inline" not in words else "const", self.owner))

    # Statements

    def block(self, nodes):
        at, after = 0, []
        while at < len(nodes):
            start = at
            at = self.statement(nodes, at, after)
            if nodes[start].text == "if" and at < len(nodes) and nodes[at].text != "}":
                self.early_returns(nodes[start:at])

    def statement(self, nodes, at, after=None):
        """The index behind the statement that begins at `at`."""
        node = nodes[at]
        if is_group(node, "{"):
            self.block(node.inner)
            return at + 1
        if node.text in ("if", "while", "for", "switch", "catch"):
            at += 1
            constant = nodes[at].text == "constexpr"
            at += constant
            if node.text in ("if", "while") and not constant:
                self.condition(nodes[at].inner)
            if node.text != "catch":
                self.expressions(nodes[at].inner)
            asked = self.source(nodes[at].inner) if nodes[at].inner else ""
            at += 1
            if at < len(nodes) and nodes[at].text == "[":
                at += 1
            if node.text == "while" and at < len(nodes) and nodes[at].text == ";":
                return at + 1
            outer, self.seeded = self.seeded, self.seeded or node.text == "if" and BRANCH.fullmatch(asked) is not None
            at = self.statement(nodes, self.past_attributes(nodes, at))
            self.seeded = outer
            if node.text == "if" and at < len(nodes) and nodes[at].text == "else":
                at = self.statement(nodes, self.past_attributes(nodes, at + 1))
            return at
        if node.text in ("do", "try", "else"):
            return self.statement(nodes, at + 1)
        if node.text in ("case", "default"):
            while nodes[at].text != ":":
                at += 1
            return at + 1
        end = at
        while end < len(nodes) and nodes[end].text != ";":
            end += 1
        self.plain(nodes[at:end], nodes[min(end, len(nodes) - 1)].end)
        return end + 1

    @staticmethod
    def past_attributes(nodes, at):
        while at < len(nodes) and is_group(nodes[at], "["):
            at += 1
        return at

    def plain(self, nodes, end):
        """One that ends with its semicolon."""
        words = [node.text for node in nodes]
        if not nodes or words[0] in NO_EXPRESSION:
            return
        first = next((n for n, node in enumerate(nodes) if node.text in ASSIGNS or is_group(node, "{") or is_group(node, "(")), len(nodes))
        head = [n for n in range(1, first) if nodes[n].kind == "word" and self.ends_type(nodes[n - 1])]
        declares = bool(head) and words[0] not in ("return", "throw", "co_return")
        before = len(self.mutants)
        self.expressions(nodes[head[-1]:] if declares else nodes)
        if declares and "constexpr" in words[:first]:
            if len(self.mutants) > before:
                self.constant(nodes, words[:first], False)
            return
        assigns = any(word in ASSIGNS for word in words) or words[0] in ("++", "--") or words[-1] in ("++", "--")
        calls = is_group(nodes[-1], "(")
        if not declares and words[0] not in NOT_DROPPED and (assigns or calls) and "reserve" not in words:
            self.add("drop a statement", nodes[0].begin, end, short(self.text[nodes[0].begin:end]), self.text[nodes[0].begin:end], "statement")

    @staticmethod
    def ends_type(node):
        return node.kind == "word" and node.text not in ("return", "throw", "else") or node.text in ("&", "*", "&&") or is_group(node, "<")

    def early_returns(self, nodes):
        """Of an if without else that something follows."""
        at = 1 + (nodes[1].text == "constexpr")
        body = nodes[at + 1:]
        if any(node.text == "else" for node in body):
            return
        last = body[0].inner if len(body) == 1 and is_group(body[0], "{") else body
        starts = [n for n, node in enumerate(last) if node.text == "return" and (n == 0 or last[n - 1].text == ";" or is_group(last[n - 1], "{"))]
        if starts and last[-1].text == ";" and not any(node.text == ";" for node in last[starts[-1]:-1]):
            begin, end = last[starts[-1]].begin, last[-1].end
            self.add("drop an early return", begin, end, self.said_with(nodes[at], begin, end), self.text[begin:end], "statement")

    def said_with(self, condition, begin, end):
        return f"if {short(self.text[condition.begin:condition.end])} {short(self.text[begin:end])}"

    # Expressions

    def add(self, kind, begin, end, what, text, form="expression"):
        seeded = self.seeded or kind == "swap an enumerator" and "Defect::" in self.text[begin:end] \
            or kind == "drop a statement" and REMARK.fullmatch(text) is not None \
            or kind == "drop an early return" and BRANCH.match(what.removeprefix("if (")) is not None
        self.mutants.append(Mutant(self.name, self.owner, kind, what, self.text.count("\n", 0, begin) + 1, begin, end, text, form, self.how, seeded))

    def source(self, nodes):
        return self.text[nodes[0].begin:nodes[-1].end]

    def condition(self, nodes):
        """What an if or a loop asks."""
        starts = [n + 1 for n, node in enumerate(nodes) if node.text == ";"]
        asked = nodes[starts[-1]:] if starts else nodes
        if asked and not any(node.text in ASSIGNS for node in asked):
            self.negated(asked)

    def negated(self, nodes):
        if not nodes or nodes[0].text == "!" or any(node.text in COMPARISONS or node.text in ("&&", "||") for node in nodes):
            return
        if len(nodes) == 1 and nodes[0].text in ("true", "false"):
            return
        text = self.source(nodes)
        self.add("negate a condition", nodes[0].begin, nodes[-1].end, short(text), f"!({text})", "condition")

    def expressions(self, nodes):
        """Everything in one row of tokens and brackets, and in the brackets."""
        chains = set()
        skip = -1
        for n, node in enumerate(nodes):
            if isinstance(node, Group):
                self.brackets(nodes, n)
                continue
            if n <= skip:
                continue
            both = node.spaced and node.followed
            if node.text in COMPARISONS and both and nodes[n - 1].text != "operator":
                self.comparison(nodes, n)
            elif node.text in ("&&", "||") and both:
                span = self.span(nodes, n, node.text)
                if span not in chains:
                    chains.add(span)
                    self.chain(nodes[span[0]:span[1]], node.text)
            elif node.text == "?":
                begin = n
                while begin and nodes[begin - 1].text not in ENDS:
                    begin -= 1
                self.negated(nodes[begin:n])
            elif node.text == "!" and not node.followed:
                self.negation(nodes, n)
            elif node.kind == "number":
                self.number(node)
            elif node.text in ("true", "false"):
                other = "false" if node.text == "true" else "true"
                self.add("change a literal", node.begin, node.end, self.around(nodes, n, other), other)
            elif node.kind == "word" and node.text in self.enums:
                self.enumerator(nodes, n)
            elif node.text == "optional" and n + 1 < len(nodes) and is_group(nodes[n + 1], "("):
                begin = n - 2 if n > 1 and nodes[n - 1].text == "::" else n
                self.add("drop a value", nodes[begin].begin, nodes[n + 1].end, short(self.source(nodes[begin:n + 2])),
                         f"decltype({self.source(nodes[begin:n + 2])}){{}}")
            elif node.text == "case":
                skip = next((m for m in range(n, len(nodes)) if nodes[m].text == ":"), n)

    def around(self, nodes, n, other):
        """The literal with what stands beside it, and what it becomes."""
        begin, end = n, n + 1
        while begin and nodes[begin - 1].text not in (",", ";") and n - begin < 4:
            begin -= 1
        while end < len(nodes) and nodes[end].text not in (",", ";") and end - n < 3:
            end += 1
        return f"{short(self.source(nodes[begin:end]))}: {other}"

    def span(self, nodes, n, operator):
        begin, end, stops = n, n + 1, LOOSER[operator]
        while begin and nodes[begin - 1].text not in stops and not is_body(nodes, begin - 1):
            begin -= 1
        while end < len(nodes) and nodes[end].text not in stops:
            end += 1
        return begin, end

    def comparison(self, nodes, n):
        begin, end = self.span(nodes, n, "compare")
        if begin == n or end == n + 1:
            return
        left, right = self.source(nodes[begin:n]), self.source(nodes[n + 1:end])
        operand = any(node.text in ("&&", "||") for node in (nodes[begin - 1:begin] + nodes[end:end + 1]))
        for other in COMPARISONS[nodes[n].text][:BOUNDARY.get(nodes[n].text, 0) if operand else None]:
            self.add("turn a comparison", nodes[begin].begin, nodes[end - 1].end, f"{short(left + ' ' + nodes[n].text + ' ' + right)}: {other}",
                     f"({left}) {other} ({right})")

    def chain(self, nodes, operator):
        parts, start = [], 0
        for n, node in enumerate(nodes):
            if node.text == operator:
                parts.append(nodes[start:n])
                start = n + 1
        parts.append(nodes[start:])
        if not all(parts):
            return
        begin, end = nodes[0].begin, nodes[-1].end
        texts = [self.source(part) for part in parts]
        decided = [n for n, part in enumerate(texts) if DECIDES[operator].fullmatch(part)]
        if decided:
            self.inert.append((begin, end))
        for n, part in enumerate(texts):
            rest = f" {operator} ".join(f"static_cast<bool>({other})" for m, other in enumerate(texts) if m != n)
            self.add("drop a condition", begin, end, f"{short(part)} of {operator}", rest)
            if DECIDES_NOTHING[operator].fullmatch(part) or decided and decided != [n]:
                self.mutants[-1].seeded = True

    def negation(self, nodes, n):
        end = n + 1
        while end < len(nodes) and (nodes[end].kind == "word" or nodes[end].text in ("::", ".", "->", "*")
                                    or isinstance(nodes[end], Group) and not nodes[end].spaced):
            end += 1
        operand = any(node.text in ("&&", "||") for node in (nodes[n - 1:n] + nodes[end:end + 1]))
        if end > n + 1 and not operand:
            text = self.source(nodes[n + 1:end])
            self.add("negate a condition", nodes[n].begin, nodes[end - 1].end, f"!{short(text)}", f"static_cast<bool>({text})")

    def number(self, token):
        match = re.fullmatch(r"(0[xX][0-9a-fA-F']+|0[bB][01']+|\d[\d']*)([a-zA-Z]*)", token.text)
        if not match:
            return
        value = int(match[1].replace("'", ""), 0 if match[1][:1] == "0" and len(match[1]) > 1 and not match[1][1].isdigit() else 10)
        hexadecimal = match[1][:2].lower() == "0x"
        for other in (value + 1,) if hexadecimal else (value - 1, value + 1):
            if other >= 0:
                text = f"0x{other:02X}" if hexadecimal else str(other)
                line = self.text[self.text.rfind("\n", 0, token.begin) + 1:]
                self.add("change a literal", token.begin, token.end, f"{token.text} in {short(line.splitlines()[0])}: {text}", text + match[2])

    def enumerator(self, nodes, n):
        if n + 2 >= len(nodes) or nodes[n + 1].text != "::" or nodes[n + 2].kind != "word":
            return
        word = nodes[n + 2].text
        near = sorted(self.enums[nodes[n].text], key=lambda each: -len(os.path.commonprefix([each[0], self.name])))
        words = next((each for _, each in near if word in each), None)
        if not words or len(words) < 2 or n + 3 < len(nodes) and (nodes[n + 3].text == "::" or is_group(nodes[n + 3], "(")):
            return
        begin = n
        while begin > 1 and nodes[begin - 1].text == "::" and nodes[begin - 2].kind == "word":
            begin -= 2
        other = words[(words.index(word) + 1) % len(words)]
        text = self.text[nodes[begin].begin:nodes[n + 2].begin] + other
        self.add("swap an enumerator", nodes[begin].begin, nodes[n + 2].end, self.around_enumerator(nodes, begin, n + 2, other), text)

    def around_enumerator(self, nodes, begin, last, other):
        start = begin
        while start and nodes[start - 1].text not in ENDS - ASSIGNS | {"&&", "||"} and begin - start < 6:
            start -= 1
        return f"{short(self.source(nodes[start:last + 1]))}: {other}"

    def brackets(self, nodes, n):
        group = nodes[n]
        if group.open == "<":
            return
        if group.open == "{" and is_body(nodes, n):
            self.block(group.inner)
            return
        if group.open == "{":
            self.named_members(group.inner)
        self.expressions(group.inner)

    def named_members(self, nodes):
        """{.name = VALUE, ...}"""
        at = 0
        while at + 3 < len(nodes) or at + 3 == len(nodes) - 1:
            if nodes[at].text == "." and nodes[at + 2].text == "=":
                end = at + 3
                while end < len(nodes) and nodes[end].text != ",":
                    end += 1
                value = nodes[at + 3:end]
                plain = len(value) == 1 and value[0].kind in ("text", "number") or len(value) == 1 and value[0].text in ("true", "false")
                lambdas = any(is_group(node, "[") and node.spaced for node in value)
                if value and not plain and not lambdas and not is_group(value[0], "{"):
                    text = self.source(value)
                    self.add("drop a value", value[0].begin, value[-1].end, f".{nodes[at + 1].text} = {short(text)}",
                             f"std::remove_cvref_t<decltype({text})>{{}}")
                at = end
            while at < len(nodes) and nodes[at].text != ",":
                at += 1
            at += 1


class Rendered:
    """The text of a file with its mutants behind their numbers, and where each stands in it."""

    def __init__(self, file, mutants, header):
        self.pieces, self.length = [], 0
        self.ranges = []  # (begin, end, the mutants that are to blame for what is wrong there)
        self.source = file.text
        owners = {mutant.owner for mutant in mutants}
        places = {}
        for mutant in mutants:
            places.setdefault((mutant.begin, mutant.end), Place(mutant.begin, mutant.end)).mutants.append(mutant)
        for begin, end, text, owner in file.constants:
            if owner in owners:
                places[begin, end] = text
        self.put(header)
        self.render(0, len(file.text), sorted(places.items(), key=lambda item: (item[0][0], -item[0][1])))
        self.text = "".join(self.pieces)

    def put(self, text):
        self.pieces.append(text)
        self.length += len(text)

    def render(self, begin, end, places):
        at, n = begin, 0
        while n < len(places):
            (b, e), place = places[n]
            inner = n + 1
            while inner < len(places) and places[inner][0][0] < e:
                inner += 1
            self.put(self.source[at:b])
            if isinstance(place, str):
                self.put(place)
            else:
                self.place(place, places[n + 1:inner])
            at, n = e, inner
        self.put(self.source[at:end])

    def place(self, place, inside):
        start = self.length
        statement = place.mutants[0].form == "statement"
        self.put("{ " if statement else "(")
        for mutant in place.mutants:
            opened = self.length
            call = f"karimen::mutation::{mutant.how}({mutant.number})"
            self.put(f"if (!{call}) " if statement else f"{call} ? ({mutant.text}) : ")
            self.ranges.append((opened, self.length, [mutant]))
        asked = any(mutant.form == "condition" for mutant in place.mutants)
        self.put("" if statement else "static_cast<bool>(" if asked else "(")
        self.render(place.begin, place.end, inside)
        self.put(" }" if statement else "))")
        self.ranges.append((start, self.length, place.mutants))

    def blamed(self, line, column):
        """The mutants to blame for what a compiler says of a line and a column in bytes; [] if it is none."""
        lines = self.text.split("\n")
        at = sum(len(each) + 1 for each in lines[:line - 1]) + len(lines[line - 1].encode()[:column - 1].decode(errors="ignore"))
        around = [(end - begin, mutants) for begin, end, mutants in self.ranges if begin <= at < end]
        return min(around, key=lambda item: item[0])[1] if around else []
