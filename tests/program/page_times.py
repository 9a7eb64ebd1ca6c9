"""How long a report takes to show what is asked of it, in milliseconds, in a browser that has it open."""

TYPED = """const field = document.querySelector("#find");
    const type = (text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    };
    type("something else");
    const begin = performance.now();
    type(arguments[0]);
    document.body.getBoundingClientRect();
    return performance.now() - begin;"""
CHOSEN = """const [done, hash] = [arguments[1], arguments[0]], begin = performance.now();
    addEventListener("hashchange", () => setTimeout(() => { document.body.getBoundingClientRect();
        done(performance.now() - begin); }), {once: true});
    location.hash = hash;"""


def typing_ms(browser, text):
    """Until the overview shows what `text` finds."""
    return browser.script(TYPED, text)


def choosing_ms(browser, address):
    """Until it shows what the filters of `address` leave."""
    browser.driver.execute_async_script(CHOSEN, "lang=ja&holder=sato_hanako")
    return browser.driver.execute_async_script(CHOSEN, address)
