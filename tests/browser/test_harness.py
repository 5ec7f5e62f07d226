"""Facts about the ways these tests look at a browser: a watch that sees nothing proves nothing."""

from __future__ import annotations

import asyncio
import time

from browser.driver import PATIENCE, POLL, Browser
from browser.listener import Listener
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
    await heard(browser, "Content", "style-src")


class Faulty(Listener):
    """Serves one page that breaks its own policy, and throws, while it is loaded."""

    async def answer(self, _request: bytes, _reader: asyncio.StreamReader) -> bytes:
        policy = b"Content-Security-Policy: style-src 'none'"
        page = b"<!doctype html><title>Faulty</title><body style='color: red'><script>throw Error('early')</script>"
        return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\nConnection: close\r\n\r\n%s" % (policy, page)


async def test_what_goes_wrong_while_a_page_is_loaded_is_seen(browser: Browser) -> None:
    """A page may be there before anybody listens to it; what it said until then is told afterwards."""
    async with Faulty() as server:
        await browser.open(f"http://127.0.0.1:{server.port}/")
        await heard(browser, "Content", "style-src")
        await heard(browser, "early")


async def heard(browser: Browser, *words: str) -> None:
    """Wait until one complaint has all of these words: some are told by another process."""
    deadline = time.monotonic() + PATIENCE
    while not any(all(word in one for word in words) for one in await browser.complaints()):
        assert time.monotonic() < deadline, words
        await asyncio.sleep(POLL)
