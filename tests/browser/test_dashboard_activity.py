"""The Activity page: the log as a table that can be filtered and set right."""

from __future__ import annotations

from datetime import datetime, timedelta

from browser.agents import WatchedAgent
from browser.driver import Browser, Page
from browser.person import Person
from browser.waiting import until
from harness import items

ROWS = "#activity tr[data-id]"


async def activity_page(browser: Browser, agent: WatchedAgent) -> Page:
    """The page, logged in, with its table or its empty sentence."""
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/activity")
    await page.shows('#live[data-up="true"]')
    return page


def back(agent: WatchedAgent, days: int) -> datetime:
    """Noon so many days before the agent's today."""
    return (agent.now() - timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)


async def test_an_activity_is_added_back_dated_edited_and_taken_back(browser: Browser, agent: WatchedAgent) -> None:
    """Each step is an entry of the log, and the table shows what it came to."""
    page = await activity_page(browser, agent)
    await page.shows("main", "Nothing is logged yet.")
    day = back(agent, 3).date().isoformat()
    await page.click("#add")
    await page.choose("#edit-kind", "reshare")
    await page.shows("#edit-perspective")
    await page.choose("#edit-day", day)
    await page.fill("#edit-note", "about the report")
    await page.click("#activity-dialog button.go", "Add it")
    await page.lacks("#activity-dialog")
    await page.shows(ROWS, "about the report")
    (added,) = agent.activities()
    assert (added["kind"], added["day"], added["qualifiers"], added["note"]) == ("reshare", day, {}, "about the report")

    await page.click(f"{ROWS} button", "Edit")
    await page.choose("#edit-perspective", "0")
    await page.fill("#edit-count", "4")
    await page.click("#activity-dialog button.go", "Save the change")
    await page.shows(f"{ROWS} .count", "4")
    (changed,) = agent.activities()
    assert (changed["qualifiers"], changed["count"], changed["amended"]) == ({"perspective": True}, 4, True)
    assert changed["at"] == added["at"]

    await page.click(f"{ROWS} button", "Take back")
    await page.click(f"{ROWS} .confirm button", "Yes")
    await page.shows("main", "Nothing is logged yet.")
    assert [kind for (kind,) in agent.rows("SELECT type FROM entries ORDER BY seq")] == ["record", "amend", "retract"]
    assert agent.rows("SELECT count(*) FROM entries WHERE content LIKE '%report%'") == [(0,)]


async def test_what_the_agent_refuses_is_told_at_its_field_and_can_be_mended(
    browser: Browser, agent: WatchedAgent
) -> None:
    """A day before 2003 is refused with its reason beside the field; set right, the same entry is kept."""
    page = await activity_page(browser, agent)
    await page.click("#add")
    await page.choose("#edit-day", "1999-05-05")
    await page.click("#activity-dialog button.go", "Add it")
    await page.shows("#edit-day-about .fault")
    assert await page.evaluate("() => document.querySelector('#edit-day').getAttribute('aria-invalid')") == "true"
    assert agent.activities() == []
    await page.choose("#edit-day", back(agent, 1).date().isoformat())
    await page.click("#activity-dialog button.go", "Add it")
    await page.lacks("#activity-dialog")
    await page.shows(ROWS, "Comment")
    assert len(agent.activities()) == 1
    assert await page.texts("#refused") == []


async def test_filters_narrow_the_table(browser: Browser, agent: WatchedAgent) -> None:
    """By kind, pillar, days and the words of a note, together and each undone by "Clear"."""
    for days, kind, note in [
        (1, "comment_written", "alpha"),
        (5, "reaction_given", "beta"),
        (9, "post_published", "alphabet"),
    ]:
        at = back(agent, days).isoformat()
        agent.log(items.record(kind, at=at, made_at=at, note=note))
    page = await activity_page(browser, agent)

    async def found(*notes: str) -> None:
        await page.until(
            "(notes) => [...document.querySelectorAll('.log-table .note-text')]"
            ".map((one) => one.textContent).join() === notes",
            ",".join(notes),
        )

    await found("alpha", "beta", "alphabet")
    # The kinds come on their own, and may be later than the table.
    await page.until("() => document.querySelector('#filter-kind option[value=reaction_given]') !== null")
    await page.choose("#filter-kind", "reaction_given")
    await found("beta")
    await page.click(".filter button", "Clear")
    await found("alpha", "beta", "alphabet")
    await page.choose("#filter-pillar", "engage")
    await found("alpha", "beta")
    await page.choose("#filter-to", back(agent, 2).date().isoformat())
    await found("beta")
    await page.click(".filter button", "Clear")
    await page.choose("#filter-from", back(agent, 6).date().isoformat())
    await found("alpha", "beta")
    await page.click(".filter button", "Clear")
    await page.fill("#filter-text", "alpha")
    await found("alpha", "alphabet")
    await page.fill("#filter-text", "nothing like it")
    await page.shows("main", "Nothing in the log is like this.")


async def test_a_long_log_comes_in_pages_and_follows_new_clicks(
    person: Person, browser: Browser, agent: WatchedAgent
) -> None:
    """A hundred rows at first, the rest by "Show more"; a click elsewhere appears at the top by itself."""
    agent.log(*[items.record(at=items.moment(60 + number - int(agent.ahead.total_seconds()))) for number in range(130)])
    page = await activity_page(browser, agent)
    await page.until("(css) => document.querySelectorAll(css).length === 100", ROWS)
    await page.click("#more")
    await page.until("(css) => document.querySelectorAll(css).length === 130", ROWS)
    await page.lacks("#more")
    await person.click_and_close(2)
    await page.until("(css) => document.querySelectorAll(css).length === 131", ROWS)
    await until(lambda: len(agent.activities()) == 131)
    assert "Profile viewed" in (await page.texts(ROWS))[0]


async def test_several_activities_are_changed_and_taken_back_at_once_and_undone_as_one(
    browser: Browser, agent: WatchedAgent
) -> None:
    """Each is an entry of its own; one Undo brings all of them back, the notes of what was taken back too."""
    at = back(agent, 2).isoformat()
    agent.log(*[items.record(at=at, made_at=at, note=f"note {number}") for number in range(4)])
    before = [(one["id"], one["kind"], one["at"], one["note"]) for one in agent.activities()]
    page = await activity_page(browser, agent)
    await page.click(f"{ROWS}:nth-of-type(2) input")
    await page.shows("#several", "1 activity chosen")
    await page.click("#choose-all")
    await page.shows("#several", "4 activities chosen")

    day = back(agent, 5).date().isoformat()
    await page.click("#several button", "Change")
    await page.choose("#several-kind", "reshare")
    await page.choose("#several-perspective", "0")
    await page.choose("#several-day", day)
    await page.click("#several-dialog button.go")
    await page.shows("#several", "4 activities changed.")
    changed = agent.activities()
    assert {(one["kind"], one["day"]) for one in changed} == {("reshare", day)}
    assert [one["qualifiers"] for one in changed] == [{"perspective": True}] * 4
    await page.click("#several button", "Undo")
    await page.shows("#several", "all is as it was")
    assert [(one["id"], one["kind"], one["at"], one["note"]) for one in agent.activities()] == before

    await page.click("#choose-all")
    await page.click("#several button", "Take back")
    await page.click("#several .confirm button", "Yes")
    await page.shows("main", "Nothing is logged yet.")
    assert agent.activities() == []
    await page.click("#several button", "Undo")
    await page.shows(".note-text", "note 3")
    assert sorted(one["note"] for one in agent.activities()) == [f"note {number}" for number in range(4)]


async def test_what_is_changed_at_once_while_the_agent_is_away_waits_and_can_be_undone(
    browser: Browser, agent: WatchedAgent
) -> None:
    """A bad day: the entries wait on this page, and so does their undo."""
    at = back(agent, 2).isoformat()
    agent.log(*[items.record(at=at, made_at=at) for _ in range(3)])
    page = await activity_page(browser, agent)
    await page.click("#choose-all")
    agent.stop()
    await page.click("#several button", "Take back")
    await page.click("#several .confirm button", "Yes")
    await page.shows("#several", "It is sent when the agent answers.")
    await page.shows("#live", "3 on this page")
    await page.click("#several button", "Undo")
    await page.shows("#live", "6 on this page")


async def test_the_year_tells_each_day_and_a_chosen_one_filters_the_list(browser: Browser, agent: WatchedAgent) -> None:
    """By mouse and by arrows; the words of a day, its marks and the table behind say the same."""
    days = [back(agent, ago).date().isoformat() for ago in (0, 1, 7, 40, 300)]
    for ago, count in [(1, 2), (7, 5), (40, 1), (300, 1)]:
        at = back(agent, ago).isoformat()
        agent.log(items.record("comment_written", count=count, at=at, made_at=at))
    page = await activity_page(browser, agent)
    await page.until("(css) => document.querySelectorAll(css).length === 4", ROWS)
    await page.shows('#year[aria-busy="false"]')
    marked = "(day) => document.querySelector(`#year [data-day='${day}'] i`)?.className.trim()"
    assert [await page.evaluate(marked, day) for day in days] == [
        "cell", "cell engage2", "cell engage3", "cell engage1", "cell engage1",
    ]  # fmt: skip
    first = await page.evaluate("() => document.querySelector('#year [data-day]').dataset.day")
    assert datetime.fromisoformat(first).weekday() == 0
    await page.click(f"#year [data-day='{days[2]}']")
    await page.until("(css) => document.querySelectorAll(css).length === 1", ROWS)
    await page.shows("#year .year-day", "Engage 5")
    await page.press("ArrowUp", "ArrowDown", "ArrowRight", "ArrowUp")
    await page.press("Enter")
    await page.shows("#year .year-day", "Engage 2")
    await page.until("(day) => document.querySelector('#filter-from').value === day", days[1])
    await page.click("#year button", "Show as table")
    await page.until("() => document.querySelectorAll('#year-table tbody tr').length === 53")
    sums = await page.evaluate(
        "() => [...document.querySelectorAll('#year-table tbody td:nth-of-type(3)')].map((one) => +one.textContent)"
    )
    assert sum(sums) == 9


async def test_the_year_begins_its_weeks_as_the_person_does(browser: Browser, agent: WatchedAgent) -> None:
    """With Sunday weeks the first row is Sundays."""
    with agent.machine() as machine:
        known = machine.get("/api/v1/preferences")
        body = {**known, "week_start": "sunday", "changed_at": agent.now().isoformat()}
        assert machine.send("PUT", "/api/v1/preferences", body).status == 200
    agent.log(items.record(at=back(agent, 1).isoformat(), made_at=back(agent, 1).isoformat()))
    page = await activity_page(browser, agent)
    await page.shows('#year[aria-busy="false"]')
    first = await page.evaluate("() => document.querySelector('#year [data-day]').dataset.day")
    assert datetime.fromisoformat(first).weekday() == 6
