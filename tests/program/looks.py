"""What is looked for in a view of the report or of the desk, all of it while it is open once a language: every text is in that
language; axe-core, which knows what people who do not see, or do not use a mouse, cannot use, finds nothing; Tab reaches everything
that can be used, in its order, where it is seen; and twice as large, nothing is cut."""
import functools
import re
import subprocess
import sys
import unittest
from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser import InBrowser
from japanese_test import JAPANESE, SENTENCE
from program import ROOT

# Texts and names of everything, but for what is a name, a command, or written in its own language.
SHOWN = """
const foreign = "code, kbd, .id, pre.foreign, blockquote, [lang]:not(html), .commands, .wholes, option, .transcript, .client pre, noscript, script, style";
const texts = [];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walk.nextNode(); node; node = walk.nextNode())
  if (node.textContent.trim() && !node.parentElement.closest(foreign)) texts.push(node.textContent.trim());
for (const each of document.querySelectorAll("[aria-label], [title], [placeholder]"))
  for (const name of ["aria-label", "title", "placeholder"])
    if (each.hasAttribute(name) && !each.closest(foreign)) texts.push(each.getAttribute(name));
return texts"""
# axe-core asks every element everything, but for the contrast of texts whose letters and whose every ground are styled alike: two
# of each kind are asked, for the others have the same. That question takes two thirds of its time.
AXE = """const done = arguments[0], kinds = new Map(), grounds = new Map();
const ground = (each) => {
  if (!each) return "";
  if (!grounds.has(each)) {
    const style = getComputedStyle(each);
    grounds.set(each, [each.localName, each.className.baseVal ?? each.className, style.backgroundColor, style.backgroundImage, style.opacity,
                       style.filter, style.mixBlendMode, ground(each.parentElement)].join());
  }
  return grounds.get(each);
};
for (const each of document.querySelectorAll("body *")) {
  const told = [...each.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim());
  if (!told && !each.matches("input, select, textarea") || !each.checkVisibility()) continue;
  const style = getComputedStyle(each);
  const kind = [style.color, style.fill, style.fontSize, style.fontWeight, style.textShadow, each.disabled, ground(each)].join();
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  each.toggleAttribute("data-asked", kinds.get(kind) <= 2);
}
axe.configure({rules: [{id: "color-contrast", selector: "[data-asked]"}]});
axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => done(violations.flatMap((each) =>
    each.nodes.map((node) => `${each.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`))),
  (error) => done([String(error)]))"""
# Everything that can be used here and now, in the order of the page; and what Tab does, as each press of it ends: the number of what
# has the focus, whether a frame shows that, and whether it is on the screen.
USABLE = """
const there = (each) => each.checkVisibility({checkOpacity: false, checkVisibilityCSS: true}) && !each.closest("[inert]");
window.usable = [...document.querySelectorAll(
    "a[href], button:not(:disabled), input:not(:disabled), select, summary, [tabindex='0']")].filter(there);
const numbers = new Map(usable.map((each, number) => [each, number]));
window.number_of = (each) => numbers.get(each) ?? -1;
if (window.reached === undefined) addEventListener("keyup", (event) => {
  if (event.key !== "Tab") return;
  const each = document.activeElement, style = getComputedStyle(each), box = each.getBoundingClientRect();
  const mark = each.closest("a.mark");
  reached.push({
    number: number_of(each), what: each.cloneNode(false).outerHTML.slice(0, 120),
    framed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || mark !== null && mark.matches(":focus"),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth});
}, true);
window.reached = [];
return usable.length"""
REACHED = "return reached.splice(0)"
# How many presses away the next of those is, as far as can be told.
AWAY = """
const now = usable.indexOf(document.activeElement), [selector, back] = arguments;
const ahead = (back ? usable.slice(0, Math.max(now, 0)).reverse() : usable.slice(now + 1)).findIndex((each) => each.matches(selector));
return now < 0 || ahead < 0 ? 1 : ahead + 1"""
# Whose text does not fit, without an ellipsis and a title that says it.
CUT = """
return [...document.querySelectorAll("main *, header *")].filter((each) => {
  const style = getComputedStyle(each);
  if (!["hidden", "clip"].includes(style.overflowX) || each.matches(".unseen, .unseen *") || !each.checkVisibility()) return false;
  return each.scrollWidth > each.clientWidth + 1 && !each.closest("[title]");
}).map((each) => each.outerHTML.slice(0, 100))"""


def wrong_in(language, texts):
    """Sentences of the other language. Commands stand in quotes; in an English sentence a Japanese word may be named, and the card that
    the console draws is printed in Japanese."""
    found = [line for text in texts for line in text.splitlines()]
    if language == "ja":
        return [line for line in found if SENTENCE.search(re.sub("'[^']*'", "", line))]
    return [line for line in found if JAPANESE.search(line) and not re.search("[A-Za-z]{2}", line) and not line.startswith("|")]


@functools.cache
def axe_core():
    """Its text; None where there is no npm to bring it."""
    installed = subprocess.run([ROOT / "tests/web/install"], stdout=subprocess.PIPE, text=True)
    if installed.returncode == 77:
        return None
    installed.check_returncode()
    return (Path(installed.stdout.strip()) / "node_modules/axe-core/axe.min.js").read_text()


class Looking(InBrowser):
    def look(self, name, address, wide, most):
        """At a view that is open in English on a wide and light screen, and then in Japanese, everything unfolded; Tab goes through
        `most`."""
        for language in ("en", "ja"):
            self.browser.show_as(wide, 900)
            if language == "ja":
                self.browser.go(f"lang=ja&{address}")
            self.browser.unfold()
            with self.subTest(view=name, language=language, look="words"):
                self.assertEqual(self.browser.language(), language)
                self.assert_speaks(language)
            dark, width = (False, wide) if language == "en" else (True, 360)
            self.browser.show_as(width, 900, dark)
            with self.subTest(view=name, language=language, look="axe", width=width, dark=dark):
                self.assert_nothing_is_found()
            if language == "en" and most:
                with self.subTest(view=name, look="tab"):
                    self.assert_all_reached(most)
            self.browser.show_as(640, 450, False, 2)
            with self.subTest(view=name, language=language, look="twice as large"):
                self.assert_nothing_is_cut()

    def assert_speaks(self, language):
        texts = self.browser.script(SHOWN)
        self.assertGreater(len(texts), 5)
        self.assertEqual(sorted(set(wrong_in(language, texts))), [])

    def found_by_axe(self):
        if axe_core() is None:
            self.skipTest("there is no npm here to bring axe-core")
        if not self.browser.script("return window.axe !== undefined"):
            self.browser.script(axe_core())
        return self.browser.driver.execute_async_script(AXE)

    def assert_nothing_is_found(self):
        found = self.found_by_axe()
        if found:
            self.fail("\n".join([f"{len(found)} found", *found[:8]]))

    def presses(self, times, back=False):
        """Of Tab, as a keyboard makes them; what each led to, where USABLE listens."""
        keys = Keys.TAB * times
        chain = ActionChains(self.browser.driver)
        (chain.key_down(Keys.SHIFT).send_keys(keys).key_up(Keys.SHIFT) if back else chain.send_keys(keys)).perform()
        return self.browser.script(REACHED)

    def tab_to(self, selector, most=400, back=False):
        """Tab until it has the focus."""
        pressed = 0
        while pressed < most:
            self.browser.script(USABLE)
            away = min(self.browser.script(AWAY, selector, back), most - pressed)
            self.presses(away, back)
            pressed += away
            if self.browser.script("return document.activeElement.matches(arguments[0])", selector):
                return
        self.fail(f"{selector} is not reached")

    def assert_all_reached(self, most):
        """From the top Tab goes through everything and comes back; Shift+Tab goes the other way."""
        self.browser.script("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
        count = self.browser.script(USABLE)
        self.assertGreater(count, 3)
        reached, pressed, wanted = [], 0, min(count, most)
        while len(reached) < wanted:
            more = wanted - len(reached)
            self.assertLess(pressed, 2 * wanted, f"Tab stays at {reached[-1:]} of {count}")
            pressed += more
            for now in self.presses(more):
                self.assertTrue(now["framed"], now)
                self.assertTrue(now["seen"], now)
                if reached[-1:] != [now["number"]]:  # a date has fields of its own
                    reached.append(now["number"])
                self.assertEqual(reached[-1], len(reached) - 1, now)
        if count > most:
            return
        self.assertNotIn(self.presses(1)[0]["number"], range(1, count))  # past the last one
        self.browser.script("usable.at(-1).focus()")
        self.assertEqual(self.presses(1, back=True)[0]["number"], count - 2)

    def assert_nothing_is_cut(self):
        self.browser.unfold()
        self.assertLessEqual(self.browser.overflow(), 0)
        self.assertEqual(self.browser.script(CUT), [])


def main():
    """As unittest's own, with exit code 77 where nothing is wrong but axe-core was not asked."""
    done = unittest.main(exit=False)
    if not done.result.wasSuccessful():
        sys.exit(1)
    if axe_core() is None:
        print("SKIPPED: axe-core was not asked, for there is no npm here", file=sys.stderr)
        sys.exit(77)


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
