"""The agent is away, the browser dies, the agent comes back: nothing is missing and nothing is there twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.person import BADGE, COMMENT, Person
from browser.waiting import until

COMMENTED = ("comment_written", {"depth": "substantive"}, False)
VIEWED = ("profile_viewed", {"via": "search"}, False)
SHALLOW = '.chip[data-qualifier="depth"][data-value="shallow"]'
TARGET = '.chip[data-qualifier="audience"][data-value="target"]'


def said(activities: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any], bool]]:
    """What the person did, oldest first."""
    return [(one["kind"], one["qualifiers"], one["amended"]) for one in reversed(activities)]


async def test_clicks_outlive_a_dead_agent_and_a_killed_browser(browser: Browser, tmp_path: Path) -> None:
    """20 clicks, each popup closed at once, two amended, one undone, SIGKILL: exactly the right 19 arrive."""
    with WatchedAgent(tmp_path / "data") as agent:
        person = Person(browser, agent.address)
        await person.pair(agent.pairing_code())

    keys = [1, 1, 2] * 6
    for key in keys:
        await person.click_and_close(key)
    popup = await person.popup()
    await popup.click("#last .undo")
    await popup.shows("#said", "Taken back.")
    await popup.close()
    popup = await person.popup()
    await popup.click(SHALLOW)
    await popup.shows("#said", "Changed, kept.")
    await popup.close()
    await person.click_and_close(2)
    await person.click_and_close(1)
    popup = await person.popup()
    await popup.click(TARGET)
    await popup.shows("#said", "Changed, kept.")
    await browser.kill()

    await browser.start()
    options = await browser.extension_page("options.html")
    await options.until(f"async () => await ({BADGE})() === '↑23'")
    with WatchedAgent(tmp_path / "data", agent.port) as agent:
        await person.alarm(options)
        await person.all_sent(options)
        kept = agent.activities()
        assert agent.faults.lines == []
    expected = [VIEWED if key == 2 else COMMENTED for key in keys[:-1]]
    expected[-1] = ("comment_written", {"depth": "shallow"}, True)
    target = ("comment_written", {"depth": "substantive", "audience": "target"}, True)
    assert said(kept) == [*expected, VIEWED, target]
    assert len(kept) == 19
    assert len({one["id"] for one in kept}) == 19
    assert {one["count"] for one in kept} == {1}


async def test_the_alarm_sends_what_waits_and_rests_when_nothing_does(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """While something waits, an alarm each half minute wakes the background; afterwards one each half hour is left."""
    periods = """async () => Object.fromEntries(
      (await (globalThis.browser ?? chrome).alarms.getAll()).map((alarm) => [alarm.name, alarm.periodInMinutes]))"""
    options = await browser.extension_page("options.html")
    await options.until(f"async () => JSON.stringify(await ({periods})()) === JSON.stringify({{resting: 30}})")
    agent.stop()
    await person.click_and_close()
    await options.until(f"async () => (await ({periods})()).waiting === 0.5")
    await browser.stop_worker()
    with WatchedAgent(agent.data, agent.port) as again:
        await person.alarm(options)
        await until(lambda: said(again.activities()) == [COMMENTED])
        await person.all_sent(options)
        await options.until(f"async () => (await ({periods})()).waiting === undefined")
        assert await options.evaluate(periods) == {"resting": 30}


async def test_an_answer_lost_on_the_wire_leaves_one_activity_with_the_chip_s_value(
    person: Person, agent: WatchedAgent
) -> None:
    """The agent keeps a click and the answer is lost; a chip is pressed, both are sent: one row, as the chip says."""
    popup = await person.popup()
    agent.losing = True
    await popup.click(COMMENT)
    await until(lambda: agent.lost > 0)
    assert said(agent.activities()) == [COMMENTED]
    await popup.shows("#status", "1 click waiting, kept on this browser")
    (waiting,) = await person.outbox(popup)
    await popup.click(SHALLOW)
    await popup.shows("#status", "2 clicks waiting, kept on this browser")
    agent.losing = False
    await person.alarm(popup)
    await person.all_sent(popup)
    (activity,) = agent.activities()
    assert (activity["id"], activity["qualifiers"]) == (waiting["entry"], {"depth": "shallow"})
    assert [kind for (kind,) in agent.rows("SELECT type FROM entries ORDER BY seq")] == ["record", "amend"]
