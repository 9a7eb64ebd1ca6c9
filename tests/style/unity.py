"""Names of anonymous namespaces and static functions are unique in their room: the preset release compiles several files
of a room as one, and which ones changes with every file that comes or goes. Functions may share a name where their
parameters differ."""
import re

WORDS = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<delimiter>\w*)\(.*?\)(?P=delimiter)"|"(?:[^"\\\n]|\\.)*"|(?<!\w)\'(?:[^\'\\]|\\.)+\'|^[ \t]*#[^\n]*', re.S | re.M)
NOT_NAMES = {"operator", "static_assert", "decltype", "requires", "if", "return", "alignas", "noexcept"}


def blanked(source):
    """The source without comments, literals and preprocessor lines; every line stays where it is."""
    return WORDS.sub(lambda m: re.sub(r"[^\n]", " ", m.group()) if not m.group().startswith(('"', "R")) else
                     '""' + "\n" * m.group().count("\n"), source)


def statements(source):
    """(offset, text, namespaces): what is declared at namespace level; a body is left out."""
    spaces, at, begin, depth = [], 0, 0, 0
    while at < len(source):
        char = source[at]
        if char == "{" and depth == 0:
            head = source[begin:at]
            space = re.fullmatch(r"\s*(?:inline )?namespace\s*([\w:]*)\s*", head)
            if space:
                spaces.append(space.group(1))
                begin = at + 1
            else:
                depth = 1
        elif char == "{":
            depth += 1
        elif char == "}" and depth:
            depth -= 1
            # A function or a type ends here, an initialised variable at its semicolon.
            if depth == 0 and re.search(r"\)[^=]*$", re.sub(r"\{.*", "", source[begin:at], flags=re.S)):
                yield begin, source[begin:at], tuple(spaces)
                begin = at + 1
        elif char == "}":
            spaces.pop()
            begin = at + 1
        elif char == ";" and depth == 0:
            yield begin, source[begin:at], tuple(spaces)
            begin = at + 1
        at += 1


def declared(text):
    """(name, parameters or None) of one declaration; None for what declares no name of its own."""
    head = re.sub(r"\s+", " ", re.sub(r"\[\[.*?\]\]", "", re.split(r"[{=]", text, maxsplit=1)[0])).strip()
    head = re.sub(r"^template ?<[^()]*?> ?(?=[a-z\[])", "", head)
    if re.match(r"namespace|using", head):
        return None  # may be said again, and the compiler compares them
    kind = re.match(r"(?:struct|class|union|enum(?: class)?|concept) (\w+)", head)
    if kind:
        return kind.group(1), None
    function = re.match(r"(?:[\w:<>,*&\[\] .]+?[ *&>])?(\w+) ?\((.*?)\)(?: ?(?:const|noexcept|->.*|:.*)?)?$", head)
    if function and function.group(1) not in NOT_NAMES:
        types = re.sub(r"(?<=[ *&>])\w+ ?(?=,|$)|<[^<>]*>", "", function.group(2))
        return function.group(1), re.sub(r"\s", "", types)
    variable = re.search(r"(\w+)(?: ?\[.*\])?$", head)
    return (variable.group(1), None) if variable and " " in head and variable.group(1) not in NOT_NAMES else None


def problems(root, rooms):
    for room in rooms:
        seen = {}
        for path in sorted((root / room).rglob("*.cpp")):
            source = path.read_text(encoding="utf-8")
            if re.search(r"^using enum", source, re.M):
                continue  # alone in its translation unit (CMakeLists.txt, karimen_alone)
            source = blanked(source)
            here = set()
            for begin, text, spaces in statements(source):
                if "" not in spaces and not re.match(r"\s*static ", text):
                    continue
                found = declared(text)
                if found:
                    here.add((tuple(s for s in spaces if s), *found))
                    line = source.count("\n", 0, begin + len(text) - len(text.lstrip())) + 1
                    seen.setdefault((tuple(s for s in spaces if s), found[0]), []).append((path, line, found[1]))
        for (_, name), places in seen.items():
            for i, (path, line, parameters) in enumerate(places):
                for other, where, others in places[:i]:
                    if other != path and (parameters is None or others is None or parameters == others):
                        yield (f"{path.relative_to(root).as_posix()}:{line}: '{name}' stands also in "
                               f"{other.relative_to(root).as_posix()}:{where}, in the same room")
                        break
