"""The command line: every command by its name, tied together here."""

from __future__ import annotations

from typing import Annotated

import typer

from colonnade import __version__
from colonnade.commands.agent import open_dashboard, pair, serve, status
from colonnade.commands.backup import backup, restore
from colonnade.commands.clients import clients
from colonnade.commands.demo import demo
from colonnade.commands.doctor import doctor
from colonnade.commands.log import log_activity
from colonnade.commands.moving import export, import_
from colonnade.commands.reading import reading
from colonnade.commands.replay import replay
from colonnade.commands.service import service
from colonnade.commands.settings import settings
from colonnade.commands.undo import undo
from colonnade.commands.watch import watch
from colonnade.commands.week import month, week

app = typer.Typer(
    name="colonnade",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"colonnade {__version__}")
        raise typer.Exit


@app.callback()
def colonnade(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Which social-selling habits move the four pillars, one click at a time, on your own machine."""


app.command()(serve)
app.command(name="open")(open_dashboard)
app.command()(pair)
app.command(name="log")(log_activity)
app.command()(undo)
app.command()(reading)
app.command()(status)
app.command()(watch)
app.command()(week)
app.command()(month)
app.command()(export)
app.command(name="import")(import_)
app.command()(backup)
app.command()(restore)
app.add_typer(clients, name="clients")
app.command()(settings)
app.command()(doctor)
app.command()(replay)
app.command()(demo)
app.add_typer(service, name="service")
