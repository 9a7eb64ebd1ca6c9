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
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=en-GB"]
PATIENCE = 30


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

    def quit(self):
        self.driver.quit()

    def open(self, path, address="", width=1280, height=900, dark=False):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})
        self.resize(width, height)
        self.driver.get("about:blank")
        self.driver.get(f"{path.as_uri()}#{address}")
        self.wait("main h1, main .note")
        self.settle()

    def visit(self, address, selector, width=1280, height=900, dark=False):
        """A page that is served, until it has `selector`."""
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})
        self.resize(width, height)
        self.driver.get(address)
        return self.wait(selector)

    def until(self, condition, *arguments):
        """Until the expression of JavaScript holds; its value."""
        return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(
            lambda driver: driver.execute_script(f"return {condition}", *arguments))

    def resize(self, width, height):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def settle(self):
        """Until nothing is being opened any more."""
        WebDriverWait(self.driver, PATIENCE).until(lambda driver: driver.execute_async_script(
            "const done = arguments[0]; setTimeout(() => requestAnimationFrame(() => "
            "done(!/^(Opening…|読込み中…)$/.test(document.querySelector('main')?.innerText.trim() ?? '…'))), 30)"))

    def wait(self, selector):
        return WebDriverWait(self.driver, PATIENCE).until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector))

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def text(self, selector):
        return " ".join(self.wait(selector).text.split())

    def texts(self, selector):
        return [" ".join(each.text.split()) for each in self.driver.find_elements(By.CSS_SELECTOR, selector)]

    def click(self, selector):
        """Also where the page draws the thing anew between looking for it and clicking."""
        def clicked(_):
            found = self.wait(selector)
            self.script("arguments[0].scrollIntoView({block: 'center'})", found)
            found.click()
            return True
        WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[StaleElementReferenceException]).until(clicked)
        self.settle()

    def type(self, selector, text):
        self.wait(selector).send_keys(text)
        self.settle()

    def keys(self, text):
        ActionChains(self.driver).send_keys(text).perform()
        self.settle()

    def unfold(self):
        """Opens everything that can be, and what that brings."""
        for _ in range(3):
            self.script("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            self.settle()

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
