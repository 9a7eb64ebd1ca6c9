#!/usr/bin/env python3
"""What would break the page when its modules are joined is found: a name that stands twice, an import of what is not there, a file
that order.txt does not name."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).with_name("page.py")
FILES = {"order.txt": "# in order\na.js\nb.js\n", "a.js": "export function one() {}\nconst { two, three } = {};\n",
         "b.js": 'import { one } from "./a.js";\n\nclass Four {\n  one() {}\n}\none(Four);\n'}


class PageModules(unittest.TestCase):
    def said(self, **changed):
        with tempfile.TemporaryDirectory(prefix="karimen-page-") as folder:
            at = Path(folder) / "harness/report"
            at.mkdir(parents=True)
            for name, text in (FILES | {name.replace("_", "."): text for name, text in changed.items()}).items():
                (at / name).write_text(text)
            done = subprocess.run([sys.executable, CHECK, folder], capture_output=True, text=True)
            return done.returncode, done.stdout.strip()

    def test_a_page_that_can_be_joined_passes(self):
        self.assertEqual(self.said(), (0, "the modules of the page make one"))

    def test_what_cannot_be_joined_is_found(self):
        for said, changed in (("b.js: one is a name of a.js too", {"b_js": "const one = 1;\n"}),
                              ("b.js: three is a name of a.js too", {"b_js": "async function three() {}\n"}),
                              ("b.js: imports two, which a.js does not export", {"b_js": 'import { two } from "./a.js";\n'}),
                              ("a.js: imports from b.js, which does not come before it in order.txt",
                               {"a_js": 'import { x } from "./b.js";\nexport const one = 1;\n'}),
                              ("c.js: is not in order.txt", {"c_js": "const five = 5;\n"}),
                              ("b.js: 301 lines; split it (at most 300)", {"b_js": "//\n" * 301})):
            with self.subTest(said=said):
                self.assertEqual(self.said(**changed), (1, said))


if __name__ == "__main__":
    unittest.main()
