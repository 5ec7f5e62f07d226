"""What a PDF holds, as far as tests ask: how many sheets, and which words stand on them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

_STREAM: Final = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_SHEET: Final = re.compile(rb"/Type\s*/Page\b")
_PIECE: Final = rb"<[0-9A-Fa-f]*>|\((?:[^()\\]|\\.)*\)"
_SHOWN: Final = re.compile(rb"\[((?:[-0-9.\s]|" + _PIECE + rb")*)\]\s*TJ|(" + _PIECE + rb")\s*Tj")
_GLYPHS: Final = re.compile(rb"<([0-9A-Fa-f]+)>")
_CODES: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_DIGITS: Final = 4
"""A glyph is two bytes, written in hexadecimal."""


def sheets(pdf: bytes) -> int:
    """How many sheets of paper it takes."""
    return sum(len(_SHEET.findall(part)) for part in _parts(pdf))


def words_of(pdf: bytes) -> str:
    """Everything written on it, read once with each of its fonts, and what its other parts say as they stand.

    With a wrong font a word is gibberish; with its own it is there. So what is nowhere in here is not in the file.
    """
    parts = list(_parts(pdf))
    fonts = [found for found in map(_letters, parts) if found]
    lines = [line for part in parts for line in _SHOWN.findall(part)]
    read = ["".join(_read(b"".join(line), font) for line in lines) for font in fonts]
    return "\n".join([*read, *(part.decode("latin-1") for part in parts)])


def _parts(pdf: bytes) -> Iterator[bytes]:
    """The file between its streams, and each stream unpacked."""
    yield _STREAM.sub(b"", pdf)
    for stream in _STREAM.findall(pdf):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            yield stream


def _letters(part: bytes) -> dict[int, str]:
    """What the glyphs of a font mean, where the part is such a list."""
    letters: dict[int, str] = {}
    for kind, body in _CODES.findall(part):
        codes = _GLYPHS.findall(body)
        if kind == b"bfchar":
            letters |= {int(glyph, 16): _text(meant) for glyph, meant in zip(codes[::2], codes[1::2], strict=True)}
            continue
        for first, last, meant in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            span = range(int(first, 16), int(last, 16) + 1)
            letters |= {glyph: chr(ord(_text(meant)) + glyph - span[0]) for glyph in span}
    return letters


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _read(line: bytes, font: Mapping[int, str]) -> str:
    return "".join(_piece(piece, font) for piece in re.findall(_PIECE, line))


def _piece(piece: bytes, font: Mapping[int, str]) -> str:
    """Glyphs by their numbers, or in brackets the Latin letters themselves."""
    if piece.startswith(b"("):
        return re.sub(rb"\\(.)", rb"\1", piece[1:-1]).decode("cp1252", "replace")
    glyphs = piece[1:-1]
    return "".join(font.get(int(glyphs[at : at + _DIGITS], 16), "") for at in range(0, len(glyphs), _DIGITS))
