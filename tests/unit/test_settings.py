"""Settings: from the command line, then the environment, then one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from colonnade import settings
from colonnade.errors import Unavailable
from colonnade.settings import Settings, called_as, read_settings, sources


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file of its own, not there yet, and no variable from outside."""
    path = tmp_path / "colonnade.toml"
    monkeypatch.setattr(settings, "SETTINGS_FILE", path)
    monkeypatch.setitem(Settings.model_config, "toml_file", path)
    for name in (*Settings.model_fields, "called_as"):
        monkeypatch.delenv(f"COLONNADE_{name.upper()}", raising=False)
    return path


def test_without_any_word_the_port_is_8425() -> None:
    """And warnings are told."""
    found = read_settings({})
    assert (found.port, found.log_level) == (8425, "warning")


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each setting by itself."""
    file.write_text('port = 9001\nlog_level = "debug"\ndata_dir = "/from/file"\nunknown = 1\n')
    monkeypatch.setenv("COLONNADE_PORT", "9002")
    monkeypatch.setenv("COLONNADE_DATA_DIR", "/from/environment")
    found = read_settings({"port": 9003})
    assert (found.port, found.data_dir, found.log_level) == (9003, Path("/from/environment"), "debug")


def test_each_setting_says_where_it_comes_from(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable by its name and the file by its path; a word that is no setting of ours is none."""
    file.write_text('port = 9001\ndata_dir = "/from/file"\nunknown = 1\n')
    monkeypatch.setenv("COLONNADE_DATA_DIR", "/from/environment")
    monkeypatch.setenv("COLONNADE_UNKNOWN", "1")
    told = {"port": str(file), "data_dir": "COLONNADE_DATA_DIR", "log_level": "default", "patience": "default"}
    assert sources() == told


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """`COLONNADE_DATA_DIR=` does not put the log where the person stands."""
    monkeypatch.setenv("COLONNADE_DATA_DIR", "")
    monkeypatch.setenv("COLONNADE_PORT", "")
    assert read_settings({}).data_dir == Settings.model_fields["data_dir"].default
    assert read_settings({}).port == 8425


@pytest.mark.parametrize(
    ("name", "value", "must"),
    [
        ("PORT", "eighty", "a number from 1 to 65535"),
        ("PORT", "0", "a number from 1 to 65535"),
        ("PORT", "65536", "a number from 1 to 65535"),
        ("LOG_LEVEL", "loud", "debug, info, warning or error"),
    ],
)
def test_a_wrong_setting_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, must: str
) -> None:
    """With what it must be, in the environment and in the file."""
    monkeypatch.setenv(f"COLONNADE_{name}", value)
    with pytest.raises(Unavailable) as refused:
        read_settings({})
    assert refused.value.detail == (
        f"A setting cannot be used: COLONNADE_{name} (in the file: {name.lower()}) must be {must}."
    )


def test_every_setting_has_words_for_what_it_must_be() -> None:
    """A new one cannot end in a traceback for want of them."""
    assert settings._FORMS.keys() == Settings.model_fields.keys()


@pytest.mark.parametrize("text", [b"port = ", b"\xff\xfe", b"port"])
def test_a_file_that_cannot_be_read_is_named(file: Path, text: bytes) -> None:
    """Its path, and nothing of what is in it."""
    file.write_bytes(text)
    with pytest.raises(Unavailable) as refused:
        read_settings({})
    assert refused.value.detail == f"The settings file {file} cannot be read; mend it or remove it."


def test_a_wrong_value_in_the_file_is_named_too(file: Path) -> None:
    """The same words."""
    file.write_text('port = "so"\ndata_dir = 3\n')
    with pytest.raises(Unavailable, match=r"COLONNADE_DATA_DIR .*; COLONNADE_PORT"):
        read_settings({})


def test_the_program_is_called_as_the_person_called_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hint can be typed as it stands."""
    assert called_as() == "colonnade"
    monkeypatch.setenv("COLONNADE_CALLED_AS", "scripts/start")
    assert called_as() == "scripts/start"
