"""Archives on their way in: their parts lie in files of the data folder until they are taken in."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from colonnade.errors import Conflict, Missing, Unavailable
from colonnade.store.files import create_private, prepare_part

FOLDER: Final = "imports"
OPEN: Final = 2
"""So many imports wait at once; a further one ends the oldest."""
PARTS: Final = 100
"""So many parts of an archive are taken: more than a hundred years of clicks."""


@dataclass(slots=True)
class _Incoming:
    """A file of parts, and where each of them ends."""

    path: Path
    ends: list[int] = field(default_factory=list)


class Imports:
    """The imports that are open now; a restart forgets them and their files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._open: dict[str, _Incoming] = {}
        self.clear()

    def open(self) -> str:
        """The id of a new import."""
        while len(self._open) >= OPEN:
            self.close(next(iter(self._open)))
        id = secrets.token_hex(16)
        path = self._folder / f"{id}.jsonl"
        prepare_part(self._folder)
        try:
            create_private(path)
        except OSError as error:
            raise Unavailable(f"It could not be written to disk ({error.strerror}).") from error
        self._open[id] = _Incoming(path)
        return id

    def take(self, id: str, number: int, part: bytes) -> int:
        """Put a part, counted from 1, on disk; how many there are. The last one may come again.

        Raises Missing for an import that is not open, Conflict for a part out of its turn.
        """
        incoming = self._find(id)
        ends = incoming.ends
        if not max(1, len(ends)) <= number <= min(PARTS, len(ends) + 1):
            raise Conflict(f"Send part {len(ends) + 1} next; an archive has at most {PARTS} parts.")
        begin = ends[number - 2] if number > 1 else 0
        try:
            with incoming.path.open("r+b") as file:
                file.truncate(begin)
                file.seek(begin)
                file.write(part)
        except OSError as error:
            raise Unavailable(f"It could not be written to disk ({error.strerror}).") from error
        ends[number - 1 :] = [begin + len(part)]
        return len(ends)

    def file(self, id: str) -> Path:
        """The file with all parts of an import. Raises Missing for one that is not open."""
        return self._find(id).path

    def close(self, id: str) -> None:
        """End an import and delete its file."""
        incoming = self._open.pop(id, None)
        if incoming is not None:
            incoming.path.unlink(missing_ok=True)

    def clear(self) -> None:
        """End every import and delete every file, those of an agent that was killed too."""
        self._open.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _find(self, id: str) -> _Incoming:
        if id not in self._open:
            raise Missing("There is no import of this id open; begin anew.")
        return self._open[id]
