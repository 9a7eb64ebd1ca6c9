#!/usr/bin/env python3
"""A scenario is looked at step by step, forward and back, with its card in a reader; and a failing one is cut down to what fails."""
import os
import re
import subprocess
import unittest

from program import BAD, GOOD, HEAD, KARIMEN, SCENARIOS, STEP, InFolder, environment

SEQUENCE = """# what many share
sequence: renewed
title: {en: renewed, ja: 更新}
parameters: [{wish: wished}, number]
steps:
  # the application
  - do: apply_for_card
    at: 2026-04-01T09:00
    with: {channel: online_site, reason: expiry, wish: $wish, number: $number}
  - {do: personalise_card, at: 2026-04-22T09:00}
"""
USING = """include: [../steps/renewal.yaml]
---
# a comment above
id: USING
title: {en: example, ja: 例}
tags: [a]
given: {holder: sato_hanako}
steps:
  - use: renewed
    with: {number: "305012345672"}
    expect: {personalise_card: {card_application.obstacles: [%s]}}
  # the notice
  - {do: send_delivery_notice, at: 2026-05-01T09:00, expect: {card.record: $renewed/personalise_card.card.record}}
"""
CONDITIONS = SCENARIOS / "inheritance/conditions.yaml"


def using(folder, obstacle):
    """A scenario that includes a sequence of another folder."""
    for name, text in [("karimen.toml", ""), ("steps/renewal.yaml", SEQUENCE), ("cases/using.yaml", USING % obstacle)]:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)


class Debugger(InFolder):
    def told(self, *lines, options=(), code=0):
        done = self.karimen("debug", *(options or (CONDITIONS, "-k", "INH-20")), input="".join(line + "\n" for line in lines))
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_steps_forward_and_back_show_what_changed(self):
        told = self.told("step", "back", "step 2", "back 2")
        self.assertEqual(told.count("before step 1 of 2: apply_for_card"), 3)
        self.assertIn("step 1 of 2, apply_for_card at 2026-04-01T09:00: pass\n", told)
        self.assertIn("  card_application.obstacles  [] → [NO_SIGNATURE_CERT]\n", told)
        self.assertEqual(told.count("the scenario is over\n"), 1)

    def test_it_begins_before_the_step_that_is_named(self):
        for step in ("2", "personalise_card"):
            told = self.told("step", options=(CONDITIONS, "-k", "INH-20", "--step", step))
            self.assertNotIn("before step 1", told)
            self.assertLess(told.index("before step 2 of 2: personalise_card"), told.index("step 2 of 2, personalise_card at"))
        self.assertIn("there is no step 'nothing'", self.told(options=(CONDITIONS, "-k", "INH-20", "--step", "nothing"), code=2))

    def test_breakpoints_stop_at_a_rule_a_fact_a_step_and_an_apdu(self):
        for word, where in [("INHERIT-11", "step 2 of 2"), ("card_application.state", "step 1 of 2"), ("personalise_card", "before step 2"),
                            ("2", "before step 2"), ("6A82", "step 2 of 2"), ("00A4040C10", "step 2 of 2")]:
            told = self.told(f"break {word}", "continue", "quit")
            self.assertIn(f"stopped: {word}\n", told)
            self.assertIn(where, told.split("  1  " + word)[1])
        for typed, word in (("00a4040c10", "00A4040C10"), ("6a82", "6A82"), ("6a*2", "6A*2")):
            self.assertIn(f"stopped: {word}\n", self.told(f"break {typed}", "continue", "quit"))
        self.assertIn("there is no breakpoint 4", self.told("break 2", "forget 4"))
        self.assertNotIn("stopped:", self.told("break 2", "forget 1", "continue"))

    def test_why_names_the_step_and_the_rules_with_their_sources(self):
        told = self.told("goto end", "why card_application.obstacles", "why card_application.state", "why card.expires", "why nothing")
        self.assertIn("card_application.obstacles became [NO_SIGNATURE_CERT] in step 2, personalise_card\n  INHERIT-11 fired because", told)
        self.assertIn("source tokyo_inheritance", told)
        self.assertIn("card_application.state became personalised in step 2", told)
        self.assertIn("card.expires has not changed since the start: it is 2026-06-15, as for the persona sato_hanako\n", told)
        self.assertIn("there is no fact 'nothing'", told)
        self.assertIn("INHERIT-11 を適用", self.told("goto end", "why card_application.obstacles", options=(CONDITIONS, "-k", "INH-20", "--ja")))

    def test_why_of_a_fact_that_no_step_changed_says_whose_it_is_and_which_rules_left_it_so(self):
        told = self.told("why next_card.record", "goto end", "why next_card.record", "why card_application.obstacles_x")
        self.assertIn("next_card.record has not changed since the start: it is the default, none\n"
                      "no step until here sets it, and no rule speaks of it\n", told)
        self.assertIn("next_card.record has not changed since the start: it is the default, none\n"
                      "step 2, personalise_card, may set it, by card_application.obstacles, holder.has_history_card\n"
                      "  INHERIT-11 fired because card_application.signature_certificate = not_wanted", told)
        self.assertRegex(told, r"may set it(.*\n)+  INHERIT-12 did not fire because")
        given = self.told("why card.expires", "why next_card.carries_record", "goto end", "why card_application.obstacles",
                          options=(CONDITIONS, "-k", "INH-02"))
        self.assertIn("card.expires has not changed since the start: it was given\n", given)
        self.assertIn("next_card.carries_record has not changed since the start: it follows from other facts", given)
        self.assertIn("既定値 none）\nステップ 2（personalise_card）がこれを定めうる。条件は card_application.obstacles",
                      self.told("goto end", "why next_card.record", options=(CONDITIONS, "-k", "INH-20", "--ja")))

    def test_state_exchanges_and_papers_are_there(self):
        told = self.told("state card.record", "goto end", "state card.record", "apdus", "rules", "list", "card", "papers")
        self.assertEqual(told.count("  card.record  1\n"), 2)
        self.assertIn("  > 00A4040C0AD3921000310001010100  SELECT common application", told)
        self.assertIn("(no application has a name that begins with these 16 bytes)", told)
        self.assertIn("> 1  2026-04-01T09:00  apply_for_card\n", self.told("list"))
        self.assertIn("start with --transport pcsc", told)

    def test_another_way_from_a_step_on_can_be_saved_and_run(self):
        fork = self.folder / "fork.yaml"
        told = self.told("step", "do cancel_application at=2026-04-10T10:00", "do pass_time", f"save {fork}", f"save {fork}",
                         "do nonsense", "do pass_time at=2026-01-01T00:00", "do cancel_application x")
        self.assertIn("step 2 of 2, cancel_application", told)
        self.assertIn("step 3 of 3, pass_time at 2026-04-10T11:00", told)
        self.assertIn("exists already", told)
        self.assertIn("'nonsense'", told)
        self.assertIn("is not after the step before", told)
        self.assertIn("'x' is no input", told)
        text = fork.read_text()
        self.assertIn("do: apply_for_card", text)
        self.assertNotIn("personalise_card", text)
        run = self.karimen("run", fork, "--db", "none")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_what_is_said_after_the_last_step_is_saved_whichever_is_the_last_now(self):
        last = (STEP % "OK").replace("12:00", "14:00")
        end = "  # after the last step\n\n# after all\n"
        (self.folder / "s.yaml").write_text(GOOD + "  # before it\n" + last + end)
        self.told("step", "do pass_time", "save cut.yaml", options=("s.yaml",))
        self.assertEqual((self.folder / "cut.yaml").read_text(), GOOD + "  - {do: pass_time, at: 2026-06-10T13:00}\n" + end)
        self.told("goto end", "save whole.yaml", "do pass_time", "save more.yaml", options=("s.yaml",))
        self.assertEqual((self.folder / "whole.yaml").read_text(), (self.folder / "s.yaml").read_text())
        self.assertIn(end, (self.folder / "more.yaml").read_text())
        self.assertEqual(self.karimen("run", "more.yaml", "--db", "none").returncode, 0)

    def test_another_way_out_of_a_sequence_is_saved_with_as_much_of_it_as_was_done(self):
        using(self.folder, "NUMBER")
        here = (self.folder / "cases/using.yaml",)
        typed = "do deliver_card at=2026-05-12T10:00"
        self.told("step", typed, "save half.yaml", options=here)
        begun = SEQUENCE.replace("renewed\n", "renewed_begun\n", 1).split("  - {do: personalise")[0]
        own = (USING % "NUMBER").split("---\n")[1].split("    expect: {personalise")[0].replace("use: renewed", "use: renewed_begun\n    id: renewed")
        self.assertEqual((self.folder / "half.yaml").read_text(), begun + "---\n" + own + "  - {do: deliver_card, at: 2026-05-12T10:00}\n")
        self.assertEqual(self.karimen("run", "half.yaml", "--db", "none").returncode, 0)
        told = self.told("step 2", typed, "save out.yaml", "goto end", options=here)
        self.assertEqual((self.folder / "out.yaml").read_text(), SEQUENCE + "---\n" + (USING % "NUMBER").split("---\n")[1].split("  # the notice")[0]
                         + "  - {do: deliver_card, at: 2026-05-12T10:00}\n")
        self.assertEqual(self.karimen("run", "out.yaml", "--db", "none").returncode, 0)
        told = self.told("step 2", "do apply_for_card at=2026-05-12T10:00 channel=counter reason=expiry number=$renewed/apply_for_card.card.record_number",
                         "save captured.yaml", "break renewed/personalise_card", "goto 1", "continue", options=here)
        self.assertIn("stopped: renewed/personalise_card", told)
        self.assertIn("number: $renewed/apply_for_card.card.record_number", (self.folder / "captured.yaml").read_text())
        self.assertEqual(self.karimen("check", "captured.yaml").returncode, 0)

    def test_a_sequence_within_another_is_saved_as_far_as_it_came(self):
        (self.folder / "nested.yaml").write_text("""# sequence: of steps
sequence: "inner"
steps:
  - {do: pass_time, at: 2026-04-01T10:00}
  - {do: pass_time, at: 2026-04-01T11:00, id: last}
---
sequence: outer
steps: [{use: inner}, {do: pass_time, at: 2026-04-01T12:00}]
---
id: NESTED
given: {holder: sato_hanako}
steps:
  # use: of both
  - use: outer
    expect: {pass_time: {outcome: done}}
""")
        self.told("step", "do roadside_check presents=[card]", "save half.yaml", options=("nested.yaml",))
        self.assertEqual((self.folder / "half.yaml").read_text(), """sequence: outer_begun
steps: [{use: inner_begun, id: inner}]
---
# sequence: of steps
sequence: inner_begun
steps:
  - {do: pass_time, at: 2026-04-01T10:00}
---
id: NESTED
given: {holder: sato_hanako}
steps:
  # use: of both
  - use: outer_begun
    id: outer
  - {do: roadside_check, at: 2026-04-01T11:00, with: {presents: [card]}}
""")
        self.assertEqual(self.karimen("run", "half.yaml", "--db", "none").returncode, 0)

    def test_what_stands_after_the_steps_is_saved_unless_it_speaks_of_those_that_went(self):
        (self.folder / "cases.yaml").write_text("""id: CASES
given: {holder: sato_hanako}
# what is done
steps: [{id: officer, do: roadside_check, at: 2026-04-01T12:00, with: {presents: [card]}, expect: {roadside.finding: RECORD_UNREADABLE}},
        {id: again, do: roadside_check, at: 2026-04-01T13:00, with: {presents: [card]}}]
cases:
  # noise
  - name: one
    faults: {officer: [{fault: command_corrupted, instruction: select}], again: [{fault: answer_dropped}]}
    expect: {again: {roadside.finding: RECORD_UNREADABLE}}
  - {name: other}
""")
        (self.folder / "faults.yaml").write_text("""id: FAULTS
given: {holder: sato_hanako}
steps:
  - {id: officer, do: roadside_check, at: 2026-04-01T12:00, with: {presents: [card]}, expect: {roadside.finding: RECORD_UNREADABLE}}
  - {id: again, do: roadside_check, at: 2026-04-01T13:00, with: {presents: [card]}}
# of the reader
faults:
  officer: [{fault: command_corrupted, instruction: select}]
""")
        for name, kept in ("cases", "-k one"), ("faults", ""):
            with self.subTest(name):
                lines = "step", "do pass_time", f"save {name}_half.yaml"
                self.told(*lines, options=(name + ".yaml", *kept.split()))
                written = self.karimen("run", name + "_half.yaml", "--db", "none")
                self.assertEqual(written.returncode, 0, written.stdout + written.stderr)
        self.assertEqual((self.folder / "cases_half.yaml").read_text(), """id: CASES
given: {holder: sato_hanako}
# what is done
steps: [{id: officer, do: roadside_check, at: 2026-04-01T12:00, with: {presents: [card]}, expect: {roadside.finding: RECORD_UNREADABLE}}, {do: pass_time, at: 2026-04-01T13:00}]
cases:
  # noise
  - name: one
    faults: {officer: [{fault: command_corrupted, instruction: select}]}
""")
        self.assertEqual((self.folder / "faults_half.yaml").read_text(),
                         (self.folder / "faults.yaml").read_text().replace("{id: again, do: roadside_check, at: 2026-04-01T13:00, with: {presents: [card]}}",
                                                                           "{do: pass_time, at: 2026-04-01T13:00}"))
        (self.folder / "matrix.yaml").write_text("""id: MATRIX
given: {holder: sato_hanako}
steps: [{do: pass_time, at: 2026-04-01T12:00}]
matrix: {given.form: [both, licence_only]}
""")
        self.told("save matrix_half.yaml", options=("matrix.yaml", "-k", "licence_only"))
        self.assertEqual((self.folder / "matrix_half.yaml").read_text(),
                         (self.folder / "matrix.yaml").read_text().replace("[both, licence_only]", "[licence_only]"))

    def test_what_is_not_one_scenario_is_refused(self):
        self.assertIn("which scenario?", self.karimen("debug").stderr)
        done = self.karimen("debug", CONDITIONS)
        self.assertEqual(done.returncode, 2)
        self.assertIn("one scenario is debugged at a time", done.stderr)
        self.assertEqual(self.karimen("debug", "none.yaml:3").returncode, 2)

    def test_a_failure_is_shown_where_it_happens(self):
        (self.folder / "s.yaml").write_text(BAD)
        told = self.told("step", options=("s.yaml:1",))
        self.assertIn("step 1 of 1, roadside_check at 2026-06-10T12:00: fail\n", told)
        self.assertIn("roadside.finding  OK", told)

    def test_other_programs_find_the_card_while_it_stands_still(self):
        process = subprocess.Popen([KARIMEN, "debug", CONDITIONS, "-k", "INH-20", "--transport", "pcsc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True, env=environment(self.folder))
        self.addCleanup(process.kill)

        def answer(command, last):
            process.stdin.write(command + "\n")
            process.stdin.flush()
            lines = []
            while not lines or last not in lines[-1]:
                lines.append(process.stdout.readline())
                self.assertNotEqual(lines[-1], "", lines)
            return "".join(lines)

        for command in ["", "step"]:
            answer(command, "before step")
            variables = dict(re.findall(r"export (\w+)='(.*)'", answer("card", "signature_password")))
            found = subprocess.run(["opensc-tool", "-n"], env={**os.environ, **variables}, capture_output=True, text=True, timeout=60)
            self.assertEqual(found.stdout, "jpki\n", found.stderr)
        process.stdin.close()
        self.assertEqual(process.wait(60), 0)
        process.stdout.close()


class Shrinking(InFolder):
    def test_what_the_failure_does_not_need_goes_and_comments_of_the_rest_stay(self):
        text = (HEAD.replace("title:", "tags: [a, b]\ntitle:") % "MUCH").replace("steps:\n", "steps:\n  # the one before\n")
        text += STEP % "OK" + "  # this one fails\n" + (STEP % "NOT_CARRYING").replace("12:00", "13:00").replace("}}\n", ", outcome: done}}\n")
        text += "  # and afterwards\n" + (STEP % "OK").replace("12:00", "14:00")
        (self.folder / "s.yaml").write_text(GOOD + "---\n" + text)
        done = self.karimen("shrink", "s.yaml")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stdout, HEAD % "MUCH" + "  # this one fails\n  - {do: roadside_check, at: 2026-06-10T13:00, with: {presents: [card]}, expect: {roadside.finding: NOT_CARRYING}}\n")
        self.assertRegex(done.stderr, r"6 lines of 11 are left, after \d+ runs")
        done = self.karimen("shrink", "s.yaml", "-o", "small.yaml")
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.karimen("run", "small.yaml", "--db", "none").returncode, 1)

    def test_of_many_cases_one_is_left(self):
        text = BAD + "cases:\n" + "".join(f"  - name: c{n}\n    set: {{roadside_check.at: 2026-06-1{n}T12:00}}\n" for n in range(4))
        (self.folder / "s.yaml").write_text(text)
        done = self.karimen("shrink", "s.yaml")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(done.stdout, BAD)

    def test_one_of_a_matrix_is_named_as_reports_call_it(self):
        text = BAD.replace("roadside.finding: NOT_CARRYING", "roadside.finding: OK") + \
            "matrix:\n  roadside_check.at: [2026-06-10T13:00, 2026-06-10T14:00]\n  roadside_check.with.presents: [[card], [licence_document]]\n"
        (self.folder / "m.yaml").write_text(text)
        name = "m.yaml#BAD[at=2026-06-10T14:00, presents=[licence_document]]"
        small = BAD.replace("with: {presents: [card]}, ", "").replace("roadside.finding: NOT_CARRYING", "roadside.finding: OK")
        for arguments in (name,), ("m.yaml", "-k", name), ("m.yaml", "-k", "14:00, presents=[licence_document]"):
            done = self.karimen("shrink", *arguments)
            self.assertEqual((done.returncode, done.stdout), (1, small), done.stderr)
            self.assertTrue(done.stderr.startswith(name + ": fail in roadside_check\n"), done.stderr)
        # what the failure needs of the matrix is that one combination
        (self.folder / "m.yaml").write_text(text.replace("at: 2026-06-10T12:00, with", "at: 2025-01-10T12:00, with").replace("[licence_document]]", "[]]"))
        done = self.karimen("shrink", name.replace("[licence_document]", "[]"))
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotIn("13:00", done.stdout)
        self.assertNotIn("[card]", done.stdout)
        # the other half of the matrix passes
        done = self.karimen("shrink", "m.yaml#BAD[at=2026-06-10T14:00, presents=[card]]")
        self.assertEqual(done.returncode, 4, done.stdout + done.stderr)
        lines = "goto end\ndo pass_time\nsave fork.yaml\n"
        done = self.karimen("debug", name.replace("[licence_document]", "[]"), input=lines)
        self.assertEqual(done.returncode, 0, done.stderr)
        saved = (self.folder / "fork.yaml").read_text()
        self.assertIn("matrix:\n  roadside_check.at: [2026-06-10T14:00]\n  roadside_check.with.presents: [[]]\n", saved)
        self.assertIn("  - {do: pass_time, at: 2026-06-10T15:00}\n", saved)
        self.assertEqual(self.karimen("list", "fork.yaml").stderr, "1 scenarios\n")

    def test_what_comes_on_a_stream_is_shrunk_and_debugged_too(self):
        (self.folder / "s.yaml").write_text(GOOD + "---\n" + BAD + "# the end\n")
        for arguments in ("-",), ("-:9",), ("-#BAD",), ("-", "-k", "BAD"):
            done = self.karimen("shrink", *arguments, input=(self.folder / "s.yaml").read_text())
            self.assertEqual((done.returncode, done.stdout), (1, BAD + "# the end\n"), done.stderr)
        done = subprocess.run(["bash", "-c", f"printf 'goto end\\nsave out.yaml\\n' | {KARIMEN} debug <(cat s.yaml) -k BAD"],
                              cwd=self.folder, capture_output=True, text=True, env=environment(self.folder), timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.folder / "out.yaml").read_text(), BAD + "# the end\n")

    def test_of_sequences_what_the_failure_does_not_need_goes_too(self):
        using(self.folder, "NUMBER_MISMATCH")
        done = self.karimen("shrink", "cases/using.yaml", "-o", "elsewhere.yaml")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual((self.folder / "elsewhere.yaml").read_text(), """# what many share
sequence: renewed
title: {en: renewed, ja: 更新}
parameters: [number]
steps:
  - {do: personalise_card, at: 2026-04-22T09:00}
---
# a comment above
id: USING
title: {en: example, ja: 例}
given: {holder: sato_hanako}
steps:
  - use: renewed
    with: {number: "305012345672"}
    expect: {personalise_card: {card_application.obstacles: [NUMBER_MISMATCH]}}
""")
        self.assertEqual(self.karimen("run", "elsewhere.yaml", "--db", "none").returncode, 1)
        # what is captured stays as long as it is needed; a sequence that nothing needs goes whole
        (self.folder / "cases/captures.yaml").write_text("include: [../steps/renewal.yaml]\nid: CAPTURES\ntitle: {en: e, ja: 例}\ngiven: {holder: sato_hanako}\nsteps:\n"
            "  - {use: renewed, with: {number: $licence.record_number}}\n  - {do: pass_time, id: then, at: 2026-05-09T12:00}\n"
            + STEP.replace("12:00", "13:00") % "$then.card_application.state")
        done = self.karimen("shrink", "cases/captures.yaml")
        self.assertEqual(done.stdout, "id: CAPTURES\ntitle: {en: e, ja: 例}\ngiven: {holder: sato_hanako}\nsteps:\n"
            "  - {do: pass_time, id: then, at: 2026-05-09T12:00}\n" + STEP.replace("12:00", "13:00") % "$then.card_application.state", done.stderr)

    def test_what_passes_is_refused(self):
        (self.folder / "s.yaml").write_text(GOOD)
        done = self.karimen("shrink", "s.yaml")
        self.assertEqual(done.returncode, 4)
        self.assertIn("nothing fails here", done.stderr)


if __name__ == "__main__":
    unittest.main()
