"""Catching up on what was done elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from browser.agents import WatchedAgent
from browser.person import Person
from browser.test_keyboard import focus_is_on
from browser.waiting import until
from harness import items


def logged(agent: WatchedAgent) -> list[tuple[str, str, int]]:
    """The activities: day, what, how many."""
    with agent.machine() as machine:
        found: list[dict[str, Any]] = machine.get("/api/v1/activities?limit=500")["items"]
    return sorted((one["day"], one["text"], one["count"]) for one in found)


async def test_ten_activities_are_caught_up_in_the_popup_by_keyboard_with_the_agent_down(
    person: Person, agent: WatchedAgent
) -> None:
    """C, the space bar seven and three times, Enter: two entries with their counts, each in its own day."""
    today = agent.now().date()
    agent.stop()
    popup = await person.popup()
    await popup.press("c")
    await focus_is_on(popup, "#behind .fewer")
    await popup.press("Tab")
    for _ in range(7):
        await popup.press(" ")
    await popup.press("Tab")
    await popup.press("Tab")
    for _ in range(3):
        await popup.press(" ")
    await popup.click("#behind-keep", "Keep 10 activities")
    await popup.shows("#said", "10 activities, kept.")
    await focus_is_on(popup, "#catch-up")
    await popup.shows('#tiles [data-key="1"]', "3 of 2 today")
    await popup.close()
    with WatchedAgent(agent.data, agent.port) as again:
        popup = await person.popup()
        await person.all_sent(popup)
        yesterday = today - timedelta(days=1)
        comment = "Comment · substantive"
        assert logged(again) == [(str(yesterday), comment, 7), (str(today), comment, 3)]


async def test_today_catches_up_too(person: Person, agent: WatchedAgent) -> None:
    """Its dialog keeps what was counted for yesterday and today, and moves the habits."""
    await person.click_and_close()
    page = await person.dashboard(agent.login_link())
    await page.click("#catch-up")
    for label in ("Substantive comment, today", "Profile via search, yesterday", "Profile via search, yesterday"):
        await page.click(f'#catch-up-dialog button[aria-label="One more: {label}"]')
    await page.click("#catch-up-dialog button.go", "Keep 3 activities")
    await page.lacks("#catch-up-dialog")
    await page.shows('#routine [data-habit="comments"] .pips[data-done="2"]')
    await until(lambda: len(logged(agent)) == 3)
    yesterday = agent.now().date() - timedelta(days=1)
    assert logged(agent)[0] == (str(yesterday), "Profile viewed · via search", 2)


async def test_an_empty_working_day_is_asked_about_once_and_caught_up(person: Person, agent: WatchedAgent) -> None:
    """The popup asks at its end; who forgot is led to the steppers of that day, and nobody is asked again."""
    today = agent.now().date()
    for back in (1, 2, 3, 4):
        if (today - timedelta(days=back)).isoweekday() <= 5:
            break
    empty = today - timedelta(days=back)
    at = f"{empty - timedelta(days=1)}T12:00:00+00:00"
    agent.log(items.record(at=at))
    popup = await person.popup()
    await popup.shows("#asked-words", "What was it?")
    await popup.click("#asked-forgot")
    await popup.click("#behind tbody tr:first-child td:nth-of-type(1) .again")
    await popup.click("#behind-keep", "Keep 1 activity")
    await until(lambda: (str(empty), "Comment · substantive", 1) in logged(agent))
    await popup.close()
    popup = await person.popup()
    await popup.lacks("#asked")
