"""What scripts/bench measures through the doors of a running agent, the floors in turns with it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from bench_figures import Bar, p50, p99
from bench_process import Running, agent, echo
from bench_wire import ENTRIES, Key, Request, Wire, entries_body
from colonnade.importing.archive import next_of
from colonnade.store.files import prepare_folder

CLIENTS = 16
AT_ONCE = 200
TURN = 25
"""So many of one sort are measured before the next sort has its turn: noise of the machine meets all alike."""


@dataclass(frozen=True)
class Rounds:
    """How often each is measured."""

    one: int = 1000
    many: int = 3200
    told: int = 100
    starts: int = 5
    entries: int = 100_000

    @classmethod
    def of(cls, part: float) -> Self:
        """Fewer, for a shorter log."""
        return cls(*(max(1, round(number * part)) for number in asdict(cls()).values()))


@dataclass
class Turns:
    """What each sort took, in milliseconds."""

    disk: list[float] = field(default_factory=list)
    echo: list[float] = field(default_factory=list)
    entry: list[float] = field(default_factory=list)


async def measure_doors(folder: Path, ten_years: Path, rounds: Rounds) -> list[Bar]:
    """Every figure that has to do with a running agent; `ten_years` is a data folder with the long log."""
    fresh = folder / "fresh"
    prepare_folder(fresh)
    found = [*await _starts(fresh, rounds)]
    async with agent(fresh) as running, echo() as floor:
        found.append(Bar("memory at rest", running.memory(), "MB", 90))
        found += await _one_client(folder, fresh, running, floor, rounds)
        found += await _many_clients(fresh, running, floor, rounds)
        found.append(await _memory_after(fresh, running, rounds))
    async with agent(ten_years) as running:
        found.append(await _told(ten_years, running, rounds))
        found.append(await _while_exported(ten_years, running, rounds))
        found.append(Bar("memory over ten years, after an export", running.memory(), "MB"))
    return found


async def _starts(data: Path, rounds: Rounds) -> list[Bar]:
    took = []
    for _ in range(rounds.starts):
        async with agent(data) as running:
            took.append(running.started)
    return [Bar("cold start, until it listens", p50(took), "s", 0.8)]


async def _one_client(folder: Path, data: Path, running: Running, floor: Running, rounds: Rounds) -> list[Bar]:
    key, turns, used, least = Key.of(data), Turns(), 0.0, 0.0
    with closing(_table(folder / "floor.db")) as disk:
        async with Wire(running.port) as to_agent, Wire(floor.port) as to_floor:
            many = min(TURN, rounds.one)
            for turn in range(rounds.one // many + 1):
                bodies = [entries_body() for _ in range(many)]
                begun = time.process_time()
                taken = Turns(disk=[_timed_insert(disk, body) for body in bodies])
                floors_used = time.process_time() - begun - floor.cpu()
                taken.echo = await _timed(to_floor, [Request("POST", "/", body) for body in bodies])
                floors_used += floor.cpu()
                before = running.cpu()
                taken.entry = await _timed(to_agent, [key.request("POST", ENTRIES, body) for body in bodies])
                if turn == 0:
                    continue  # the first of everything is slow
                used += running.cpu() - before
                least += floors_used
                turns.disk += taken.disk
                turns.echo += taken.echo
                turns.entry += taken.entry
    floors = [one + two for one, two in zip(turns.disk, turns.echo, strict=True)]
    d, h, middle = p50(turns.disk), p50(turns.echo), p50(turns.entry)
    return [
        Bar("D: one row into SQLite, WAL, FULL, p50", d, "ms"),
        Bar("H: aiohttp gives a POST back, p50", h, "ms"),
        Bar("an entry signed, checked, on disk, answered: p50", middle, "ms", 2.5 * (d + h), "2.5 × (D + H)"),
        Bar("the same, p99", p99(turns.entry), "ms", 3 * middle, "3 × its p50"),
        Bar("D + H, p99: what the machine itself did meanwhile", p99(floors), "ms"),
        Bar("processor for D and H", 1000 * least / len(turns.entry), "ms"),
        Bar("processor for an entry of one client", 1000 * used / len(turns.entry), "ms", 0.8),
    ]


async def _many_clients(data: Path, running: Running, floor: Running, rounds: Rounds) -> list[Bar]:
    key, parts = Key.of(data), max(1, rounds.many // 800)
    each = max(1, rounds.many // parts // CLIENTS)
    rates: dict[str, list[float]] = {"agent": [], "echo": []}
    used = 0.0
    for _ in range(parts):
        bodies = [[entries_body() for _ in range(each)] for _ in range(CLIENTS)]
        to_floor = [[Request("POST", "/", body) for body in some] for some in bodies]
        rates["echo"].append(await _rate(floor.port, to_floor))
        to_agent = [[key.request("POST", ENTRIES, body) for body in some] for some in bodies]
        before = running.cpu()
        rates["agent"].append(await _rate(running.port, to_agent))
        used += running.cpu() - before
    most = p50(rates["echo"])
    reached = p50(rates["agent"])
    return [
        Bar(f"aiohttp gives POSTs of {CLIENTS} clients back", most, "a second"),
        Bar(f"entries of {CLIENTS} clients", reached, "a second", 0.4 * most, "0.4 × the floor", more=True),
        Bar(f"processor for an entry of {CLIENTS} clients", 1000 * used / (parts * CLIENTS * each), "ms", 0.8),
    ]


async def _memory_after(data: Path, running: Running, rounds: Rounds) -> Bar:
    key = Key.of(data)
    async with Wire(running.port) as wire:
        for begin in range(0, rounds.entries, AT_ONCE):
            body = entries_body(min(AT_ONCE, rounds.entries - begin))
            await wire.ask(key.request("POST", ENTRIES, body))
    await _export(key)
    return Bar(f"memory after {rounds.entries:,} entries and an export", running.memory(), "MB", 130)


async def _told(data: Path, running: Running, rounds: Rounds) -> Bar:
    key, took = Key.of(data), list[float]()
    async with Wire(running.port) as wire, key.live() as socket:
        for _ in range(rounds.told):
            answer = json.loads(await wire.ask(key.request("POST", ENTRIES, entries_body())))
            begun = time.perf_counter_ns()
            while json.loads(await socket.recv()).get("seq", 0) < answer["seq"]:
                pass
            took.append((time.perf_counter_ns() - begun) / 1e6)
    return Bar("from the answer to an open page, over ten years: p99", p99(took), "ms", 50)


async def _while_exported(data: Path, running: Running, rounds: Rounds) -> Bar:
    key, took = Key.of(data), list[float]()
    async with Wire(running.port) as wire:
        exporting = asyncio.create_task(_export(key))
        while len(took) < rounds.one and not (exporting.done() and took):
            took += await _timed(wire, [key.request("POST", ENTRIES, entries_body())])
        exporting.cancel()
        await asyncio.wait([exporting])
    return Bar("an entry while ten years are exported: p99", p99(took), "ms", 10)


async def _export(key: Key) -> None:
    """The archive of everything, part by part, as `colonnade export` asks for it."""
    cursor: str | None = ""
    async with Wire(key.at.port) as wire:
        while cursor is not None:
            part = await wire.ask(key.request("GET", f"/api/v1/export{cursor and '?cursor='}{cursor}"))
            cursor = next_of(part)


async def _timed(wire: Wire, requests: list[Request]) -> list[float]:
    took = []
    for request in requests:
        begun = time.perf_counter_ns()
        await wire.ask(request)
        took.append((time.perf_counter_ns() - begun) / 1e6)
    return took


async def _rate(port: int, requests: list[list[Request]]) -> float:
    """Answers a second, with a connection for each list."""

    async def one(own: list[Request]) -> None:
        async with Wire(port) as wire:
            await _timed(wire, own)

    begun = time.perf_counter()
    await asyncio.gather(*map(one, requests))
    return sum(map(len, requests)) / (time.perf_counter() - begun)


def _table(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE floor (content TEXT NOT NULL) STRICT")
    return connection


def _timed_insert(connection: sqlite3.Connection, body: bytes) -> float:
    begun = time.perf_counter_ns()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO floor VALUES (?)", (body.decode(),))
    connection.execute("COMMIT")
    return (time.perf_counter_ns() - begun) / 1e6
