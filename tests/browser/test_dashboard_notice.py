"""What the person has to be told once: that a damaged database was put together again."""

from __future__ import annotations

from pathlib import Path

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import Person


async def test_a_recovery_is_told_until_it_was_read(browser: Browser, tmp_path: Path) -> None:
    """In one sentence on whatever page is open; once read it is told no more, after a reload neither."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "colonnade.db").write_bytes(b"shopping list\n" * 1000)
    (data / "colonnade.db").chmod(0o600)
    with WatchedAgent(data) as agent:
        page = await Person(browser, agent.address).dashboard(agent.login_link())
        await page.shows("#notice", "The database was damaged")
        await page.reload()
        await page.shows("#notice", "The damaged one is kept as damaged-")
        await page.click("#notice button")
        await page.lacks("#notice")
        await page.reload()
        await page.shows('#live[data-up="true"]')
        await page.shows("main", "first it has to know your browser")
        await page.lacks("#notice")
        assert await browser.complaints() == []
        await page.close()
