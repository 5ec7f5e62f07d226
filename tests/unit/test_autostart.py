"""What each system is told at login: read back as that system reads it, the words are the ones that were given."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from colonnade.autostart import TEXTS, Start, desktop_entry, launch_agent, logon_task, systemd_unit
from colonnade.errors import Invalid

HARD = ["/opt/plain", "/a b", "q\"uo'te", "$HOME and ${HOME}", "100%d %%", "back\\slash\\", "`tick`", "ü ☕", "<&>"]
COMMAND = ("/usr/bin/python3", "-m", "colonnade", *HARD)


def value(text: str, name: str) -> str:
    """The value of a key of an INI-like file."""
    (found,) = re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)
    return str(found)


def unquoted(line: str) -> list[str]:
    """Words in double quotes, where a backslash takes the next character as it is."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    return [re.sub(r"\\(.)", r"\1", word) for word in words]


def test_the_systemd_unit_says_every_word() -> None:
    """A per cent sign is doubled, and the colon keeps a dollar from being a variable."""
    line = value(systemd_unit(Start(COMMAND)), "ExecStart")
    assert line.startswith(':"')
    assert "%" not in line.replace("%%", "")
    assert unquoted(line.replace("%%", "%")) == list(COMMAND)


def test_a_refusal_to_start_is_not_tried_again() -> None:
    """A held folder, a taken port, an open folder: a loop of new starts mends none of them."""
    reasons = value(systemd_unit(Start(COMMAND)), "RestartPreventExitStatus").split()
    assert {"2", "3", "4", "5", "6"} <= set(reasons)
    assert plistlib.loads(launch_agent(Start(COMMAND)).encode())["KeepAlive"] == {"Crashed": True}


def verified(unit: Path, command: tuple[str, ...]) -> tuple[int, str]:
    """What `systemd-analyze verify` makes of the unit for a command."""
    unit.write_text(systemd_unit(Start(command)))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", str(unit)],
        env=os.environ | {"XDG_RUNTIME_DIR": str(unit.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("name", ["a b $c %d", "a \"b\" 'c' \\d"])
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path, name: str) -> None:
    """Whatever the path of the program; where it takes it as the program's, it looks whether it is there."""
    program = tmp_path / name
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    assert verified(tmp_path / "colonnade.service", (str(program), *HARD)) == (0, "")
    if "'" not in name:
        code, said = verified(tmp_path / "colonnade.service", (f"{program} not there", *HARD))
        assert code == 1, said


def test_a_program_that_systemd_would_not_start_is_started_by_the_shell(tmp_path: Path) -> None:
    """With every word as it was given."""
    program = tmp_path / "a \"b\" 'c' \\d $e"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@"\n')
    program.chmod(0o700)
    line = value(systemd_unit(Start((str(program), *HARD))), "ExecStart")
    words = unquoted(line.replace("%%", "%"))
    assert words[0] == "/bin/sh"
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [str(program), *HARD]


def test_the_desktop_entry_says_every_word() -> None:
    """As a string of the file first, then as a command line."""
    line = value(desktop_entry(Start(COMMAND)), "Exec")
    assert "%" not in line.replace("%%", "")
    assert unquoted(re.sub(r"\\(.)", r"\1", line.replace("%%", "%"))) == list(COMMAND)


def test_the_launch_agent_says_every_word() -> None:
    """Read by the library that reads property lists."""
    said = plistlib.loads(launch_agent(Start(COMMAND)).encode())
    assert said["ProgramArguments"] == list(COMMAND)
    assert said["RunAtLoad"] is True


def test_the_logon_task_says_every_word() -> None:
    """Program and arguments apart; for one person, with no more rights than theirs, and without an end."""
    task = logon_task(Start(("C:\\Program Files\\py & co\\pythonw.exe", "-m", "colonnade", "a b", "c\\"), "HOME\\me"))
    root = ET.fromstring(task.encode("utf-16"))  # noqa: S314 - our own text
    said = {one.tag.rpartition("}")[2]: one.text for one in root.iter()}
    assert said["Command"] == "C:\\Program Files\\py & co\\pythonw.exe"
    assert said["Arguments"] == '-m colonnade "a b" c\\'
    assert (said["UserId"], said["RunLevel"], said["ExecutionTimeLimit"]) == ("HOME\\me", "LeastPrivilege", "PT0S")


@pytest.mark.parametrize("system", TEXTS)
def test_a_line_break_in_a_path_is_refused(system: str) -> None:
    """It could add a line of its own to the file."""
    with pytest.raises(Invalid, match="line break"):
        TEXTS[system](Start(("/usr/bin/python3", "/a\nExecStart=/bin/sh")))
