"""The report looked at: every view of it in both languages, and every action by keys alone."""
import sys

from selenium.webdriver.common.keys import Keys

from html_pages import MadeReport, views
from looks import Looking


class Looked(MadeReport, Looking):
    def open(self, address="", file="report.html"):
        self.browser.open(self.folder / file, address)

    def keys(self, *keys):
        self.browser.keys("".join(keys))

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])

    def test_every_view_in_both_languages(self):
        for name, file, address in views(self.events):
            self.open(f"lang=en&{address}", file)
            self.look(name, address, 1280, 60)

    def test_axe_finds_nothing_in_the_list_of_keys(self):
        self.open("lang=en")
        self.browser.unfold()
        self.browser.keys("?")
        self.assert_nothing_is_found()

    def test_axe_would_find_something(self):
        """What makes a page useless to somebody is found in this very set-up."""
        self.open("lang=en")
        self.browser.unfold()
        self.browser.script("""document.querySelector("#find").closest("label").replaceWith(document.querySelector("#find"));
            document.querySelector("#find").removeAttribute("placeholder");
            document.querySelector("h1").style.color = "#ddd";""")
        found = " ".join(self.found_by_axe())
        self.assertIn("label: #find", found)
        self.assertIn("color-contrast: h1", found)

    def test_every_action_has_keys(self):
        page = self.browser
        self.open("lang=en")
        all_found = page.text("output.found")
        self.tab_to("button.to-main")
        self.keys(Keys.ENTER)
        self.tab_to("button.tile.fail", 3)
        self.keys(Keys.SPACE)
        self.assertIn("verdict=fail", page.hash())
        self.assertTrue(page.script("return document.activeElement.matches('button.tile.fail')"))
        self.tab_to("a.chip")
        self.keys(Keys.ENTER)
        self.assertEqual(page.text("output.found"), all_found)
        self.keys("/", "LOS-12")
        self.assertIn("q=LOS-12", page.hash())
        self.keys(Keys.ESCAPE, "j", Keys.ENTER)
        page.wait("scenario-view h1")
        # A step is opened, and everything in it; its link leads there.
        self.tab_to("details.step > summary")
        self.keys(Keys.ENTER)
        page.until("document.querySelector('details.step[open] state-table')")
        self.tab_to("details.state > summary")
        self.keys(Keys.SPACE)
        page.until("document.querySelector('details.state[open] .state-group')")
        self.tab_to("details.exchanges > summary")
        self.keys(Keys.ENTER)
        page.until("document.querySelector('details.exchanges[open] apdu-list li')")
        self.tab_to("details.step[open] .foot a")
        self.keys(Keys.ENTER)
        self.assertIn("step=", page.hash())
        # A mark of the picture leads to its step.
        page.wait("swim-lanes a.mark")
        self.tab_to("swim-lanes .lanes")
        self.tab_to("swim-lanes a.mark", 1)
        self.keys(Keys.ENTER)
        self.assertRegex(page.hash(), r"step=\w+")
        self.keys("u")
        page.wait("scenario-list")
        # Rules, one of them, the scenarios in which it fired.
        self.keys("r")
        page.wait("rules-view h1")
        self.tab_to(".heat a.heat-5", 1000, back=True)
        self.keys(Keys.ENTER)
        page.wait("section.chosen")
        self.assertTrue(page.script("return document.activeElement !== document.body"))
        self.tab_to("section.chosen a[href*='rule=']:not(.rule-id)")
        self.keys(Keys.ENTER)
        page.wait("scenario-list a.open")
        self.assertIn("rule=", page.hash())
        self.keys("n")
        page.wait("table.knobs")
        self.keys("l")
        self.assertEqual(page.language(), "ja")
        self.keys("o")
        page.wait("run-facts")

    def test_the_list_of_keys_names_what_there_is_and_goes_with_escape(self):
        for file, views_there in (("report.html", "orn"), ("both.html", "ornc")):
            self.open("lang=en", file)
            self.tab_to("page-head .switches button")
            self.keys(Keys.ENTER)
            named = self.browser.script("return [...document.querySelectorAll('dialog[open] kbd')].map(each => each.textContent)")
            self.assertEqual({each for each in named if each in "ornc"}, set(views_there))
            self.presses(1)
            self.assertTrue(self.browser.script("return document.activeElement.closest('dialog') !== null || document.activeElement === document.body"))
            self.keys(Keys.ESCAPE)
            self.browser.until("document.querySelector('dialog[open]') === null")
            self.assertTrue(self.browser.script("return document.activeElement.matches('page-head .switches button')"))
        self.keys("c")
        self.browser.wait("comparison-view table.wholes")


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
