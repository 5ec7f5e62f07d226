"""Reminders of the real browser: asked for only by who wants them, and one a day outside the quiet hours.

Chromium shows its question about a permission to no driver. So the profile belongs to somebody who once said yes:
then Chromium does not ask anew, but grants when it is asked. The question itself and a no are not tested here.
"""

from __future__ import annotations

import json
from typing import Final

import pytest_asyncio

from browser.agents import WatchedAgent
from browser.chromium import Chromium
from browser.driver import Page
from browser.person import Person

ALLOWED: Final = "() => chrome.permissions.contains({permissions: ['notifications']})"
HEAR_QUESTIONS: Final = """() => {
  const ask = chrome.permissions.request.bind(chrome.permissions);
  globalThis.asked = [];
  chrome.permissions.request = (wanted) => { globalThis.asked.push(wanted); return ask(wanted); };
}"""
HEAR_WORDS: Final = """() => {
  const show = chrome.notifications.create.bind(chrome.notifications);
  globalThis.words = [];
  chrome.notifications.create = (id, said) => { globalThis.words.push(said.message); return show(id, said); };
}"""
SHOWN: Final = "async () => Object.keys(await chrome.notifications.getAll())"
PRESS: Final = "() => chrome.notifications.onClicked.dispatch('reminder')"
"""What the browser does when somebody clicks it; a headless one shows it to nobody."""
LOOK: Final = "async () => { await (await import('/lib/reminding.js')).remind(); return true; }"
"""What the background does whenever it wakes, awaited."""
QUIET: Final = """async () => {
  const quiet = {on: false, at: "15:00", most: 1, weekdays: "12345", quiet_from: "23:59", quiet_to: "23:58"};
  await chrome.storage.local.set({reminders: quiet});
}"""
"""Somebody once wanted quiet all day: what the background is still about when reminders are wanted shows none."""
ALARM: Final = "() => chrome.alarms.create('reminding', {delayInMinutes: 0.001})"


def say_yes(browser: Chromium) -> None:
    """Write down that the browser's person has agreed to notifications of the extension; it must not be running."""
    kept = json.loads(browser.preferences.read_text(encoding="utf-8"))
    known = kept["extensions"]["settings"][browser.origin.removeprefix("chrome-extension://")]
    for name in ("granted_permissions", "runtime_granted_permissions"):
        known.setdefault(name, {}).setdefault("api", []).append("notifications")
    browser.preferences.write_text(json.dumps(kept), encoding="utf-8")


@pytest_asyncio.fixture(loop_scope="session")
async def willing(another: Chromium, agent: WatchedAgent) -> Person:
    """A person at a paired browser who has agreed to notifications before and is asked for none yet."""
    await another.start()
    await another.stop()
    say_yes(another)
    await another.start()
    person = Person(another, agent.address)
    await person.pair(agent.pairing_code())
    return person


async def wanted(options: Page) -> None:
    """Want reminders by the switch, on any day and from midnight on, outside quiet hours that begin then."""
    await options.click("#remind")
    await options.shows("#reminders:not([hidden])")
    for field in ("#remind-at", "#quiet-from"):
        await options.choose(field, "00:00")
    for weekend in ("Sat", "Sun"):
        await options.click("#remind-days label", weekend)


async def test_a_reminder_is_asked_for_wanted_and_comes_once_a_day(willing: Person, agent: WatchedAgent) -> None:
    """Nothing is asked before; the switch asks; in quiet hours there is none; then one, which leads to Today."""
    options = await willing.browser.extension_page("options.html")
    await options.evaluate(QUIET)
    await options.reload()
    await options.evaluate(HEAR_QUESTIONS)
    popup = await willing.popup()
    left = await popup.text("#left")
    await options.evaluate(LOOK)
    assert await options.evaluate(ALLOWED) is False
    assert await options.evaluate("() => [globalThis.asked, chrome.notifications === undefined]") == [[], True]

    await wanted(options)
    assert await options.evaluate("() => globalThis.asked") == [{"permissions": ["notifications"]}]
    assert await options.evaluate(ALLOWED) is True
    await options.evaluate(LOOK)
    assert await options.evaluate(SHOWN) == []

    assert isinstance(willing.browser, Chromium)
    worker = await willing.browser.worker()
    await worker.evaluate(HEAR_WORDS)
    await options.choose("#quiet-to", "00:00")
    await options.evaluate(ALARM)
    await options.until(f"async () => (await ({SHOWN})()).length === 1")
    assert left == "5 left today"
    assert await worker.evaluate("() => globalThis.words") == ["5 clicks left in today's routine."]
    await worker.evaluate(PRESS)
    page = await willing.browser.take_over(willing.address)
    await page.shows("#next h3")
    await options.evaluate(LOOK)
    assert await options.evaluate(SHOWN) == []
