"""`colonnade service`: starting the agent at login."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from colonnade import login
from colonnade.autostart import TEXTS, Start
from colonnade.commands.options import AsJson
from colonnade.exits import FAILED
from colonnade.settings import called_as, sources
from colonnade.terminal import settings_now, tell_json, told_errors

System = StrEnum("System", list(TEXTS))  # type: ignore[misc]
service = typer.Typer(help="Start the agent at login, or no more.", no_args_is_help=True)


@service.command()
def install() -> None:
    """Start the agent at every login, and now."""
    with told_errors():
        way = login.install(_start())
    typer.echo(f"Colonnade starts at login: {way.path}\nUndo it: {called_as()} service uninstall")


@service.command()
def uninstall() -> None:
    """Start the agent at login no more, and end the one that was started so."""
    with told_errors():
        gone = login.uninstall()
    for way in gone:
        typer.echo(f"Removed: {way.path}")
    typer.echo("Colonnade does not start at login.")


@service.command()
def status(json: AsJson = False) -> None:
    """Say whether the agent starts at login; exit code 1 where it does not."""
    with told_errors():
        way, current = login.installed(), False
        if way is not None:
            current = way.path.read_bytes() == way.wanted(_start())
    if json:
        tell_json({"path": None if way is None else str(way.path), "current": current})
    elif way is None:
        typer.echo(f"Colonnade does not start at login. Let it: {called_as()} service install")
    else:
        typer.echo(f"Colonnade starts at login: {way.path}")
        if not current:
            typer.echo(f"That is not what would be written now; renew it: {called_as()} service install")
    if way is None:
        raise typer.Exit(FAILED)


@service.command(name="print")
def show(
    system: Annotated[System | None, typer.Option("--for", help="Of which system; this one's if not given.")] = None,
) -> None:
    """Print what `install` writes, and change nothing."""
    with told_errors():
        text = TEXTS[system.value if system is not None else login.ways()[0].text](_start())
    typer.echo(text, nl=False)


def _start() -> Start:
    """How the agent is to be started: as it would be from this terminal, whatever variables the login has."""
    settings = settings_now()
    words = ["--port", str(settings.port), "--data-dir", str(settings.data_dir.absolute())]
    if sources()["log_level"] != "default":
        words += ["--log-level", settings.log_level]
    domain, name = os.environ.get("USERDOMAIN", ""), os.environ.get("USERNAME", "")
    # -P: what lies in the folder that the system starts programs in is no module of ours.
    command = (str(_python()), "-P", "-m", "colonnade", "serve", *words)
    return Start(command, f"{domain}\\{name}" if domain and name else "")


def _python() -> Path:
    """This Python; on Windows the one that opens no console."""
    python = Path(sys.executable)
    quiet = python.with_name("pythonw.exe")
    return quiet if sys.platform == "win32" and quiet.exists() else python
