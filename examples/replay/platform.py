"""What a platform holds, what it is asked, and what it answers."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar


@dataclass(frozen=True)
class Said:
    """A post as a platform holds it; `parent` is the id of the post that it answers."""

    id: str
    at: datetime
    text: str = "Words."
    title: str = ""
    author: str = "somebody"
    parent: str | None = None
    rating: int | None = None
    likes: int = 0
    language: str | None = None
    followers: int | None = None
    product: str | None = None


@dataclass(frozen=True)
class Question:
    """One request, as it came; `named` has each value of a query that names one key repeatedly."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""
    named: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What is said to it."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, said: Any, status: int = 200, **headers: str) -> "Answer":
        """Return an answer in JSON."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return cls(json.dumps(said).encode(), status, {"Content-Type": "application/json", **told})


class Platform(ABC):
    """A platform with some posts, so many on a page."""

    kind: ClassVar[str]
    """The kind of source that hears it."""
    has_past: ClassVar[bool] = True
    """Whether it can be asked for days that have passed."""
    host: str = "place.example"
    """The name of the site that it plays, in the addresses of its posts."""

    def __init__(self, posts: Sequence[Said], per_page: int) -> None:
        self.posts = sorted(posts, key=lambda post: post.at)
        self.per_page = per_page
        self.gone: set[str] = set()
        """Ids of posts that were deleted since: who looks them up is told so."""

    @abstractmethod
    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""

    @abstractmethod
    def answer(self, question: Question) -> Answer:
        """Answer a request as the platform does."""

    def post_id(self, said: Said) -> str:
        """Return the id that the post has in the lake."""
        return said.id

    def above(self, said: Said) -> list[Said]:
        """Return what a post answers, and what that answers, up to the first of the thread."""
        if said.parent is None:
            return []
        parent = next(post for post in self.posts if post.id == said.parent)
        return [parent, *self.above(parent)]
