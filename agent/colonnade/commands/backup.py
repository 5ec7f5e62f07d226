"""`colonnade backup` and `restore`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from json import dumps
from pathlib import Path
from typing import Annotated, Final

import typer

from colonnade.client import MachineClient, listens, read_agent_file
from colonnade.errors import Invalid, Unavailable
from colonnade.model import Backup
from colonnade.services.backing_up import backups_of, newest_good
from colonnade.services.local import back_up_here
from colonnade.store.backups import FOLDER
from colonnade.store.files import DATABASE, data_lock, prepare_folder
from colonnade.store.restoring import Loss, loss_of, put_in_place, refuse_other_sort, refuse_unfit
from colonnade.terminal import asked, either, settings_now, shown_time, tell_json, told_errors

PATIENCE: Final = 120.0
"""Seconds that a backup may take."""
LOCK_PATIENCE: Final = 1.0
"""Seconds to wait for another command."""
MEGA: Final = 1_000_000


def backup(
    list: Annotated[bool, typer.Option("--list", help="List the backups there are, newest first.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --list: as JSON, for programs.")] = False,
) -> None:
    """Make a backup now; one is made each night by itself."""
    with told_errors():
        if json and not list:
            raise Invalid("Give --json with --list.")
        if list:
            _list(as_json=json)
        else:
            made = either(_made, lambda folder: back_up_here(folder, datetime.now(UTC)))
            typer.echo(f"Backed up: {settings_now().data_dir / FOLDER / made.name}")


def restore(
    file: Annotated[Path | None, typer.Argument(help="A backup, such as one of `backup --list`.")] = None,
    latest: Annotated[bool, typer.Option("--latest", help="The newest backup.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of the log.

    Says what would be lost and asks; what is there now is kept as one more backup.
    """
    with told_errors():
        if (file is None) != latest:
            raise Invalid("Give a backup, or --latest; `backup --list` shows what there is.")
        folder = settings_now().data_dir
        prepare_folder(folder)
        with _alone(folder):
            source = newest_good(folder) if file is None else _found(file, folder)
            refuse_unfit(source)
            refuse_other_sort(source, folder / DATABASE)
            typer.echo(f"Backup: {source}")
            typer.echo(_words(loss_of(folder / DATABASE, source)))
            if not yes and not asked("Put it in the place of the log? [y/N] ", "restore it"):
                typer.echo("Nothing was changed.")
                raise typer.Exit(1)
            aside = put_in_place(source, folder / DATABASE, datetime.now(UTC))
        typer.echo("Restored." if aside is None else f"Restored. What was there is kept: {aside}")


def _made(agent: MachineClient) -> Backup:
    return Backup.model_validate_json(dumps(agent.post("/api/v1/backups", {}, PATIENCE)))


def _list(*, as_json: bool) -> None:
    # The folder is the same whoever looks: an agent that hangs is no reason not to see what there is.
    folder = settings_now().data_dir
    found = backups_of(folder).items
    if as_json:
        tell_json([one.model_dump(mode="json") for one in found])
    elif not found:
        typer.echo("There is no backup yet; the agent makes one each night.")
    for one in () if as_json else found:
        typer.echo(f"{shown_time(one.made_at)}  {one.size / MEGA:8.1f} MB  {folder / FOLDER / one.name}")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the data folder. Raises Unavailable, with how to end the agent, while one runs."""
    try:
        with data_lock(folder, patience=LOCK_PATIENCE):
            yield
    except Unavailable as error:
        at = read_agent_file(folder)
        if error.code != "locked" or at is None or not listens(at.port):
            raise
        process = "" if at.process is None else f", or end process {at.process}"
        raise Unavailable(
            f"The agent runs. End it first (Ctrl-C in its terminal{process}), then restore again. Nothing was changed.",
            code="locked",
        ) from error


def _found(file: Path, folder: Path) -> Path:
    """The file of that path, or the backup of that name. Raises Unavailable where there is none."""
    for path in (file, folder / FOLDER / file):
        if path.is_file():
            return path
    raise Unavailable(f"There is no file {file}.")


def _words(loss: Loss | None) -> str:
    if loss is None:
        return "The log that is there now cannot be read; what it holds that the backup does not is unknown."
    if loss.entries == 0 or loss.since is None:
        return "Nothing would be lost: the backup holds every entry that is there now."
    entries = "1 entry" if loss.entries == 1 else f"{loss.entries} entries"
    removals = f", {loss.retracts} of them removals that would be undone" if loss.retracts else ""
    return f"This would lose {entries} kept since {loss.since.astimezone():%d %B %Y, %H:%M}{removals}."
