"""The Pillars page: readings are entered, corrected and removed, and everything moves with them."""

from __future__ import annotations

from datetime import timedelta

from browser.agents import WatchedAgent
from browser.driver import Browser, Page
from browser.person import Person
from browser.waiting import until
from harness import items

SCORES = {"#reading-brand": "10,5", "#reading-find": "9.25", "#reading-engage": "3,701", "#reading-build": "14"}
MARKS = "() => [...document.querySelectorAll('[data-mark=\"reading\"] text')].map((one) => one.textContent)"
ROWS = "#readings .rows > li"


async def pillars_page(browser: Browser, agent: WatchedAgent) -> Page:
    """The page, logged in and connected."""
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/pillars")
    await page.shows('#live[data-up="true"]')
    await page.shows("#readings", "No reading yet")
    return page


async def means(page: Page) -> list[str]:
    """The estimate of each pillar, as the labels say it."""
    return await page.texts("#pillars .labels li")


async def enter(page: Page, fields: dict[str, str]) -> None:
    """Open the form, fill in these fields and keep them."""
    await page.click("#add-reading")
    for selector, text in fields.items():
        await page.fill(selector, text)
    await page.click("#reading-dialog button.go")


def values(agent: WatchedAgent) -> list[tuple[float, ...]]:
    """The four scores of every reading, newest first, from the signed API."""
    with agent.machine() as machine:
        items = machine.get("/api/v1/readings")["items"]
    return [(one["brand"], one["find"], one["engage"], one["build"]) for one in items]


async def test_a_reading_is_entered_corrected_and_removed(browser: Browser, agent: WatchedAgent) -> None:
    """Its marks stand beside the shafts, the estimate moves with each step, and ends where it began."""
    page = await pillars_page(browser, agent)
    before = await means(page)
    await enter(page, SCORES)
    await page.shows('#pillars[data-basis="reading"]')
    assert values(agent) == [(10.5, 9.25, 3.701, 14)]
    await page.until(f"() => ({MARKS})().join() === '10.5,9.25,3.701,14'")
    moved = await means(page)
    assert moved != before

    await page.click(f"{ROWS} button", "Correct")
    await page.fill("#reading-engage", "5")
    await page.click("#reading-dialog button.go")
    await page.until(f"() => ({MARKS})().join() === '10.5,9.25,5,14'")
    assert values(agent) == [(10.5, 9.25, 5, 14)]
    assert await means(page) != moved

    await page.click(f"{ROWS} button", "Remove")
    await page.click(f"{ROWS} .confirm button", "Yes")
    await page.shows("#readings", "No reading yet")
    await page.shows('#pillars[data-basis="prior"]')
    assert await means(page) == before


async def test_ranks_and_averages_change_what_today_shows(browser: Browser, agent: WatchedAgent) -> None:
    """The newest rank with the one before it, and by how much a pillar lies below its group's average."""
    agent.log(items.record())
    page = await pillars_page(browser, agent)
    await page.click("#add-reading")
    await page.click("#reading-dialog summary")
    more = {"#reading-industry_rank": "9", "#reading-network_rank": "12.5", "#reading-industry-build": "16,1"}
    for selector, text in (SCORES | more).items():
        await page.fill(selector, text)
    await page.click("#reading-dialog button.go")
    await page.shows('[data-rank="Industry"]', "top 9 %")
    await page.click("nav a", "Today")
    await page.shows("#next")
    await page.shows('[data-rank="Network"]', "top 12.5 %")
    await page.shows("#pillars", "Build is 2.1 below your industry's average")
    assert await page.evaluate("() => document.querySelectorAll('[data-mark=\"average\"]').length") == 1


async def test_what_is_no_number_is_said_at_its_field_and_nothing_is_lost(
    browser: Browser, agent: WatchedAgent
) -> None:
    """The form stays open with what was typed; put right, it is kept once."""
    page = await pillars_page(browser, agent)
    await enter(page, SCORES | {"#reading-find": "26", "#reading-build": "many"})
    await page.shows("#reading-find-about .fault")
    await page.shows("#reading-build-about .fault")
    assert values(agent) == []
    await page.fill("#reading-find", "9.25")
    await page.fill("#reading-build", "14")
    await page.click("#reading-dialog button.go")
    await page.lacks("#reading-dialog")
    assert values(agent) == [(10.5, 9.25, 3.701, 14)]


async def test_a_reading_entered_while_the_agent_is_away_arrives(browser: Browser, agent: WatchedAgent) -> None:
    """It waits on this browser's disk and is sent once when the agent is back."""
    page = await pillars_page(browser, agent)
    agent.stop()
    await page.shows('#live[data-up="false"]')
    await enter(page, SCORES)
    await page.shows("#reading-dialog", "It is sent when the agent answers")
    await page.click("#reading-dialog button", "Close")
    with WatchedAgent(agent.data, agent.port) as again:
        await page.shows('#live[data-up="true"]')
        await until(lambda: values(again) == [(10.5, 9.25, 3.701, 14)])
        await page.until(f"() => ({MARKS})().length === 4")


async def test_the_pillars_are_read_over_time_by_keyboard_and_as_a_table(browser: Browser, agent: WatchedAgent) -> None:
    """A chart is drawn for each pillar; arrows say each day, the table holds every reading, ranks come with theirs."""
    days = [agent.now() - timedelta(days=days) for days in (14, 7, 0)]
    for at, brand in zip(days, (10, 11, 12), strict=True):
        agent.log(
            items.reading(
                at=at.isoformat(), made_at=at.isoformat(), brand=brand, industry_rank=30 - brand, industry={"total": 34}
            )
        )
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/pillars")
    await page.until("() => document.querySelectorAll('#history canvas').length === 6")
    brand = '#history [data-pillar="brand"]'
    await page.shows(f"{brand} .readout", "reading 12")
    await page.evaluate("(css) => document.querySelector(css).focus()", f"{brand} .chart")
    await page.press("PageDown")
    await page.shows(f"{brand} .readout", "reading 11")
    said = await page.evaluate("(css) => document.querySelector(css).getAttribute('aria-valuetext')", f"{brand} .chart")
    assert said == await page.text(f"{brand} .readout")
    await page.press("ArrowLeft", "End")
    await page.shows(f"{brand} .readout", "reading 12")
    await page.shows("#ranks .readout", "industry top 18 %")
    await page.shows('#history [data-pillar="total"] .readout', "industry's average 34")
    await page.click("#history button", "Show as table")
    rows = await page.texts("#history-table tbody tr")
    assert [row for row in rows if "read 11" in row and "top 19 %" in row]
    await page.choose("#history-span", "90")
    await page.until("() => document.querySelectorAll('#history-table tbody tr').length === 13")


WITH_RANKS = """Current Social Selling Index
45
out of 100
Four components of your score
12.5 | Establish your professional brand
7.25 | Find the right people
9.75 | Engage with insights
15.5 | Build relationships
People in your industry
Sales professionals in your industry have an average SSI of 34.
You rank in the top 9%
People in your network
People in your network have an average SSI of 36.
You rank in the top 11%
"""
WITHOUT = (
    "Establish your professional brand 11.1, Find the right people 6, Engage with insights 8.2, Build relationships 14"
)
GERMAN = """Professionelle Marke aufbauen: 10,501 / 25
Die richtigen Personen finden: 5,25 / 25
Durch Einblicke Interesse wecken: 7,5 / 25
"""


async def paste(page: Page, text: str) -> None:
    """Give a text to be understood; what was understood stands in the form."""
    await page.click("#paste-reading")
    await page.shows("#paste-text")
    await page.choose("#paste-text", text)
    await page.click("#paste-dialog button.go")
    await page.shows("#reading-dialog")


async def test_pasted_texts_are_shown_as_understood_and_kept_only_then(browser: Browser, agent: WatchedAgent) -> None:
    """With ranks, without, and with decimal commas and a pillar left out: looked over, completed, kept."""
    page = await pillars_page(browser, agent)

    async def field(pointer: str) -> str:
        return str(await page.evaluate("(css) => document.querySelector(css).value", f"#reading{pointer}"))

    await paste(page, WITH_RANKS)
    assert [await field(name) for name in ("-total", "-industry_rank", "-network_rank")] == ["45", "9", "11"]
    assert values(agent) == []
    await page.click("#reading-dialog button.go")
    await page.shows('[data-rank="Network"]', "top 11 %")
    await paste(page, WITHOUT)
    assert await field("-industry_rank") == ""
    await page.click("#reading-dialog button.go")
    await page.until("() => document.querySelectorAll('#readings .rows > li').length === 2")
    await paste(page, GERMAN)
    await page.shows("#reading-dialog .doubts", "Not found: Build.")
    await page.fill("#reading-build", "13,75")
    await page.click("#reading-dialog button.go")
    await page.until("() => document.querySelectorAll('#readings .rows > li').length === 3")
    assert sorted(values(agent)) == [(10.501, 5.25, 7.5, 13.75), (11.1, 6, 8.2, 14), (12.5, 7.25, 9.75, 15.5)]
    assert await browser.complaints() == []


async def test_a_plan_is_looked_at_and_nothing_of_it_is_kept(browser: Browser, agent: WatchedAgent) -> None:
    """What probably moved the pillars, how the estimate did, and what a plan may come to, in words and tables."""
    now = agent.now().isoformat()
    agent.log(
        items.record(count=4, qualifiers={"depth": "substantive"}, at=now, made_at=now),
        items.reading(at=now, made_at=now),
    )
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/pillars")
    await page.shows("#moved", "Not known yet: two more readings will tell.")
    await page.click("#moved button.link")
    await page.shows("#moved-table", "substantive comments")
    await page.shows("#track", "Not known yet: the second reading will be the first to compare with.")
    with agent.machine() as machine:
        before = machine.seq()
    await page.click("#around-pick")
    await page.shows("#around-owed", "Not known: too little was logged before that day to compare with.")
    await page.choose("#around-day", str(agent.now().date()))
    await page.shows("#around-table", "End of ")
    await page.shows("#around-rest", "Substantive comments: 0.0 a week before, 28.0 since")
    await page.goto(f"{agent.address}/plan")
    await page.click("#plan-try")
    await page.shows("#what-if", "1 a week lately")
    await page.choose('#what-if [type="range"]', "7")
    assert await page.evaluate("() => document.querySelector('#what-if .often input').value") == "7"
    await page.fill("#plan-comment_substantive", "ten")
    await page.click("#plan-look")
    await page.shows("#what-if .fault")
    await page.fill("#plan-comment_substantive", "10,5")
    await page.click("#plan-look")
    await page.shows("#plan-words", "After 4 weeks, against carrying on: ")
    await page.shows("#plan-table", "Engage")
    assert await page.texts("#what-if .fault") == []
    with agent.machine() as machine:
        assert machine.seq() == before


async def test_how_the_estimate_works_is_told_with_ones_own_numbers(browser: Browser, agent: WatchedAgent) -> None:
    """The readings there are, what is believed of each pillar, and the points that are assumed."""
    agent.log(items.record(qualifiers={"depth": "substantive"}), items.reading())
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/how")
    await page.shows("#how-learnt", "You have entered 1 reading.")
    await page.shows("#how-own", "Not known yet: two more readings will tell.")
    await page.click("#how-assumed button.link")
    await page.shows("#how-points", "Substantive comment")
