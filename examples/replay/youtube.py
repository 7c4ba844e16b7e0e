"""YouTube: a search that names videos, what they are now, and the comments below them."""

from datetime import datetime
from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_API = "/youtube/v3/"


class YouTube(Platform):
    """Answers any search with its videos (posts without a parent) of the span, newest first."""

    kind = "youtube"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        return {"url": url, "api_key": "env:YOUTUBE_API_KEY", "searches": ["acme"]}

    def answer(self, question: Question) -> Answer:
        """Answer as the Data API does."""
        if "X-Goog-Api-Key" not in question.headers and "x-goog-api-key" not in question.headers:
            return _error(403, "forbidden", "The request is missing a valid API key.")
        answers = {
            "search": self._search,
            "videos": self._videos,
            "commentThreads": self._threads,
            "comments": self._comments,
        }
        answer = answers.get(question.path.removeprefix(_API))
        return answer(question.query) if answer else _error(404, "notFound", "Not found.")

    def _search(self, query: Any) -> Answer:
        since, until = (
            datetime.fromisoformat(query[side]) for side in ("publishedAfter", "publishedBefore")
        )
        found = [
            said for said in reversed(self.posts) if not said.parent and since <= said.at <= until
        ]
        page = found[: self.per_page]
        items = [
            {
                "id": {"kind": "youtube#video", "videoId": said.id},
                "snippet": {"publishedAt": _written(said.at), "title": said.title},
            }
            for said in page
        ]
        more = {"nextPageToken": "CAUQAA"} if len(found) > len(page) else {}
        return _listed("search", items, **more)

    def _videos(self, query: Any) -> Answer:
        named = query["id"].split(",")
        return _listed("video", [self._video(said) for said in self._there() if said.id in named])

    def _there(self) -> list[Said]:
        return [said for said in self.posts if said.id not in self.gone]

    def _video(self, said: Said) -> dict[str, Any]:
        comments = sum(one.parent == said.id for one in self.posts)
        counts = {"viewCount": "7", "likeCount": str(said.likes), "commentCount": str(comments)}
        return {
            "kind": "youtube#video",
            "id": said.id,
            "snippet": {
                "publishedAt": _written(said.at),
                "channelId": f"UC{said.author}",
                "channelTitle": said.author,
                "title": said.title or "A video",
                "description": said.text,
            },
            "statistics": counts,
        }

    def _threads(self, query: Any) -> Answer:
        below = [said for said in reversed(self._there()) if said.parent == query["videoId"]]
        first = int(query.get("pageToken", 0))
        page = below[first : first + self.per_page]
        more = first + self.per_page
        token = {"nextPageToken": str(more)} if more < len(below) else {}
        return _listed("commentThread", [_thread(said) for said in page], **token)

    def _comments(self, query: Any) -> Answer:
        named = query["id"].split(",")
        return _listed("comment", [_comment(one) for one in self._there() if one.id in named])


def _thread(said: Said) -> dict[str, Any]:
    about = {"videoId": said.parent, "topLevelComment": _comment(said), "totalReplyCount": 0}
    return {"kind": "youtube#commentThread", "id": said.id, "snippet": about}


def _comment(said: Said) -> dict[str, Any]:
    return {
        "kind": "youtube#comment",
        "id": said.id,
        "snippet": {
            "videoId": said.parent,
            "textDisplay": said.text,
            "authorDisplayName": f"@{said.author}",
            "authorChannelId": {"value": f"UC{said.author}"},
            "likeCount": said.likes,
            "publishedAt": _written(said.at),
            "updatedAt": _written(said.at),
        },
    }


def _listed(what: str, items: list[dict[str, Any]], **more: Any) -> Answer:
    about = {"totalResults": 1_000_000, "resultsPerPage": len(items)}
    return Answer.json(
        {"kind": f"youtube#{what}ListResponse", "pageInfo": about, **more, "items": items}
    )


def _error(status: int, why: str, message: str) -> Answer:
    errors = [{"message": message, "domain": "global", "reason": why}]
    return Answer.json({"error": {"code": status, "message": message, "errors": errors}}, status)


def _written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
