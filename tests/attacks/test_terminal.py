"""What others may write does not command the person's terminal."""

from __future__ import annotations

import pytest

from harness.agent import RunningAgent, command
from harness.program import Program, pair

LABEL = "[/bold]\x1b[31m\x1b]0;owned\x07\r\x9b2J:skull: [link=x]"


@pytest.mark.parametrize("words", [("clients",), ("doctor",)])
def test_a_label_moves_no_cursor_and_is_no_markup(
    agent: RunningAgent, machine: Program, words: tuple[str, ...]
) -> None:
    """It is shown as it was given, but for what a terminal would obey."""
    with pair(machine, label=LABEL):
        done = command(*words, data=agent.data)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[/bold]\ufffd[31m\ufffd]0;owned\ufffd\ufffd\ufffd2J:skull: [link=x]" in done.stdout
    assert not [char for char in done.stdout if not char.isprintable() and char != "\n"]
