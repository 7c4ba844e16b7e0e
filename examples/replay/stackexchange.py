"""A site of Stack Exchange: questions by their activity, answers and comments by their ids."""

from html import escape
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said


class StackExchange(Platform):
    """Finds all questions by any search; what hangs on one is an answer, on that a comment."""

    kind = "stackexchange"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "site": "superuser", "searches": ["acme"]}

    def post_id(self, said: Said) -> str:
        """Return the id that the post has in the lake."""
        return f"superuser:{'comment:' if self._depth(said) > 1 else ''}{said.id}"

    def answer(self, question: Question) -> Answer:
        """Answer with questions, answers or comments."""
        _, version, *path = question.path.split("/")
        if version != "2.3" or question.query.get("site") != "superuser":
            said = {"error_id": 404, "error_name": "no_method", "error_message": "no such method"}
            return Answer.json(said, 404)
        match path:
            case ["search", "advanced"]:
                return self._questions(question)
            case ["questions" | "answers", ids, "answers" | "comments"]:
                return self._replies(question, set(ids.split(";")), path[0], path[2])
            case ["questions" | "answers" | "comments", ids]:
                return self._again(question, set(ids.split(";")))
        said = {"error_id": 400, "error_name": "bad_parameter", "error_message": path[0]}
        return Answer.json(said, 400)

    def _questions(self, question: Question) -> Answer:
        asked = [post for post in self.posts if post.parent is None]
        since, until = int(question.query["min"]), int(question.query["todate"])
        found = [
            (when, post)
            for post in asked
            if (when := _activity(self, post)) >= since and int(post.at.timestamp()) <= until
        ]
        found.sort(key=lambda one: one[0])
        return self._page(question, [self._question(post, when) for when, post in found])

    def _replies(self, question: Question, ids: set[str], of: str, what: str) -> Answer:
        depth = 1 if (of, what) == ("questions", "answers") else 2
        found = [
            self._reply(post)
            for post in self.posts
            if post.parent in ids and self._depth(post) == depth
        ]
        first, last = (int(question.query.get(name, edge)) for name, edge in _BOUNDS.items())
        return self._page(question, [one for one in found if first <= one["creation_date"] <= last])

    def _again(self, question: Question, ids: set[str]) -> Answer:
        there = [post for post in self.posts if post.id in ids and post.id not in self.gone]
        return self._page(
            question,
            [self._reply(post) if post.parent else self._question(post, 0) for post in there],
        )

    def _page(self, question: Question, found: list[dict[str, Any]]) -> Answer:
        number = int(question.query["page"])
        page = found[(number - 1) * self.per_page : number * self.per_page]
        return Answer.json(
            {
                "items": page,
                "has_more": len(found) > number * self.per_page,
                "quota_max": 300,
                "quota_remaining": 280,
            }
        )

    def _depth(self, said: Said) -> int:
        parent = next((post for post in self.posts if post.id == said.parent), None)
        return 0 if parent is None else 1 + self._depth(parent)

    def _question(self, said: Said, activity: int) -> dict[str, Any]:
        return _told(said) | {
            "question_id": int(said.id),
            "last_activity_date": activity,
            "title": escape(said.title or said.text),
            "link": f"https://superuser.com/questions/{said.id}/words",
            "answer_count": sum(post.parent == said.id for post in self.posts),
            "view_count": 1,
        }

    def _reply(self, said: Said) -> dict[str, Any]:
        if self._depth(said) == 1:
            return _told(said) | {"answer_id": int(said.id), "question_id": int(said.parent or 0)}
        return _told(said) | {"comment_id": int(said.id), "post_id": int(said.parent or 0)}


_BOUNDS = {"fromdate": 0, "todate": 2**40}


def _activity(site: StackExchange, said: Said) -> int:
    """Return the instant of the last answer, or of the question."""
    answers = [post.at for post in site.posts if post.parent == said.id]
    return int(max([said.at, *answers]).timestamp())


def _told(said: Said) -> dict[str, Any]:
    return {
        "owner": {"user_id": 1, "account_id": 1, "display_name": said.author},
        "creation_date": int(said.at.timestamp()),
        "score": said.likes,
        "body": f"<p>{escape(said.text)}</p>",
    }
