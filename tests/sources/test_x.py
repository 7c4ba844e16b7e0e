"""What is special about X: each post costs money, and what is deleted is to be deleted here."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import pytest

from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import Asked, Gone, Known
from flows.sources.contract import Checkpoint
from flows.sources.x import XSettings
from flows.sources.x.lookup import Jobs
from tests.sources.samples import AT, FIRST

SEARCH = "/2/tweets/search/recent"
JOBS = "/2/compliance/jobs"
_EPOCH = 1_288_834_974_657


@pytest.fixture
def hear(open_source, server):
    """Collect from X; return what came and the source."""

    def run(asked=FIRST, **settings):
        given = {"url": server.url, "allow_private": True, "token": "env:X", **settings}
        source = open_source(kind="x", **given)
        return list(source.fetch(asked)), source

    return run


@pytest.fixture
def settings(server):
    """Return the settings of a source."""
    given = {"url": server.url, "allow_private": True, "token": "env:X", "searches": ["acme"]}
    return XSettings(id="x", kind="x", **given)


def tweet_id(hours):
    """Return the id of a post some hours old."""
    at = AT - timedelta(hours=hours)
    return str(int(at.timestamp() * 1_000) - _EPOCH << 22)


def page(*hours, **meta):
    """Return the body of a page of posts, each some hours old."""
    posts = [{"id": tweet_id(one), "text": "Words."} for one in hours]
    return json.dumps({"data": posts, "meta": {"result_count": len(posts), **meta}}).encode()


def queries(server):
    """Return what was asked for, request by request."""
    return [dict(parse_qsl(path.partition("?")[2])) for path, _ in server.asked]


def posts(heard):
    """Return the posts of what was heard."""
    return [one for one in heard if isinstance(one, Post)]


def test_no_more_is_read_in_a_month_than_is_allowed(hear, server):
    """At the cap the source stops; what it read counts in this month, and not in the next."""
    server.says(SEARCH, page(*range(1, 11)))
    given = {"searches": ["acme"], "posts_a_month": 20}
    _, first = hear(**given)
    _, second = hear(Asked(None, first.cursor, AT), **given)

    assert ["2026-03 10", "2026-03 20"] == [first.cursor["spent"], second.cursor["spent"]]
    assert ["20", "10"] == [one["max_results"] for one in queries(server)]
    with pytest.raises(SourceUnavailable, match="20 posts were read in 2026-03"):
        hear(Asked(None, second.cursor, AT), **given)
    later = Asked(None, second.cursor, AT + timedelta(days=20))
    assert "2026-04 10" == hear(later, **given)[1].cursor["spent"]


def test_what_was_spent_is_kept_where_a_collection_is_cut_off(open_source, server):
    """Each checkpoint knows it; so does a cursor whose settings have changed."""
    server.says(SEARCH, page(1, 2, next_token="t1"))
    given = {"url": server.url, "allow_private": True, "token": "env:X", "max_pages": 1}
    heard = open_source(kind="x", searches=["acme"], **given).fetch(FIRST)
    checkpoint = next(one for one in heard if isinstance(one, Checkpoint))
    other = open_source(kind="x", searches=["kettle"], **given)
    next(other.fetch(Asked(None, checkpoint.cursor, AT)))

    assert "2026-03 2" == checkpoint.cursor["spent"]
    assert "2026-03 4" == other.spent.as_text()


def test_another_cap_reads_nothing_again(settings):
    """To allow more posts does not begin the lists anew."""
    assert settings.asks_for == settings.model_copy(update={"posts_a_month": 99}).asks_for
    assert settings.asks_for != settings.model_copy(update={"searches": ["kettle"]}).asks_for


def test_a_search_asks_for_no_reposts_and_no_further_back_than_there_is(hear, server):
    """Seven days, newest first; older ones are a limit of the platform."""
    server.says(SEARCH, page(1))
    _, source = hear(searches=["acme OR kettle"], history_days=30, authors=False)
    (asked,) = queries(server)

    assert "(acme OR kettle) -is:retweet" == asked["query"]
    assert "2026-03-13T12:30:00Z" == asked["start_time"]
    assert "expansions" not in asked
    assert "seven days" in source.limit.reason
    server.says("/2/tweets/search/all", page(1))
    _, source = hear(searches=["acme is:retweet"], history_days=30, archive=True)
    assert ("acme is:retweet", None) == (queries(server)[-1]["query"], source.limit)


def test_the_last_seconds_are_left_for_later(hear, server):
    """X refuses to search the present; the overlap brings it."""
    server.says(SEARCH, page())
    now = datetime.now(AT.tzinfo)
    hear(Asked(None, {}, now), searches=["acme"])

    until = datetime.fromisoformat(queries(server)[0]["end_time"])
    assert timedelta(seconds=10) <= datetime.now(AT.tzinfo) - until < timedelta(minutes=1)


def test_mentions_are_those_of_an_id(hear, server):
    """The account is looked up first; pages are followed to the last that X shows."""
    server.says("/2/users/by/username/acme", b'{"data": {"id": "44", "username": "acme"}}')
    path = "/2/users/44/mentions"
    for number in range(8):
        answer = page(*(1 + number + one / 200 for one in range(100)))
        following = {"next_token": f"t{number + 1}"} if number < 7 else {}
        body = {**json.loads(answer), "meta": {"result_count": 100, **following}}
        token = f"&pagination_token=t{number}" if number else ""
        server.says(_mentions(path, token), json.dumps(body).encode())
    heard, source = hear(mentions=["@acme"], authors=False)

    assert 800 == len(posts(heard))
    assert "last 800 mentions" in source.limit.reason


def _mentions(path, token):
    """Return the address of a page of mentions."""
    return (
        f"{path}?max_results=100&start_time=2026-03-14T12%3A00%3A00Z"
        f"&end_time=2026-03-20T12%3A00%3A00Z&tweet.fields=author_id%2Cconversation_id%2C"
        "created_at%2Cedit_history_tweet_ids%2Clang%2Cnote_tweet%2Cpublic_metrics%2C"
        f"referenced_tweets{token}"
    )


def test_an_account_that_is_not_there_is_refused(hear, server):
    """X says so in an answer that is none of its failures."""
    body = b'{"errors": [{"title": "Not Found Error", "value": "acme"}]}'
    server.says("/2/users/by/username/acme", body)
    with pytest.raises(SourceRefused, match="no such account"):
        hear(mentions=["acme"])


def test_a_refusal_is_in_the_words_of_x(hear, server):
    """What is wrong with a request, or with the plan, stands in the body."""
    said = {"title": "Invalid Request", "errors": [{"message": "Rules must not be blank"}]}
    server.says(SEARCH, json.dumps(said).encode(), status=400)
    with pytest.raises(SourceRefused, match="X answered 400: Rules must not be blank"):
        hear(searches=["acme"])


def test_what_x_names_as_gone_is_gone(hear, server):
    """Deleted and protected posts are erased here; a user that is gone is no post."""
    errors = [
        {"resource_id": "1", "resource_type": "tweet", "type": "x/resource-not-found"},
        {"value": "2", "resource_type": "tweet", "type": "x/not-authorized-for-resource"},
        {"resource_id": "3", "resource_type": "user", "type": "x/resource-not-found"},
    ]
    body = {**json.loads(page(1)), "errors": errors}
    server.says(SEARCH, json.dumps(body).encode())
    heard, _ = hear(searches=["acme"])

    assert [Gone("example", "1"), Gone("example", "2")] == [
        one for one in heard if isinstance(one, Gone)
    ]


def test_posts_are_looked_up_by_id(settings, server, http):
    """Those that are there come as they are now, the others are gone."""
    errors = [{"value": "1", "resource_type": "tweet", "type": "x/resource-not-found"}]
    body = {"data": [{"id": tweet_id(1), "text": "Edited."}], "errors": errors}
    server.says("/2/tweets", json.dumps(body).encode())
    known = [Known("x", one, "post", None, None, None) for one in (tweet_id(1), "1")]
    by_id = settings.model_copy(update={"compliance": "posts"})
    there, gone = by_id.lookup(http, AT).ask(known)

    assert isinstance(there, Post)
    assert ("Edited.", Gone("x", "1")) == (there.text, gone)


@pytest.fixture
def job(server, settings):
    """Let X take a job in, and be done with it."""
    one = {
        "id": "7",
        "status": "complete",
        "upload_url": f"{server.url}/up?signature=sesame",
        "download_url": f"{server.url}/down?signature=sesame",
    }
    server.says(JOBS, json.dumps({"data": {**one, "status": "created"}}).encode())
    server.says(f"{JOBS}/7", json.dumps({"data": one}).encode())
    server.says("/up")
    lines = [
        {"id": "1", "action": "delete", "reason": "deleted"},
        {"id": "2", "action": "scrub_geo"},
    ]
    server.says("/down", "\n".join(json.dumps(line) for line in lines).encode())
    return one


KNOWN = [Known("x", number, "post", None, None, None) for number in ("1", "2", "3")]


def test_a_compliance_job_names_what_is_to_be_deleted(job, settings, server, http):
    """Ids are handed in, the result is fetched; the token goes to X alone."""
    assert [Gone("x", "1")] == list(settings.lookup(http, AT).ask(KNOWN))
    assert [JOBS, "/up", f"{JOBS}/7", "/down"] == [
        path.partition("?")[0] for path, _ in server.asked
    ]
    assert [True, False, True, False] == ["Authorization" in said for _, said in server.asked]
    assert "sesame" not in http.blotted(job["upload_url"])


@pytest.mark.parametrize(("status", "looks"), [("failed", 1), ("expired", 1), ("in_progress", 3)])
def test_a_job_that_is_not_done_is_asked_for_again(job, settings, server, http, status, looks):
    """It failed, or takes longer than there is patience for: another run begins a new one."""
    server.says(f"{JOBS}/7", json.dumps({"data": {**job, "status": status}}).encode())
    lookup = replace(Jobs(settings, http), seconds=0.0, looks=3)
    with pytest.raises(SourceUnavailable, match=f"`7` of X is not done: `{status}`"):
        list(lookup.ask(KNOWN))

    assert looks == [path for path, _ in server.asked].count(f"{JOBS}/7")


def test_a_damaged_result_deletes_nothing_more(job, settings, server, http):
    """A line that is cut off is told, and no guess is made."""
    server.says("/down", b'{"id": "1", "act')
    with pytest.raises(SourceUnavailable, match="damaged"):
        list(settings.lookup(http, AT).ask(KNOWN))


@pytest.mark.parametrize(("days", "asked"), [(3, 2), (30, 1)])
def test_a_walk_that_was_cut_off_weeks_ago_holds_up_nothing(hear, server, days, asked):
    """What X does not search any more is told as its limit, and what is new is heard."""
    server.says(SEARCH, page(1))
    _, source = hear(searches=["acme"])
    server.asked.clear()
    until = AT - timedelta(days=days)
    walk = json.dumps([(until - timedelta(days=6)).isoformat(), until.isoformat(), "t1"])
    left = {**source.cursor, "search acme.walk": walk, "spent": "2026-03 some"}
    heard, again = hear(Asked(None, left, AT), searches=["acme"])

    assert (asked, [tweet_id(1)]) == (len(server.asked), [one.post_id for one in posts(heard)])
    assert all(one["start_time"] >= "2026-03-13T12:30:00Z" for one in queries(server))
    assert "seven days" in again.limit.reason
    assert again.covered[0] >= AT - timedelta(days=7)
