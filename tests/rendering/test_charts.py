"""The charts: well-formed, the same every time, and with nothing cut off or made up."""

import base64
import re
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.rendering import charts, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, on_paper
from flows.rendering.charts.labels import broken, rows
from flows.rendering.charts.scale import count_ticks, spread, ticks
from flows.rendering.charts.svg import NARROW, WIDE
from flows.rendering.fonts import text_width
from tests.rendering.sample import a_context
from tests.rendering.sample_base import DAYS, FIRST, LONG_NAMES
from tests.rendering.sample_posts import HOSTILE

_SVG = "{http://www.w3.org/2000/svg}"


def _drawings(context):
    tables = context.tables
    focus = [row for row in tables["daily"] if row["is_focus"]]
    months = [row for row in tables["monthly"] if row["is_focus"]]
    return {
        "calendar": charts.calendar(focus, "says"),
        "channels": charts.channels(tables["channels"], "says"),
        "coverage": charts.coverage(tables["coverage_days"], "says"),
        "daily": charts.daily(focus, "May 2026", "says"),
        "mentions_trend": charts.mentions_trend(months, "says"),
        "monthly": charts.monthly(tables["monthly"], "says"),
        "net_multiples": charts.net_multiples(tables["monthly"], "says"),
        "net_sentiment": charts.net_sentiment(tables["sentiment"], "says"),
        "net_trend": charts.net_trend(months, "says"),
        "sentiment": charts.sentiment(tables["sentiment"], "says"),
        "sentiment_drivers": charts.sentiment_drivers(tables["sentiment_drivers"], "says"),
        "sentiment_segments": charts.sentiment_segments(
            [row for row in tables["sentiment_segments"] if row["is_shown"]], "says"
        ),
        "share_of_voice": charts.share_of_voice(tables["share_of_voice"], "says"),
        "terms": charts.terms(tables["terms"], "says", direction="rising"),
        "timeline": charts.timeline(tables["spikes"], [{"day": DAYS[3]}], FIRST, DAYS[-1], "says"),
        "topic_matrix": charts.topic_matrix(tables["topic_matrix"], "says"),
        "volume_drivers": charts.volume_drivers(tables["volume_drivers"], "says"),
    }


_NAMES = sorted(_drawings(a_context()))


@pytest.fixture(scope="module", params=["Norrsken", *LONG_NAMES, "<b>&\"'"])
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
    assert name in ("coverage", "timeline") or root[1].get("id") == root.get("aria-describedby")
    marks = [element for element in root.iter() if element.get("data-mark") is not None]
    assert marks
    assert all(mark.find(f"{_SVG}title").text for mark in marks)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", _NAMES)
def test_no_letter_leaves_the_chart(drawings, name, width):
    """Every text lies between the left and the right edge, however long a brand's name is."""
    root = _parsed(drawings[name].at(width))

    outside = [words for words, box in _boxes(root) if not _is_inside(box, width)]
    assert [] == outside


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", _NAMES)
def test_no_label_is_cut_and_none_lies_on_another(drawings, name, width):
    """Every name is printed whole, on lines of its own, away from bars and other words."""
    texts = _boxes(_parsed(drawings[name].at(width)))

    assert [] == [words for words, _ in texts if "…" in words]
    on_others = [(one, other) for one, other in combinations(texts, 2) if _meet(one[1], other[1])]
    assert [] == on_others


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_label_of_sixty_characters_keeps_to_its_place(name, width):
    """Its lines give the whole name, and end before the bar and before the next row."""
    placed = rows([name, "Halden", name], width, 14)
    ends = [*placed.tops[1:], placed.bottom]

    for index, label in enumerate([name, "Halden", name]):
        texts = _boxes(_parsed(svg.tag("svg", "".join(placed.label(index)), xmlns=_SVG[1:-1])))
        assert _letters(label) == _letters("".join(words for words, _ in texts))
        for _, (_, top, right, bottom) in texts:
            assert (placed.tops[index - 1] + 14 if index else 0) - 6 <= top
            assert right <= (placed.left or width)
            assert bottom <= (ends[index] if placed.left else placed.tops[index])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200))
def test_a_broken_label_loses_nothing_and_fits(text):
    """Whatever the name, its lines fit, and give it back; only very long ones end in a cut."""
    lines = broken(text, 170)

    assert all(text_width(line, 10.5, bold=True) <= 170 for line in lines)
    whole = _letters("".join(lines))
    assert whole == _letters(text) or (whole.endswith("…") and len(lines) == 7)


def test_a_label_is_not_broken_inside_a_letter():
    """A mark stays with the letter that carries it, and joined emoji stay together."""
    word = "e\u0301" * 60
    family = "\U0001f469\u200d\U0001f467"

    assert all(not line.startswith("\u0301") for line in broken(word, 170))
    assert all(len(line) % 3 == 0 for line in broken(family * 12, 170))


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
    chart = charts.net_sentiment(a_context().tables["sentiment"], "says")

    assert chart is not None
    assert "too few posts (24)" in chart.at(WIDE)


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
    month = {"net_sentiment": None, "low": None, "high": None, "is_part": False, "is_break": False}
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


def _parsed(drawn):
    return ET.fromstring(drawn)  # noqa: S314  # our own


def _is_inside(box, width):
    return box[0] >= -0.5 and box[2] <= width + 0.5


def _boxes(root, right=0.0, down=0.0):
    """Return each text with its left, top, right and bottom, groups moved as they are drawn."""
    found = []
    for element in root:
        moved = re.fullmatch(r"translate\(([\d.]+) ([\d.]+)\)", element.get("transform") or "")
        across, below = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
        if element.tag == f"{_SVG}text":
            (start, end), y = _span(element), float(element.get("y")) + down
            found.append((element.text or "", (start + right, y - 7.5, end + right, y + 2.5)))
        found += _boxes(element, right + across, down + below)
    return found


def _meet(one, other):
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5


def _letters(text):
    return "".join(text.split())


def _span(text):
    bold = text.get("font-weight") == "600"
    size = text_width(text.text or "", 10.5, bold=bold)
    share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor") or "start", 0.0)
    start = float(text.get("x")) - share * size
    return start, start + size


@dataclass(frozen=True)
class _Parts:
    parts: list[str]

    def draw(self, width):
        return width, self.parts


def test_on_paper_a_chart_has_no_answers_for_a_pointer():
    """What is printed is the wide chart alone, an image as it is seen; no word beside is lost."""
    seen = svg.mark("1 post", svg.rect(0, 0, 2, 2, palette.ACCENT))
    hidden = svg.hover("2 posts", 0, 0, 9, 9)
    drawing = Chart("daily", "says.", _Parts([seen, hidden]), "Highest: 2.")
    data = '<details class="data"><summary>Data</summary><p>3 posts</p></details>'

    printed = on_paper(f"<p>1 post</p>{drawing.__html__()}{data}<p>2 posts</p>")

    (picture,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', printed)
    drawn = base64.b64decode(picture).decode()
    assert drawn.endswith(f"<g>{svg.rect(0, 0, 2, 2, palette.ACCENT)}</g></svg>")
    assert 'alt="says. Highest: 2."' in printed
    assert "says. Highest: 2.</title>" in drawn
    assert printed.startswith("<p>1 post</p>")
    assert printed.endswith("<p>2 posts</p>")
    assert not re.search("data-mark|pointer-events|daily-340|3 posts|<desc", printed + drawn)


def test_a_month_on_other_sources_is_marked():
    """Where a source begins or ends stands a dotted line, and a pointer is told why."""
    rows = a_context().tables["monthly"]
    marked = charts.monthly(rows, "says").at(WIDE)
    plain = charts.monthly([{**row, "is_break": False} for row in rows], "says").at(WIDE)

    assert 1 == marked.count('stroke-dasharray="1 2.5"')
    assert 0 == plain.count('stroke-dasharray="1 2.5"')
    assert 1 == marked.count("a source begins or ends here")
