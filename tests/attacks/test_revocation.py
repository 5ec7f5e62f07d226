"""Clients that were taken back, and what each sort of client may not do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest
from websockets.exceptions import ConnectionClosed

from colonnade.services.clients import Clients
from colonnade.store.clients import Credential
from colonnade.store.database import Database
from harness import items, live, wire
from harness.agent import RunningAgent
from harness.forge import Request, assert_refused, click, kept, look
from harness.program import Program, pair

Sound = Callable[[Program], Request]


@pytest.mark.parametrize("sound", [click, look])
def test_a_revoked_client_is_told_so_and_nothing_else(agent: RunningAgent, machine: Program, sound: Sound) -> None:
    """From the moment it is removed nothing is done for it; the answer is signed, so it can be believed."""
    with pair(machine) as program:
        assert sound(program).send().status == 200
        assert machine.send("DELETE", f"/api/v1/clients/{program.client}").status == 200
        proof, nonce = program.signed(sound(program).method, sound(program).target, b"")
        request = replace(sound(program), body=b"", proof=proof)
        answer = assert_refused(agent.data, request, 403, "revoked", signed=True)
        assert answer.all("Colonnade-Ack") == [wire.answer_ack(program.key, program.client, nonce, 403, answer.body)]


def test_a_revoked_client_loses_its_open_socket_at_once(agent: RunningAgent, machine: Program) -> None:
    """A live socket that was proven before is closed with 4401, and tells nothing more."""
    with pair(machine) as program, live.follow(program) as ws:
        live.receive(ws)
        assert machine.send("DELETE", f"/api/v1/clients/{program.client}").status == 200
        before = kept(agent.data)
        with suppress(ConnectionClosed):
            live.send(ws, {"type": "entries", "ref": "late", "items": [items.record()]})
        code, told = live.until_closed(ws)
        assert (code, set(told) - {"state"}) == (4401, set())
        assert kept(agent.data) == before


def test_a_client_removed_while_it_proves_itself_is_told_nothing(
    machine: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its proof was good, and it was removed before the welcome: the socket closes with 4401 all the same."""
    removed, saw = threading.Event(), Clients.saw
    with pair(machine) as program:

        async def slowly(clients: Clients, db: Database, one: Credential, now: datetime) -> None:
            if one.id == program.client:
                await asyncio.to_thread(removed.wait, 30)
            await saw(clients, db, one, now)

        monkeypatch.setattr(Clients, "saw", slowly)
        with live.socket(program.port) as ws:
            challenge, nonce = live.receive(ws)["s"], wire.new_nonce()
            proof = wire.live_proof(program.key, challenge, nonce, program.port, program.boot)
            live.send(ws, {"type": "proof", "client": program.client, "c": nonce, "proof": proof})
            try:
                assert machine.send("DELETE", f"/api/v1/clients/{program.client}").status == 200
            finally:
                removed.set()
            assert live.until_closed(ws) == (4401, [])


def test_a_revoked_clients_origin_serves_nobody_else(agent: RunningAgent, machine: Program) -> None:
    """Its extension is owed the answer that it was removed; with any other key the origin is worth nothing."""
    origin = "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh"
    with pair(machine, origin=origin) as browser:
        assert click(browser).send().status == 200
        assert machine.send("DELETE", f"/api/v1/clients/{browser.client}").status == 200
        assert_refused(agent.data, click(browser), 403, "revoked", signed=True)
        assert_refused(agent.data, click(machine).with_header("Origin", origin), 403, "origin_mismatch", signed=True)


def test_a_client_is_bound_to_the_origin_it_was_paired_with(agent: RunningAgent, machine: Program) -> None:
    """One client's key with another paired client's origin is told `origin_mismatch`, signed, and not done."""
    first, second = ("chrome-extension://" + letter * 32 for letter in "ab")
    with pair(machine, origin=first) as one, pair(machine, origin=second) as other:
        assert click(one).send().status == 200
        assert_refused(agent.data, click(one).with_header("Origin", second), 403, "origin_mismatch", signed=True)
        assert_refused(
            agent.data, click(one).with_header("Origin", machine.origin), 403, "origin_mismatch", signed=True
        )
        assert_refused(agent.data, look(other).with_header("Origin", first), 403, "origin_mismatch", signed=True)


def test_a_program_may_not_open_pairings_or_remove_others(
    agent: RunningAgent, machine: Program, program: Program
) -> None:
    """Only the terminal and the dashboard let clients in and out."""
    for method, target in [("POST", "/api/v1/pairings"), ("DELETE", f"/api/v1/clients/{machine.client}")]:
        request = replace(click(program), method=method, target=target, body=b"")
        assert_refused(agent.data, request, 403, "refused", signed=True)


def test_a_browser_may_not_open_pairings_or_remove_others(agent: RunningAgent, machine: Program) -> None:
    """The same for an extension, however it is paired."""
    with pair(machine, origin="moz-extension://6f9619ff-8b86-4d01-b42d-00c04fc964ff") as browser:
        for method, target in [("POST", "/api/v1/pairings"), ("DELETE", f"/api/v1/clients/{machine.client}")]:
            request = replace(click(browser), method=method, target=target, body=b"")
            assert_refused(agent.data, request, 403, "refused", signed=True)
