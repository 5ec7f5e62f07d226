"""`colonnade week`: the summary of a week on the terminal or in a file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from colonnade.errors import Unavailable
from colonnade.services.local import document_here
from colonnade.services.summaries import NEWEST
from colonnade.terminal import beside, check_text, either, now, told_errors

PATIENCE: Final = 60.0
"""Seconds that setting type may take."""


class Format(StrEnum):
    """The formats of a summary."""

    md = "md"
    html = "html"
    pdf = "pdf"
    csv = "csv"
    json = "json"


class Form(StrEnum):
    """For whom a summary is."""

    mine = "mine"
    coach = "coach"


def week(
    week: Annotated[str, typer.Option("--week", help="An ISO week, such as 2026-W47; the newest of the log.")] = NEWEST,
    format: Annotated[Format, typer.Option(help="How it is written.")] = Format.md,
    form: Annotated[Form, typer.Option(help="coach: without names, notes and outcomes.")] = Form.mine,
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output without one.")] = None,
) -> None:
    """Write the summary of a week."""
    with told_errors():
        if out is None and format is Format.pdf and sys.stdout.isatty():
            raise Unavailable("A PDF is no text for a terminal. Name a file: --out week.pdf")
        check_text(week)
        body = _document(week, format, form)
        if out is None:
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
        else:
            with beside(out) as file:
                file.write(body)
            typer.echo(f"Written: {out}", err=True)


def _document(week: str, format: Format, form: Form) -> bytes:
    target = f"/api/v1/summaries/{_safe(week)}?format={format}&form={form}"
    return either(lambda agent: agent.file(target, PATIENCE), lambda folder: _document_here(folder, week, format, form))


async def _document_here(folder: Path, week: str, format: Format, form: Form) -> bytes:
    return (await document_here(folder, week, form.value, format.value, now())).body


def _safe(week: str) -> str:
    # What is no week is refused by the agent, in its own words; it must only reach it.
    return "".join(char for char in week if char.isascii() and (char.isalnum() or char in "-_.")) or "-"
