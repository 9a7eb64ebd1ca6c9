#!/usr/bin/env python3
"""Every word that a report names can be asked for: one word, one page, with where it stands, in both languages."""
import re
import unittest

import yaml

from program import BAD, GOOD, ROOT, InFolder

PLACE = re.compile(r"(harness/rulebook/\w+|docs/sources)\.yaml:\d+")
SCREEN = 40  # lines
MORE = re.compile(r" +(?:\.\.\.|……ほか) ?(\d+)(?: lines more: |行：)karimen explain (\S+) --all")


class Explain(InFolder):
    def told(self, *words):
        done = self.karimen("explain", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def words(self):
        """A word of each kind -> what its page holds."""
        return {"A-10": ["values", "kept", "default", PLACE.pattern], "A-25": ["read by .*DRIVE-09a"], "INHERIT-11": ["because", "source ", PLACE.pattern],
                "NO_WISH": ["said by", "INHERIT", "source "], "record_not_from_the_future": ["reads", PLACE.pattern],
                "personalise_card": ["actor", "card_factory", PLACE.pattern], "card.record": ["observed", "chip", PLACE.pattern],
                "my_number_only": ["a value of .*driver_registry.holding_form"], "6A88": ["referenced data"],
                "tokyo_inheritance": ["2025-09-22", "file +001_", "known by +2878 characters, SHA-256 f8eac1f6", r"cited by +\d+ rules", "INHERIT-11",
                                      r"docs/sources\.yaml:\d+"],
                "input.presents": ["taken by roadside_check", PLACE.pattern], "shinjuku_station": ["station, tokyo", "facilities.yaml"],
                "inheritance": ["for +personalise_card", "row +INHERIT-11 +the box", PLACE.pattern]}

    def test_a_word_of_each_kind_has_a_page_in_both_languages(self):
        for word, parts in self.words().items():
            with self.subTest(word=word):
                told = self.told(word)
                for part in parts:
                    self.assertRegex(told, re.compile(part, re.I))
                japanese = self.told(word, "--ja")
                self.assertRegex(japanese, "[ぁ-んァ-ン一-龥]")
                self.assertNotEqual(told, japanese)

    def test_every_knob_obstacle_warning_invariant_and_procedure_is_known(self):
        words = []
        for path in sorted((ROOT / "harness/rulebook").glob("*.yaml")):
            for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                words += [document[kind] for kind in ("assumption", "invariant") if kind in document]
                if isinstance(document.get("procedures"), dict):
                    words += list(document["procedures"])
                for kind in ("obstacles", "warnings"):
                    words += list(document.get(kind) or [])
        self.assertGreater(len(words), 150)
        done = self.karimen("explain", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in words:
            self.assertIn(word, done.stdout)

    def pages(self, words, *options):
        """Word -> its page: who else has a line that does not begin with a blank begins the next one."""
        found, last = {}, None
        for line in self.told(*words, *options).splitlines():
            if not line.startswith(" "):
                last = re.match(r"[^\s:：]+", line)[0]
                found.setdefault(last, [])
            found[last].append(line)
        self.assertEqual(list(found), words)
        return found

    def listed(self, *options):
        return [line.split("\t") for line in self.told("--list", *options).splitlines()]

    def test_every_word_that_is_listed_has_a_page_that_fits_a_screen_and_says_where_the_rest_is(self):
        words = [word for word, _ in self.listed()]
        self.assertEqual(len(words), len(set(words)))
        self.assertTrue({*self.words(), "tokyo_faq", "HOURS-01", "licence.expires", "6982", "63C0"} <= set(words))
        cut = set()
        for language in "en", "ja":
            for word, page in self.pages(words, "--language", language).items():
                self.assertLessEqual(len(page), SCREEN, word)
                whole = None
                if more := next((found for found in map(MORE.fullmatch, page) if found), None):
                    cut.add(word)
                    self.assertEqual(more[2], word)
                    whole = self.pages([word], "--language", language, "--all")[word]
                    place = page[-1:] if PLACE.search(page[-1]) else []
                    at = page.index(more[0])
                    self.assertEqual(page, [*whole[:at], more[0], *place])
                    self.assertEqual(len(whole), at + int(more[1]) + len(place))
        self.assertIn("6982", cut)
        self.assertLess(len(cut), 10)

    def test_every_rule_knob_and_fact_that_a_failure_names_can_be_asked_for(self):
        known = {word for word, _ in self.listed()}
        named = set()
        for path in (ROOT / "tests/program/failures").glob("*.txt"):
            named |= set(re.findall(r"\b[A-Z]+-\d+[a-z]?\b|\b(?!client\.)[a-z_]+\.(?!yaml|txt)[a-z_]+\b", path.read_text(encoding="utf-8"))) - {"UTF-8", "card.expirse", "card.recrod"}  # misspelt on purpose
        self.assertGreater(len(named), 60)
        self.assertEqual(named - known, set())

    def test_the_list_says_what_a_word_is_in_both_languages(self):
        for language, said in ("en", "Who may still drive?"), ("ja", "[ぁ-ん]"):
            labels = dict(self.listed("--language", language))
            self.assertRegex(labels["A-01"], "cut-off" if language == "en" else said)
            self.assertGreater(sum(bool(label) for label in labels.values()) / len(labels), 0.95)
        self.assertEqual(self.karimen("explain", "--list", "A-01").returncode, 2)

    def test_a_knob_names_whoever_in_the_rulebook_does(self):
        """Derived facts, rows, procedures and invariants that say `assume.A-01`, or are inferred from it."""
        named = {}
        for path in sorted((ROOT / "harness/rulebook").glob("*.yaml")):
            for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                for name, text in self.items(document):
                    for knob in re.findall(r"\bassume\.(A-\d+)\b|\b(A-\d+)\b(?=[^\[]*\])", text):
                        named.setdefault(knob[0] or knob[1], set()).add(name)
        self.assertGreater(len(named), 40)
        pages = self.pages(sorted(named), "--all")
        for knob, names in named.items():
            words = set(re.findall(r"[\w.-]+", "\n".join(line for line in pages[knob][1:] if not PLACE.search(line))))
            self.assertEqual(names - words, set(), knob)
        # Not only those that name it: who reads what follows from it, too, and rows of days that it has a say in.
        self.assertRegex("\n".join(pages["A-01"]), r"read by rules +INHERIT-02")
        self.assertRegex("\n".join(pages["A-01"]), r"read by facts +card_application\.reference_date")
        self.assertRegex(self.told("A-25"), r"read by invariants +no_driving_without_a_record")
        self.assertRegex(self.told("A-10"), r"read by procedures +suspend_licence")
        self.assertEqual(self.told("assume.A-10"), self.told("A-10"))  # as conditions name it

    def items(self, document):
        """What has a name and may read a knob -> its YAML, as one text."""
        for kind in "derive", "procedure", "invariant":
            if isinstance(document.get(kind), str):
                yield document[kind], yaml.safe_dump(document)
        if "decision" in document:
            for row in [*document.get("rules", []), *([document["otherwise"]] if isinstance(document.get("otherwise"), dict) else [])]:
                if "id" in row:
                    yield row["id"], yaml.safe_dump(row, default_flow_style=True, width=10**6)
        for name, formula in (document.get("derivations") or {}).items():
            yield name, str(formula)

    def test_an_unknown_word_names_the_nearest(self):
        for word, near in [("INHERIT-1l", "INHERIT-1"), ("NO_WISHH", "NO_WISH"), ("card.recrod", "card.record"), ("A-1O", "A-1"), ("tokio_faq", "tokyo_faq"), ("roadsidee", "roadside")]:
            done = self.karimen("explain", word)
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"nothing is called '{word}'", done.stderr)
            self.assertIn(near, done.stderr.splitlines()[1])
        self.assertEqual(self.karimen("explain").returncode, 2)


class ExplainStep(InFolder):
    """A step of a scenario, of a run or of a file: every rule, what would flip it, what it rests on."""

    def explain(self, *words, code=0):
        done = self.karimen("explain", *words)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout if code == 0 else done.stderr

    def test_every_rule_of_the_step_with_facts_and_quotes_and_a_flip(self):
        told = self.explain("INH-20:2")
        for part in [r"INH-20, step 2 of 2: personalise_card, 2026-04-22T09:00: pass", r"conditions\.yaml:\d+", "predicted: done",
                     r"inheritance: Is the licence record", r"INHERIT-11 fired because card_application\.signature_certificate = not_wanted: .*source tokyo_inheritance 「",
                     r'INHERIT-06 did not fire because card_application\.channel was online_site, it needs "', "INHERIT-02 is not in force on that day",
                     r"predicted to be refused:\n  if card_application\.state were delivered \(it is accepted\): refused \[NO_OPEN_APPLICATION\]",
                     r"if system\.card_registry were down \(it is up\): refused \[SYSTEM_DOWN\]", r"rests on A-01 = application: .*\n  with delivery: "]:
            self.assertRegex(told, part)
        self.assertRegex(self.explain("INH-20:2", "--ja"), r"予測が 受け付けない（refused） になる最小の変更:\n  .*交付済み（delivered）")

    def test_a_refused_step_is_flipped_and_the_flip_holds_in_a_scenario(self):
        """What `explain` says would be done is done, by rulebook and system, once the scenario says so."""
        head = "id: X\ntitle: {en: x, ja: x}\ngiven: {holder: yamada_taro%s}\nsteps:\n"
        step = "  - {do: integrate_licence, at: 2026-05-12T10:00, with: {facility: shinjuku_station, form: both}, expect: {outcome: %s}}\n"
        file = self.folder / "x.yaml"
        file.write_text(head % ", card: {status: temporarily_stopped}" + step % "refused")
        told = self.explain("x.yaml:integrate_licence")
        self.assertRegex(told, r"predicted: refused \[")
        if "card.status were active (it is temporarily_stopped): done" in told:
            file.write_text(head % "" + step % "done")
            self.assertEqual(self.karimen("run", "x.yaml").returncode, 0)
        else:
            self.assertRegex(told, r"predicted to be done:\n  if |no change of up to|none was found within")

    def test_the_failed_step_of_a_run_with_its_knobs(self):
        place = "scenarios/suspension/what_ends.yaml"
        run = self.karimen("run", ROOT / place, "-k", "SUS-19", "--assume", "oracle:A-10=erased")
        self.assertEqual(run.returncode, 1, run.stdout)
        told = self.explain("last")
        for part in [r"in run #1 it ended as fail, in \w+", r"  card\.record: predicted none, observed 1", "what was observed is predicted:\n  if assume\\.A-10 were kept",
                     r"rests on A-10 = erased: .*\n  with kept: "]:
            self.assertRegex(told, part)
        self.assertEqual(self.explain("1/what_ends.yaml#SUS-19"), told)
        self.assertIn("step 1 of", self.explain("last~0/what_ends.yaml#SUS-19:1"))

    def test_a_scenario_is_named_as_reports_call_it_with_moments_in_brackets_too(self):
        (self.folder / "two.yaml").write_text(GOOD + "---\n" + BAD + "matrix: {roadside_check.at: [2026-06-10T13:00, 2026-06-10T14:00]}\n")
        self.assertEqual(self.karimen("run", "two.yaml").returncode, 1)
        one = "two.yaml#BAD[at=2026-06-10T14:00]"
        self.assertIn(one, self.karimen("list", "two.yaml").stdout)
        for word in ("two.yaml#GOOD", "two.yaml#GOOD:1", "two.yaml#GOOD:roadside_check", one, one + ":1", one + ":roadside_check", "last/" + one,
                     f"1/{one}:roadside_check"):
            with self.subTest(word):
                name = one if "BAD" in word else "two.yaml#GOOD"
                self.assertIn(f"{name}, step 1 of 1: roadside_check", self.explain(word))
        self.assertIn("these are 2", self.explain("two.yaml#BAD", code=2))
        self.assertIn("there is no scenario 'NOBODY' in two.yaml", self.explain("two.yaml#NOBODY", code=2))

    def test_what_is_ambiguous_or_not_there_is_told_with_what_is_expected(self):
        (self.folder / "two.yaml").write_text(BAD + "---\n" + BAD.replace("BAD", "WORSE"))
        self.assertEqual(self.karimen("run", "two.yaml").returncode, 1)
        told = self.explain("last", code=2)
        self.assertIn("2 scenarios of run 1 did not pass", told)
        self.assertIn("1/two.yaml#WORSE", told)
        self.assertIn("step 1 of 1: roadside_check", self.explain("1/WORSE:roadside_check"))
        self.assertIn("step 1 of 1: roadside_check", self.explain("two.yaml:1:1"))
        self.assertIn("these are 2", self.explain("two.yaml:roadside_check", code=2))
        self.assertIn("there is no step 'nothing' in two.yaml#BAD", self.explain("two.yaml:1:nothing", code=2))
        self.assertIn("no run 7", self.explain("7/BAD:1", code=4))
        self.assertIn("RUN/SCENARIO:STEP", self.explain("1/NOBODY:1", code=4))
        self.explain("no_such_scenario:1", code=4)


if __name__ == "__main__":
    unittest.main()
