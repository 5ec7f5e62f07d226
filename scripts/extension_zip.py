"""What goes into the extension's zips."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

BROWSERS = ("chromium", "firefox")
SUFFIXES = {".css", ".html", ".js", ".png", ".svg"}
"""What a browser loads; declarations of types, tests and notes stay at home."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest time a zip can hold: the same for every file, whenever it was written."""


def manifest(source: dict[str, Any], browser: str) -> dict[str, Any]:
    """The one manifest as that browser's store takes it.

    The `key` only gives an unpacked folder its lasting id; a store gives its own. Each
    store warns of what only the other browser reads.
    """
    theirs = {
        "chromium": ("browser_specific_settings", "scripts"),
        "firefox": ("minimum_chrome_version", "service_worker"),
    }
    leave = {"key", *theirs[browser]}
    kept = {name: value for name, value in source.items() if name not in leave}
    kept["background"] = {name: value for name, value in source["background"].items() if name not in leave}
    return kept


def contents(extension: Path, licence: Path, browser: str) -> dict[str, bytes]:
    """Every file of the zip by its name there, in the order of the names."""
    files = {
        path.relative_to(extension).as_posix(): path.read_bytes()
        for path in extension.rglob("*")
        if path.is_file() and path.suffix in SUFFIXES and ".test." not in path.name
    }
    source = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    files["manifest.json"] = (json.dumps(manifest(source, browser), indent=2) + "\n").encode()
    files["LICENSE"] = licence.read_bytes()
    return dict(sorted(files.items()))


def write_all(extension: Path, licence: Path, folder: Path) -> list[Path]:
    """Writes both zips into `folder` and says where."""
    folder.mkdir(parents=True, exist_ok=True)
    version = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))["version"]
    written = []
    for browser in BROWSERS:
        path = folder / f"colonnade-{version}-{browser}.zip"
        with zipfile.ZipFile(path, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            for name, content in contents(extension, licence, browser).items():
                entry = zipfile.ZipInfo(name, date_time=EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
        written.append(path)
    return written
