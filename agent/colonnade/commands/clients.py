"""`colonnade clients`: who may speak to the agent."""

from __future__ import annotations

import re
from json import dumps
from typing import Annotated, Final

import typer
from rich.table import Column, Table

from colonnade.commands.options import AsJson
from colonnade.errors import Missing
from colonnade.model import Client, ClientList
from colonnade.services.local import clients_here, revoke_here
from colonnade.terminal import either, now, shown_time, tell_json, tell_table, told_errors

_CLIENT_ID: Final = re.compile(r"[0-9a-f]{32}")

clients = typer.Typer(invoke_without_command=True)


@clients.callback()
def overview(context: typer.Context, json: AsJson = False) -> None:
    """List and revoke the paired browsers and programs."""
    if context.invoked_subcommand is None:
        listed(json)


@clients.command(name="list")
def listed(json: AsJson = False) -> None:
    """List every client, newest first."""
    with told_errors():
        found = either(lambda agent: ClientList.model_validate_json(agent.file("/api/v1/clients")), clients_here).items
    if json:
        tell_json([one.model_dump(mode="json") for one in found])
        return
    # The id is what `revoke` takes: it is never cut short.
    table = Table("What", "Label", "Last seen", "State", Column("Id", no_wrap=True), box=None)
    for one in found:
        state = "revoked" if one.revoked_at else "paired"
        table.add_row(one.role, one.label, shown_time(one.seen_at), state, one.id)
    tell_table(table)


@clients.command()
def revoke(id: Annotated[str, typer.Argument(help="The client's id, from `clients`.")]) -> None:
    """End a client for good; its browser asks to be paired again and keeps what waits."""
    with told_errors():
        if not _CLIENT_ID.fullmatch(id):
            raise Missing("A client's id is 32 digits and small letters; `clients` lists them.")
        gone = either(
            lambda agent: Client.model_validate_json(dumps(agent.delete(f"/api/v1/clients/{id}"))),
            lambda folder: revoke_here(folder, id, now()),
        )
    typer.echo(f"{gone.label} is revoked.")
