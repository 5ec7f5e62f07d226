"""The Plan page: whose routine it is, and what a change of it leaves as it was."""

from __future__ import annotations

from datetime import timedelta

from browser.agents import WatchedAgent
from browser.person import COMMENT, Person


async def test_a_routine_is_taken_and_changed_and_every_picture_follows(person: Person, agent: WatchedAgent) -> None:
    """A preset over the budget warns; a changed target reaches popup and Today; yesterday keeps what it asked."""
    popup = await person.popup()
    page = await person.dashboard(agent.login_link())
    await page.goto(f"{agent.address}/plan")
    await page.shows("#effort", "About 14 min a weekday, and 75 min a week")
    await page.lacks("#over", "min more")
    await page.click('[data-preset="dedicated"] button', "Use this")
    await page.click('[data-preset="dedicated"] .confirm button', "Yes")
    await page.shows("#over", "26 min more than you have")
    await popup.shows(COMMENT, "0 of 5 today")
    await page.click('#habits [data-habit="comments"] button', "Change")
    await page.fill("#habit-target", "4")
    await page.fill("#habit-better", "3")
    await page.click("#habit-dialog button.go")
    await page.shows("#habit-better-about .fault", "A better target is larger")
    await page.fill("#habit-better", "")
    await page.click("#habit-dialog button.go")
    await page.lacks("#habit-dialog")
    await popup.shows(COMMENT, "0 of 4 today")
    await page.goto(f"{agent.address}/")
    await page.shows('#routine [data-habit="searches"]')
    with agent.machine() as machine:
        habits = machine.get("/api/v1/routine")["habits"]
    yesterday = str(agent.now().date() - timedelta(days=1))
    targets = [(one["target"], one["end"]) for one in habits if one["id"] == "comments"]
    assert targets == [(2, yesterday), (4, None)]
