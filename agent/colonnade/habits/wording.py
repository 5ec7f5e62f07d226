"""How "Next" and the summary speak of what a habit asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from colonnade.catalogue import QualifierValue, channel_of


@dataclass(frozen=True, slots=True)
class Words:
    """How "Next" speaks of a habit: what to do for one and for several, what one click logs, what is missing."""

    one: str
    many: str
    noun: str
    nouns: str
    missing: str

    def to_do(self, number: int) -> str:
        """What to do, as an imperative: "Write 2 substantive comments"."""
        return self.one if number == 1 else self.many.format(n=number)

    def counted(self, number: int) -> str:
        """A number of clicks: "2 comments"."""
        return f"{number} {self.noun if number == 1 else self.nouns}"


def words_for(kind: str, click: Mapping[str, QualifierValue]) -> Words:
    """The words for a habit that logs these qualifiers: those of the channel, where they name one, or of the kind."""
    channel = channel_of(kind, click)
    said = channel is not None and channel.qualifiers.items() <= click.items()
    return (_WORDS.get(channel.id) if channel is not None and said else None) or _WORDS[kind]


def _words(
    to_do: str, thing: str, things: str, nouns: tuple[str, str] | None = None, after: str = "", missing: str = ""
) -> Words:
    noun, plural = nouns or (thing, things)
    article = "an" if thing[0] in "aeiou" else "a"
    return Words(
        one=f"{to_do} {article} {thing}{after}",
        many=f"{to_do} {{n}} {things}{after}",
        noun=noun,
        nouns=plural,
        missing=missing or thing,
    )


_COMMENTS: Final = ("comment", "comments")
_REQUESTS: Final = ("request", "requests")
_SEARCHES: Final = ("search", "searches")
_PROFILES: Final = ("profile", "profiles")
_MESSAGES: Final = ("message", "messages")
_SEEN: Final = "profile reviewed"
_WORDS: Final[Mapping[str, Words]] = {
    "post_published": _words("Publish", "post", "posts"),
    "post_long": _words("Publish", "long post", "long posts"),
    "engagement_received": _words("Log", "answer to a post of yours", "answers to your posts", ("answer", "answers")),
    "profile_improved": _words("Improve", "section", "sections", after=" of your profile", missing="profile section"),
    "people_search": _words("Do", "people search", "people searches", _SEARCHES),
    "search_filtered": _words("Do", "search with filters", "searches with filters", _SEARCHES),
    "profile_viewed": _words("Review", "profile", "profiles", missing=_SEEN),
    "view_search": _words("Review", "profile", "profiles", _PROFILES, " you searched for", _SEEN),
    "view_suggestion": _words("Review", "suggested profile", "suggested profiles", _PROFILES, missing=_SEEN),
    "lead_saved": _words("Save", "lead", "leads", missing="lead saved"),
    "search_alert_set": _words("Set", "search alert", "search alerts"),
    "comment_written": _words("Write", "comment", "comments"),
    "comment_substantive": _words("Write", "substantive comment", "substantive comments", _COMMENTS),
    "reaction_given": _words("Give", "reaction", "reactions"),
    "reshare": _words("Reshare", "post", "posts", ("reshare", "reshares"), missing="reshare"),
    "reshare_perspective": _words(
        "Reshare", "post", "posts", ("reshare", "reshares"), " with your view", "reshare with your view"
    ),
    "reply_written": _words("Write", "reply", "replies", after=" on your own post", missing="reply on your post"),
    "connection_request": _words("Send", "connection request", "connection requests", _REQUESTS),
    "request_note": _words(
        "Send", "connection request", "connection requests", _REQUESTS, " with a note", "request with a note"
    ),
    "connection_accepted": _words("Log", "accepted connection", "accepted connections", ("connection", "connections")),
    "message_sent": _words("Send", "message", "messages"),
    "message_follow_up": _words("Send", "follow-up message", "follow-up messages", _MESSAGES),
    "message_replied": _words("Answer", "message", "messages", ("answer", "answers"), missing="message answered"),
    "conversation_started": _words("Start", "conversation", "conversations"),
    "message_received": _words("Log", "message received", "messages received", _MESSAGES),
    "endorsement_received": _words("Log", "endorsement received", "endorsements received"),
    "recommendation_received": _words("Log", "recommendation received", "recommendations received"),
    "endorsement_given": _words("Endorse", "skill", "skills", ("endorsement", "endorsements"), " of somebody"),
    "recommendation_given": _words("Write", "recommendation", "recommendations"),
    "company_followed": _words("Follow", "company", "companies"),
    "event_attended": _words("Attend", "event", "events"),
    "feed_scrolled": _words("Scroll through the feed for", "while", "whiles", ("scroll", "scrolls")),
}
"""By channel, or by kind."""
