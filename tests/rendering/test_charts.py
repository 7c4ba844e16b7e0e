"""The charts: well-formed, the same every time, and with nothing cut off or made up."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from flows.rendering import charts, palette
from flows.rendering.charts.scale import count_ticks, spread, ticks
from flows.rendering.charts.svg import NARROW, WIDE
from flows.rendering.fonts import text_width
from tests.rendering.sample import a_context
from tests.rendering.sample_base import LONG_NAME
from tests.rendering.sample_posts import HOSTILE

_SVG = "{http://www.w3.org/2000/svg}"


def _drawings(context):
    tables = context.tables
    focus = [row for row in tables["daily"] if row["is_focus"]]
    months = [row for row in tables["monthly"] if row["is_focus"]]
    return {
        "channels": charts.channels(tables["channels"], "says"),
        "coverage": charts.coverage(tables["coverage_days"], "says"),
        "daily": charts.daily(focus, "May 2026", "says"),
        "mentions_trend": charts.mentions_trend(months, "says"),
        "monthly": charts.monthly(tables["monthly"], "says"),
        "net_sentiment": charts.net_sentiment(tables["sentiment"], "says"),
        "net_trend": charts.net_trend(months, "says"),
        "sentiment": charts.sentiment(tables["sentiment"], "says"),
        "sentiment_drivers": charts.sentiment_drivers(tables["sentiment_drivers"], "says"),
        "sentiment_segments": charts.sentiment_segments(
            tables["sentiment_segments"], "says", dimension="channel"
        ),
        "share_of_voice": charts.share_of_voice(tables["share_of_voice"], "says"),
        "terms": charts.terms(tables["terms"], "says", direction="rising"),
        "volume_drivers": charts.volume_drivers(tables["volume_drivers"], "says"),
    }


_NAMES = sorted(_drawings(a_context()))


@pytest.fixture(scope="module", params=["Norrsken", LONG_NAME, "<b>&\"'", "노르스켄 오디오"])
def drawings(request):
    """Return every chart of the sample under one brand name."""
    return _drawings(a_context(name=request.param))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", _NAMES)
def test_a_chart_is_well_formed_and_named(drawings, name, width):
    """A chart is one SVG image whose first child is its title, and every mark says something."""
    root = _parsed(drawings[name].at(width))

    assert "img" == root.get("role")
    assert "says" == root[0].text
    assert root[0].get("id") == root.get("aria-labelledby")
    marks = [element for element in root.iter() if element.get("data-mark") is not None]
    assert marks
    assert all(mark.find(f"{_SVG}title").text for mark in marks)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", _NAMES)
def test_no_letter_leaves_the_chart(drawings, name, width):
    """Every text lies between the left and the right edge, however long a brand's name is."""
    root = _parsed(drawings[name].at(width))

    outside = [text.text for text in root.iter(f"{_SVG}text") if not _is_inside(text, width)]
    assert [] == outside


@pytest.mark.parametrize("name", _NAMES)
def test_a_chart_uses_the_palette_only(drawings, name):
    """Colours are attributes from the palette, and each has a counterpart for a dark screen."""
    colours = set(re.findall(r"#[0-9a-f]{3,8}", drawings[name].at(WIDE)))

    assert colours <= set(palette.DARK)
    assert "var(" not in drawings[name].at(WIDE)


@pytest.mark.parametrize("name", _NAMES)
def test_a_chart_is_the_same_every_time(name):
    """The same rows give the same bytes."""
    assert _drawings(a_context())[name].at(WIDE) == _drawings(a_context())[name].at(WIDE)


def test_ids_are_unique_among_all_charts(drawings):
    """No id appears twice, also when every chart stands in one page at both widths."""
    page = "".join(drawing.__html__() for drawing in drawings.values())
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids))


def test_a_day_without_data_is_a_gap_and_not_a_zero():
    """The line breaks at missing days, and their hover says that there is no data."""
    rows = [row for row in a_context().tables["daily"] if row["is_focus"]]
    drawn = charts.daily(rows, "May 2026", "says").at(WIDE)
    line = next(path for path in re.findall(r"<path[^>]+>", drawn) if palette.ACCENT in path)

    assert 2 == line.count("M")
    assert "Thursday, 18 Jun: no data" in drawn
    assert "18 Jun: 0" not in drawn


def test_a_spike_carries_its_day_and_count():
    """The highest day is labelled in words on the chart itself."""
    rows = [row for row in a_context().tables["daily"] if row["is_focus"]]

    assert "11 Jun · 177" in charts.daily(rows, "May 2026", "says").at(WIDE)


def test_too_few_posts_are_words_and_not_a_dot():
    """A segment that is withheld says how few posts it has."""
    drawn = charts.net_sentiment(a_context().tables["sentiment"], "says").at(WIDE)

    assert "too few posts (24)" in drawn


def test_the_parts_of_a_change_end_in_their_sum():
    """The last bar of a split is the sum of the others, with small parts gathered into one."""
    rows = [
        {"segment": f"s{number}", "mention_count": 2, "previous_count": 1, "count_change": number}
        for number in range(1, 21)
    ]
    drawn = _drawn(charts.volume_drivers(rows, "says"))

    assert "Change in all: +210" in drawn
    assert "10 others: +55" in drawn


def test_months_of_brands_are_aligned_by_date():
    """A brand first heard later starts later, with a gap before."""
    month = {"net_sentiment": None, "low": None, "high": None, "is_part": False}
    old = {"brand": "a", "brand_name": "A", "is_focus": True, **month}
    new = {"brand": "b", "brand_name": "B", "is_focus": False, **month}
    rows = [
        {**old, "month": date(2026, 5, 1), "mention_count": 1},
        {**old, "month": date(2026, 6, 1), "mention_count": 2},
        {**new, "month": date(2026, 6, 1), "mention_count": 3},
    ]
    drawn = charts.monthly(rows, "says").at(WIDE)

    assert "May 2026: A 1, B n/a" in drawn
    assert "June 2026: A 2, B 3" in drawn


@pytest.mark.parametrize("days", [1, 7, 31, 92, 366])
def test_a_period_of_any_length_fits(days):
    """One day or a year: the chart is drawn, and its day labels do not touch."""
    row = next(row for row in a_context().tables["daily"] if row["is_focus"])
    rows = [
        {**row, "day": date.fromordinal(row["day"].toordinal() + number)} for number in range(days)
    ]
    root = _parsed(charts.daily(rows, "the year before", "says").at(NARROW))
    places = [_span(text) for text in root.iter(f"{_SVG}text") if text.get("y") == "192"]

    assert places
    assert all(one[1] < other[0] for one, other in pairwise(places))


def test_hostile_words_stay_words():
    """Markup in a term is shown, not obeyed."""
    row = {**a_context().tables["terms"][0], "term": HOSTILE}
    drawn = _drawn(charts.terms([row], HOSTILE, direction="rising"))

    assert "<script>" not in drawn
    assert "alert" in _parsed(drawn)[0].text


@pytest.mark.parametrize("high", [0, 1, 2, 3, 7, 48, 177, 9_999, 1_234_567])
def test_an_axis_of_counts_has_few_whole_ticks(high):
    """Ticks are whole, start at zero, and the last one is not below the highest count."""
    levels = count_ticks(high)

    assert all(level == int(level) for level in levels)
    assert 0 == levels[0]
    assert max(high, 1) <= levels[-1]
    assert 2 <= len(levels) <= 7


def test_ticks_hold_negative_values():
    """An axis of points reaches from below the lowest to above the highest."""
    assert [-10, 0, 10, 20] == ticks(-8.1, 12.0)


def test_labels_at_the_same_place_are_moved_apart():
    """Names at the ends of lines keep their order and their distance."""
    assert [74, 87, 100] == spread([99, 99.5, 100], 13, 100)


def _drawn(drawing):
    assert drawing is not None
    return drawing.at(WIDE)


def _parsed(svg):
    return ET.fromstring(svg)  # noqa: S314  # our own


def _is_inside(text, width):
    left, right = _span(text)
    return left >= -0.5 and right <= width + 0.5


def _span(text):
    bold = text.get("font-weight") == "600"
    size = text_width(text.text or "", 10.5, bold=bold)
    share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor") or "start", 0.0)
    start = float(text.get("x")) - share * size
    return start, start + size
