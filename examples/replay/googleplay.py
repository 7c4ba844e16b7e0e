"""Google Play's interface for one's own apps: a login, and the reviews of the last week."""

from typing import Any

from examples.replay.platform import Answer, Platform, Question, Said

_APP = "com.example.home"
_GRANT = b"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="


class GooglePlay(Platform):
    """Shows the reviews of one app to its service account; a page names the next."""

    kind = "googleplay"

    def settings(self, url: str) -> dict[str, Any]:
        """Return the settings of the source that hears it at this address."""
        login = {"service_account": "env:GOOGLE", "login_url": f"{url}/token"}
        return {"url": url, "apps": {_APP: "Acme Home"}, "history_days": 6, **login}

    def answer(self, question: Question) -> Answer:
        """Answer a login, or a question of who has logged in."""
        if question.path == "/token":
            if not question.body.startswith(_GRANT) or question.body.count(b".") != 2:  # noqa: PLR2004 - the dots of a token
                return Answer.json({"error": "invalid_grant"}, 400)
            return Answer.json(
                {"access_token": "the token", "expires_in": 3599, "token_type": "Bearer"}
            )
        if question.headers.get("Authorization") != "Bearer the token":
            return _error(401, "UNAUTHENTICATED")
        if question.path != f"/androidpublisher/v3/applications/{_APP}/reviews":
            return _error(404, "NOT_FOUND")
        first = int(question.query.get("token", 0))
        last = first + min(self.per_page, int(question.query["maxResults"]))
        page = list(reversed(self.posts))[first:last]
        # Without any review there is no list of them.
        said: dict[str, Any] = {"reviews": [_review(post) for post in page]} if page else {}
        if last < len(self.posts):
            said["tokenPagination"] = {"nextPageToken": str(last)}
        return Answer.json(said)


def _error(status: int, name: str) -> Answer:
    return Answer.json({"error": {"code": status, "message": name, "status": name}}, status)


def _review(said: Said) -> dict[str, Any]:
    written = {
        "text": f"{said.title}\t{said.text}" if said.title else said.text,
        "lastModified": {"seconds": str(int(said.at.timestamp())), "nanos": 0},
        "starRating": said.rating or 4,
        "reviewerLanguage": "en",
        "appVersionName": "4.1.0",
        "thumbsUpCount": said.likes,
    }
    return {
        "reviewId": said.id,
        "authorName": said.author,
        "comments": [{"userComment": written}],
    }
