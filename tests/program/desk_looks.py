"""The desk looked at: every view of it in both languages, with scenarios of every verdict, and what is said at its console."""
import shutil
import sys

from desk_pages import DESK_VIEWS, open_scenario, use_card
from looks import Looking, wrong_in
from program import BROKEN, GOOD, HEAD, OPEN, ROOT, with_a_ruined_persona
from serving import Desk

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


class Looked(Looking):
    """A desk on which a card was used, with scenarios of every verdict, files that are wrong and recordings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = with_a_ruined_persona(cls.folder)
        (data / "scenarios").unlink()
        for each in ("inheritance", "loss"):
            shutil.copytree(ROOT / "scenarios" / each, data / "scenarios" / each)
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

    def open_scenario(self, words, plays=True):
        self.open("en", "view=scenarios", ".scenario-rows .open")
        open_scenario(self.browser, words, plays)

    def test_every_view_in_both_languages(self):
        self.open_scenario("INH-20")
        for name, (address, selector) in DESK_VIEWS.items():
            most = 250 if name in ("readers", "scenario", "rulebook") else 0  # a dialog's own are few
            self.open("en", address, selector)
            self.look(name, address, 1400, most)

    def test_scenarios_of_every_verdict_speak_one_language(self):
        for words, plays in (("FAILING", True), ("OPEN", True), ("BROKEN", False)):
            self.open_scenario(words, plays)
            for language in ("en", "ja"):
                with self.subTest(scenario=words, language=language):
                    self.browser.go(f"lang={language}&{DESK_VIEWS['scenario'][0]}")
                    self.browser.wait(DESK_VIEWS["scenario"][1] if plays else ".note.alarm")
                    self.browser.unfold()
                    self.assert_speaks(language)

    def test_axe_finds_nothing_in_the_list_of_keys_and_in_what_was_refused(self):
        self.open("en")
        self.browser.unfold()
        self.browser.keys("?")
        self.assert_nothing_is_found()
        self.open("ja")
        self.browser.unfold()
        self.browser.type("#console-line", "tries authentication 99\n")
        self.browser.wait(".alerts .note")
        self.assert_nothing_is_found()

    def test_axe_would_find_something(self):
        self.open("en")
        self.browser.unfold()
        self.browser.script("""document.querySelector("#console-line").closest("label")?.replaceWith(document.querySelector("#console-line"));
            for (const name of ["aria-label", "placeholder", "title"]) document.querySelector("#console-line").removeAttribute(name);
            document.querySelector("desk-feed h2").style.color = "#ddd";""")
        found = " ".join(self.found_by_axe())
        self.assertIn("label: #console-line", found)
        self.assertIn("color-contrast: desk-feed > h2", found)

    def say(self, line):
        """At the console of the page; what is refused of it, if it is."""
        self.browser.script("""document.querySelector(".alerts").replaceChildren();
            window.said_before = document.querySelectorAll(".feed .said").length;
            const field = document.querySelector("#console-line");
            field.value = arguments[0];
            field.focus();""", line.format(folder=self.folder))
        self.browser.press("\n")
        return self.browser.until("(document.querySelector('.alerts .note') || document.querySelectorAll('.feed .said').length > said_before) && "
                                  "[[...document.querySelectorAll('.alerts .note')].map((each) => each.innerText)]")[0]

    def test_what_one_window_said_another_shows_in_its_own_language(self):
        for spoken, read in (("en", "ja"), ("ja", "en")):
            self.open(spoken)
            for line in SAID:
                with self.subTest(line=line, language=spoken):
                    self.assertEqual(self.say(line), [])
            for language in (read, spoken):
                with self.subTest(said=spoken, read=language):
                    self.open(language)
                    self.browser.until("document.querySelectorAll('.feed .said').length >= arguments[0]", len(SAID))
                    self.browser.unfold()
                    self.assert_speaks(language)
            self.say("load sato_hanako")

    def test_what_is_refused_is_told_in_the_language_of_the_page(self):
        self.open("ja")
        for line in WRONG:
            with self.subTest(line=line):
                texts = self.say(line)
                self.assertEqual(wrong_in("ja", texts), [])
                self.assertNotIn("応答なし", "".join(texts))  # what was typed is no word of ours
        self.say("load sato_hanako")


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
