"""The composition root of the agent: everything is tied together here, and let go in order."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from aiohttp import web

from colonnade.errors import Unavailable
from colonnade.feed import Feed
from colonnade.services.backing_up import look_after
from colonnade.services.clients import Clients
from colonnade.services.incoming import Imports
from colonnade.services.machine import admit_this_machine
from colonnade.services.pairing import Words
from colonnade.services.recovering import notice_in, open_or_recover
from colonnade.services.sight import Sight
from colonnade.services.telling import Teller
from colonnade.store.files import data_lock, database_file, prepare_folder
from colonnade.web.context import AGENT, Agent
from colonnade.web.guard import guard
from colonnade.web.peer import LOOPBACK, holder_of
from colonnade.web.routes import add_routes
from colonnade.web.runner import Runner
from colonnade.web.shell import FILES, dashboard_files
from colonnade.web.signing import NONCES, Nonces, signing
from colonnade.web.sockets import SOCKETS, Sockets

Clock = Callable[[], datetime]
_PAUSE: Final = 1.0
_TURN: Final = 0.0005
"""Seconds for which one thread may hold the interpreter while another waits."""
_LONG_PAUSE: Final = 600.0
"""Seconds between two tries."""
LOCK_PATIENCE: Final = 1.0
"""Seconds to wait for a command that works on the data folder itself."""
_log = logging.getLogger(__name__)


def now() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def agent_on(folder: Path, port: int, clock: Clock = now, *, suspect: bool = False) -> AsyncIterator[Agent]:
    """An agent over a data folder, which must be prepared and locked; closed at the end.

    A damaged database is put together again first; `suspect` has a large one looked at too.
    """
    began = clock()
    db = await open_or_recover(database_file(folder), began, suspect=suspect)
    imports = Imports(folder)
    try:
        boot = secrets.token_hex(16)
        feed, sight = Feed(), Sight(db)
        yield Agent(
            db=db,
            sight=sight,
            clients=await Clients.load(db),
            words=Words(port),
            feed=feed,
            teller=Teller(sight, feed, boot, clock),
            imports=imports,
            boot=boot,
            port=port,
            clock=clock,
            began=began,
            notice=notice_in(folder, began),
        )
    finally:
        imports.clear()
        await db.close()


def application(agent: Agent) -> web.Application:
    """The doors of an agent."""
    app = web.Application(middlewares=[guard, signing])
    app[AGENT] = agent
    app[NONCES] = Nonces()
    app[SOCKETS] = Sockets()
    app[FILES] = dashboard_files()
    app.on_shutdown.append(_close_sockets)
    app.cleanup_ctx.append(_at_work)
    add_routes(app)
    return app


async def serve(folder: Path, port: int, ready: Callable[[Agent], None]) -> None:
    """Run an agent until it is asked to stop. Raises Unavailable when the folder or the port is taken."""
    os.umask(0o077)
    # A thread that reads ten years would let the others wait five milliseconds at each of their turns.
    sys.setswitchinterval(_TURN)
    prepare_folder(folder)
    # A command holds the lock for a moment to see whether an agent runs; that is no agent.
    with data_lock(folder, patience=LOCK_PATIENCE):
        if await _serve_once(folder, port, ready, suspect=False):
            # Once and no more: a disk that spoils everything must not keep an agent starting for ever.
            await _serve_once(folder, port, ready, suspect=True)


async def _serve_once(folder: Path, port: int, ready: Callable[[Agent], None], *, suspect: bool) -> bool:
    """Run an agent until it is asked to stop, or its database turns out to be damaged; whether it did."""
    async with agent_on(folder, port, suspect=suspect) as agent, _listening(agent):
        # Only now: whoever reads the file finds an agent that answers.
        await admit_this_machine(agent.db, agent.clients, folder, agent.port, agent.boot, agent.clock())
        ready(agent)
        return await _asked_to_stop(None if suspect else agent.db.damaged)


@asynccontextmanager
async def _listening(agent: Agent) -> AsyncIterator[None]:
    runner = Runner(application(agent))
    await runner.setup()
    try:
        await _bind(runner, agent.port)
        yield
    finally:
        await runner.cleanup()


async def _bind(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, LOOPBACK, port, reuse_port=False).start()
    except OSError as error:
        holder = holder_of(port) or "another program"
        raise Unavailable(
            f"Port {port} is taken by {holder}. End it, or choose another port with --port; "
            "browsers then have to be paired with that port again.",
            code="port_taken",
        ) from error


async def _asked_to_stop(damaged: asyncio.Event | None) -> bool:
    """Wait until the person ends the agent, or its database is damaged; whether it is that."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stop.set)
        except NotImplementedError:
            # Windows: Ctrl-C arrives as KeyboardInterrupt and cancels this task.
            break
    events = [stop] if damaged is None else [stop, damaged]
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
    return not stop.is_set()


async def _at_work(app: web.Application) -> AsyncIterator[None]:
    agent = app[AGENT]
    tasks = [
        asyncio.create_task(_for_ever(agent.teller.run, "The newest state could not be told.", _PAUSE), name="telling"),
        asyncio.create_task(
            _for_ever(lambda: look_after(agent.db, agent.clock), "The nightly backup could not be made.", _LONG_PAUSE),
            name="looking after",
        ),
    ]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


async def _for_ever(work: Callable[[], Awaitable[None]], failed: str, pause: float) -> None:
    while True:
        try:
            await work()
        except Unavailable as error:
            # A full disk, say: no fault, and no reason to give up.
            _log.warning("%s %s", failed, error.detail)
        except Exception:  # noqa: BLE001 - logged; a fault of one state is no fault of the next
            # A state that could not be computed must not end the telling of later ones.
            _log.exception(failed)
        await asyncio.sleep(pause)


async def _close_sockets(app: web.Application) -> None:
    await app[SOCKETS].close_all()
