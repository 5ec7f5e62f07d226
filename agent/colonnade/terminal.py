"""What every command needs: the agent that runs or the data folder itself, and saying what went wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

import typer
from pydantic import ValidationError

from colonnade.client import MachineClient, read_agent_file
from colonnade.errors import ColonnadeError, Fault, Invalid, Unavailable
from colonnade.model import Answer
from colonnade.services.local import record_here
from colonnade.settings import Settings, called_as, read_settings
from colonnade.store.files import data_lock, prepare_folder

HERE: Final = "0" * 32
"""Stands as the client of entries made by a command while no agent ran."""


@contextmanager
def told_errors() -> Iterator[None]:
    """Say what went wrong and what to do, and end with a code that is not 0."""
    try:
        yield
    except ValidationError as error:
        # Its text could repeat what was answered, and with it a note.
        _tell("The agent answers in a form this version does not know; start it again.", ())
        raise typer.Exit(1) from error
    except ColonnadeError as error:
        _tell(error.detail, error.faults)
        raise typer.Exit(2 if isinstance(error, Invalid) else 1) from error


def _tell(detail: str, faults: Iterable[Fault]) -> None:
    typer.echo(detail, err=True)
    for fault in faults:
        typer.echo(f"{fault.pointer}: {fault.message}", err=True)


def settings_now() -> Settings:
    """The settings as they stand now."""
    return read_settings({})


def now() -> datetime:
    """The time, with this machine's offset."""
    return datetime.now(UTC).astimezone()


def client_now() -> MachineClient | None:
    """A client of the agent that runs on the data folder, or None where none runs."""
    folder = settings_now().data_dir
    if not folder.exists():
        return None
    # Before anything in it is believed: who else can write there could name an agent of their own.
    prepare_folder(folder)
    try:
        with data_lock(folder):
            return None
    except Unavailable:
        at = read_agent_file(folder)
        return None if at is None else MachineClient(at)


def running() -> MachineClient:
    """A client of the running agent. Raises Unavailable, with how to start one."""
    client = client_now()
    if client is None:
        raise Unavailable(f"The agent does not run. Start it: {called_as()} serve")
    return client


def kept(item: dict[str, Any]) -> Answer:
    """Keep one item, by the agent or where none runs here; says what is wrong with one that is rejected, and ends."""
    answer = _answer(json.dumps({"items": [item]}).encode())
    outcome = answer.outcomes[0]
    if outcome.outcome == "rejected":
        for error in outcome.errors:
            typer.echo(f"{error.pointer}: {error.message}", err=True)
        raise typer.Exit(2)
    return answer


def _answer(body: bytes) -> Answer:
    client = client_now()
    if client is not None:
        return Answer.model_validate_json(json.dumps(client.post("/api/v1/entries", json.loads(body))))
    folder = settings_now().data_dir
    prepare_folder(folder)
    with data_lock(folder):
        return asyncio.run(record_here(folder, body, HERE, now()))


def check_text(*texts: str) -> None:
    """Raise Invalid for bytes that the terminal's encoding does not know; they cannot be sent as text."""
    if any("\ud800" <= char <= "\udfff" for text in texts for char in text):
        raise Invalid("The note or a qualifier holds bytes that are no text; type it anew.")
