"""The arithmetic of the protocol, written from sections 2, 3 and 6 of `schemas/README.md` alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import string


def mac(key: bytes, *parts: str) -> str:
    """HMAC-SHA256 of the parts joined by single line feeds, in hex."""
    return hmac.new(key, "\n".join(parts).encode("utf-8"), hashlib.sha256).hexdigest()


def new_nonce() -> str:
    """16 random bytes, base64url without padding."""
    return base64.urlsafe_b64encode(os.urandom(16)).decode("ascii").rstrip("=")


def request_sig(
    key: bytes, client: str, boot: str, method: str, target: str, port: int, ts: int, nonce: str, body: bytes
) -> str:
    """S of section 2.1."""
    digest = hashlib.sha256(body).hexdigest()
    return mac(key, "colonnade-1 request", client, boot, method, target, str(port), str(ts), nonce, digest)


def authorization(client: str, boot: str, ts: int, nonce: str, sig: str) -> str:
    """The value of the Authorization header."""
    return f"Colonnade client={client}, boot={boot}, ts={ts}, nonce={nonce}, sig={sig}"


def answer_ack(key: bytes, client: str, nonce: str, status: int, body: bytes) -> str:
    """What `Colonnade-Ack` must say (section 2.2)."""
    return mac(key, "colonnade-1 answer", client, nonce, str(status), hashlib.sha256(body).hexdigest())


def plain_code(pasted: str) -> str:
    """A pairing code in its plain form (section 3)."""
    after_port = pasted.rsplit(":", maxsplit=1)[-1].upper()
    return "".join(c for c in after_port if c in string.ascii_uppercase + "234567")


def handshake_proof(word: str, role: str, nonce: str, port: int, origin: str) -> str:
    """P of section 3."""
    return mac(word.encode("ascii"), f"colonnade-1 {role} client", nonce, str(port), origin)


def handshake_answer_proof(word: str, role: str, nonce: str, answer: str, client: str, port: int, origin: str) -> str:
    """Q of section 3."""
    return mac(word.encode("ascii"), f"colonnade-1 {role} agent", nonce, answer, client, str(port), origin)


def derived_key(word: str, role: str, nonce: str, answer: str, port: int, origin: str) -> bytes:
    """K of section 3: HKDF-SHA256 (RFC 5869), one block."""
    extracted = hmac.new(f"{nonce}.{answer}".encode("ascii"), word.encode("ascii"), hashlib.sha256).digest()
    info = f"colonnade-1 key\n{role}\n{port}\n{origin}".encode("ascii")
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def live_proof(key: bytes, challenge: str, nonce: str, port: int, boot: str) -> str:
    """The client's proof on a live connection (section 6)."""
    return mac(key, "colonnade-1 live client", challenge, nonce, str(port), boot)


def live_welcome(key: bytes, nonce: str, challenge: str) -> str:
    """The agent's proof on a live connection (section 6)."""
    return mac(key, "colonnade-1 live agent", nonce, challenge)
