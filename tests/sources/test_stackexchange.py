"""What is special about Stack Exchange: quotas in words, and threads that go on for years."""

import json
from datetime import timedelta

import pytest

from examples.replay import Said
from examples.replay.server import replay
from examples.replay.stackexchange import StackExchange
from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import Gone, Known, client
from flows.sources.budget import Budgets
from tests.sources.conftest import SETTINGS
from tests.sources.samples import AT

SITE = "https://superuser.com"
_SEARCH = "/2.3/search/advanced"


@pytest.fixture(autouse=True)
def _own_budgets(monkeypatch):
    """Leave no port of this machine alone for the tests that come after."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@pytest.fixture
def hear(collect, server):
    """Collect a search from a server or from another place."""

    def run(url=None, **settings):
        given = {"searches": ["acme"], "site": "superuser", "allow_private": True, **settings}
        return collect(kind="stackexchange", url=url or server.url, **given)

    return run


def test_a_throttle_is_busy_and_keeps_the_service_alone(hear, server):
    """The day's quota is said in words with the status 400: no refusal, and nobody asks again."""
    said = {
        "error_id": 502,
        "error_name": "throttle_violation",
        "error_message": "too many requests from this IP, more requests available in 8000 seconds",
    }
    server.says(_SEARCH, json.dumps(said).encode(), status=400)
    with pytest.raises(SourceUnavailable, match="allows 300 requests a day without a key"):
        hear()
    with pytest.raises(SourceUnavailable, match=r"asks to wait (8,000|7,999) s"):
        hear()
    assert 1 == len(server.asked)


def test_a_wrong_question_is_refused(hear, server):
    """A site that is none is said in the words of the service."""
    said = {"error_id": 400, "error_name": "bad_parameter", "error_message": "No site found"}
    server.says(_SEARCH, json.dumps(said).encode(), status=400)
    with pytest.raises(SourceRefused, match="'No site found'"):
        hear()


def test_the_last_request_of_the_day_is_heard(hear, server):
    """When nothing is left, what came is kept, and the next request waits for the next day."""
    question = {"question_id": 1, "title": "Why?", "answer_count": 1, "body": "<p>Why?</p>"}
    question["link"] = f"{SITE}/questions/1/why"
    dates = {"creation_date": 1_773_826_000, "last_activity_date": 1_773_826_000}
    said = {"items": [question | dates], "has_more": False, "quota_remaining": 0}
    server.says(_SEARCH, json.dumps(said).encode())
    with pytest.raises(SourceUnavailable, match=r"asks to wait 43,\d+ s"):  # AT is noon.
        hear()
    assert 1 == len([path for path, _ in server.asked if path.startswith(_SEARCH)])


def test_a_key_shares_no_budget_with_others_and_is_sent(hear, server):
    """The key goes to the service, which takes it in the address alone."""
    server.says(_SEARCH, b'{"items": [], "has_more": false}')
    hear(key="env:SE")
    assert "key=the+secret+of+env%3ASE" in server.asked[0][0]


def test_new_answers_to_old_questions_are_heard(hear):
    """A question of years ago, answered and commented on now, brings both, and not itself."""
    asked = AT - timedelta(days=900)
    site = StackExchange(
        [
            Said("1", asked, "Why?"),
            Said("2", AT - timedelta(hours=2), "Because.", parent="1"),
            Said("3", AT - timedelta(hours=1), "Thanks.", parent="2"),
            Said("4", asked, "Nobody answered that."),
        ],
        per_page=10,
    )
    with replay({"it": site}) as running:
        posts = {post.post_id: post for post in hear(running.place("it")).posts}

    assert {"superuser:2", "superuser:comment:3"} == posts.keys()
    assert "superuser:1" == posts["superuser:2"].parent_id
    assert ("superuser:2", "superuser:1") == (
        posts["superuser:comment:3"].parent_id,
        posts["superuser:comment:3"].thread_id,
    )


def test_no_question_is_pushed_over_the_edge_of_a_page(hear):
    """Questions that share an instant go over pages, and none is lost."""
    same = [Said(str(n), AT - timedelta(hours=3), "At once.") for n in range(1, 13)]
    later = [Said(str(n), AT - timedelta(hours=2, minutes=n), "Words.") for n in range(13, 20)]
    with replay({"it": StackExchange([*same, *later], per_page=5)}) as running:
        heard = hear(running.place("it"), with_comments=False)

    assert {f"superuser:{n}" for n in range(1, 20)} == {post.post_id for post in heard.posts}


def test_posts_are_looked_up(http):
    """What an answer names is heard anew, under the same names; what it leaves out is gone."""
    site = StackExchange(
        [
            Said("1", AT - timedelta(hours=4), "Why?"),
            Said("2", AT - timedelta(hours=3), "Because.", parent="1"),
            Said("3", AT - timedelta(hours=2), "Thanks.", parent="2"),
            Said("4", AT - timedelta(hours=1), "Gone.", parent="1"),
        ],
        per_page=10,
    )
    site.gone.add("4")
    question, answer, comment, gone = (site.post_id(one) for one in site.posts)
    parents = {question: None, answer: question, comment: answer, gone: question}
    known = [
        Known("stackexchange", name, "comment", f"{SITE}/questions/1/why#x", parent, question)
        for name, parent in parents.items()
    ]
    with replay({"it": site}) as running:
        given = {"kind": "stackexchange", "site": "superuser", "searches": ["acme"]}
        settings = SETTINGS.validate_python(
            {"id": "se", "url": running.place("it"), "allow_private": True, **given}
        )
        heard = list(settings.lookup(http, AT).ask(known))

    there = {one.post_id: one.parent_id for one in heard if isinstance(one, Post)}
    assert {question: None, answer: question, comment: answer} == there
    assert [Gone("stackexchange", gone)] == [one for one in heard if isinstance(one, Gone)]


def test_a_feed_and_the_interface_tell_of_the_same_question(collect, server, hear):
    """A question heard through the site's feed and through its interface is one post."""
    server.says(
        "/feeds/tag/acme",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry>'
        b"<id>https://superuser.com/q/1</id><title>Why?</title>"
        b"<published>2026-03-20T08:00:00Z</published></entry></feed>",
    )
    place = {"url": f"{server.url}/feeds/tag/acme", "platform": "stackexchange"}
    (by_feed,) = collect(kind="feed", allow_private=True, **place).posts
    site = StackExchange([Said("1", AT - timedelta(hours=4), "Why?")], per_page=10)
    with replay({"it": site}) as running:
        (post,) = hear(running.place("it"), platform="stackexchange").posts

    assert (by_feed.platform, by_feed.post_id, by_feed.posted_at, by_feed.title) == (
        post.platform,
        post.post_id,
        post.posted_at,
        post.title,
    )
