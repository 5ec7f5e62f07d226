"""`colonnade doctor`: what is in order and what is not, whatever state things are in."""

from __future__ import annotations

from typing import Literal

import typer

from colonnade.client import listens
from colonnade.commands.options import AsJson
from colonnade.errors import ColonnadeError
from colonnade.exits import FAILED
from colonnade.model import Diagnosis
from colonnade.services.diagnosing import diagnose
from colonnade.settings import called_as
from colonnade.terminal import client_now, now, settings_now, tell_json, tell_table, told_errors
from colonnade.web.peer import holder_of


def doctor(json: AsJson = False) -> None:
    """Say what is wrong, if anything, and what to do."""
    with told_errors():
        found = _diagnosis()
    if json:
        tell_json(found.model_dump(mode="json")["items"])
    else:
        said = ((one.state, one.of, "\n".join(filter(None, (one.text, one.todo)))) for one in found.items)
        tell_table(("", "What", "Finding"), said)
    if any(one.state == "wrong" for one in found.items):
        raise typer.Exit(FAILED)


def _diagnosis() -> Diagnosis:
    settings = settings_now()
    agent, port = _agent(settings.port)
    holder = (holder_of(port) or "another program") if agent == "down" and listens(port) else None
    return diagnose(settings.data_dir, now(), agent=agent, port=port, holder=holder, called=called_as())


def _agent(port: int) -> tuple[Literal["answers", "silent", "busy", "down"], int]:
    """Whether the agent answers, and on which port it is or would be."""
    try:
        client = client_now()
    except ColonnadeError as error:
        # The folder's own trouble is found by the look at the folder.
        return ("busy" if error.code == "locked" else "down"), port
    if client is None:
        return "down", port
    return ("answers" if client.answers() else "silent"), client.port
