"""An instance of Lemmy: posts by a cursor, comments by the number of a page."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said


class Lemmy(Platform):
    """Holds one community; what answers nothing is a post, the rest are comments."""

    kind = "lemmy"
    host = "lemmy.example"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "communities": ["kettles"]}

    def answer(self, question: Question) -> Answer:
        """Answer with a page of posts or of comments, with one comment, or with what has a name."""
        count = min(self.per_page, int(question.query.get("limit", 10)))
        if question.path == "/api/v3/post/list":
            posts = [post for post in reversed(self.posts) if not post.parent]
            first = int(question.query.get("page_cursor", "P0")[1:])
            page = posts[first : first + count]
            following = f"P{first + count}" if page else None
            views = [self._post(post) for post in page]
            return Answer.json({"posts": views, "next_page": following})
        comments = [post for post in reversed(self.posts) if post.parent]
        if question.path == "/api/v3/comment/list":
            # A short page is the last: these are as long as was asked for.
            count = int(question.query.get("limit", 10))
            first = (int(question.query.get("page", 1)) - 1) * count
            page = comments[first : first + count]
            return Answer.json({"comments": [self._comment(post) for post in page]})
        if question.path == "/api/v3/comment":
            for post in comments:
                if post.id == question.query["id"]:
                    return Answer.json({"comment_view": self._comment(post)})
        if question.path == "/api/v3/resolve_object":
            for post in self.posts:
                if self.post_id(post) == question.query["q"]:
                    return Answer.json(self._resolved(post))
        return Answer.json({"error": "not_found"}, 404)

    def post_id(self, said: Said) -> str:
        """Return the name that all instances know it by."""
        return f"https://{self.host}/{'comment' if said.parent else 'post'}/{said.id}"

    def _post(self, said: Said) -> dict[str, Any]:
        told = {"name": said.title or said.text, "body": said.text}
        return {"post": self._said(said) | told, **self._around(said)}

    def _comment(self, said: Said) -> dict[str, Any]:
        above = self.above(said)
        path = ".".join(["0", *(post.id for post in reversed(above[:-1])), said.id])
        told = {"content": said.text, "path": path}
        return {
            "comment": self._said(said) | told,
            "post": self._said(above[-1]),
            **self._around(said),
        }

    def _resolved(self, said: Said) -> dict[str, Any]:
        return {"comment": self._comment(said)} if said.parent else {"post": self._post(said)}

    def _said(self, said: Said) -> dict[str, Any]:
        written = said.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
        return {
            "id": int(said.id),
            "ap_id": self.post_id(said),
            "published": written,
            "deleted": said.id in self.gone,
            "removed": False,
        }

    def _around(self, said: Said) -> dict[str, Any]:
        address = f"https://{self.host}/u/{said.author}"
        return {
            "creator": {"name": said.author, "actor_id": address},
            "counts": {"score": said.likes},
        }
