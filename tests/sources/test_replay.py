"""Each platform, played on loopback, fails in every way: no post is lost, none is doubled.

A new kind of source needs its platform in examples/replay; everything here is then proved of it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from examples.replay import PLATFORMS, Platform, Said
from examples.replay.appstoreconnect import AppStoreConnect
from examples.replay.server import Fault, Replay, replay
from flows.config import Config
from flows.lake import ledger
from flows.lake.collection import collect_source
from flows.lake.ledger import Entry
from flows.sources import Http, client
from flows.sources.budget import Budgets
from flows.window import Window
from tests.lake.samples import a_config
from tests.sources import faults
from tests.sources.samples import AT

_COUNT, _PER_PAGE = 25, 10
PLAYED: dict[str, type[Platform]] = {**PLATFORMS, "appstore, own apps": AppStoreConnect}
"""Each platform, and what one kind hears in another way as well."""
_LATER = AT + timedelta(hours=1)


@pytest.fixture(params=sorted(PLAYED))
def platform(request: pytest.FixtureRequest) -> Platform:
    """Take each platform in turn, with posts of two days, the last an hour old."""
    posts = [
        Said(
            str(1_000 + number), AT - timedelta(hours=2 * (_COUNT - number) - 1), f"Words {number}."
        )
        for number in range(_COUNT)
    ]
    return PLAYED[request.param](posts, _PER_PAGE)


@pytest.fixture
def played(platform: Platform) -> Iterator[Replay]:
    """Put it behind a port."""
    with replay({"it": platform}) as running:
        yield running


@pytest.fixture
def config(tmp_path: Any, platform: Platform, played: Replay) -> Config:
    """Return a configuration with the one source that hears it."""
    given = {
        "id": "it",
        "kind": platform.kind,
        "allow_private": True,
        "timeout_seconds": 10,
        "max_megabytes": 1,
        **platform.settings(played.place("it")),
    }
    return a_config(tmp_path, sources=[given])


@pytest.fixture(autouse=True)
def an_hour_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give each test budgets of its own; called, it is an hour later for them."""

    def forget() -> None:
        monkeypatch.setattr(client, "BUDGETS", Budgets())

    forget()
    return forget


def collected(
    config: Config, http: Http, at: datetime = AT, window: Window | None = None, **given: Any
) -> Entry:
    """Collect the source once, with some settings of its own."""
    source = config.source("it").model_copy(update=given)
    return collect_source(config, source, http, at, window=window)


def stood(config: Config) -> dict[str, str]:
    """Return where each list stands; what was spent on them in the month goes on with each page."""
    return {key: at for key, at in ledger.cursor(config.lake, "it").items() if key != "spent"}


def heard(config: Config) -> list[str]:
    """Return the ids of the posts in the lake, each once, in order."""
    files = sorted((config.lake / "raw").glob("*/*/*.parquet"))
    return sorted(pl.concat([pl.read_parquet(path) for path in files])["post_id"].unique())


def held(platform: Platform) -> list[str]:
    """Return the ids of all posts that the platform holds."""
    return sorted(platform.post_id(post) for post in platform.posts)


def test_every_page_is_heard(config, http, platform, played):
    """All posts of all pages come, each once, and the span until now is covered."""
    entry = collected(config, http)

    assert ("complete", len(platform.posts), 0) == (
        entry.status,
        entry.post_count,
        entry.rejected_count,
    ), entry
    assert held(platform) == heard(config)
    assert AT == entry.covered_to
    assert 1 < len(played.asked)


def test_only_what_is_new_is_asked_for(config, http, platform, played):
    """The second collection asks for less and hears only what its overlap holds."""
    collected(config, http)
    first = len(played.asked)
    entry = collected(config, http, _LATER)

    overlap = AT - timedelta(hours=config.source("it").overlap_hours)
    again = [post for post in platform.posts if post.at >= overlap]
    assert ("complete", len(again)) == (entry.status, entry.post_count), entry
    assert len(played.asked) - first <= first


def test_a_window_of_the_past(config, http, platform):
    """A backfill hears the posts of its days, if it can, and leaves the cursor of the others."""
    collected(config, http)
    before = stood(config)
    window = Window(AT.date() - timedelta(days=1), AT.date(), "UTC")
    entry = collected(config, http, _LATER, window)

    assert before == stood(config)
    if not platform.has_past:
        assert ("failed", 0, False) == (entry.status, entry.post_count, entry.is_transient), entry
        return
    within = [post for post in platform.posts if window.start <= post.at < window.end]
    assert ("complete", len(within)) == (entry.status, entry.post_count), entry


_BUSY = {
    "429": faults.says(429),
    "429, wait": faults.says(429, Retry_After="3600"),
    "500": faults.says(500),
    "503": faults.says(503),
    "truncated": faults.truncated,
    "cut off": faults.cut_off,
    "drips": faults.drips,
}
_REFUSED = {
    "401": faults.says(401),
    "403": faults.says(403),
    "404": faults.says(404),
    "redirects": faults.redirects_to_itself,
    "bomb": faults.gzip_bomb,
    "another shape": faults.another_shape,
    "no JSON": faults.no_json,
}


# What never ends costs a test as long as its patience lasts.
_HASTE: dict[str, Any] = {"drips": {"timeout_seconds": 0.3}}


@pytest.mark.slow
@pytest.mark.parametrize("fault", [*_BUSY, *_REFUSED])
def test_a_failure_in_the_middle_loses_nothing(
    fault, config, http, platform, played, an_hour_later
):
    """What came before a failure is kept; the next collection brings the rest, and all is there."""
    fail: Fault = (_BUSY | _REFUSED)[fault]
    played.faults = dict.fromkeys(range(2, 40), fail)
    entry = collected(config, http, **_HASTE.get(fault, {}))

    assert entry.status in ("partial", "failed"), entry
    assert (fault in _BUSY) == entry.is_transient, entry
    assert entry.error is not None
    assert "Source `it`" in entry.error

    played.faults = {}
    an_hour_later()
    again = collected(config, http, _LATER)
    assert "complete" == again.status, again
    assert held(platform) == heard(config)


@pytest.mark.slow
@pytest.mark.parametrize("fault", [*_BUSY, *_REFUSED])
def test_a_failure_from_the_start_is_a_gap(fault, config, http, platform, played, an_hour_later):
    """Nothing came: the source failed, its span is missed, and nothing is lost for later."""
    played.always = (_BUSY | _REFUSED)[fault]
    entry = collected(config, http, **_HASTE.get(fault, {}))

    assert ("failed", 0) == (entry.status, entry.post_count), entry

    played.always = None
    an_hour_later()
    assert "complete" == collected(config, http, _LATER).status
    assert held(platform) == heard(config)


def test_a_platform_that_recovers_is_no_failure(config, http, platform, played):
    """A server that is busy once is asked again in the same collection."""
    played.faults = {2: faults.says(503), 4: faults.says(429, Retry_After="0")}

    assert "complete" == collected(config, http).status
    assert held(platform) == heard(config)


def test_pages_without_end_stop(config, http, platform, played):
    """A collection asks for so many pages; the next goes on where it stopped."""
    entry = collected(config, http, max_pages=2)

    assert ("partial", True) == (entry.status, entry.is_transient), entry
    assert "`max_pages`" in (entry.error or "")
    assert "complete" == collected(config, http, _LATER).status
    assert held(platform) == heard(config)


def test_ids_and_times_are_those_of_the_platform(config, http, platform):
    """Each post has the id, the instant and the words that the platform holds."""
    collected(config, http)
    files = sorted((config.lake / "raw").glob("*/*/*.parquet"))
    rows = pl.concat([pl.read_parquet(path) for path in files]).unique("post_id").to_dicts()
    told = {row["post_id"]: row for row in rows}

    for post in platform.posts:
        row = told[platform.post_id(post)]
        assert post.at == row["posted_at"].astimezone(UTC)
        assert post.text in f"{row['title']}\n{row['text']}"
