"""GitHub: issues and comments that are linked page by page, a search, discussions by GraphQL."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from examples.replay.platform import Answer, Platform, Question, Said

_REPOSITORY = "acme/kettle"
_API = f"https://api.github.example/repos/{_REPOSITORY}"
_PAGE = f"https://github.example/{_REPOSITORY}/issues"


class GitHub(Platform):
    """Has one repository; what answers nothing is an issue, the rest are comments on it."""

    kind = "github"
    _url = ""

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        self._url = url
        return {"url": url, "token": "env:GITHUB", "repositories": [_REPOSITORY]}

    def post_id(self, said: Said) -> str:
        """Return its name: an issue's number, a comment's id."""
        name = f"issuecomment-{said.id}" if said.parent else said.id
        return f"{_REPOSITORY}#{name}"

    def answer(self, question: Question) -> Answer:
        """Answer with issues, comments, or what a search finds."""
        match question.path.split("/")[1:]:
            case ["search", "issues"]:
                return self._search(question)
            case ["graphql"]:
                return self._discussions(question)
            case ["repos", "acme", "kettle"]:
                return Answer.json({"full_name": _REPOSITORY})
            case ["repos", "acme", "kettle", "issues", *path]:
                return self._of_repository(question, path)
        return _not_found()

    def _of_repository(self, question: Question, path: list[str]) -> Answer:
        match path:
            case []:
                return self._page(question, [self._issue(one) for one in self._issues()])
            case ["comments"]:
                return self._page(question, [self._comment(one) for one in self._comments()])
            case [number, "comments"]:
                found = [one for one in reversed(self._comments()) if one.parent == number]
                return self._page(question, [self._comment(one) for one in found])
            case ["comments", number]:
                return self._one(f"issuecomment-{number}")
            case [number]:
                return self._one(number)
        return _not_found()

    def _issues(self) -> list[Said]:
        return [one for one in reversed(self.posts) if one.parent is None]

    def _comments(self) -> list[Said]:
        return [one for one in reversed(self.posts) if one.parent]

    def _page(self, question: Question, held: list[dict[str, Any]]) -> Answer:
        """Return a page, newest first, and where the next one is."""
        found = [one for one in held if one["updated_at"] >= question.query["since"]]
        number = int(question.query.get("page", 1))
        last = number * self.per_page
        following = urlencode({**question.query, "page": number + 1})
        link = f'<{self._url}{question.path}?{following}>; rel="next"'
        return Answer.json(
            found[last - self.per_page : last],
            X_RateLimit_Remaining="4990",
            X_RateLimit_Reset=str(int(datetime.now(UTC).timestamp()) + 3_600),
            Link=link if last < len(found) else "",
        )

    def _one(self, name: str) -> Answer:
        for one in self.posts:
            if self.post_id(one) == f"{_REPOSITORY}#{name}" and one.id not in self.gone:
                return Answer.json(self._comment(one) if one.parent else self._issue(one))
        return _not_found()

    def _search(self, question: Question) -> Answer:
        since = question.query["q"].rpartition("updated:>=")[2]
        wanted = self._issues() if "is:issue" in question.query["q"] else []
        found = [one for one in map(self._issue, wanted) if one["updated_at"] >= since]
        found.sort(key=lambda one: str(one["updated_at"]))
        last = int(question.query["page"]) * self.per_page
        page = found[last - self.per_page : last]
        said = {"total_count": len(found), "incomplete_results": False, "items": page}
        return Answer.json(said, X_RateLimit_Remaining="29")

    def _discussions(self, question: Question) -> Answer:
        """Return each issue as a discussion instead, its comments in pages of two."""
        asked = json.loads(question.body)["variables"]
        after = int(asked["after"] or 0)
        if "id" in asked:
            below = [one for one in self.posts if one.parent == asked["id"]]
            return Answer.json({"data": {"node": {"comments": self._part(below, after)}}})
        found = sorted(self._issues(), key=self._updated, reverse=True)
        nodes = [self._discussion(one) for one in found[after : after + self.per_page]]
        page = _connection(nodes, after + self.per_page, len(found))
        return Answer.json({"data": {"repository": {"discussions": page}}})

    def _discussion(self, said: Said) -> dict[str, Any]:
        below = [one for one in self.posts if one.parent == said.id]
        number = {"number": int(said.id), "title": said.title or "A title"}
        comments = {"updatedAt": self._updated(said), "comments": self._part(below, 0)}
        return _node(said, "discussions") | number | comments

    def _part(self, below: list[Said], after: int) -> dict[str, Any]:
        nodes = [
            _node(one, "discussions") | {"deletedAt": None, "replies": _connection([], 0, 0)}
            for one in below[after : after + 2]
        ]
        return _connection(nodes, after + 2, len(below))

    def _updated(self, said: Said) -> str:
        """Return when an issue was last said something about."""
        below = [one.at for one in self.posts if one.parent == said.id]
        return _written(max([said.at, *below]))

    def _issue(self, said: Said) -> dict[str, Any]:
        return _told(said, self._updated(said)) | {
            "number": int(said.id),
            "title": said.title or "A title",
            "html_url": f"{_PAGE}/{said.id}",
            "repository_url": _API,
            "comments_url": f"{_API}/issues/{said.id}/comments",
            "comments": sum(one.parent == said.id for one in self.posts),
        }

    def _comment(self, said: Said) -> dict[str, Any]:
        return _told(said, _written(said.at)) | {
            "html_url": f"{_PAGE}/{said.parent}#issuecomment-{said.id}",
            "issue_url": f"{_API}/issues/{said.parent}",
        }


def _told(said: Said, updated_at: str) -> dict[str, Any]:
    return {
        "id": int(said.id),
        "user": {"login": said.author},
        "created_at": _written(said.at),
        "updated_at": updated_at,
        "body": said.text,
        "reactions": {"+1": said.likes, "total_count": said.likes},
    }


def _node(said: Said, place: str) -> dict[str, Any]:
    return {
        "id": said.id,
        "databaseId": int(said.id),
        "url": f"https://github.example/{_REPOSITORY}/{place}/{said.id}",
        "body": said.text,
        "createdAt": _written(said.at),
        "upvoteCount": said.likes,
        "author": {"login": said.author},
    }


def _connection(nodes: list[dict[str, Any]], end: int, total: int) -> dict[str, Any]:
    place = {"hasNextPage": end < total, "endCursor": str(end)}
    return {"totalCount": total, "pageInfo": place, "nodes": nodes}


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _not_found() -> Answer:
    return Answer.json({"message": "Not Found", "documentation_url": "https://docs"}, 404)
