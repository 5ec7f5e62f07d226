"""A signed client of a running agent, for the commands of this machine's terminal."""

from __future__ import annotations

import http.client
import json
import secrets
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from colonnade.errors import ColonnadeError, Fault, Invalid, Unavailable
from colonnade.model import HandshakeAnswer
from colonnade.protocol.handshake import agent_proof, client_proof, derive_key, plain_code
from colonnade.protocol.signing import NO_BOOT, acknowledgement, same, sign_request

AGENT_FILE: Final = "agent.json"
HELLO: Final = "/api/v1/hello"
LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class AgentFile:
    """What a running agent leaves for the terminal: where it answers, and the key of "this machine"."""

    port: int
    boot: str
    client: str
    key: bytes = field(repr=False)
    process: int | None = None


def read_agent_file(folder: Path) -> AgentFile | None:
    """The agent's file in a data folder, or None where no agent ever ran."""
    try:
        said = json.loads((folder / AGENT_FILE).read_text(encoding="utf-8"))
        key, process = bytes.fromhex(said["key"]), said.get("process")
        return AgentFile(int(said["port"]), str(said["boot"]), str(said["client"]), key, process and int(process))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"{folder / AGENT_FILE} cannot be read; start the agent again.") from error


@dataclass(frozen=True, slots=True)
class ProgramKey:
    """What a program needs to speak to the agent; the key is shown once, to the person who asked for it."""

    client: str
    key: bytes = field(repr=False)
    port: int
    origin: str
    label: str


def listens(port: int) -> bool:
    """Whether anybody takes connections on a port of this machine."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


class MachineClient:
    """Speaks to the running agent as "this machine", and believes no answer without a true acknowledgement.

    No call takes longer than `patience` seconds.
    """

    def __init__(self, at: AgentFile, patience: float) -> None:
        self.at = at
        self._patience = patience
        self._proven = False

    @property
    def port(self) -> int:
        """The port the agent answers on."""
        return self.at.port

    def answers(self) -> bool:
        """Whether the agent answers truly now."""
        try:
            self.get(HELLO)
        except ColonnadeError:
            return False
        return True

    def get(self, target: str) -> dict[str, Any]:
        """The body of the answer to a GET."""
        return self._ask("GET", target, None)

    def post(self, target: str, body: dict[str, Any], patience: float = 0) -> dict[str, Any]:
        """The body of the answer to a POST; waited for so many seconds where that is longer."""
        return self._ask("POST", target, body, patience)

    def put(self, target: str, body: dict[str, Any]) -> dict[str, Any]:
        """The body of the answer to a PUT."""
        return self._ask("PUT", target, body)

    def put_octets(self, target: str, body: bytes) -> dict[str, Any]:
        """The body of the answer to a PUT of a part of an archive."""
        said: dict[str, Any] = json.loads(self._send("PUT", target, body, content_type="application/octet-stream"))
        return said

    def delete(self, target: str) -> dict[str, Any]:
        """The body of the answer to a DELETE."""
        return self._ask("DELETE", target, None)

    def file(self, target: str, patience: float = 0) -> bytes:
        """The body of the answer to a GET, as it is; waited for so many seconds where that is longer."""
        return self._send("GET", target, patience=patience)

    def admit_program(self, label: str) -> ProgramKey:
        """Make a program a client, by the handshake of pairing: its key is derived on both sides and never sent.

        Raises Unavailable where the other side does not prove the code, which closes any code opened before.
        """
        port, origin = self.at.port, f"http://{LOOPBACK}:{self.at.port}"
        word, nonce = plain_code(self.post("/api/v1/pairings", {})["code"]), secrets.token_urlsafe(16)
        opening = {"nonce": nonce, "proof": client_proof(word, "pair", nonce, port, origin), "label": label}
        headers = {"Origin": origin, "Content-Type": "application/json"}
        body = json.dumps(opening).encode()
        _, _, answer = self._exchange("POST", "/api/v1/pairings/answer", body, headers, self._patience)
        try:
            said = HandshakeAnswer.model_validate_json(answer)
        except ValidationError as error:
            raise Unavailable("The agent did not take the program. Try again.", code="no_agent") from error
        if not same(agent_proof(word, "pair", nonce, said.nonce, said.client, port, origin), said.proof):
            raise _somebody_else(port)
        key = derive_key(word, "pair", nonce, said.nonce, port, origin)
        return ProgramKey(said.client, key, port, origin, label)

    def _ask(self, method: str, target: str, body: dict[str, Any] | None, patience: float = 0) -> dict[str, Any]:
        sent = b"" if body is None else json.dumps(body).encode()
        said: dict[str, Any] = json.loads(self._send(method, target, sent, patience))
        return said

    def _send(
        self, method: str, target: str, sent: bytes = b"", patience: float = 0, content_type: str = "application/json"
    ) -> bytes:
        """Send one signed request. Raises Unavailable when nobody, or somebody else, answers.

        Hello goes first: an agent that hangs is sent nothing that it could still keep when it wakes up.
        """
        if not self._proven and target != HELLO:
            self._send("GET", HELLO)
        at, nonce = self.at, secrets.token_urlsafe(16)
        boot = NO_BOOT if target == HELLO else at.boot
        ts = time.time_ns() // 1_000_000
        signed = sign_request(at.key, at.client, boot, method, target, at.port, ts, nonce, sent)
        headers = {"Authorization": signed.header(), "Origin": f"http://{LOOPBACK}:{at.port}"}
        if method != "GET":
            headers["Content-Type"] = content_type
        status, ack, answer = self._exchange(method, target, sent, headers, max(patience, self._patience))
        if not same(acknowledgement(at.key, at.client, nonce, status, answer), ack):
            raise _somebody_else(at.port)
        self._proven = True
        if status >= http.client.BAD_REQUEST:
            said = json.loads(answer)
            faults = tuple(Fault(**fault) for fault in said["errors"])
            error = Invalid if said["code"] == Invalid.code else ColonnadeError
            raise error(said["detail"], code=said["code"], faults=faults)
        return answer

    def _exchange(
        self, method: str, target: str, body: bytes, headers: dict[str, str], patience: float
    ) -> tuple[int, str, bytes]:
        connection = http.client.HTTPConnection(LOOPBACK, self.at.port, timeout=patience)
        # Who answers a byte at a time never runs into the timeout of a socket.
        cut = threading.Event()
        over = threading.Timer(patience, _hang_up, (connection, cut))
        over.daemon = True
        try:
            connection.connect()
            over.start()
            connection.request(method, target, body=body or None, headers=headers)
            response = connection.getresponse()
            return response.status, response.getheader("Colonnade-Ack") or "", response.read()
        except TimeoutError as error:
            raise Unavailable(self._hung(patience), code="no_agent") from error
        except (OSError, http.client.HTTPException) as error:
            said = self._hung(patience) if cut.is_set() else "The agent does not answer. Start it: colonnade serve"
            raise Unavailable(said, code="no_agent") from error
        finally:
            over.cancel()
            connection.close()

    def _hung(self, patience: float) -> str:
        process = "" if self.at.process is None else f" (process {self.at.process})"
        return (
            f"The agent runs, but has not answered within {patience:g} seconds. End it{process} and start it again; "
            "what it has confirmed is kept."
        )


def _somebody_else(port: int) -> Unavailable:
    return Unavailable(
        f"Something else answers on port {port}. Start the agent again: colonnade serve", code="no_agent"
    )


def _hang_up(connection: http.client.HTTPConnection, cut: threading.Event) -> None:
    # First: whoever waits for an answer goes on the moment the connection is gone.
    cut.set()
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
