"""A real database for the tests of store and services."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from colonnade.store.database import Database
from colonnade.store.files import database_file, prepare_folder


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty log in a folder of its own."""
    folder = tmp_path / "data"
    prepare_folder(folder)
    opened = await Database.open(database_file(folder))
    yield opened
    await opened.close()
