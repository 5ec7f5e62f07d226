"""Making clients: one-time words, and the handshake that turns a word into a key."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from colonnade.errors import Refused
from colonnade.model import HandshakeAnswer, HandshakeOpening, Role
from colonnade.protocol.handshake import CODE_BYTES, Ritual, agent_proof, client_proof, code_of, derive_key, plain_code
from colonnade.protocol.signing import same
from colonnade.store.clients import Credential

LIFE: Final[dict[Ritual, timedelta]] = {"pair": timedelta(minutes=5), "login": timedelta(seconds=60)}
OPEN_LOGINS: Final = 8
_EXTENSION: Final = re.compile(
    r"chrome-extension://[a-p]{32}|moz-extension://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A one-time word, kept out of every representation."""

    ritual: Ritual
    secret: str
    expires_at: datetime

    def __repr__(self) -> str:
        return f"Word({self.ritual!r})"


def is_extension(origin: str) -> bool:
    """Whether this is the well-formed origin of a browser extension."""
    return _EXTENSION.fullmatch(origin) is not None


class Words:
    """The one-time words that are open now: in memory only, so a restart closes them all."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: list[Word] = []

    def open_code(self, now: datetime) -> tuple[str, datetime]:
        """A new pairing code as it is shown, and when it ends; the one before is closed."""
        code = code_of(secrets.token_bytes(CODE_BYTES))
        word = Word("pair", plain_code(code), now + LIFE["pair"])
        self._open = [*(w for w in self._open if w.ritual != "pair"), word]
        return code, word.expires_at

    def open_login(self, now: datetime) -> tuple[str, datetime]:
        """A new login word and when it ends."""
        word = Word("login", secrets.token_urlsafe(16), now + LIFE["login"])
        logins = [w for w in self._open if w.ritual == "login"][-(OPEN_LOGINS - 1) :]
        self._open = [*(w for w in self._open if w.ritual != "login"), *logins, word]
        return word.secret, word.expires_at

    def is_pairing(self, now: datetime) -> bool:
        """Whether a pairing code is open."""
        return any(w.ritual == "pair" and now < w.expires_at for w in self._open)

    def answer(self, ritual: Ritual, opening: HandshakeOpening, origin: str, now: datetime) -> Made:
        """Check the proof of a word and use the word up; the new client and what to answer it.

        Raises Refused `word_not_open`, the same for a word that is wrong, used, expired or was never open.
        """
        word = self._spend(ritual, opening, origin, now)
        answer, id = secrets.token_urlsafe(16), secrets.token_hex(16)
        key = derive_key(word.secret, ritual, opening.nonce, answer, self._port, origin)
        credential = Credential(id, self._role(ritual, origin), opening.label, origin, key, now, now, None)
        proof = agent_proof(word.secret, ritual, opening.nonce, answer, id, self._port, origin)
        return Made(credential, HandshakeAnswer(client=id, nonce=answer, proof=proof))

    def _spend(self, ritual: Ritual, opening: HandshakeOpening, origin: str, now: datetime) -> Word:
        for word in self._open:
            if word.ritual != ritual or now >= word.expires_at:
                continue
            if same(client_proof(word.secret, ritual, opening.nonce, self._port, origin), opening.proof):
                # Taken out before anything is awaited: of two that race, one wins.
                self._open.remove(word)
                return word
        raise Refused("This one-time word is not open; make a new one.", code="word_not_open")

    def _role(self, ritual: Ritual, origin: str) -> Role:
        if ritual == "login":
            return "dashboard"
        return "browser" if is_extension(origin) else "program"


@dataclass(frozen=True, slots=True)
class Made:
    """A client just made, and the answer that tells it so."""

    credential: Credential
    answer: HandshakeAnswer
