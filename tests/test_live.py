"""The quickstart heard over HTTP is that of the files: the same posts, the same figures."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from examples.quickstart.live import PLACES, SINCE, UNTIL, places, posts, said
from examples.quickstart.truth import HERE
from flows.config import load
from flows.window import between
from tests.quickstart import understood

pytestmark = pytest.mark.slow

SPAN = between(date.fromisoformat(SINCE), date.fromisoformat(UNTIL), "Europe/Berlin")
NOWHERE = {"REPLAY": "http://127.0.0.1:9"}
"""What live.toml needs to be read; nobody is asked."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with the example, heard and understood from its files."""
    made = tmp_path_factory.mktemp("quickstart")
    understood(made)
    shutil.copy(HERE / "live.toml", made)
    return made


@pytest.fixture(scope="module")
def run(folder):
    """Run the demonstration as its user does; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "examples.quickstart.live", str(folder)],
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def heard(run, folder):
    """Return what came through the interfaces, by source."""
    return {
        source: pl.concat(
            pl.read_parquet(path) for path in (folder / f"live/data/raw/{source}").glob("*/*")
        )
        for source in PLACES
    }


def _asked(folder, name, query):
    """Return the rows of a query, asked with one of the two configurations."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "--config", name, "sql", query, "--format", "json"],
        cwd=folder,
        env={**os.environ, **NOWHERE},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_it_issues_a_report(run, folder):
    """It collects from every place without a failure, and ends with the report's first sentence."""
    assert not [line for line in run.splitlines() if "failed" in line or "partial" in line]
    assert "Ombrik is in a weaker position than in September 2026" in run
    assert list(folder.glob("live/reports/monthly/2026-10/1/*.pdf"))


@pytest.fixture(scope="module")
def played(folder):
    """Return the places with what they hold."""
    return places(folder)


@pytest.mark.parametrize("name", PLACES)
def test_the_same_posts(name, heard, folder, played):
    """What comes is what the file holds: each post with its words, time, parent and stars."""
    source = load(folder / "listening.toml").source(name)
    platform = played[name]
    held = {one.id: one for one in platform.posts}

    def known_as(post_id: str | None) -> str | None:
        return platform.post_id(held[post_id[1:]]) if post_id else None

    file = posts(source, folder)
    assert all(post.parent_id for post in file if post.post_id[1:] not in held)
    expected = {
        (
            *(known_as(post.post_id), post.posted_at, post.title, post.text),
            *(known_as(post.parent_id), post.rating, post.product or None),
        )
        for post in file
        if SPAN.start <= post.posted_at < SPAN.end and post.post_id[1:] in held
    }
    columns = ("post_id", "posted_at", "title", "text", "parent_id", "rating", "product")
    assert expected == set(heard[name].select(columns).iter_rows())
    assert len(expected) == heard[name].height


def test_the_same_figures(run, folder):
    """Mentions, share of voice and net sentiment, whole and by segment, are the same to a digit."""
    query = (
        "select brand, period, dimension, segment, "
        "mention_count, share_of_voice, judged_count, net_sentiment "
        "from share_of_voice join net_sentiment using (brand, period) order by all"
    )
    from_files = _asked(folder, "listening.toml", query)

    assert {"all", "source"} <= {row["dimension"] for row in from_files}
    assert from_files == _asked(folder, "live.toml", query)


def test_the_same_brands_and_report(folder, monkeypatch):
    """The two configurations listen for the same brands, in the same types of place."""
    monkeypatch.setenv(*next(iter(NOWHERE.items())))
    files, live = load(folder / "listening.toml"), load(folder / "live.toml")

    assert files.brands == live.brands
    assert files.themes == live.themes
    assert [files.report("monthly")] == live.reports
    assert [(one.id, one.platform, one.channel, one.gaps) for one in files.sources] == [
        (one.id, one.platform, one.channel, one.gaps) for one in live.sources
    ]


def test_a_post_is_held_as_it_is_in_the_file(folder, played):
    """Stars, language and followers reach the place that is played."""
    sources = load(folder / "listening.toml").sources
    review = next(one for one in posts(sources[2], folder) if one.rating is not None)

    assert review.rating_raw == str(said(review).rating)
    assert "en" in {one.language for one in played["plaza"].posts}
