"""One writer, one reader.

All writes go through one connection owned by a writer that drains a queue and commits a
batch at once; reads use a second connection. Two tasks that shared a connection would
share its transaction, and one task's commit would save what the other rolls back.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import aiosqlite

from colonnade.errors import Unavailable
from colonnade.store.damage import BUSY, is_damage
from colonnade.store.migrate import migrate, refuse_newer

T = TypeVar("T")
L = TypeVar("L")
Connection = sqlite3.Connection
Work = Callable[[Connection], T]

BATCH: Final = 256
"""Writes committed at once, at most."""


class _Connection(aiosqlite.Connection):
    """An aiosqlite connection that runs a whole function in its thread, in one hop instead of one a statement."""

    def __init__(self, path: Path) -> None:
        # isolation_level None: this module says BEGIN and COMMIT, never the driver on its own.
        super().__init__(lambda: sqlite3.connect(path, BUSY, isolation_level=None), iter_chunk_size=64)
        # Where nobody came to `close`, a thread that waits for more work would keep the program from ending.
        self._thread.daemon = True

    async def run(self, work: Work[T]) -> T:
        return await self._execute(work, self._conn)  # type: ignore[no-any-return, no-untyped-call]

    def hand(self, work: Work[None]) -> None:
        """Have `work` run after what was handed over before; it tells for itself what became of it."""
        self._tx.put_nowait((None, partial(work, self._conn)))

    async def _connect(self) -> aiosqlite.Connection:
        try:
            return await super()._connect()
        except sqlite3.Error:
            # Its thread is told to end and still reports to the loop, which the program may close any moment.
            await asyncio.to_thread(self._thread.join)
            raise


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work[Any]
    look: Work[Any] | None
    done: asyncio.Future[Any]


class Database:
    """The log's database, open. Made by `Database.open`, ended by `close`."""

    def __init__(self, path: Path, writer: _Connection, reader: _Connection) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._loop = asyncio.get_running_loop()
        self._waiting: list[_Job] = []
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False
        self.damaged = asyncio.Event()
        """Set once something was found that SQLite never writes."""

    @classmethod
    async def open(cls, path: Path, *, whole_or_none: bool = False) -> Self:
        """Open the database at `path`, bringing it to this version's schema first.

        `whole_or_none` is for one that is filled beside the true one and put in its place when it is whole:
        a power cut may lose it, so no write waits for the disk.

        Raises Unavailable when it comes from a newer version or cannot be read; `damaged` when it never can.
        """
        # A connection left open keeps its thread, and with it the program, alive after a refusal.
        writer, reader = _Connection(path), _Connection(path)
        async with AsyncExitStack() as opened:
            try:
                await opened.enter_async_context(writer)
                await writer.run(lambda connection: refuse_newer(connection, path))
                await writer.run(_durable)
                if whole_or_none:
                    await writer.run(lambda connection: connection.execute("PRAGMA synchronous = OFF"))
                await writer.run(lambda connection: migrate(connection, path))
                await opened.enter_async_context(reader)
                await reader.run(_read_only)
            except sqlite3.Error as error:
                raise _unopened(error, path) from error
            opened.pop_all()  # from here on `close` ends them
        return cls(path, writer, reader)

    async def read(self, work: Work[T]) -> T:
        """What `work` finds, in one consistent snapshot. It must not write: the connection refuses."""
        try:
            return await self._reader.run(lambda connection: _snapshot(connection, work))
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            self.damaged.set()
            raise _unopened(error, self.path) from error

    async def read_apart(self, work: Work[T]) -> T:
        """The same over a connection of its own, for what takes long: other questions are answered meanwhile."""
        return await asyncio.to_thread(_apart, self.path, work)

    async def write(self, work: Work[T]) -> T:
        """What `work` returns, once everything it wrote is on disk.

        `work` is part of a batch: when it raises, its writes alone are undone. It may be called again for the same
        write, after everything it wrote was undone, because another one of the batch raised. Where its class has a
        `together`, that does all of a sort in a row: it takes the connection and the works and gives their results.
        Raises Unavailable when the batch cannot be committed (a full disk); nothing of it is kept then.
        """
        return await self._queue(work, None)  # type: ignore[no-any-return]

    async def write_and_look(self, work: Work[T], look: Work[L]) -> tuple[T, L]:
        """The same, with what `look` sees of the whole batch this write is part of.

        Looks that are equal see the same: one is made for all of them, so that many writers at once cost one look.
        """
        return await self._queue(work, look)  # type: ignore[no-any-return]

    def _queue(self, work: Work[Any], look: Work[Any] | None) -> asyncio.Future[Any]:
        if self._closed:
            raise Unavailable("The agent is stopping.", code="unavailable")
        job = _Job(work, look, self._loop.create_future())
        self._waiting.append(job)
        if self._idle.is_set():
            self._idle.clear()
            # Not at once: who is about to write in this turn of the loop, too, shares the commit.
            self._loop.call_soon(self._begin)
        return job.done

    async def close(self) -> None:
        """Finish what is queued and close both connections."""
        if self._closed:
            return
        self._closed = True
        await self._idle.wait()
        await self._reader.close()
        await self._writer.close()

    def _begin(self) -> None:
        """Hand the next batch to the writer, if there is one."""
        jobs, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        if jobs:
            self._writer.hand(lambda connection: self._commit(connection, jobs))
        else:
            self._idle.set()

    def _commit(self, connection: sqlite3.Connection, jobs: list[_Job]) -> None:
        """Commit a batch, in the writer's thread."""
        try:
            results = _batch(connection, jobs)
        except Exception as error:  # noqa: BLE001 - told to everyone who waits for this batch
            # Whatever it was: what is not told would leave a click waiting for ever.
            results = [error] * len(jobs)
        self._loop.call_soon_threadsafe(self._tell, jobs, results)

    def _tell(self, jobs: list[_Job], results: list[Any]) -> None:
        """Tell everyone of a batch what became of theirs, with the disk already at work on the next one."""
        self._begin()
        for job, result in zip(jobs, results, strict=True):
            if isinstance(result, Exception) and is_damage(result):
                self.damaged.set()
            if job.done.cancelled():
                continue  # who asked has gone; what was committed stays committed
            if isinstance(result, sqlite3.Error):
                job.done.set_exception(
                    Unavailable(f"It could not be written to disk ({result}); nothing of it is kept.")
                )
            elif isinstance(result, Exception):
                job.done.set_exception(result)
            else:
                job.done.set_result(result)


def _unopened(error: sqlite3.Error, path: Path) -> Unavailable:
    if is_damage(error):
        return Unavailable(
            f"The database {path} is damaged. Start the agent: it puts together what can be saved.", code="damaged"
        )
    if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return Unavailable(f"Another program holds the database {path}. End it and try again.", code="database")
    return Unavailable(f"The database {path} cannot be opened: {error}.", code="database")


def _durable(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Words that were taken back are overwritten; without it they stay readable in the file's free space.
    connection.execute("PRAGMA secure_delete = ON")
    if sys.platform == "darwin":
        # Without it fsync on macOS returns before the disk has the data.
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


def _read_only(connection: sqlite3.Connection) -> None:
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    connection.execute("PRAGMA query_only = ON")


def _apart(path: Path, work: Work[T]) -> T:
    with closing(sqlite3.connect(path, BUSY, isolation_level=None)) as connection:
        _read_only(connection)
        return _snapshot(connection, work)


def _snapshot(connection: sqlite3.Connection, work: Work[T]) -> T:
    connection.execute("BEGIN")
    try:
        return work(connection)
    finally:
        connection.execute("ROLLBACK")


def _batch(connection: sqlite3.Connection, jobs: list[_Job]) -> list[Any]:
    """The result of each piece of work, or what it raised, once all that did not raise is committed."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        results = _looked(connection, jobs, _worked(connection, jobs))
        connection.execute("COMMIT")
    except BaseException:
        # A failed statement may already have ended the transaction (a full disk does).
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return results


def _worked(connection: sqlite3.Connection, jobs: list[_Job]) -> list[Any]:
    """The result of each piece of work, or what it raised; then its writes alone are undone."""
    try:
        return _in_turn(connection, [job.work for job in jobs])
    except Exception:
        # Whatever it was, it is the fault of one of them: below each is told its own.
        if len(jobs) == 1 or not connection.in_transaction:
            raise
    # Done once more, each in a savepoint: hardly ever anything raises, and a savepoint copies every page that changes.
    connection.execute("ROLLBACK")
    connection.execute("BEGIN IMMEDIATE")
    return [_held(connection, job.work) for job in jobs]


def _in_turn(connection: sqlite3.Connection, works: list[Work[Any]]) -> list[Any]:
    """The result of each piece of work, with neighbours done together that can be."""
    results: list[Any] = []
    for sort, neighbours in groupby(works, type):
        some, together = list(neighbours), getattr(sort, "together", None)
        results += [work(connection) for work in some] if together is None else together(connection, some)
    return results


def _held(connection: sqlite3.Connection, work: Work[Any]) -> Any:
    """The result of one piece of work, or what it raised, held by a savepoint."""
    result: Any
    connection.execute("SAVEPOINT work")
    try:
        result = work(connection)
    except Exception as error:
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO work")
        result = error
    connection.execute("RELEASE work")
    return result


def _looked(connection: sqlite3.Connection, jobs: list[_Job], results: list[Any]) -> list[Any]:
    """The results, each with what its look sees once everything is written."""
    seen: dict[Work[Any], Any] = {}
    for number, job in enumerate(jobs):
        if job.look is None or isinstance(results[number], Exception):
            continue
        if job.look not in seen:
            seen[job.look] = job.look(connection)
        results[number] = results[number], seen[job.look]
    return results
