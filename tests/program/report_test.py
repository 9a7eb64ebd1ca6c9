#!/usr/bin/env python3
"""The event stream is complete and as its schema says: each report can be made from it later, to the byte; cut and damaged streams
are told; and nothing that a scenario says can command whoever shows a report."""
import json
import re
import subprocess
import sys
import unittest
import xml.etree.ElementTree as xml

import jsonschema
import yaml

sys.dont_write_bytecode = True
from program import BAD, GOOD, HEAD, KARIMEN, OPEN, ROOT, InFolder, bytes_of_passing, environment, events, junit_complaints, karimen, whole_events  # noqa: E402
from protocol_test import strict  # noqa: E402

SCHEMA = json.loads((ROOT / "docs/schema/events.json").read_text())
REPORTERS = ["terminal", "dots", "ndjson", "json", "junit", "tap", "markdown", "github", "sarif", "html"]
MEASURED = re.compile(r'("measured_ms":|time=")[\d.e-]+|("measured_start":|timestamp=)"[^"]*"')
# Markup, control characters, ends of every format's quoting, commands of CI systems, a mention, a reference.
EVIL = "<b>&amp;]]></pre></code>::error::x|`*_@all #1 %0A"
# What no scenario may say, but a system or a stream of somebody else's.
WORSE = "\n::error::x\r\n##[group]\u001b[31m\u0007\u0085\u202e\ufffe" + EVIL
NASTY = ("id: NASTY\ntitle: {en: %s, ja: %s}\ntags: [evil]\ngiven: {holder: yamada_taro}\nsteps:\n" % ((json.dumps(EVIL),) * 2)
         + "  - {do: roadside_check, at: 2026-06-10T12:00, with: {presents: [card]}, expect: {roadside.finding: NOT_CARRYING}}"
           "  # ]]> ::error:: <i>\n")


def without_times(text):
    return MEASURED.sub("", text)


def complaints(lines):
    validator = jsonschema.Draft202012Validator(strict(SCHEMA))
    return [f"{number}: {error.message[:200]}" for number, line in enumerate(lines, 1)
            for error in validator.iter_errors(json.loads(line))]


class Reports(InFolder):
    def setUp(self):
        super().setUp()
        for name, text in [("good", GOOD), ("bad", BAD), ("open", OPEN), ("nasty", NASTY), ("broken", "id: [\n")]:
            (self.folder / f"{name}.yaml").write_text(text)
        self.files = [f"{name}.yaml" for name in ("good", "bad", "open", "nasty", "broken")]

    def run_all(self, *options):
        """A run with every report in a file."""
        done = self.karimen("run", *self.files, "-v", *options, *[word for name in REPORTERS for word in
                                                            ("--reporter", f"{name}={name}.run")])
        self.assertEqual(done.returncode, 3, done.stderr)
        return done

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def test_each_line_is_as_the_schema_says(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        self.run_all()
        self.assertEqual(complaints(self.read("ndjson.run").splitlines()), [])
        some = self.karimen("run", ROOT / "scenarios/loss", ROOT / "scenarios/faults", ROOT / "scenarios/clients", "--unmasked", "--reporter", "ndjson")
        self.assertEqual(complaints(line for line in some.stdout.splitlines() if line.startswith("{")), [])

    def test_each_report_is_made_later_as_the_run_made_it(self):
        for language in ([], ["--ja"]):
            # Of those that passed the page alone shows exchanges, which the stream has where it is told to.
            for kept, same in ("failed", set(REPORTERS) - {"html"}), ("all", REPORTERS):
                self.run_all(*language, "--apdus", kept)
                later = self.karimen("report", "ndjson.run", "-v", *language, *[word for name in REPORTERS for word in
                                                                              ("--reporter", f"{name}={name}.later")])
                self.assertEqual(later.returncode, 3, later.stderr)
                for name in REPORTERS:
                    with self.subTest(reporter=name, language=language, kept=kept):
                        said = self.assertEqual if name in same else self.assertNotEqual
                        said(without_times(self.read(f"{name}.later")), without_times(self.read(f"{name}.run")))
                self.assertEqual(later.stdout, self.read("terminal.run"))

    def test_the_stream_keeps_the_exchanges_of_those_that_did_not_pass_unless_it_is_told_otherwise(self):
        known = "xfail: {en: known, ja: 既知}\n"
        self.files += [self.file("known.yaml", known + BAD.replace("BAD", "KNOWN")).name,
                       self.file("unexpected.yaml", known + GOOD.replace("GOOD", "UNEXPECTED")).name]
        kept = {}
        for how, *options in (["all", "--apdus", "all"], ["usual"], ["failed", "--apdus", "failed"], ["none", "--apdus", "none"]):
            self.run_all(*options)
            kept[how] = [json.loads(line) for line in self.read("ndjson.run").splitlines()]
            self.assertEqual(kept[how][0]["apdus"], "failed" if how == "usual" else how)
            self.assertEqual(complaints(self.read("ndjson.run").splitlines()), [])
            self.assertEqual(self.karimen("report", "ndjson.run", "--reporter", "ndjson").stdout, self.read("ndjson.run"))
        passed = {each["id"] for each in kept["all"] if each["event"] == "scenario_finished" and each["verdict"] == "pass"}
        others = {each["scenario"] for each in kept["all"] if each["event"] == "apdu"} - passed
        self.assertEqual({each.split("#")[1] for each in others}, {"BAD", "OPEN", "NASTY", "KNOWN", "UNEXPECTED"})

        def without(events, scenarios):
            return [without_times(json.dumps(each, separators=(",", ":"))) for each in events[1:] if each["event"] not in ("apdu", "reset") or each["scenario"] not in scenarios]

        self.assertTrue(any(each["event"] == "reset" and each["scenario"] in passed for each in kept["all"]))
        self.assertEqual(without(kept["usual"], {}), without(kept["all"], passed))
        self.assertEqual(without(kept["usual"], {}), without(kept["failed"], {}))
        self.assertEqual(without(kept["none"], {}), without(kept["all"], passed | others))
        # A stream that is made of one keeps what there is, or less.
        self.run_all("--apdus", "all")
        self.assertEqual(self.karimen("report", "ndjson.run", "--reporter", "ndjson=less.ndjson", "--apdus", "failed").returncode, 3)
        self.run_all()
        self.assertEqual(without_times(self.read("less.ndjson")), without_times(self.read("ndjson.run")))
        self.karimen("report", "less.ndjson", "--reporter", "ndjson=more.ndjson", "--apdus", "all")
        self.assertEqual(self.read("more.ndjson"), self.read("less.ndjson"))

    def test_what_is_said_of_exchanges_must_be_one_of_three_and_about_a_stream(self):
        for command in ["run", "good.yaml"], ["report", "x.ndjson"]:
            done = self.karimen(*command, "--apdus", "failed")
            self.assertEqual(done.returncode, 2)
            self.assertIn("--apdus is about event streams", done.stderr)
            done = self.karimen(*command, "--reporter", "ndjson=y.ndjson", "--reporter", "tap=y.tap", "--apdus", "nones")
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, "--apdus takes all, failed or none, not 'nones'\n *fix: did you mean 'none'")
            self.assertIn("--apdus takes all", self.read("y.tap"))

    def test_a_stream_of_the_schema_before_is_read_and_what_is_left_out_now_is_all_there(self):
        old = (ROOT / "tests/program/streams/schema_2.ndjson").read_text(encoding="utf-8").splitlines()
        done = self.karimen("report", ROOT / "tests/program/streams/schema_2.ndjson", *[
            word for name in REPORTERS for word in ("--reporter", f"{name}={name}.old")])
        self.assertEqual(done.returncode, 1, done.stderr)
        new = self.read("ndjson.old").splitlines()
        self.assertEqual(complaints(new), [])
        told, meant = whole_events(new), whole_events(old)
        self.assertEqual((told[0].pop("schema"), meant[0].pop("schema"), told[0].pop("apdus")), (4, 2, "all"))
        for event in told + meant:
            if event["event"] == "step":
                event.setdefault("before", {})
        self.assertEqual(told, meant)
        self.assertEqual(self.karimen("report", "ndjson.old", *[word for name in REPORTERS for word in
                                                              ("--reporter", f"{name}={name}.new")]).returncode, 1)
        for name in REPORTERS:
            with self.subTest(reporter=name):
                self.assertEqual(self.read(f"{name}.new"), self.read(f"{name}.old"))

    def test_a_stream_of_schema_3_which_has_all_exchanges_is_read(self):
        self.run_all("--apdus", "all")
        now = self.read("ndjson.run")
        then = now.replace('"schema":4', '"schema":3', 1).replace(',"apdus":"all"', "", 1)
        self.assertNotIn('"apdus"', then)
        (self.folder / "then.ndjson").write_text(then)
        self.assertEqual(self.karimen("report", "then.ndjson", "--reporter", "ndjson").stdout, now)
        (self.folder / "then.ndjson").write_text(now.replace(',"apdus":"all"', "", 1))
        self.assertIn("then.ndjson:1:1: error: 'apdus' is missing", self.karimen("report", "then.ndjson").stderr)
        (self.folder / "then.ndjson").write_text(now.replace('"apdus":"all"', '"apdus":"al"', 1))
        self.assertIn("error: unknown word 'al'\n", self.karimen("report", "then.ndjson").stderr)

    def test_a_step_that_passed_takes_less_than_two_thousand_bytes(self):
        """With everything that the stream tells of its scenario, over the whole catalogue; its own line nearly always, too."""
        self.assertEqual(self.karimen("run", ROOT / "scenarios", "--db", "none", "--reporter", "ndjson=all.ndjson").returncode, 0)
        whole, steps, all_of_them = bytes_of_passing(self.folder / "all.ndjson")
        self.assertGreater(len(steps), 4000)
        self.assertEqual(sum(all_of_them.values()), whole)
        self.assertLess(whole / len(steps), 2000, all_of_them)
        self.assertGreater(sum(each < 2000 for each in steps) / len(steps), 0.95)

    def test_a_pipe_gives_what_the_run_gives_and_its_exit_code(self):
        run = self.karimen("run", "bad.yaml")
        piped = subprocess.run(["sh", "-c", f"'{KARIMEN}' run bad.yaml --reporter ndjson | '{KARIMEN}' report -"],
                               capture_output=True, text=True, cwd=self.folder, env=environment(self.folder), timeout=60)
        self.assertEqual((piped.stdout, piped.returncode), (run.stdout, 1))

    def test_a_stream_that_ends_early_is_a_run_that_did_not_finish(self):
        self.run_all()
        lines = self.read("ndjson.run").splitlines(keepends=True)
        verdicts = [number for number, line in enumerate(lines) if '"event":"scenario_finished"' in line]
        for cut, last in [("".join(lines[:verdicts[2] + 1]), verdicts[2] + 1),
                          ("".join(lines[:verdicts[2] + 1]) + lines[verdicts[2] + 1][:40], verdicts[2] + 1),
                          (lines[0], 1)]:
            with self.subTest(lines=last):
                (self.folder / "cut.ndjson").write_text(cut)
                done = self.karimen("report", "cut.ndjson", "--reporter", "junit=cut.xml", "--reporter", "tap=cut.tap")
                self.assertEqual(done.returncode, 130, done.stderr)
                self.assertIn(f"cut.ndjson:{last}: error: the stream ends here: the run did not finish", done.stderr)
                self.assertIn("error  (run)", done.stdout)
                self.assertEqual(junit_complaints(self.folder / "cut.xml"), "")
                self.assertIn("the run did not finish", self.read("cut.xml"))
                self.assertIn("Bail out!", self.read("cut.tap"))

    def test_what_is_no_stream_is_told_at_its_place(self):
        self.run_all()
        lines = self.read("ndjson.run").splitlines(keepends=True)
        step = next(number for number, line in enumerate(lines) if '"event":"step"' in line and '"verdict":"pass"' in line)
        for text, said in [(lines[0] + "nonsense\n" + "".join(lines[1:]), "s.ndjson:2:2: error: this is not JSON"),
                           ("".join(lines[1:]), "s.ndjson:1:1: error: the stream does not begin with 'run_started'"),
                           (lines[0].replace('"schema":4', '"schema":5'), "s.ndjson:1:24: error: this stream has schema 5, this program knows schema 4"),
                           (lines[0] + lines[step].replace('"rules":[', '"rules":["NO-1",'), "error: the stream has not told of rule 'NO-1'"),
                           (lines[0] + re.sub('"rules":[^]]*', '"rules":[', lines[step]).replace('"set":', '"sat":'), "s.ndjson:2:1: error: 'set' is missing"),
                           (lines[0] + lines[step].replace('"verdict":"pass"', '"verdict":"passt"'), "unknown word 'passt'\n"),
                           (lines[0] + lines[step].replace('"at":', '"bt":'), "s.ndjson:2:1: error: 'at' is missing"),
                           (lines[0] + '{"event":"stop"}\n', "s.ndjson:2:2: error: unknown event 'stop'"),
                           (lines[0] + '{"recording":"karimen"}\n', "s.ndjson:2:1: error: this is no event of a run"),
                           (lines[0] * 2, "s.ndjson:2:1: error: another run begins here"),
                           ("", "s.ndjson: error: this is no event of a run")]:
            with self.subTest(said=said):
                (self.folder / "s.ndjson").write_text(text)
                done = self.karimen("report", "s.ndjson", "--reporter", "junit=s.xml")
                self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
                self.assertIn(said, done.stderr)
                self.assertIn("<error ", self.read("s.xml"))
        self.assertEqual(self.karimen("report", "nowhere.ndjson").returncode, 2)
        self.assertEqual(self.karimen("report").returncode, 2)

    def test_what_a_sweep_says_is_passed_over_and_held_to_the_schema(self):
        """Also a power cut that was not survived, which no sweep of ours has to tell."""
        (self.folder / "good.yaml").write_text(GOOD)
        plain = self.karimen("run", "good.yaml", "--reporter", "ndjson=plain.ndjson").returncode
        lost = {"event": "not_survived", "scenario": "good.yaml#GOOD", "step": "s", "procedure": "renew", "command": 1,
                "write_point": 0, "why": "the record is gone", "reproduction": "{fault: power_cut_within_write}"}
        self.assertEqual(complaints([json.dumps(lost)]), [])
        swept = self.read("plain.ndjson") + json.dumps(lost) + "\n"
        (self.folder / "swept.ndjson").write_text(swept)
        done = self.karimen("report", "swept.ndjson")
        self.assertEqual((done.returncode, done.stderr), (plain, ""))
        self.assertEqual(done.stdout, self.karimen("report", "plain.ndjson").stdout)
        for wrong, said in [({**lost, "command": 0}, "'command' is at least 1"), ({**lost, "why": 3}, "'why' is not a text"),
                            ({name: each for name, each in lost.items() if name != "step"}, "'step' is missing")]:
            (self.folder / "wrong.ndjson").write_text(self.read("plain.ndjson") + json.dumps(wrong) + "\n")
            done = self.karimen("report", "wrong.ndjson")
            self.assertEqual(done.returncode, 3)
            self.assertIn(said, done.stderr)
            self.assertNotEqual(complaints([json.dumps(wrong)]), [])

    def test_a_report_in_a_file_never_silences_the_terminal(self):
        for name in REPORTERS:
            with self.subTest(reporter=name):
                self.assertIn("1 passed, 0 failed", self.karimen("run", "good.yaml", "--reporter", f"{name}=f").stdout)

    def worsened(self, value):
        """A stream's value with something of everybody's in each text that is free."""
        if isinstance(value, list):
            return [self.worsened(each) for each in value]
        if isinstance(value, dict):
            return {name: each if name in ("event", "verdict", "kind", "failure", "origin", "command", "response", "atr", "digest", "apdus")
                    else self.worsened(each) for name, each in value.items()}
        return value + WORSE if isinstance(value, str) else value

    def test_the_text_of_scenarios_commands_nobody(self):
        self.commands_nobody(self.run_all())

    def test_the_text_of_systems_and_of_strangers_streams_commands_nobody(self):
        self.run_all()
        lines = [json.dumps(self.worsened(json.loads(line))) for line in self.read("ndjson.run").splitlines()]
        (self.folder / "worse.ndjson").write_text("\n".join(lines) + "\n")
        self.commands_nobody(self.karimen("report", "worse.ndjson", *[word for name in REPORTERS for word in
                                                                     ("--reporter", f"{name}={name}.run")]))

    def commands_nobody(self, done):
        for name in [*REPORTERS, None]:
            text = self.read(f"{name}.run") if name else done.stdout
            with self.subTest(reporter=name or "standard output"):
                self.assertEqual([c for c in text if (ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\ufffe"], [])
                if name != "github":
                    self.assertEqual([line for line in text.splitlines() if re.match(r"\s*(::|##\[)", line)], [])
        report = xml.parse(self.folder / "junit.run")
        self.assertEqual(junit_complaints(self.folder / "junit.run"), "")
        self.assertEqual({each.tag for each in report.iter()},
                         {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "error"})
        # Of HTML only what we wrote is left.
        tags = set(re.findall(r"<(/?\w+)", self.read("markdown.run")))
        self.assertEqual(tags, {"details", "summary", "code", "pre", "/details", "/summary", "/code", "/pre"})
        self.assertEqual(len(re.findall("</pre>", self.read("markdown.run"))), len(re.findall("<pre>", self.read("markdown.run"))))
        outside = re.sub(r"(?s)<code>.*?</code>|<pre>.*?</pre>", "", self.read("markdown.run"))
        self.assertNotRegex(outside, r"@|#\d|`|\*(?!\*)")
        for line in self.read("github.run").splitlines():
            self.assertRegex(line, r"^::(error|warning) file=[^:,]+,line=\d+(,col=\d+)?,title=[^:,]+::[^\n]+$")

    def test_junit_says_where_and_what(self):
        self.run_all("--seed", "7")
        suite = xml.parse(self.folder / "junit.run").getroot()[0]
        self.assertRegex(suite.get("timestamp"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$")
        properties = {each.get("name"): each.get("value") for each in suite.find("properties")}
        self.assertEqual(properties["seed"], "7")
        self.assertRegex(properties["digest"], "^[0-9a-f]{64}$")
        cases = {case.get("classname"): case for case in suite.iter("testcase")}
        self.assertEqual((cases["bad.yaml"].get("file"), cases["bad.yaml"].get("line")), ("bad.yaml", "1"))
        message = cases["bad.yaml"].find("failure").get("message")
        self.assertIn("fail (scenario and rulebook disagree) in roadside_check: roadside.finding: predicted OK, observed OK, expected NOT_CARRYING\n", message)
        self.assertIn("bad.yaml:5:", message)
        names = [(case.get("classname"), case.get("name")) for case in suite.iter("testcase")]
        self.assertEqual(len(names), len(set(names)))

    def test_the_commit_that_is_tested_is_named(self):
        commit = "0123456789abcdef" * 2 + "01234567"
        done = self.karimen("run", "good.yaml", "--reporter", "ndjson", env={"GITHUB_SHA": commit, "GITHUB_RUN_ID": "42"})
        origin = events(done)[0]["origin"]
        self.assertEqual((origin["commit"], origin["pipeline"]), (commit, "42"))

    def test_json_is_one_document_with_everything(self):
        self.run_all()
        document = json.loads(self.read("json.run"))
        self.assertEqual(document["format"], "karimen results")
        self.assertEqual({each["id"]: each["verdict"] for each in document["scenarios"]},
                         {"bad.yaml#BAD": "fail", "good.yaml#GOOD": "pass", "nasty.yaml#NASTY": "fail", "open.yaml#OPEN": "undecided",
                          "broken.yaml": "error"})
        bad = next(each for each in document["scenarios"] if each["id"] == "bad.yaml#BAD")
        self.assertEqual(bad["problems"][0]["differences"][0]["expected"], "NOT_CARRYING")
        self.assertIn("roadside.finding", bad["text"])
        self.assertEqual(document["counts"]["pass"], 1)
        self.assertRegex(document["digest"], "^[0-9a-f]{64}$")

    def test_tap_is_version_14(self):
        """The grammar of testanything.org/tap-version-14-specification, line by line."""
        self.run_all()
        lines = self.read("tap.run").splitlines()
        self.assertEqual(lines[0], "TAP version 14")
        self.assertEqual(lines[-1], "1..5")
        number, block = 0, None
        for line in lines[1:-1]:
            if block is not None:
                self.assertTrue(line.startswith("  "), line)
                if line == "  ...":
                    self.assertLessEqual({"message", "severity", "at", "text"}, set(yaml.safe_load("\n".join(block))))
                    block = None
                else:
                    block.append(line[2:])
            elif line == "  ---":
                block = []
            else:
                number += 1
                self.assertRegex(line, rf"^(not )?ok {number} - ([^#\\]|\\#|\\\\)*( # SKIP .*)?$")
        self.assertEqual((number, block), (5, None))
        judged = subprocess.run(["perl", "-MTAP::Parser", "-e", """
            my $p = TAP::Parser->new({tap => do { local $/; <> =~ s/version 14/version 13/r }});
            $p->run; print join ",", $p->passed + 0, $p->failed + 0, $p->parse_errors + 0;"""],
                                input=self.read("tap.run"), capture_output=True, text=True)
        self.assertEqual(judged.stdout, "1,4,0", judged.stderr)

    def test_sarif_has_what_its_schema_requires(self):
        self.run_all()
        log = json.loads(self.read("sarif.run"))
        self.assertEqual((log["version"], len(log["runs"])), ("2.1.0", 1))
        run = log["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        self.assertEqual(len({rule["id"] for rule in rules}), len(rules))
        self.assertEqual(len(run["results"]), 4)
        for result in run["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            self.assertIn(result["level"], ("none", "note", "warning", "error"))
            self.assertTrue(result["message"]["text"])
            for place in result.get("locations", []):
                physical = place["physicalLocation"]
                self.assertRegex(physical["artifactLocation"]["uri"], r"^([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$")
                self.assertGreater(physical.get("region", {}).get("startLine", 1), 0)
        self.assertFalse(run["invocations"][0]["executionSuccessful"])

    def test_services_find_files_from_the_top_of_the_repository(self):
        # As a job runs with a working directory of its own; JUnit's class is the file, whatever characters are in it.
        files = {name: self.folder / "top/sub" / name for name in ("a b.yaml", "h#1/a#b.yaml")}
        for path in files.values():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(BAD)
        outside = self.folder / "outside.yaml"
        outside.write_text(BAD)
        reporters = [word for name in ("github", "sarif", "junit") for word in ("--reporter", f"{name}={self.folder}/{name}.out")]

        stream = self.folder / "run.ndjson"

        def told(command=("run", ".", outside, "--reporter", f"ndjson={stream}", "--db", "none"), place="top/sub", **variables):
            karimen(*command, *reporters, state=self.folder, cwd=self.folder / place, env={"GITHUB_WORKSPACE": "", **variables})
            texts = {name: (self.folder / f"{name}.out").read_text() for name in ("github", "sarif", "junit")}
            uris = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in json.loads(texts["sarif"])["runs"][0]["results"]]
            cases = [(case.get("classname"), case.get("name"), case.get("file"))
                     for case in xml.fromstring(texts["junit"]).iter("testcase")]
            return sorted(re.findall("file=(.*?),", texts["github"])), sorted(each["uri"] for each in uris), sorted(cases), uris

        nowhere = told()
        self.assertIn(f"file://{outside}", nowhere[1])
        self.assertEqual(len(nowhere[2]), 3)
        self.assertTrue({(name, "BAD") for name in files} <= {case[:2] for case in nowhere[2]}, nowhere[2])
        for variables in {"GITHUB_WORKSPACE": str(self.folder / "top")}, {}:
            if not variables:
                subprocess.run(["git", "init", "-q", str(self.folder / "top")], check=True)
            github, sarif, junit, uris = told(**variables)
            self.assertEqual(github, sorted([str(outside), "sub/a b.yaml", "sub/h#1/a#b.yaml"]))
            self.assertEqual(sarif, sorted([f"file://{outside}", "sub/a%20b.yaml", "sub/h%231/a%23b.yaml"]))
            self.assertEqual({case[2] for case in junit}, set(github))
            self.assertEqual({each.get("uriBaseId") for each in uris if "sub" in each["uri"]}, {"%SRCROOT%"})
            for place in (".", "top", "top/sub/h#1"):
                with self.subTest(place=place):
                    self.assertEqual(told(("report", stream), place, **variables), (github, sarif, junit, uris))
        (self.folder / "link").symlink_to(self.folder / "top/sub")
        linked = told(("run", "link/h#1", "--db", "none"), ".")
        self.assertEqual((linked[0], linked[1]), (["sub/h#1/a#b.yaml"], ["sub/h%231/a%23b.yaml"]))
        self.assertEqual(linked[3][0]["uriBaseId"], "%SRCROOT%")

    def test_reports_keep_within_the_limits_of_their_readers(self):
        (self.folder / "many.yaml").write_text("---\n".join(
            (HEAD % f"MANY-{n}" + BAD.split("steps:\n")[1]) for n in range(200)))
        done = self.karimen("run", "many.yaml", *[word for name in ("markdown", "github", "sarif") for word in ("--reporter", f"{name}={name}.run")])
        self.assertEqual(done.returncode, 1)
        self.assertLess(len(self.read("markdown.run")), 65536)
        self.assertRegex(self.read("markdown.run"), r"and \d+ more, see the whole report")
        annotations = self.read("github.run").splitlines()
        self.assertEqual(len(annotations), 10)
        self.assertEqual(annotations[-1], "::error::191 more did not pass: see the log or the whole report")
        self.assertEqual(len(json.loads(self.read("sarif.run"))["runs"][0]["results"]), 200)


if __name__ == "__main__":
    unittest.main()
