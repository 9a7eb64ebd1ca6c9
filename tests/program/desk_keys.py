"""Everything that is done on the desk, by keys alone."""
import sys

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from desk_pages import ASK, JPKI, use_card
from looks import Looking
from serving import Desk


class KeysAlone(Looking):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = cls.browser
        cls.desk = Desk(cls.folder, "sato_hanako", "--keep", "kept")
        cls.addClassCleanup(cls.desk.end)
        use_card(cls.desk)

    def keys(self, *keys):
        self.page.keys("".join(keys))

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
    sys.exit("this is a library of the tests beside it")
