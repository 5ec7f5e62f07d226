"""How long a command waits: for another command, for an agent that hangs, for what answers a byte at a time."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from colonnade.client import AgentFile, MachineClient
from colonnade.errors import Unavailable
from colonnade.store.files import data_lock, prepare_folder
from harness.agent import RunningAgent, command, free_port

BRIEF = {"COLONNADE_PATIENCE": "0.3"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The path of a data folder that is not there yet."""
    return tmp_path / "data"


@pytest.mark.parametrize("before", ["no agent", "an agent"])
def test_a_folder_that_is_held_by_no_agent_is_a_sentence(data: Path, before: str) -> None:
    """Another command may be at work; nothing is written beside it. An earlier agent's file changes nothing."""
    prepare_folder(data)
    if before == "an agent":
        held = {"port": free_port(), "boot": "b" * 32, "client": "c" * 32, "key": "00" * 32}
        (data / "agent.json").touch(mode=0o600)
        (data / "agent.json").write_text(json.dumps(held))
    with data_lock(data):
        for words in (("log", "reaction_given"), ("status",)):
            done = command(*words, data=data, settings=BRIEF)
            assert done.stderr == f"Another Colonnade uses the data folder {data}.\n"
            assert done.returncode == 3
    assert not (data / "colonnade.db").exists()


def test_commands_side_by_side_wait_for_each_other(data: Path) -> None:
    """Without an agent only one holds the folder at a time, and a script may start many."""
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: command("log", "reaction_given", data=data), range(4)))
    assert [one.returncode for one in done] == [0] * 4, [one.stderr for one in done]
    connection = sqlite3.connect(data / "colonnade.db")
    assert connection.execute("SELECT count(*) FROM activities").fetchone() == (4,)
    connection.close()


def test_an_agent_that_hangs_holds_no_command_for_ever(data: Path) -> None:
    """It takes connections and answers none: as long as the person is patient, then a sentence and exit code 7."""
    with RunningAgent(data) as agent:
        os.kill(agent.pid, signal.SIGSTOP)
        try:
            for words in (("log", "reaction_given"), ("status",), ("open",)):
                done = command(*words, data=data, settings=BRIEF)
                assert "The agent runs, but has not answered within 0.3 seconds." in done.stderr
                assert done.returncode == 7
        finally:
            os.kill(agent.pid, signal.SIGCONT)


def drip(listening: socket.socket, over: threading.Event) -> None:
    """Answer whoever asks, a byte at a time, for as long as it may take."""
    asking, _ = listening.accept()
    with asking:
        asking.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not over.wait(0.02):
            try:
                asking.sendall(b" ")
            except OSError:
                return


def test_what_answers_a_byte_at_a_time_holds_no_command_for_ever() -> None:
    """As someone could who took the agent's port: no single byte is late, and the answer never ends."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        dripping = threading.Thread(target=drip, args=(listening, over))
        dripping.start()
        client = MachineClient(AgentFile(port, "b" * 32, "c" * 32, bytes(32)), patience=0.3)
        begun = time.monotonic()
        with pytest.raises(Unavailable, match="has not answered within"):
            client.get("/api/v1/today")
        assert time.monotonic() - begun < 5
        over.set()
        dripping.join()
