"""A forum on Discourse: topics by their last post, posts by their number, a search by days."""

from datetime import datetime
from html import escape
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_CATEGORY = ["c", "support", "7", "l", "latest.json"]
_NOT_FOUND = {
    "errors": ["The requested URL or resource could not be found."],
    "error_type": "not_found",
}


class Discourse(Platform):
    """Has one category; a topic is a post that answers none, with all that answer it."""

    kind = "discourse"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "platform": "community.example.com", "categories": ["support/7"]}

    def post_id(self, said: Said) -> str:
        """Return the id that the post has in the lake."""
        topic, _, number = self._place(said).partition("/")
        name = f"topic-{topic}" if number == "1" else f"post-{topic}-{number}"
        return f"127.0.0.1:127.0.0.1-{name}"

    def _place(self, said: Said) -> str:
        topic = self._topic(said)
        return f"{topic.id}/{self._posts(topic).index(said) + 1}"

    def answer(self, question: Question) -> Answer:
        """Answer with topics or posts."""
        match question.path.split("/")[1:]:
            case parts if parts == _CATEGORY:
                said = self._latest(question)
            case ["search.json"]:
                said = self._search(question)
            case ["posts.json"]:
                said = self._everything(question)
            case ["t", topic, "posts.json"]:
                said = self._part(topic, int(question.query["post_number"]))
            case ["t", topic, last]:
                said = self._part(topic, int(last.removesuffix(".json")) + 1)
            case ["posts", "by_number", topic, last]:
                said = self._post(f"{topic}/{last.removesuffix('.json')}")
            case _:
                said = {}
        return Answer.json(said) if said else Answer.json(_NOT_FOUND, 404)

    def _latest(self, question: Question) -> dict[str, Any]:
        number = int(question.query["page"])
        found = sorted(self._topics(), key=lambda topic: self._last(topic).at, reverse=True)
        page = found[number * self.per_page : (number + 1) * self.per_page]
        more = {"more_topics_url": f"/c/support/7/l/latest?page={number + 1}"}
        is_last = len(found) <= (number + 1) * self.per_page
        topics = {"topics": [self._listed(one) for one in page]}
        return {"topic_list": topics | ({} if is_last else more)}

    def _search(self, question: Question) -> dict[str, Any]:
        words = dict(
            word.split(":", 1) for word in question.query["q"].split() if word.count(":") == 1
        )
        first, last = (
            datetime.fromisoformat(f"{words[name]}T00:00:00Z") for name in ("after", "before")
        )
        found = [post for post in reversed(self.posts) if first < post.at < last]
        once = {self._topic(post).id: post for post in reversed(found)}
        hits = sorted(once.values(), key=lambda post: post.at, reverse=True)
        number = int(question.query["page"])
        page = hits[(number - 1) * self.per_page : number * self.per_page]
        return {
            "posts": [{"id": int(one.id), "created_at": one.at.isoformat()} for one in page],
            "topics": [self._listed(self._topic(one)) for one in page],
            "grouped_search_result": {
                "more_full_page_results": len(hits) > number * self.per_page or None,
                "error": None,
            },
        }

    def _everything(self, question: Question) -> dict[str, Any]:
        before = int(question.query.get("before", 2**40))
        found = sorted((int(one.id) for one in self.posts if int(one.id) < before), reverse=True)
        by_id = {int(one.id): one for one in self.posts}
        return {"latest_posts": [self._told(by_id[one]) for one in found[: self.per_page]]}

    def _part(self, topic: str, before: int) -> dict[str, Any]:
        first = next(one for one in self.posts if one.id == topic)
        found = self._posts(first)[: before - 1][-self.per_page :]
        told = [self._told(one) for one in found]
        return {"post_stream": {"posts": told}, "id": int(topic), "title": first.title}

    def _post(self, place: str) -> dict[str, Any]:
        there = [post for post in self.posts if post.id not in self.gone]
        found = [post for post in there if self._place(post) == place]
        return self._told(found[0]) if found else {}

    def _topics(self) -> list[Said]:
        return [post for post in self.posts if post.parent is None]

    def _topic(self, said: Said) -> Said:
        parent = next((post for post in self.posts if post.id == said.parent), None)
        return said if parent is None else self._topic(parent)

    def _posts(self, topic: Said) -> list[Said]:
        return [post for post in self.posts if self._topic(post) is topic]

    def _last(self, topic: Said) -> Said:
        return self._posts(topic)[-1]

    def _listed(self, topic: Said) -> dict[str, Any]:
        last = self._last(topic).at.isoformat()
        return {
            "id": int(topic.id),
            "title": topic.title or "A topic",
            "slug": "a-topic",
            "highest_post_number": len(self._posts(topic)),
            "created_at": topic.at.isoformat(),
            "last_posted_at": last,
            "bumped_at": last,
            "pinned": False,
        }

    def _told(self, said: Said) -> dict[str, Any]:
        topic, number = self._place(said).split("/")
        parent = next((post for post in self.posts if post.id == said.parent), None)
        return {
            "id": int(said.id),
            "topic_id": int(topic),
            "topic_slug": "a-topic",
            "post_number": int(number),
            "post_type": 1,
            "reply_to_post_number": int(self._place(parent).split("/")[1]) if parent else None,
            "created_at": said.at.isoformat(),
            "username": said.author,
            "cooked": f"<p>{escape(said.text)}</p>",
            "actions_summary": [{"id": 2, "count": said.likes}] if said.likes else [],
            "reads": 3,
            "hidden": False,
        }
