"""A page of Chromium, by way of Playwright."""

from __future__ import annotations

from pathlib import Path

from playwright import async_api as playwright

from browser.driver import Json, Page


class ChromiumPage(Page):
    def __init__(self, page: playwright.Page) -> None:
        self.raw = page

    async def goto(self, url: str) -> None:
        await self.raw.goto(url)

    async def reload(self) -> None:
        await self.raw.reload()

    async def evaluate(self, function: str, *given: Json) -> Json:
        return await self.raw.evaluate(f"(given) => ({function})(...given)", list(given))

    async def click(self, selector: str, text: str = "") -> None:
        await self.raw.bring_to_front()
        found = self.raw.locator(selector)
        await (found.filter(has_text=text) if text else found).filter(visible=True).first.click()

    async def press(self, *keys: str) -> None:
        await self.raw.bring_to_front()
        for key in keys:
            await self.raw.keyboard.press(key)

    async def type(self, text: str) -> None:
        await self.raw.bring_to_front()
        await self.raw.keyboard.type(text)

    async def look(self, *, width: int, height: int, dark: bool) -> None:
        await self.raw.set_viewport_size({"width": width, "height": height})
        await self.raw.emulate_media(color_scheme="dark" if dark else "light")

    async def picture(self, path: Path) -> None:
        await self.raw.bring_to_front()
        await self.raw.screenshot(path=path, full_page=True)

    async def printed(self) -> bytes:
        return await self.raw.pdf(prefer_css_page_size=True)

    async def close(self) -> None:
        await self.raw.close()
