"""Looking at everything that can go wrong, while an agent runs or none."""

from __future__ import annotations

import platform
import shutil
from datetime import datetime
from pathlib import Path
from typing import Literal

from colonnade import __version__
from colonnade.diagnosis import Facts, diagnosis
from colonnade.model import LEAST_PROTOCOL, PROTOCOL, Diagnosis
from colonnade.store import checkup
from colonnade.store.migrate import newest


def diagnose(
    folder: Path,
    now: datetime,
    *,
    agent: Literal["answers", "silent", "busy", "down"],
    port: int,
    holder: str | None = None,
    called: str = "colonnade",
) -> Diagnosis:
    """What is in order and what is not. `holder` is what else listens on the port. Reads the disk: not for a loop."""
    own = f"Colonnade {__version__}, protocol {PROTOCOL} (accepts clients from {LEAST_PROTOCOL} on)"
    facts = Facts(
        now=now,
        called=called,
        versions=f"{own}, Python {platform.python_version()}, SQLite {checkup.SQLITE}.",
        agent=agent,
        port=port,
        holder=holder,
        folder=str(folder),
        exists=folder.exists(),
        places=checkup.places(folder),
        known_schema=newest(),
        database=checkup.look(folder),
        backups=checkup.backups(folder),
        free=_free(folder),
        size=checkup.size(folder),
    )
    return diagnosis(facts)


def _free(folder: Path) -> int:
    there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    return shutil.disk_usage(there).free
