"""What is special about WordPress: comments below articles, and ids that its feeds have too."""

import json

import pytest

from flows.errors import SchemaDrift
from flows.post import Post
from flows.sources.wordpress import WordPressSettings
from flows.sources.wordpress.lists import Articles, Comments
from tests.sources.samples import AT, item, replied, rss

SETTINGS = WordPressSettings(
    id="acme", kind="wordpress", url="https://kettles.example", platform="kettles.example"
)


def comment(number: int, parent: int = 0) -> dict[str, object]:
    """Return a comment below article 412."""
    return {
        "id": number,
        "post": 412,
        "parent": parent,
        "date_gmt": "2026-03-18T12:00:00",
        "author_name": "Fern",
        "content": {"rendered": "<p>Mine leaks.</p>"},
        "link": f"https://kettles.example/acme#comment-{number}",
    }


def test_comments_know_what_they_answer():
    """A comment's parent is the comment it answers, or the article."""
    body = json.dumps([comment(7), comment(8, parent=7)]).encode()
    first, second = Comments(SETTINGS).read(replied(body), AT).items

    article = "https://kettles.example/?p=412"
    assert isinstance(first, Post)
    assert isinstance(second, Post)
    assert (article, f"{article}#comment-7") == (first.parent_id, second.parent_id)
    assert (article, article) == (first.thread_id, second.thread_id)


def test_an_article_is_the_same_post_through_the_feed(poll):
    """The site's feed and its interface name an article alike, so that it is counted once."""
    guid = "https://kettles.example/?p=412"
    article = {
        "id": 412,
        "guid": {"rendered": guid},
        "date_gmt": "2026-03-19T10:00:00",
        "link": "https://kettles.example/acme",
        "title": {"rendered": "Acme &amp; more"},
        "content": {"rendered": "<p>It boils.</p>", "protected": False},
    }
    (api,) = Articles(SETTINGS).read(replied(json.dumps([article]).encode()), AT).items
    told = item(412, guid=guid, title="Acme &amp; more", description="&lt;p&gt;It boils.&lt;/p&gt;")
    (fed,) = poll(rss(told), platform="kettles.example", channel="blog").posts

    assert isinstance(api, Post)
    same = {"platform", "channel", "post_id", "kind", "posted_at", "title", "text"}
    assert fed.model_dump(include=same) == api.model_dump(include=same)


def test_a_site_that_refuses_the_question_is_loud():
    """400 is no end of the list but a question that the site does not understand any more."""
    body = b'{"code": "rest_invalid_param", "message": "Invalid parameter(s): orderby"}'
    answer = replied(body)
    refused = type(answer)(answer.url, 400, answer.headers, None, body)

    with pytest.raises(SchemaDrift, match="rest_invalid_param"):
        Articles(SETTINGS).read(refused, AT)


@pytest.mark.parametrize(("count", "token"), [(2, "2026-03-18T12:00:01Z"), (1, None)])
def test_a_full_page_without_a_count_of_pages_has_a_next(count, token):
    """A cache that takes the header away takes no comment away."""
    settings = SETTINGS.model_copy(update={"per_page": 2})
    body = json.dumps([comment(number) for number in range(count)]).encode()

    assert token == Comments(settings).read(replied(body), AT).token
