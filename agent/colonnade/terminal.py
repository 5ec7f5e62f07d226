"""What every command needs: the agent that runs or the data folder itself, and saying what went wrong."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Column, Table

from colonnade.client import MachineClient, listens, read_agent_file
from colonnade.errors import ColonnadeError, Fault, Invalid, Unavailable
from colonnade.exits import FAILED, WRONG_WORDS, exit_of
from colonnade.model import Answer
from colonnade.services.local import record_here
from colonnade.settings import Settings, called_as, read_settings
from colonnade.store.files import create_private, data_lock, prepare_folder

T = TypeVar("T")

HERE: Final = "0" * 32
"""Stands as the client of entries made by a command while no agent ran."""
STEP: Final = 0.05
PIPE_WIDTH: Final = 200
"""A line of a table never wraps in a pipe, where a program reads it."""


@contextmanager
def told_errors() -> Iterator[None]:
    """Say what went wrong and what to do, and end with a code that is not 0."""
    try:
        yield
    except ValidationError as error:
        # Its text could repeat what was answered, and with it a note.
        _tell("The agent answers in a form this version does not know; start it again.", ())
        raise typer.Exit(FAILED) from error
    except ColonnadeError as error:
        _tell(error.detail, error.faults)
        raise typer.Exit(exit_of(error.code)) from error


def _tell(detail: str, faults: Iterable[Fault]) -> None:
    typer.echo(detail, err=True)
    for fault in faults:
        typer.echo(f"{fault.pointer}: {fault.message}", err=True)


def tell_json(said: Any) -> None:
    """Print what a program asked for by `--json`."""
    typer.echo(json.dumps(said, indent=2))


def tell_table(columns: Sequence[Column | str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table, as wide as the terminal is. No cell is markup, and none moves the cursor."""
    table = Table(*columns, box=None)
    for row in rows:
        table.add_row(*(printable(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, markup=False, emoji=False, highlight=False).print(table)


def printable(text: str) -> str:
    """A text as a terminal may be told it: what would command it, or is no character, is shown as "�"."""
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in text)


def settings_now() -> Settings:
    """The settings as they stand now."""
    return read_settings({})


def now() -> datetime:
    """The time, with this machine's offset."""
    return datetime.now(UTC).astimezone()


def client_now() -> MachineClient | None:
    """A client of the agent that runs on the data folder, or None where none runs."""
    if not settings_now().data_dir.exists():
        return None
    with _agent_or_folder() as (client, _):
        return client


def running() -> MachineClient:
    """A client of the running agent. Raises Unavailable, with how to start one."""
    client = client_now()
    if client is None:
        raise Unavailable(f"The agent does not run. Start it: {called_as()} serve", code="no_agent")
    return client


def either(ask: Callable[[MachineClient], T], here: Callable[[Path], Coroutine[Any, Any, T]]) -> T:
    """What the running agent says, or where none runs the same service on the data folder itself."""
    with _agent_or_folder() as (client, folder):
        return asyncio.run(here(folder)) if client is None else ask(client)


@contextmanager
def _agent_or_folder() -> Iterator[tuple[MachineClient | None, Path]]:
    """The agent that runs on the data folder; or None, and then the folder is held meanwhile.

    Raises Unavailable `locked` when it stays held by what is no agent.
    """
    settings = settings_now()
    folder = settings.data_dir
    # Before anything in it is believed: who else can write there could name an agent of their own.
    prepare_folder(folder)
    deadline = time.monotonic() + settings.patience
    with ExitStack() as holding:
        while True:
            try:
                holding.enter_context(data_lock(folder))
            except Unavailable as error:
                at = read_agent_file(folder)
                # The file outlives its agent: another command may hold the folder, or an agent not ready yet.
                if at is not None and listens(at.port):
                    yield MachineClient(at, settings.patience), folder
                    return
                if error.code != "locked" or time.monotonic() > deadline:
                    raise
                time.sleep(STEP)
            else:
                yield None, folder
                return


def kept(item: dict[str, Any]) -> Answer:
    """Keep one item, by the agent or where none runs here; says what is wrong with one that is rejected, and ends."""
    body = {"items": [item]}
    answer = either(
        lambda client: Answer.model_validate_json(json.dumps(client.post("/api/v1/entries", body))),
        lambda folder: record_here(folder, json.dumps(body).encode(), HERE, now()),
    )
    outcome = answer.outcomes[0]
    if outcome.outcome == "rejected":
        for error in outcome.errors:
            typer.echo(f"{error.pointer}: {error.message}", err=True)
        raise typer.Exit(WRONG_WORDS)
    return answer


def check_text(*texts: str) -> None:
    """Raise Invalid for bytes that the terminal's encoding does not know; they cannot be sent as text."""
    if any("\ud800" <= char <= "\udfff" for text in texts for char in text):
        raise Invalid("What was typed holds bytes that are no text; type it anew.")


def asked(question: str, what: str) -> bool:
    """Whether the person says yes. Asked at the terminal itself: standard input may have held a text and be at its end.

    Raises Unavailable where there is no terminal; `what` names what --yes would do.
    """
    place = "CONIN$" if sys.platform == "win32" else "/dev/tty"
    try:
        with open(place, encoding="utf-8", errors="replace") as terminal:  # noqa: PTH123 - a device, no file
            typer.echo(question, nl=False)
            return terminal.readline().strip().lower() in {"y", "yes"}
    except OSError as error:
        raise Unavailable(f"There is no terminal to ask at, and nothing was done. Add --yes to {what}.") from error


@contextmanager
def beside(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A file to write, put in the place of `path` at the end: the whole file or none. Raises Unavailable.

    A private one can be read by nobody else.
    """
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        if private:
            create_private(made)
        with made.open("r+b" if private else "xb") as file:
            yield file
        made.replace(path)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            made.unlink()


def shown_time(at: datetime) -> str:
    """A moment as a list shows it, in this machine's time."""
    return f"{at.astimezone():%d %b %Y %H:%M}"
