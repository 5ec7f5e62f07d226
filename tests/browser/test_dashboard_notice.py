"""What the person has to be told once: that a damaged database was put together again."""

from __future__ import annotations

from pathlib import Path

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import Person


async def test_a_recovery_is_told_until_it_was_read(browser: Browser, tmp_path: Path) -> None:
    """In one sentence on whatever page is open; once read it is told no more, in a new tab neither."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "colonnade.db").write_bytes(b"shopping list\n" * 1000)
    (data / "colonnade.db").chmod(0o600)
    with WatchedAgent(data) as agent:
        person = Person(browser, agent.address)
        page = await person.dashboard(agent.login_link())
        await page.shows("#notice", "The database was damaged")
        again = await person.dashboard(f"{agent.address}/")
        await again.shows("#notice", "The damaged one is kept as damaged-")
        await again.click("#notice button")
        await again.lacks("#notice")
        last = await person.dashboard(f"{agent.address}/")
        await last.shows("main", "first it has to know your browser")
        await last.lacks("#notice")
        assert await browser.complaints() == []
