"""What can still be read of a damaged database, page after page."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from colonnade.habits.document import Answers, Reviews, Routine
from colonnade.habits.written import Audience, Templates
from colonnade.model import Entry, Item, Preferences
from colonnade.store import clients, documents, preferences
from colonnade.store.clients import Credential
from colonnade.store.damage import reading
from colonnade.store.log import Said
from colonnade.store.snapshots import Snapshot, nights_between

T = TypeVar("T")

AT_ONCE: Final = 200
BLIND: Final = 5000
"""So many rows in a row may be unreadable before nothing further is looked for."""
_ENTRY: Final[TypeAdapter[Entry]] = TypeAdapter(Item)
_CLIENT: Final = re.compile(r"[0-9a-f]{32}")
_KEY_BYTES: Final = 32
_Document = Routine | Answers | Reviews | Audience | Templates
_DOCUMENTS: Final[Mapping[str, type[_Document]]] = {
    "routine": Routine,
    "answers": Answers,
    "reviews": Reviews,
    "audience": Audience,
    "templates": Templates,
}


def salvaged_entries(path: Path) -> Iterator[Said]:
    """Every entry that can be read and is sound, in order; what lies on a damaged page is passed over."""
    try:
        with reading(path) as connection:
            connection.text_factory = bytes  # a damaged text may be no UTF-8
            for client, blanked, content in _rows(connection):
                said = _said(client, blanked, content)
                if said is not None:
                    yield said
    except sqlite3.Error:
        return


def salvaged_preferences(path: Path) -> tuple[Preferences, bool] | None:
    """The preferences, and whether the person chose them; None where they cannot be read."""

    def look(connection: sqlite3.Connection) -> tuple[Preferences, bool] | None:
        chosen = preferences.was_chosen(connection)
        return None if chosen is None else (preferences.preferences_in(connection), chosen)

    return _tried(path, look, None)


def salvaged_documents(path: Path) -> Sequence[tuple[documents.Name, _Document]]:
    """The documents that are sound; none where they cannot be read."""
    found = []
    for name in documents.NAMES:
        content = _tried(path, partial(documents.content_in, name=name), None)
        try:
            if content is not None:
                found.append((name, _DOCUMENTS[name].model_validate_json(content)))
        except ValueError:
            continue
    return found


def salvaged_nights(path: Path) -> Sequence[tuple[Snapshot, datetime]]:
    """The snapshots; none where they cannot be read."""
    return _tried(path, lambda connection: nights_between(connection, date.min, date.max), ())


def salvaged_clients(path: Path) -> Sequence[Credential]:
    """The clients that are sound; none where they cannot be read."""
    found: list[Credential] = []
    return [one for one in _tried(path, clients.all_credentials, found) if _is_sound(one)]


def _tried(path: Path, look: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
    try:
        with reading(path) as connection:
            return look(connection)
    except (sqlite3.Error, ValueError, OverflowError, TypeError):
        # ValueError: what was read is no preference, no night, no time.
        return otherwise


def _rows(connection: sqlite3.Connection) -> Iterator[Sequence[Any]]:
    after = blind = 0
    while blind < BLIND:
        try:
            # By the rows' own order: an index may lie on a damaged page of its own.
            rows = connection.execute(
                "SELECT seq, client, blanked, content FROM entries NOT INDEXED WHERE seq > ? ORDER BY seq LIMIT ?",
                (after, 1 if blind else AT_ONCE),
            )
            found = False
            for seq, *row in rows:
                after, blind, found = seq, 0, True
                yield row
            if not found:
                return
        except sqlite3.DatabaseError:
            # The row after this one cannot be read; perhaps the one behind it can.
            after += 1
            blind += 1


def _said(client: Any, blanked: Any, content: Any) -> Said | None:
    try:
        entry = _ENTRY.validate_json(content)
        name = bytes(client).decode("ascii")
    except (ValidationError, ValueError, TypeError):
        return None
    return Said(entry, name, bool(blanked)) if _CLIENT.fullmatch(name) else None


def _is_sound(one: Credential) -> bool:
    return bool(_CLIENT.fullmatch(one.id)) and len(one.key) == _KEY_BYTES
