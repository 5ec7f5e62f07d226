"""A page of Chromium, by way of its own protocol."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from browser.chromium_keys import letter_strokes, strokes
from browser.driver import PATIENCE, POLL, Json, Page
from browser.wire import Wire, WireError

BETWEEN_PAGES: Final = "Cannot find default execution context"
"""What Chromium says of a page while it comes in place of another."""


class ChromiumPage(Page):
    """A page, or anything else in which a script can be run."""

    def __init__(self, wire: Wire, target: str, session: str, brought: Callable[[ChromiumPage], bool]) -> None:
        """`brought` notes that the page comes to the front, and says whether it was not there before."""
        self._wire = wire
        self.target = target
        self.session = session
        self._brought = brought
        self._loaded: set[str] = set()
        """The documents that were loaded so far."""
        self._more = asyncio.Event()

    async def send(self, method: str, **params: Json) -> dict[str, Json]:
        """Give this page a command and wait for its result."""
        return await self._wire.send(method, session=self.session, **params)

    def load(self, frame: str, document: str) -> None:
        """Note that this document is loaded in this frame; the page's own has the name of its target."""
        if frame == self.target:
            self._loaded.add(document)
            self._more.set()

    async def goto(self, url: str) -> None:
        answer = await self.send("Page.navigate", url=url)
        if error := answer.get("errorText"):
            raise WireError(f"{url}: {error}")
        # Another place in the same document is no document of its own.
        if (document := answer.get("loaderId")) is not None:
            await self._until(lambda: document in self._loaded)

    async def reload(self) -> None:
        before = len(self._loaded)
        await self.send("Page.reload")
        await self._until(lambda: len(self._loaded) > before)

    async def _until(self, loaded: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not loaded():
                self._more.clear()
                await self._more.wait()

    async def evaluate(self, function: str, *given: Json) -> Json:
        call = f"(async () => JSON.stringify(await ({function})(...{json.dumps(given)}) ?? null))()"
        while True:
            try:
                answer = await self.send("Runtime.evaluate", expression=call, awaitPromise=True, userGesture=True)
            except WireError as error:
                if BETWEEN_PAGES not in str(error):
                    raise
                await asyncio.sleep(POLL)
                continue
            if (thrown := answer.get("exceptionDetails")) is not None:
                raise AssertionError(thrown.get("exception", {}).get("description", thrown["text"]))
            return json.loads(answer["result"]["value"])

    async def in_front(self) -> None:
        if self._brought(self):
            await self.send("Page.bringToFront")

    async def hit(self, x: float, y: float) -> None:
        where = {"x": x, "y": y}
        button = {"button": "left", "clickCount": 1}
        await self._act(
            "Input.dispatchMouseEvent",
            {"type": "mouseMoved", **where},
            {"type": "mousePressed", **where, **button},
            {"type": "mouseReleased", **where, **button},
        )

    async def press(self, *keys: str) -> None:
        await self.in_front()
        await self._act("Input.dispatchKeyEvent", *(stroke for key in keys for stroke in strokes(key)))

    async def type(self, text: str) -> None:
        await self.in_front()
        # Nothing is waited for between two letters, as nobody who types does.
        told = [stroke for letter in text for stroke in letter_strokes(letter)]
        await asyncio.gather(*(self.send("Input.dispatchKeyEvent", **stroke) for stroke in told))

    async def _act(self, method: str, *parts: dict[str, Json]) -> None:
        """Do these one after the other; what closes its page is done, and no more is heard of it."""
        try:
            for part in parts:
                await self.send(method, **part)
        except WireError:
            targets = (await self._wire.send("Target.getTargets"))["targetInfos"]
            if self.target in {one["targetId"] for one in targets}:
                raise

    async def look(self, *, width: int, height: int, dark: bool) -> None:
        # A page behind others hears of a new size a second later.
        await self.in_front()
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self.send("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.send("Emulation.setEmulatedMedia", features=[scheme])

    async def picture(self, path: Path) -> None:
        await self.in_front()
        size = (await self.send("Page.getLayoutMetrics"))["cssContentSize"]
        shot = await self.send(
            "Page.captureScreenshot", captureBeyondViewport=True, optimizeForSpeed=True, clip={**size, "scale": 1}
        )
        await asyncio.to_thread(path.write_bytes, base64.b64decode(shot["data"]))

    async def printed(self) -> bytes:
        made = await self.send("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(made["data"])

    async def close(self) -> None:
        await self._wire.send("Target.closeTarget", targetId=self.target)
