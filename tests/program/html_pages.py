"""Reports as the tests of the page look at them, made by the program under test, and every view of them."""
import json
import shutil
import sys
from urllib.parse import quote

from flip_test import flip
from program import ROOT, SCENARIOS, karimen, whole_events

# Rows of the rulebook that are turned round, so that scenarios fail for few causes.
TURNED = [("inheritance.yaml", "INHERIT-11"), ("fees.yaml", "FEE-05")]
FOLDERS = ["inheritance", "loss", "dates"]
FILES = ["inheritance/conditions.yaml", "loss/before_the_scheme.yaml"]  # fewer, with whatever views() shows


def make(folder, some=FOLDERS):
    """A report with failures, beside its event stream."""
    rulebook = folder / "rulebook"
    shutil.copytree(ROOT / "harness/rulebook", rulebook)
    for name, rule in TURNED:
        (rulebook / name).write_text(flip((rulebook / name).read_text(), rule))
    done = karimen("run", *[SCENARIOS / name for name in some], "--rulebook", rulebook, "--db", "none", "--reporter",
                   f"html={folder}/report.html", "--reporter", f"ndjson={folder}/run.ndjson", state=folder)
    assert done.returncode == 1, done.stderr
    return whole_events((folder / "run.ndjson").read_text().splitlines())


def make_both(folder, some=FOLDERS):
    """That run beside one on the rulebook as it is: both.html."""
    done = karimen("run", *[SCENARIOS / name for name in some], "--db", "none", "--reporter",
                   f"ndjson={folder}/good.ndjson", state=folder)
    assert done.returncode == 0, done.stderr
    done = karimen("report", "--html", folder / "run.ndjson", folder / "good.ndjson", state=folder)
    assert done.returncode == 1, done.stderr
    (folder / "both.html").write_text(done.stdout)


def ending(events, ends):
    """The address of the scenario whose id ends so."""
    one = next(each["id"] for each in events if each["event"] == "scenario_finished" and each["id"].endswith(ends))
    return f"view=scenario&scenario={quote(one)}"


def views(events):
    """(name, file, address) of every view; its language is not in it."""
    return [("overview", "report.html", ""),
            ("found", "report.html", "verdict=fail&q=INH"),
            ("none", "report.html", "q=nothing-is-called-so"),
            ("failed", "report.html", ending(events, "#INH-20")),
            ("papers", "report.html", ending(events, "#LOS-12")),
            ("rules", "report.html", "view=rules&rule=INHERIT-11"),  # with everything that stands there without one
            ("knobs", "report.html", "view=knobs"),
            ("comparison", "both.html", "view=comparison")]


class MadeReport:
    """Of test classes in the browser: a report, and one beside another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = make(cls.folder, FILES)
        make_both(cls.folder, FILES)


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
