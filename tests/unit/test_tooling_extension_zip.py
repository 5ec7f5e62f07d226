"""The zips of the extension."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest

from extension_zip import BROWSERS, write_all
from setup_machine import ROOT

IMPORTED = re.compile(r"""^(?:import|export)\b[^;]*?["'](\.[^"']+)["']""", re.MULTILINE)


@pytest.fixture(params=BROWSERS)
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[zipfile.ZipFile]:
    written = write_all(ROOT / "extension", ROOT / "LICENSE", tmp_path)
    with zipfile.ZipFile(written[BROWSERS.index(request.param)]) as opened:
        yield opened


def _manifest(archive: zipfile.ZipFile) -> dict[str, object]:
    return json.loads(archive.read("manifest.json"))


def _files_named(part: object) -> set[str]:
    """Every file of the extension that a manifest names, however deep."""
    if isinstance(part, dict):
        return set().union(*(_files_named(value) for value in part.values()))
    if isinstance(part, list):
        return set().union(*(_files_named(value) for value in part))
    return {part} if isinstance(part, str) and re.fullmatch(r"[\w/-]+\.(html|js|png|svg)", part) else set()


def test_the_key_of_the_unpacked_folder_stays_at_home(archive: zipfile.ZipFile) -> None:
    """A store gives its own id; Chromium's refuses a manifest with a key."""
    assert "key" in json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))
    assert "key" not in _manifest(archive)


def test_a_zip_holds_only_what_a_browser_loads(archive: zipfile.ZipFile) -> None:
    """No tests, no type declarations, no notes."""
    names = set(archive.namelist()) - {"LICENSE", "manifest.json"}
    assert names
    assert {Path(name).suffix for name in names} <= {".css", ".html", ".js", ".png", ".svg"}
    assert not [name for name in names if "test" in name]


def test_every_file_the_manifest_names_is_in_the_zip(archive: zipfile.ZipFile) -> None:
    """Icons, pages and the background script all arrive."""
    named = _files_named(_manifest(archive))
    assert len(named) > 4
    assert named <= set(archive.namelist())


def test_every_module_that_is_imported_is_in_the_zip(archive: zipfile.ZipFile) -> None:
    """Plain modules load each other by path, so a missing one is a blank popup."""
    imported = set()
    for name in archive.namelist():
        if name.endswith(".js"):
            for path in IMPORTED.findall(archive.read(name).decode()):
                imported.add(normpath(f"{PurePosixPath(name).parent}/{path}"))
    assert imported
    assert imported <= set(archive.namelist())


def test_each_manifest_names_one_background(tmp_path: Path) -> None:
    """The worker for Chromium, the page of scripts for Firefox: each store warns of the other's."""
    backgrounds = {}
    for browser, path in zip(BROWSERS, write_all(ROOT / "extension", ROOT / "LICENSE", tmp_path), strict=True):
        with zipfile.ZipFile(path) as opened:
            backgrounds[browser] = set(_manifest(opened)["background"])
    assert backgrounds == {"chromium": {"service_worker", "type"}, "firefox": {"scripts", "type"}}


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    """Whoever packs a release again gets the very same archive."""
    first = [path.read_bytes() for path in write_all(ROOT / "extension", ROOT / "LICENSE", tmp_path / "one")]
    second = [path.read_bytes() for path in write_all(ROOT / "extension", ROOT / "LICENSE", tmp_path / "two")]
    assert first == second
