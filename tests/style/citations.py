"""What the tree cites is in the tree: files, their sections, rules and assumptions; and the source documents that are not
ours are named by their short names. Used by check.py, or alone."""
import re
import sys
from pathlib import Path

TOP = "base|sim|harness|tests|docs|fixtures|scenarios|bench|cmake"
TEXT = {".hpp", ".cpp", ".c", ".py", ".md", ".yaml", ".txt", ".cmake", ".sh", ""}
NOT_OURS = re.compile(r"^(build|\.git|\.ci/cache)/|/corpus/|^fixtures/(keys|photographs)/|/saved/|/__pycache__/|^tests/program/failures/.*\.txt$")

PATH = re.compile(rf"(?<![\w/.$}}*-])((?:{TOP})/[\w./-]*\.(?:md|hpp|cpp|c|py|txt|yaml|cmake|json|xsd))\b")
PAGE = re.compile(r"(?<![\w/.*-])((?:[\w.-]+/)*[\w-]+\.md)\b")
FOLDER = re.compile(rf"`((?:{TOP})/[a-z_/]+)`")
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
SECTION = r"(?:[A-I](?:\.\d+){0,2}|\d+(?:\.\d+)?)\b"
CITED = re.compile(rf"([\w-]+\.md)[`')\]]*,? (?:section |appendix )?({SECTION}(?:(?:, | and | to |-|–)(?:section )?{SECTION})*)")
HEADED = re.compile(r"([\w-]+\.md)[`')\]]*, ([A-Z][a-z]+(?: [a-z]+)*)")
ID = re.compile(r"(?<![\w$-])([A-Z]{3,}|A)-(\d+[a-z]?)\b")
# Citations of pages that nobody but their author can open.
ELSEWHERE = re.compile(r"\bdesign §|(?<!omg\.org/)\bspec/\w+|00\d_[0-9a-f]{16}\.txt")
MAY_NAME_THEM = {"docs/sources.yaml", "tests/style/citations.py"}
INVENTS = "tests/style/citations_test.py"  # citations that lead nowhere, to see them found


def files(root):
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and path.suffix in TEXT and not NOT_OURS.search(name):
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def unwrapped(text):
    """Comments and paragraphs as one line each, so that a citation may be broken; with the line number of each character
    still countable: a break becomes a \\r and nothing else."""
    return re.sub(r"\n[ \t]*(?://[/!<]*|#+|\*|>|\|)?[ \t]*(?=\S)", lambda m: "\r" + " " * (len(m.group(0)) - 1), text)


def sections(text):
    """Numbers and letters of headings: '### B.5 READ BINARY' is B.5."""
    found = set()
    for heading in re.findall(r"^#{2,4} (.*)$", text, re.M):
        number = re.match(rf"({SECTION})\.?(?: |$)", heading)
        found.add(number.group(1) if number else heading)
    return found


def anchor(heading):
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def rule_ids(root):
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(root.glob("harness/rulebook/*.yaml")))
    rules = set(re.findall(r"\bid: ([A-Z]+-\d+[a-z]?)\b", text))
    return rules | set(re.findall(r"^assumption: (A-\d+)", text, re.M))


class Checker:
    def __init__(self, root):
        self.root, self.problems = root, []
        self.texts = dict(files(root))
        self.pages = {Path(n).name: sections(t) for n, t in self.texts.items() if n.startswith("docs/") and n.endswith(".md")}
        self.rules = rule_ids(root)
        self.prefixes = {each.split("-")[0] for each in self.rules}

    def say(self, name, text, at, what):
        self.problems.append(f"{name}:{text.count(chr(10), 0, at) + 1}: {what}")

    def exists(self, name, target):
        here = (self.root / name).parent
        return any((base / target).exists() for base in (here, self.root, self.root / "docs"))

    def paths(self, name, text):
        for pattern in (PATH, PAGE):
            for match in pattern.finditer(text):
                invented = re.search(r"[A-Z]{3,}\.", match.group(1))  # fixtures/personas/NAME.yaml
                if not invented and not self.exists(name, match.group(1)):
                    self.say(name, text, match.start(), f"{match.group(1)} is not in the tree")
        if not name.endswith(".md"):
            return
        for match in FOLDER.finditer(text):
            if not (self.root / match.group(1)).exists():
                self.say(name, text, match.start(), f"{match.group(1)} is not in the tree")
        for match in LINK.finditer(text):
            target, part = match.groups()
            if "://" in target:
                continue
            if target and not ((self.root / name).parent / target).exists():
                self.say(name, text, match.start(), f"the link to {target} leads nowhere")
            elif part and target.endswith((".md", "")) and target.endswith(".md"):
                page = ((self.root / name).parent / target).read_text(encoding="utf-8")
                if part not in {anchor(h) for h in re.findall(r"^#+ (.*)$", page, re.M)}:
                    self.say(name, text, match.start(), f"{target} has no heading #{part}")

    def cited_sections(self, name, text):
        flat = re.sub(r"\r *", " ", unwrapped(text).replace("\n", "\0"))  # \0: a line's end that is none of a wrap
        for match in CITED.finditer(flat):
            page = self.pages.get(match.group(1))
            for each in re.findall(SECTION, match.group(2)):
                if page is not None and each not in page:
                    self.problems.append(f"{name}: {match.group(1)} has no section {each}")
        for match in HEADED.finditer(flat):
            page = self.pages.get(match.group(1))
            if page is not None and not any(h.startswith(match.group(2).split(" ")[0]) for h in page):
                self.problems.append(f"{name}: {match.group(1)} has no section '{match.group(2)}'")

    def cited_rules(self, name, text):
        if name.startswith(("tests/", "harness/rulebook/")) and not name.endswith(("cases.yaml", ".md")):
            return  # tests invent ids; the rulebook's own are checked by `rules check`
        for match in ID.finditer(text):
            prefix, number = match.groups()
            if prefix in self.prefixes and f"{prefix}-{number}" not in self.rules:
                self.say(name, text, match.start(), f"the rulebook has no {match.group(0)}")

    def tables(self):
        """Where sections stand as data: the clauses of the chip, and its behaviours."""
        chip = self.pages.get("chip.md", set())
        for name, text in self.texts.items():
            if name.endswith("/cause_table.cpp"):
                cited = re.findall(r'\{Clause::\w+, "\w+", [^,]+, "([^"]+)"', text)
                if not cited:
                    self.problems.append(f"{name}: no clauses found: has the table changed?")
            elif name == "sim/chip/cause/limits.cpp":
                rows = re.findall(r'^ +"([A-I]\.\d+(?:(?:, |-)[A-I]\.\d+)*)",$', text, re.M)
                cited = re.split(", |-", ", ".join(rows))
            elif name == "tests/conformance/behaviours.txt":
                cited = re.findall(r"^([^#|\s]+) \|", text, re.M)
            else:
                continue
            for each in set(cited) - {"emulator-defined"}:
                known = self.pages["architecture.md"] if each.startswith("architecture.md ") else chip
                if each.removeprefix("architecture.md ") not in known:
                    self.problems.append(f"{name}: chip.md has no section {each}")

    def rooms(self):
        """The page on the architecture names every room, and no other."""
        table = self.texts["cmake/rooms.cmake"]
        rooms = set(re.findall(r"FOLDERS (\S+)", table)) | {"harness/cli"}
        named = set(re.findall(r"^\| `([\w/]+)` \|", self.texts["docs/architecture.md"], re.M))
        for each in rooms ^ named:
            self.problems.append(f"docs/architecture.md: its table of rooms and cmake/rooms.cmake differ in {each}")

    def libraries(self):
        """The page on the architecture says of every library that ./dev installs why it was chosen."""
        plain = re.sub(r"[^a-z\d|\n]", "", self.texts["docs/architecture.md"].lower())
        said = "\n".join(re.findall(r"^\|([a-z\d]+)\|", plain, re.M))
        lists = re.search(r"^build_packages=\((.*?)\)\s*^reader_packages=\((.*?)\)", self.texts["dev"], re.M | re.S)
        for package in " ".join(lists.groups()).split():
            if not package.endswith("-dev") and package in lists.group(1):
                continue  # a tool
            key = re.sub(r"^lib|-dev$", "", package)
            key = re.sub(r"[^a-z\d]", "", re.sub(r"[-\dg]*\d+g?$", "", key))
            if key not in said:
                self.problems.append(f"docs/architecture.md: say in a line of section 11 why {package} was chosen")

    def run(self, only=None):
        for name, text in self.texts.items():
            if name == INVENTS or name != (only or name):
                continue
            self.paths(name, text)
            self.cited_sections(name, text)
            self.cited_rules(name, text)
            if name not in MAY_NAME_THEM:
                for match in ELSEWHERE.finditer(text):
                    self.say(name, text, match.start(), f"nobody can open '{match.group(0)}'")
        self.tables()
        self.rooms()
        self.libraries()
        return sorted(set(self.problems))


def problems(root, only=None):
    """What is wrong with the citations of a tree; of one file, where it is named."""
    return Checker(root).run(only)


if __name__ == "__main__":
    found = problems(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]))
    print("\n".join(found) if found else "every citation leads somewhere")
    sys.exit(1 if found else 0)
