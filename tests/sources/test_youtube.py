"""What is special about YouTube: quotas of a day, closed comments, answers in threads."""

import json
from datetime import UTC, datetime

import pytest

from examples.replay import PLATFORMS, Said
from examples.replay.server import replay
from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import Asked, Gone, Http, client
from flows.sources.budget import Budgets
from flows.sources.paging import Span, Throttled
from flows.sources.youtube import YouTubeSettings
from flows.sources.youtube.api import Api, until_midnight
from flows.sources.youtube.comments import OfChannel, OfVideo
from flows.sources.youtube.videos import Search, Uploads
from tests.sources.samples import AT, replied

SETTINGS = YouTubeSettings(id="acme", kind="youtube", api_key="env:KEY", searches=["acme"])
SPAN = Span(datetime(2026, 3, 1, tzinfo=UTC), AT)


@pytest.fixture
def api(monkeypatch):
    """Return the interface, with a key."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())
    return Api(SETTINGS, Http(keys=lambda reference: f"the secret of {reference}"))


def refusal(why, status=403):
    """Return a refusal as the interface words it."""
    errors = [{"message": "No.", "domain": "youtube.quota", "reason": why}]
    body = json.dumps({"error": {"code": status, "message": "No.", "errors": errors}}).encode()
    reply = replied(body)
    return type(reply)(reply.url, status, reply.headers, None, body)


def found(*times, **more):
    """Return a page of a search."""
    items = [
        {"id": {"videoId": f"v{number}"}, "snippet": {"publishedAt": at}}
        for number, at in enumerate(times)
    ]
    return replied(
        json.dumps({"kind": "youtube#searchListResponse", "items": items, **more}).encode()
    )


def test_the_key_goes_in_a_header(api):
    """The key is in no address, and searches have a budget apart from all others."""
    search = Search(api, "acme").request(SPAN, None)
    comments = OfVideo(api, "v1").request(SPAN, None)
    assert {"X-Goog-Api-Key": "the secret of env:KEY"} == dict(search.headers)
    assert "secret" not in json.dumps([search.url, dict(search.params), search.credential])
    assert search.credential != comments.credential


@pytest.mark.parametrize(
    ("at", "hours"),
    [("2026-03-20T12:00:00+00:00", 19), ("2026-01-20T12:00:00+00:00", 20)],
)
def test_a_spent_day_lasts_until_midnight_in_california(api, at, hours):
    """A quota that is used up is no refusal: it is waited for, in summer time and out of it."""
    now = datetime.fromisoformat(at)
    with pytest.raises(Throttled, match="midnight in California") as spent:
        Search(api, "acme").read(refusal("quotaExceeded"), now)
    assert hours * 3_600 == spent.value.wait == until_midnight(now)
    assert isinstance(spent.value, SourceUnavailable)


def test_too_fast_is_busy(api):
    """A rate that was exceeded passes."""
    with pytest.raises(Throttled, match="rateLimitExceeded"):
        OfVideo(api, "v1").read(refusal("rateLimitExceeded"), AT)


def test_other_refusals_say_what_youtube_says(api):
    """A key that is none is refused in YouTube's words."""
    with pytest.raises(SourceRefused, match=r"answered 400: No\. \(badRequest\)"):
        Search(api, "acme").read(refusal("badRequest", 400), AT)


def test_closed_comments_are_a_note(api):
    """A video whose comments are switched off has none, and says so."""
    page = OfVideo(api, "v1").read(refusal("commentsDisabled"), AT)
    assert ((), ["comments on v1: they are switched off."]) == (page.items, api.notes)


def test_a_video_that_is_gone(api):
    """A video that YouTube does not find any more is gone, whoever asked for it."""
    page = OfVideo(api, "v1").read(refusal("videoNotFound", 404), AT)
    assert (Gone("youtube", "v1"),) == page.items


def test_a_search_is_walked_by_date(api):
    """The next page begins at the oldest second, whose videos it brings; none is told twice."""
    times = ["2026-03-19T10:00:00Z", "2026-03-18T10:00:00Z", "2026-03-18T10:00:00Z"]
    page = Search(api, "acme").read(found(*times, nextPageToken="x"), AT)
    assert "videos:v0|2026-03-18T10:00:00Z" == page.token
    last = Search(api, "acme").read(found(*times), AT)
    assert "videos:v0,v1,v2|" == last.token


def test_more_that_is_not_shown_is_no_end(api):
    """A page that promises more and has nothing is a failure, not the end of the list."""
    with pytest.raises(SourceUnavailable, match="has more, and gives none"):
        Search(api, "acme").read(found(nextPageToken="x"), AT)


def test_a_channel_is_found_by_its_handle(api):
    """The handle leads to the list of uploads, and to the comments below all of them."""
    answer = {
        "kind": "youtube#channelListResponse",
        "items": [{"id": "UCx", "contentDetails": {"relatedPlaylists": {"uploads": "UUx"}}}],
    }
    uploads, comments = Uploads(api, "@acme"), OfChannel(api, "@acme")
    assert "@acme" == uploads.request(SPAN, None).params["forHandle"]
    first = uploads.read(replied(json.dumps(answer).encode()), AT).token
    assert "UUx" == uploads.request(SPAN, first).params["playlistId"]
    token = comments.read(replied(json.dumps(answer).encode()), AT).token
    assert "UCx" == comments.request(SPAN, token).params["allThreadsRelatedToChannelId"]


def test_answers_beyond_those_that_came_are_asked_for(api):
    """A comment with more answers than came with it has a list of its own, and none twice."""
    top = {"id": "c", "snippet": {"textDisplay": "Leaks?", "publishedAt": "2026-03-19T10:00:00Z"}}
    answers = [{"id": "c.1", "snippet": {"parentId": "c"}}]
    about = {"videoId": "v", "topLevelComment": top, "totalReplyCount": 9}
    thread = {"id": "c", "snippet": about, "replies": {"comments": answers}}
    page = OfVideo(api, "v").read(replied(json.dumps({"items": [thread]}).encode()), AT)
    assert ["c"] == [getattr(one, "post_id", None) for one in page.items]
    assert ["answers to c"] == [one.name for one in page.more]


def test_comments_of_what_a_search_finds(open_source, monkeypatch):
    """The comments below the videos of a search come with them, under their video."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())
    day = datetime(2026, 3, 19, 10, tzinfo=UTC)
    said = [
        Said("v1", day, "A kettle.", title="Kettle"),
        *[Said(f"c{n}", day.replace(minute=n), f"Comment {n}", parent="v1") for n in range(1, 6)],
    ]
    with replay({"it": PLATFORMS["youtube"](said, 2)}) as played:
        given = {"url": played.place("it"), "api_key": "env:KEY", "searches": ["acme"]}
        source = open_source(kind="youtube", allow_private=True, **given)
        posts = [one for one in source.fetch(Asked(None, {}, AT)) if isinstance(one, Post)]
    assert ["v1", "c1", "c2", "c3", "c4", "c5"] == sorted(
        (post.post_id for post in posts), key=lambda one: (one[0] != "v", one)
    )
    assert {("v1", "comment")} == {(p.parent_id, p.kind) for p in posts if p.post_id != "v1"}
