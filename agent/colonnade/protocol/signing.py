"""Signatures of requests and answers (sections 2.1 and 2.2 of the protocol)."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final

NO_BOOT: Final = "-"
"""Stands for the agent's start id in the one request that asks for it."""
SKEW_MS: Final = 5 * 60 * 1000
"""How far a request's time may lie from the agent's clock."""

_AUTHORIZATION: Final = re.compile(
    r"Colonnade client=([0-9a-f]{32}), boot=([0-9a-f]{32}|-), ts=([0-9]{1,15}), "
    r"nonce=([A-Za-z0-9_-]{22}), sig=([0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Authorization:
    """What the `Authorization` header says: who signed, for which start of the agent, when, and how."""

    client: str
    boot: str
    ts: int
    nonce: str
    sig: str

    def header(self) -> str:
        """The header's value."""
        return f"Colonnade client={self.client}, boot={self.boot}, ts={self.ts}, nonce={self.nonce}, sig={self.sig}"


def read_authorization(header: str) -> Authorization | None:
    """The parts of an `Authorization` header, or None when it has not exactly the one form."""
    match = _AUTHORIZATION.fullmatch(header)
    if match is None:
        return None
    client, boot, ts, nonce, sig = match.groups()
    return Authorization(client, boot, int(ts), nonce, sig)


def mac(key: bytes, *parts: str) -> str:
    """HMAC-SHA256 over the parts joined by line feeds, 64 lower-case hex digits (RFC 2104)."""
    return hmac.digest(key, "\n".join(parts).encode(), "sha256").hex()


def same(one: str, other: str) -> bool:
    """Whether two proofs are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def sign_request(
    key: bytes, client: str, boot: str, method: str, target: str, port: int, ts: int, nonce: str, body: bytes
) -> Authorization:
    """Sign a request. `target` is the raw request target with its query, `ts` Unix milliseconds."""
    digest = hashlib.sha256(body).hexdigest()
    sig = mac(key, "colonnade-1 request", client, boot, method, target, str(port), str(ts), nonce, digest)
    return Authorization(client, boot, ts, nonce, sig)


def signed_by(key: bytes, said: Authorization, method: str, target: str, port: int, body: bytes) -> bool:
    """Whether the holder of `key` signed exactly this request."""
    true = sign_request(key, said.client, said.boot, method, target, port, said.ts, said.nonce, body)
    return same(true.sig, said.sig)


def acknowledgement(key: bytes, client: str, nonce: str, status: int, body: bytes) -> str:
    """The `Colonnade-Ack` of an answer to the request that carried `nonce`."""
    return mac(key, "colonnade-1 answer", client, nonce, str(status), hashlib.sha256(body).hexdigest())
