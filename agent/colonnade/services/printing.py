"""The summary on paper: the same HTML, set by WeasyPrint, which is an extra."""

from __future__ import annotations

from typing import Any, Final, NoReturn

from colonnade.errors import Unavailable

MISSING: Final = (
    "PDF needs WeasyPrint: install Colonnade again with [pdf] after the name of its file "
    "(and Pango, where the system has none). HTML prints from any browser meanwhile."
)


def printed(page: str, name: str) -> bytes:
    """The page as PDF; the same page under the same name gives the same bytes.

    Raises Unavailable `pdf_missing` where WeasyPrint or the libraries of the system it needs are not installed.
    """
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, and slow to load
    except (ImportError, OSError) as error:
        # OSError: WeasyPrint is there, and Pango is not.
        raise Unavailable(MISSING, code="pdf_missing") from error
    identifier = f"colonnade {name}".encode()
    document: bytes = HTML(string=page, url_fetcher=_fetch_nothing).write_pdf(pdf_identifier=identifier)
    return document


def _fetch_nothing(*_: Any, **__: Any) -> NoReturn:
    # The page names nothing outside itself; should it ever, nothing is asked for.
    raise ValueError("A summary needs nothing from elsewhere.")
