#!/usr/bin/env python3
"""Every English sentence in the code can be told in Japanese: it stands in a pair of words, or the phrasebook
(base/phrases) has it. A sentence is a text of three words or more, or what a diagnostic says; where a text is put
together, whatever is no literal stands for anything."""
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2])
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<delimiter>\w*)\((?P<raw>.*?)\)(?P=delimiter)"|"(?P<text>(?:[^"\\\n]|\\.)*)"|'
                   r"'(?:[^'\\]|\\.)+'|\d[\w'.]*|\w+|::|->|<<|>>|[-+*/%&|^=!<>]=|&&|\|\||\+\+|--|#[^\n]*|\S", re.S)
SENTENCE = re.compile(r"(?<![\w./-])[A-Za-z]+,? [a-z]+,? [a-z]+(?![\w./-])")
JAPANESE = re.compile("[ぁ-んァ-ン一-龥]")
INTERNAL = ("KARIMEN_ASSERT", "invalid_argument", "logic_error", "runtime_error", "static_assert", "to_bytes")
STRING = (["std", "::", "string", "("], ["std", "::", "string_view", "("])
# What stays English (docs/terms.md): `--help`, what other programs read, and what only a bug of ours can say.
NOT_TOLD = re.compile(r"base/(phrase|assert)|sim/crypto/|sim/pki/(x509|der)|harness/store/|harness/trace/pcapng|harness/report/dmn/(feel|dmn_table)|harness/cli/(commands|frame/(options|man_page|completion_scripts|version))"
                      r"|.*_options\.hpp|harness/cli/frame/(language|library)\.hpp|sim/fault/fault_text|harness/cli/card/card_new")
ANYTHING = "\u2026"
OPEN, CLOSE = "([{", ")]}"


class Token:
    def __init__(self, match, line):
        self.word, self.line = match.group(), line
        self.text = match.group("text")
        if self.word.startswith("'"):
            self.text = self.word[1:-1]
        if self.text is not None:
            self.text = re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m.group(1), m.group(1)), self.text)
        elif match.group("raw") is not None:
            self.text = match.group("raw")


def tokens_of(path):
    source, tokens, line, at = path.read_text(encoding="utf-8"), [], 1, 0
    for match in TOKEN.finditer(source):
        line, at = line + source.count("\n", at, match.start()), match.start()
        if match.group().startswith(("//", "/*", "#")):
            continue
        token = Token(match, line)
        if token.text is not None and tokens and tokens[-1].text is not None:
            tokens[-1].text += token.text  # literals side by side are one
        else:
            tokens.append(token)
        if len(tokens) > 5 and token.word == ")" and [t.word for t in tokens[-6:-2]] in STRING and tokens[-2].text is not None:
            tokens[-6:] = [tokens[-2]]  # std::string("...") is its literal
    return tokens


def caller(tokens, at):
    """The name of the call in whose brackets a token stands."""
    depth = 0
    while at > 0:
        at -= 1
        if tokens[at].text is None and tokens[at].word in OPEN + CLOSE:
            depth += 1 if tokens[at].word in OPEN else -1
            if depth == 1:
                return tokens[at - 1].word if tokens[at].word == "(" else ""
        elif tokens[at].word == ";":
            return ""
    return ""


def operand(tokens, at, step):
    """The end of the operand that begins at `at`, walking by `step`: names, calls and what is in brackets."""
    begin, ends = at, (OPEN, CLOSE) if step > 0 else (CLOSE, OPEN)
    while 0 <= at < len(tokens):
        word = tokens[at].word
        if tokens[at].text is None and word in ends[0]:
            depth = 0
            while 0 <= at < len(tokens):
                if tokens[at].text is None:
                    depth += (tokens[at].word in ends[0]) - (tokens[at].word in ends[1])
                if depth == 0:
                    break
                at += step
        elif tokens[at].text is None and not re.fullmatch(r"\w[\w'.]*|::|->|\.|'.*'|\*|!", word):
            break
        elif word in ("return", "throw", "case", "else"):
            break
        at += step
    return at if at != begin else None


def chain(tokens, at):
    """The text of the sum in which the literal at `at` stands, and where it begins and ends."""
    parts, first, last = [tokens[at].text], at, at + 1
    while first >= 2 and tokens[first - 1].word == "+" and tokens[first - 1].text is None:
        begin = first - 2
        if tokens[begin].text is not None:
            parts.insert(0, tokens[begin].text)
            first = begin
            continue
        end = operand(tokens, begin, -1)
        if end is None:
            break
        parts.insert(0, ANYTHING)
        first = end + 1
    while last + 1 < len(tokens) and tokens[last].word == "+" and tokens[last].text is None:
        if tokens[last + 1].text is not None:
            parts.append(tokens[last + 1].text)
            last += 2
            continue
        end = operand(tokens, last + 1, 1)
        if end is None:
            break
        parts.append(ANYTHING)
        last = end
    return "".join(parts), first, last


def fits(pattern, sentence):
    """As base/phrases/phrasebook.cpp takes a sentence: what stands at the places, or None."""
    pieces = pattern.split("{}")
    if len(pieces) == 1:
        return [] if pattern == sentence else None
    if not sentence.startswith(pieces[0]):
        return None
    found, rest = [], sentence[len(pieces[0]):]
    for number, piece in enumerate(pieces[1:], 1):
        last = number == len(pieces) - 1
        if last and not rest.endswith(piece):
            return None
        at = len(rest) - len(piece) if last else rest.find(piece)
        if at < 0:
            return None
        found.append(rest[:at])
        rest = rest[at + len(piece):]
    return found


def is_sentence(text):
    """Three words in a row, of which whatever stands at a place is one, and three others in all."""
    return SENTENCE.search(text.replace(ANYTHING, "it")) and len(re.findall("[A-Za-z]+", text)) > 2


def sentences(path):
    """(line, text) of every sentence of a file that has no Japanese beside it."""
    tokens, done = tokens_of(path), -1
    for at, token in enumerate(tokens):
        if token.text is None or at < done:
            continue
        text, first, done = chain(tokens, at)
        before = "".join(t.word for t in tokens[max(0, first - 3):first])
        if re.search(r"format\(|say\(", before):
            text = re.sub(r"\{[^{}]*\}", ANYTHING, text)
        if caller(tokens, first) in INTERNAL or text.strip(ANYTHING + " ") == "":
            continue
        if not is_sentence(text) and not (re.search(r"\.(what|fix)=$", before) and re.search("[a-z] [a-z]", text)):
            continue
        pair = done + 1 < len(tokens) and tokens[done].word == "," and tokens[done + 1].text is not None
        if not JAPANESE.search(text) and not (pair and JAPANESE.search(tokens[done + 1].text)):
            yield token.line, re.sub(ANYTHING + "+", "{}", text)


def told(text, patterns):
    """Whether the phrasebook tells it. What begins or ends in the middle of a sentence is part of one that it tells."""
    bare = re.sub(r"(?<=\S)\{\}(?!\{)", "", text)  # without what may be nothing
    if any(fits(pattern, each.replace("{}", ANYTHING)) is not None for pattern in patterns for each in (text, bare)):
        return True
    # A command is no sentence, nor is a list of names.
    if re.fullmatch(r"(?:karimen|apt-get|\{\} card read).*|'[^']*'|\w+(?:, \w+)+", text, re.S):
        return True
    if text != text.strip() or text[0] in ",;" or text[-1] in "(:" or re.match(r"\{\}[a-z,;]", text):
        piece = re.sub(r"^(\{\})+|(\{\})+$", "", text)
        return any(piece in pattern for pattern in patterns)
    return False


def phrasebook():
    tokens = [token for path in sorted((ROOT / "base/phrases").glob("*.cpp")) for token in tokens_of(path)]
    return [a.text for a, _, b in zip(tokens, tokens[1:], tokens[2:])
            if a.text is not None and b.text is not None and JAPANESE.search(b.text)]


def problems():
    patterns = phrasebook()
    for top in ("base", "harness", "sim"):
        for path in sorted((ROOT / top).rglob("*.[ch]pp")):
            name = path.relative_to(ROOT).as_posix()
            if not NOT_TOLD.match(name):
                for line, text in sentences(path):
                    if not told(text, patterns):
                        yield f"{name}:{line}: in English only: {text}"


if __name__ == "__main__":
    found = list(problems())
    print("\n".join(found) if found else "every sentence can be told in Japanese")
    sys.exit(1 if found else 0)
