"""What the tests ask of a browser, of whatever kind."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from pathlib import Path

from browser.wire import Json, WireError

PATIENCE = 120.0
"""Seconds for what has no limit of its own: long enough for a busy machine, and it fails in the end."""
POLL = 0.02
SLOWER = 1.4
LONGEST = 0.15
"""Each look at a page keeps a whole browser busy: the longer something takes, the longer until the next look."""

REBOUND = "evil.test"
"""A name of another site that leads to this machine, as a hostile name server can say."""

SEEN = """(selector, text) => [...document.querySelectorAll(selector)].filter((found) =>
  found.checkVisibility() && found.textContent.includes(text))"""

SET = """(selector, value) => {
  const field = document.querySelector(selector);
  if (field.options && ![...field.options].some((option) => option.value === value)) return false;
  field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.dispatchEvent(new Event("change", {bubbles: true}));
  return true;
}"""
"""Whether the field was set: what can be chosen may still be on its way."""

HITTABLE = f"""async (selector, text) => {{
  const [found] = ({SEEN})(selector, text);
  if (!found || found.disabled) return null;
  found.scrollIntoView({{block: "center", behavior: "instant"}});
  const where = () => {{
    // A link that runs over two lines has a box for each, and the middle of both together may be no part of it.
    const {{x, y, width, height}} = found.getClientRects()[0] ?? new DOMRect();
    return [x + width / 2, y + height / 2];
  }};
  const before = where();
  await new Promise(requestAnimationFrame);
  const [x, y] = where();
  const hit = document.elementFromPoint(x, y);
  const still = x === before[0] && y === before[1];
  const takes = (element) => found.contains(element) || element?.closest?.("label")?.control === found;
  if (!still || !takes(hit)) return null;
  const aim = globalThis.aim = {{missed: false, over: new AbortController()}};
  const check = (event) => {{
    if (!event.isTrusted || takes(event.target)) return;
    aim.missed = true;
    event.preventDefault();
    event.stopImmediatePropagation();
  }};
  for (const part of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"])
    addEventListener(part, check, {{capture: true, signal: aim.over.signal}});
  return [x, y];
}}"""
"""Where to click, once the element stands still and nothing lies over it; from then on other elements take no click."""

MISSED = "() => { globalThis.aim?.over.abort(); return globalThis.aim?.missed ?? false; }"
"""Whether the page moved under the mouse, so that something else was hit. A page that has changed was hit."""


class Page(ABC):
    """One open page. A selector is CSS; `text` narrows it to elements that hold these words."""

    @abstractmethod
    async def goto(self, url: str) -> None:
        """Open this address and wait until it is loaded."""

    @abstractmethod
    async def reload(self) -> None:
        """Load the page anew."""

    @abstractmethod
    async def evaluate(self, function: str, *given: Json) -> Json:
        """What a JavaScript function makes of JSON arguments; a promise is awaited."""

    @abstractmethod
    async def in_front(self) -> None:
        """Bring the page in front of the others: an element of one behind never stands where it can be hit."""

    @abstractmethod
    async def hit(self, x: float, y: float) -> None:
        """Press and release the mouse there, in pixels of the window's content."""

    @abstractmethod
    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is: "Tab", "Enter", "Shift+Tab", "1"."""

    @abstractmethod
    async def type(self, text: str) -> None:
        """Type this text wherever the focus is."""

    @abstractmethod
    async def look(self, *, width: int, height: int, dark: bool) -> None:
        """Show the page in a window of this size, to a person who prefers this scheme."""

    @abstractmethod
    async def picture(self, path: Path) -> None:
        """Keep a picture of the whole page."""

    @abstractmethod
    async def printed(self) -> bytes:
        """The PDF that printing the page gives, as the print dialog is set at first: without background colours."""

    @abstractmethod
    async def close(self) -> None:
        """Close the page at once, whatever it is doing."""

    async def until(self, function: str, *given: Json, within: float = PATIENCE) -> Json:
        """What the function gives once it is true; fails when it is not `within` so many seconds."""
        deadline, pause = time.monotonic() + within, POLL
        while not (found := await self.evaluate(function, *given)):
            if time.monotonic() > deadline:
                shown = await self.evaluate("() => document.body.innerText.slice(0, 600)")
                raise AssertionError(f"not within {within} s: {function} {given}\nThe page says:\n{shown}")
            await asyncio.sleep(pause)
            pause = min(pause * SLOWER, LONGEST)
        return found

    async def click(self, selector: str, text: str = "") -> None:
        """Click the first such element as a mouse does, once it stands still and can be hit."""
        await self.in_front()
        while True:
            await self.hit(*await self.until(HITTABLE, selector, text))
            if not await self._missed():
                return

    async def _missed(self) -> bool:
        """Whether the last click hit something else; one that closed its page did not."""
        try:
            return bool(await self.evaluate(MISSED))
        except WireError:
            return False

    async def shows(self, selector: str, text: str = "", *, within: float = PATIENCE) -> None:
        """Wait until such an element can be seen."""
        await self.until(f"(...given) => ({SEEN})(...given).length > 0", selector, text, within=within)

    async def lacks(self, selector: str, text: str = "", *, within: float = PATIENCE) -> None:
        """Wait until no such element can be seen."""
        await self.until(f"(...given) => ({SEEN})(...given).length === 0", selector, text, within=within)

    async def texts(self, selector: str) -> list[str]:
        """The text of every such element that can be seen."""
        said = await self.evaluate(f"(css) => ({SEEN})(css, '').map((found) => found.textContent)", selector)
        return [" ".join(one.split()) for one in said]

    async def text(self, selector: str) -> str:
        """The text of the first such element, once it can be seen."""
        await self.shows(selector)
        return (await self.texts(selector))[0]

    async def fill(self, selector: str, text: str) -> None:
        """Put this text in place of what a field holds, by typing it."""
        await self.shows(selector)
        await self.evaluate(
            "(css) => { const field = document.querySelector(css); field.focus(); field.select(); }", selector
        )
        await self.press("Delete")
        await self.type(text)

    async def choose(self, selector: str, value: str) -> None:
        """Set a choice, a date or a time, which look different in each browser and language."""
        await self.shows(selector)
        await self.until(SET, selector, value)


class Browser(ABC):
    """One browser with the extension, on a profile that outlives it."""

    name: str
    origin: str
    """The extension's: the scheme and id that its pages and requests have."""
    downloads: Path
    """The folder that what is downloaded goes to."""
    spare: Page | None = None
    """An open page of the extension with nothing on it, for who wants one next."""

    @abstractmethod
    async def start(self) -> None:
        """Start it on its profile, and wait until the extension is there."""

    @property
    @abstractmethod
    def running(self) -> bool:
        """Whether it was started and has not ended."""

    @abstractmethod
    async def stop(self) -> None:
        """End it as a person does."""

    @abstractmethod
    async def kill(self) -> None:
        """End it as a power cut does: the browser and all its processes at once."""

    @abstractmethod
    async def page(self, *, aside: bool = False) -> Page:
        """A new page in front of the others; or aside, in a window of its own that stays in sight."""

    @abstractmethod
    async def take_over(self, prefix: str) -> Page:
        """A page the browser opened by itself, once there is one whose address begins like this."""

    @abstractmethod
    async def close_pages(self) -> None:
        """Close every page but an empty one."""

    @abstractmethod
    async def stop_worker(self) -> None:
        """End the extension's background script at once, as the browser does with an idle one."""

    @abstractmethod
    async def complaints(self) -> list[str]:
        """Errors of the extension's and the agent's pages: thrown, written to the console, or a breach of policy."""

    @abstractmethod
    async def forget_complaints(self) -> None:
        """Begin anew with complaints."""

    async def open(self, url: str, *, aside: bool = False) -> Page:
        """A new page with this address."""
        page = await self.page(aside=aside)
        await page.goto(url)
        return page

    async def extension_page(self, file: str) -> Page:
        """A page of the extension; the popup too, since a real one cannot be driven."""
        url = f"{self.origin}/{file}"
        if (page := self.spare) is None:
            return await self.open(url)
        self.spare = None
        await page.goto(url)
        return page
