#!/usr/bin/env python3
"""Completions in the real shells, on a terminal; manual pages by man and mandoc; --version; and options that nobody has.
All of it comes from the table that --help is made from."""
import os
import pty
import re
import select
import shutil
import subprocess
import time
import unittest

from program import InFolder, KARIMEN, environment

# How a shell is started on a terminal, and told to show what a line became instead of running it.
SHELLS = {"bash": (["bash", "--norc", "--noprofile", "-i"], "source ./script; karimen() { echo \"GOT:$*:\"; }"),
          "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -D -u; source ./script; karimen() { echo \"GOT:$*:\" }")}
# What is typed, with tabs, and what the line is then.
TYPED = [("run --transpo\tpcs\t", "run --transport pcsc"), ("card ins\t--wat\t", "card insert --watch"),
         ("completions fi\t", "completions fish"), ("runs show --exi\t", "runs show --exit-code"),
         ("run mine.y\t", "run mine.yaml"), ("run --transport=dir\t", "run --transport=direct"),
         ("decode --lang\tj\t", "decode --language ja"),
         ("run --reporter mark\t", "run --reporter markdown"), ("run -t roadsi\t", "run -t roadside"), ("run --tags=roadsi\t", "run --tags=roadside"),
         ("explain tokyo_f\t", "explain tokyo_faq"), ("explain record_not_from\t", "explain record_not_from_the_future"),
         ("explain provisionally_suspend_l\t", "explain provisionally_suspend_licence"), ("explain NO_WIS\t", "explain NO_WISH"), ("rules show INHERIT-11\t", "rules show INHERIT-11"),
         ("card show sato_h\t", "card show sato_hanako"), ("card show mine.y\t", "card show mine.yaml"), ("facts licence.expir\t", "facts licence.expires"),
         ("schema conf\t", "schema configuration"), ("run --trace-format pca\t", "run --trace-format pcapng"), ("man comp\t", "man completions"),
         ("run --apdus no\t", "run --apdus none"), ("run --help al\t", "run --help all"), ("run --assume A-0\t1\t", "run --assume A-01")]
FISH = [("run --transpo", "--transport"), ("run --transport ", "pcsc"), ("card ins", "insert"), ("card insert --wat", "--watch"),
        ("completions ", "fish"), ("wat", "watch"), ("runs show --exi", "--exit-code"), ("run mine", "mine.yaml"),
        ("run --reporter ", "markdown"), ("run -t roa", "roadside"), ("explain tokyo_f", "tokyo_faq"), ("explain A-0", "A-01"),
        ("explain min", "mine.yaml"), ("rules show INH", "INHERIT-11"), ("card show sato", "sato_hanako"), ("facts licence.", "licence.expires"),
        ("schema ", "configuration"), ("run --defect MUT", "MUT-01"), ("run --assume A-", "A-01"), ("run --language ", "ja")]


WITH_US = f"{KARIMEN.parent}:{os.environ['PATH']}"


class Terminal:
    """A shell on a pseudo terminal."""

    def __init__(self, command, folder):
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            env = environment(folder, TERM="xterm", PS1="> ", HOME=str(folder), PATH=WITH_US)
            os.execvpe(command[0], command, env)

    def say(self, text):
        os.write(self.descriptor, text.encode())

    def until(self, pattern, seconds=60):
        seen, end = "", time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.descriptor], [], [], 0.2)[0]:
                try:
                    seen += os.read(self.descriptor, 65536).decode(errors="replace")
                except OSError:
                    break
            if found := re.search(pattern, seen):
                return found
        raise AssertionError(f"{pattern} was not seen in: {seen!r}")

    def close(self):
        os.close(self.descriptor)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


class Completions(InFolder):
    def setUp(self):
        super().setUp()
        (self.folder / "mine.yaml").write_text("")

    def script(self, shell):
        (self.folder / "script").write_text(self.karimen("completions", shell).stdout)

    def test_a_line_is_completed_in_bash_and_zsh(self):
        for shell, (command, setting) in SHELLS.items():
            self.script(shell)
            terminal = Terminal(command, self.folder)
            self.addCleanup(terminal.close)
            terminal.say(setting + "; echo READY''NOW\n")
            terminal.until("READYNOW")
            for typed, line in TYPED:
                with self.subTest(f"{shell}: {typed}"):
                    terminal.say("karimen ")
                    for piece in re.findall(r"[^\t]+|\t", typed):
                        terminal.say(piece)
                        time.sleep(0.4)  # as a person types: zsh takes what comes at once for pasted
                    terminal.say("\n")
                    became = terminal.until("GOT:([^:]*):[\r\n]")[1].strip()
                    self.assertEqual(became.replace("=", " "), line.replace("=", " "))  # zsh offers --name=

    def test_fish_offers_what_fits(self):
        self.script("fish")
        for typed, offered in FISH:
            with self.subTest(typed):
                done = subprocess.run(["fish", "--no-config", "-c", f"source script; complete -C 'karimen {typed}'"], text=True,
                                      capture_output=True, cwd=self.folder, env=environment(self.folder, HOME=str(self.folder), PATH=WITH_US))
                self.assertEqual(done.stderr, "")
                all_offered = [line.split("\t")[0] for line in done.stdout.splitlines()]
                self.assertIn(offered, all_offered)
                if "=" not in typed.split()[-1]:
                    self.assertNotIn("script", all_offered)  # a file, where a word is known

    def test_every_option_of_every_help_is_completed_in_each_shell(self):
        scripts = {shell: self.karimen("completions", shell).stdout for shell in ("bash", "zsh", "fish")}
        for command in re.findall(r"(?m)^complete .*'__karimen_at ?(.*?)' -f -a (\S+)", scripts["fish"]):
            help_text = self.karimen(*" ".join(command).split(), "--help", "all").stdout
            for option in re.findall(r"(?m)^  (?:-\w, |    )--([a-z-]+)", help_text):
                self.assertIn(f"--{option}", scripts["bash"])
                self.assertIn(f"--{option}", scripts["zsh"])
                self.assertIn(f" -l {option} ", scripts["fish"])

    def test_another_shell_is_refused(self):
        done = self.karimen("completions", "tcsh")
        self.assertEqual(done.returncode, 2)
        self.assertIn("one of: bash, zsh, fish", done.stderr)


class Manual(InFolder):
    def setUp(self):
        super().setUp()
        done = self.karimen("man", "--out", "man1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.pages = sorted((self.folder / "man1").iterdir())

    def test_there_is_a_page_for_every_command_and_nothing_is_wrong_with_any(self):
        self.assertGreater(len(self.pages), 40)
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *self.pages], capture_output=True, text=True)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.returncode, 0)

    def test_man_shows_every_option_of_the_help(self):
        shown = subprocess.run(["man", "--warnings", "-P", "cat", "-l", self.folder / "man1/karimen-run.1"], text=True,
                               capture_output=True, env=environment(self.folder, MANWIDTH="120", MAN_KEEP_FORMATTING=""))
        self.assertEqual((shown.returncode, shown.stderr), (0, ""))
        text = re.sub(".\b", "", shown.stdout)
        for option in re.findall(r"(?m)^  (?:-\w, |    )(--[a-z-]+)", self.karimen("run", "--help", "all").stdout):
            self.assertIn(option, text)
        self.assertIn("karimen run --failed", text)

    def test_one_page_is_printed_and_a_command_that_there_is_not_is_refused(self):
        page = self.karimen("man", "card", "insert").stdout
        self.assertEqual(page, (self.folder / "man1/karimen-card-insert.1").read_text())
        done = self.karimen("man", "card", "inset")
        self.assertEqual(done.returncode, 2)
        self.assertIn("did you mean 'card insert'?", done.stderr)


class Help(InFolder):
    SCREEN = 36  # lines

    def commands(self):
        offered = re.findall(r"(?m)^complete .*'__karimen_at ?(.*?)' -f -a (\S+)", self.karimen("completions", "fish").stdout)
        groups = {first for first, _ in offered}
        return [" ".join(each).split() for each in offered if each[0] or each[1] not in groups]

    def test_every_help_fits_a_screen_and_names_every_option(self):
        commands = self.commands()
        self.assertGreater(len(commands), 40)
        self.assertIn(["card", "insert"], commands)
        for command in [[], *commands]:
            with self.subTest(command):
                short = self.karimen(*command, "--help").stdout
                self.assertLessEqual(len(short.splitlines()), self.SCREEN)
                if command:
                    whole = self.karimen(*command, "--help", "all").stdout
                    self.assertEqual(sorted(re.findall(r"(?m)^  (?:-\w, |    )(--[a-z-]+)", whole)), sorted(set(re.findall(r"(?<![\w'-])--[a-z-]+(?!\w)", options_in(short)))))

    def test_the_help_of_run_begins_with_what_is_usual_and_says_where_the_rest_is(self):
        short, whole = self.karimen("run", "--help").stdout, self.karimen("run", "--help", "all").stdout
        for option in "--name", "--tags", "--failed", "--jobs", "--reporter", "--transport":
            self.assertRegex(short, f"(?m)^  .*{option} .*\\S{{2}}  *\\S")
        self.assertIn("more, which 'karimen run --help all' and 'karimen man run' tell of:", short)
        self.assertRegex(short, "(?m)^  which scenarios +--changed --resume")
        self.assertRegex(whole, r"(?m)^which scenarios:\n      --changed\[=REV\] ")
        self.assertEqual(self.karimen("help", "run").stdout, short)
        self.assertEqual(self.karimen("run", "-h", "all").stdout, whole)


def options_in(short):
    """Of a short help: the table, and the names below it, without examples and texts."""
    table = re.sub(r"(?m)^(  (?:-\w, |    )--[a-z-]+).*", r"\1", short.split("\nexamples:")[0].split("\nusage:")[1])
    return re.sub(r"(?m)^more, .*", "", table)


class CommandLine(InFolder):
    def test_an_option_that_nobody_has_is_answered_with_the_nearest(self):
        for given, nearest in ("--tranpsort=pcsc", "--transport"), ("--tag", "--tags"), ("--retires", "--retries"):
            done = self.karimen("run", given)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, f"karimen run has no option '{given.split('=')[0]}'\n *fix: did you mean '{nearest}'")
        self.assertIn("というオプションはない", self.karimen("run", "--ja", "--tranpsort").stderr)
        self.assertIn("has no option '-q'", self.karimen("run", "-q").stderr)

    def test_a_value_that_is_missing_or_that_nobody_takes_is_told_and_swallows_nothing(self):
        """`--seed=$NUMBER`, where nobody has set it, took the option that follows for the seed; a flag took any value."""
        for given in ["--seed"], ["--seed=", "--db", "none"], ["-k"], ["-xk"], ["--reporter"], ["-x", "--tags"]:
            for language, said in ("en", "the option --?[a-z]+ needs a value\n *fix: write --?[a-z]+ [A-Z]"), ("ja", "オプション --?[a-z]+ には値が必要\n *対処: --?[a-z]+ [A-Z].* と書く"):
                with self.subTest(given=given, language=language):
                    done = self.karimen("run", "--language", language, *given)
                    self.assertEqual((done.returncode, done.stdout), (2, ""))
                    self.assertRegex(done.stderr, said)
        for given, said in ("--failed=x", "the option --failed takes no value\n *fix: leave out '=x'"), ("-xz", "karimen run has no option '-z'"):
            done = self.karimen("run", given)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, said)
        self.assertNotIn("needs a value", self.karimen("run", "-xkNOBODY").stderr)
        self.assertNotIn("needs a value", self.karimen("run", "-xk", "NOBODY").stderr)

    def test_a_value_that_there_is_not_names_those_that_there_are_once(self):
        told = self.karimen("run", "--defect", "nothing").stderr
        self.assertRegex(told, r"the nearest of \d+: .*; 'karimen explore --defects' lists them all\n")
        self.assertIn("fix: --language en, or --ja", self.karimen("run", "--language", "jp").stderr)

    def test_what_looks_like_an_option_where_a_value_stands_is_a_value(self):
        self.assertNotIn("has no option", self.karimen("run", "-k", "--nobody").stderr)
        self.assertNotIn("has no option", self.karimen("run", "--", "--nobody").stderr)

    def test_a_tag_that_nobody_has_is_answered_with_the_nearest(self):
        done = self.karimen("run", "-t", "inheritence")
        self.assertEqual(done.returncode, 4)
        self.assertIn("did you mean 'inheritance'?", done.stderr)

    def test_version_commit_and_compiler_are_told(self):
        told = self.karimen("--version").stdout
        self.assertRegex(told, r"\Akarimen \d+\.\d+\.\d+\n(commit [0-9a-f]{40}(-dirty)?\n)?compiler (GCC|Clang) \d+\.\d+.*\n\Z")
        self.assertEqual(self.karimen("-V").stdout, told)


if __name__ == "__main__":
    missing = [each for each in ("bash", "zsh", "fish", "man", "mandoc") if not shutil.which(each)]
    if missing:
        raise SystemExit(f"not installed: {', '.join(missing)}; ./dev setup installs them")
    unittest.main()
