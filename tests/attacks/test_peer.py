"""Who is at the other end: asked of the kernel once a connection, and only the person and root are heard."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from colonnade.web import guard, peer
from harness.forge import assert_refused, click, look
from harness.inside import InsideAgent
from harness.program import Program


def test_a_connection_of_another_user_is_refused(
    agent: InsideAgent, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the kernel says that the other end belongs to someone else, nothing is answered but 403."""
    another = str(os.getuid() + 1)
    rows = peer._rows
    monkeypatch.setattr(peer, "_rows", lambda: [[*row[:7], another, *row[8:]] for row in rows()])
    for sound in (click(program), look(program), look(program, "/")):
        assert_refused(agent.data, sound, 403, "refused")


def test_a_connection_the_kernel_does_not_know_is_refused(
    agent: InsideAgent, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row, no belief: whoever cannot be named is not the person."""
    monkeypatch.setattr(peer, "_rows", list)
    assert_refused(agent.data, click(program), 403, "refused")


def test_a_connection_whose_owner_has_gone_is_refused(
    agent: InsideAgent, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed connection counts as root's in the kernel's table, so only an established one is believed."""
    rows = peer._rows
    time_wait = "06"
    monkeypatch.setattr(peer, "_rows", lambda: [[*row[:3], time_wait, *row[4:7], "0", *row[8:]] for row in rows()])
    assert_refused(agent.data, click(program), 403, "refused")


def test_a_connection_that_was_gone_before_it_was_looked_at_is_no_fault() -> None:
    """Its transport knows no address any more: nobody's, so it is refused."""

    class Gone:
        def get_extra_info(self, _name: str) -> None:
            return None

    assert not guard._peer_is_ours(SimpleNamespace(transport=Gone()), 8425)


def test_the_connection_itself_is_taken(program: Program) -> None:
    """Nothing changed in the table, and the click is kept: the refusals above are owed to the table."""
    assert click(program).send().status == 200
