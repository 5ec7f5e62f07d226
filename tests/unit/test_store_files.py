"""The data folder is the person's alone."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from colonnade.errors import Unavailable
from colonnade.store.files import create_private, data_lock, database_file, prepare_folder, write_private

FILES = ("colonnade.db", "colonnade.db-wal", "colonnade.db-shm", "agent.json", "colonnade.lock")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A prepared data folder."""
    prepare_folder(tmp_path / "above" / "data")
    return tmp_path / "above" / "data"


def refusal(folder: Path) -> str:
    """What is said when the folder is refused."""
    with pytest.raises(Unavailable) as refused:
        prepare_folder(folder)
    assert refused.value.code == "data_folder"
    return refused.value.detail


def test_a_new_folder_is_private_whatever_the_mask(tmp_path: Path) -> None:
    """Folders above it are made too."""
    before = os.umask(0)
    try:
        prepare_folder(tmp_path / "above" / "data")
        write_private(tmp_path / "above" / "data" / "agent.json", "{}")
    finally:
        os.umask(before)
    assert (tmp_path / "above" / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "above" / "data" / "agent.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701, 0o770])
def test_a_folder_others_can_enter_is_refused_with_the_words_that_mend_it(folder: Path, mode: int) -> None:
    """The command to type stands in the sentence, and mends it."""
    folder.chmod(mode)
    assert refusal(folder).endswith(f"Mend it: chmod 700 '{folder}'")
    folder.chmod(0o700)
    prepare_folder(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_others_can_read_is_refused(folder: Path, name: str) -> None:
    """The log, its write-ahead log, the key and the lock alike."""
    (folder / name).touch()
    (folder / name).chmod(0o640)
    assert refusal(folder).endswith(f"Mend it: chmod 600 '{folder / name}'")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_in_the_place_of_a_file_is_refused(folder: Path, tmp_path: Path, name: str, dangling: bool) -> None:
    """What it leads to is never written."""
    target = tmp_path / "elsewhere"
    if not dangling:
        target.write_text("theirs")
        target.chmod(0o600)
    (folder / name).symlink_to(target)
    assert "a link, perhaps" in refusal(folder)
    assert target.exists() is not dangling


def test_a_link_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Even to a folder that would do."""
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "data").symlink_to(tmp_path / "real")
    assert "a link, perhaps" in refusal(tmp_path / "data")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """With a sentence and no traceback."""
    (tmp_path / "data").touch()
    assert "cannot be made" in refusal(tmp_path / "data")
    assert "cannot be made" in refusal(tmp_path / "data" / "below")


def test_another_users_folder_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever owns it could read and change everything."""
    monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    assert "belongs to another user" in refusal(folder)


def test_a_file_that_goes_away_while_it_is_looked_at_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running agent removes its write-ahead log when it ends."""
    (folder / "colonnade.db-wal").touch(mode=0o600)
    look = Path.lstat

    def gone(path: Path) -> os.stat_result:
        if path.name.endswith("-wal"):
            path.unlink()
        return look(path)

    monkeypatch.setattr(Path, "lstat", gone)
    prepare_folder(folder)
    assert list(folder.iterdir()) == []


def test_a_private_file_is_never_made_through_a_link(folder: Path, tmp_path: Path) -> None:
    """A link planted between looking and making is not followed, and neither is an existing file opened."""
    (folder / "planted").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        create_private(folder / "planted")
    assert not (tmp_path / "elsewhere").exists()


def test_writing_a_private_file_replaces_it_whole(folder: Path, tmp_path: Path) -> None:
    """What an interrupted write left, or a link in its place, is removed and not written through."""
    path = folder / "agent.json"
    write_private(path, "old and long")
    (tmp_path / "elsewhere").write_text("theirs")
    (folder / "agent.json.new").symlink_to(tmp_path / "elsewhere")
    write_private(path, "new ☕")
    assert path.read_text(encoding="utf-8") == "new ☕"
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "elsewhere").read_text() == "theirs"
    assert [one.name for one in folder.iterdir()] == ["agent.json"]


def test_an_existing_database_is_left_alone(folder: Path) -> None:
    """Only a missing one is made."""
    path = database_file(folder)
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"so")
    assert database_file(folder).read_bytes() == b"so"


def test_one_folder_is_held_once(folder: Path) -> None:
    """A second agent is told so, at once, and gets it when the first is done."""
    with data_lock(folder), pytest.raises(Unavailable) as refused, data_lock(folder):
        pass
    assert refused.value.code == "locked"
    with data_lock(folder):
        assert (folder / "colonnade.lock").stat().st_mode & 0o777 == 0o600


def test_who_is_patient_gets_the_folder_when_it_is_free(folder: Path) -> None:
    """A command that holds it for a moment does not keep the agent from starting."""
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with data_lock(folder):
            held.set()
            let_go.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    threading.Timer(0.1, let_go.set).start()
    with data_lock(folder, patience=60):
        assert let_go.is_set()
    holder.join()


def test_the_lock_ends_with_the_program_and_not_with_its_file(folder: Path) -> None:
    """A lock file left by a crash locks nobody out."""
    (folder / "colonnade.lock").touch(mode=0o600)
    with data_lock(folder):
        assert (folder / "colonnade.lock").exists()
