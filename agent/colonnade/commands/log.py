"""`colonnade log`: an activity done just now."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

import typer

from colonnade.catalogue import KINDS, QualifierValue, words_of
from colonnade.commands.options import AsJson
from colonnade.errors import Invalid
from colonnade.terminal import check_text, kept, now, tell_json, told_errors


def _kinds(begun: str) -> list[str]:
    return [kind for kind in KINDS if kind.startswith(begun)]


Kind = Annotated[str, typer.Argument(help="A kind of the catalogue, such as comment_written.", autocompletion=_kinds)]
Said = Annotated[list[str] | None, typer.Argument(help="qualifier=value, such as depth=substantive.")]
Count = Annotated[int, typer.Option(help="How many.")]
Note = Annotated[str, typer.Option(help="Your own words, at most 280 characters.")]


def log_activity(
    kind: Kind,
    qualifiers: Said = None,
    count: Count = 1,
    note: Note = "",
    json: AsJson = False,
) -> None:
    """Log an activity done just now."""
    with told_errors():
        check_text(kind, note, *(qualifiers or []))
        said = _qualifiers(kind, qualifiers or [])
        item = _record(kind, said, count, note)
        answer = kept(item)
    if json:
        text = words_of(kind, said)
        tell_json({"id": item["subject"], "text": text, "today": answer.today.model_dump(mode="json")})
    else:
        typer.echo(f"{words_of(kind, said)}, kept. {answer.today.left.clicks} left today.")


def _record(kind: str, qualifiers: dict[str, QualifierValue], count: int, note: str) -> dict[str, Any]:
    id, moment = str(uuid.uuid4()), now().isoformat()
    own = {"entry": id, "subject": id, "type": "record", "of": "activity", "made_at": moment, "at": moment}
    return own | {"kind": kind, "qualifiers": qualifiers, "count": count, "note": note}


def _qualifiers(kind: str, words: list[str]) -> dict[str, QualifierValue]:
    """The words `name=value` as qualifiers; `true` and `false` where the catalogue has those."""
    if kind not in KINDS:
        raise Invalid(f"There is no kind of that name. The kinds: {', '.join(KINDS)}.")
    said: dict[str, QualifierValue] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise Invalid("Give qualifiers as name=value, such as depth=substantive.")
        said[name] = {"true": True, "false": False}.get(value, value)
    return said
