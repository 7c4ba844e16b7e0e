"""What is special about Google Play: a service account, a week that is shown, edits in place."""

import base64
import json
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from examples.replay import Said
from examples.replay.googleplay import GooglePlay
from examples.replay.server import replay
from flows.errors import ConfigError, SourceRefused
from flows.post import Post
from flows.sources import Http
from flows.sources.googleplay import GooglePlaySettings
from flows.sources.googleplay.account import Account
from flows.sources.googleplay.reviews import Reviews
from tests.sources.samples import AT, replied
from tests.sources.secrets import service_key

_APP = "com.example.home"
_GIVEN = {"id": "acme", "kind": "googleplay", "apps": {_APP: "Acme Home"}}


def unpacked(part):
    """Return what a part of a token says."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.fixture
def hear(collect):
    """Collect from a store; return what was heard and what was asked."""

    def run(posts, **settings):
        store = GooglePlay(posts, 10)
        with replay({"it": store}) as running:
            given = store.settings(running.place("it")) | settings
            return collect(kind="googleplay", allow_private=True, **given), running.asked

    return run


def test_a_signed_claim_gets_a_token(hear):
    """The key of the account signs who asks for what, and does not leave this machine."""
    _, asked = hear([Said("1", AT - timedelta(hours=3))])
    form = parse_qs(asked[0].body.decode())
    header, claims, signature = form["assertion"][0].split(".")
    service_key().public_key().verify(
        unpacked(signature), f"{header}.{claims}".encode(), padding.PKCS1v15(), hashes.SHA256()
    )
    told = json.loads(unpacked(claims))

    assert {"alg": "RS256", "typ": "JWT"} == json.loads(unpacked(header))
    assert "listener@acme.example" == told["iss"]
    assert "https://www.googleapis.com/auth/androidpublisher" == told["scope"]
    assert told["aud"].endswith("/token")


def test_a_login_is_made_once(hear):
    """All pages are asked for with the one token, which is good for an hour."""
    posts = [Said(str(n), AT - timedelta(hours=n + 1)) for n in range(25)]
    _, asked = hear(posts)
    assert 1 == sum(question.path == "/token" for question in asked)


def test_what_is_older_than_a_week_is_a_limit(hear):
    """Days that Google does not show are told as such, and not as quiet ones."""
    heard, _ = hear([Said("1", AT - timedelta(hours=3))], history_days=30)
    limit = heard.source.limit

    assert f"{_APP}: Google shows the reviews of the last seven days." == limit.reason
    assert AT - timedelta(days=7) == limit.last
    assert (AT - timedelta(days=7), AT) == heard.source.covered


def test_a_daily_collection_meets_no_limit(hear):
    """Who collects within the week misses nothing."""
    assert hear([Said("1", AT - timedelta(hours=3))])[0].source.limit is None


def test_a_review_that_was_changed_is_heard_again(collect):
    """A review of last month that was changed today is the same post, as it is now."""
    store = GooglePlay([Said("1", AT - timedelta(hours=50), "Leaks.")], 10)
    with replay({"it": store}) as running:
        given = {"kind": "googleplay", "allow_private": True, **store.settings(running.place("it"))}
        first = collect(**given)
        store.posts[:] = [Said("1", AT + timedelta(hours=1), "Mended.")]
        again = collect(first.source.cursor, at=AT + timedelta(hours=2), **given)

    assert ["Leaks."] == [post.text for post in first.posts]
    assert [("1", AT + timedelta(hours=1), "Mended.")] == [
        (post.post_id, post.posted_at, post.text) for post in again.posts
    ]


def test_an_answer_is_the_brands():
    """The developer's words below a review are the brand's own, and their parent is the review."""
    said = {"text": "Thanks.", "lastModified": {"seconds": "1773828000"}}
    review = {
        "reviewId": "r",
        "comments": [
            {"userComment": {**said, "starRating": 5, "text": "Good."}},
            {"developerComment": said},
        ],
    }
    settings = GooglePlaySettings.model_validate({**_GIVEN, "service_account": "env:GOOGLE"})
    body = json.dumps({"reviews": [review]}).encode()
    _, answer = Reviews(Account(settings, Http()), _APP).read(replied(body), AT).items

    assert isinstance(answer, Post)
    assert ("r:reply", "r", "reply", True, "Acme Home") == (
        answer.post_id, answer.parent_id, answer.kind, answer.is_owned, answer.author_name,
    )  # fmt: skip


def test_a_key_that_is_none_is_said_without_it():
    """A secret that is no key of a service account is named by its place alone."""
    settings = GooglePlaySettings.model_validate({**_GIVEN, "service_account": "env:WRONG"})
    with pytest.raises(ConfigError, match="`env:WRONG` is no key") as told:
        Account(settings, Http(keys=lambda _: "hush-hush")).request("x")
    assert "hush" not in str(told.value)


def test_an_app_of_others_is_refused(hear):
    """Google answers for one's own apps alone."""
    with pytest.raises(SourceRefused, match="answered 404"):
        hear([], apps={"com.example.other": "Other"})
