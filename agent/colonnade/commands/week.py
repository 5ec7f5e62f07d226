"""`colonnade week` and `colonnade month`: a week or a month looked back at, on the terminal or in a file."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from colonnade.errors import Unavailable
from colonnade.services.local import document_here, month_here
from colonnade.services.summaries import NEWEST, Document
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


AsFormat = Annotated[Format, typer.Option("--format", help="How it is written.")]
Out = Annotated[Path | None, typer.Option("--out", help="The file to write; standard output without one.")]


def week(
    week: Annotated[str, typer.Option("--week", help="An ISO week, such as 2026-W47; the newest of the log.")] = NEWEST,
    format: AsFormat = Format.md,
    form: Annotated[Form, typer.Option(help="coach: without names, notes and outcomes.")] = Form.mine,
    out: Out = None,
) -> None:
    """Write the summary of a week."""

    async def here(folder: Path) -> Document:
        return await document_here(folder, week, form.value, format.value, now())

    _write("summaries", week, format, form, out, here)


def month(
    month: Annotated[str, typer.Option("--month", help="Such as 2026-11; the newest of the log.")] = NEWEST,
    format: AsFormat = Format.md,
    form: Annotated[Form, typer.Option(help="coach: without your answers and outcomes.")] = Form.mine,
    out: Out = None,
) -> None:
    """Write the review of a month."""

    async def here(folder: Path) -> Document:
        return await month_here(folder, month, form.value, format.value, now())

    _write("months", month, format, form, out, here)


def _write(
    door: str, name: str, format: Format, form: Form, out: Path | None, here: Callable[[Path], Awaitable[Document]]
) -> None:
    with told_errors():
        if out is None and format is Format.pdf and sys.stdout.isatty():
            raise Unavailable("A PDF is no text for a terminal. Name a file with --out.")
        check_text(name)
        target = f"/api/v1/{door}/{_safe(name)}?format={format}&form={form}"

        async def alone(folder: Path) -> bytes:
            return (await here(folder)).body

        body = either(lambda agent: agent.file(target, PATIENCE), alone)
        if out is None:
            sys.stdout.buffer.write(body)
            sys.stdout.buffer.flush()
        else:
            with beside(out) as file:
                file.write(body)
            typer.echo(f"Written: {out}", err=True)


def _safe(name: str) -> str:
    # What is no week and no month is refused by the agent, in its own words; it must only reach it.
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_.")) or "-"
