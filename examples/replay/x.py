"""X: the search of the last days, paged by a token, and posts by their ids."""

from datetime import datetime
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_EPOCH = 1_288_834_974_657


class X(Platform):
    """Answers any search with all that it holds of the span."""

    kind = "x"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "token": "env:X", "searches": ["acme"], "compliance": "posts"}

    def answer(self, question: Question) -> Answer:
        """Answer a search, or with some posts and which of them are not there."""
        if question.headers.get("Authorization") is None:
            return Answer.json({"title": "Unauthorized", "status": 401}, 401)
        if question.path == "/2/tweets":
            return self._looked_up(question.query["ids"].split(","))
        if question.path != "/2/tweets/search/recent":
            return Answer.json({"title": "Not Found", "status": 404}, 404)
        since, until = (
            datetime.fromisoformat(question.query[name]) for name in ("start_time", "end_time")
        )
        found = [post for post in reversed(self.posts) if since <= post.at < until]
        first = int(question.query.get("next_token", "t0")[1:])
        page = found[first : first + min(self.per_page, int(question.query["max_results"]))]
        last = first + len(page)
        meta: dict[str, Any] = {"result_count": len(page)}
        if last < len(found):
            meta["next_token"] = f"t{last}"
        said = self._said(page) if page else {}
        return Answer.json({**said, "meta": meta})

    def post_id(self, said: Said) -> str:
        """Return its id: milliseconds, then what tells two of the same millisecond apart."""
        return str((int(said.at.timestamp() * 1_000) - _EPOCH << 22) + int(said.id) % 4_096)

    def _looked_up(self, ids: list[str]) -> Answer:
        shown = [
            post for post in self.posts if post.id not in self.gone and self.post_id(post) in ids
        ]
        known = {self.post_id(post) for post in shown}
        errors = [
            {
                "resource_id": one,
                "resource_type": "tweet",
                "title": "Not Found Error",
                "type": "https://api.twitter.com/2/problems/resource-not-found",
            }
            for one in ids
            if one not in known
        ]
        return Answer.json({**self._said(shown), "errors": errors})

    def _said(self, posts: list[Said]) -> dict[str, Any]:
        users = [{"id": name, "username": name} for name in {post.author for post in posts}]
        return {"data": [self._tweet(post) for post in posts], "includes": {"users": users}}

    def _tweet(self, said: Said) -> dict[str, Any]:
        number, above = self.post_id(said), [self.post_id(post) for post in self.above(said)]
        return {
            "id": number,
            "edit_history_tweet_ids": [number],
            "author_id": said.author,
            "text": said.text,
            "public_metrics": {"like_count": said.likes},
            "conversation_id": [number, *above][-1],
            **({"referenced_tweets": [{"type": "replied_to", "id": above[0]}]} if above else {}),
        }
