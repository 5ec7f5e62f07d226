"""Settings: port, data folder and log level. What the person prefers is in the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Literal

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

SETTINGS_FILE: Final = Path(platformdirs.user_config_dir("colonnade", appauthor=False)) / "colonnade.toml"


class Settings(BaseSettings):
    """Read once, at the edge: from the command line, `COLONNADE_...` variables, then one TOML file."""

    model_config = SettingsConfigDict(env_prefix="COLONNADE_", toml_file=SETTINGS_FILE, extra="ignore", frozen=True)

    port: int = Field(default=8425, ge=1, le=65535)
    data_dir: Path = Path(platformdirs.user_data_dir("colonnade", appauthor=False))
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

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


def called_as() -> str:
    """How the person calls this program: `colonnade`, or the script that started it."""
    return os.environ.get("COLONNADE_CALLED_AS", "colonnade")
