"""Page by page: whatever fails on the way, the collections together hear each post."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import ListeningError, SchemaDrift, SourceUnavailable
from flows.post import Post
from flows.sources import Asked, Checkpoint, Http, client
from flows.sources.budget import Budgets
from flows.sources.hackernews import HackerNewsSettings
from flows.sources.http import Patience
from flows.sources.paging import Page, PagedSource, Span
from flows.sources.records import instant, told
from flows.sources.request import Reply, Request
from flows.window import Window

START = datetime(2026, 3, 1, tzinfo=UTC)
PER_PAGE = 3


@dataclass(frozen=True)
class Numbers:
    """A list of posts that are numbers, published in that many minutes after the start."""

    settings: HackerNewsSettings
    is_ascending: bool
    name: str = "numbers"
    limit: str | None = None

    def request(self, span: Span, token: str | None) -> Request:
        """Ask for the numbers of a span, from a place on."""
        first, last = (str((at - START) / timedelta(minutes=1)) for at in (span.since, span.until))
        return Request("https://numbers.example/", {"from": first, "to": last, "at": token or 0})

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of them."""
        answer = reply.json()
        items = told(answer["numbers"], lambda number: self._post(number, at), self.name)
        return Page(items, answer["next"], limit=None if answer["next"] else self.limit)

    def _post(self, number: int, at: datetime) -> Post:
        posted_at = instant((START + timedelta(minutes=number)).timestamp())
        return self.settings.post(at, post_id=str(number), posted_at=posted_at, text="Words.")


class Place:
    """Holds numbers, and fails when it is told to."""

    def __init__(self, numbers: set[int], *, is_ascending: bool) -> None:
        self.numbers = numbers
        self.is_ascending = is_ascending
        self.fails: list[bool] = []
        self.asked: list[int] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer with a page, or not."""
        asked = {name: float(value) for name, value in request.url.params.items()}
        if self.fails and self.fails.pop(0):
            return httpx.Response(503)
        held = [one for one in self.numbers if asked["from"] <= one < asked["to"]]
        held.sort(reverse=not self.is_ascending)
        first = int(asked["at"])
        self.asked.append(first)
        after = first + PER_PAGE
        page = held[first:after]
        said = {"numbers": page, "next": str(after) if after < len(held) else None}
        return says(said)


def says(told: Any) -> httpx.Response:
    """Return an answer in JSON that has yet to be read."""
    return httpx.Response(200, stream=httpx.ByteStream(json.dumps(told).encode()))


def opened(place: Place, **given: Any) -> PagedSource:
    """Open a source that pages through the numbers of a place."""
    limit = given.pop("limit", None)
    settings = HackerNewsSettings(
        id="numbers", kind="hackernews", searches=["x"], **{"overlap_hours": 0, **given}
    )
    http = Http(httpx.MockTransport(place.answer), Patience(attempts=1, first_wait=0))
    stream = Numbers(settings, place.is_ascending, limit=limit)
    return PagedSource(settings, http, [stream])


def heard(
    source: PagedSource, cursor: dict[str, str], at: datetime, window: Window | None = None
) -> tuple[set[int], dict[str, str], ListeningError | None]:
    """Collect once, as the lake does; return what came, the next cursor, and what stopped it."""
    came: set[int] = set()
    reached = cursor
    try:
        for one in source.fetch(Asked(window, cursor, at)):
            if isinstance(one, Checkpoint):
                reached = dict(one.cursor)
            elif isinstance(one, Post):
                came.add(int(one.post_id))
    except ListeningError as error:
        return came, json.loads(json.dumps(reached)), error
    return came, source.cursor, None


@pytest.fixture(autouse=True)
def _own_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@given(
    st.sets(st.integers(0, 60), max_size=40),
    st.booleans(),
    st.lists(st.lists(st.booleans(), max_size=12), max_size=5),
)
def test_nothing_is_lost_whatever_fails(numbers, is_ascending, failures):
    """Collections an hour apart, failing anywhere, hear every post of the time they cover."""
    place = Place(numbers, is_ascending=is_ascending)
    cursor: dict[str, str] = {}
    came: set[int] = set()
    for hour, fails in enumerate([*failures, []], 1):
        place.fails = list(fails)
        new, cursor, error = heard(opened(place), cursor, START + timedelta(hours=hour))
        came |= new
    assert error is None
    until = 60 * (len(failures) + 1)
    assert {number for number in numbers if number < until} == came


def test_a_cut_off_walk_goes_on_at_its_page():
    """The pages before the failure are not asked for again."""
    place = Place(set(range(20)), is_ascending=False)
    place.fails = [False, False, False, True]
    first, cursor, error = heard(opened(place), {}, START + timedelta(hours=1))
    assert isinstance(error, SourceUnavailable)
    assert set(range(11, 20)) == first

    place.asked = []
    second, _, error = heard(opened(place), cursor, START + timedelta(hours=1))
    assert error is None
    assert set(range(11)) == second
    assert [9, 12, 15, 18, 0] == place.asked, "the rest of the walk, then what is new"


def test_a_cut_off_window_goes_on_beside_the_daily_collections():
    """A backfill that was cut off goes on when its days are asked for again, and no sooner."""
    place = Place(set(range(20)), is_ascending=False)
    window = Window(START.date(), (START + timedelta(days=1)).date(), "UTC")
    at = START + timedelta(days=2)
    place.fails = [False, False, True]
    first, cursor, _ = heard(opened(place), {}, at, window)
    daily, cursor, error = heard(opened(place), cursor, at)
    assert error is None
    assert set(range(20)) == daily

    rest, cursor, error = heard(opened(place), cursor, at, window)
    assert error is None
    assert set(range(20)) == first | rest
    assert set() == first & rest
    assert ["numbers.until", "settings"] == sorted(cursor)


def test_another_question_begins_anew():
    """Where the settings ask for something else, there is nothing to go on from."""
    place = Place(set(range(20)), is_ascending=False)
    at = START + timedelta(hours=1)
    _, cursor, _ = heard(opened(place), {}, at)
    again, _, _ = heard(opened(place), cursor, at)
    other, _, _ = heard(opened(place, only="story"), cursor, at)

    assert (set(), set(range(20))) == (again, other)


def test_a_limit_of_the_platform_is_no_complete_day():
    """What lies behind the last page that a platform shows does not count as heard."""
    place = Place(set(range(10, 20)), is_ascending=False)
    source = opened(place, limit="The search shows 1,000 results.")
    _, _, error = heard(source, {}, START + timedelta(hours=1))

    assert error is None
    assert source.limit is not None
    assert START + timedelta(minutes=10) == source.limit.last
    assert (START + timedelta(minutes=10), START + timedelta(hours=1)) == source.covered


def test_pages_in_circles_are_told():
    """A platform that gives its first page again as the last is not asked for ever."""
    place = Place(set(range(20)), is_ascending=False)
    real = place.answer

    def circling(request: httpx.Request) -> httpx.Response:
        return says(json.loads(real(request).read()) | {"next": "3"})

    place.answer = circling  # type: ignore[method-assign]
    _, _, error = heard(opened(place), {}, START + timedelta(hours=1))

    assert isinstance(error, SchemaDrift)
    assert "circles" in str(error)


@pytest.mark.parametrize(
    "damaged",
    [
        "{", "7", "[]", '["2026-03-01", "2026-03-02", null]', "[1, 2, 3]", "[" * 99_999,
        '["2026-03-02T00:00:00+00:00", "2026-03-01T00:00:00+00:00", null]',
        '["2026-02-01T00:00:00+00:00", "2026-03-01T00:00:00+00:00", 7]',
    ],
)  # fmt: skip
def test_a_damaged_place_in_the_ledger_is_told(damaged):
    """What another version or a slip of the hand left there stops no collection."""
    place = Place(set(range(20)), is_ascending=False)
    cursor = {"settings": opened(place).settings.asks_for, "of another version": "7"}
    source = opened(place)
    at = START + timedelta(hours=1)
    came, after, error = heard(source, {**cursor, "numbers.walk": damaged}, at)

    assert (set(range(20)), None) == (came, error)
    assert "numbers.walk: what the ledger says of it cannot be read" in source.notes[0]
    assert "numbers.walk" not in after


@pytest.mark.parametrize("until", ["soon", "2027-03-01T00:00:00+00:00", "2026-03-01"])
def test_an_instant_that_cannot_be_gone_on_from(until):
    """A clock that was set back, or no clock at all: the days of a first collection come again."""
    place = Place(set(range(20)), is_ascending=False)
    source = opened(place)
    cursor = {"settings": source.settings.asks_for, "numbers.until": until}
    came, after, error = heard(source, cursor, START + timedelta(hours=1))

    assert (set(range(20)), None) == (came, error)
    assert "the last 30 days are asked for again" in source.notes[0]
    assert (START + timedelta(hours=1)).isoformat() == after["numbers.until"]


def test_a_window_until_today_is_heard_out_in_parts():
    """A backfill that is cut off each day goes on where it was, though its last day grows."""
    place = Place(set(range(30)), is_ascending=False)
    window = Window(START.date(), (START + timedelta(days=1)).date(), "UTC")
    came: set[int] = set()
    cursor: dict[str, str] = {}
    for minute in (20, 21, 22):
        source = opened(place, max_pages=3)
        new, cursor, error = heard(source, cursor, START + timedelta(minutes=minute), window)
        came |= new
    assert error is None
    assert set(range(22)) == came
    assert (START, START + timedelta(minutes=22)) == source.covered


def test_days_that_are_still_to_come_are_not_asked_for():
    """A window in the future costs no request, and vouches for nothing."""
    place = Place(set(range(30)), is_ascending=False)
    window = Window((START + timedelta(days=2)).date(), (START + timedelta(days=3)).date(), "UTC")
    source = opened(place)
    came, _, error = heard(source, {}, START + timedelta(hours=1), window)

    assert (set(), None, [], None) == (came, error, place.asked, source.covered)


def test_two_lists_of_one_name_are_refused():
    """They would take each other's place in the ledger."""
    place = Place(set(range(3)), is_ascending=False)
    source = opened(place)
    source.streams = [*source.streams, *source.streams]
    _, _, error = heard(source, {}, START + timedelta(hours=1))

    assert "numbers is asked for twice" in str(error)
