#!/usr/bin/env python3
"""The report and the desk with keys alone: Tab reaches everything that can be used, in its order, where it is seen, and leaves it
again; every action has keys; and twice as large, nothing is cut."""
import sys
import unittest

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

sys.dont_write_bytecode = True
from browser import InBrowser  # noqa: E402
from desk_pages import ASK, DESK_VIEWS, JPKI, open_scenario, use_card  # noqa: E402
from html_pages import MadeReport, views  # noqa: E402
from serving import Desk  # noqa: E402

# Everything that can be used here and now, in the order of the page.
USABLE = """
const there = (each) => each.checkVisibility({checkOpacity: false, checkVisibilityCSS: true}) && !each.closest("[inert]");
window.usable = [...document.querySelectorAll(
    "a[href], button:not(:disabled), input:not(:disabled), select, summary, [tabindex='0']")].filter(there);
return usable.length"""
# What has the focus: its number among those, whether a frame shows that, and whether it is on the screen.
FOCUSED = """
const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
const mark = each.closest("a.mark");
return {number: usable.indexOf(each), what: each.outerHTML.slice(0, 120),
        framed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || mark !== null && mark.matches(":focus"),
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth}"""
# Whose text does not fit, without an ellipsis and a title that says it.
CUT = """
return [...document.querySelectorAll("main *, header *")].filter((each) => {
  const style = getComputedStyle(each);
  if (!["hidden", "clip"].includes(style.overflowX) || each.matches(".unseen, .unseen *") || !each.checkVisibility()) return false;
  return each.scrollWidth > each.clientWidth + 1 && !each.closest("[title]");
}).map((each) => each.outerHTML.slice(0, 100))"""


class KeysAlone(InBrowser):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = cls.browser

    def press(self, key, code, modifiers=0):
        for kind in ("rawKeyDown", "keyUp"):
            self.page.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {
                "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers})

    def tab(self, back=False):
        self.press("Tab", 9, 8 if back else 0)
        return self.page.script(FOCUSED)

    def tab_to(self, selector, most=400):
        """Tab until it has the focus."""
        for _ in range(most):
            self.press("Tab", 9)
            if self.page.script("return document.activeElement.matches(arguments[0])", selector):
                return
        self.fail(f"{selector} is not reached")

    def keys(self, *keys):
        self.page.keys("".join(keys))

    def assert_all_reached(self, most):
        """From the top Tab goes through everything and comes back; Shift+Tab goes the other way."""
        self.page.script("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        count = self.page.script(USABLE)
        self.assertGreater(count, 3)
        reached = []
        while len(reached) < min(count, most):
            now = self.tab()
            self.assertTrue(now["framed"], now)
            self.assertTrue(now["seen"], now)
            if reached[-1:] != [now["number"]]:  # a date has fields of its own
                reached.append(now["number"])
            self.assertEqual(reached[-1], len(reached) - 1, now)
        if count > most:
            return
        self.assertNotIn(self.tab()["number"], range(1, count))  # past the last one
        self.page.script("usable.at(-1).focus()")
        self.assertEqual(self.tab(back=True)["number"], count - 2)

    def assert_nothing_is_cut(self):
        self.page.unfold()
        self.assertLessEqual(self.page.overflow(), 0)
        self.assertEqual(self.page.script(CUT), [])

    def twice_as_large(self):
        """As a browser's zoom of 200 % does it, of a window of 1280 × 900."""
        self.page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                         {"width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": False})


class Report(MadeReport, KeysAlone):
    def open(self, address="", file="report.html"):
        self.page.open(self.folder / file, address)

    def tearDown(self):
        self.assertEqual(self.page.complaints(), [])

    def test_tab_reaches_everything_where_it_is_seen(self):
        for name, file, address in views(self.events):
            with self.subTest(view=name):
                self.open(f"lang=en&{address}", file)
                self.page.unfold()
                self.assert_all_reached(60)

    def test_twice_as_large_nothing_is_cut(self):
        for name, file, address in views(self.events):
            for language in ("en", "ja"):
                with self.subTest(view=name, language=language):
                    self.open(f"lang={language}&{address}", file)
                    self.twice_as_large()
                    self.assert_nothing_is_cut()

    def test_every_action_has_keys(self):
        page = self.page
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
        self.tab_to(".heat a.heat-5", 1000)
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
            named = self.page.script("return [...document.querySelectorAll('dialog[open] kbd')].map(each => each.textContent)")
            self.assertEqual({each for each in named if each in "ornc"}, set(views_there))
            self.press("Tab", 9)
            self.assertTrue(self.page.script("return document.activeElement.closest('dialog') !== null || document.activeElement === document.body"))
            self.keys(Keys.ESCAPE)
            self.page.until("document.querySelector('dialog[open]') === null")
            self.assertTrue(self.page.script("return document.activeElement.matches('page-head .switches button')"))
        self.keys("c")
        self.page.wait("comparison-view table.wholes")


class OnTheDesk(KeysAlone):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = Desk(cls.folder, "sato_hanako", "--keep", "kept")
        cls.addClassCleanup(cls.desk.end)
        use_card(cls.desk)

    def with_scenario(self):
        """Whatever another test left."""
        self.open("view=scenarios", ".scenario-rows .open")
        if not self.page.texts(".coming .past"):
            open_scenario(self.page, "INH-20")

    def open(self, address="", selector="desk-reader .face"):
        self.page.driver.get("about:blank")
        self.page.visit(f"{self.desk.address}&lang=en&{address}", selector, 1400)

    def said(self):
        return self.page.script("return [...document.querySelectorAll('.feed .said code')].map(each => each.textContent)")

    def says(self, line, *keys):
        """By those keys; until the word stands among what was said."""
        before = len(self.said())
        self.keys(*keys)
        self.page.until("document.querySelectorAll('.feed .said').length > arguments[0]", before)
        self.assertEqual(self.said()[-1], line)

    def test_tab_reaches_everything_where_it_is_seen(self):
        self.with_scenario()
        for name in ("readers", "scenario", "rulebook"):
            with self.subTest(view=name):
                self.open(*DESK_VIEWS[name])
                self.page.unfold()
                self.assert_all_reached(250)

    def test_twice_as_large_nothing_is_cut(self):
        self.with_scenario()
        for name, (address, selector) in DESK_VIEWS.items():
            for language in ("en", "ja"):
                with self.subTest(view=name, language=language):
                    self.open(f"lang={language}&{address}", selector)
                    self.twice_as_large()
                    self.assert_nothing_is_cut()

    def test_a_card_goes_where_one_would_drag_it(self):
        self.open()
        self.keys("2", "/", "tanaka")
        self.tab_to("#card-tanaka_ken", 3)
        self.says("load tanaka_ken", Keys.ENTER)
        self.page.until("document.querySelectorAll('desk-reader')[1].querySelector('.reader.in .card-name')?.textContent === 'tanaka_ken'")
        self.assertTrue(self.page.script("return document.activeElement.id === 'card-tanaka_ken'"))
        self.says("out", "i")
        self.says("in", "i")
        self.says("blink", "b")
        self.tab_to("#interface-r2", 60)
        self.says("interface contactless", Keys.SPACE)
        self.assertEqual(self.page.script("return document.activeElement.id"), "interface-r2")
        self.says("interface contact", Keys.SPACE)

    def test_the_card_is_changed_recorded_and_looked_back_at(self):
        self.open("reader=r1")
        self.says("tries authentication 2", ":", "tries authentication 2", Keys.ENTER)
        self.keys(Keys.ARROW_UP)
        self.assertEqual(self.page.script("return document.activeElement.value"), "tries authentication 2")
        self.page.script("document.activeElement.value = ''")
        self.keys(Keys.ESCAPE)
        self.tab_to("#tool_keys summary", 40)
        self.keys(Keys.ENTER)
        self.tab_to(".key-row[data-key=authentication] .word", 1)
        self.says("tries authentication 0", Keys.ENTER)
        self.tab_to(".key-row[data-key=authentication] .word.full", 2)
        self.says("tries authentication 3", Keys.SPACE)
        self.tab_to(".key-row[data-key=authentication] input", 1)
        self.keys("1357")
        self.tab_to(".key-row[data-key=authentication] .word", 1)
        self.says("pin authentication ****", Keys.ENTER)
        self.tab_to("#tool_harm summary", 80)
        self.keys(Keys.SPACE)
        self.tab_to("[data-fault=answer_dropped]", 40)
        self.says("fault answer_dropped", Keys.ENTER)
        self.tab_to("[data-defect=tampered_record]", 60)
        self.says("defect tampered_record on", Keys.ENTER)
        self.says("defect tampered_record off", Keys.ENTER)
        self.says("fault off", ":", "fault off", Keys.ENTER)
        self.keys(Keys.ESCAPE)
        self.tab_to("#tool_recordings summary", 200)
        self.keys(Keys.ENTER)
        self.tab_to("#keep-name", 1)
        self.keys("byhand")
        self.tab_to("#record", 2)
        self.says(f"record {self.folder / 'kept/byhand.ndjson'}", Keys.ENTER)
        client = self.desk.client()
        client("connect")
        client(JPKI)
        client(ASK)
        client("leave")
        client.close()
        self.tab_to("#record-off", 2)
        self.says("record off", Keys.ENTER)
        self.page.wait("[data-recording=byhand]")
        self.tab_to("[data-recording=byhand] .word:nth-of-type(2)", 10)
        self.says(f"compare {self.folder / 'kept/byhand.ndjson'}", Keys.ENTER)
        # Back to a moment, and to now.
        self.keys("k")
        self.page.until("document.querySelector('#to-now') !== null")
        self.keys("k", "j", Keys.ESCAPE)
        self.page.until("document.querySelector('#to-now') === null")

    def test_scenarios_and_rules_are_gone_through(self):
        self.open()
        self.keys("s")
        self.page.wait(".scenario-rows .open")
        self.keys("/", "INH-01")
        self.tab_to(".scenario-rows .open", 3)
        self.keys(Keys.ENTER)
        self.page.until("document.querySelector('.scenario-rows .current code')?.textContent.includes('INH-01')")
        past = "document.querySelectorAll('.coming .past').length"
        self.keys(Keys.ESCAPE, "j")
        self.page.until(f"{past} === 1")
        self.keys("k")
        self.page.until(f"{past} === 0")
        self.keys("e")
        self.page.until("document.querySelector('.coming .past') && !document.querySelector('.coming .next')")
        self.tab_to("swim-lanes a.mark")
        self.keys(Keys.ENTER)
        self.page.wait("scenario-step")
        self.tab_to("scenario-step a.rule-id", 40)
        self.keys(Keys.ENTER)
        self.page.wait("dialog[open] rule-card")
        self.keys(Keys.ESCAPE)
        self.page.until("document.querySelector('look-up') === null")
        self.keys("0")
        self.page.until(f"{past} === 0")
        self.tab_to("#leave")
        self.keys(Keys.ENTER)
        self.page.until("document.querySelector('.coming') === null")
        # A folder is chosen and run.
        self.tab_to("#folder")
        self.keys("scenarios/loss")
        self.tab_to("#run-folder", 1)
        self.keys(Keys.ENTER)
        self.page.until("document.querySelector('.run-state code') !== null")
        self.keys("r")
        self.page.wait("rule-book section")
        self.keys("/", "INHERIT-11")
        self.tab_to("rule-book a.rule-id", 3)
        self.keys(Keys.ENTER)
        self.page.wait("rule-book dialog[open]")
        self.keys(Keys.ESCAPE)
        self.page.until("document.querySelector('look-up') === null")
        self.keys("l")
        self.page.until("document.documentElement.lang === 'ja'")
        self.keys("?")
        self.page.wait("dialog[open]")
        self.keys(Keys.ESCAPE)
        driver = self.page.driver
        first, before = driver.current_window_handle, set(driver.window_handles)
        ActionChains(driver).send_keys("w").perform()
        another = (set(driver.window_handles) - before).pop()
        driver.switch_to.window(another)
        self.page.wait("rule-book section")
        driver.close()
        driver.switch_to.window(first)


if __name__ == "__main__":
    unittest.main()
