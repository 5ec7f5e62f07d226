"""The commands. Each does one thing, through the running agent or, where none runs, on the data folder itself."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
import uuid
import webbrowser
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Column, Table

from colonnade import __version__
from colonnade.catalogue import KINDS, QualifierValue, words_of
from colonnade.client import MachineClient
from colonnade.errors import Invalid, Missing, Unavailable
from colonnade.model import Today
from colonnade.reading_command import reading
from colonnade.services.local import today_here
from colonnade.settings import called_as
from colonnade.store.files import data_lock, prepare_folder
from colonnade.terminal import check_text, client_now, kept, now, running, settings_now, told_errors
from colonnade.week_command import week

START_LIMIT: Final = 15.0
STEP: Final = 0.1
_CLIENT_ID: Final = re.compile(r"[0-9a-f]{32}")

app = typer.Typer(
    name="colonnade",
    help="Which social-selling habits move the four pillars, one click at a time, on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
clients_app = typer.Typer(help="List and revoke the paired browsers and programs.", invoke_without_command=True)
app.add_typer(clients_app, name="clients")
app.command()(reading)
app.command()(week)


@app.command()
def serve() -> None:
    """Run the agent in the foreground; `serve --help` lists its options."""
    raise typer.Exit(2)  # pragma: no cover - `__main__` takes `serve` before this module is imported


@app.command()
def pair() -> None:
    """Show a one-time code to paste into the extension's options."""
    with told_errors():
        made = running().post("/api/v1/pairings", {})
    typer.echo("Paste this code into the extension's options (it is good once, for five minutes):\n")
    typer.echo(f"    {made['code']}\n")


@app.command(name="open")
def open_dashboard() -> None:
    """Open the dashboard in the browser; starts the agent where it does not run."""
    with told_errors():
        if client_now() is None:
            _start()
        url = running().post("/api/v1/logins", {})["url"]
    if webbrowser.open(url):
        typer.echo("The dashboard opens in your browser.")
    else:
        typer.echo(f"Open this address within a minute; it is good once:\n\n    {url}\n")


@app.command(name="log")
def log_activity(
    kind: Annotated[str, typer.Argument(help="A kind of the catalogue, such as comment_written.")],
    qualifiers: Annotated[list[str] | None, typer.Argument(help="qualifier=value, such as depth=substantive.")] = None,
    count: Annotated[int, typer.Option(help="How many.")] = 1,
    note: Annotated[str, typer.Option(help="Your own words, at most 280 characters.")] = "",
) -> None:
    """Log an activity done just now."""
    with told_errors():
        check_text(note, *(qualifiers or []))
        said = _qualifiers(kind, qualifiers or [])
        item = _record(kind, said, count, note)
        answer = kept(item)
    typer.echo(f"{words_of(kind, said)}, kept. {answer.today.left.clicks} left today.")


@app.command()
def status() -> None:
    """Say whether the agent runs, and how far today is."""
    with told_errors():
        settings, client = settings_now(), client_now()
        today = _today(settings.data_dir, client)
        where = "does not run" if client is None else f"answers on http://127.0.0.1:{client.port}"
    typer.echo(f"Colonnade {__version__} {where}. Data folder: {settings.data_dir}")
    kept = "nothing yet" if today.confirmed_at is None else f"{today.confirmed_at.astimezone():%d %B %Y, %H:%M}"
    typer.echo(f"Last entry kept: {kept}. {today.left.clicks} left today, about {today.left.minutes:.0f} minutes.")
    for habit in today.habits:
        when = "today" if habit.per == "day" else "this week"
        typer.echo(f"  {habit.name}: {habit.done} of {habit.target} {when}")


@clients_app.callback()
def clients(context: typer.Context) -> None:
    """List every client, newest first."""
    if context.invoked_subcommand is not None:
        return
    with told_errors():
        listed = running().get("/api/v1/clients")["items"]
    # The id is what `revoke` takes: it is never cut short.
    table = Table("What", "Label", "Last seen", "State", Column("Id", no_wrap=True), box=None)
    for one in listed:
        state = "revoked" if one["revoked_at"] else "paired"
        table.add_row(one["role"], one["label"], _when(one["seen_at"]), state, one["id"])
    Console().print(table)


@clients_app.command()
def revoke(id: Annotated[str, typer.Argument(help="The client's id, from `clients`.")]) -> None:
    """End a client for good; its browser asks to be paired again and keeps what waits."""
    with told_errors():
        if not _CLIENT_ID.fullmatch(id):
            raise Missing("A client's id is 32 digits and small letters; `clients` lists them.")
        gone = running().delete(f"/api/v1/clients/{id}")
    typer.echo(f"{gone['label']} is revoked.")


def _start() -> None:
    """Start an agent that outlives this command, and wait until it answers."""
    log = subprocess.DEVNULL
    command = [sys.executable, "-m", "colonnade", "serve"]
    detached: dict[str, Any] = {"start_new_session": True} if sys.platform != "win32" else {"creationflags": 0x00000208}
    started = subprocess.Popen(command, stdin=log, stdout=log, stderr=log, **detached)  # noqa: S603 - our own program
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        client = client_now()
        if client is not None and client.answers():
            return
        if started.poll() is not None:
            break
        time.sleep(STEP)
    raise Unavailable(f"The agent did not start. `{called_as()} serve` says why.")


def _today(folder: Path, client: MachineClient | None) -> Today:
    if client is not None:
        return Today.model_validate_json(json.dumps(client.get("/api/v1/today")))
    prepare_folder(folder)
    with data_lock(folder):
        return asyncio.run(today_here(folder, now()))


def _record(kind: str, qualifiers: dict[str, QualifierValue], count: int, note: str) -> dict[str, Any]:
    id, moment = str(uuid.uuid4()), now().isoformat()
    own = {"entry": id, "subject": id, "type": "record", "of": "activity", "made_at": moment, "at": moment}
    return own | {"kind": kind, "qualifiers": qualifiers, "count": count, "note": note}


def _qualifiers(kind: str, words: list[str]) -> dict[str, QualifierValue]:
    """The words `name=value` as qualifiers; `true` and `false` where the catalogue has those."""
    if kind not in KINDS:
        raise Invalid(f"There is no kind of that name. The kinds: {', '.join(KINDS)}.")
    said: dict[str, QualifierValue] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise Invalid("Give qualifiers as name=value, such as depth=substantive.")
        said[name] = {"true": True, "false": False}.get(value, value)
    return said


def _when(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone():%d %b %Y %H:%M}"
