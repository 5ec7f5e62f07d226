"""The state of a subject, from its entries: pure, and the same whatever order they came in.

The log is a set. Two logs merge by union, and this is what makes the union mean one thing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from colonnade.model import (
    AmendActivity,
    AmendPeriod,
    AmendReading,
    Entry,
    RecordActivity,
    RecordPeriod,
    RecordReading,
    Retract,
)

Record = RecordActivity | RecordReading | RecordPeriod
Amend = AmendActivity | AmendReading | AmendPeriod

# Made once: `json.dumps` makes an encoder at each call.
canonical: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
"""JSON of which equal text means equal content."""
OWN_FIELDS: Final = frozenset({"entry", "subject", "type", "of", "made_at"})
"""What is said of an entry itself, and not of its subject."""
_YOUNGER: Final = frozenset({"contact", "thread"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A subject as it stands: its record with every amend applied."""

    record: Record
    amended: bool


def standing_of(entries: Iterable[Entry]) -> Standing | None:
    """What the entries of one subject say together; None while unrecorded, or once retracted.

    Amends apply field by field in the order of (made_at, entry id). Entries of another `of`
    than the record's speak of nothing and change nothing.
    """
    entries = list(entries)
    record = next((e for e in entries if isinstance(e, Record)), None)
    if record is None or any(isinstance(e, Retract) and e.of == record.of for e in entries):
        return None
    amends = [e for e in entries if isinstance(e, Amend) and e.of == record.of]
    changes: dict[str, Any] = {}
    for amend in sorted(amends, key=_order):
        changes |= {name: value for name, value in amend if name not in OWN_FIELDS and value is not None}
    return Standing(record.model_copy(update=changes) if changes else record, amended=bool(changes))


def retracts(entries: Iterable[Entry], of: str) -> bool:
    """Whether any of the entries takes back a subject of that sort."""
    return any(isinstance(e, Retract) and e.of == of for e in entries)


def with_words_left(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of one subject with the words that may still be kept, in the order they came.

    Nothing is kept of the words of what was retracted, and of an activity's names the newest alone:
    who renames or forgets somebody has not left the old name in the log.
    """
    entries = list(entries)
    named = [e for e in entries if isinstance(e, AmendActivity) and e.contact is not None]
    last = max(named, key=_order, default=None)
    return [
        blanked(entry)
        if retracts(entries, entry.of)
        else _nameless(entry)
        if last is not None and entry is not last
        else entry
        for entry in entries
    ]


def blanked(entry: Entry) -> Entry:
    """The entry without the person's own words; ids, kinds and times stay."""
    if isinstance(entry, RecordActivity) or (isinstance(entry, AmendActivity) and entry.note is not None):
        entry = entry.model_copy(update={"note": ""})
    return _nameless(entry)


def content_of(entry: Entry) -> str:
    """An entry's content as canonical JSON: equal text means equal content, offsets included."""
    content = entry.model_dump(mode="json", exclude_none=True)
    if isinstance(entry, RecordActivity):
        # Younger than the log: a record that says nothing of them has the content it had before there were any.
        for name in _YOUNGER:
            if content[name] == "":
                del content[name]
    return canonical(content)


def _nameless(entry: Entry) -> Entry:
    named = isinstance(entry, RecordActivity | AmendActivity) and entry.contact
    return entry.model_copy(update={"contact": ""}) if named else entry


def _order(entry: Entry) -> tuple[datetime, str]:
    return (entry.made_at, entry.entry)
