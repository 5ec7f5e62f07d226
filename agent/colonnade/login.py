"""Starting at login: where each system keeps what it is told, and how it is told to read it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from colonnade.autostart import LABEL, TEXTS, Start
from colonnade.errors import Unavailable

UNIT: Final = "colonnade.service"
TASK: Final = "Colonnade"
LIMIT: Final = 20.0
"""Seconds that a tool of the system may take."""
Call = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to start at login: its text by the name in `TEXTS`, its file, and what the system is then told."""

    text: str
    path: Path
    on: tuple[Call, ...] = ()
    off: tuple[Call, ...] = ()
    after: tuple[Call, ...] = ()
    encoding: str = "utf-8"

    def wanted(self, start: Start) -> bytes:
        """What its file should hold."""
        return TEXTS[self.text](start).encode(self.encoding)


def ways() -> list[Way]:
    """The ways of this system, the one to take first."""
    if sys.platform == "darwin":
        path, own = Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist", f"gui/{os.getuid()}"
        on, off = ("launchctl", "bootstrap", own, str(path)), ("launchctl", "bootout", f"{own}/{LABEL}")
        return [Way("macos", path, (on,), (off,))]
    if sys.platform == "win32":
        path = Path(platformdirs.user_config_dir("colonnade", appauthor=False)) / "login-task.xml"
        made = ("schtasks", "/Create", "/F", "/TN", TASK, "/XML", str(path))
        ended = (("schtasks", "/End", "/TN", TASK), ("schtasks", "/Delete", "/F", "/TN", TASK))
        return [Way("windows", path, (made,), ended, encoding="utf-16")]
    return _linux()


def _linux() -> list[Way]:
    config = Path(platformdirs.user_config_dir())
    user = ("systemctl", "--user")
    again = (*user, "daemon-reload")
    unit = Way(
        "linux",
        config / "systemd" / "user" / UNIT,
        on=(again, (*user, "enable", "--now", UNIT)),
        off=((*user, "disable", "--now", UNIT),),
        after=(again,),
    )
    entry = Way("autostart", config / "autostart" / "colonnade.desktop")
    return [unit, entry] if _succeeds((*user, "show-environment")) else [entry, unit]


def install(start: Start) -> Way:
    """Have the agent started at login, in the first way of this system and in no other; the way taken."""
    way, *others = ways()
    for other in others:
        _remove(other)
    if way.path.exists():
        _all_tried(way.off)
    content = way.wanted(start)
    try:
        way.path.parent.mkdir(parents=True, exist_ok=True)
        way.path.write_bytes(content)
    except OSError as error:
        raise Unavailable(f"{way.path} cannot be written: {error.strerror}.") from error
    for call in way.on:
        _run(call)
    return way


def uninstall() -> list[Way]:
    """Have it started no more, and leave nothing behind; the ways that were there."""
    return [way for way in ways() if _remove(way)]


def installed() -> Way | None:
    """The way by which it starts at login now, or None."""
    return next((way for way in ways() if way.path.exists()), None)


def _remove(way: Way) -> bool:
    if not os.path.lexists(way.path):
        return False
    _all_tried(way.off)
    try:
        way.path.unlink()
    except OSError as error:
        raise Unavailable(f"{way.path} cannot be removed: {error.strerror}.") from error
    for left in _left_over(way):
        with suppress(OSError):
            left.unlink()
    for folder in way.path.parents[:3]:
        # Only an empty one goes, and whoever needs it makes it again.
        with suppress(OSError):
            folder.rmdir()
    _all_tried(way.after)
    return True


def _left_over(way: Way) -> Iterator[Path]:
    # What `disable` removes, where no systemd was there to ask.
    if way.text == "linux":
        yield from way.path.parent.glob(f"*.wants/{way.path.name}")


def _all_tried(calls: tuple[Call, ...]) -> None:
    for call in calls:
        _succeeds(call)


def _succeeds(call: Call) -> bool:
    try:
        _run(call)
    except Unavailable:
        return False
    return True


def _run(call: Call) -> None:
    """Run a tool of the system to its end. Raises Unavailable with what it said."""
    try:
        done = subprocess.run(  # noqa: S603 - a tool of the system, with words of ours
            call, capture_output=True, text=True, errors="replace", timeout=LIMIT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"`{' '.join(call[:3])}` cannot be run here.") from error
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise Unavailable(f"`{' '.join(call[:3])}` failed: {said[0]}")
