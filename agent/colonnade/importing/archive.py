"""An archive: everything the person made, as JSON Lines, so that it can be had elsewhere by union.

It begins with a head and comes in parts. Each part ends with a line that counts what came so far and
carries a hash of it all, so that an archive that was cut or changed is recognised before any of it is kept.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, NoReturn

from pydantic import Field, ValidationError

from colonnade import __version__
from colonnade.errors import Fault, Invalid
from colonnade.habits.document import Answers, Reviews, Routine
from colonnade.habits.written import Audience, Templates
from colonnade.model import ClientId, Frozen, Item, Preferences
from colonnade.moments import Day, Moment

FORMAT: Final = 1
"""Version of the form of an archive."""
LINE_LIMIT: Final = 64 * 1024
"""Bytes a line may have; an entry with the longest note has less than a tenth."""
CURSOR_LIMIT: Final = 300
ENTRY_PIECES: Final = ('{"line":"entry","client":"', '","blanked":', ',"entry":', "}\n")
"""What the line of an entry has before, between and after its client, whether it is blanked, and its content.

The content is JSON as the log holds it, so nothing of it is read again.
"""
_NOTHING: Final = "Nothing of it is kept."
_DOCUMENTS: Final = frozenset({"routine", "answers", "reviews", "audience", "templates"})
_BODY: Final = frozenset({"preferences", "snapshot", "entry"}) | _DOCUMENTS
_WHOLE: Final = 2**53


class ArchiveHead(Frozen):
    """The first line: what this is, and the log's sequence that it stands for."""

    line: Literal["head"] = "head"
    colonnade: Literal["archive"] = "archive"
    format: int = Field(description="Version of the form of an archive")
    version: str = Field(description="Version of Colonnade that wrote it")
    tables: int = Field(description="Version of the schema of the database it comes from")
    seq: int = Field(description="Sequence of the newest change it holds")
    demo: bool = Field(default=False, description="Whether the log was invented, to show the product with")


class ArchivePreferences(Frozen):
    """What the person prefers; `chosen` is false where it was taken from a browser."""

    line: Literal["preferences"] = "preferences"
    chosen: bool
    preferences: Preferences


class ArchiveRoutine(Frozen):
    """The routine with its history."""

    line: Literal["routine"] = "routine"
    routine: Routine


class ArchiveAnswers(Frozen):
    """What the person said when they were asked."""

    line: Literal["answers"] = "answers"
    answers: Answers


class ArchiveReviews(Frozen):
    """What the person wrote about their months."""

    line: Literal["reviews"] = "reviews"
    reviews: Reviews


class ArchiveAudience(Frozen):
    """Whom the person wants to reach."""

    line: Literal["audience"] = "audience"
    audience: Audience


class ArchiveTemplates(Frozen):
    """The person's own templates."""

    line: Literal["templates"] = "templates"
    templates: Templates


class ArchiveSnapshot(Frozen):
    """What was believed at the end of a day, in points; `replayed` where it was worked out later."""

    line: Literal["snapshot"] = "snapshot"
    day: Day
    brand: float = Field(allow_inf_nan=False)
    find: float = Field(allow_inf_nan=False)
    engage: float = Field(allow_inf_nan=False)
    build: float = Field(allow_inf_nan=False)
    total: float = Field(allow_inf_nan=False)
    replayed: bool
    kept_at: Moment


class ArchiveEntry(Frozen):
    """An entry and the client that made it; `blanked` where its words were taken back."""

    line: Literal["entry"] = "entry"
    client: ClientId
    blanked: bool
    entry: Item


class ArchiveClose(Frozen):
    """The last line of a part: how much came so far, and the hash of it; `next` is null at the very end.

    The hash is SHA-256, in hexadecimal digits, over the closing line of the part before (none, in the first)
    and this part's lines before this one, each with its line feed.
    """

    line: Literal["close"] = "close"
    preferences: int
    documents: int
    snapshots: int
    entries: int
    hash: str
    next: str | None = Field(description="Cursor of the following part")


ArchiveDocument = ArchiveRoutine | ArchiveAnswers | ArchiveReviews | ArchiveAudience | ArchiveTemplates
ArchiveLine = Annotated[
    ArchivePreferences | ArchiveDocument | ArchiveSnapshot | ArchiveEntry,
    Field(discriminator="line"),
]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an archive is written: as of which sequence, after which entry, how much, and the hash."""

    seq: int
    after: int = 0
    preferences: int = 0
    documents: int = 0
    snapshots: int = 0
    entries: int = 0
    hash: str = ""

    def cursor(self) -> str:
        """The same as text, to be given back for the next part."""
        key = [self.seq, self.after, self.preferences, self.documents, self.snapshots, self.entries, self.hash]
        return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")

    def closed(self, lines: bytes, *, after: int, entries: int, is_last: bool) -> bytes:
        """The next part: these lines, which go up to an entry and hold so many of them, and the line that closes it."""
        before = self.close(is_last=False) if self.hash else b""
        hash = sha256(before + lines).hexdigest()
        return lines + replace(self, after=after, entries=self.entries + entries, hash=hash).close(is_last=is_last)

    def close(self, *, is_last: bool) -> bytes:
        """The line that closes the part that came this far."""
        close = ArchiveClose(
            preferences=self.preferences,
            documents=self.documents,
            snapshots=self.snapshots,
            entries=self.entries,
            hash=self.hash,
            next=None if is_last else self.cursor(),
        )
        return line_of(close)


def reached(cursor: str) -> Reached:
    """What a cursor stands for. Raises Invalid for one that no part gave."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        key = None
    fits = isinstance(key, list) and [type(part) for part in key] == [int] * 6 + [str]
    if not fits or not all(0 <= number < _WHOLE for number in key[:6]) or not _is_hash(key[6]):
        fault = Fault("/cursor", "format", "Give back the cursor of the part before, unchanged.")
        raise Invalid("The cursor is not one of an archive.", faults=(fault,))
    return Reached(*key)


def head(seq: int, tables: int, *, demo: bool) -> bytes:
    """The first line of an archive."""
    return line_of(ArchiveHead(format=FORMAT, version=__version__, tables=tables, seq=seq, demo=demo))


def line_of(record: Frozen) -> bytes:
    """A record as a line."""
    return record.model_dump_json().encode() + b"\n"


def document_line(name: str, content: str) -> bytes:
    """A document as a line; its content is JSON as it is kept."""
    return f'{{"line":"{name}","{name}":{content}}}\n'.encode()


def next_of(part: bytes) -> str | None:
    """The cursor of the part after this one, or None for the last."""
    close = json.loads(part[part.rstrip(b"\n").rfind(b"\n") + 1 :])
    found: str | None = close["next"]
    return found


def walk(lines: Iterable[bytes], *, demo: bool) -> Iterator[tuple[int, bytes]]:
    """Each line that holds something the person made, with its number from 1; `demo` where a demo takes it in.

    Raises Invalid for what is no archive, is damaged or is cut off: at the end of a part at the latest, so
    that an archive has to be walked through once before anything of it may be kept.
    """
    numbered = enumerate(lines, 1)
    number, line = next(numbered, (1, b""))
    _check_head(line, demo=demo)
    counts, digest, ended = dict.fromkeys(_BODY, 0), sha256(line), False
    for number, line in numbered:
        said = _object(line)
        if said is None or ended:
            _damaged(number, cut=not line.endswith(b"\n") and len(line) < LINE_LIMIT and not ended)
        elif said.get("line") == "close":
            _check_close(number, said, counts, digest.hexdigest())
            digest, ended = sha256(line), said["next"] is None
        elif said.get("line") in _BODY and line.endswith(b"\n"):
            counts[said["line"]] += 1
            digest.update(line)
            yield number, line
        else:
            _damaged(number, cut=not line.endswith(b"\n"))
    if not ended:
        _damaged(number, cut=True)


def _check_head(line: bytes, *, demo: bool) -> None:
    said = _object(line)
    if said is None or said.get("colonnade") != "archive":
        raise Invalid(f"This is no archive of Colonnade. {_NOTHING}")
    if type(said.get("format")) is int and said["format"] > FORMAT:
        raise Invalid(f"This archive was written by a newer version of Colonnade; install that one first. {_NOTHING}")
    try:
        head = ArchiveHead.model_validate_json(line)
    except ValidationError:
        _damaged(1)
    if head.demo and not demo:
        raise Invalid(f"This archive is of a demo and stays out of your own log. {_NOTHING}")
    if demo and not head.demo:
        raise Invalid(f"The log here is a demo and stays apart from your own. {_NOTHING}")


def _check_close(number: int, said: dict[str, Any], counts: dict[str, int], hash: str) -> None:
    counted = {
        "preferences": counts["preferences"],
        "documents": sum(counts[name] for name in _DOCUMENTS),
        "snapshots": counts["snapshot"],
        "entries": counts["entry"],
    }
    if said != {"line": "close", **counted, "hash": hash, "next": said.get("next", 0)}:
        _damaged(number)


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _is_hash(text: str) -> bool:
    return len(text) in {0, 64} and set(text) <= set("0123456789abcdef")


def _damaged(number: int, *, cut: bool = False) -> NoReturn:
    how = f"is cut off after line {number}" if cut else f"is damaged at line {number} or before"
    raise Invalid(f"This archive {how}. {_NOTHING} Export it again.")
