"""One click, kept and shown: the whole way of the main job."""

from __future__ import annotations

import json
from datetime import timedelta

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import BADGE, COMMENT, Person
from browser.waiting import soon, taken, until
from harness.agent import command

SHALLOW = '.chip[data-qualifier="depth"][data-value="shallow"]'
PIPS = '#routine [data-habit="comments"] .pips[data-done="{}"]'


async def test_one_click_moves_row_popup_badge_and_dashboard_within_a_second(
    person: Person, agent: WatchedAgent
) -> None:
    """A tile makes one row and moves all three counts; a chip changes it; undo takes it back everywhere."""
    dashboard = await person.dashboard(agent.login_link())
    popup = await person.popup()
    assert await popup.text("#left") == "5 left today"

    async def a_click_a_chip_and_undo() -> float:
        before = len(agent.rows("SELECT 1 FROM entries"))
        await popup.click(COMMENT)
        slowest = await taken(everywhere(1, "4"))
        assert await popup.text("#left") == "4 left today"
        assert agent.rows("SELECT kind, qualifiers, count FROM activities") == [
            ("comment_written", '{"depth":"substantive"}', 1)
        ]
        await popup.click(SHALLOW)
        slowest = max(slowest, await taken(everywhere(0, "5")), await taken(dashboard.shows("#log li", "short praise")))
        assert agent.rows("SELECT qualifiers, amended FROM activities") == [('{"depth":"shallow"}', 1)]
        await popup.click("#last .undo")
        slowest = max(slowest, await taken(popup.lacks("#last li")), await taken(dashboard.lacks("#log li")))
        assert agent.rows("SELECT count(*) FROM activities") == [(0,)]
        kinds = [kind for (kind,) in agent.rows("SELECT type FROM entries ORDER BY seq")]
        assert kinds[before:] == ["record", "amend", "retract"]
        return slowest

    async def everywhere(done: int, left: str) -> None:
        await popup.shows(COMMENT, f"{done} of 2 today")
        await popup.until(f"async (left) => await ({BADGE})() === left", left)
        await dashboard.shows(PIPS.format(done))

    await soon(a_click_a_chip_and_undo)


async def test_a_browser_pairs_with_the_code_that_the_command_shows(browser: Browser, agent: WatchedAgent) -> None:
    """`colonnade pair` prints a code; pasted into the options page with a name, it makes one client of that name."""
    # The command asks the machine's own clock, which no test can move.
    agent.ahead = timedelta()
    said = command("pair", data=agent.data, port=agent.port)
    assert said.returncode == 0, said.stderr
    code = next(line.strip() for line in said.stdout.splitlines() if line.startswith("    "))
    page = await browser.extension_page("options.html")
    await page.shows("#pair:enabled")
    await page.fill("#code", code)
    await page.fill("#label", "Desk browser")
    await page.click("#pair")
    await page.shows("#paired", f"Paired as “Desk browser” with the agent on port {agent.port}")
    assert agent.rows("SELECT role, label, origin FROM clients WHERE role = 'browser'") == [
        ("browser", "Desk browser", browser.origin)
    ]
    assert await page.evaluate("() => document.querySelector('#code').value") == ""


async def test_the_digits_press_the_tiles_and_u_takes_back(person: Person, agent: WatchedAgent) -> None:
    """In the popup, 1 logs the first habit and U takes the newest entry back."""
    popup = await person.popup()
    await popup.press("1")
    await popup.shows("#last li", "Comment")
    await popup.press("u")
    await popup.lacks("#last li")
    await person.all_sent(popup)
    assert [kind for (kind,) in agent.rows("SELECT type FROM entries ORDER BY seq")] == ["record", "retract"]


async def test_a_count_and_another_time_are_amends(person: Person, agent: WatchedAgent) -> None:
    """One more, and "another time", change the activity that was clicked; the record stays as it was."""
    popup = await person.popup()
    await popup.click(COMMENT)
    await popup.click("#last .again")
    await popup.shows(COMMENT, "2 of 2 today")
    await popup.click("#last .when-open", "Another time")
    await popup.evaluate("""() => {
      const field = document.querySelector("#last input[type=datetime-local]");
      field.value = "2026-01-05T09:30";
    }""")
    await popup.click("#last .when:not(.whom) button", "Set")
    await until(lambda: [(one["count"], one["day"]) for one in agent.activities()] == [(2, "2026-01-05")])
    await popup.shows(COMMENT, "0 of 2 today")
    (first,) = agent.rows("SELECT content FROM entries WHERE type = 'record'")
    assert "count" not in json.loads(first[0]) or json.loads(first[0])["count"] == 1


async def test_something_else_logs_any_kind_without_qualifiers(person: Person, agent: WatchedAgent) -> None:
    """A kind that has no tile is behind "Something else…", and chips can then say it more exactly."""
    popup = await person.popup()
    await popup.click("#else")
    await popup.click('#kinds [data-kind="reaction_given"]')
    await popup.shows("#last li", "Reaction")
    await person.all_sent(popup)
    assert agent.rows("SELECT kind, qualifiers FROM activities") == [("reaction_given", "{}")]
