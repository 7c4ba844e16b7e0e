"""Real posts: the console makers' E3 of 2013, where the data lie beside this checkout."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.config import load
from flows.lake.collection import collect_source
from flows.lake.understanding import understand_new
from flows.rendering.issue import compute
from flows.sources import Http
from flows.warehouse.connection import scope

REPO = Path(__file__).parents[1]
POSTS = REPO.parent / "shared" / "data" / "posts" / "consoles.csv"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not POSTS.is_file(), reason="the consoles posts are not beside this checkout"
    ),
]


@pytest.fixture(scope="module", params=["UTC", "America/New_York"])
def consoles(request, tmp_path_factory):
    """Return the consoles workspace in a time zone, heard and understood."""
    text = (REPO / "benchmarks" / "consoles" / "listening.toml").read_text()
    text = text.replace("${CONSOLES_CSV}", str(POSTS))
    text = text.replace('timezone = "UTC"', f'timezone = "{request.param}"')
    path = tmp_path_factory.mktemp("consoles") / "listening.toml"
    path.write_text(text.replace("../work/consoles/", ""))
    config = load(path)
    with Http() as http:
        entry = collect_source(config, config.sources[0], http, datetime(2026, 11, 1, tzinfo=UTC))
    assert (entry.status, entry.post_count, entry.rejected_count) == ("complete", 16_420, 0)
    understand_new(config, workers=1)
    return config


def _report(config, name):
    report = config.report(name)
    told = report.window(config.workspace.timezone, date(2026, 11, 1))
    return compute(config, scope(config, report, told))


def _top_spikes(context):
    """Return the highest event of each brand: its peak's day."""
    tops = {}
    for row in sorted(context.tables["spikes"], key=lambda row: row["mention_count"]):
        tops[row["brand"]] = row["peak_on"]
    return tops


def test_june_and_may_peak_on_the_days_of_their_events(consoles):
    """In UTC all brands peak on 11 June and Xbox on 21 May; in New York Xbox peaks on 12 June."""
    june, may = _report(consoles, "june"), _report(consoles, "may")
    peaks = _top_spikes(june)
    if consoles.workspace.timezone == "UTC":
        assert set(peaks.values()) == {date(2013, 6, 11)}
        assert set(peaks) == {"xbox", "playstation", "nintendo"}
    else:
        assert peaks["xbox"] == date(2013, 6, 12)
    assert _top_spikes(may)["xbox"] == date(2013, 5, 21)


def test_june_says_what_drove_its_peak(consoles):
    """The peak's words and posts are those of the fair, and rising terms those of the policy."""
    june = _report(consoles, "june")
    xbox = max(
        (row for row in june.tables["spikes"] if row["brand"] == "xbox"),
        key=lambda row: row["mention_count"],
    )
    assert xbox["terms"]
    assert not {"ps4", "sony", "xbox"} & set(xbox["terms"])
    assert xbox["top_title"]
    assert xbox["top_url"].startswith("http")
    rising = {row["term"] for row in june.tables["terms"] if row["direction"] != "fading"}
    assert {"e3", "drm"} <= rising


def test_august_is_a_part_month_and_says_so(consoles):
    """The data end on 19 August: the report is of a part month, compared by posts a day."""
    august = _report(consoles, "august")
    assert august.report["is_part"]
    assert august.report["data_until"] == date(2013, 8, 19)
    assert any("part period" in finding.text for finding in august.findings["data"])
    assert august.findings["answer"][0].text.startswith("So far (the data end on 19 Aug)")
    assert next(row for row in august.tables["monthly"] if row["month"] == date(2013, 8, 1))[
        "is_part"
    ]


def test_the_sample_of_popular_posts_is_not_hidden(consoles):
    """The coverage table carries the remark that the export holds popular posts only."""
    june = _report(consoles, "june")
    assert "partly an artefact" in june.tables["coverage"][0]["note"]
