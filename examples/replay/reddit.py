"""Reddit: a token, lists that end after so many posts, trees of comments with cut branches."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_SHOWN = 3
"""Comments of a tree that are shown; the others are named."""


class Reddit(Platform):
    """Has one subreddit, and finds all its submissions by any search."""

    kind = "reddit"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {
            "url": url,
            "login_url": url,
            "approved": True,
            "client_id": "env:ID",
            "client_secret": "env:SECRET",
            "username": "listener",
            "subreddits": ["Kettles"],
        }

    def post_id(self, said: Said) -> str:
        """Return its name: what answers nothing is a submission."""
        return f"{'t1' if said.parent else 't3'}_{said.id}"

    def answer(self, question: Question) -> Answer:
        """Answer with a token or, to who has one, with things."""
        if question.path == "/api/v1/access_token":
            return Answer.json({"access_token": "a token", "expires_in": 86_400})
        if question.headers.get("Authorization") != "Bearer a token":
            return Answer.json({"message": "Unauthorized", "error": 401}, 401)
        said: Any
        match question.path.split("/")[1:]:
            case ["r", "Kettles", "new"] | ["search"]:
                said = self._page(question, [one for one in self.posts if one.parent is None])
            case ["r", "Kettles", "comments"]:
                said = self._page(question, [one for one in self.posts if one.parent])
            case ["comments", submission]:
                said = self._tree(submission)
            case ["api", "morechildren"]:
                said = self._more(question.query["children"].split(","))
            case ["api", "info"]:
                names = question.query["id"].split(",")
                found = [one for one in self.posts if self.post_id(one) in names]
                said = _listing([self._thing(one) for one in found])
            case _:
                return Answer.json({"message": "Not Found", "error": 404}, 404)
        return Answer.json(
            said, X_Ratelimit_Used="4", X_Ratelimit_Remaining="996.0", X_Ratelimit_Reset="300"
        )

    def _page(self, question: Question, held: list[Said]) -> dict[str, Any]:
        newest = list(reversed(held))
        names = [self.post_id(one) for one in newest]
        after = question.query.get("after")
        first = names.index(after) + 1 if after else 0
        page = newest[first : first + self.per_page]
        has_more = first + len(page) < len(newest)
        return _listing(
            [self._thing(one) for one in page], self.post_id(page[-1]) if has_more else None
        )

    def _tree(self, submission: str) -> list[dict[str, Any]]:
        below = [one for one in self.posts if one.parent == submission]
        cut = [one.id for one in below[_SHOWN:]]
        more = {"count": len(cut), "id": cut[0], "children": cut} if cut else {}
        things = [self._thing(one, is_tree=True) for one in below[:_SHOWN]]
        if cut:
            things.append({"kind": "more", "data": {"parent_id": f"t3_{submission}", **more}})
        (first,) = (one for one in self.posts if one.id == submission)
        return [_listing([self._thing(first)]), _listing(things)]

    def _more(self, ids: list[str]) -> dict[str, Any]:
        things = [self._thing(one) for one in self.posts if one.id in ids]
        return {"json": {"errors": [], "data": {"things": things}}}

    def _thing(self, said: Said, *, is_tree: bool = False) -> dict[str, Any]:
        is_gone = said.id in self.gone
        data = {
            "id": said.id,
            "name": self.post_id(said),
            "created_utc": said.at.timestamp(),
            "author": "[deleted]" if is_gone else said.author,
            "score": said.likes,
        }
        answers = [one for one in self.posts if one.parent == said.id]
        if said.parent is None:
            words = {"title": said.title or "A title", "selftext": said.text}
            count = {"num_comments": sum(one.parent is not None for one in self.posts)}
            removed = {"removed_by_category": "deleted" if is_gone else None}
            return {"kind": "t3", "data": data | words | count | removed}
        parent = next(one for one in self.posts if one.id == said.parent)
        replies = _listing([self._thing(one, is_tree=True) for one in answers])
        told = {
            "body": "[deleted]" if is_gone else said.text,
            "parent_id": self.post_id(parent),
            "link_id": f"t3_{self._submission(said).id}",
            "replies": replies if is_tree and answers else "",
        }
        return {"kind": "t1", "data": data | told}

    def _submission(self, said: Said) -> Said:
        parent = next((one for one in self.posts if one.id == said.parent), None)
        return said if parent is None else self._submission(parent)


def _listing(children: list[dict[str, Any]], after: str | None = None) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"after": after, "children": children}}
