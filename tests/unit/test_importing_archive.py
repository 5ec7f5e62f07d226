"""An archive is taken whole or not at all: whatever is cut off, changed or foreign is recognised."""

from __future__ import annotations

import json

import pytest

from colonnade.errors import Invalid
from colonnade.importing.archive import LINE_LIMIT, Reached, head, next_of, reached, walk

ENTRIES = [json.dumps({"line": "entry", "entry": {"entry": str(number)}}).encode() + b"\n" for number in range(4)]


def parts() -> list[bytes]:
    """An archive of two parts, each with two entries."""
    opened = Reached(seq=9).closed(head(9, 2, demo=False) + b"".join(ENTRIES[:2]), after=2, entries=2, is_last=False)
    cursor = next_of(opened)
    assert cursor is not None
    return [opened, reached(cursor).closed(b"".join(ENTRIES[2:]), after=4, entries=2, is_last=True)]


def bodies(archive: bytes) -> list[bytes]:
    """What is read of it."""
    return [line for _, line in walk(archive.splitlines(keepends=True), demo=False)]


WHOLE = b"".join(parts())


def test_the_parts_one_after_the_other_are_the_archive() -> None:
    """And each line has the number under which a person finds it in the file."""
    assert bodies(WHOLE) == ENTRIES
    assert [number for number, _ in walk(WHOLE.splitlines(keepends=True), demo=False)] == [2, 3, 5, 6]
    assert next_of(parts()[-1]) is None


def test_an_archive_without_the_last_line_feed_is_whole() -> None:
    """Some programs trim it."""
    assert bodies(WHOLE.rstrip(b"\n")) == ENTRIES


def test_a_cut_archive_is_recognised_wherever_it_was_cut() -> None:
    """After any byte, between two parts too."""
    for length in range(len(WHOLE) - 1):
        with pytest.raises(Invalid, match="Nothing of it is kept"):
            bodies(WHOLE[:length])


def test_an_archive_that_ends_between_two_parts_is_told_as_cut_off() -> None:
    """The commonest damage: a copy that broke off."""
    with pytest.raises(Invalid, match="cut off after line 4"):
        bodies(parts()[0])


@pytest.mark.parametrize("place", range(2, len(WHOLE), 37))
def test_a_changed_byte_is_recognised(place: int) -> None:
    """Anywhere in the file, the lines that close the parts too."""
    changed = bytearray(WHOLE)
    changed[place] ^= 1
    with pytest.raises(Invalid, match="Nothing of it is kept"):
        bodies(bytes(changed))


LINES = WHOLE.splitlines(keepends=True)


@pytest.mark.parametrize(
    "lines",
    [
        [*LINES[:2], *LINES[3:]],
        [*LINES[:2], LINES[1], *LINES[2:]],
        [LINES[0], LINES[2], LINES[1], *LINES[3:]],
        [*LINES, LINES[1]],
        [*LINES[:4], *LINES[1:4]],
        [line.replace(b"\n", b"\r\n") for line in LINES],
        [LINES[0], b"[" * (LINE_LIMIT - 1) + b"\n", *LINES[1:]],
        [LINES[0], b'{"line":"secret"}\n', *LINES[1:]],
    ],
    ids=["left out", "twice", "out of order", "after the end", "a part again", "line ends", "deep", "unknown sort"],
)
def test_lines_that_were_moved_are_recognised(lines: list[bytes]) -> None:
    """As is anything that nobody's export writes."""
    with pytest.raises(Invalid, match="damaged at line"):
        list(walk(lines, demo=False))


@pytest.mark.parametrize("text", [b"", b"\n", b"Date,Action\n1,2\n", b"\x00\xff\n", b'{"line":"head"}\n', b"null\n"])
def test_another_file_is_no_archive(text: bytes) -> None:
    """A spreadsheet, a picture, an empty file."""
    with pytest.raises(Invalid, match="no archive of Colonnade"):
        bodies(text)


def test_an_archive_of_a_newer_form_asks_for_that_version() -> None:
    """What it holds cannot be guessed."""
    with pytest.raises(Invalid, match="newer version"):
        bodies(WHOLE.replace(b'"format":1', b'"format":2'))


def test_a_demo_and_ones_own_log_stay_apart() -> None:
    """What was invented must not be mixed with what was done, either way; two demos may be."""
    invented = WHOLE.replace(b'"demo":false', b'"demo":true')
    with pytest.raises(Invalid, match="is of a demo"):
        bodies(invented)
    for archive, match in ((WHOLE, "log here is a demo"), (invented, "damaged at line")):
        # The second head is another text than its hash was made of, and is seen only after it was let in.
        with pytest.raises(Invalid, match=match):
            list(walk(archive.splitlines(keepends=True), demo=True))


@pytest.mark.parametrize("cursor", ["", "x", "WzFd", "W10", "ᐁ", Reached(-1).cursor(), Reached(1, hash="z").cursor()])
def test_a_cursor_nobody_gave_is_refused(cursor: str) -> None:
    """With the pointer to it."""
    with pytest.raises(Invalid) as refused:
        reached(cursor)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/cursor", "format")]
