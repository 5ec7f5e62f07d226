"""Settings: port, data folder, log level, patience. What the person prefers is in the database."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from colonnade.errors import Unavailable

SETTINGS_FILE: Final = Path(platformdirs.user_config_dir("colonnade", appauthor=False)) / "colonnade.toml"


class Settings(BaseSettings):
    """Read once, at the edge: from the command line, `COLONNADE_...` variables, then one TOML file."""

    model_config = SettingsConfigDict(
        env_prefix="COLONNADE_", env_ignore_empty=True, toml_file=SETTINGS_FILE, extra="ignore", frozen=True
    )

    port: int = Field(default=8425, ge=1, le=65535)
    data_dir: Path = Path(platformdirs.user_data_dir("colonnade", appauthor=False))
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    patience: float = Field(default=10.0, ge=0.1, le=600)
    """Seconds a command waits for the agent to answer, or for another command to let go of the data folder."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is the library's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


_FORMS: Final[Mapping[str, str]] = {
    "port": "a number from 1 to 65535",
    "data_dir": "the path of a folder",
    "log_level": "debug, info, warning or error",
    "patience": "seconds from 0.1 to 600",
}


def read_settings(given: Mapping[str, Any]) -> Settings:
    """The settings, with what the command line gave. Raises Unavailable, naming what has to be mended."""
    try:
        return Settings(**given)
    except ValidationError as error:
        wrong = sorted({str(found["loc"][0]) for found in error.errors(include_input=False)})
        mend = "; ".join(f"COLONNADE_{name.upper()} (in the file: {name}) must be {_FORMS[name]}" for name in wrong)
        raise Unavailable(f"A setting cannot be used: {mend}.", code="settings") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Unavailable(f"The settings file {SETTINGS_FILE} cannot be read; mend it or remove it.") from error


def sources() -> Mapping[str, str]:
    """Where each setting comes from: the variable's name, the file's path, or "default"."""
    known = dict.fromkeys(Settings.model_fields, "default")
    known |= {name: str(SETTINGS_FILE) for name in TomlConfigSettingsSource(Settings)() if name in known}
    return known | {name: f"COLONNADE_{name.upper()}" for name in EnvSettingsSource(Settings)() if name in known}


def called_as() -> str:
    """How the person calls this program: `colonnade`, or the script that started it."""
    return os.environ.get("COLONNADE_CALLED_AS", "colonnade")
