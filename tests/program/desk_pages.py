"""The desk as its tests and the README's pictures look at it: a card that a program has used, a scenario that was played."""
import sys

JPKI, ASK, WRONG, RIGHT = "00A4040C0AD392F000260100000001", "00200098", "0020009804" + b"9999".hex(), "0020009804" + b"1357".hex()

# name: (address, what is there when it is shown); of the scenario that is open.
DESK_VIEWS = {"readers": ("", "desk-reader .face"),
              "scenario": ("view=scenarios", ".coming .past"),
              "rule": ("view=rules&rule=INHERIT-11", "dialog[open] rule-card"),
              "rulebook": ("view=rulebook", "rule-book section"),
              "knob": ("view=knobs&knob=A-12", "dialog[open] .value")}


def use_card(desk):
    """A program selects JPKI, asks for the tries, gives a wrong PIN and the right one."""
    client = desk.client()
    client("connect")
    answers = [client(each) for each in (JPKI, ASK, WRONG, RIGHT)]
    client("leave")
    client.close()
    return answers


def open_scenario(page, words, plays=True):
    """Picks it and plays it to its end; where it cannot be played, until that is told."""
    page.type("#find-scenario", words)
    page.click(".scenario-rows .open")
    if not plays:
        page.wait("stage-view .note.alarm")
        return
    page.wait(".coming .next")
    page.click("#step-end")
    page.wait(".coming .past")


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
