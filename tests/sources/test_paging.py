"""What a walk through pages promises to those who write lists of pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from flows.errors import SourceRefused, SourceUnavailable
from flows.post import Post
from flows.sources import Asked, client
from flows.sources.api import ApiSettings
from flows.sources.budget import Budgets
from flows.sources.paging import Page, PagedSource, Span, Throttled
from flows.sources.request import Reply, Request
from tests.sources.samples import AT

FIRST = Asked(None, {}, AT)


@dataclass(frozen=True)
class Listed:
    """A list of one page, or of several with the same name; `newest` tells what is worth asking."""

    url: str
    pages: tuple[Page | Throttled, ...]
    newest: datetime = AT
    is_ascending: bool = False
    name: str = "list"

    def request(self, span: Span, token: str | None) -> Request | None:
        """Return what to ask for, unless all is older than the span."""
        return Request(f"{self.url}{token or 0}") if self.newest >= span.since else None

    def read(self, reply: Reply, _at: datetime) -> Page:
        """Return the page of this address."""
        page = self.pages[int(reply.url.rpartition("/")[2])]
        if isinstance(page, Throttled):
            raise page
        return page


@pytest.fixture(autouse=True)
def _own_budgets(monkeypatch):
    """Leave no port of this machine alone for the tests that come after."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@pytest.fixture
def listed(server):
    """Make a list of pages that a server has."""

    def make(*pages, **given):
        for number in range(len(pages)):
            server.says(f"/{number}", b"{}")
        return Listed(f"{server.url}/", pages, **given)

    return make


@pytest.fixture
def walk(server, http):
    """Walk through a list with all that hangs on it."""

    def run(stream, **given):
        settings = ApiSettings(
            id="acme", platform="x", channel="forum", url=server.url, allow_private=True, **given
        )
        source = PagedSource(settings, http, [stream])
        return [one.post_id for one in source.fetch(FIRST) if isinstance(one, Post)], source

    return run


def said(post_id, days=1):
    """Return a post some days old."""
    return Post(
        source="acme",
        platform="x",
        channel="forum",
        post_id=post_id,
        posted_at=AT - timedelta(days=days),
        collected_at=AT,
        text="Words.",
    )


def test_what_hangs_on_a_child_is_heard(listed, walk):
    """Comments of answers of a question come as well."""
    comments = listed(Page([said("comment")]), name="comments")
    answers = Listed(comments.url, (Page([said("answer")], more=[comments]),), name="answers")
    question = Listed(comments.url, (Page([said("question")], more=[answers]),))

    assert ["question", "answer", "comment"] == walk(question)[0]


def test_what_is_too_old_is_not_asked_for(listed, walk, server):
    """A list that can hold nothing of the span costs no request."""
    old = Listed(server.url, (), newest=AT - timedelta(days=99), name="old")

    assert ["topic"] == walk(listed(Page([said("topic")], more=[old])))[0]
    assert 1 == len(server.asked)


def test_a_list_in_another_order_goes_as_far_back_as_it_says(listed, walk):
    """Old topics with new answers end no walk; a page without new answers does."""
    fresh = Page([said("old", days=99)], token="1", reached=AT)
    rest = Page([said("new")], token="2", reached=AT - timedelta(days=99))

    assert ["new"] == walk(listed(fresh, rest, Throttled("not asked")))[0]


@pytest.mark.parametrize(("days", "limit"), [(29, "no more"), (31, None)])
def test_a_limit_beyond_the_span_is_none(listed, walk, days, limit):
    """Where a list ends at a rule of its own, but beyond what was asked for, all was heard."""
    _, source = walk(listed(Page([said("new"), said("old", days)], limit="no more")))

    assert limit == (source.limit.reason if source.limit else None)


@pytest.mark.parametrize("count", [1, 3])
def test_one_closed_thread_is_a_note_and_many_are_a_refusal(listed, walk, server, count):
    """A thread that was closed costs itself; where most are refused, the list is."""
    closed = [Listed(f"{server.url}/closed", (), name=f"closed {n}") for n in range(count)]
    stream = listed(Page([said("topic")], more=closed))
    if count > 1:
        with pytest.raises(SourceRefused, match=r"closed 0: .* answered 404"):
            walk(stream)
        return
    heard, source = walk(stream)
    assert (["topic"], 1) == (heard, len(source.notes))


def test_a_service_that_wants_to_be_left_alone_is(listed, walk):
    """What an answer's body says of too many requests holds for the next request as well."""
    stream = listed(Throttled("Too many requests.", 3_600))
    with pytest.raises(SourceUnavailable, match="Too many requests"):
        walk(stream)
    with pytest.raises(SourceUnavailable, match="asks to wait 3,600 s"):
        walk(stream)


def test_a_list_that_shows_nothing_any_more_is_broken(listed, walk, http):
    """A list that has posts of any age and showed some is no quiet one when it shows none."""
    _, source = walk(listed(Page([said("new")], shows=True)))
    silent = listed(Page([], shows=False))
    again = PagedSource(source.settings, http, [silent])

    with pytest.raises(SourceUnavailable, match="list: showed posts before"):
        list(again.fetch(Asked(None, source.cursor, AT)))


def test_a_list_that_never_showed_anything_is_noted(listed, walk):
    """Nobody can tell an empty list from a silent one: a person is told."""
    assert "list: shows no post of any day" in walk(listed(Page([], shows=False)))[1].notes[0]


@pytest.mark.parametrize(("days", "is_limited"), [(7, True), (40, False)])
def test_a_limit_of_a_list_in_another_order_begins_where_it_reached(listed, walk, days, is_limited):
    """A list of the last week limits what is before it, whenever its oldest post was."""
    reached = AT - timedelta(days=days)
    _, source = walk(listed(Page([said("new")], reached=reached, limit="the last week")))

    assert is_limited == (source.limit is not None)
    assert not is_limited or reached == source.limit.last


def test_what_hangs_on_a_page_is_heard_whatever_may_be_asked(listed, walk):
    """Threads of one page that are more than `max_pages` do not keep the walk on it for ever."""
    threads = [listed(Page([said(f"comment {n}")]), name=f"thread {n}") for n in range(4)]
    stream = Listed(threads[0].url, (Page([said("story")], more=threads),))

    heard, source = walk(stream, max_pages=2)
    assert (["story", *(f"comment {n}" for n in range(4))], None) == (heard, source.limit)


def test_a_thread_without_end_is_a_limit(listed, walk):
    """Of a thread of more pages than a whole collection may ask for, the rest is told as left."""
    endless = listed(*(Page([said(str(n))], token=str(n + 1)) for n in range(9)), name="endless")
    heard, source = walk(Listed(endless.url, (Page([said("story")], more=[endless]),)), max_pages=3)

    assert ["story", "0", "1", "2"] == heard
    assert "endless: stopped after 3 pages" in source.limit.reason
