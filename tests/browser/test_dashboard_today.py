"""The Today page: what it says, and what can be done there."""

from __future__ import annotations

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import COMMENT, Person
from browser.waiting import soon, taken, until

FACTS = "SELECT kind, qualifiers, count FROM activities ORDER BY seq"


async def test_the_first_run_is_one_sentence_one_button_and_then_the_page_notices(
    browser: Browser, agent: WatchedAgent
) -> None:
    """An empty agent asks to pair; the code shown there pairs the extension, and the page goes on by itself."""
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.shows("#first-run", "Colonnade counts what you click")
    assert len(await page.texts("main button")) == 1
    await page.click("#first-run button")
    code = await page.text("#pair-code")
    person = Person(browser, agent.address)
    await person.pair(code)
    await page.shows("#first-run", "is paired")
    await page.shows("#first-run", "colonnade service install")
    await page.lacks("#pair-code")
    await person.click_and_close()
    await page.lacks("#first-run")
    await page.shows('#routine [data-habit="comments"] .pips[data-done="1"]')


async def test_next_logs_what_its_button_says_and_takes_it_back(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """Next names one habit and why; its button logs exactly those clicks; Undo retracts them."""
    popup = await person.popup()
    await popup.click(COMMENT)
    await person.all_sent(popup)
    with agent.machine() as machine:
        said = machine.get("/api/v1/today")["next"]
    page = await person.dashboard(agent.login_link())
    assert await page.text("#next h3") == said["title"]
    assert said["reason"] in await page.text("#next")
    assert "LinkedIn" not in await page.text("#next")
    await page.click("#next button.go", said["button"])
    wanted = sorted((one["kind"], one["qualifiers"], one["count"]) for one in said["clicks"])
    await page.shows("#next .fate", "Kept.")
    logged = sorted((one["kind"], one["qualifiers"], one["count"]) for one in agent.activities()[:-1])
    assert logged == wanted
    await page.click("#next .fate button", "Undo")
    await until(lambda: len(agent.rows(FACTS)) == 1)
    # The page hears of it a moment later; until then "Another one" is about the step that came after this one.
    await page.shows("#next h3", said["title"])
    await page.click("#another")
    with agent.machine() as machine:
        other = machine.get(f"/api/v1/next?declined={said['clicks'][0]['kind']}")["next"]
    assert other["title"] != said["title"]
    await page.shows("#next h3", other["title"])
    await page.goto(f"{agent.address}/")
    await page.shows("#next h3", other["title"])


async def test_an_undo_and_an_edit_on_today_reach_the_popup(person: Person, agent: WatchedAgent) -> None:
    """What is just logged can be changed and taken back on Today, and the open popup follows within a second."""
    page = await person.dashboard(agent.login_link())
    popup = await person.popup()

    async def an_edit_and_undo() -> float:
        await popup.click(COMMENT)
        await page.click("#log li button", "Edit")
        await page.fill("#edit-count", "2")
        await page.click("#activity-dialog button.go")
        await page.lacks("#activity-dialog")
        await page.shows("#log li", "×2")
        slowest = await taken(popup.shows(COMMENT, "2 of 2 today"))
        await page.click("#log li button", "Undo")
        await page.lacks("#log li")
        return max(slowest, await taken(popup.shows(COMMENT, "0 of 2 today")))

    await soon(an_edit_and_undo)


async def test_the_pillars_can_be_read_as_a_table(person: Person, agent: WatchedAgent) -> None:
    """The drawing says in words what it shows, and the same numbers stand in a table."""
    await person.click_and_close()
    page = await person.dashboard(agent.login_link())
    drawing = await page.until(
        """() => document.querySelector('#pillars svg[role="img"]')?.getAttribute("aria-label")"""
    )
    assert drawing.startswith("Four pillars of 25. Brand not known yet, eight in ten between ")
    await page.click("#pillars button", "Show as table")
    assert await page.texts("#pillars-table tbody th") == ["Brand", "Find", "Engage", "Build", "Total"]
    assert await page.texts("#pillars-table tbody td:nth-of-type(1)") == ["not known yet"] * 5


async def test_the_page_outlives_the_agent_and_sends_what_was_done_meanwhile(
    person: Person, agent: WatchedAgent
) -> None:
    """Agent away: the page says so and keeps an edit; agent back: it connects by itself and the edit arrives once."""
    await person.click_and_close()
    await until(lambda: len(agent.rows(FACTS)) == 1)
    page = await person.dashboard(agent.login_link())
    await page.shows("#log li", "Comment")
    agent.stop()
    await page.shows('#live[data-up="false"]', "Agent not answering")
    await page.click("#log li button", "Edit")
    await page.fill("#edit-count", "3")
    await page.click("#activity-dialog button.go")
    await page.shows("#activity-dialog", "It is sent when the agent answers")
    await page.click("#activity-dialog button", "Close")
    with WatchedAgent(agent.data, agent.port) as again:
        await page.shows('#live[data-up="true"]')
        await until(lambda: [row[2] for row in again.rows(FACTS)] == [3])
        await page.shows("#log li", "×3")
        assert [kind for (kind,) in again.rows("SELECT type FROM entries ORDER BY seq")] == ["record", "amend"]
