"""Every door of `openapi.json`, asked whatever the document allows and forbids: each answer is one it describes."""

from __future__ import annotations

import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from harness.agent import ROOT
from harness.program import Program

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

schema = schemathesis.openapi.from_path(ROOT / "schemas" / "openapi.json")
schema.config.generation.update(with_security_parameters=False)
schema.config.phases.coverage.unexpected_methods = set()


def asked(case: Case, machine: Program) -> Response:
    """The answer to a case, signed as the protocol says, over exactly the bytes that were sent."""
    wanted = case.as_transport_kwargs(base_url=machine.origin)
    names = ("method", "url", "params", "data", "json")
    request = requests.Request(**{name: wanted[name] for name in names if name in wanted}).prepare()
    assert request.method is not None
    body = request.body or b""
    sent = body.encode() if isinstance(body, str) else body
    answer = machine.send(request.method, request.path_url, sent)
    # A refusal at the guard is not signed, and neither are the two answers of a handshake.
    assert answer.true or answer.status == 403 or case.operation.definition.raw["security"] == []
    headers = {name.lower(): [value] for name, value in answer.headers.items()}
    return Response(answer.status, headers, answer.body, request, 0.0, verify=False)


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_documented(machine: Program, case: Case) -> None:
    """Its status, its media type and its form; never a fault of the agent."""
    case.validate_response(asked(case, machine), checks=CHECKS)
