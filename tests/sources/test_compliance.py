"""Posts are looked up again where the platform tells of them: edits and deletions are followed."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from examples.replay import PLATFORMS, Said
from examples.replay.server import replay
from flows.errors import ConfigError
from flows.lake import compliance
from flows.lake.collection import collect_source
from flows.lake.compliance import check_source, watched
from flows.sources import SOURCE_KINDS, client
from flows.sources.api import ApiSettings
from flows.sources.budget import Budgets
from tests.lake.samples import a_config
from tests.sources import faults
from tests.sources.samples import AT

LOOKED_UP = sorted(
    kind
    for kind in PLATFORMS
    if getattr(SOURCE_KINDS[kind], "lookup", ApiSettings.lookup) is not ApiSettings.lookup
)
_COUNT = 25
_DAYS = 30


class Watched:
    """A platform, and a lake with what was heard of it."""

    def __init__(self, folder, kind, http, monkeypatch, **given):
        posts = [
            Said(
                str(1_000 + number),
                AT - timedelta(hours=2 * (_COUNT - number) - 1),
                f"Words {number}.",
            )
            for number in range(_COUNT)
        ]
        self.platform = PLATFORMS[kind](posts, 10)
        self.folder, self.http, self.given, self.monkeypatch = folder, http, given, monkeypatch

    def collect(self, played):
        """Collect it once."""
        source = {
            "id": "it", "kind": self.platform.kind, "allow_private": True, "timeout_seconds": 1,
            "recheck_days": _DAYS, **self.platform.settings(played.place("it")),
        }  # fmt: skip
        self.config = a_config(self.folder, sources=[source | self.given])
        entry = collect_source(self.config, self.config.source("it"), self.http, AT)
        assert ("complete", _COUNT) == (entry.status, entry.post_count), entry
        self.played = played
        played.asked.clear()

    def comply(self, days=_DAYS, **how):
        """Look up what is due so many days after it was heard."""
        self.monkeypatch.setattr(client, "BUDGETS", Budgets())
        at = AT + timedelta(days=days)
        (due,) = watched(self.config, self.http, at, "it")
        return check_source(self.config, due, self.http, at, **how)

    def ids(self, *numbers):
        """Return the ids that posts have in the lake."""
        return {self.platform.post_id(self.platform.posts[number]) for number in numbers}

    def kept(self):
        """Return all rows of the lake."""
        files = sorted((self.config.lake / "raw").glob("*/*/*.parquet"))
        return pl.concat([pl.read_parquet(path) for path in files])


@pytest.fixture(
    params=[
        pytest.param(one, marks=[] if one == "hackernews" else pytest.mark.slow)
        for one in LOOKED_UP
    ]
)
def kind(request):
    """Take each kind in turn."""
    return request.param


@pytest.fixture
def it(tmp_path, kind, http, monkeypatch):
    """Hear a platform once."""
    made = Watched(tmp_path, kind, http, monkeypatch)
    with replay({"it": made.platform}) as played:
        made.collect(played)
        yield made


def test_what_is_gone_is_erased(it):
    """It goes from every file of the lake, and nothing else does."""
    it.platform.gone = {it.platform.posts[number].id for number in (3, 11)}
    checked = it.comply()

    assert (_COUNT, 2, None, None) == (
        checked.asked_count, len(checked.gone), checked.held, checked.error,
    )  # fmt: skip
    assert it.ids(*range(_COUNT)) - it.ids(3, 11) == set(it.kept()["post_id"])
    assert not it.ids(3, 11) & set(
        pl.read_parquet(it.config.lake / "lookups/it.parquet")["post_id"]
    )


def test_what_is_as_before_costs_nothing(it):
    """Posts that did not change add no row; those that did are a newer observation each."""
    it.comply()
    rows = it.kept().height
    it.platform.posts[5] = replace(it.platform.posts[5], text="Words, edited.")
    checked = it.comply(2 * _DAYS)

    assert (rows + 1, 1) == (it.kept().height, checked.changed_count)
    (edited,) = it.kept().filter(pl.col("collected_at") > AT + timedelta(days=_DAYS)).to_dicts()
    assert ({edited["post_id"]}, "it") == (it.ids(5), edited["source"])
    assert "edited" in edited["title"] + edited["text"]


def test_each_post_once_in_its_time(it):
    """What was looked up is not due again before its days are over."""
    first = it.comply(), len(it.played.asked)
    again = it.comply(_DAYS + 5)

    assert (_COUNT, 0) == (first[0].told_count, again.due_count)
    assert first[1] == len(it.played.asked)
    assert _COUNT == it.comply(2 * _DAYS).due_count


def test_nothing_is_due_before_its_time(it):
    """A collection counts as looking a post up."""
    assert 0 == it.comply(_DAYS - 10).due_count
    assert [] == it.played.asked


def test_a_platform_that_lost_all_is_doubted(it):
    """Nothing is erased until a person says so; then the platform is asked again, and believed."""
    it.platform.gone = {post.id for post in it.platform.posts}
    checked = it.comply()

    assert (_COUNT, _COUNT) == (len(checked.gone), it.kept()["post_id"].n_unique())
    assert "`compliance.most_gone_share`" in (checked.held or "")
    assert "--confirm" in (checked.held or "")

    it.platform.gone -= {it.platform.posts[0].id}
    it.comply(is_confirmed=True)
    assert it.ids(0) == set(it.kept()["post_id"])


@pytest.mark.parametrize("fault", [faults.says(503), faults.says(401), faults.no_json])
def test_a_platform_that_is_down_deletes_nothing(it, fault):
    """The run says what is wrong; what it did not hear of is due again."""
    it.played.always = fault
    checked = it.comply()

    assert (0, 0) == (checked.told_count, len(checked.gone))
    assert checked.error
    it.played.always = None
    assert _COUNT == it.comply(_DAYS + 1).told_count


def test_a_run_goes_on_where_the_last_was_cut_off(it):
    """With few requests, each run takes other posts, until all were looked up."""
    source = it.config.source("it").model_copy(update={"max_pages": 1})
    per_call = source.lookup(it.http, AT).per_call
    it.config = it.config.model_copy(update={"sources": [source]}).at(it.config.base)

    counts = [it.comply(_DAYS + day).told_count for day in range(-(-_COUNT // per_call))]
    assert _COUNT == sum(counts)
    assert 0 == it.comply(_DAYS + 1).later_count


def test_a_source_without_a_term_is_not_looked_up(tmp_path, http):
    """It says how to have it looked up all the same."""
    given = {"id": "it", "kind": "hackernews", "searches": ["acme"]}
    config = a_config(tmp_path, sources=[given])

    assert [] == watched(config, http, AT)
    with pytest.raises(ConfigError, match="recheck_days"):
        watched(config, http, AT, "it")


def test_a_run_that_is_stopped_has_not_worked_for_nothing(it, monkeypatch):
    """What was looked up before is not asked for again; what is gone is found again."""
    monkeypatch.setattr(compliance, "_KEPT_SECONDS", 0)
    it.platform.gone = {it.platform.posts[0].id}

    def stop(asked):
        if asked >= _COUNT // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        it.comply(progress=stop)
    checked = it.comply(_DAYS + 1)

    assert (it.ids(0), None) == ({post_id for _, post_id in checked.gone}, checked.held)
    assert checked.due_count < _COUNT
    assert it.ids(*range(1, _COUNT)) == set(it.kept()["post_id"])
