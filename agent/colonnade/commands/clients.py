"""`colonnade clients`: who may speak to the agent."""

from __future__ import annotations

import re
from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.table import Column

from colonnade.client import ProgramKey
from colonnade.commands.options import AsJson
from colonnade.errors import Invalid, Missing
from colonnade.model import LABEL_LIMIT, Client, ClientList
from colonnade.services.local import admit_program_here, clients_here, revoke_here
from colonnade.terminal import (
    check_text,
    either,
    now,
    printable,
    settings_now,
    shown_time,
    tell_json,
    tell_table,
    told_errors,
)

_CLIENT_ID: Final = re.compile(r"[0-9a-f]{32}")

clients = typer.Typer(invoke_without_command=True)


@clients.callback()
def overview(context: typer.Context, json: AsJson = False) -> None:
    """List, add and revoke the paired browsers and programs."""
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
    columns = ("What", "Label", "Last seen", "State", Column("Id", no_wrap=True))
    states = {True: "paired", False: "revoked"}
    tell_table(
        columns,
        ((one.role, one.label, shown_time(one.seen_at), states[one.revoked_at is None], one.id) for one in found),
    )


@clients.command()
def add(
    label: Annotated[str, typer.Argument(help=f"What lists call the program, at most {LABEL_LIMIT} letters.")],
) -> None:
    """Let a program of yours speak to the agent.

    Prints its id and key as JSON, this once.
    """
    with told_errors():
        check_text(label)
        if not 1 <= len(label) <= LABEL_LIMIT:
            raise Invalid(f"Give a label of 1 to {LABEL_LIMIT} letters.")
        made = either(lambda agent: agent.admit_program(label), lambda folder: _admitted_here(folder, label))
    tell_json(asdict(made) | {"key": made.key.hex()})


async def _admitted_here(folder: Path, label: str) -> ProgramKey:
    port = settings_now().port
    made = await admit_program_here(folder, label, port, now())
    return ProgramKey(made.id, made.key, port, made.origin, label)


@clients.command()
def revoke(id: Annotated[str, typer.Argument(help="The client's id, from `clients`.")]) -> None:
    """End a client for good.

    Its browser asks to be paired again, and keeps what waits.
    """
    with told_errors():
        if not _CLIENT_ID.fullmatch(id):
            raise Missing("A client's id is 32 digits and small letters; `clients` lists them.")
        gone = either(
            lambda agent: Client.model_validate_json(dumps(agent.delete(f"/api/v1/clients/{id}"))),
            lambda folder: revoke_here(folder, id, now()),
        )
    typer.echo(f"{printable(gone.label)} is revoked.")
