#!/usr/bin/env python3
"""docs/guide, in both languages: every command of it is typed, in a folder like a clone, and does and prints what the page says.

A block of `sh` is typed line by line; a line that ends otherwise than with 0 says so behind it (`# exit code 1`). A block without
a language that follows it is what is printed: its lines stand in the output in that order, `...` for what is left out. A block
of `yaml FILE` is written to that file, `yaml FILE before ID` into it, before the row of that id."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import KARIMEN, ROOT, environment

GUIDE = ROOT / "docs/guide"
PAGES = ["first-ten-minutes", "write-a-scenario", "make-a-card", "read-a-report", "extend-the-rulebook", "run-on-a-cluster"]
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENDS_WITH = re.compile(r"# (?:exit code|終了コード) (\d+)")


def page(name, language):
    return (GUIDE / (name + (".ja.md" if language == "ja" else ".md"))).read_text(encoding="utf-8")


def without_remarks(kind, text):
    """What both languages have in common of a block."""
    return re.sub(r"(?m) +# .*", "", text) if kind == "sh" else text


class Clone:
    """A copy of the tree, for what is typed may change it, and a shell with the program."""

    def __init__(self, folder, language):
        self.folder = Path(folder) / "karimen"
        shutil.copytree(ROOT, self.folder, symlinks=True, ignore=shutil.ignore_patterns("build", ".git", ".cache"))
        preset = KARIMEN.parent.name
        (self.folder / "build").mkdir()
        (self.folder / "build" / preset).symlink_to(KARIMEN.parent)
        self.environment = environment(folder, PATH=f"{KARIMEN.parent}:{os.environ['PATH']}", PRESET=preset)
        del self.environment["LC_ALL"]
        self.environment.update(LANG="ja_JP.UTF-8" if language == "ja" else "C", KARIMEN_DATA=str(self.folder))

    def type(self, line):
        return subprocess.run(["bash", "-c", line], cwd=self.folder, env=self.environment, timeout=280, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)

    def write(self, file, text, before=None):
        path = self.folder / file
        if before:
            row = f"  - id: {before}\n"
            old = path.read_text(encoding="utf-8")
            assert old.count(row) == 1, f"{file}: {before}"
            text = old.replace(row, text + row)
        path.write_text(text, encoding="utf-8")


def missing(shown, printed):
    """The first line of `shown` that `printed` does not have behind those before it, or None."""
    at = 0
    for line in shown.splitlines():
        if line.strip() != "...":
            found = printed.find(line.strip(), at)
            if found < 0:
                return line
            at = found + len(line.strip())
    return None


class Guide(unittest.TestCase):
    maxDiff = None

    def walk(self, name, language):
        with tempfile.TemporaryDirectory(prefix="karimen-guide-") as folder:
            clone, printed, typed = Clone(folder, language), "", 0
            for info, text in BLOCK.findall(page(name, language)):
                kind, *rest = info.split() or [""]
                if kind == "sh":
                    printed = ""
                    for line in text.splitlines():
                        done = clone.type(line)
                        printed += done.stdout
                        expected = int((ENDS_WITH.findall(line) or [0])[0])
                        self.assertEqual(done.returncode, expected, f"{line}\n{done.stdout[-3000:]}")
                        typed += 1
                elif kind == "yaml" and rest:
                    clone.write(rest[0], text, rest[2] if len(rest) == 3 else None)
                elif kind == "":
                    self.assertIsNone(missing(text, printed), f"of what {name} shows; printed was\n{printed}")
            self.assertGreater(typed, 3)

    def test_both_languages_say_the_same(self):
        for name in ["README", *PAGES]:
            texts = [page(name, language) for language in ("en", "ja")]
            for pattern in r"(?m)^(#+) ", r"(?m)^    (\S.*)$":
                self.assertEqual(*(re.findall(pattern, text) for text in texts), name)
            blocks = [[(kind, without_remarks(kind, text)) for kind, text in BLOCK.findall(text) if kind] for text in texts]
            self.assertEqual(*blocks, name)
            self.assertEqual(*(len(BLOCK.findall(text)) for text in texts), name)

    def test_every_page_is_listed_and_every_link_leads_somewhere(self):
        self.assertEqual(sorted(p.name for p in GUIDE.glob("*.md")),
                         sorted(name + end for name in ["README", *PAGES] for end in (".md", ".ja.md")))
        for language in "en", "ja":
            for name in ["README", *PAGES]:
                for target in re.findall(r"\]\(([^)#:]+)", page(name, language)):
                    self.assertTrue((GUIDE / target).exists(), f"{name}: {target}")
                if name != "README":
                    self.assertIn(f"({name}{'.ja' if language == 'ja' else ''}.md)", page("README", language))


for each in PAGES:
    for spoken in "en", "ja":
        def test(self, name=each, language=spoken):
            self.walk(name, language)
        setattr(Guide, f"test_what_is_typed_does_what_is_said_in_{each.replace('-', '_')}_{spoken}", test)
del test


if __name__ == "__main__":
    unittest.main()
