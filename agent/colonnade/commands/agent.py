"""`colonnade pair`, `open` and `status`: the agent that runs, or should."""

from __future__ import annotations

import subprocess
import sys
import time
import webbrowser
from typing import Any, Final

import typer

from colonnade import __version__
from colonnade.commands.options import AsJson
from colonnade.errors import Unavailable
from colonnade.model import Today
from colonnade.services.local import today_here
from colonnade.settings import called_as
from colonnade.summary.words import DEMO
from colonnade.terminal import (
    STEP,
    client_now,
    either,
    now,
    running,
    settings_now,
    tell_json,
    told_errors,
)

START_LIMIT: Final = 15.0
DETACHED: Final = 0x00000208
"""Windows: a process group of its own, without a console."""


def serve() -> None:
    """Run the agent; `serve --help` lists its options."""
    raise typer.Exit(2)  # pragma: no cover - `__main__` takes `serve` before this module is imported


def pair(json: AsJson = False) -> None:
    """Show a one-time code for the extension."""
    with told_errors():
        made = running().post("/api/v1/pairings", {})
    if json:
        tell_json(made)
        return
    typer.echo("Paste this code into the extension's options (it is good once, for five minutes):\n")
    typer.echo(f"    {made['code']}\n")


def open_dashboard() -> None:
    """Open the dashboard; starts the agent where it does not run."""
    with told_errors():
        if client_now() is None:
            _start()
        url = running().post("/api/v1/logins", {})["url"]
    if webbrowser.open(url):
        typer.echo("The dashboard opens in your browser.")
    else:
        typer.echo(f"Open this address within a minute; it is good once:\n\n    {url}\n")


def status(json: AsJson = False) -> None:
    """Say whether the agent runs, and how far today is."""
    with told_errors():
        settings, client = settings_now(), client_now()
        today = either(
            lambda agent: Today.model_validate_json(agent.file("/api/v1/today")),
            lambda folder: today_here(folder, now()),
        )
    if json:
        agent = None if client is None else {"port": client.port}
        where = {"version": __version__, "agent": agent, "data_dir": str(settings.data_dir)}
        tell_json(where | {"today": today.model_dump(mode="json")})
        return
    state = "does not run" if client is None else f"answers on http://127.0.0.1:{client.port}"
    typer.echo(f"Colonnade {__version__} {state}. Data folder: {settings.data_dir}")
    _tell_today(today)


def _tell_today(today: Today) -> None:
    if today.demo:
        typer.echo(DEMO)
    kept = "nothing yet" if today.confirmed_at is None else f"{today.confirmed_at.astimezone():%d %B %Y, %H:%M}"
    typer.echo(f"Last entry kept: {kept}. {today.left.clicks} left today, about {today.left.minutes:.0f} minutes.")
    for habit in today.habits:
        when = "today" if habit.per == "day" else "this week"
        typer.echo(f"  {habit.name}: {habit.done} of {habit.target} {when}")


def _start() -> None:
    """Start an agent that outlives this command, and wait until it answers."""
    log = subprocess.DEVNULL
    command = [sys.executable, "-P", "-m", "colonnade", "serve"]
    detached: dict[str, Any] = {"start_new_session": True} if sys.platform != "win32" else {"creationflags": DETACHED}
    started = subprocess.Popen(command, stdin=log, stdout=log, stderr=log, **detached)  # noqa: S603 - our own program
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        if _answers():
            return
        if started.poll() is not None:
            break
        time.sleep(STEP)
    raise Unavailable(f"The agent did not start. `{called_as()} serve` says why.", code="no_agent")


def _answers() -> bool:
    try:
        client = client_now()
    except Unavailable:
        return False  # it holds the folder and does not listen yet
    return client is not None and client.answers()
