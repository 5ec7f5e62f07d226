"""The options page: pairing that fails is explained, and what the agent refused can be set right."""

from __future__ import annotations

from datetime import timedelta

from browser.agents import WatchedAgent
from browser.driver import Browser
from browser.liar import LIES, Liar
from browser.person import COMMENT, Person
from browser.waiting import until
from harness.agent import free_port

NEVER = "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA"


async def test_a_code_that_pairs_nothing_says_why(browser: Browser, agent: WatchedAgent) -> None:
    """Half a code, a code that is not open, a port where nobody or somebody else answers: each has its sentence."""
    used = agent.pairing_code()
    await Person(browser, agent.address).pair(used)
    page = await browser.extension_page("options.html")
    async with Liar(0, LIES["a forged acknowledgement"]) as liar:
        for code, words in [
            (used[:20], "This is not a whole code."),
            (used, "This code is not open any more."),
            (f"{agent.port}:{NEVER}", "This code is not open any more."),
            (f"{free_port()}:{NEVER}", "Nobody answers there."),
            (f"{liar.port}:{NEVER}", "Something else answers there"),
        ]:
            await page.shows("#pair:enabled")
            await page.fill("#code", code)
            await page.click("#pair")
            await page.shows("#answer", words)
    assert agent.rows("SELECT count(*) FROM clients WHERE role = 'browser'") == [(1,)]


async def test_a_refused_entry_is_kept_with_its_reason_until_it_is_mended(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """An entry from a clock two days fast is set aside, blocks no other, and is kept once mended."""
    ahead, agent.ahead = agent.ahead, agent.ahead - timedelta(days=2)
    popup = await person.popup()
    await popup.click(COMMENT)
    await popup.shows("#remedy", "Mend")
    agent.ahead = ahead
    await popup.click(COMMENT)
    await until(lambda: len(agent.activities()) == 1)
    await popup.shows("#status", "1 entry needs mending")

    page = await browser.extension_page("options.html")
    await page.shows("#refused li", "Comment · substantive")
    assert await page.text("#refused .reason") != ""
    await page.choose('#refused select[data-qualifier="depth"]', '"shallow"')
    await page.click("#refused form [type=submit]")
    await until(lambda: len(agent.activities()) == 2)
    await page.lacks("#mending")
    assert sorted(one["qualifiers"]["depth"] for one in agent.activities()) == ["shallow", "substantive"]
    await person.all_sent(page)


async def test_removing_a_refused_entry_asks_once_more(person: Person, agent: WatchedAgent, browser: Browser) -> None:
    """Nothing of a refused entry goes without a second yes; then it is gone, and the agent never heard of it again."""
    ahead, agent.ahead = agent.ahead, agent.ahead - timedelta(days=2)
    await person.click_and_close()
    page = await browser.extension_page("options.html")
    await page.click("#refused button.remove")
    await page.click("#refused button.keep")
    await page.shows("#refused li", "Comment · substantive")
    await page.click("#refused button.remove")
    await page.click("#refused button.remove-sure")
    await page.lacks("#mending")
    agent.ahead = ahead
    assert agent.rows("SELECT count(*) FROM entries") == [(0,)]
    assert not [key for key in await person.stored(page) if key.startswith(("outbox:", "refused:"))]


async def test_the_key_that_opens_the_popup_is_told(browser: Browser) -> None:
    """The options page names the key the browser really assigned."""
    page = await browser.extension_page("options.html")
    await page.shows("#shortcut", "Alt+Shift+K opens the popup.")
