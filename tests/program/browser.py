"""Headless Chromium, as the tests of pages use it."""
import atexit
import sys
import tempfile
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

# It asks nobody outside for anything, whoever runs it.
SWITCHES = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=en-GB",
            # Nor does it start a process for each page that is opened, and one for the next: half of what it costs to open one.
            "--renderer-process-limit=1", "--disable-site-isolation-trials", "--in-process-gpu", "--disable-software-rasterizer",
            "--disable-extensions", "--disable-component-extensions-with-background-pages", "--disable-breakpad",
            "--disable-features=SpareRendererForSitePerProcess,IsolateOrigins,site-per-process,BackForwardCache,"
            "ProactivelySwapBrowsingInstance,MediaRouter,OptimizationHints,Translate"]
PATIENCE = 30

# Nothing is being opened any more.
SETTLED = "!/^(Opening…|読込み中…)$/.test(document.querySelector('main')?.textContent.trim() ?? '')"
# Asks until it is so, in the page; [what it is, what is wrong].
UNTIL = """const done = arguments[arguments.length - 1], last = performance.now() + %d;
const look = () => {
  try {
    const value = %%s;
    if (value) done([value, null]);
    else if (performance.now() > last) done([null, "it did not come to be"]);
    else setTimeout(look, 10);
  } catch (error) {
    done([null, String(error)]);
  }
};
look();""" % (PATIENCE * 1000)
# What people see of each of these: nothing of what is not shown.
SEEN = "return [...document.querySelectorAll(arguments[0])].map((each) => each.checkVisibility() ? each.innerText : '')"
# Opens all that can be; what that brings is opened, too.
UNFOLD = """const done = arguments[0];
let rounds = 0;
const look = () => {
  const shut = [...document.querySelectorAll("details:not([open])")];
  for (const each of shut) each.open = true;
  const calm = shut.length === 0 && rounds > 0 && settled();
  if (calm || rounds++ === 50) done(calm);
  else setTimeout(() => requestAnimationFrame(() => setTimeout(look)));
};
look();""".replace("settled()", SETTLED)


_browser = None


def the_browser():
    """One for all tests of a file: to start it takes four seconds of a processor."""
    global _browser
    if _browser is None:
        folder = tempfile.TemporaryDirectory(prefix="karimen-chromium-", ignore_cleanup_errors=True)
        atexit.register(folder.cleanup)
        _browser = Browser(folder.name)
        atexit.register(_browser.quit)
    _browser.complaints()  # what another test left is none of this one's
    return _browser


class InBrowser(unittest.TestCase):
    """All tests of a class have a folder and the browser."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="karimen-pages-", ignore_cleanup_errors=True)
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.browser = the_browser()


class Browser:
    """One window. Elements are named by CSS selectors; what is looked for is waited for."""

    def __init__(self, folder):
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for switch in [*SWITCHES, f"--user-data-dir={tempfile.mkdtemp(prefix='chromium-', dir=folder)}"]:
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_script_timeout(2 * PATIENCE)

    def quit(self):
        self.driver.quit()

    def open(self, path, address="", width=1280, height=900, dark=False):
        self.show_as(width, height, dark)
        self.driver.get("about:blank")
        self.driver.get(f"{path.as_uri()}#{address}")
        self.wait("main h1, main .note")
        self.settle()

    def go(self, address):
        """In the page that is open, as a link of its own does it."""
        self.script("location.hash = arguments[0]", address)
        self.settle()

    def visit(self, address, selector, width=1280, height=900, dark=False):
        """A page that is served, until it has `selector`."""
        self.show_as(width, height, dark)
        self.driver.get(address)
        return self.wait(selector)

    def until(self, condition, *arguments):
        """Until the expression of JavaScript holds; its value. The page asks itself, frame by frame: a look from here is a round trip."""
        value, problem = self.driver.execute_async_script(UNTIL % condition, *arguments)
        if problem:
            raise AssertionError(f"{problem}: {condition}")
        return value

    def show_as(self, width, height, dark=False, scale=1):
        """`scale` 2 and half of the pixels: as a browser's zoom of 200 % does it."""
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})
        self.resize(width, height, scale)

    def resize(self, width, height, scale=1):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})

    def settle(self):
        """Until nothing is being opened any more, and what was done has been drawn."""
        self.driver.execute_async_script("""const done = arguments[0];
            const drawn = (then) => setTimeout(() => requestAnimationFrame(() => setTimeout(then)));
            const look = () => drawn(() => settled() ? done() : look());
            look();""".replace("settled()", SETTLED))

    def wait(self, selector):
        self.until("document.querySelector(arguments[0])", selector)
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def text(self, selector):
        self.until("document.querySelector(arguments[0])", selector)
        return self.texts(selector)[0]

    def texts(self, selector):
        """What is seen of each, on one line."""
        return [" ".join(each.split()) for each in self.script(SEEN, selector)]

    def click(self, selector):
        """Also where the page draws the thing anew between looking for it and clicking."""
        def clicked(_):
            found = self.wait(selector)
            self.script("arguments[0].scrollIntoView({block: 'center'})", found)
            found.click()
            return True
        WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05, ignored_exceptions=[StaleElementReferenceException]).until(clicked)
        self.settle()

    def type(self, selector, text):
        self.wait(selector).send_keys(text)
        self.settle()

    def press(self, text):
        """At the keyboard, wherever the focus is."""
        ActionChains(self.driver).send_keys(text).perform()

    def keys(self, text):
        self.press(text)
        self.settle()

    def unfold(self):
        """Opens everything that can be, and what that brings."""
        if not self.driver.execute_async_script(UNFOLD):
            raise AssertionError("there is always more to unfold")

    def back(self):
        self.driver.back()
        self.settle()

    def hash(self):
        return self.script("return decodeURIComponent(location.hash)")

    def title(self):
        return self.driver.title

    def language(self):
        return self.script("return document.documentElement.lang")

    def overflow(self):
        """By how many pixels the page is wider than its window."""
        return self.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def complaints(self):
        """What the browser wrote to its console: errors of scripts, breaches of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def pdf(self):
        return self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]

    def picture(self, path, tallest=2600):
        """A screenshot of the whole page."""
        import base64
        height = min(self.script("return document.documentElement.scrollHeight"), tallest)
        size = self.script("return [innerWidth, innerHeight]")
        self.resize(size[0], height)
        path.write_bytes(base64.b64decode(self.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]))
        self.resize(*size)


if __name__ == "__main__":
    sys.exit("this is a library of the tests beside it")
