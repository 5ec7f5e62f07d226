"""The dashboard as it is served: the code that was written, without its comments, and light."""

from __future__ import annotations

import gzip
import posixpath
import re
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import setup_machine
from colonnade.web.shell import dashboard_files

WRITTEN = files("colonnade.web") / "dashboard"
COMPARE = Path(__file__).parents[1] / "extension" / "same_code.mjs"
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'^(?:import .*|\} )from "([^"]+)";$', re.MULTILINE)
STYLED = re.compile(r'"([a-z]+/[a-z]+\.css)"')
"""How pages.js names the style sheets that a page alone needs."""
LIGHT = 60_000


def served(suffix: str) -> dict[str, bytes]:
    """The bodies of every file with this ending, by path."""
    return {path: file.body for path, file in dashboard_files().items() if path.endswith(suffix)}


def compare(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the comparison with the written modules says."""
    node, _ = setup_machine.node()
    return subprocess.run(
        [node, COMPARE, str(WRITTEN), folder], check=False, capture_output=True, text=True, encoding="utf-8"
    )


def test_a_served_module_has_the_syntax_that_was_written_line_for_line(tmp_path: Path) -> None:
    """Comments are all that is gone; the same comparison tells a module of which more is gone."""
    for path, body in served(".js").items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    assert compare(tmp_path).stdout.strip() == ""

    words = tmp_path / "words.js"
    words.write_text(words.read_text(encoding="utf-8").replace('"brand", ', "", 1), encoding="utf-8")
    result = compare(tmp_path)
    assert (result.returncode, result.stdout.strip()) == (1, "words.js")


def test_a_served_style_sheet_says_what_was_written() -> None:
    """Apart from comments, every rule is there."""
    for path, body in served(".css").items():
        written = WRITTEN.joinpath(path).read_text(encoding="utf-8")
        assert CSS_COMMENT.sub("", body.decode()).split() == CSS_COMMENT.sub("", written).split(), path


def test_what_is_vendored_is_served_whole() -> None:
    """Its licence stands at its head."""
    for path, body in served(".js").items():
        if path.startswith("vendor/"):
            assert body == WRITTEN.joinpath(path).read_bytes()


def needed(path: str, code: dict[str, bytes]) -> set[str]:
    """A module and everything it imports before it runs."""
    found, ahead = set(), [path]
    while ahead:
        path = ahead.pop()
        if path not in found:
            found.add(path)
            ahead += [
                posixpath.normpath(posixpath.join(posixpath.dirname(path), to))
                for to in IMPORT.findall(code[path].decode())
            ]
    return found


def test_the_dashboard_is_light() -> None:
    """What each page needs, with its styles and vendored libraries, is under 60 kB compressed."""
    code = served(".js")
    styles, own = served(".css"), set(STYLED.findall(code["pages.js"].decode()))
    assert own < set(styles)
    pages = [path for path in code if path.endswith("/page.js")]
    assert len(pages) >= 4
    sizes = {}
    for page in pages:
        modules = needed("main.js", code) | needed("ahead.js", code) | needed(page, code)
        drawing = {path for path in code if "uPlot" in path and any(b"uPlot" in code[one] for one in modules)}
        worn = {path for path in styles if path not in own or posixpath.dirname(path) == posixpath.dirname(page)}
        sizes[page] = len(gzip.compress(b"".join([*pieces(code, modules | drawing), *pieces(styles, worn)]), 9))
    assert max(sizes.values()) < LIGHT, sizes


def pieces(files: dict[str, bytes], paths: Iterable[str]) -> list[bytes]:
    """These files, in the order of their paths."""
    return [files[path] for path in sorted(paths)]
