#!/usr/bin/env python3
"""karimen rules decide and show: every decision can be asked, every name that a report prints can be looked up."""
import json
import re
import shutil
import unittest

from program import InFolder, ROOT


def decisions():
    text = "".join(path.read_text() for path in sorted((ROOT / "harness/rulebook").glob("*.yaml")))
    return re.findall(r"(?m)^decision: (\S+)", text)


class Decide(InFolder):
    def decide(self, *arguments):
        return self.karimen("rules", "decide", *arguments)

    def test_takes_inputs_the_facility_and_knobs(self):
        answer = self.decide("renewal_fee", "input.form=both", "facility=kagoshima_licence_centre", "--at", "2026-05-01")
        self.assertEqual((answer.returncode, answer.stdout.splitlines()[0]), (0, "amount = 2950"), answer.stderr)
        here = self.decide("recording_facility", "facility=shibuya_station", "assume.A-57=no_limit", "--at", "2026-05-01")
        self.assertIn(here.returncode, (0, 5), here.stderr)

    def test_answers_a_line_of_facts_with_a_line(self):
        """The same as one after the other; what stands on the command line holds for every line."""
        lines = [{"now": "2026-05-01", "facility": "kagoshima_licence_centre"}, {"now": "2026-05-01T10:00", "input.form": "licence_only"},
                 {"now": "2025-03-23", "input.form": "licence_only", "place": "kagoshima"}]
        (self.folder / "facts.ndjson").write_text("".join(json.dumps(each) + "\n" for each in lines))
        done = self.decide("renewal_fee", "input.form=both", "--facts", "facts.ndjson")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual((len(answers), answers[0]), (3, {"outputs": {"amount": 2950}, "undecided": {}}), done.stderr)
        for line, answer in zip(lines, answers):
            said = [f"{name}={value}" for name, value in {"input.form": "both", **line}.items() if name not in ("now", "place")]
            alone = self.decide("renewal_fee", *said, "--at", line["now"], "--place", line.get("place", "tokyo"))
            if answer["outputs"]:
                self.assertEqual(f"amount = {answer['outputs']['amount']}", alone.stdout.splitlines()[0], alone.stderr)
            else:
                self.assertEqual(alone.returncode, 5, alone.stdout)

    def test_a_wrong_line_of_facts_is_named(self):
        for text, said in [('{"now": "2026-05-01", "input.fom": "both"}', "input.form"), ("{", "no JSON object"), ("[1]", "no JSON object"),
                           ('{"input.form": "both"}', "--at DATE"), ('{"now": "2026-05-01", "input.form": "bot"}', "no value of input.form")]:
            with self.subTest(text=text):
                done = self.karimen("rules", "decide", "renewal_fee", "--facts", "-", input=f'{{"now": "2026-05-01"}}\n{text}\n')
                self.assertEqual(done.returncode, 3, done.stdout)
                self.assertIn("<stdin>:2:", done.stderr)
                self.assertIn(said, done.stderr)
        self.assertEqual(self.decide("renewal_fee", "--facts", "nowhere").returncode, 6)

    def test_says_what_it_still_needs_to_know(self):
        answer = self.decide("renewal_fee", "facility=kagoshima_licence_centre", "--at", "2026-05-01")
        self.assertEqual(answer.returncode, 5)
        self.assertRegex(answer.stdout, r"still to be said: .*input\.form")

    def test_every_decision_can_be_asked(self):
        for name in decisions():
            with self.subTest(decision=name):
                self.assertIn(self.decide(name, "--at", "2026-05-01").returncode, (0, 5))

    def test_names_what_is_wrong_with_a_fact(self):
        for text, said in [("input.fom=both", "input.form"), ("input.form=bot", "both"), ("facility=fuchu", "fuchu_test_centre"),
                           ("licence.status=valid", "follows from other facts"), ("input.form", "fact=value")]:
            with self.subTest(text=text):
                answer = self.decide("renewal_fee", text, "--at", "2026-05-01")
                self.assertEqual(answer.returncode, 2)
                self.assertIn(said, answer.stderr)


    def test_a_flip_is_one_when_it_is_applied(self):
        """The smallest change that each decision names, said on the command line: another answer."""
        applied = 0
        for name in decisions():
            base = self.decide(name, "--at", "2026-05-01T10:00")
            if base.returncode != 0:
                continue
            answer = [line for line in base.stdout.splitlines() if " = " in line and not line.startswith(" ")]
            for line in re.findall(r"(?m)^  if (.*): [^:]*$", base.stdout):
                changes = re.findall(r"([a-z_]+\.[A-Za-z0-9_.-]+|now|place) were (.*?) \((?:it is .*?|nobody says it)\)(?: and |$)", line)
                if not changes:
                    continue
                said = [f"{fact}={value}" for fact, value in changes if fact not in ("now", "place")]
                at = dict(changes).get("now", "2026-05-01T10:00")
                place = ["--place", dict(changes)["place"]] if "place" in dict(changes) else []
                with self.subTest(decision=name, flip=line):
                    after = self.decide(name, *said, "--at", at, *place)
                    self.assertEqual(after.returncode, 0, after.stdout + after.stderr)
                    self.assertNotEqual(answer, after.stdout.splitlines()[:len(answer)])
                    applied += 1
        self.assertGreater(applied, 40)


class Check(InFolder):
    def test_tells_which_facts_are_the_oracles_own(self):
        """Each fact is one of the three: observed, derived, or named here."""
        done = self.karimen("rules", "check")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = re.search(r"(?m)^(\d+) facts: (\d+) observed, (\d+) derived, (\d+) the oracle's own: (.*)$", done.stdout)
        names = told[5].split(", ")
        self.assertEqual(int(told[1]), int(told[2]) + int(told[3]) + int(told[4]))
        self.assertEqual(len(names), int(told[4]))
        self.assertIn("licence.disposition", names)
        self.assertNotIn("card.status", names)

    def test_what_was_proved_is_not_proved_again(self):
        """Answers of the solver are kept; those that were spoilt are asked for again, and nothing is told otherwise."""
        cache = self.folder / "cache"
        check = lambda: self.karimen("rules", "check", env={"XDG_CACHE_HOME": str(cache)}).stdout
        first = check()
        answers = sorted((cache / "karimen/answers").iterdir())
        self.assertGreater(len(answers), 50)
        written = [each.stat().st_mtime_ns for each in answers]
        self.assertEqual(check(), first)
        self.assertEqual([each.stat().st_mtime_ns for each in answers], written)
        # A proof that somebody made: what is refuted is said to be kept.
        spoilt = max(answers, key=lambda each: each.read_bytes().count(b"\tyes\t"))
        whole = spoilt.read_bytes()
        spoilt.write_bytes(whole.replace(b"\tyes\t", b"\tno\t"))
        self.assertEqual(check(), first)
        self.assertEqual(spoilt.read_bytes(), whole)


class Diff(InFolder):
    """What two days, two values of a knob, or two rulebooks say otherwise."""

    def diff(self, *words, code):
        done = self.karimen("rules", "diff", *words)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout if code < 2 else done.stderr

    def changed_rulebook(self, file, before, after):
        folder = self.folder / "changed"
        shutil.copytree(ROOT / "harness/rulebook", folder)
        text = (folder / file).read_text(encoding="utf-8")
        self.assertIn(before, text)
        (folder / file).write_text(text.replace(before, after), encoding="utf-8")
        return folder

    def test_two_days(self):
        told = self.diff("2025-03-23", "2025-03-24", code=1)
        self.assertRegex(told, r"(?m)^  \+ INTEG-\w+: ")
        self.assertRegex(told, r"(?m)^  - \S+: ")
        self.assertRegex(told, r"[1-9]\d* of 2\d+ scenarios are predicted otherwise")
        same = self.diff("2026-05-01", "2026-05-02", code=0)
        self.assertIn("rules, 2026-05-01 → 2026-05-02: 0\n0 of ", same)

    def test_two_values_of_a_knob(self):
        told = self.diff("A-10=kept", "A-10=erased", "-t", "sus", code=1)
        for part in ["~ suspend_licence", r"card\.record = 1.*→.*card\.record = none", r"against what is expected of card\.record", "SUS-19"]:
            self.assertRegex(told, part)
        self.assertIn("停止", self.diff("A-10=kept", "A-10=erased", "-t", "sus", "--ja", code=1))

    def test_two_rulebooks(self):
        folder = self.changed_rulebook("inheritance.yaml", 'card_application.channel: "not(online_site, online_qr)"', 'card_application.channel: "not(online_site)"')
        told = self.diff(ROOT / "harness/rulebook", folder, code=1)
        self.assertRegex(told, r"(?m)^  ~ INHERIT-06: ")
        self.assertRegex(told, r"rules: .*\+INHERIT-06")
        self.assertIn("against what is expected", told)
        every = self.diff(ROOT / "harness/rulebook", folder, "-v", code=1)
        self.assertNotIn("more (-v)", every)
        self.assertIn("0 of", self.diff(folder, folder, code=0))

    def test_a_scenario_that_one_of_them_cannot_read_is_told(self):
        folder = self.changed_rulebook("vocabulary.yaml", "[active, temporarily_stopped, invalidated]", "[active, temporarily_stopped, invalidated, seized]")
        file = self.folder / "new.yaml"
        file.write_text("id: X\ntitle: {en: x, ja: x}\ngiven: {holder: yamada_taro, card: {status: seized}}\nsteps:\n"
                        "  - {do: roadside_check, at: 2026-06-10T12:00, with: {presents: [card]}}\n")
        told = self.diff(ROOT / "harness/rulebook", folder, file, code=1)
        self.assertRegex(told, r"new\.yaml cannot be read with .*harness/rulebook: .*seized")

    def test_what_cannot_be_compared(self):
        for words in [("2025-03-23",), ("2025-03-23", "A-10=kept"), ("A-10=kept", "A-10=gone"), ("nowhere", "neither")]:
            with self.subTest(words=words):
                self.diff(*words, code=2)


class Show(InFolder):
    def test_every_name_that_a_report_prints_can_be_looked_up(self):
        for name, said in [("INHERIT-12", "NOT_SUBMITTED"), ("A-10", "erased"), ("NO_WISH", "INHERIT-"), ("CARD_FIRST", "renew"),
                           ("record_not_from_the_future", "card.record"), ("renew_licence", "licence_renewal"),
                           ("renewal_fee", "FEE-01")]:
            with self.subTest(name=name):
                shown = self.karimen("rules", "show", name)
                self.assertEqual(shown.returncode, 0, shown.stderr)
                self.assertIn(said, shown.stdout)

    def test_an_unknown_name_is_told_with_the_nearest(self):
        shown = self.karimen("rules", "show", "NO_WHISH")
        self.assertEqual(shown.returncode, 2)
        self.assertIn("NO_WISH", shown.stderr)


if __name__ == "__main__":
    unittest.main()
