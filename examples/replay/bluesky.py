"""Bluesky: a login, a search that is paged by a cursor, and posts by their names."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_DEPTH = 50
"""Places that a result takes in the search: it counts many more than it shows."""


class Bluesky(Platform):
    """Answers any search with all that it holds of the span."""

    kind = "bluesky"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        login = {"handle": "listener.example", "password": "env:BLUESKY"}
        return {"url": url, "public_url": url, "searches": ["acme"], **login}

    def answer(self, question: Question) -> Answer:
        """Answer a login, or a search of who has logged in."""
        if question.path == "/xrpc/com.atproto.server.createSession":
            return Answer.json({"accessJwt": "the token", "refreshJwt": "another", "did": "did:x"})
        if question.path == "/xrpc/app.bsky.feed.getPosts":
            shown = [one for one in self.posts if one.id not in self.gone]
            asked = question.named["uris"]
            return Answer.json(
                {"posts": [self._view(one) for one in shown if self.post_id(one) in asked]}
            )
        if question.path != "/xrpc/app.bsky.feed.searchPosts":
            return Answer.json({"error": "MethodNotImplemented"}, 501)
        if question.headers.get("Authorization") != "Bearer the token":
            return Answer.json({"error": "AuthMissing"}, 401)
        since, until = question.query["since"], question.query["until"]
        found = [post for post in reversed(self.posts) if since <= _written(post) < until]
        first = int(question.query.get("cursor", 0)) // _DEPTH
        last = first + min(self.per_page, int(question.query["limit"]))
        said: dict[str, Any] = {"posts": [self._view(post) for post in found[first:last]]}
        if last < len(found):
            said["cursor"] = str(last * _DEPTH)
        return Answer.json(said)

    def post_id(self, said: Said) -> str:
        """Return its name in the network."""
        return f"at://did:plc:{said.author}/app.bsky.feed.post/{said.id}"

    def _view(self, said: Said) -> dict[str, Any]:
        above = [{"uri": self.post_id(post)} for post in self.above(said)]
        answered = {"reply": {"root": above[-1], "parent": above[0]}} if above else {}
        return {
            "uri": self.post_id(said),
            "author": {"did": f"did:plc:{said.author}", "handle": f"{said.author}.example"},
            "record": {"createdAt": _written(said), "text": said.text, **answered},
            "likeCount": said.likes,
            "indexedAt": _written(said),
        }


def _written(said: Said) -> str:
    return said.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
