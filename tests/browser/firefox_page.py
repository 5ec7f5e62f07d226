"""A page of Firefox, by way of WebDriver BiDi."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Final

from browser.driver import Json, Page
from browser.wire import Wire

KEYS: Final = {
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Escape": "\ue00c",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Delete": "\ue017",
}

SCHEME: Final = "layout.css.prefers-color-scheme.content-override"


async def privileged(bidi: Wire, script: str) -> Json:
    """What a script gives that runs with the browser's own rights; a string, or nothing."""
    tree = await bidi.send("browsingContext.getTree", maxDepth=0, **{"moz:scope": "chrome"})
    where = {"context": tree["contexts"][0]["context"]}
    answer = await bidi.send("script.evaluate", expression=script, target=where, awaitPromise=True)
    if answer["type"] == "exception":
        raise AssertionError(answer["exceptionDetails"]["text"])
    return answer["result"].get("value")


class FirefoxPage(Page):
    def __init__(self, bidi: Wire, context: str) -> None:
        self._bidi = bidi
        self.context = context

    async def goto(self, url: str) -> None:
        await self._bidi.send("browsingContext.navigate", context=self.context, url=url, wait="complete")

    async def reload(self) -> None:
        await self._bidi.send("browsingContext.reload", context=self.context, wait="complete")

    async def evaluate(self, function: str, *given: Json) -> Json:
        answer = await self._bidi.send(
            "script.callFunction",
            functionDeclaration=f"async (given) => JSON.stringify(await ({function})(...JSON.parse(given)) ?? null)",
            arguments=[{"type": "string", "value": json.dumps(given)}],
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    async def in_front(self) -> None:
        await self._bidi.send("browsingContext.activate", context=self.context)

    async def hit(self, x: float, y: float) -> None:
        mouse = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        await self._act({"type": "pointer", "id": "mouse", "actions": mouse})

    async def press(self, *keys: str) -> None:
        for key in keys:
            parts = [KEYS.get(part, part) for part in key.split("+")]
            down = [{"type": "keyDown", "value": part} for part in parts]
            await self._act(
                {
                    "type": "key",
                    "id": "keys",
                    "actions": down + [{"type": "keyUp", "value": part} for part in reversed(parts)],
                }
            )

    async def type(self, text: str) -> None:
        strokes = [{"type": how, "value": letter} for letter in text for how in ("keyDown", "keyUp")]
        await self._act({"type": "key", "id": "keys", "actions": strokes})

    async def _act(self, source: dict[str, Json]) -> None:
        await self.in_front()
        await self._bidi.send("input.performActions", context=self.context, actions=[source])

    async def look(self, *, width: int, height: int, dark: bool) -> None:
        # A page behind others hears of a new size or scheme a second later.
        await self.in_front()
        size = {"width": width, "height": height}
        await self._bidi.send("browsingContext.setViewport", context=self.context, viewport=size)
        await privileged(self._bidi, f"Services.prefs.setIntPref({SCHEME!r}, {0 if dark else 1})")
        # Every page hears of it a moment later, and a picture before that would be of the other scheme.
        await self.until("(dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark", dark)

    async def picture(self, path: Path) -> None:
        await self.in_front()
        shot = await self._bidi.send("browsingContext.captureScreenshot", context=self.context, origin="document")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(shot["data"]))

    async def printed(self) -> bytes:
        made = await self._bidi.send("browsingContext.print", context=self.context)
        return base64.b64decode(made["data"])

    async def close(self) -> None:
        await self._bidi.send("browsingContext.close", context=self.context)
