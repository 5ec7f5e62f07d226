"""Everyone who may speak to the agent, and who no longer may."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from colonnade.errors import Missing
from colonnade.model import Role
from colonnade.services.clients import Clients
from colonnade.services.machine import admit_this_machine
from colonnade.store.clients import Credential, credentials
from colonnade.store.database import Database
from colonnade.store.tick import sequence_in
from harness.entries import NOW

ONE = "1" * 32


def client(id: str = ONE, role: Role = "browser", at: datetime = NOW) -> Credential:
    """An invented client."""
    return Credential(id, role, "An invented browser", f"chrome-extension://{id}", b"k" * 32, at, at, None)


async def seen_on_disk(db: Database) -> datetime:
    """When the one client was last heard of, as the next start will know."""
    (kept,) = await credentials(db)
    return kept.seen_at


async def test_a_client_is_on_disk_before_anyone_learns_of_it(db: Database) -> None:
    """A pairing that was answered survives a crash right after."""
    clients = await Clients.load(db)
    await clients.add(db, client())
    assert await credentials(db) == [client()]
    assert (await Clients.load(db)).find(ONE) == client()


async def test_a_revoked_client_is_over_for_good(db: Database) -> None:
    """Now and after a restart; its key is kept only to sign the answer that says so. Twice changes nothing."""
    clients = await Clients.load(db)
    await clients.add(db, client())
    assert clients.is_paired()
    await clients.revoke(db, ONE, NOW)
    again = await clients.revoke(db, ONE, NOW + timedelta(hours=1))
    assert again.revoked_at == NOW
    for known in (clients, await Clients.load(db)):
        one = known.find(ONE)
        assert one is not None
        assert known.is_over(one, NOW)
        assert (one.revoked_at, one.key) == (NOW, b"k" * 32)
        assert not known.is_paired()
        assert known.origins() == {f"chrome-extension://{ONE}"}


async def test_revoking_twice_at_once_ends_in_one_time(db: Database) -> None:
    """The same in memory as on disk."""
    clients = await Clients.load(db)
    await clients.add(db, client())
    await asyncio.gather(*(clients.revoke(db, ONE, NOW + timedelta(seconds=n)) for n in range(3)))
    (kept,) = await credentials(db)
    assert kept.revoked_at == NOW


async def test_an_unknown_client_cannot_be_revoked(db: Database) -> None:
    """It is missing, and nothing is kept of it."""
    with pytest.raises(Missing):
        await (await Clients.load(db)).revoke(db, ONE, NOW)
    assert await credentials(db) == []


@pytest.mark.parametrize(
    ("role", "days", "over"), [("dashboard", 90, False), ("dashboard", 91, True), ("browser", 9000, False)]
)
def test_a_dashboard_session_ends_when_unused_for_90_days(role: Role, days: int, over: bool) -> None:
    """A browser or a program stays until the person revokes it."""
    one = client(role=role)
    assert Clients([one]).is_over(one, NOW + timedelta(days=days)) is over


async def test_a_dashboard_that_is_used_goes_on(db: Database) -> None:
    """Ninety days from the last word, not from the first."""
    clients = await Clients.load(db)
    await clients.add(db, client(role="dashboard"))
    await clients.saw(db, client(role="dashboard"), NOW + timedelta(days=80))
    assert not clients.is_over(client(role="dashboard"), NOW + timedelta(days=169))
    assert not (await Clients.load(db)).is_over((await credentials(db))[0], NOW + timedelta(days=169))


async def test_being_seen_is_written_at_most_once_a_minute(db: Database) -> None:
    """A popup that asks every second does not write every second, and no word of it moves the log's sequence."""
    clients = await Clients.load(db)
    await clients.add(db, client())
    before = await db.read(sequence_in)
    for seconds, expected in ((10, 10), (40, 10), (69, 10), (70, 70), (75, 70), (60, 70)):
        await clients.saw(db, client(), NOW + timedelta(seconds=seconds))
        assert await seen_on_disk(db) == NOW + timedelta(seconds=expected)
    assert clients.listed(ONE)[0].seen_at == NOW + timedelta(seconds=70)
    assert await db.read(sequence_in) == before


async def test_a_clock_set_back_does_not_unsee_a_client(db: Database) -> None:
    """The later time stays."""
    clients = await Clients.load(db)
    await clients.add(db, client())
    await clients.saw(db, client(), NOW - timedelta(days=1))
    assert await seen_on_disk(db) == NOW


async def test_the_list_is_newest_first_and_shows_no_key(db: Database) -> None:
    """The one that asks is marked."""
    clients = await Clients.load(db)
    for number in range(3):
        await clients.add(db, client(str(number) * 32, at=NOW + timedelta(minutes=number)))
    listed = clients.listed("1" * 32)
    assert [(one.id[0], one.you) for one in listed] == [("2", False), ("1", True), ("0", False)]
    assert "key" not in listed[0].model_dump()


async def test_this_machine_has_one_client_and_a_new_key_at_every_start(db: Database, tmp_path: Path) -> None:
    """The key of an earlier start, left in a copy of the file, opens nothing any more."""
    clients = await Clients.load(db)
    said = []
    for boot in ("a" * 32, "b" * 32):
        await admit_this_machine(db, clients, tmp_path, 8426, boot, NOW)
        said.append(json.loads(await asyncio.to_thread((tmp_path / "agent.json").read_text)))
    (kept,) = await credentials(db)
    assert [one["client"] for one in said] == [kept.id, kept.id]
    assert [one["boot"] for one in said] == ["a" * 32, "b" * 32]
    assert said[0]["key"] != said[1]["key"] == kept.key.hex()
    assert (kept.role, kept.origin, said[1]["port"]) == ("machine", "http://127.0.0.1:8426", 8426)
    assert not clients.is_paired()
