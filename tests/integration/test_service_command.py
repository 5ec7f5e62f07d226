"""The command `service`, in a home of its own: what it writes, what it tells systemd, and that nothing is left."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from harness.agent import command

Done = subprocess.CompletedProcess[str]


class Home:
    """A person's home, where `systemctl` writes down what it was told, or says that no systemd runs."""

    def __init__(self, path: Path, *, systemd: bool, refuses: str = "nothing") -> None:
        self.path = path
        tools = path / "bin"
        tools.mkdir(parents=True)
        self._calls = path / "calls"
        (tools / "systemctl").write_text(
            f"""#!/bin/sh
            echo "$@" >> '{self._calls}'
            case "$*" in *{refuses}*) echo 'Unit is masked.' >&2; exit 1;; esac
            exit {0 if systemd else 1}
            """,
            encoding="utf-8",
        )
        (tools / "systemctl").chmod(0o700)
        self._settings = {
            "HOME": str(path),
            "XDG_CONFIG_HOME": str(path / "my config"),
            "PATH": f"{tools}:/usr/bin:/bin",
        }

    def service(self, *words: str) -> Done:
        """Run `colonnade service` here."""
        return command("service", *words, data=self.path / 'da"ta', port=9000, settings=self._settings)

    def calls(self) -> list[str]:
        """What systemctl was told since the last look, questions aside."""
        told = self._calls.read_text().splitlines() if self._calls.exists() else []
        self._calls.unlink(missing_ok=True)
        return [line.removeprefix("--user ") for line in told if "show-environment" not in line]

    def written(self) -> list[str]:
        """Every file and folder of the configuration."""
        config = self.path / "my config"
        return sorted(str(one.relative_to(config)) for one in config.rglob("*") if one.is_file())


def test_with_systemd_a_unit_is_written_and_taken_away_again(tmp_path: Path) -> None:
    """Twice the same; with the folder and the port that hold now; and nothing is left, not even an empty folder."""
    home = Home(tmp_path, systemd=True)
    for _ in range(2):
        done = home.service("install")
        assert (done.returncode, done.stderr) == (0, "")
        assert home.written() == ["systemd/user/colonnade.service"]
        assert home.calls()[-2:] == ["daemon-reload", "enable --now colonnade.service"]
    unit = (tmp_path / "my config/systemd/user/colonnade.service").read_text()
    assert unit == home.service("print").stdout
    assert '"--port" "9000" "--data-dir"' in unit
    assert json.loads(home.service("status", "--json").stdout)["current"] is True
    home.calls()
    assert home.service("uninstall").returncode == 0
    assert home.calls() == ["disable --now colonnade.service", "daemon-reload"]
    assert not (tmp_path / "my config").exists()


def test_without_systemd_an_autostart_entry_is_written(tmp_path: Path) -> None:
    """And where a unit was left from before, it goes."""
    home = Home(tmp_path, systemd=False)
    unit = tmp_path / "my config/systemd/user/colonnade.service"
    (unit.parent / "default.target.wants").mkdir(parents=True)
    unit.touch()
    (unit.parent / "default.target.wants" / unit.name).symlink_to(unit)
    assert home.service("install").returncode == 0
    assert home.written() == ["autostart/colonnade.desktop"]
    (tmp_path / "my config/autostart/colonnade.desktop").write_text("[Desktop Entry]\n")
    assert "not what would be written now" in home.service("status").stdout
    assert home.service("uninstall").returncode == 0
    assert home.written() == []


def test_what_is_not_there_can_be_taken_away_too(tmp_path: Path) -> None:
    """`status` says so by its exit code, and `uninstall` has nothing to do."""
    home = Home(tmp_path, systemd=False)
    status = home.service("status")
    assert (status.returncode, status.stderr) == (1, "")
    assert "does not start at login" in status.stdout
    assert home.service("uninstall").stdout == "Colonnade does not start at login.\n"


@pytest.mark.parametrize(
    ("system", "words"), [("linux", "[Service]"), ("autostart", "Exec="), ("macos", "<plist"), ("windows", "<Task")]
)
def test_each_systems_text_can_be_seen_before(tmp_path: Path, system: str, words: str) -> None:
    """Nothing is written."""
    home = Home(tmp_path, systemd=True)
    assert words in home.service("print", "--for", system).stdout
    assert home.written() == []
