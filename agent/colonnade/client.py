"""A signed client of a running agent, for the commands of this machine's terminal."""

from __future__ import annotations

import http.client
import json
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from colonnade.errors import ColonnadeError, Fault, Invalid, Unavailable
from colonnade.protocol.signing import NO_BOOT, acknowledgement, same, sign_request

AGENT_FILE: Final = "agent.json"
TIMEOUT: Final = 10.0


@dataclass(frozen=True, slots=True)
class AgentFile:
    """What a running agent leaves for the terminal: where it answers, and the key of "this machine"."""

    port: int
    boot: str
    client: str
    key: bytes = field(repr=False)


def read_agent_file(folder: Path) -> AgentFile | None:
    """The agent's file in a data folder, or None where no agent ever ran."""
    try:
        said = json.loads((folder / AGENT_FILE).read_text(encoding="utf-8"))
        return AgentFile(int(said["port"]), str(said["boot"]), str(said["client"]), bytes.fromhex(said["key"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"{folder / AGENT_FILE} cannot be read; start the agent again.") from error


class MachineClient:
    """Speaks to the running agent as "this machine", and believes no answer without a true acknowledgement."""

    def __init__(self, at: AgentFile) -> None:
        self._at = at

    @property
    def port(self) -> int:
        """The port the agent answers on."""
        return self._at.port

    def answers(self) -> bool:
        """Whether the agent answers truly now."""
        try:
            self.get("/api/v1/hello")
        except ColonnadeError:
            return False
        return True

    def get(self, target: str) -> dict[str, Any]:
        """The body of the answer to a GET."""
        return self._ask("GET", target, None)

    def post(self, target: str, body: dict[str, Any]) -> dict[str, Any]:
        """The body of the answer to a POST."""
        return self._ask("POST", target, body)

    def delete(self, target: str) -> dict[str, Any]:
        """The body of the answer to a DELETE."""
        return self._ask("DELETE", target, None)

    def file(self, target: str, patience: float = TIMEOUT) -> bytes:
        """The body of the answer to a GET, as it is; waited for so many seconds."""
        return self._send("GET", target, None, patience)

    def _ask(self, method: str, target: str, body: dict[str, Any] | None) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self._send(method, target, body))
        return said

    def _send(self, method: str, target: str, body: dict[str, Any] | None, patience: float = TIMEOUT) -> bytes:
        """Send one signed request. Raises Unavailable when nobody, or somebody else, answers."""
        at, nonce, sent = self._at, secrets.token_urlsafe(16), b"" if body is None else json.dumps(body).encode()
        boot = NO_BOOT if target == "/api/v1/hello" else at.boot
        ts = time.time_ns() // 1_000_000
        signed = sign_request(at.key, at.client, boot, method, target, at.port, ts, nonce, sent)
        headers = {"Authorization": signed.header(), "Origin": f"http://127.0.0.1:{at.port}"}
        if method != "GET":
            headers["Content-Type"] = "application/json"
        status, ack, answer = self._exchange(method, target, sent, headers, patience)
        if not same(acknowledgement(at.key, at.client, nonce, status, answer), ack):
            raise Unavailable(f"Something else answers on port {at.port}. Start the agent again: colonnade serve")
        if status >= http.client.BAD_REQUEST:
            said = json.loads(answer)
            faults = tuple(Fault(**fault) for fault in said["errors"])
            error = Invalid if said["code"] == Invalid.code else ColonnadeError
            raise error(said["detail"], code=said["code"], faults=faults)
        return answer

    def _exchange(
        self, method: str, target: str, body: bytes, headers: dict[str, str], patience: float
    ) -> tuple[int, str, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._at.port, timeout=patience)
        try:
            connection.request(method, target, body=body or None, headers=headers)
            response = connection.getresponse()
            return response.status, response.getheader("Colonnade-Ack") or "", response.read()
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable("The agent does not answer. Start it: colonnade serve") from error
        finally:
            connection.close()
