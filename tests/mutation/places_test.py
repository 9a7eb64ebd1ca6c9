#!/usr/bin/env python3
"""The mutants of a small file: which there are, that each lives when its number is chosen and no other does, and what is reached."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from cpp import enumerations  # noqa: E402
from places import File, Rendered  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
SMALL = """#include <cstdio>
#include <optional>

enum class Light { red, amber, green };
constexpr int limit = 50;
struct Car {
  int speed = 0;
  std::optional<int> fine;
};

constexpr bool stops(Light light) { return light == Light::red; }

int judged(Light light, int speed, bool urgent) {
  if (urgent) return 0;  // of a template's < no mutant is made: std::optional<int>
  Car car{.speed = speed, .fine = std::optional(speed)};
  if (car.speed > limit && !stops(light)) car.speed = limit;
  return car.speed + (car.fine ? 1000 : 0);
}

static_assert(stops(Light::red));
int main() {
  std::printf("%d %d %d %d %d\\n", judged(Light::green, 50, false), judged(Light::green, 51, false),
              judged(Light::red, 51, false), judged(Light::amber, 7, true), judged(Light::amber, 7, false));
}
"""
AS_WRITTEN = "1050 1050 1051 0 1007"
# What a mutant is called, and what the program then says; None: the same.
# What a fault on purpose does, and what decides nothing without one.
SEEDED = """enum class Defect { late, rude };
bool open(int hour, bool holiday) {
  const bool late = errs(Defect::late) && hour == 18;
  if (errs(Defect::rude)) hour = 7;
  return !holiday && (hour < 18 || late || errs(Defect::late));
}
"""
REAL = {"open: drop a condition: errs(Defect::late) of &&", "open: negate a condition: errs(Defect::rude)", "open: drop a condition: !holiday of &&",
        "open: drop a condition: (hour < 18 || late || errs(Defect::late)) of &&", "open: turn a comparison: hour < 18: <=",
        "open: drop a condition: hour < 18 of ||", "open: drop a condition: late of ||", "open: change a literal: 18 in return !holiday && (hour < 18 || late || errs(Defect::late));: 17",
        "open: change a literal: 18 in return !holiday && (hour < 18 || late || errs(Defect::late));: 19"}
EXPECTED = {
    "limit: change a literal: 50 in constexpr int limit = 50;: 49": "1049 1049 1051 0 1007",
    "stops: turn a comparison: light == Light::red: !=": "1050 1051 1050 0 1007",
    "stops: swap an enumerator: light == Light::red: amber": "1050 1050 1050 0 1007",
    "judged: negate a condition: urgent": "0 0 0 1007 0",
    "judged: drop an early return: if (urgent) return 0;": "1050 1050 1051 1007 1007",
    "judged: drop a value: .speed = speed": "1000 1000 1000 0 1000",
    "judged: drop a value: std::optional(speed)": "50 50 51 0 7",
    "judged: turn a comparison: car.speed > limit: >=": None,
    "judged: drop a condition: car.speed > limit of &&": "1050 1050 1051 0 1050",
    "judged: drop a condition: !stops(light) of &&": "1050 1050 1050 0 1007",
    "judged: drop a statement: car.speed = limit;": "1050 1051 1051 0 1007",
    "judged: change a literal: 1000 in return car.speed + (car.fine ? 1000 : 0);: 1001": "1051 1051 1052 0 1008",
}


class Mutants(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="karimen-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.file = File("small.cpp", SMALL, enumerations([("small.cpp", SMALL)]))
        for number, mutant in enumerate(cls.file.mutants):
            mutant.number = number
        cls.rendered = Rendered(cls.file, cls.file.mutants, '#include "tests/mutation/mutant.hpp"\n')
        source, cls.program = cls.folder / "small.cpp", cls.folder / "small"
        source.write_text(cls.rendered.text)
        subprocess.run(["c++", "-std=c++20", "-w", "-Wno-narrowing", "-I", ROOT, source, "-o", cls.program], check=True)

    def said(self, **environment):
        return subprocess.run([self.program], capture_output=True, text=True, check=True, env={**os.environ, **environment}).stdout.strip()

    def named(self, name):
        found = [mutant for mutant in self.file.mutants if mutant.name == "small.cpp: " + name]
        self.assertEqual(len(found), 1, name + "\n" + "\n".join(mutant.name for mutant in self.file.mutants))
        return found[0]

    def test_without_a_number_the_program_is_as_it_was_written(self):
        self.assertEqual(self.said(), AS_WRITTEN)

    def test_a_mutant_lives_when_its_number_is_chosen(self):
        for name, said in EXPECTED.items():
            with self.subTest(name):
                self.assertEqual(self.said(KARIMEN_MUTANT=str(self.named(name).number)), said or AS_WRITTEN)

    def test_templates_and_comments_have_no_mutants(self):
        lines = {mutant.line for mutant in self.file.mutants}
        self.assertFalse(lines & {1, 2, 4, 8}, lines)

    def test_what_only_a_fault_on_purpose_shows_is_none_of_the_simulation(self):
        file = File("small.cpp", SEEDED, enumerations([("small.cpp", SEEDED)]))
        self.assertEqual({mutant.name.removeprefix("small.cpp: ") for mutant in file.mutants if not mutant.seeded}, REAL)

    def test_the_places_that_a_run_reaches_are_marked(self):
        marks = self.folder / "marks"
        marks.write_bytes(bytes(len(self.file.mutants)))
        self.said(KARIMEN_REACHED=str(marks))
        reached = marks.read_bytes()
        self.assertEqual(reached[self.named("judged: drop a statement: car.speed = limit;").number], 1)
        inside = self.named("stops: turn a comparison: light == Light::red: !=")
        self.assertEqual(reached[inside.number], 1)

    def test_what_a_compiler_refuses_has_its_mutant_to_blame(self):
        mutant = self.named("judged: negate a condition: urgent")
        lines = self.rendered.text.split("\n")
        line = next(n for n, text in enumerate(lines, 1) if "!(urgent)" in text)
        self.assertEqual(self.rendered.blamed(line, lines[line - 1].index("!(urgent)") + 2), [mutant])


if __name__ == "__main__":
    unittest.main()
