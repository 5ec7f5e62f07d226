"""`colonnade export` and `import`: everything the person made as a file, and such a file taken in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import dumps
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import typer

from colonnade.client import MachineClient
from colonnade.commands.options import AsJson
from colonnade.errors import Unavailable
from colonnade.exits import FAILED
from colonnade.importing.archive import next_of
from colonnade.model import PART_LIMIT, Imported
from colonnade.services.local import archive_here, take_in_here
from colonnade.terminal import beside, either, now, tell_json, told_errors

PATIENCE: Final = 60.0
"""Seconds that one part may take."""
LONG: Final = 1800.0
"""Seconds that taking a whole archive in may take: ten years of clicks are about two minutes."""


def export(
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output without one.")] = None,
) -> None:
    """Write everything you made, to keep or to import elsewhere."""
    with told_errors():
        if out is None:
            _write_archive(sys.stdout.buffer.write)
            sys.stdout.buffer.flush()
        else:
            with beside(out, private=True) as file:
                _write_archive(file.write)
            typer.echo(f"Written: {out}", err=True)


def import_(
    file: Annotated[Path, typer.Argument(help="A file that `export` wrote.")],
    json: AsJson = False,
) -> None:
    """Take in what another Colonnade exported.

    What is here already stays, and nothing is there twice. A file that was cut off or changed is refused whole.
    """
    with told_errors():
        with _opened(file) as source:
            imported = either(lambda agent: _bring(agent, source), lambda folder: take_in_here(folder, source, now()))
        if json:
            tell_json(imported.model_dump(mode="json"))
        else:
            _say(imported)
        if imported.refused:
            raise typer.Exit(FAILED)


def _write_archive(write: Callable[[bytes], object]) -> None:
    either(lambda agent: _fetch(agent, write), lambda folder: archive_here(folder, write))


def _fetch(agent: MachineClient, write: Callable[[bytes], object]) -> None:
    """Give `write` every part of the running agent's archive."""
    cursor: str | None = ""
    while cursor is not None:
        part = agent.file(f"/api/v1/export{cursor and '?cursor='}{cursor}", PATIENCE)
        write(part)
        cursor = next_of(part)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as source:
            yield source
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}.") from error


def _bring(agent: MachineClient, source: BinaryIO) -> Imported:
    """Bring an archive to the running agent, part by part."""
    id = agent.post("/api/v1/imports", {})["id"]
    number = 0
    while part := source.read(PART_LIMIT):
        number += 1
        agent.put_octets(f"/api/v1/imports/{id}/parts/{number}", part)
    said = agent.post(f"/api/v1/imports/{id}/finish", {}, LONG)
    return Imported.model_validate_json(dumps(said))


def _say(imported: Imported) -> None:
    sorts = (
        ("entries", imported.entries),
        ("nights", imported.snapshots),
        ("preferences", imported.preferences),
        ("routine, audience, templates and answers", imported.documents),
    )
    for name, taken in sorts:
        typer.echo(f"{name}: {taken.added} added, {taken.there} there already")
    if imported.refused:
        typer.echo(f"refused: {imported.refused}")
    for line in imported.lines:
        for error in line.errors:
            typer.echo(f"line {line.line}, {error.pointer}: {error.message}", err=True)
