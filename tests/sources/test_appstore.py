"""What is special about the App Store: a feed that falls silent, and one's own apps by a key."""

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa, utils
from pydantic import ValidationError

from examples.replay import Said
from examples.replay.appstore import AppStore
from examples.replay.server import replay
from flows.errors import ConfigError, SourceUnavailable
from flows.post import Post
from flows.sources import Asked, Http, Rejected
from flows.sources.appstore import AppStoreSettings
from flows.sources.appstore.connect import Account, OwnReviews
from flows.sources.appstore.feed import PublicReviews
from flows.sources.signing import signed
from tests.sources.samples import AT, replied
from tests.sources.secrets import pem

_APP = "1234567890"
_CONNECT: dict[str, Any] = {
    "id": "acme", "kind": "appstore", "apps": {_APP: "Acme Home"}, "private_key": "env:KEY",
    "key_id": "ABC123", "issuer_id": "00000000-0000-0000-0000-000000000000",
}  # fmt: skip


def unpacked(part):
    """Return the bytes of a part of a token."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.fixture
def hear(collect):
    """Collect from a store."""

    def run(store, **settings):
        with replay({"it": store}) as running:
            given = store.settings(running.place("it")) | settings
            return collect(kind="appstore", allow_private=True, **given)

    return run


def reviews(count):
    """Return some reviews, an hour apart."""
    return [Said(str(n), AT - timedelta(hours=count - n), f"Words {n}.") for n in range(count)]


def test_a_feed_that_falls_silent_is_no_zero(collect):
    """An app that had reviews and shows none is a failure: its reviews did not all go at once."""
    store = AppStore(reviews(3), 10)
    with replay({"it": store}) as running:
        given = {"kind": "appstore", "allow_private": True, **store.settings(running.place("it"))}
        first = collect(**given)
        store.posts.clear()
        with pytest.raises(SourceUnavailable, match="1234567890 in de: showed posts before"):
            collect(first.source.cursor, **given)


def test_an_app_that_never_had_reviews_is_noted(hear):
    """Nobody can tell an app without reviews from a silent feed, so a person is told."""
    heard = hear(AppStore([], 10))
    assert [] == heard.posts
    assert "shows no post of any day" in heard.source.notes[0]


def test_a_page_that_should_not_be_empty_is_loud():
    """The feed says that it has four pages, and the first of them is empty."""
    settings = AppStoreSettings(
        id="acme", kind="appstore", apps={_APP: "Acme Home"}, countries=["de"]
    )
    href = "https://itunes.apple.com/de/rss/customerreviews/page=4/id=1/sortby=mostrecent/xml"
    body = {"feed": {"link": [{"attributes": {"rel": "last", "href": href}}]}}
    with pytest.raises(SourceUnavailable, match="has 4 pages of reviews, and page 1 is empty"):
        PublicReviews(settings, _APP, "de").read(replied(json.dumps(body).encode()), AT)


def test_only_the_newest_500_are_shown(hear):
    """What is older than the last page is a limit, and not a quiet time."""
    source = hear(AppStore(reviews(25), 2), history_days=30).source
    assert "1234567890 in de: the store shows the newest 500 reviews." == source.limit.reason
    assert AT - timedelta(hours=20) == source.limit.last


def test_a_single_review_is_heard(hear):
    """A feed with one review has an object where the others have a list."""
    (post,) = hear(AppStore(reviews(1), 10)).posts
    assert ("0", 0.75, "4", "DE", "Acme Home", "4.1.0") == (
        post.post_id, post.rating, post.rating_raw, post.country, post.product, post.version,
    )  # fmt: skip


def test_own_apps_are_heard_with_their_answers(collect, server):
    """App Store Connect gives reviews of all countries; the developer's answer is the brand's."""
    review = {
        "type": "customerReviews",
        "id": "00000028-b08c",
        "attributes": {
            "rating": 1,
            "title": "No",
            "body": "It leaks.",
            "reviewerNickname": "wren",
            "createdDate": "2026-03-18T10:00:00-07:00",
            "territory": "DEU",
        },
        "relationships": {"response": {"data": {"type": "customerReviewResponses", "id": "r1"}}},
    }
    said = {
        "responseBody": "We are sorry.",
        "lastModifiedDate": "2026-03-19T08:00:00Z",
        "state": "PUBLISHED",
    }
    answer = {"type": "customerReviewResponses", "id": "r1", "attributes": said}
    path = f"/v1/apps/{_APP}/customerReviews"
    following = f"{server.url}{path}?cursor=abc&limit=200"
    one = {"data": [review], "included": [answer], "links": {"next": following}}
    server.says(path, json.dumps(one).encode())
    body = server.answers[path]
    server.says(path, b'{"data": [], "links": {}}')
    rest = server.answers[path]
    server.answers[path] = lambda handler: (rest if "cursor=abc" in handler.path else body)(handler)
    key = ec.generate_private_key(ec.SECP256R1())
    settings = AppStoreSettings(**_CONNECT, connect_url=server.url, allow_private=True)
    with Http(keys=lambda _: pem(key)) as http:
        heard = list(settings.open(Path(), http).fetch(Asked(None, {}, AT)))
    told, reply = [one for one in heard if isinstance(one, Post)]

    assert ("00000028-b08c", 0.0, "DE") == (told.post_id, told.rating, told.country)
    assert ("r1", "00000028-b08c", "reply", True) == (
        reply.post_id, reply.parent_id, reply.kind, reply.is_owned,
    )  # fmt: skip
    token = server.asked[0][1]["Authorization"].removeprefix("Bearer ")
    header, claims, signature = token.split(".")
    both = unpacked(signature)
    pair = [int.from_bytes(half) for half in (both[:32], both[32:])]
    key.public_key().verify(
        utils.encode_dss_signature(*pair), f"{header}.{claims}".encode(), ec.ECDSA(hashes.SHA256())
    )
    assert {"alg": "ES256", "typ": "JWT", "kid": "ABC123"} == json.loads(unpacked(header))
    stated = json.loads(unpacked(claims))
    assert ("appstoreconnect-v1", 900) == (stated["aud"], stated["exp"] - stated["iat"])


def test_an_answer_that_waits_is_not_heard():
    """An answer that Apple has not published yet was not said in public."""
    review = {"id": "1", "relationships": {"response": {"data": {"id": "r1"}}}}
    answer = {
        "type": "customerReviewResponses",
        "id": "r1",
        "attributes": {"state": "PENDING_PUBLISH", "responseBody": "Soon."},
    }
    body = json.dumps({"data": [review], "included": [answer]}).encode()
    stream = OwnReviews(Account(AppStoreSettings(**_CONNECT), Http()), _APP)
    (broken,) = stream.read(replied(body), AT).items
    assert isinstance(broken, Rejected)
    assert "`attributes` is missing" == broken.reason


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("no key", "no private key in PEM"),
        (pem(rsa.generate_private_key(65537, 2048)), "of another kind than ES256"),
        (pem(ec.generate_private_key(ec.SECP384R1())), "another curve"),
    ],
    ids=["none", "rsa", "curve"],
)
def test_a_wrong_key_is_said_without_it(secret, said):
    """A secret that is no such key is named by its fault, and never shown."""
    with pytest.raises(ConfigError, match=said) as told:
        signed({}, secret, "ES256")
    assert secret not in str(told.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "asks for nothing"),
        ({"key_id": "ABC123", "countries": ["de"]}, "belong together"),
        ({**_CONNECT, "countries": ["de"]}, "leave `countries` out"),
    ],
)
def test_settings_that_ask_for_nothing_or_too_much(given, said):
    """The public feed wants countries, App Store Connect a whole key."""
    with pytest.raises(ValidationError, match=said):
        AppStoreSettings(**{"id": "a", "kind": "appstore", "apps": {_APP: "x"}, **given})
