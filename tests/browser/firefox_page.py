"""A page of Firefox, by way of WebDriver BiDi."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Final

from browser.bidi import Bidi, BidiError
from browser.driver import SEEN, Json, Page

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
HITTABLE: Final = f"""async (selector, text) => {{
  const [found] = ({SEEN})(selector, text);
  if (!found || found.disabled) return null;
  found.scrollIntoView({{block: "center", behavior: "instant"}});
  const where = () => {{
    const {{x, y, width, height}} = found.getBoundingClientRect();
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

MISSED: Final = "() => { globalThis.aim?.over.abort(); return globalThis.aim?.missed ?? false; }"
"""Whether the page moved under the mouse, so that something else was hit. A page that has changed was hit."""


async def privileged(bidi: Bidi, script: str) -> Json:
    """What a script gives that runs with the browser's own rights; a string, or nothing."""
    tree = await bidi.send("browsingContext.getTree", maxDepth=0, **{"moz:scope": "chrome"})
    where = {"context": tree["contexts"][0]["context"]}
    answer = await bidi.send("script.evaluate", expression=script, target=where, awaitPromise=True)
    if answer["type"] == "exception":
        raise AssertionError(answer["exceptionDetails"]["text"])
    return answer["result"].get("value")


class FirefoxPage(Page):
    def __init__(self, bidi: Bidi, context: str) -> None:
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

    async def click(self, selector: str, text: str = "") -> None:
        # An element of a page behind others never stands where it can be hit.
        await self._in_front()
        while True:
            x, y = await self.until(HITTABLE, selector, text)
            mouse = [
                {"type": "pointerMove", "x": round(x), "y": round(y)},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ]
            await self._act({"type": "pointer", "id": "mouse", "actions": mouse})
            if not await self._missed():
                return

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

    async def _missed(self) -> bool:
        """Whether the last click hit something else; one that closed its page did not."""
        try:
            return bool(await self.evaluate(MISSED))
        except BidiError:
            return False

    async def _in_front(self) -> None:
        await self._bidi.send("browsingContext.activate", context=self.context)

    async def _act(self, source: dict[str, Json]) -> None:
        await self._in_front()
        await self._bidi.send("input.performActions", context=self.context, actions=[source])

    async def look(self, *, width: int, height: int, dark: bool) -> None:
        # A page behind others hears of a new size or scheme a second later.
        await self._in_front()
        size = {"width": width, "height": height}
        await self._bidi.send("browsingContext.setViewport", context=self.context, viewport=size)
        await privileged(self._bidi, f"Services.prefs.setIntPref({SCHEME!r}, {0 if dark else 1})")
        # Every page hears of it a moment later, and a picture before that would be of the other scheme.
        await self.until("(dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark", dark)

    async def picture(self, path: Path) -> None:
        await self._in_front()
        shot = await self._bidi.send("browsingContext.captureScreenshot", context=self.context, origin="document")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(shot["data"]))

    async def printed(self) -> bytes:
        made = await self._bidi.send("browsingContext.print", context=self.context)
        return base64.b64decode(made["data"])

    async def close(self) -> None:
        await self._bidi.send("browsingContext.close", context=self.context)
