#!/usr/bin/env python3
"""Every text that the report and the desk show stands in the language that is chosen: each view, everything unfolded, failures of
every kind, and what another window said in the other language."""
import re
import shutil
import sys
import unittest

sys.dont_write_bytecode = True
from browser import InBrowser  # noqa: E402
from desk_pages import DESK_VIEWS, open_scenario, use_card  # noqa: E402
from html_pages import MadeReport, views  # noqa: E402
from japanese_test import JAPANESE, SENTENCE  # noqa: E402
from program import BROKEN, GOOD, HEAD, OPEN, ROOT, with_a_ruined_persona  # noqa: E402
from serving import Desk  # noqa: E402

# Texts and names of everything, but for what is a name, a command, or written in its own language.
SHOWN = """
const foreign = "code, kbd, .id, pre.foreign, blockquote, [lang]:not(html), .commands, .wholes, option, .transcript, .client pre, noscript, script, style";
const texts = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walk.nextNode(); node; node = walk.nextNode())
  if (node.textContent.trim() && !node.parentElement.closest(foreign)) texts.push(node.textContent.trim());
for (const each of document.querySelectorAll("[aria-label], [title], [placeholder]"))
  for (const name of ["aria-label", "title", "placeholder"])
    if (each.hasAttribute(name) && !each.closest(foreign)) texts.push(each.getAttribute(name));
return texts"""


def wrong_in(language, texts):
    """Sentences of the other language. Commands stand in quotes; in an English sentence a Japanese word may be named, and the card that
    the console draws is printed in Japanese."""
    found = [line for text in texts for line in text.splitlines()]
    if language == "ja":
        return [line for line in found if SENTENCE.search(re.sub("'[^']*'", "", line))]
    return [line for line in found if JAPANESE.search(line) and not re.search("[A-Za-z]{2}", line) and not line.startswith("|")]


class Shown(InBrowser):
    def assert_speaks(self, language):
        self.browser.unfold()
        texts = self.browser.script(SHOWN)
        self.assertGreater(len(texts), 5)
        self.assertEqual(sorted(set(wrong_in(language, texts))), [])


class Report(MadeReport, Shown):
    def test_every_view_speaks_one_language(self):
        for name, file, address in views(self.events):
            for language in ("en", "ja"):
                with self.subTest(view=name, language=language):
                    self.browser.open(self.folder / file, f"lang={language}&{address}")
                    self.assert_speaks(language)


# Words of the console, each with something to say; what is wrong with each of the others is told with the way out.
SAID = ["show", "explain", "explain 6982", "tries", "tries authentication 1", "pin text 1234", "pin text unset", "expire signature 2026-07-20",
        "licence", "licence absent", "licence present", "defect", "defect tampered_record on", "defect tampered_record off", "fault",
        "fault answer_dropped instruction=verify", "fault off", "interface contactless", "interface contact", "snapshot here",
        "restore here", "reset", "out", "in", "save {folder}/saved.card", "record {folder}/kept/r.ndjson", "record off",
        "compare {folder}/full.ndjson", "compare {folder}/kept/r.ndjson", "replay {folder}/full.ndjson", "load tanaka_ken"]
WRONG = ["trise authentication 1", "tries", "tries nothing 1", "tries authentication 99", "tries authentication -1", "tries authentication x",
         "pin authentication", "pin authentication 12345678901234567890", "pin nothing 1234", "expire signature soon", "expire nothing 2026-07-20",
         "licence nonsense", "licence expires soon", "licence categories nothing", "licence number 1", "licence class nothing", "licence conditions",
         "defect nothing on", "defect tampered_record maybe", "fault nothing", "fault answer_dropped =", "fault answer_dropped command=x",
         "fault answer_dropped nonsense=1", "fault service_stopped", "fault no_card_at_insertion", "fault tampered_record", "blink soon", "blink 99999999",
         "interface sideways", "snapshot insertion", "snapshot", "restore nothing", "save /nowhere/at/all.card", "load nobody", "load /nowhere.card",
         "load {folder}/broken.yaml", "load {folder}/broken.card", "record /nowhere/at/all.ndjson", "replay /nowhere.ndjson", "replay {folder}/broken.yaml",
         "compare /nowhere.ndjson", "compare {folder}/cut.ndjson", "explain nonsense", "explain 99999", "watch on", "quit", "help x y z", "language ja"]


class OnTheDesk(Shown):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = with_a_ruined_persona(cls.folder)
        (data / "scenarios").unlink()
        shutil.copytree(ROOT / "scenarios/inheritance", data / "scenarios/inheritance")
        for name, text in (("wrong", "id: [\n"), ("vague", GOOD.replace("roadside_check", "roadside_chek")),
                           ("broken", BROKEN), ("open", OPEN), ("failing", HEAD % "FAILING" + "  - {do: roadside_check, at: 2026-06-10T12:00, "
                            "with: {presents: [card]}, expect: {roadside.finding: NOT_CARRYING}}\n")):
            (data / f"scenarios/{name}.yaml").write_text(text)
        (cls.folder / "broken.yaml").write_text("persona: [\n")
        (cls.folder / "broken.card").write_bytes(b"no card")
        (cls.folder / "cut.ndjson").write_text('{"recording":"karimen","schema":2}\n{"event":"apdu"\n')
        (cls.folder / "full.ndjson").write_text(
            '{"recording":"karimen","schema":2,"title":"x","masked":true}\n{"event":"power_on","atr":"3B00"}\n'
            '{"event":"apdu","command":"00A4040C0AD392F000260100000001","response":"6A82"}\n'
            '{"event":"apdu","command":"0084000008","response":"00112233445566779000"}\n{"event":"power_off"}\n')
        cls.desk = Desk(cls.folder, "sato_hanako", "--keep", "kept", "--data", data)
        cls.addClassCleanup(cls.desk.end)
        use_card(cls.desk)

    def open(self, language, address="", selector="desk-reader .face"):
        self.browser.driver.get("about:blank")
        self.browser.visit(f"{self.desk.address}&lang={language}&{address}", selector, 1400)

    def say(self, line):
        """At the console of the page. True: it was done."""
        line = line.format(folder=self.folder)
        before = self.browser.script("return document.querySelectorAll('.feed .said').length")
        self.browser.script("document.querySelector('.alerts').replaceChildren()")
        self.browser.type("#console-line", line + "\n")
        self.browser.until("document.querySelector('.alerts .note') || document.querySelectorAll('.feed .said').length > arguments[0]", before)
        return not self.browser.texts(".alerts .note")

    def test_what_one_window_said_another_shows_in_its_own_language(self):
        for spoken, read in (("en", "ja"), ("ja", "en")):
            self.open(spoken)
            for line in SAID:
                with self.subTest(line=line, language=spoken):
                    self.assertTrue(self.say(line), self.browser.texts(".alerts .note"))
            for language in (read, spoken):
                with self.subTest(said=spoken, read=language):
                    self.open(language)
                    self.browser.until("document.querySelectorAll('.feed .said').length >= arguments[0]", len(SAID))
                    self.assert_speaks(language)
            self.say("load sato_hanako")

    def test_what_is_refused_is_told_in_the_language_of_the_page(self):
        self.open("ja")
        for line in WRONG:
            with self.subTest(line=line):
                self.say(line)
                texts = self.browser.texts(".alerts .note")
                self.assertEqual(wrong_in("ja", texts), [])
                self.assertNotIn("応答なし", "".join(texts))  # what was typed is no word of ours
        self.say("load sato_hanako")

    def test_every_view_speaks_one_language(self):
        self.open("en", "view=scenarios", ".scenario-rows .open")
        for words, why in (("INH-20", None), ("FAILING", None), ("OPEN", None), ("BROKEN", "ruined")):
            open_scenario(self.browser, words, plays=why is None)
            for language in ("en", "ja"):
                for name, (address, selector) in DESK_VIEWS.items():
                    if name != "scenario" and words != "INH-20":  # the same for every one
                        continue
                    with self.subTest(scenario=words, view=name, language=language):
                        self.open(language, address, selector if not why else ".note.alarm")
                        self.assert_speaks(language)
            self.open("en", "view=scenarios", ".scenario-rows .open")


if __name__ == "__main__":
    unittest.main()
