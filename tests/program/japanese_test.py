#!/usr/bin/env python3
"""Japanese for those who use it: every command and every report alike, by option or by locale; and what programs read
does not depend on it."""
import re
import unittest

from program import BAD, BROKEN, GOOD, OPEN, ROOT, InFolder

JPKI = "00A4040C0AD392F000260100000001"
# Three English words in a row are a sentence; identifiers have no spaces.
SENTENCE = re.compile(r"(?<![\w./-])[a-z]+ [a-z]+ [a-z]+(?![\w./-])")
JAPANESE = re.compile("[ぁ-んァ-ン一-龥]")


def english_in(text):
    # A matrix case is called in the scenario's own words, as part of the identity.
    return [line for line in text.splitlines() if SENTENCE.search(re.sub(r"#\S+\[.*?\]", "", line))]


class Japanese(InFolder):
    def japanese(self, *arguments, **options):
        return self.karimen(*arguments, "--ja", **options)

    def test_every_command_speaks_it_throughout(self):
        bad = self.file("bad.yaml", GOOD, BAD, OPEN)
        commands = [
            ["run", bad], ["run", bad, "-v", "--reporter", "junit"], ["run", bad, "--check-determinism"],
            ["list", "--given", bad], ["list"], ["check", bad], ["rules", "list"], ["rules", "show", "INHERIT-11", "A-10"],
            ["rules", "show", "LOSS-09a"],
            ["rules", "decide", "inheritance", "signature_submission.state=none", "--at", "2026-05-01"],
            ["card", "show"], ["card", "show", "katsuragi_risa"], ["card", "show", "ippai_mitsuru"],
            ["card", "new", "--list"], ["card", "faults"], ["card", "limits"],
            ["card", "explain", "9000", "6282", "6982", "6984", "63C0", "6A82", "6A84", "6A88", "6B00", "6D00"],
            ["card", "apdu", "--explain", JPKI, "00200098", "00B0810000", "80CA00F200"],
            ["card", "lint", ROOT / "fixtures/personas/nokori_ichi.yaml", "--at", "2027-01-01"],
            ["decode", JPKI], ["decode", "63C2"], ["decode", "7F21045F510100"],
            ["run", ROOT / "scenarios/faults/recording.yaml", "--sweep", "-k", "FLT-01"],
        ]
        for command in commands:
            with self.subTest(command=command):
                done = self.japanese(*command)
                self.assertEqual(english_in(done.stdout), [])
                self.assertEqual(english_in(done.stderr), [])
                self.assertRegex(done.stdout + done.stderr, JAPANESE)

    def test_a_failure_is_told_with_title_labels_rules_and_exchanges(self):
        said = self.japanese("run", self.file("bad.yaml", BAD)).stdout
        for words in ("bad.yaml#BAD  例", "シナリオと規則集が食い違う", "現場での確認（roadside_check）",
                      "現場での確認結果（roadside.finding）", "問題なし（OK）", "不携帯（NOT_CARRYING）", "規則:", "を適用", "出典",
                      "カードとの最後のやり取り:", "合格 0、不合格 1"):
            self.assertIn(words, said)
        junit = self.japanese("run", self.file("bad.yaml", BAD), "--reporter", "junit").stdout
        self.assertIn('<failure message="不合格（シナリオと規則集が食い違う）：roadside_check：', junit)
        self.assertIn("不携帯（NOT_CARRYING）", junit)

    def test_traces_head_their_steps_by_what_they_are_called(self):
        bad = self.file("good.yaml", GOOD)
        self.japanese("run", bad, "--trace", "t", "--trace-format", "apdu")
        trace = next((self.folder / "t").iterdir()).read_text(encoding="utf-8")
        self.assertTrue(trace.startswith("# 現場での確認（roadside_check）\n"), trace[:200])
        self.karimen("run", bad, "--trace", "e", "--trace-format", "apdu")
        self.assertTrue(next((self.folder / "e").iterdir()).read_text().startswith("# roadside_check\n"))

    def test_the_option_stands_before_the_locale_and_the_first_variable_that_is_set_decides(self):
        def speaks_japanese(*options, **variables):
            return bool(JAPANESE.search(self.karimen("card", "explain", "6982", *options, env=variables).stdout))

        japanese = "ja_JP.UTF-8"
        self.assertFalse(speaks_japanese())
        self.assertTrue(speaks_japanese(LC_ALL=japanese))
        self.assertTrue(speaks_japanese(LC_ALL="", LC_MESSAGES="ja", LANG="C"))
        self.assertTrue(speaks_japanese(LC_ALL="", LC_MESSAGES="", LANG=japanese))
        self.assertFalse(speaks_japanese(LC_ALL="C.UTF-8", LC_MESSAGES=japanese, LANG=japanese))
        self.assertFalse(speaks_japanese(LC_ALL="", LC_MESSAGES="en_US.UTF-8", LANG=japanese))
        self.assertFalse(speaks_japanese("--language", "en", LC_ALL=japanese))
        self.assertTrue(speaks_japanese("--language=ja", LC_ALL="C"))
        done = self.karimen("card", "explain", "6982", "--ja", "--language", "en")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(self.karimen("list", "--language", "fr").returncode, 2)

    def test_what_programs_read_does_not_depend_on_the_language(self):
        bad = self.file("bad.yaml", GOOD, BAD, OPEN)
        measured = re.compile(r'"measured_\w+":[^,}]*')
        plain, japanese = (measured.sub("", self.karimen("run", bad, "-j", 1, "--reporter", "ndjson",
                                                         env={"LC_ALL": locale}).stdout)
                           for locale in ("C", "ja_JP.UTF-8"))
        self.assertEqual(plain, japanese)
        self.assertRegex(plain, '"explanation_ja":"[^"]*を適用')
        self.assertEqual(*(self.karimen("card", "show", "--json", "--language", word).stdout for word in ("en", "ja")))
        digests = {re.search("[0-9a-f]{64}", self.karimen("run", bad, "--language", word).stdout).group()
                   for word in ("en", "ja")}
        self.assertEqual(len(digests), 1)

    def test_mistakes_are_told_with_the_way_out(self):
        for arguments, what, fix in [
                (["runn"], "エラー: 'runn' というコマンドはない", "対処: 'run' のことか"),
                (["run", "missing.yaml"], "missing.yaml: エラー: は存在しない", "対処: シナリオのファイル、"),
                (["list", "-k", "nothing is called so"], "エラー: 選ばれたシナリオがない", "対処: "),
                (["rules", "show", "INHERIT-111"], "エラー: 'INHERIT-111' という規則はない", "'INHERIT-11' のことか"),
                (["card", "apdu", "0"], "エラー: 16進数字が奇数個", "対処: 1バイトは2桁"),
                (["card", "show", "hanakoo"], "エラー: ", "対処: ")]:
            with self.subTest(arguments=arguments):
                done = self.japanese(*arguments)
                self.assertIn(what, done.stderr)
                self.assertIn(fix, done.stderr)
        broken = self.file("s.yaml", GOOD.replace("yamada_taro", "yamada_tarou"))
        self.assertIn("エラー: 'yamada_tarou' というペルソナはない\n", self.japanese("run", broken).stderr)
        self.assertEqual(self.japanese("run", self.file("b.yaml", BROKEN)).returncode, 3)

    def test_advice_names_no_number_that_it_does_not_know_and_spoils_no_name(self):
        for language in ("en", "ja"):
            said = self.karimen("card", "explain", "6A84", "6B00", "6A88", "--language", language).stdout
            self.assertNotRegex(said, r"(?<!\d)0 ?(バイト|bytes)|終わりは0|ends at 0")
            self.assertIn("A0000001510000", said)
            self.assertIn("A000000231 04", said)

    def test_a_card_is_shown_with_official_words_and_the_frame_keeps_its_width(self):
        shown = self.japanese("card", "show", "katsuragi_risa").stdout
        frame = [line for line in shown.splitlines()[:9]]
        zero = re.compile("[\U000E0100-\U000E01EF\uFE00-\uFE0F]")
        self.assertEqual({sum(2 if ord(c) > 0x2E7F else 1 for c in zero.sub("", line)) for line in frame}, {62})
        shown = self.japanese("card", "show", "yamada_taro").stdout
        for row in ("免許の種類 +普通、原付", "色区分 +その他$", "電子署名 +有効", "写真 +[0-9]+バイト"):
            self.assertRegex(shown, re.compile(row, re.M))
        self.assertNotIn("運転者区分", shown)  # stands on a card beside a driving history only
        filled = self.file("filled.yaml", "persona: yamada_taro\ncard: {licence_record: {class_element: filled}}\n")
        self.assertRegex(self.japanese("card", "show", filled).stdout, re.compile("運転者区分 +一般$", re.M))
        conditions = self.japanese("card", "show", "joken_oki").stdout
        self.assertLess(max(map(len, conditions.splitlines())), 90)
        blocked = self.japanese("card", "show", "fusagi_mamoru").stdout
        self.assertIn("署名用パスワードがロックされている（signature_password_blocked）", blocked)

    def test_personas_stand_in_columns(self):
        zero = re.compile("[\U000E0100-\U000E01EF]")
        listed = self.japanese("card", "new", "--list").stdout.splitlines()
        columns = {}
        for persona in (ROOT / "fixtures/personas").glob("*.yaml"):
            text = re.search('catches: .*ja: "([^"]*)"', persona.read_text(encoding="utf-8")).group(1)
            line = next(line for line in listed if text in line)
            before = zero.sub("", line[:line.index(text)])
            columns[persona.stem] = sum(2 if ord(c) > 0x2E7F else 1 for c in before)
        self.assertEqual(len(set(columns.values())), 1, columns)


if __name__ == "__main__":
    unittest.main()
