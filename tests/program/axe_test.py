#!/usr/bin/env python3
"""axe-core, which knows what people who do not see, or do not use a mouse, cannot use, finds nothing in the HTML report and on the
desk: every view in English, light and wide, and in Japanese, dark and narrow, everything unfolded. Exit code 77 where there is no npm
to bring it."""
import subprocess
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from browser import InBrowser  # noqa: E402
from desk_pages import DESK_VIEWS, open_scenario, use_card  # noqa: E402
from html_pages import MadeReport, views  # noqa: E402
from program import ROOT  # noqa: E402
from serving import Desk  # noqa: E402

RUN = """const done = arguments[0];
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => done(violations.flatMap((each) =>
    each.nodes.map((node) => `${each.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`))),
  (error) => done([String(error)]))"""


class Asking(InBrowser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.axe = (PLACE / "node_modules/axe-core/axe.min.js").read_text()

    def asked(self):
        self.browser.script(self.axe)
        return self.browser.driver.execute_async_script(RUN)

    def assert_clean(self, found):
        if found:
            self.fail("\n".join([f"{len(found)} found", *found[:8]]))


class Report(MadeReport, Asking):
    def found(self, file, address, width, dark, before=None):
        self.browser.open(self.folder / file, address, width, dark=dark)
        self.browser.unfold()
        if before:
            before()
        return self.asked()

    def test_nothing_is_found_in_any_view(self):
        for name, file, address in views(self.events):
            for language, dark, width in (("en", False, 1280), ("ja", True, 360)):
                with self.subTest(view=name, language=language, dark=dark, width=width):
                    self.assert_clean(self.found(file, f"lang={language}&{address}", width, dark))

    def test_nothing_is_found_in_the_list_of_keys(self):
        self.assert_clean(self.found("report.html", "lang=en", 1280, False, lambda: self.browser.keys("?")))

    def test_it_would_find_something(self):
        """What makes a page useless to somebody is found in this very set-up."""
        spoil = """document.querySelector("#find").closest("label").replaceWith(document.querySelector("#find"));
                   document.querySelector("#find").removeAttribute("placeholder");
                   document.querySelector("h1").style.color = "#ddd";"""
        found = " ".join(self.found("report.html", "lang=en", 1280, False, lambda: self.browser.script(spoil)))
        self.assertIn("label: #find", found)
        self.assertIn("color-contrast: h1", found)


class OnTheDesk(Asking):
    """With a card in use, a reader beside it, a scenario that is open and one of its rules looked up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = Desk(cls.folder, "sato_hanako")
        cls.addClassCleanup(cls.desk.end)
        use_card(cls.desk)
        cls.browser.visit(cls.desk.address + "&view=scenarios", ".scenario-rows .open")
        open_scenario(cls.browser, "INH-20")

    def found(self, name, language, width, dark, before=None):
        address, selector = DESK_VIEWS[name]
        self.browser.driver.get("about:blank")
        self.browser.visit(f"{self.desk.address}&lang={language}&{address}", selector, width, dark=dark)
        self.browser.unfold()
        if before:
            before()
        return self.asked()

    def test_nothing_is_found_in_any_view(self):
        for name in DESK_VIEWS:
            for language, dark, width in (("en", False, 1400), ("ja", True, 360)):
                with self.subTest(view=name, language=language, dark=dark, width=width):
                    self.assert_clean(self.found(name, language, width, dark))

    def test_nothing_is_found_in_the_list_of_keys_and_in_what_was_refused(self):
        self.assert_clean(self.found("readers", "en", 1400, False, lambda: self.browser.keys("?")))

        def refused():
            self.browser.type("#console-line", "tries authentication 99\n")
            self.browser.wait(".alerts .note")
        self.assert_clean(self.found("readers", "ja", 1400, False, refused))

    def test_it_would_find_something(self):
        spoil = """document.querySelector("#console-line").closest("label")?.replaceWith(document.querySelector("#console-line"));
                   for (const name of ["aria-label", "placeholder", "title"]) document.querySelector("#console-line").removeAttribute(name);
                   document.querySelector("desk-feed h2").style.color = "#ddd";"""
        found = " ".join(self.found("readers", "en", 1400, False, lambda: self.browser.script(spoil)))
        self.assertIn("label: #console-line", found)
        self.assertIn("color-contrast: desk-feed > h2", found)


if __name__ == "__main__":
    installed = subprocess.run([ROOT / "tests/web/install"], stdout=subprocess.PIPE, text=True)
    if installed.returncode == 77:
        print("SKIPPED: axe-core was not asked, for there is no npm here", file=sys.stderr)
    if installed.returncode:
        sys.exit(installed.returncode)
    PLACE = Path(installed.stdout.strip())
    unittest.main()
