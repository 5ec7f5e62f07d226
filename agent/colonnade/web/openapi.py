"""The OpenAPI document, made from the route table and the records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from colonnade import __version__
from colonnade.model import PROTOCOL, Problem
from colonnade.web.problems import STATUSES
from colonnade.web.queries import NoQuery
from colonnade.web.routes import ROUTES, Route

_REF: Final = "#/components/schemas/{model}"
_ANY_SIGNED: Final = ("invalid", "unauthorized", "stale", "replayed", "revoked", "origin_mismatch", "restarted")
_ANY: Final = ("refused", "misdirected", "internal")
_BODY: Final = ("unsupported_media_type", "too_large")


def document() -> dict[str, Any]:
    """The whole document, OpenAPI 3.1, stable from run to run."""
    names, schemas = _schemas()
    paths: dict[str, Any] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, names)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Colonnade agent",
            "version": __version__,
            "description": f"Protocol {PROTOCOL}; README.md beside this file is its text.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "colonnade": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "Colonnade client=..., boot=..., ts=..., nonce=..., sig=...",
                }
            },
        },
    }


def _schemas() -> tuple[dict[tuple[type[BaseModel], str], str], dict[str, Any]]:
    incoming = {route.takes for route in ROUTES if route.takes is not None}
    outgoing = {route.gives for route in ROUTES if route.gives is not None} | {Problem}
    wanted: list[tuple[type[BaseModel], Any]] = [
        *((one, "validation") for one in sorted(incoming, key=_name)),
        *((one, "serialization") for one in sorted(outgoing, key=_name)),
    ]
    references, definitions = models_json_schema(wanted, ref_template=_REF)
    names = {(model, mode): str(references[model, mode]["$ref"]) for model, mode in wanted}
    return names, dict(sorted(definitions["$defs"].items()))


def _name(model: type[BaseModel]) -> str:
    return model.__name__


def _operation(route: Route, names: dict[tuple[type[BaseModel], str], str]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": f"{route.method.lower()}_{route.path.removeprefix('/api/v1/').translate(_PLAIN)}",
        "summary": route.summary,
        "parameters": list(_parameters(route)),
        "responses": dict(_responses(route, names)),
        "security": [{"colonnade": []}] if route.signed else [],
    }
    if route.takes is not None:
        schema = {"$ref": names[route.takes, "validation"]}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    if route.takes_octets:
        operation["requestBody"] = {"required": True, "content": {"application/octet-stream": {}}}
    return operation


_PATHS: Final[Mapping[str, str]] = {
    "/api/v1/clients/{id}": "^[0-9a-f]{32}$",
    "/api/v1/summaries/{week}": "^(newest|[0-9]{4}-W[0-5][0-9])$",
}
"""The form of what stands in a path."""
_IN_PATH: Final = re.compile(r"\{(\w+)\}")
_PLAIN: Final = str.maketrans({"/": "_", "{": None, "}": None})


def _parameters(route: Route) -> Iterator[dict[str, Any]]:
    form = {"pattern": _PATHS[route.path]} if route.path in _PATHS else {}
    for name in _IN_PATH.findall(route.path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"} | form}
    if route.query is not NoQuery:
        for name, schema in sorted(route.query.model_json_schema()["properties"].items()):
            yield {"name": name, "in": "query", "required": False, "schema": schema}


def _responses(route: Route, names: dict[tuple[type[BaseModel], str], str]) -> Iterator[tuple[str, Any]]:
    content: dict[str, Any] = {file: {} for file in route.files}
    if route.gives is not None:
        content = {"application/json": {"schema": {"$ref": names[route.gives, "serialization"]}}} | content
    elif not content:
        content = {"application/json": {"schema": {"type": "object"}}}
    yield str(route.status), {"description": route.summary, "content": content}
    codes = [*_ANY, *(_ANY_SIGNED if route.signed else ("invalid",)), *route.codes]
    codes += _BODY if route.method != "GET" else ()
    problem = {"application/problem+json": {"schema": {"$ref": names[Problem, "serialization"]}}}
    for status in sorted({STATUSES[code] for code in codes}):
        said = ", ".join(sorted({code for code in codes if STATUSES[code] == status}))
        yield str(status), {"description": f"Problem: {said}", "content": problem}
