"""Every example in `schemas/examples`: what the schemas say of it, and what the real door answers.

An invalid example is refused by both, with the pointers and codes it names, unless it says why no
schema can refuse it. The extension's tests hold the same files to the same schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator, ValidationError, validators

from harness.agent import ROOT
from harness.program import Answer, Program, post

SCHEMAS = ROOT / "schemas"
OPENAPI = json.loads((SCHEMAS / "openapi.json").read_text(encoding="utf-8"))
Example = dict[str, Any]


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    # JSON Schema's `$` is ECMAScript's: the very end. Python's also matches before a line feed.
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield ValidationError("it does not match")


Strict = validators.extend(Draft202012Validator, {"pattern": _pattern})


def examples(folder: str) -> list[Any]:
    """Every example of a folder, named as its file."""
    files = sorted((SCHEMAS / "examples" / folder).glob("*.json"))
    assert files
    return [pytest.param(json.loads(file.read_text(encoding="utf-8")), id=file.stem) for file in files]


def operation(example: Example) -> dict[str, Any]:
    """What `openapi.json` says of the example's door."""
    method, path = example["door"].split(" ")
    return dict(OPENAPI["paths"][path][method.lower()])


def schema_of(example: Example) -> dict[str, Any]:
    """The schema of the body, from its own file, or of the query, from its parameters."""
    said = operation(example)
    if "query" in example:
        parameters = {one["name"]: one["schema"] for one in said["parameters"] if one["in"] == "query"}
        return {"type": "object", "properties": parameters, "additionalProperties": False}
    record = said["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", record).lower()
    return dict(json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")))


def fits(example: Example) -> bool:
    """Whether the schema takes the example, formats included."""
    checker = Draft202012Validator.FORMAT_CHECKER
    return bool(Strict(schema_of(example), format_checker=checker).is_valid(example.get("body", example.get("query"))))


def ask(machine: Program, example: Example) -> Answer:
    """Send the example to its door."""
    method, target = example["door"].split(" ")
    target = target.format(**example.get("path", {}))
    if example.get("query"):
        target = f"{target}?{urlencode(example['query'])}"
    if operation(example)["security"] == []:
        status, body = post(machine.port, target, example["body"], machine.origin)
        return Answer(status, {}, json.dumps(body).encode(), true=True)
    body = None if method == "GET" else json.dumps(example["body"]).encode()
    return machine.send(method, target, body)


@pytest.mark.parametrize("example", examples("valid"))
def test_the_schema_takes_a_valid_example(example: Example) -> None:
    """What the door takes, the schema describes."""
    assert fits(example)


@pytest.mark.parametrize("example", examples("valid"))
def test_the_door_takes_a_valid_example(machine: Program, example: Example) -> None:
    """It is answered as a thing well said: every item recorded, nothing found wrong."""
    answer = ask(machine, example)
    assert (answer.status, answer.true) == (example.get("status", 200), True), answer.body
    if answer.headers.get("Content-Type") == "application/json":
        assert not answer.json.get("errors")
    if example["door"] == "POST /api/v1/entries":
        assert {one["outcome"] for one in answer.json["outcomes"]} == {"recorded"}, answer.body


@pytest.mark.parametrize("example", examples("invalid"))
def test_the_schema_refuses_an_invalid_example(example: Example) -> None:
    """Only where it says why does the schema take what the door refuses."""
    assert fits(example) == (example.get("schema") == "valid")
    assert ("why" in example) == ("schema" in example)


@pytest.mark.parametrize("example", examples("invalid"))
def test_the_door_refuses_an_invalid_example(machine: Program, example: Example) -> None:
    """With the status, and with exactly the pointers and codes it names; nothing is kept."""
    before = machine.seq()
    answer = ask(machine, example)
    assert (answer.status, answer.true) == (example["status"], True), answer.body
    if answer.status == 200:
        (outcome,) = answer.json["outcomes"]
        assert outcome["outcome"] == "rejected"
        errors = outcome["errors"]
    else:
        assert answer.code == "invalid"
        errors = answer.json["errors"]
    named = sorted((one["pointer"], one["code"]) for one in example["errors"])
    assert sorted((one["pointer"], one["code"]) for one in errors) == named
    assert all(one["message"] for one in errors)
    assert machine.seq() == before


def test_every_door_has_examples_of_both_sorts() -> None:
    """A route that takes a JSON body or a query stands in both folders."""
    doors = {
        f"{method.upper()} {path}"
        for path, methods in OPENAPI["paths"].items()
        for method, said in methods.items()
        if "application/json" in said.get("requestBody", {}).get("content", {}) or method == "get"
    }
    for folder in ("valid", "invalid"):
        assert {param.values[0]["door"] for param in examples(folder)} == doors
