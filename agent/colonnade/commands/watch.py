"""`colonnade watch`: a line for each change, as it happens."""

from __future__ import annotations

import time
from itertools import takewhile
from typing import Annotated, Final

import typer

from colonnade.client import MachineClient
from colonnade.errors import Unavailable
from colonnade.live_client import states
from colonnade.model import Activity, State
from colonnade.terminal import client_now, now, running, settings_now, told_errors

LOOK: Final = 1.0
"""Seconds between two looks whether the agent is back."""

SHOWN: Final = 3
"""How many of the activities kept last a state names."""

AsJson = Annotated[bool, typer.Option("--json", help="Each state as a line of JSON, for programs.")]


def watch(json: AsJson = False) -> None:
    """Follow what happens, a line for each change, until Ctrl-C."""
    try:
        with told_errors():
            agent, before = running(), None
            while True:
                before = _follow(agent, before, as_json=json)
                typer.echo("The agent went. Waiting until it is back; Ctrl-C ends this.", err=True)
                agent = _back()
                typer.echo("The agent is back.", err=True)
    except KeyboardInterrupt:
        return


def _follow(agent: MachineClient, before: State | None, *, as_json: bool) -> State:
    """Tell every state until the agent goes; the last one told. Raises Unavailable where it tells none at all."""
    last: State | None = None
    try:
        for last in states(agent.at, settings_now().patience):
            typer.echo(last.model_dump_json() if as_json else f"{now():%H:%M:%S}  {line_of(before, last)}")
            before = last
    except Unavailable:
        if last is None:
            raise
    assert last is not None  # noqa: S101 - the states end by an error only
    return last


def _back() -> MachineClient:
    """The agent, as soon as it answers again."""
    while True:
        time.sleep(LOOK)
        try:
            agent = client_now()
        except Unavailable as error:
            if error.code != "locked":
                raise
            continue  # it holds the folder and does not listen yet
        if agent is not None and agent.answers():
            return agent


def line_of(before: State | None, state: State) -> str:
    """What changed since the state before, and how far the day is."""
    today, total = state.today, state.estimate.total
    low, high = total.bands["80"]
    left = f"{today.left.clicks} left today. Total {total.mean:.1f}, {low:.1f} to {high:.1f}."
    return left if before is None else f"{_change(before, state)} {left}"


def _change(before: State, state: State) -> str:
    was, now = before.today, state.today
    if was.day != now.day:
        return "A new day."
    new = _new(was.last, now.last)
    ids = {one.id for one in now.last}
    known = {one.id: one for one in was.last}
    words = [f"{one.text}." for one in reversed(new)]
    # As many as are new have fallen off the end of the list; whatever else is missing was taken back.
    words += [f"Taken back: {one.text}." for one in was.last[: SHOWN - len(new)] if one.id not in ids]
    words += [f"Changed: {one.text}." for one in now.last if one.id in known and known[one.id] != one]
    if was.reading != now.reading:
        words.append("A reading.")
    return " ".join(words) or "Something else changed."


def _new(was: list[Activity], now: list[Activity]) -> list[Activity]:
    """What was kept since: it stands before everything that was there."""
    ids = {one.id for one in was}
    return list(takewhile(lambda one: one.id not in ids, now))
