"""`colonnade undo`: take back what was kept last."""

from __future__ import annotations

import re
import uuid
from typing import Annotated, Final

import typer
from rich.table import Column

from colonnade.commands.options import AsJson
from colonnade.errors import Invalid, Missing
from colonnade.model import UUID_PATTERN, Kept, KeptList
from colonnade.services.local import kept_here
from colonnade.terminal import either, kept, now, shown_time, tell_json, tell_table, told_errors

LISTED: Final = 10

Which = Annotated[str | None, typer.Argument(metavar="[ID]", help="Which one, by its id; the last one if not given.")]
List = Annotated[bool, typer.Option("--list", help=f"List the last {LISTED} instead, and take nothing back.")]


def undo(id: Which = None, list: List = False, json: AsJson = False) -> None:
    """Take back the activity or reading that was kept last."""
    with told_errors():
        if list and id is not None:
            raise Invalid("Give an id, or --list, not both.")
        if list:
            _list(_found(LISTED, None), as_json=json)
            return
        gone = _one(id)
        made_at = now().isoformat()
        kept({"entry": str(uuid.uuid4()), "subject": gone.id, "type": "retract", "of": gone.of, "made_at": made_at})
    if json:
        tell_json(gone.model_dump(mode="json"))
    else:
        typer.echo(f"Taken back: {gone.text}, of {shown_time(gone.at)}.")


def _one(id: str | None) -> Kept:
    """What is to be taken back. Raises Missing: an entry about what is not there would wait for ever."""
    if id is not None and not re.fullmatch(UUID_PATTERN, id):
        raise Missing("This is no id of an activity or a reading; `undo --list` shows them.")
    found = _found(1, id)
    if not found:
        what = "There is nothing to take back." if id is None else "Nothing of this id stands; see `undo --list`."
        raise Missing(what)
    return found[0]


def _found(limit: int, id: str | None) -> list[Kept]:
    target = f"/api/v1/kept?limit={limit}" if id is None else f"/api/v1/kept?id={id}"
    return either(
        lambda agent: KeptList.model_validate_json(agent.file(target)).items,
        lambda folder: kept_here(folder, limit, id),
    )


def _list(found: list[Kept], *, as_json: bool) -> None:
    if as_json:
        tell_json([one.model_dump(mode="json") for one in found])
        return
    if not found:
        typer.echo("Nothing is kept yet.")
        return
    # The id is what `undo` takes: it is never cut short.
    columns = ("Done", "Kept", "What", Column("Id", no_wrap=True))
    tell_table(columns, ((shown_time(one.at), shown_time(one.kept_at), one.text, one.id) for one in found))
