"""C++ as the house writes it (clang-format, no macros of its own), as a tree of tokens and brackets: enough to know where an
expression, a statement and a function begin and end. Offsets are characters of the text."""
import re
from dataclasses import dataclass, field

LEXICAL = re.compile(r"""
    (?P<skip>\s+ | //[^\n]* | /\*.*?\*/ | ^[ ]*\#(?:[^\n\\]|\\.|\\\n)*)
  | (?P<text>(?:u8|[LuU])?R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)" | (?:u8|[LuU])?"(?:[^"\\]|\\.)*" | (?:u8|[LuU])?'(?:[^'\\]|\\.)')
  | (?P<number>\.?\d(?:'?[\w.])*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign><=>|->\*|\.\.\.|<<=|::|->|\+\+|--|<<|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[^\w\s])
""", re.VERBOSE | re.DOTALL | re.MULTILINE)
CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass
class Token:
    kind: str
    text: str
    begin: int
    end: int
    spaced: bool = False  # space before it
    followed: bool = False  # space behind it


@dataclass
class Group:
    """What stands between two brackets; `open` is ( [ { or <, the last of template arguments."""
    open: str
    begin: int
    end: int
    inner: list = field(default_factory=list)
    spaced: bool = False
    kind: str = "group"
    text: str = ""


def tokens(text):
    found, at, spaced = [], 0, True
    while at < len(text):
        match = LEXICAL.match(text, at)
        if match.lastgroup == "skip" or match["skip"] is not None:
            spaced = True
            if found:
                found[-1].followed = True
        else:
            kind = next(k for k in ("text", "number", "word", "sign") if match[k] is not None)
            found.append(Token(kind, match[0], at, match.end(), spaced))
            spaced = False
        at = match.end()
    return found


def angle_end(flat, at):
    """The index behind the > that closes the < at `at`; None if it compares."""
    before = flat[at - 1] if at else None
    template = before is not None and before.text == "template"
    if flat[at].text != "<" or before is None or not (template or (before.kind == "word" and not flat[at].spaced)):
        return None
    depth = 0
    for n in range(at, len(flat)):
        depth += {"<": 1, ">": -1}.get(flat[n].text, 0)
        if depth == 0:
            return n + 1
        if flat[n].text in (";", "&&", "||"):
            return None
    return None


def tree(text):
    flat = tokens(text)

    def level(at, closing):
        nodes = []
        while at < len(flat):
            token = flat[at]
            if token.text == closing and token.kind == "sign":
                return nodes, at
            angle = angle_end(flat, at)
            if angle:
                nodes.append(Group("<", token.begin, flat[angle - 1].end, flat[at + 1:angle - 1], token.spaced))
                at = angle
            elif token.kind == "sign" and token.text in CLOSING:
                inner, end = level(at + 1, CLOSING[token.text])
                nodes.append(Group(token.text, token.begin, flat[end].end, inner, token.spaced))
                at = end + 1
            else:
                nodes.append(token)
                at += 1
        return nodes, at

    return level(0, None)[0]


def is_group(node, opening):
    return isinstance(node, Group) and node.open == opening


def is_body(nodes, at):
    """Whether the braces at `at` hold statements, not values."""
    if not at or not is_group(nodes[at], "{"):
        return False
    return (nodes[at].spaced and nodes[at - 1].text not in ("=", "return", ",", "(", ":", "?", "<", "case"))


def enumerations(files):
    """name -> (file, words) of every enumeration of that name; `files` are (name, text)"""
    found = {}
    for file, text in files:
        bare = re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)
        for name, body in re.findall(r"\benum class (\w+)[^{;]*\{([^}]*)\}", bare):
            words = [word.split("=")[0].strip() for word in body.split(",")]
            found.setdefault(name, []).append((file, [word for word in words if word]))
    return found
