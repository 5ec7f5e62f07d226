"""One browser of each kind for the whole session, and a fresh agent for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from browser.agents import WatchedAgent
from browser.calendar import copy_extension
from browser.chromium import Chromium
from browser.driver import Browser
from browser.firefox import Firefox
from browser.outside import Outside
from browser.person import Person

ROOM = Path(__file__).parent
EXTENSION = ROOM.parents[1] / "extension"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here shares one loop, since a browser lives on the loop it was started on."""
    for item in items:
        if ROOM in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def outside() -> AsyncIterator[Outside]:
    """The closed way out of the machine."""
    async with Outside() as outside:
        yield outside


@pytest.fixture(scope="session")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension, in a folder of its own."""
    folder = tmp_path_factory.mktemp("extension") / "unpacked"
    copy_extension(EXTENSION, folder)
    return folder


@pytest_asyncio.fixture(scope="session", loop_scope="session", params=["chromium", "firefox"])
async def shared_browser(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    outside: Outside,
    extension: Path,
) -> AsyncIterator[Browser]:
    profile = tmp_path_factory.mktemp(request.param) / "profile"
    profile.mkdir()
    browser: Browser = (
        Chromium(extension, profile, outside.port)
        if request.param == "chromium"
        else Firefox(extension, profile, outside.port)
    )
    await browser.start()
    yield browser
    if browser.running:
        await browser.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(shared_browser: Browser, outside: Outside) -> AsyncIterator[Browser]:
    """The browser as it is after installing the extension: no page open, nothing kept, nothing asked of the outside."""
    if not shared_browser.running:
        await shared_browser.start()
    shared_browser.spare = None
    await shared_browser.close_pages()
    # Whatever it is still doing for the test before must not write into this one.
    await shared_browser.stop_worker()
    # A file that runs nothing, but belongs to the extension: what is kept can be cleared there.
    page = await shared_browser.extension_page("style.css")
    await page.evaluate("() => (globalThis.browser ?? chrome).storage.local.clear()")
    shared_browser.spare = page
    await shared_browser.forget_complaints()
    yield shared_browser
    left, outside.asked = outside.asked, []
    assert left == [], "a request left the machine"


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[WatchedAgent]:
    """A running agent with an empty log."""
    with WatchedAgent(tmp_path / "data") as running:
        yield running
        assert running.faults.lines == []


@pytest_asyncio.fixture(loop_scope="session")
async def another(extension: Path, tmp_path: Path, outside: Outside) -> AsyncIterator[Chromium]:
    """A Chromium besides the shared one, on a new profile of its own and not started yet."""
    profile = tmp_path / "another" / "profile"
    profile.mkdir(parents=True)
    browser = Chromium(extension, profile, outside.port)
    yield browser
    try:
        if browser.running:
            await browser.stop()
    finally:
        if browser.running:
            await browser.kill()


@pytest_asyncio.fixture(loop_scope="session")
async def person(browser: Browser, agent: WatchedAgent) -> Person:
    """A person at this browser, which is paired with the agent."""
    person = Person(browser, agent.address)
    await person.pair(agent.pairing_code())
    return person
