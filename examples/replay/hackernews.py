"""Hacker News' search, newest first, walked by date; and its own interface, item by item."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said


class HackerNews(Platform):
    """Answers any search with all that it holds of the span."""

    kind = "hackernews"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "items_url": url, "searches": ["acme"]}

    def answer(self, question: Question) -> Answer:
        """Answer a search by date, or for one item."""
        if question.path.startswith("/v0/item/"):
            return self._item(question.path.removeprefix("/v0/item/").removesuffix(".json"))
        if question.path.startswith("/api/v1/items/"):
            return Answer.json({"children": self._tree(question.path.rpartition("/")[2])})
        if question.path != "/api/v1/search_by_date":
            return Answer.json({"message": "not found"}, 404)
        since, until, *_ = question.query["numericFilters"].split(",")
        first, last = (int(one.rpartition("=")[2]) for one in (since, until))
        found = [post for post in reversed(self.posts) if first <= post.at.timestamp() <= last]
        if question.query["tags"] == "story":
            found = [post for post in found if post.parent is None]
        page = [_hit(post) for post in found[: self.per_page]]
        return Answer.json({"hits": page, "nbHits": len(found), "page": 0})

    def _tree(self, item_id: str) -> list[dict[str, Any]]:
        return [self._branch(post) for post in self.posts if post.parent == item_id]

    def _branch(self, said: Said) -> dict[str, Any]:
        is_gone = said.id in self.gone
        return {
            "id": int(said.id),
            "created_at_i": int(said.at.timestamp()),
            "author": None if is_gone else said.author,
            "text": None if is_gone else said.text,
            "parent_id": int(said.parent or 0),
            "children": self._tree(said.id),
        }

    def _item(self, item_id: str) -> Answer:
        said = next((post for post in self.posts if post.id == item_id), None)
        if said is None:
            return Answer.json(None)
        if said.id in self.gone:
            return Answer.json({"id": int(said.id), "deleted": True, "type": "story"})
        return Answer.json(
            {
                "id": int(said.id),
                "type": "comment" if said.parent else "story",
                "by": said.author,
                "time": int(said.at.timestamp()),
                "title": said.title or None,
                "text": said.text,
                "score": said.likes,
            }
        )


def _hit(said: Said) -> dict[str, Any]:
    told = {"comment_text": said.text, "parent_id": int(said.parent)} if said.parent else {}
    return {
        "objectID": said.id,
        "created_at_i": int(said.at.timestamp()),
        "author": said.author,
        "title": said.title or None,
        "story_text": None if said.parent else said.text,
        "points": said.likes,
    } | told
