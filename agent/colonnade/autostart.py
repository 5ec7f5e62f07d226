"""What each system is told so that it starts the agent at login, as text."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from subprocess import list2cmdline
from typing import Final
from xml.sax.saxutils import escape

from colonnade.errors import Invalid
from colonnade.exits import EXITS, WRONG_WORDS

ABOUT: Final = "Colonnade, the agent of this machine"
LABEL: Final = "colonnade.agent"
"""What launchd calls it."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")

_UNSAFE: Final = re.compile(r"[\"'\\]")


@dataclass(frozen=True, slots=True)
class Start:
    """How the agent is started: the program with its arguments, and for whom (Windows asks)."""

    command: tuple[str, ...]
    user: str = ""


def systemd_unit(start: Start) -> str:
    """A systemd user unit. What a new start does not mend (a held folder, a taken port) is not tried again."""
    given = start.command
    if _UNSAFE.search(given[0]):
        # systemd starts no program of such a name; as the word of another it is like any.
        given = ("/bin/sh", "-c", 'exec "$0" "$@"', *given)
    # ":" keeps systemd from reading "$" in the words as a variable.
    words = " ".join(f'"{_backslashed(_plain(word))}"'.replace("%", "%%") for word in given)
    reasons = " ".join(str(code) for code in sorted({WRONG_WORDS, *EXITS.values()}))
    return f"""[Unit]
Description={ABOUT}

[Service]
ExecStart=:{words}
Restart=on-failure
RestartSec=5
RestartPreventExitStatus={reasons}
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""


def desktop_entry(start: Start) -> str:
    """An XDG autostart entry, for sessions without systemd."""
    # Quoted as a command line first, then as a string of the file, where a backslash is doubled once more.
    quoted = (re.sub(r'(["`$\\])', r"\\\1", _plain(word)) for word in start.command)
    line = " ".join(f'"{word}"' for word in quoted).replace("\\", "\\\\").replace("%", "%%")
    return f"""[Desktop Entry]
Type=Application
Name=Colonnade
Comment={ABOUT}
Exec={line}
Terminal=false
NoDisplay=true
"""


def launch_agent(start: Start) -> str:
    """A LaunchAgent's property list. A refusal to start is an exit and no crash: it is not tried again."""
    said = {
        "Label": LABEL,
        "ProgramArguments": [_plain(word) for word in start.command],
        "RunAtLoad": True,
        "KeepAlive": {"Crashed": True},
        "ProcessType": "Background",
        "Umask": 0o077,
    }
    return plistlib.dumps(said, sort_keys=False).decode()


def logon_task(start: Start) -> str:
    """A task of the Windows Task Scheduler, with the rights of the person and no more."""
    program, *arguments = (_plain(word) for word in start.command)
    user = f"<UserId>{escape(_plain(start.user))}</UserId>" if start.user else ""
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{escape(ABOUT)}</Description></RegistrationInfo>
  <Triggers><LogonTrigger><Enabled>true</Enabled>{user}</LogonTrigger></Triggers>
  <Principals>
    <Principal id="Author">{user}<LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{escape(program)}</Command><Arguments>{escape(list2cmdline(arguments))}</Arguments></Exec>
  </Actions>
</Task>
"""


TEXTS: Final[Mapping[str, Callable[[Start], str]]] = {
    "linux": systemd_unit,
    "autostart": desktop_entry,
    "macos": launch_agent,
    "windows": logon_task,
}
"""The text by the name of the system; `autostart` is Linux without systemd."""


def _plain(word: str) -> str:
    if _CONTROL.search(word):
        raise Invalid("A path with a line break cannot be started at login; move the folder.")
    return word


def _backslashed(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"')
