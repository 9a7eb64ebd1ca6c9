#!/usr/bin/env python3
"""karimen desk: its page in headless Chromium, while OpenSC and pyscard use the cards in its readers.
With --write it makes the pictures of the README, which nothing else changes."""
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from browser import InBrowser, the_browser  # noqa: E402
from desk_keys import KeysAlone  # noqa: E402, F401
from desk_looks import Looked  # noqa: E402, F401
from desk_pages import ASK, JPKI, RIGHT, WRONG, use_card  # noqa: E402
from looks import main  # noqa: E402
from program import GOOD, ROOT, karimen  # noqa: E402
from serving import Desk  # noqa: E402


class Opened(InBrowser):
    """One desk and one browser for all tests of a class."""
    arguments = ["sato_hanako"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = Desk(cls.folder, *cls.arguments)
        cls.addClassCleanup(cls.desk.end)

    def setUp(self):
        self.page = self.browser
        self.open()

    def open(self, more="&lang=en", width=1400):
        self.page.driver.get("about:blank")
        self.page.visit(self.desk.address + more, "desk-reader .slot, scenario-desk", width)

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])

    def insert(self, card, reader=1):
        """By a click on the shelf."""
        self.page.click(f"#select-r{reader}")
        said = self.page.script("return document.querySelectorAll('.feed .said').length")
        self.page.click(f"#card-{card}")
        self.page.until("document.querySelectorAll('.feed .said').length > arguments[0]", said)
        self.page.until(f"document.querySelectorAll('desk-reader')[{reader - 1}].querySelector('.reader.in .card-name')"
                        f"?.textContent === '{card}'")


class Table(Opened):
    def test_the_page_is_served_to_nobody_else_and_needs_the_token(self):
        port = self.desk.port
        self.assertEqual(self.desk.ask("GET", "/desk", Host="evil.example")[0], 403)
        self.assertEqual(self.desk.ask("GET", "/desk", Host=f"127.0.0.1:{port}", Origin="http://evil.example")[0], 403)
        for path in ("/", "/readers", "/desk/lists", "/desk/events", "/desk/readers/r1/face", "/etc/passwd", "/desk/../etc/passwd"):
            self.assertEqual(self.desk.ask("GET", path)[0], 401, path)
        self.assertEqual(self.desk.ask("GET", "/desk/no", Authorization=f"Bearer {self.desk.token}")[0], 404)
        self.assertEqual(self.desk.ask("GET", "/desk/lists", Authorization=f"Bearer {'0' * 32}")[0], 401)
        status, fields, text = self.desk.ask("GET", "/desk")
        self.assertEqual(status, 200)
        self.assertNotIn(self.desk.token, text)
        self.assertRegex(fields["Content-Security-Policy"], r"^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$")
        self.assertEqual(fields["X-Content-Type-Options"], "nosniff")

    def test_the_token_leaves_the_address_and_a_reload_loses_nothing(self):
        self.assertNotIn(self.desk.token, self.page.driver.current_url)
        client = self.desk.client()
        client("connect")
        client(JPKI)
        client.close()
        self.page.until("document.querySelector('.feed')?.innerText.includes('JPKI')")
        before = self.page.script("return [...document.querySelectorAll('.feed li')].map(each => each.innerText)")
        self.page.driver.refresh()
        self.page.wait("desk-reader .face")
        self.page.until("document.querySelectorAll('.feed li').length >= arguments[0]", len(before))
        after = self.page.script("return [...document.querySelectorAll('.feed li')].map(each => each.innerText)")
        self.assertEqual(after[:len(before)], before)
        self.assertEqual(self.page.text(".card-name"), "sato_hanako")

    def test_without_a_token_the_page_says_where_to_find_it(self):
        self.page.script("sessionStorage.clear()")
        self.page.driver.get(f"http://127.0.0.1:{self.desk.port}/desk#lang=en")
        self.page.driver.refresh()
        self.assertIn("karimen desk printed", self.page.text(".note.alarm"))

    def test_what_a_program_does_is_on_the_page_in_words_and_with_why(self):
        self.insert("sato_hanako")
        client = self.desk.client()
        client("connect")
        for command, answer in ((JPKI, "9000"), (ASK, "63C3"), (WRONG, "63C2")):
            self.assertEqual(client(command), answer)
        self.page.until("[...document.querySelectorAll('.feed .why')].at(-1)?.innerText.includes('2 attempts are left')")
        last = self.page.texts(".feed li")[-1]
        self.assertIn("VERIFY authentication PIN", last)
        self.assertNotIn(b"9999".hex(), last)
        self.assertEqual(self.page.text(".applications .current").split()[0], "JPKI")
        authentication = "li[data-key=authentication]"
        self.assertEqual(len(self.page.driver.find_elements("css selector", f"{authentication} .dots .left")), 2)
        self.assertEqual(client(RIGHT), "9000")
        self.page.until(f"document.querySelector('{authentication}').className.includes('verified')")
        # Back to a moment: the picture shows what it was then.
        self.page.keys("k")
        self.page.keys("k")
        self.page.until(f"document.querySelector('{authentication}').className.includes('shut')")
        self.page.click("#to-now")
        self.page.until(f"document.querySelector('{authentication}').className.includes('verified')")
        client.close()

    def test_opensc_uses_the_card_while_the_page_watches(self):
        self.insert("sato_hanako")
        count = self.page.script("return document.querySelectorAll('.feed li').length")
        done = subprocess.run(["pkcs15-tool", "--list-pins"], capture_output=True, text=True, env=self.desk.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("User Authentication PIN", done.stdout)
        self.page.until("document.querySelectorAll('.feed li').length > arguments[0] + 3", count)

    def test_a_card_is_dragged_into_a_reader_and_taken_out_by_key(self):
        self.page.click("#select-r2")
        self.page.script("""
            const data = new DataTransfer();
            const fire = (selector, type) => document.querySelector(selector).dispatchEvent(
                new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
            fire("#card-tanaka_ken", "dragstart");
            fire("desk-reader:nth-of-type(2) .reader", "dragover");
            fire("desk-reader:nth-of-type(2) .reader", "drop");""")
        self.page.until("document.querySelector('desk-reader:nth-of-type(2) .reader.in') !== null")
        self.page.keys("i")
        self.page.until("document.querySelector('desk-reader:nth-of-type(2) .reader.beside') !== null")
        self.assertTrue(any(each.startswith("said out") for each in self.page.texts(".feed .said")))
        self.page.keys("i")
        self.page.until("document.querySelector('desk-reader:nth-of-type(2) .reader.in') !== null")
        self.page.click("#blink-r2")
        self.page.until("[...document.querySelectorAll('.feed .said')].some(each => each.innerText.includes('blink'))")

    def test_two_windows_show_one_truth(self):
        driver = self.page.driver
        first = driver.current_window_handle
        driver.switch_to.new_window("window")
        self.page.visit(self.desk.address + "&lang=ja", "desk-reader .face", 1400)
        second = driver.current_window_handle
        self.insert("yamada_taro")
        client = self.desk.client()
        client("connect")
        client(JPKI)
        client.close()
        self.page.until("document.querySelector('.feed')?.innerText.includes('公的個人認証')")
        driver.switch_to.window(first)
        self.page.until("document.querySelector('.card-name').textContent === 'yamada_taro'")

        def shown(window):
            driver.switch_to.window(window)
            return self.page.script("return [...document.querySelectorAll('.feed li')].map(each => each.dataset.number)")
        for _ in range(100):
            if shown(first) == shown(second) != []:
                break
            time.sleep(0.05)
        else:
            self.fail("the windows do not agree")
        driver.switch_to.window(second)
        driver.close()
        driver.switch_to.window(first)

    def test_the_keyboard_does_it_and_a_list_says_which_keys(self):
        self.page.keys("?")
        self.assertIn("put the card in, or take it out", self.page.text("dialog[open]"))
        self.page.click("dialog[open] button")
        self.page.keys("2")
        self.page.until("document.querySelector('#select-r2').getAttribute('aria-pressed') === 'true'")
        self.page.keys("/")
        self.page.type("#find-card", "taro")
        self.assertEqual(self.page.script("return [...document.querySelectorAll('.cards li')].filter(each => !each.hidden)"
                                          ".map(each => each.querySelector('code').textContent)"), ["yamada_taro"])
        self.page.script("document.activeElement.blur()")
        self.page.keys("l")
        self.page.until("document.documentElement.lang === 'ja'")
        self.assertIn("リーダーの", self.page.text("desk-reader .where"))

    def test_what_came_in_a_flood_can_all_be_reached(self):
        self.insert("sato_hanako")
        client = self.desk.client()
        client("connect")
        client(JPKI)
        for _ in range(500):
            client(ASK)
        client("leave")
        client.close()
        shown = "[...document.querySelectorAll('.feed > li')].filter(each => each.entry).length"
        self.page.until(f"document.querySelector('.feed > .earlier button') !== null && {shown} === 400")
        self.page.click(".feed > .earlier button")
        self.page.until(f"{shown} > 500 && document.querySelector('.feed > .earlier button') === null")
        numbers = self.page.script("return [...document.querySelectorAll('.feed > li[data-number]')].map(each => +each.dataset.number)")
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))

    def test_nothing_is_wider_than_a_small_screen(self):
        for language in ("en", "ja"):
            for width in (360, 800, 1400):
                self.open(f"&lang={language}", width)
                self.assertLessEqual(self.page.overflow(), 0, (language, width))


class Changes(Opened):
    arguments = ["sato_hanako", "--keep", "kept"]

    def setUp(self):
        super().setUp()
        self.insert("sato_hanako")
        self.page.script("for (const each of document.querySelectorAll('details.tool')) each.open = true")

    def said(self):
        return self.page.script("return [...document.querySelectorAll('.feed .said')].map(each => each.innerText)")

    def word(self, line, selector):
        """Clicks; until the word stands among what was said."""
        before = len(self.said())
        self.page.click(selector)
        self.page.until("document.querySelectorAll('.feed .said').length > arguments[0]", before)
        self.assertIn(line, self.said()[-1])

    def ask(self, *commands):
        client = self.desk.client()
        client("connect")
        answers = [client(each) for each in commands]
        client.close()
        return answers

    def test_a_click_says_the_word_that_the_button_names(self):
        row = ".key-row[data-key=authentication]"
        self.word("tries authentication 1", f"{row} .word:nth-of-type(2)")
        self.assertEqual(self.ask(JPKI, ASK), ["9000", "63C1"])
        self.page.until(f"document.querySelector('{row} .told').textContent === '1 / 3'")
        self.page.type(f"{row} input", "2468")
        self.word("pin authentication ****", f"{row} .word:nth-of-type(4)")
        self.assertEqual(self.ask(JPKI, "0020009804" + b"2468".hex()), ["9000", "9000"])
        self.page.script("document.querySelector('.day-signature').value = '2026-01-01'")
        self.word("expire signature 2026-01-01", "#expire-signature")
        self.page.until("document.querySelector('card-face').innerText.includes('2026-01-01')")
        self.word("licence absent", "#licence-absent")
        self.page.until("[...document.querySelectorAll('.terms dd')][2].innerText === 'none'")

    def test_faults_and_defects_are_switched_and_shown_at_the_reader(self):
        self.word("defect tampered_record on", "[data-defect=tampered_record]")
        self.page.until("document.querySelector('.harm')?.textContent === 'defect tampered_record'")
        self.word("defect tampered_record off", "[data-defect=tampered_record]")
        self.page.type("#fault-settings", "instruction=verify")
        self.word("fault answer_dropped instruction=verify", "[data-fault=answer_dropped]")
        self.page.until("document.querySelector('.harm')?.textContent.startsWith('fault answer_dropped')")
        self.assertTrue(self.ask(JPKI, ASK)[1].startswith("failed"))
        self.word("fault off", "#fault-off")

    def test_what_would_be_wrong_is_told_with_the_way_out(self):
        self.page.click("#console-line")
        self.page.type("#console-line", "tries authentication 99\n")
        self.page.until("document.querySelector('.alerts .note') !== null")
        self.page.click(".alerts button")
        self.page.type("#console-line", "trise authentication 1\n")
        self.assertIn("tries", self.page.text(".alerts .note"))
        self.page.type("#console-line", "explain 6982\n")
        self.page.until("[...document.querySelectorAll('.feed .said')].at(-1).innerText.includes('explain 6982')")
        # What was refused is told in the window; the browser notes the answer, too.
        self.assertTrue(all("422" in each or "404" in each for each in self.browser.complaints()))

    def test_it_records_compares_replays_and_saves(self):
        self.page.type("#keep-name", "mine")
        self.word("/kept/mine.ndjson", "#record")
        self.page.until("document.querySelector('.recording') !== null")
        self.assertEqual(self.ask(JPKI, ASK), ["9000", "63C3"])
        self.word("record off", "#record-off")
        self.assertIn('"command":"00200098","response":"63C3"', (self.folder / "kept/mine.ndjson").read_text())
        recording = "[data-recording=mine]"
        self.word("compare", f"{recording} .word:nth-of-type(2)")
        self.assertRegex(self.said()[-1], r"2 commands, 2 the same, 0 different")
        self.word("tries authentication 1", ".key-row[data-key=authentication] .word:nth-of-type(2)")
        self.word("compare", f"{recording} .word:nth-of-type(2)")
        self.assertIn("63C1", self.said()[-1])
        self.word("replay", f"{recording} .word:nth-of-type(1)")
        self.page.until("document.querySelector('card-face .note') !== null")
        self.assertEqual(self.ask(JPKI, ASK), ["9000", "63C3"])
        self.word("reset", "#reset-card")
        self.page.until("document.querySelector('card-face svg') !== null")
        # From the middle of a session: the copy that is compared has power, and what is not recorded is told.
        client = self.desk.client()
        client("connect")
        client(JPKI)
        self.page.script("document.querySelector('#keep-name').value = 'midway'")
        self.word("/kept/midway.ndjson", "#record")
        self.assertEqual(client(ASK), "63C3")
        client.close()
        self.word("record off", "#record-off")
        self.page.wait("[data-recording=midway]")
        self.word("compare", "[data-recording=midway] .word:nth-of-type(2)")
        self.assertNotIn("vanished", self.said()[-1])
        self.assertIn("in the middle of a session", self.said()[-1])
        self.page.script("document.querySelector('#keep-name').value = 'mine'")
        self.word("/kept/mine.card", "#save-card")
        self.page.until("document.getElementById('card-mine') !== null")
        self.page.click("#card-mine")
        self.page.until("document.querySelector('.card-name').textContent === 'mine.card'")


class Scenarios(Opened):
    arguments = []

    def setUp(self):
        self.page = self.browser
        self.open("&lang=en&view=scenarios")
        self.page.wait(".scenario-rows .open")

    def pick(self, words):
        self.page.script("document.querySelector('#find-scenario').value = ''")
        self.page.type("#find-scenario", words)
        self.page.click(".scenario-rows .open")
        self.page.wait(".coming .next")

    def test_one_goes_forward_and_back_and_leaves_its_card_in_a_reader(self):
        self.pick("INH-20")
        self.assertEqual(self.page.texts(".coming .past"), [])
        steps = len(self.page.texts(".coming li"))
        self.assertGreater(steps, 1)
        reader = re.search(r"reader (Karimen \d+ \d\d \d\d)\.", self.page.text(".lying"))[1]
        read = "from smartcard.System import readers; " \
               f"c = next(each for each in readers() if str(each) == {reader!r}).createConnection(); c.connect(); " \
               f"print(c.transmit(list(bytes.fromhex('{JPKI}')))[1:])"
        done = subprocess.run(["/usr/bin/python3", "-c", read], capture_output=True, text=True, env=self.desk.environment)
        self.assertEqual(done.stdout.strip(), "(144, 0)", done.stderr)
        for count in range(1, steps + 1):
            self.page.keys("j")
            self.page.until("document.querySelectorAll('.coming .past').length === arguments[0]", count)
            self.assertEqual(len(self.page.driver.find_elements("css selector", "swim-lanes a.mark")), count)
        self.assertIn("passed", self.page.text("scenario-step summary"))
        self.page.click("#step-back")
        self.page.until("document.querySelectorAll('.coming .past').length === arguments[0]", steps - 1)
        self.page.driver.refresh()
        self.page.wait(".coming .next")
        self.assertEqual(len(self.page.texts(".coming .past")), steps - 1)
        # It is seen in the list of all, wherever it stands there.
        self.assertIn("#INH-20", self.page.text(".scenario-rows .current code"))
        self.assertTrue(self.page.script("""const one = document.querySelector(".scenario-rows .current").getBoundingClientRect();
            const all = document.querySelector(".scenario-rows").getBoundingClientRect();
            return one.top >= all.top && one.bottom <= all.bottom"""))
        self.page.click("#leave")
        self.page.until("document.querySelector('.coming') === null")

    def test_a_rule_and_a_knob_of_a_step_are_looked_up_over_it(self):
        self.pick("INH-20")
        self.page.keys("e")
        self.page.until("document.querySelector('.coming .past') && !document.querySelector('.coming .next')")
        self.assertEqual(self.page.text("scenario-step .foot code").split(":")[0], self.page.script(
            "return document.querySelector('.scenario-rows .current code').textContent.split('#')[0]"))
        self.page.script("document.querySelectorAll('scenario-step details').forEach(each => { each.open = true; })")
        rule = self.page.text("scenario-step a.rule-id")
        self.page.click("scenario-step a.rule-id")
        self.assertEqual(self.page.text("dialog[open] rule-card .rule-id"), rule)
        self.assertIn("「", self.page.text("dialog[open]"))
        self.page.click("dialog[open] form button")
        self.page.until("document.querySelector('look-up') === null && document.querySelector('scenario-step') !== null")
        # The whole rulebook is a view of its own.
        self.page.keys("r")
        self.page.wait("rule-book section")
        self.page.type("#find-rule", "署名用電子証明書・不要 inherit")
        found = "[...document.querySelectorAll('rule-book li')].filter(each => !each.hidden)"
        self.page.until(f"{found}.length < 5")
        self.assertIn("INHERIT-11", self.page.script(f"return {found}.map(each => each.innerText).join()"))
        self.page.click("rule-book section:not([hidden]) li:not([hidden]) a")
        self.assertIn("「", self.page.text("rule-book dialog[open]"))
        self.page.click("dialog[open] form button")
        self.page.until("document.querySelector('look-up') === null && document.querySelector('rule-book') !== null")
        self.open("&lang=ja&view=knobs&knob=A-12")
        self.assertIn("● 利用者証明用 ○ 両方の電子証明書 ○ なし", self.page.text("dialog[open]"))

    def test_a_folder_is_run_and_its_verdicts_fall(self):
        self.page.script("""const box = document.querySelector("#folder");
                            box.value = [...box.options].find(each => each.value.endsWith("loss")).value;
                            box.dispatchEvent(new Event("change"))""")
        self.page.click("#run-folder")
        self.page.until("document.querySelector('.run-state code') !== null")
        counted = self.page.script("return [...document.querySelectorAll('.fallen .verdict.pass')].length")
        self.assertEqual(counted, self.page.script("return document.querySelectorAll('.scenario-rows .open').length"))
        done = karimen("run", "scenarios/loss", "--db", "none", state=self.folder, cwd=ROOT)
        self.assertIn(self.page.script("return document.querySelector('.run-state code').title"), done.stdout)


class Texts(unittest.TestCase):
    def test_the_desk_gives_no_text_of_the_report_another_meaning(self):
        """Both lie in one table on the desk's page: what an exchange says must not become what the desk says."""
        def keys(path):
            return re.findall(r'^  "?([^":]+)"?: \[', (ROOT / "harness" / path).read_text(), re.MULTILINE)
        shared, own = keys("report/html/modules/texts.js"), keys("serve/page/modules/desk-texts.js")
        self.assertGreater(min(len(shared), len(own)), 80)
        self.assertEqual(set(shared) & set(own), {"title"})


class Ending(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="karimen-desk-", ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def children(self, pid):
        listed = subprocess.run(["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True)
        return [int(each) for each in listed.stdout.split()]

    def test_a_killed_desk_leaves_no_reader_behind(self):
        desk = Desk(self.folder, "hanako")
        below = self.children(desk.process.pid)
        self.assertTrue(below)
        self.assertTrue(Path(desk.socket).exists())
        self.assertEqual(desk.end(signal.SIGKILL), -signal.SIGKILL)
        for _ in range(100):
            if not any(Path(f"/proc/{each}").exists() for each in below):
                break
            time.sleep(0.05)
        self.assertFalse([each for each in below if Path(f"/proc/{each}").exists()])
        listed = subprocess.run([sys.executable, "-c", "from smartcard.System import readers; print(len(readers()))"],
                                capture_output=True, text=True, env=desk.environment)
        self.assertNotEqual((listed.returncode, listed.stdout.strip()), (0, "1"))

    def test_the_page_says_that_its_desk_has_ended(self):
        desk = Desk(self.folder, "--until-end-of-input")
        browser = the_browser()
        browser.visit(desk.address + "&lang=en", "desk-reader .face")
        desk.process.stdin.close()
        self.assertEqual(desk.process.wait(timeout=60), 0)
        browser.until("document.querySelector('.line.ended') !== null")
        self.assertIn("has ended", browser.text(".line"))
        for stream in (desk.process.stdout, desk.process.stderr):
            stream.close()

    def test_files_that_are_wrong_are_told_beside_the_others(self):
        for each in ("scenarios/loss", "fixtures", "harness/rulebook"):
            shutil.copytree(ROOT / each, self.folder / "data" / each)
        (self.folder / "data/scenarios/loss/wrong.yaml").write_text("id: [\n")
        desk = Desk(self.folder, "--data", self.folder / "data")
        self.addCleanup(desk.end)
        browser = the_browser()
        browser.visit(desk.address + "&lang=en&view=scenarios", ".scenario-rows .open")
        browser.click(".unread summary")
        self.assertIn("loss/wrong.yaml:", browser.text(".unread"))
        self.assertGreater(len(browser.texts(".scenario-rows .open")), 20)

    def test_markup_in_names_titles_and_words_stays_text(self):
        evil = "<img src=x onerror=document.title='owned'>"
        for each in ("scenarios/loss", "fixtures", "harness/rulebook"):
            shutil.copytree(ROOT / each, self.folder / "data" / each)
        (self.folder / "data/scenarios/loss/evil.yaml").write_text(GOOD.replace("example", evil).replace("例", evil))
        (self.folder / "data/scenarios/loss/evil2.yaml").write_text(f'id: "{evil}"\nsteps: [')
        persona = self.folder / "data/fixtures/personas/sato_hanako.yaml"
        persona.write_text(persona.read_text().replace("the plain case of inheritance", evil))
        kept = self.folder / "kept"
        kept.mkdir()
        for kind in ("card", "ndjson"):
            (kept / f"{evil}.{kind}".replace("/", "-")).write_text(evil)
        desk = Desk(self.folder, "sato_hanako", "--data", self.folder / "data", "--keep", "kept")
        self.addCleanup(desk.end)
        browser = the_browser()
        browser.visit(desk.address + "&lang=en", "desk-reader .face")
        for line in (f'snapshot "{evil}"', f'restore "{evil}"', f'load "{evil}"', f'"{evil}"', f'explain "{evil}"'):
            browser.type("#console-line", line + "\n")
        browser.until("document.querySelectorAll('.feed .said').length >= 2 && document.querySelector('.alerts .note')")
        browser.unfold()
        self.assertGreater(browser.script("return document.body.innerText.split('<img src=x').length"), 4)
        for address, selector in (("", "desk-reader .face"), ("view=scenarios", ".scenario-rows .open")):
            browser.driver.get("about:blank")
            browser.visit(f"{desk.address}&lang=ja&{address}", selector)
            if address:
                browser.type("#find-scenario", "GOOD")
                browser.click(".scenario-rows .open")
                browser.wait(".coming .next")
            browser.unfold()
            self.assertIn("<img src=x", browser.text("main"))
            self.assertEqual(browser.script("return document.querySelectorAll('img, main script').length"), 0)
            self.assertEqual(browser.title(), "Karimen デスク")

    def test_a_page_that_outlives_its_desk_says_so_in_its_language(self):
        desk = Desk(self.folder)
        browser = the_browser()
        browser.visit(desk.address + "&lang=ja", "desk-reader .face")
        desk.end(signal.SIGKILL)
        browser.click("#move-r1")
        browser.until("document.querySelector('.alerts .note')?.innerText.includes('デスクが応答しません')")
        other = Desk(self.folder, "--listen", f"127.0.0.1:{desk.port}")
        self.addCleanup(other.end)
        browser.until("document.querySelector('.line.ended') !== null")
        browser.driver.refresh()
        browser.until("document.querySelector('main .note')?.innerText.includes('いま動いているデスクを使えません')")

    def test_what_cannot_be_is_told(self):
        for arguments, words in ((["--listen", f"unix:{self.folder}/s"], "a browser asks no Unix socket"),
                                 (["--readers", "1", "hanako", "hanako"], "there are more cards than readers"),
                                 (["nobody"], "nobody")):
            done = karimen("desk", *arguments, state=self.folder)
            self.assertIn(done.returncode, (2, 3), done.stderr)
            self.assertIn(words, done.stderr)
            self.assertEqual(done.stdout, "")


# What the READMEs show: readers, a card, and what a program did with it.
PICTURES = {"desk.png": "en", "desk.ja.png": "ja"}


class Pictures(unittest.TestCase):
    def test_the_readmes_show_small_pictures(self):
        for name, readme in zip(PICTURES, ("README.md", "README.ja.md")):
            self.assertIn(f"(docs/pictures/{name})", (ROOT / readme).read_text())
            picture = (ROOT / "docs/pictures" / name).read_bytes()
            self.assertTrue(picture.startswith(b"\x89PNG"))
            self.assertLess(len(picture), 150_000)


def write_pictures():
    with tempfile.TemporaryDirectory(prefix="karimen-pictures-") as name:
        folder = Path(name)
        browser = the_browser()
        for file, language in PICTURES.items():
            desk = Desk(folder, "sato_hanako", "--keep", "kept")
            browser.visit(f"{desk.address}&lang={language}", "desk-reader .face", 1020)
            use_card(desk)
            browser.until("document.querySelectorAll('.feed .why').length > 0")
            time.sleep(1)
            browser.script("document.body.style.zoom = 0.75; "
                           "document.querySelector('.feed').scrollTop = 60")
            browser.picture(ROOT / "docs/pictures" / file, 540)
            browser.driver.get("about:blank")
            desk.end()


if __name__ == "__main__" and "--write" in sys.argv:
    write_pictures()
elif __name__ == "__main__":
    main()
