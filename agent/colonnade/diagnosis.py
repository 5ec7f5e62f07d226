"""What to make of the state of things: a finding for each thing that was looked at, good or what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from colonnade.model import Diagnosis, Finding, Role

CLOCK_SLACK: Final = timedelta(minutes=1)
BACKUP_LAG: Final = timedelta(days=2)
"""How long after the newest backup an entry may have been kept; one is made each night."""
LEAST_FREE: Final = 100 * 1024**2
"""Bytes of disk below which the log may soon not be written; twice the database's own size counts too."""
_UNITS: Final = ("B", "kB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class Place:
    """A file or folder of the person's data. `wanted` is the mode it should have."""

    path: str
    plain: bool
    ours: bool
    mode: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A client that may speak to the agent: when it was last heard of, and when an entry of it was last kept."""

    label: str
    role: Role
    seen_at: datetime
    kept_at: datetime | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look into the database found. `error` says why it could not be read; the rest then says nothing."""

    error: str | None = None
    damage: tuple[str, ...] = ()
    schema: int = 0
    newest_kept_at: datetime | None = None
    clients: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was looked at. `called` is how the person calls the program."""

    now: datetime
    called: str
    versions: str
    agent: Literal["answers", "silent", "busy", "down"]
    port: int
    holder: str | None
    folder: str
    exists: bool
    places: tuple[Place, ...]
    known_schema: int
    database: Looked | None
    backups: tuple[datetime, ...]
    free: int
    size: int


def diagnosis(facts: Facts) -> Diagnosis:
    """A finding for each fact."""
    parts = (_agent, _port, _places, _database, _clock, _clients, _backups, _disk)
    found = [finding for part in parts for finding in part(facts)]
    return Diagnosis(items=[*found, Finding(of="version", state="good", text=facts.versions)])


def _agent(facts: Facts) -> Iterator[Finding]:
    match facts.agent:
        case "answers":
            yield Finding(of="agent", state="good", text=f"The agent answers on http://127.0.0.1:{facts.port}.")
        case "down":
            said = "The agent does not run; clicks wait in the browsers meanwhile."
            yield Finding(of="agent", state="note", text=said, todo=f"Start it: {facts.called} serve")
        case "busy":
            said = "Another command, or an agent that is just starting, holds the data folder."
            yield Finding(of="agent", state="note", text=said, todo="Look again in a moment.")
        case "silent":
            said = "The agent runs and does not answer."
            mend = "End it and start it again; what it has confirmed is kept."
            yield Finding(of="agent", state="wrong", text=said, todo=mend)


def _port(facts: Facts) -> Iterator[Finding]:
    if facts.agent != "down":
        return
    if facts.holder is None:
        yield Finding(of="port", state="good", text=f"Port {facts.port} is free for the agent.")
        return
    mend = "End it, or choose another port (COLONNADE_PORT); browsers then have to be paired again."
    yield Finding(of="port", state="wrong", text=f"Port {facts.port} is taken by {facts.holder}.", todo=mend)


def _places(facts: Facts) -> Iterator[Finding]:
    wrong = [_place(place) for place in facts.places if not _is_private(place)]
    if wrong:
        yield from wrong
    elif facts.exists:
        yield Finding(of="folder", state="good", text=f"Only you can read {facts.folder}.")
    else:
        yield Finding(of="folder", state="note", text=f"There is no data folder yet; it will be {facts.folder}.")


def _is_private(place: Place) -> bool:
    return place.plain and place.ours and not place.mode & 0o077


def _place(place: Place) -> Finding:
    if not place.plain:
        said, mend = "is a link, or not what it should be", "Look at what it is, and move it away."
    elif not place.ours:
        said, mend = "belongs to another user", "Give it back (chown), or choose another data folder."
    else:
        said, mend = "can be read by other users", f"Mend it: chmod {place.wanted:o} '{place.path}'"
    return Finding(of="folder", state="wrong", text=f"{place.path} {said}.", todo=mend)


def _database(facts: Facts) -> Iterator[Finding]:
    found = facts.database
    if found is None:
        yield Finding(of="database", state="note", text="There is no log yet; the first activity makes it.")
        return
    trouble = found.error or next(iter(found.damage), None)
    if trouble is not None:
        mend = f"End the agent and start it again: {facts.called} serve puts together what can be saved."
        yield Finding(of="database", state="wrong", text=f"The database cannot be trusted: {trouble}.", todo=mend)
    else:
        said = "The database opens, and a quick check finds nothing wrong with it."
        yield Finding(of="database", state="good", text=said)
    if found.error is None:
        yield _schema(found.schema, facts.known_schema)


def _schema(schema: int, known: int) -> Finding:
    if schema > known:
        said = f"The database has schema {schema}; this version knows {known}."
        return Finding(of="schema", state="wrong", text=said, todo="Install the newer version again.")
    if schema < known:
        said = f"The database has schema {schema}; the next start brings it to {known}, after a copy of it."
        return Finding(of="schema", state="note", text=said)
    return Finding(of="schema", state="good", text=f"The database has schema {schema}, which this version writes.")


def _clock(facts: Facts) -> Iterator[Finding]:
    newest = facts.database.newest_kept_at if facts.database is not None else None
    if newest is None or newest <= facts.now + CLOCK_SLACK:
        yield Finding(of="clock", state="good", text=f"The clock shows {_time(facts.now, facts)}.")
        return
    said = f"The newest entry was kept at {_time(newest, facts)}, and the clock shows {_time(facts.now, facts)}."
    yield Finding(of="clock", state="wrong", text=said, todo="Set the clock of this machine.")


def _clients(facts: Facts) -> Iterator[Finding]:
    if facts.database is None or facts.database.error is not None:
        return
    for one in facts.database.clients:
        kept = "no entry yet" if one.kept_at is None else f"last entry kept {_time(one.kept_at, facts)}"
        said = f"{one.label} ({one.role}): last heard of {_time(one.seen_at, facts)}, {kept}."
        yield Finding(of="client", state="good", text=said)
    if not any(one.role == "browser" for one in facts.database.clients):
        yield Finding(of="client", state="note", text="No browser is paired.", todo=f"Pair one: {facts.called} pair")


def _backups(facts: Facts) -> Iterator[Finding]:
    newest = max(facts.backups, default=None)
    kept = facts.database.newest_kept_at if facts.database is not None else None
    if newest is None:
        yield Finding(of="backups", state="note", text="There is no backup yet; a running agent makes one each night.")
    elif kept is not None and kept > newest + BACKUP_LAG:
        said = f"The newest backup is of {_time(newest, facts)}, and entries were kept for days since."
        mend = "Leave the agent running; it makes one each night."
        yield Finding(of="backups", state="wrong" if facts.agent == "answers" else "note", text=said, todo=mend)
    else:
        number = len(facts.backups)
        many = "1 backup, " if number == 1 else f"{number} backups, the newest "
        said = f"{many}of {_time(newest, facts)}."
        yield Finding(of="backups", state="good", text=said)


def _disk(facts: Facts) -> Iterator[Finding]:
    if facts.free < max(LEAST_FREE, 2 * facts.size):
        said = f"Only {_bytes(facts.free)} of disk are free; the log takes {_bytes(facts.size)}."
        yield Finding(of="disk", state="wrong", text=said, todo="Make room: entries cannot be kept on a full disk.")
    else:
        said = f"{_bytes(facts.free)} of disk are free; the log takes {_bytes(facts.size)}."
        yield Finding(of="disk", state="good", text=said)


def _time(at: datetime, facts: Facts) -> str:
    return f"{at.astimezone(facts.now.tzinfo):%d %b %Y %H:%M}"


def _bytes(number: int) -> str:
    size = float(number)
    for unit in _UNITS:
        if size < 1000 or unit == _UNITS[-1]:  # noqa: PLR2004 - the step of the units
            return f"{size:.0f} {unit}"
        size /= 1000
    raise AssertionError(number)  # pragma: no cover - the last unit takes whatever is left
