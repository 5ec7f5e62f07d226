"""The attacked agent runs inside the tests' process, so that a rule can be taken out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from colonnade.web import live
from harness.agent import RunningAgent
from harness.inside import InsideAgent
from harness.program import Program, pair

# Only root can become another user for a moment; the rules themselves are attacked in test_peer and test_files.
collect_ignore = [] if os.geteuid() == 0 else ["test_another_user.py"]


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InsideAgent]:
    """An agent for one module; no attack may have been a fault of the agent."""
    with InsideAgent(tmp_path_factory.mktemp("inside") / "data") as inside:
        yield inside
    assert inside.faults.lines == []


@pytest.fixture(scope="module")
def program(machine: Program) -> Iterator[Program]:
    """One program for a module: the attacks of it must leave it as it was."""
    with pair(machine) as paired:
        yield paired


@pytest.fixture
def own_agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAgent]:
    """An agent in a process of its own, for one test that stops and starts it."""
    with RunningAgent(tmp_path_factory.mktemp("agent") / "data") as running:
        yield running


@pytest.fixture
def proof_limit(monkeypatch: pytest.MonkeyPatch) -> float:
    """So many seconds a socket may stay unproven, in place of five."""
    assert live.PROOF_LIMIT == 5.0
    monkeypatch.setattr(live, "PROOF_LIMIT", 0.2)
    return 0.2
