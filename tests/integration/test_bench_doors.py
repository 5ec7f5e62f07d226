"""scripts/bench through the doors of true agents: every figure comes, and nothing is measured that was refused."""

from __future__ import annotations

import asyncio
from math import isfinite
from pathlib import Path

import pytest

from bench_doors import Rounds, measure_doors
from bench_log import Size, build
from bench_process import agent
from bench_wire import Key, Wire


def test_a_tiny_run_gives_every_figure(tmp_path: Path) -> None:
    """With the bars of the project beside them; how fast this machine is just now is no fact."""

    async def tiny() -> list[tuple[str, float, float | None]]:
        ten_years = await build(tmp_path, Size.of(2))
        rounds = Rounds(one=4, many=16, told=1, starts=1, entries=30)
        return [(bar.name, bar.value, bar.bar) for bar in await measure_doors(tmp_path, ten_years.parent, rounds)]

    found = asyncio.run(tiny())
    assert all(isfinite(value) and value >= 0 for _, value, _ in found)
    barred = {name: bar for name, _, bar in found if bar is not None}
    assert len(barred) == 10
    assert {0.8, 90, 130, 50, 10} <= set(barred.values())
    assert "memory after 30 entries and an export" in barred


def test_a_refusal_ends_the_measuring(tmp_path: Path) -> None:
    """Else the fastest agent would be one that takes nothing."""

    async def refused() -> None:
        data = (await build(tmp_path, Size.of(1))).parent
        async with agent(data) as running, Wire(running.port) as wire:
            await wire.ask(Key.of(data).request("POST", "/api/v1/entries", b"{}"))

    with pytest.raises(RuntimeError, match="answered 400"):
        asyncio.run(refused())
