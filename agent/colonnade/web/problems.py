"""Errors as RFC 9457 problems: the one place that turns a code into a status."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler
from pydantic import ValidationError

from colonnade.errors import ColonnadeError, Fault, Invalid
from colonnade.faults import faults_in
from colonnade.model import FieldFault, Problem

STATUSES: Final[Mapping[str, int]] = {
    "invalid": 400,
    "unauthorized": 401,
    "stale": 401,
    "replayed": 401,
    "refused": 403,
    "word_not_open": 403,
    "revoked": 403,
    "origin_mismatch": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "conflict": 409,
    "superseded": 409,
    "restarted": 409,
    "too_large": 413,
    "unsupported_media_type": 415,
    "misdirected": 421,
    "too_many": 429,
    "internal": 500,
    "pdf_missing": 501,
    "unavailable": 503,
}
"""Every code an answer can carry, with its status."""

_HTTP_CODES: Final[Mapping[int, str]] = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}
_log = logging.getLogger(__name__)


def problem_response(
    code: str, detail: str, faults: tuple[Fault, ...] = (), more: Mapping[str, Any] | None = None
) -> web.Response:
    """A problem as an answer; `more` are members a code defines besides."""
    status = STATUSES[code]
    problem = problem_of(code, detail, faults)
    headers = {"Connection": "close"} if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else None
    return web.json_response(
        {**problem.model_dump(mode="json"), **(more or {})},
        status=status,
        content_type="application/problem+json",
        headers=headers,
    )


def problem_of(code: str, detail: str, faults: tuple[Fault, ...] = ()) -> Problem:
    """A problem as a record."""
    status = STATUSES[code]
    return Problem(
        type=f"urn:colonnade:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        code=code,
        detail=detail,
        errors=[FieldFault(pointer=f.pointer, code=f.code, message=f.message) for f in faults],
    )


async def answered(handler: Handler, request: web.Request) -> web.StreamResponse:
    """What the handler answers, or the problem it ran into.

    The unknown becomes `internal`: logged with its traceback and without the request, its text hidden.
    """
    try:
        return await handler(request)
    except Exception as error:  # noqa: BLE001 - the one place where the unknown becomes an answer
        return _problem_from(error)


def invalid(error: ValidationError) -> Invalid:
    """Pydantic's findings as an error of ours."""
    return Invalid("This does not have the form it must have.", faults=tuple(faults_in(error)))


def _problem_from(error: Exception) -> web.Response:
    if isinstance(error, ValidationError):
        error = invalid(error)
    if isinstance(error, ColonnadeError):
        code = error.code if error.code in STATUSES else "unavailable"
        return problem_response(code, error.detail, error.faults)
    if isinstance(error, web.RequestPayloadError | HttpProcessingError | ConnectionResetError):
        # A reset is a client that hung up in the middle, a browser killed while it sent: nobody reads this answer.
        return problem_response("invalid", "The body is cut off or badly framed; send it again.")
    if isinstance(error, web.HTTPException) and error.status in _HTTP_CODES:
        return problem_response(_HTTP_CODES[error.status], f"{error.reason}.")
    _log.error("A request ended in a fault of the agent.", exc_info=error)
    return problem_response("internal", "A fault of the agent; nothing was confirmed. The agent's log tells more.")
