"""Files that only the person can read: the data folder, the database, the keys."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from colonnade.errors import Unavailable

POSIX: Final = os.name == "posix"
DATABASE: Final = "colonnade.db"
AGENT_FILE: Final = "agent.json"
LOCK_FILE: Final = "colonnade.lock"
_FRESH: Final = f"{DATABASE}.new"
_LOCK_STEP: Final = 0.02


def prepare_folder(folder: Path) -> None:
    """Make the data folder with mode 0700, or check that it is the person's alone.

    Raises Unavailable, saying how to mend it, for a link, a foreign owner or an open mode.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"The data folder {folder} cannot be made: {error.strerror}.", code="data_folder") from error
    _check(folder, stat.S_ISDIR, 0o700, "folder")
    for path in (*_parts(folder / DATABASE), folder / AGENT_FILE, folder / LOCK_FILE):
        # A running agent may remove a file of the write-ahead log just now.
        with suppress(FileNotFoundError):
            _check(path, stat.S_ISREG, 0o600, "file")


def prepare_part(folder: Path) -> None:
    """Make a folder of the data folder, or check it in the same way."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"The folder {folder} cannot be made: {error.strerror}.", code="data_folder") from error
    _check(folder, stat.S_ISDIR, 0o700, "folder")


def create_private(path: Path) -> None:
    """Make an empty file with mode 0600 where none is.

    O_EXCL and O_NOFOLLOW: a link planted at the path is never written through.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, 0o600))


def write_private(path: Path, text: str) -> None:
    """Replace a private file whole: written beside, then moved over, so that no reader sees half of it."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    create_private(beside)
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def database_file(folder: Path) -> Path:
    """The path of the database, made empty and private where it is not there yet.

    SQLite gives the WAL the database's mode, so the database must be private before it is opened.
    """
    path = folder / DATABASE
    if not os.path.lexists(path):
        create_private(path)
    return path


def fresh_database(folder: Path) -> Path:
    """The path of an empty private database beside the folder's own, to be filled, closed and put in its place."""
    path = folder / _FRESH
    for name in _parts(path):
        name.unlink(missing_ok=True)
    create_private(path)
    return path


def put_in_place(fresh: Path, folder: Path) -> None:
    """Make it the folder's database. What the one before held is gone; nobody may have that open."""
    with fresh.open("r+b") as file:
        os.fsync(file.fileno())
    # A write-ahead log without its database would be taken for the new one's.
    for name in _parts(folder / DATABASE)[1:]:
        name.unlink(missing_ok=True)
    fresh.replace(folder / DATABASE)


def is_unused(folder: Path) -> bool:
    """Whether the folder is not there, or holds nothing but what a command leaves that did not get far."""
    if not folder.exists():
        return True
    left = {LOCK_FILE, *(path.name for path in _parts(folder / _FRESH))}
    return all(entry.name in left for entry in folder.iterdir())


def _parts(path: Path) -> list[Path]:
    """A database's file and those SQLite keeps beside it."""
    return [path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-shm")]


@contextmanager
def data_lock(folder: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the data folder for one agent or one command.

    Raises Unavailable `locked` when another still holds it after `patience` seconds.
    """
    with _lock_file(folder) as file:
        deadline = time.monotonic() + patience
        while not (held := _try_lock(file)) and time.monotonic() < deadline:
            time.sleep(_LOCK_STEP)
        if not held:
            raise Unavailable(f"Another Colonnade uses the data folder {folder}.", code="locked")
        yield


def _lock_file(folder: Path) -> IO[str]:
    path = folder / LOCK_FILE
    try:
        if not os.path.lexists(path):
            # Another one may make it just now; the lock decides.
            with suppress(FileExistsError):
                create_private(path)
        return path.open("r+", encoding="utf-8")
    except OSError as error:
        raise Unavailable(
            f"The data folder {folder} cannot be written to: {error.strerror}.", code="data_folder"
        ) from error


def _check(path: Path, is_sort: object, mode: int, word: str) -> None:
    if not POSIX:
        return  # on Windows the profile's own access list guards the folder
    found = path.lstat()
    if not is_sort(found.st_mode):  # type: ignore[operator]
        raise Unavailable(
            f"{path} is not a plain {word} (a link, perhaps). Look at what it is, move it away and start again.",
            code="data_folder",
        )
    if found.st_uid != os.getuid():
        raise Unavailable(
            f"{path} belongs to another user. Give it back (chown) or choose another folder with --data-dir.",
            code="data_folder",
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise Unavailable(f"{path} can be read by other users. Mend it: chmod {mode:o} '{path}'", code="data_folder")


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
