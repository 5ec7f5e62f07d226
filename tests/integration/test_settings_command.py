"""The command `settings` as a person types it, with and without a running agent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness.agent import RunningAgent, command


def told(data: Path, *words: str) -> dict[str, Any]:
    """What `settings --json` tells after such changes."""
    done = command("settings", *words, "--json", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_what_is_chosen_without_an_agent_holds_with_one_and_the_other_way_round(tmp_path: Path) -> None:
    """And where each setting of this machine comes from is said."""
    data = tmp_path / "data"
    alone = told(data, "zone=Europe/Berlin", "sales_navigator=no")
    with RunningAgent(data):
        beside = told(data)
        assert beside == alone
        assert told(data, "day_start=04:00")["preferences"]["day_start"] == "04:00"
    last = told(data)["preferences"]
    assert (last["zone"], last["sales_navigator"], last["day_start"]) == ("Europe/Berlin", False, "04:00")
    assert alone["machine"]["data_dir"] == {"value": str(data), "from": "COLONNADE_DATA_DIR"}
    assert alone["machine"]["port"] == {"value": 8425, "from": "default"}
    shown = command("settings", data=data).stdout
    assert "sales_navigator" in shown
    assert "COLONNADE_DATA_DIR" in shown


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("zone", "Give name=value; the names: zone, day_start, week_start, sales_navigator"),
        ("port=9000", "Give name=value; the names: zone"),
        ("day_start=noon", "/day_start: "),
        ("sales_navigator=perhaps", "/sales_navigator: "),
        ("zone=Europe/Atlantis", "/zone: Give an IANA time zone"),
    ],
)
def test_a_wrong_choice_is_named_and_nothing_is_kept(tmp_path: Path, word: str, wrong: str) -> None:
    """Exit code 2."""
    done = command("settings", "week_start=sunday", word, data=tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert wrong in done.stderr
    assert told(tmp_path / "data")["preferences"]["week_start"] == "monday"
