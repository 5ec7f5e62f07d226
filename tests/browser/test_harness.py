"""Facts about the ways these tests look at a browser: a watch that sees nothing proves nothing."""

from __future__ import annotations

import asyncio
import time

from browser.driver import PATIENCE, POLL, Browser
from browser.outside import Outside


async def test_a_request_that_leaves_the_machine_is_seen(browser: Browser, outside: Outside) -> None:
    """The closed way out tells of a page that asks for something of another host."""
    page = await browser.open("about:blank")
    await page.evaluate("() => fetch('http://outside.test/lost', {mode: 'no-cors'}).catch(() => null)")
    assert outside.asked == ["GET http://outside.test/lost"]
    outside.asked.clear()


async def test_a_breach_of_policy_is_seen(browser: Browser) -> None:
    """An inline style on an extension page is stopped by its policy, and the stop is heard of."""
    page = await browser.extension_page("popup.html")
    assert await browser.complaints() == []
    await page.evaluate("() => document.body.setAttribute('style', 'color: red')")
    deadline = time.monotonic() + PATIENCE
    while not any("Content" in one and "style-src" in one for one in await browser.complaints()):
        # What an add-on's page complains of comes from another process.
        assert time.monotonic() < deadline
        await asyncio.sleep(POLL)
