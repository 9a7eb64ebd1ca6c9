"""The pytest plugin: `karimen_reader` is a PC/SC reader of this run's own, `card("sato_hanako", tries=1)` puts a card into it.

Names the service by $KARIMEN_SERVE and $KARIMEN_TOKEN, as `karimen serve` prints them; else starts one ($KARIMEN, or karimen on
the PATH). A test that fails shows what passed between its reader and the card."""
import os

import pytest

from karimen_serve import Service


@pytest.fixture(scope="session")
def karimen():
    """The service."""
    service = Service(os.environ.get("KARIMEN_SERVE"), os.environ.get("KARIMEN_TOKEN"), os.environ.get("KARIMEN", "karimen"))
    yield service
    service.close()


@pytest.fixture(scope="session")
def karimen_reader(karimen):
    """A reader of one's own: `karimen_reader.name` is its PC/SC name, `say` a word of the console."""
    reader = karimen.open_reader()
    yield reader
    reader.close()


@pytest.fixture
def card(karimen_reader):
    """card("sato_hanako", tries=1, words=["licence stale"]): her card is in the reader.

    `tries` are those of the authentication PIN, or a dictionary by key. The card before it is gone, with all its counters, defects
    and faults. `warm=False` takes it out and puts this one in, as a hand does it (about a second)."""
    def insert(name, tries=None, words=(), warm=True):
        left = tries if isinstance(tries, dict) else {} if tries is None else {"authentication": tries}
        karimen_reader.insert(name, [*(f"tries {key} {number}" for key, number in left.items()), *words], warm=warm)
        return karimen_reader

    return insert


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_setup(item):
    yield
    if reader := item.funcargs.get("karimen_reader"):
        item.karimen_events = reader.state["events"]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    reader = item.funcargs.get("karimen_reader") if hasattr(item, "funcargs") else None
    if call.when == "call" and outcome.get_result().failed and reader:
        traffic = "\n".join(reader.traffic(item.karimen_events))
        outcome.get_result().sections.append((f"between {reader.name} and the card", traffic))
