"""The popup says once that the summary of a week is ready."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import STORED, Person
from browser.test_keyboard import focus_is_on, tab_to
from browser.test_pictures import SHIFTED, STILL
from harness import items

FORGET_READY: Final = f"""async () => {{
  const {{ told }} = await ({STORED})();
  const area = (globalThis.browser ?? chrome).storage.local;
  await area.set({{ready: null, told: {{...told, today: {{...told.today, ready: null}}}}}});
}}"""


async def test_a_week_that_is_ready_is_said_once(person: Person, agent: WatchedAgent, browser: Browser) -> None:
    """The first popup of the week says it, moves nothing for it, leads to the week, and is quiet at a key."""
    last_week = (agent.now() - timedelta(days=7)).isoformat()
    agent.log(items.record(at=last_week, made_at=last_week))
    popup = await person.popup()
    await popup.shows("#ready-words", f"Week {(agent.now() - timedelta(days=7)).isocalendar().week} is ready.")
    await tab_to(popup, "#week")
    await popup.press("Enter")
    await browser.take_over(f"{agent.address}/week")
    await popup.close()
    popup = await person.popup()
    await popup.lacks("#ready")

    # With the popup closed: an open one would be told of the week anew, and show it before the next one can.
    await popup.close()
    options = await browser.extension_page("options.html")
    await options.evaluate(FORGET_READY)
    await options.close()
    popup = await person.popup()
    await popup.shows("#ready-words", "is ready.")
    if browser.name == "chromium":
        assert await popup.evaluate(SHIFTED) < STILL
    await tab_to(popup, "#dismiss")
    await popup.press("Enter")
    await popup.lacks("#ready")
    await focus_is_on(popup, "#dashboard")
