"""What the report says to type is typed into a shell, where the run was: it does what the report says. And what the report says of
knobs is what their variants came to."""
import os
import re
import shutil
import subprocess
import sys
from collections import Counter

from browser import InBrowser
from flip_test import flip
from html_pages import ending
from program import GOOD, HEAD, KARIMEN, ROOT, SCENARIOS, STEP, environment, karimen, of_kind, whole_events

LATER = STEP.replace("2026-06-10", "2026-06-11") % "NOT_CARRYING"
# The second step fails; one case of two whose names begin alike.
WRONG = {"SECOND": HEAD % "SECOND" + STEP % "OK" + LATER,
         "CASES": HEAD % "CASES" + STEP % "OK" + "cases:\n  - {name: \"1\"}\n"
                  "  - {name: \"10\", expect: {roadside_check: {roadside.finding: NOT_CARRYING}}}\n"}
TOLD = "return [...document.querySelectorAll('.commands pre')].map((each) => each.textContent)"


class Typed(InBrowser):
    def setUp(self):
        for each in ("it's mine", "report.html", "traces"):
            shutil.rmtree(self.folder / each, ignore_errors=True)
        (self.folder / "it's mine").mkdir()

    def ran(self, *arguments, code):
        """Its events."""
        done = karimen("run", *arguments, "--reporter", "html=report.html", "--reporter", "ndjson=run.ndjson", state=self.folder,
                       cwd=self.folder)
        self.assertEqual(done.returncode, code, done.stderr)
        return whole_events((self.folder / "run.ndjson").read_text().splitlines())

    def told(self, events, ends):
        """What the page of a scenario says to type: run, trace, debug, replay, explain."""
        self.browser.open(self.folder / "report.html", f"lang=en&{ending(events, ends)}")
        self.browser.wait(".commands pre")
        return {"trace" if "--trace" in line else line.split()[1]: line for line in self.browser.script(TOLD)}

    def typed(self, line, said="", code=0):
        done = subprocess.run(["bash", "-c", line], input=said, capture_output=True, text=True, cwd=self.folder, timeout=120,
                              env={**environment(self.folder), "PATH": f"{KARIMEN.parent}:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, code, f"{line}\n{done.stdout}{done.stderr}")
        return done.stdout

    def assert_same(self, events, ends, line, code):
        """Typed, it runs that scenario alone, and every event of it is as it was."""
        self.typed(line + " --reporter ndjson=again.ndjson", code=code)
        again = of_kind(whole_events((self.folder / "again.ndjson").read_text().splitlines()), "scenario_finished")
        self.assertEqual([(each["id"], each["digest"]) for each in again],
                         [(each["id"], each["digest"]) for each in of_kind(events, "scenario_finished") if each["id"].endswith(ends)])

    def assert_debugged(self, line, step, number, of, verdict):
        """It stops before that step, and the step then ends so."""
        told = self.typed(line, "step\n")
        self.assertEqual(re.findall(r"^before step .*?(?= at )", told, re.MULTILINE)[0], f"before step {number} of {of}: {step}")
        self.assertRegex(told, rf"(?m)^step {number} of {of}, {step} at \S+: {verdict}$")

    def test_what_failed_is_run_traced_debugged_replayed_and_explained(self):
        for name, text in WRONG.items():
            (self.folder / "it's mine" / f"{name}.yaml").write_text(text)
        events = self.ran("it's mine", "--seed", "another seed", "--assume", "A-20=new_number", code=1)
        lines = self.told(events, "#SECOND")
        self.assertEqual([*lines], ["run", "trace", "debug", "replay", "explain"])
        self.assert_same(events, "#SECOND", lines["run"], 1)
        self.assertIn("NOT_CARRYING", self.typed(lines["run"], code=1))
        steps = [each["id"] for each in of_kind(events, "step") if each["scenario"].endswith("#SECOND")]
        self.assert_debugged(lines["debug"], steps[1], 2, 2, "fail")
        self.typed(lines["trace"], code=1)
        self.assertTrue([each for each in (self.folder / "traces").rglob("*") if "SECOND" in each.name])
        asked = lines["explain"].split()[2:]
        self.assertTrue(asked)
        self.assertEqual(re.findall(r"^([\w.-]+)  in ", self.typed(lines["explain"]), re.MULTILINE), asked)
        lines = self.told(events, "#CASES[10]")
        self.assert_same(events, "#CASES[10]", lines["run"], 1)
        self.assert_debugged(lines["debug"], "roadside_check", 1, 1, "fail")
        lines = self.told(events, "#CASES[1]")
        self.assert_same(events, "#CASES[1]", lines["run"], 0)
        self.assertNotIn("replay", lines)

    def test_a_replay_finds_what_failed_the_same(self):
        (self.folder / "it's mine/wrong.yaml").write_text(WRONG["SECOND"])
        told = self.typed(self.told(self.ran("it's mine", code=1), "#SECOND")["replay"], code=1)
        self.assertIn("1 the same", told)
        self.assertIn("#SECOND", told)

    def test_under_another_rulebook_it_is_the_same_one(self):
        rules = self.folder / "it's mine/rules"
        shutil.copytree(ROOT / "harness/rulebook", rules)
        (rules / "inheritance.yaml").write_text(flip((rules / "inheritance.yaml").read_text(), "INHERIT-11"))
        events = self.ran(SCENARIOS / "inheritance/conditions.yaml", "--rulebook", "it's mine/rules", code=1)
        lines = self.told(events, "#INH-20")
        self.assert_same(events, "#INH-20", lines["run"], 1)
        failed = next(each for each in of_kind(events, "step") if each["scenario"].endswith("#INH-20") and each["verdict"] == "fail")
        self.assert_debugged(lines["debug"], failed["id"], 2, 2, "fail")

    def test_with_the_same_defects_it_fails_again(self):
        events = self.ran(SCENARIOS / "integration", "-x", "-j", "1", "--defect", "paper_stays_valid", "--defect", "printout_forgotten", "--timeout", "30s", code=1)
        name = next(each["id"] for each in of_kind(events, "scenario_finished") if each["verdict"] == "fail")
        lines = self.told(events, name[name.index("#"):])
        self.assertEqual(lines["run"].count("--defect"), 2)
        self.typed(lines["run"], code=1)
        self.assertIn("1 the same", self.typed(lines["replay"], code=1))

    def test_over_pcsc_the_card_lies_in_a_reader(self):
        (self.folder / "it's mine/good.yaml").write_text(GOOD)
        events = self.ran("it's mine", "--transport", "pcsc", code=0)
        lines = self.told(events, "#GOOD")
        self.assert_same(events, "#GOOD", lines["run"], 0)
        self.assertIn("the card lies in the reader", self.typed(lines["debug"], "card\n"))

    def test_which_verdicts_turn_if_a_knob_turns(self):
        events = self.ran(SCENARIOS / "re_recording/state.yaml", SCENARIOS / "integration", "--all-assumptions", code=5)
        verdicts = {each["id"]: each["verdict"] for each in of_kind(events, "scenario_finished")}
        tried, turned, undecided = Counter(), Counter(), []
        for name, verdict in verdicts.items():
            found = re.fullmatch(r"(.*)\[(?:(.*), )?(A-\w+)=[^\],]+\]", name)
            if not found:
                continue
            usual = verdicts[f"{found[1]}[{found[2]}]" if found[2] else found[1]]
            tried[found[3]] += 1
            turned[found[3]] += usual != verdict
            undecided += [name] * (verdict == "undecided" and usual == "pass")
        turning = {knob: count for knob, count in turned.items() if count}
        self.assertGreater(len(turning), 1)
        self.browser.open(self.folder / "report.html", "lang=en&view=knobs")
        numbers = [int(each.replace(",", "")) for each in re.findall(r"[\d,]*\d", self.browser.text(".tried"))]
        self.assertEqual(numbers, [sum(tried.values()), sum(turning.values()), len(turning), len(tried)])
        self.browser.unfold()
        shown = self.browser.script("return [...document.querySelectorAll('.knobs tbody tr')].map((each) => [each.id, each.querySelectorAll('li').length])")
        self.assertEqual({knob: count for knob, count in shown if count}, turning)
        self.assertEqual([count for _, count in shown], sorted((count for _, count in shown), reverse=True))  # those first
        # A gap of the rulebook is one line, whatever was done in it; and a variant is run as it was.
        self.browser.go("lang=en")
        gaps = self.browser.texts(".group .rule-id")
        self.assertEqual(len(gaps), len(set(gaps)))
        line = self.told(events, undecided[0].split("/")[-1])["run"]
        self.assertIn("--assume " + re.search(r"A-\w+=\w+", undecided[0])[0], line)
        self.assertIn("0 passed, 0 failed, 1 undecided", self.typed(line, code=5))


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
