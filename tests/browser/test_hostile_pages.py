"""What a page of somebody else can do to the agent and learn of the extension: nothing."""

from __future__ import annotations

import asyncio
import time

import pytest

from browser.agents import Seen, WatchedAgent
from browser.driver import PATIENCE, REBOUND, Browser
from browser.hostile import ATTACKS, NAMES, Hostile
from browser.person import Person
from browser.waiting import POLL
from harness import items
from harness.forge import kept

MISDIRECTED = 421
REFUSED = 403


def by(agent: WatchedAgent, name: str) -> list[Seen]:
    """What the agent saw of one try."""
    return [seen for seen in agent.seen if seen.target.endswith(f"?by={name}")]


async def all_tried(agent: WatchedAgent) -> None:
    """Wait until every try has reached the agent: one that did not proves nothing."""
    deadline = time.monotonic() + PATIENCE
    while missing := [name for name in NAMES if not by(agent, name)]:
        assert time.monotonic() < deadline, f"never reached the agent: {missing}"
        await asyncio.sleep(POLL)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_page_on_another_port_reaches_the_agent_and_is_refused(
    person: Person, agent: WatchedAgent, browser: Browser, host: str
) -> None:
    """fetch, no-cors, image, script, style, beacon, form, frame, WebSocket: each is seen, refused and told nothing."""
    agent.log(items.record())
    agent.pairing_code()
    before = kept(agent.data)
    async with Hostile() as hostile:
        page = await browser.open(f"http://{host}:{hostile.port}/")
        told = await page.evaluate(ATTACKS, agent.address)
        await all_tried(agent)
    for name in NAMES:
        assert {seen.status for seen in by(agent, name)} == {REFUSED}, name
    # A no-cors answer is an opaque nothing, to which a page of any server is entitled.
    assert {name: word for name, word in told.items() if word not in {"error", "silence", "opaque 0 "}} == {}
    assert kept(agent.data) == before


async def test_a_rebound_name_is_refused_although_the_browser_takes_it_for_the_same_origin(
    person: Person, agent: WatchedAgent, browser: Browser
) -> None:
    """A page of evil.test, whose name now leads to the agent, may ask what it likes: 421, and nothing changes."""
    agent.stop()
    async with Hostile(agent.port):
        page = await browser.open(f"http://{REBOUND}:{agent.port}/")
    with WatchedAgent(agent.data, agent.port) as again:
        before = kept(again.data)
        told = await page.evaluate(ATTACKS, f"http://{REBOUND}:{agent.port}")
        await all_tried(again)
        for name in NAMES:
            assert {seen.status for seen in by(again, name)} == {MISDIRECTED}, name
        assert told["socket"] == "error"
        assert "today" not in told["fetch"]
        assert "misdirected" in told["fetch"], "the browser was to let the page read the refusal"
        assert kept(again.data) == before


SIGNS = """async (origin) => {
  const settled = (make) => new Promise((resolve) => { make(resolve); setTimeout(() => resolve("silence"), 1000); });
  const element = (tag, attributes) => settled((resolve) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.onload = () => resolve("load");
    made.onerror = () => resolve("error");
    document.body.append(made);
  }).finally(() => document.querySelector(`${tag}[src]`)?.remove());
  const fetched = (path, how) => fetch(`${origin}/${path}`, how).then(() => "answer", () => "error");
  return {
    manifest: await fetched("manifest.json", {}),
    opaque: await fetched("popup.html", {mode: "no-cors"}),
    icon: await element("img", {src: `${origin}/icons/32.png`}),
    script: await element("script", {src: `${origin}/background.js`, type: "module"}),
    frame: await element("iframe", {src: `${origin}/popup.html`}),
    talk: String(globalThis.chrome?.runtime?.sendMessage ?? globalThis.browser?.runtime),
    marks: [...document.querySelectorAll("*")].flatMap((one) => one.getAttributeNames()).join(" "),
  };
}"""


async def test_a_page_cannot_see_that_the_extension_exists(browser: Browser) -> None:
    """Whatever a page asks of the extension's address, it learns the same as of an address that nobody has."""
    real = browser.origin
    nobody = real[:-4] + ("aaaa" if not real.endswith("aaaa") else "bbbb")
    async with Hostile() as hostile:
        page = await browser.open(f"http://localhost:{hostile.port}/")
        seen, unseen = await page.evaluate(SIGNS, real), await page.evaluate(SIGNS, nobody)
    assert seen == unseen
    assert seen["icon"] == "error"
    assert (seen["talk"], seen["marks"]) == ("undefined", "lang")


MARKUP = '<img src=x onerror="hacked=1"><script>hacked=1</script><b>bold</b>'


async def test_markup_in_free_text_is_shown_as_text(browser: Browser, agent: WatchedAgent) -> None:
    """A note and a client's name with markup in them stand on the pages as they were typed, and run nothing."""
    name = MARKUP[:60]
    options = await browser.extension_page("options.html")
    await options.shows("#pair:enabled")
    await options.fill("#code", agent.pairing_code())
    await options.fill("#label", name)
    await options.click("#pair")
    await options.shows("#paired", f"Paired as “{name}”")
    agent.log(items.record(note=MARKUP))
    page = await Person(browser, agent.address).dashboard(agent.login_link())
    await page.goto(f"{agent.address}/activity")
    assert await page.text(".note-text") == MARKUP
    settings = await browser.open(f"{agent.address}/settings")
    assert (await settings.text('#clients [data-role="browser"] b')) == name
    await settings.click("#look")
    await settings.shows('#diagnostics [data-of="client"]', name)
    for one in (options, page, settings):
        made = await one.evaluate(
            "() => [typeof hacked, document.querySelectorAll('[onerror], body script, b b').length]"
        )
        assert made == ["undefined", 0]
    assert [text for text in await browser.complaints() if "Content" in text] == []
