"""The Settings page: clients and preferences; and the days away on the Plan page."""

from __future__ import annotations

from datetime import timedelta

from browser.agents import WatchedAgent
from browser.driver import Browser, Page
from browser.person import Person
from browser.waiting import until
from harness import items


async def settings_page(browser: Browser, agent: WatchedAgent) -> Page:
    """The page, logged in and connected."""
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/settings")
    await page.shows('#live[data-up="true"]')
    return page


async def test_the_clients_are_listed_and_a_new_one_is_paired(browser: Browser, agent: WatchedAgent) -> None:
    """Settings shows a code, and once it was pasted, the browser by its name; the key of none is on the page."""
    page = await settings_page(browser, agent)
    await page.click("#clients #pair")
    await Person(browser, agent.address).pair(await page.text("#pair-code"))
    await page.shows("#clients", "is paired.")
    await page.shows('#clients [data-role="browser"]', "browser")
    roles = await page.evaluate(
        "() => [...document.querySelectorAll('#clients [data-role]')].map((one) => one.dataset.role)"
    )
    assert sorted(roles) == ["browser", "dashboard", "machine"]
    shown = await page.evaluate("() => document.documentElement.outerHTML")
    for (key,) in agent.rows("SELECT lower(hex(key)) FROM clients"):
        assert key not in shown.lower()


async def test_a_preference_is_kept_and_moves_the_day(person: Person, browser: Browser, agent: WatchedAgent) -> None:
    """Another zone and another start of the week are saved by one button, and are there after a reload."""
    page = await settings_page(browser, agent)
    await page.shows("#preferences")
    await page.fill("#zone", "Pacific/Auckland")
    await page.choose("#day_start", "04:00")
    await page.choose("#week_start", "sunday")
    await page.shows("#preferences-saved", "Not saved yet.")
    await page.click("#preferences button", "Save")
    await page.shows("#preferences-saved", "Saved.")
    with agent.machine() as machine:
        kept = machine.get("/api/v1/preferences")
    assert (kept["zone"], kept["day_start"], kept["week_start"]) == ("Pacific/Auckland", "04:00", "sunday")
    await page.reload()
    await page.until("() => document.querySelector('#zone')?.value === 'Pacific/Auckland'")


async def test_a_zone_that_is_none_is_told_at_its_field(browser: Browser, agent: WatchedAgent) -> None:
    """A zone nobody knows is refused with a reason, and nothing is changed."""
    page = await settings_page(browser, agent)
    await page.shows("#preferences")
    await page.fill("#zone", "Atlantis/Capital")
    await page.click("#preferences button", "Save")
    await page.shows("#zone-about .fault")
    with agent.machine() as machine:
        assert machine.get("/api/v1/preferences")["zone"] != "Atlantis/Capital"


async def test_away_days_are_added_changed_and_removed(person: Person, browser: Browser, agent: WatchedAgent) -> None:
    """While away, Today expects nothing; an end set earlier, and a removal, take that back."""
    page = await settings_page(browser, agent)
    await page.goto(f"{agent.address}/plan")
    await page.click("#add-period")
    await page.click("#period-dialog button.go")
    await page.shows('#periods [data-period="away"]')
    today = await browser.open(f"{agent.address}/")
    await today.shows("main", "away: nothing is expected today")
    popup = await person.popup()
    await popup.shows("#left", "nothing due today")

    yesterday = (agent.now() - timedelta(days=1)).date().isoformat()
    await page.click('#periods [data-period="away"] button', "Edit")
    await page.choose("#period-start", yesterday)
    await page.choose("#period-end", yesterday)
    await page.click("#period-dialog button.go", "Save the change")
    await page.lacks("#period-dialog")
    assert agent.rows('SELECT start, "end" FROM periods') == [(yesterday, yesterday)]
    await today.lacks("main", "away: nothing is expected today")

    await page.click('#periods [data-period="away"] button', "Remove")
    await page.click("#periods .confirm button", "Yes")
    await page.lacks("#periods [data-period]")
    await until(lambda: agent.rows("SELECT count(*) FROM periods") == [(0,)])


async def test_without_sales_navigator_its_kinds_are_offered_nowhere_and_stay_in_the_log(
    browser: Browser, agent: WatchedAgent
) -> None:
    """Saved with the other preferences; the form of Activity has the two kinds no more, what was logged is shown."""
    agent.log(items.record("lead_saved", at=items.moment(60 - int(agent.ahead.total_seconds()))))
    page = await settings_page(browser, agent)
    await page.click("#no-navigator")
    await page.click("#preferences button", "Save")
    await page.shows("#preferences-saved", "Saved.")
    with agent.machine() as machine:
        assert machine.get("/api/v1/preferences")["sales_navigator"] is False
    await page.reload()
    await page.until("() => document.querySelector('#no-navigator')?.checked")
    await page.goto(f"{agent.address}/activity")
    await page.shows("#activity tr[data-id]", "Lead saved")
    await page.click("#add")
    offered = "() => [...document.querySelectorAll('#edit-kind option')].map((one) => one.value)"
    await page.until(
        f"() => {{ const kinds = ({offered})(); return kinds.length > 5 && !kinds.includes('lead_saved'); }}"
    )
    assert "search_alert" not in await page.evaluate(offered)


async def test_the_limits_of_the_index_are_said(browser: Browser, agent: WatchedAgent) -> None:
    """All three: no revenue, gamed by volume, in favour of daily volume over thought."""
    page = await settings_page(browser, agent)
    for words in ("Revenue", "gamed by volume", "active every day over posting thoughtfully"):
        await page.shows("#limits", words)


async def test_a_look_says_what_is_wrong_and_what_to_do(browser: Browser, agent: WatchedAgent) -> None:
    """When it is asked for, and again when it was mended."""
    page = await settings_page(browser, agent)
    await page.click("#look")
    await page.shows('#diagnostics [data-of="folder"][data-state="good"]', "Only you can read")
    agent.data.chmod(0o755)
    await page.click("#look", "Look again")
    await page.shows('#diagnostics [data-of="folder"][data-state="wrong"]', f"chmod 700 '{agent.data}'")
    agent.data.chmod(0o700)
    await page.click("#look", "Look again")
    await page.shows('#diagnostics [data-of="folder"][data-state="good"]')
