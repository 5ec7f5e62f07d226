"""Pairing and login: two sides prove a one-time word and derive a key (section 3 of the protocol)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Final, Literal

from colonnade.protocol.signing import mac

Ritual = Literal["pair", "login"]
CODE_BYTES: Final = 17
_GROUP: Final = 4


def code_of(secret: bytes) -> str:
    """A pairing code in groups, from 17 random bytes: seven groups of four base32 characters."""
    plain = base64.b32encode(secret).decode().rstrip("=")
    return "-".join(plain[i : i + _GROUP] for i in range(0, len(plain), _GROUP))


def plain_code(pasted: str) -> str:
    """A pasted pairing code as it is used in proofs: port, spaces and hyphens removed, upper case."""
    return re.sub(r"[^A-Z2-7]", "", pasted.rpartition(":")[2].upper())


def client_proof(word: str, ritual: Ritual, nonce: str, port: int, origin: str) -> str:
    """What the client sends to show that it knows the word."""
    return mac(word.encode(), f"colonnade-1 {ritual} client", nonce, str(port), origin)


def agent_proof(word: str, ritual: Ritual, nonce: str, answer: str, client: str, port: int, origin: str) -> str:
    """What the agent answers to show the same, naming the client it made."""
    return mac(word.encode(), f"colonnade-1 {ritual} agent", nonce, answer, client, str(port), origin)


def derive_key(word: str, ritual: Ritual, nonce: str, answer: str, port: int, origin: str) -> bytes:
    """The client's key, 32 bytes, by HKDF-SHA256 (RFC 5869); one block of output is all that is needed."""
    salt = f"{nonce}.{answer}".encode()
    info = "\n".join(("colonnade-1 key", ritual, str(port), origin)).encode()
    pseudorandom = hmac.new(salt, word.encode(), hashlib.sha256).digest()
    return hmac.new(pseudorandom, info + b"\x01", hashlib.sha256).digest()


def live_client_proof(key: bytes, challenge: str, nonce: str, port: int, boot: str) -> str:
    """The client's proof on a live connection."""
    return mac(key, "colonnade-1 live client", challenge, nonce, str(port), boot)


def live_agent_proof(key: bytes, nonce: str, challenge: str) -> str:
    """The agent's proof on a live connection, without which the client shows nothing."""
    return mac(key, "colonnade-1 live agent", nonce, challenge)
