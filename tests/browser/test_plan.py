"""The Plan page: whose routine it is, and what a change of it leaves as it was."""

from __future__ import annotations

import json
from datetime import timedelta

from browser.agents import WatchedAgent
from browser.person import COMMENT, Person
from browser.test_keyboard import focus_is_on
from harness import items


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


async def test_a_share_of_replies_is_planned_answered_and_told_on_every_page(
    person: Person, agent: WatchedAgent
) -> None:
    """As the only habit: Next leads to who waits, an answer moves Today and the popup, and the Week page tells it."""
    with agent.machine() as machine:
        nothing = {"habits": [], "budget": 15, "changed_at": items.moment(1)}
        assert machine.send("PUT", "/api/v1/routine", json.dumps(nothing).encode()).status == 200
    popup = await person.popup()
    page = await person.dashboard(agent.login_link())
    await page.goto(f"{agent.address}/plan")
    await page.click("#add-habit")
    await page.fill("#habit-name", "Prompt replies")
    await page.choose("#habit-kind", "replies")
    await page.fill("#habit-target", "75")
    await page.fill("#habit-hours", "48")
    await page.click("#habit-dialog button.go")
    await page.shows("#habits [data-pillar=build]", "75 % within 48 h")
    await page.shows("#effort", "each reply takes 3 min more")
    await page.goto(f"{agent.address}/")
    await page.click("#message-came")
    await page.shows("#routine [data-habit]", "none due")
    await page.shows("#routine [data-habit]", "1 reply still in time")
    await popup.shows('#tiles [data-key="1"]', "none due within 48 h · 75 % asked")
    await page.shows("#next h3", "Answer a message")
    await page.click("#next .go", "See who waits")
    await focus_is_on(page, "#owed-title")
    await page.click("#owed li button", "Answered")
    await page.shows("#routine [data-habit]", "1 of 1answered within 48 h · 75 % asked")
    await popup.shows('#tiles [data-key="1"]', "1 of 1 within 48 h · 75 % asked")
    await page.goto(f"{agent.address}/week")
    await page.shows("#week-routine", "1 of 1 (100 %)")
