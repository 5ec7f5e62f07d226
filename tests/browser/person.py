"""What a person does with the extension and the dashboard, in their own steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from browser.driver import Browser, Page

STORED = "async () => (globalThis.browser ?? chrome).storage.local.get(null)"
BADGE = "async () => (globalThis.browser ?? chrome).action.getBadgeText({})"
OUTBOX = "outbox:"

WAKE = "() => (globalThis.browser ?? chrome).alarms.create('waiting', {delayInMinutes: 0.001})"

ALL_LOADED = "async () => { await (await import('/app/pages.js')).loadAll(); return true; }"

COMMENT = '#tiles button[data-key="1"]'
"""The first tile is the first habit of the routine: substantive comments."""


@dataclass
class Person:
    """Somebody at a browser, with an agent that has this address."""

    browser: Browser
    address: str

    async def pair(self, code: str) -> None:
        """Pair through the options page, as the README says."""
        page = await self.browser.extension_page("options.html")
        await page.shows("#pair:enabled")
        await page.fill("#code", code)
        await page.click("#pair")
        # What "#paired" says may still be of an earlier pairing; this page must not close before the new one is kept.
        await page.shows("#answer", "Paired.")
        await page.until(
            f"async () => {{ const {{pairing, link, told}} = await ({STORED})();"
            " return told && link.confirmed_at >= pairing.paired_at; }"
        )
        await page.close()

    async def popup(self) -> Page:
        """The open popup, once its tiles can be pressed."""
        page = await self.browser.extension_page("popup.html")
        await page.shows(COMMENT)
        return page

    async def click_and_close(self, key: int = 1) -> None:
        """Press a tile and close the popup at once, whatever it has got to."""
        page = await self.popup()
        await page.click(f'#tiles button[data-key="{key}"]')
        await page.close()

    async def dashboard(self, link: str) -> Page:
        """The dashboard, opened by a one-time link and connected, in a window beside the popup's."""
        page = await self.browser.open(link, aside=True)
        await page.shows('#live[data-up="true"]')
        # Firefox complains of modules that were still on their way when their page was left.
        await page.evaluate(ALL_LOADED)
        return page

    async def stored(self, page: Page) -> dict[str, Any]:
        """Everything the extension keeps, read on one of its pages."""
        return dict(await page.evaluate(STORED))

    async def outbox(self, page: Page) -> list[dict[str, Any]]:
        """What waits in the outbox, in no order."""
        return [value for key, value in (await self.stored(page)).items() if key.startswith(OUTBOX)]

    async def alarm(self, page: Page) -> None:
        """What the browser does each half minute while something waits, now."""
        await page.evaluate(WAKE)

    async def all_sent(self, page: Page) -> None:
        """Wait until nothing waits in the outbox any more."""
        await page.until(f"async () => !Object.keys(await ({STORED})()).some((key) => key.startsWith('{OUTBOX}'))")
