"""What is special about JSON-LD: shapes and names of reviews, and pages that did not change."""

import json
from datetime import timedelta
from typing import Any

import pytest

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.sources.jsonld import JsonLdSettings
from flows.sources.jsonld.posts import ids, posts
from flows.sources.jsonld.reviews import read
from tests.sources.samples import AT
from tests.sources.test_odd_answers import places, put

_REVIEW = {
    "@type": "Review",
    "reviewBody": "It leaks.",
    "datePublished": "2026-03-17",
    "author": {"@type": "Person", "name": "Wren"},
    "reviewRating": {"ratingValue": 2},
}
_JUNK: tuple[Any, ...] = (None, 7, "", "x", [], {}, [None], [[]], True)
_PRODUCT = {"@type": "Product", "name": "Acme One"}


def page(*things):
    """Return a page that states something."""
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things
    )
    return f"<html><head>{scripts}</head></html>".encode()


@pytest.fixture
def hear(collect, server):
    """Collect one page that states something."""

    def run(*things, cursor=None, body=None, at=AT, window=None, headers=None, **settings):
        url = server.says("/one", body or page(*things), **(headers or {}))
        given = {"url": url, "allow_private": True, "platform": "shop.example", **settings}
        return collect(cursor, window, at, kind="jsonld", **given)

    return run


@pytest.mark.parametrize(
    "things",
    [
        [{**_PRODUCT, "review": _REVIEW}],
        [{**_PRODUCT, "reviews": [_REVIEW]}],
        [{"@graph": [{**_PRODUCT, "review": [_REVIEW]}]}],
        [[{**_PRODUCT, "review": [_REVIEW]}]],
        [{**_REVIEW, "itemReviewed": _PRODUCT}],
        [{**_REVIEW, "itemReviewed": {"@id": "#p"}}, {**_PRODUCT, "@id": "#p"}],
        [{**_PRODUCT, "review": {"@id": "#r"}}, {**_REVIEW, "@id": "#r"}],
        [{**_PRODUCT, "@id": "#p", "review": [_REVIEW]}, {"@type": "Offer", "itemOffered": "#p"}],
        [{"mainEntity": {**_PRODUCT, "review": {**_REVIEW, "@type": ["Review", "Thing"]}}}],
        [{**_PRODUCT, "review": {**_REVIEW, "@type": "https://schema.org/UserReview"}}],
    ],
    ids=[
        "one", "several", "graph", "array", "nested item", "item by name", "review by name",
        "item mentioned elsewhere", "deep", "several types",
    ],
)  # fmt: skip
def test_a_review_is_found_wherever_it_hangs(hear, things):
    """Each shape that schema.org allows gives the one review of the one product."""
    (post,) = hear(*things).posts
    assert ("It leaks.", "Acme One", "Wren", 0.25) == (
        post.text, post.product, post.author_name, post.rating,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "rating", "raw"),
    [
        ({"ratingValue": 4}, 0.75, "4"),
        ({"ratingValue": "8", "bestRating": "10", "worstRating": "0"}, 0.8, "8/10"),
        ({"ratingValue": "4,5"}, 0.875, "4.5"),
        ({"ratingValue": 60, "bestRating": 100, "worstRating": 0}, 0.6, "60/100"),
        ([{"ratingValue": 5}], 1.0, "5"),
        (3, 0.5, "3"),
        (None, None, None),
    ],
)
def test_stars_go_by_their_scale(hear, stated, rating, raw):
    """A scale that is not stated goes from 1 to 5; what is not stated at all is no rating."""
    (post,) = hear({**_REVIEW, "reviewRating": stated}).posts
    assert (rating, raw) == (post.rating, post.rating_raw)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reviewRating": {"ratingValue": 9}}, "its rating is `9.0`"),
        ({"reviewRating": {"ratingValue": "good"}}, "`good`, which is no number"),
        ({"datePublished": "soon"}, "`datePublished` is `soon`"),
        ({"datePublished": "2031-01-01"}, "no date of the past"),
        ({"reviewBody": "", "reviewRating": None}, "needs a title, a text or a rating"),
    ],
)
def test_what_is_no_review_is_put_aside(hear, changed, said):
    """A review that cannot be read is told with its reason."""
    heard = hear({**_REVIEW, **changed})
    assert [] == heard.posts
    assert said in heard.rejects[0].reason


def test_a_day_alone_stands_at_noon(hear):
    """Most pages state the day of a review and no hour."""
    (post,) = hear(_REVIEW).posts
    assert ("2026-03-17T12:00:00+00:00", "day") == (
        post.posted_at.isoformat(), post.posted_precision,
    )  # fmt: skip


def test_a_name_that_all_reviews_share_is_none(hear):
    """Some pages give each review the name of the product; they are told apart by what they say."""
    named = {**_REVIEW, "@id": "https://shop.example/one"}
    first, second = hear(named, {**named, "reviewBody": "It boils."}).posts
    again = {post.post_id for post in hear({**named, "reviewBody": "It boils."}, named).posts}

    assert first.post_id != second.post_id
    assert {first.post_id, second.post_id} == again


def test_a_name_of_the_product_is_none_either(hear):
    """A single review may bear the name of its product, as the next one will."""
    product = {**_PRODUCT, "@id": "#product"}
    (post,) = hear({**product, "review": {**_REVIEW, "@id": "#product"}}).posts
    assert post.post_id.startswith("review-")


def test_a_shared_name_stays_none_when_one_review_is_new(hear):
    """A new review among known ones with the same name is not given that name."""
    named = {**_REVIEW, "@id": "https://shop.example/all"}
    other = {**named, "reviewBody": "It boils."}
    cursor = hear(named, other).source.cursor
    (post,) = hear(named, other, {**named, "reviewBody": "It sings."}, cursor=cursor).posts
    assert post.post_id.startswith("review-")


def test_a_review_on_two_pages_is_one(collect, server):
    """A shop states the same review on the pages of a product's variants."""
    body = page({**_PRODUCT, "review": [_REVIEW, _REVIEW]})
    server.says("/red", body)
    server.says("/blue", body)
    given = {"url": server.url, "pages": ["/red", "/blue"], "allow_private": True}
    heard = [post.post_id for post in collect(kind="jsonld", **given).posts]

    assert heard[:2] == heard[2:]
    assert 2 == len(set(heard)), "two people may say the same on the same day"


def test_only_what_is_new_is_told(hear):
    """A review that stood on the page before is not told again, one that was changed is."""
    first = hear({**_REVIEW, "@id": "#1"}).source.cursor
    changed = {**_REVIEW, "@id": "#1", "reviewBody": "Mended."}
    told = hear(changed, {**_REVIEW, "@id": "#2"}, cursor=first)

    assert ["Mended.", "It leaks."] == [post.text for post in told.posts]
    assert [] == hear(changed, {**_REVIEW, "@id": "#2"}, cursor=told.source.cursor).posts


def test_a_page_is_asked_whether_it_changed(collect, server):
    """The server's own mark is sent back, and its 304 means that nothing is new."""
    url = server.says("/one", page(_REVIEW), ETag='"one"')
    given = {"kind": "jsonld", "url": url, "allow_private": True}
    first = collect(**given)
    server.says("/one", status=304)
    later = AT + timedelta(hours=1)
    again = collect(first.source.cursor, at=later, **given)

    assert (
        '"one"'
        == {name.lower(): said for name, said in server.asked[-1][1].items()}["if-none-match"]
    )
    assert [] == again.posts
    assert (AT, later) == again.source.covered


def test_what_a_page_does_not_state_is_noted(hear):
    """A page often states the last few of many reviews; who reads the numbers must know."""
    many = {**_PRODUCT, "aggregateRating": {"ratingValue": 4, "reviewCount": "212"}}
    notes = hear({**many, "review": _REVIEW}).source.notes
    assert any("there are 212 reviews, and states 1." in note for note in notes)


def test_reviews_that_vanish_all_at_once_are_loud(hear):
    """A page that stated reviews and states none was rebuilt, and is no quiet one."""
    cursor = hear({**_PRODUCT, "review": _REVIEW}).source.cursor
    with pytest.raises(SchemaDrift, match="stated reviews before"):
        hear(_PRODUCT, cursor=cursor)


def test_a_page_without_json_ld_is_loud(hear):
    """Reviews in microdata are not read, which is said."""
    with pytest.raises(SchemaDrift, match="reviews in microdata are not read"):
        hear(body=b'<html><p itemprop="review">It leaks.</p></html>')


def test_a_page_that_breaks_off_is_asked_for_again(hear):
    """Half a page may be without half of its reviews."""
    with pytest.raises(SourceUnavailable, match="breaks off"):
        hear(body=page(_REVIEW)[:-20])


def test_robots_txt_is_obeyed(hear, server):
    """A page that its site keeps from programs is not read."""
    server.says("/robots.txt", b"User-agent: *\nDisallow: /one\n")
    with pytest.raises(SourceRefused, match=r"robots\.txt"):
        hear(_REVIEW)
    assert ["/robots.txt"] == [path for path, _ in server.asked]


def test_scripts_as_pages_wrap_them():
    """Comments and line breaks within words are no JSON, and are on many pages."""
    script = '//<![CDATA[\n{"@type": "Review", "reviewBody": "Two\nlines"}\n//]]>'
    html = f'<script type="application/ld+json; charset=utf-8">{script}</script>'
    assert ["Two\nlines"] == [one.review["reviewBody"] for one in read(html).reviews]


def test_things_that_name_each_other_end():
    """Two things that hang on each other are read once."""
    things = [
        {"@id": "#a", "@type": "Review", "reviewBody": "x", "itemReviewed": {"@id": "#b"}},
        {"@id": "#b", "name": "B", "review": {"@id": "#a"}},
    ]
    (one,) = read(page(*things).decode()).reviews
    assert "B" == one.item["name"]


def test_anything_may_stand_anywhere():
    """Whatever stands in the place of a value, the page is read, and costs one review at most."""
    stated: dict[str, Any] = {**_PRODUCT, "@id": "#p", "aggregateRating": {"reviewCount": 3}}
    stated["review"] = [{**_REVIEW, "@id": "#1"}, {**_REVIEW, "itemReviewed": {"@id": "#p"}}]
    settings = JsonLdSettings(
        id="acme", kind="jsonld", url="https://shop.example", platform="shop.example"
    )
    for path in places(stated):
        for junk in _JUNK:
            told = read(page(put(stated, path, junk)).decode())
            named = zip(ids(settings.url, told.reviews), told.reviews, strict=True)
            heard = list(posts(settings, settings.url, named, AT))
            assert len(heard) == len(told.reviews), (path, junk)
