"""No lost click: whatever happens between the browser and the agent, a click is counted, and counted once."""

from __future__ import annotations

import asyncio

from browser.agents import WatchedAgent
from browser.driver import Browser, Page
from browser.liar import LIES, SILENCE, Liar
from browser.person import COMMENT, STORED, Person
from browser.waiting import until

PRESS = """(number) => {
  const tile = document.querySelector('#tiles button[data-key="1"]');
  for (let i = 0; i < number; i += 1) tile.click();
}"""
QUEUE = """async (number) => {
  const { newEntry } = await import("./lib/entries.js");
  const { enqueue } = await import("./lib/outbox.js");
  const click = () => newEntry({kind: "comment_written", qualifiers: {depth: "substantive"}}, Date.now());
  await Promise.all(Array.from({length: number}, () => enqueue(click())));
}"""
FAILED_AT = f"async () => (await ({STORED})()).link.failed_at"


async def fails_once_more(options: Page) -> None:
    """Have the outbox sent, and wait until that was tried and came to nothing."""
    before = await options.evaluate(FAILED_AT)
    await options.click("#send")
    await options.until(f"async (before) => await ({FAILED_AT})() > before", before)


async def fails_at(options: Page, liar: Liar) -> None:
    """The same, at this liar: a try that began before it listened is tried again."""
    for _ in range(3):
        await fails_once_more(options)
        if liar.heard > 0:
            return
    raise AssertionError("the liar was never asked")


async def test_nothing_but_a_true_answer_takes_a_click_out_of_the_outbox(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """Whoever else holds the port may answer what they like, or nothing; then the agent gets each click once."""
    agent.stop()
    await person.click_and_close()
    options = await browser.extension_page("options.html")
    await options.shows("#send")
    for name, answer in LIES.items():
        async with Liar(agent.port, answer) as liar:
            await fails_at(options, liar)
        assert len(await person.outbox(options)) == 1, name
        await options.shows("#waiting", "1 click waiting, kept on this browser")
    async with Liar(agent.port, SILENCE) as liar:
        await fails_at(options, liar)
    (waiting,) = await person.outbox(options)
    with WatchedAgent(agent.data, agent.port) as again:
        await options.click("#send")
        await person.all_sent(options)
        assert [one["id"] for one in again.activities()] == [waiting["entry"]]


async def test_a_lie_is_named_as_what_it_is(person: Person, agent: WatchedAgent) -> None:
    """An unsigned `revoked` does not make the popup say that it was; a signed one does."""
    agent.stop()
    async with Liar(agent.port, LIES["revoked"]):
        popup = await person.popup()
        await popup.shows("#status", f"Something else answers on port {agent.port}")
        await popup.shows("#remedy", "Pair again")
        await popup.close()
    with WatchedAgent(agent.data, agent.port) as again:
        with again.machine() as machine:
            (client,) = [one for one in machine.get("/api/v1/clients")["items"] if one["role"] == "browser"]
            assert machine.send("DELETE", f"/api/v1/clients/{client['id']}").status == 200
        popup = await person.popup()
        await popup.shows("#status", "The agent no longer knows this browser. Pair it again.")


async def test_a_background_stopped_in_flight_loses_nothing(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """The agent has kept a click, its answer is on the way, the background script is ended: one activity in the end."""
    options = await browser.extension_page("options.html")
    agent.hold()
    await person.click_and_close()
    await until(lambda: agent.held > 0)
    await browser.stop_worker()
    agent.release()
    assert len(await person.outbox(options)) == 1
    await person.alarm(options)
    await person.all_sent(options)
    assert len(agent.activities()) == 1


async def test_sixty_clicks_at_once_from_three_popups_are_sixty_activities(person: Person, agent: WatchedAgent) -> None:
    """Three open popups, twenty clicks each, all at the same time: each is a row, and nothing is left over."""
    popups = [await person.popup() for _ in range(3)]
    await asyncio.gather(*(popup.evaluate(PRESS, 20) for popup in popups))
    await until(lambda: agent.rows("SELECT count(*), sum(count) FROM activities") == [(60, 60)])
    for popup in popups:
        await popup.shows(COMMENT, "60 of 2 today")
    await person.all_sent(popups[0])
    assert agent.rows("SELECT count(*) FROM entries") == [(60,)]


async def test_a_thousand_clicks_wait_and_then_arrive(person: Person, agent: WatchedAgent, browser: Browser) -> None:
    """A thousand entries gathered while the agent was away arrive in parts that it takes, each once."""
    agent.stop()
    options = await browser.extension_page("options.html")
    await options.evaluate(QUEUE, 1000)
    waiting = {item["entry"] for item in await person.outbox(options)}
    assert len(waiting) == 1000
    with WatchedAgent(agent.data, agent.port) as again:
        await options.click("#send")
        await until(lambda: again.rows("SELECT count(*) FROM activities") == [(1000,)])
        await person.all_sent(options)
        assert {id for (id,) in again.rows("SELECT id FROM activities")} == waiting
