"""The dashboard's files: a static shell without data, loaded once, served from memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from aiohttp import web

SHELL_PATHS: Final = frozenset({"/", "/pillars", "/activity", "/week", "/plan", "/people", "/settings", "/how"})
"""The pages: all of them are the same shell, which reads its own address."""
_SERVED: Final[Mapping[str, str]] = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


_VENDORED: Final = "vendor/"
"""Sent byte for byte, with the licence at its head."""
_COMMENT: Final = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class File:
    """One file as it is sent."""

    body: bytes
    content_type: str


def dashboard_files() -> dict[str, File]:
    """Every file of the dashboard by its path under /app/."""
    return dict(_walk(files("colonnade.web") / "dashboard", ""))


async def shell(request: web.Request) -> web.Response:
    """The shell. What a squatter of the port left in the browser's cache is cleared with it."""
    response = _response(request.app[FILES]["index.html"])
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


async def asset(request: web.Request) -> web.Response:
    """One file of the dashboard."""
    file = request.app[FILES].get(request.match_info["path"])
    if file is None:
        raise web.HTTPNotFound
    return _response(file)


FILES = web.AppKey("files", dict[str, File])


def _response(file: File) -> web.Response:
    return web.Response(body=file.body, content_type=file.content_type, charset="utf-8")


def _walk(folder: Traversable, under: str) -> Iterator[tuple[str, File]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{under}{entry.name}/")
            continue
        suffix = entry.name[entry.name.rfind(".") :]
        if suffix in _SERVED and not entry.name.endswith(".d.ts"):
            yield f"{under}{entry.name}", File(_light(entry.read_bytes(), suffix, under), _SERVED[suffix])


def _light(body: bytes, suffix: str, under: str) -> bytes:
    # Half of a module is its types and reasons, which no browser needs. Only comments with lines to
    # themselves go, and the lines stay: what a browser complains of is found where it says.
    if suffix not in (".js", ".css") or under.startswith(_VENDORED):
        return body
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), body.decode()).encode()
