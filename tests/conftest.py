"""Agents for every test: a real one in a process of its own, with a port and a data folder of its own."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from harness.agent import RunningAgent
from harness.program import Program, pair

# A shell that runs the checks in the background has them ignore Ctrl-C, and every program they start with them;
# the tests press it, as a person at a terminal does.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says something of the machine and nothing of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAgent]:
    """An agent the tests of one module share; none of them may leave it changed in a way the others see."""
    with RunningAgent(tmp_path_factory.mktemp("agent") / "data") as running:
        yield running


@pytest.fixture(scope="module")
def machine(agent: RunningAgent) -> Iterator[Program]:
    """The built-in client "this machine" of that agent."""
    with agent.machine() as program:
        yield program


@pytest.fixture
def program(machine: Program) -> Iterator[Program]:
    """A program paired for one test."""
    with pair(machine) as paired:
        yield paired
