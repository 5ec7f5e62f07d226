"""What the doors need of the agent, tied together once in `web.app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from colonnade.feed import Feed
from colonnade.model import LoginLink, Notice
from colonnade.services.clients import Clients
from colonnade.services.incoming import Imports
from colonnade.services.pairing import Words
from colonnade.services.sight import Sight
from colonnade.services.telling import Teller
from colonnade.store.clients import Credential
from colonnade.store.database import Database


@dataclass(frozen=True, slots=True)
class Agent:
    """One running agent: its database, who may speak to it, and what it tells."""

    db: Database
    sight: Sight
    clients: Clients
    words: Words
    feed: Feed
    teller: Teller
    imports: Imports
    boot: str
    port: int
    clock: Callable[[], datetime]
    began: datetime
    notice: Notice | None

    @property
    def news(self) -> str | None:
        """What the person has to be told of this very start."""
        return None if self.notice is None or self.notice.at < self.began else self.notice.text

    @property
    def origin(self) -> str:
        """The origin of the agent's own pages, and of programs."""
        return f"http://127.0.0.1:{self.port}"

    def login_link(self) -> LoginLink:
        """A new one-time link to the dashboard."""
        word, expires_at = self.words.open_login(self.clock())
        return LoginLink(url=f"{self.origin}/#t={word}", expires_at=expires_at)


AGENT = web.AppKey("agent", Agent)
CLIENT = web.RequestKey("client", Credential)
BODY = web.RequestKey("body", bytes)
