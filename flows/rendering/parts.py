"""The report in parts, as the workbook, the flat files and the slides lay it out.

A part is a section of the page with all that belongs to it: its findings, and every table of the
context, those too that the page has no room for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.rendering.columns import Column, Kind, column
from flows.rendering.context import Context, Finding, Row
from flows.rendering.figure_table import AMOUNTS, CHANGES, FIGURES, HEADLINE, as_rows
from flows.rendering.tiles import tiles


@dataclass(frozen=True)
class Table:
    """Rows under a title; `columns` says of each value in them what it is."""

    name: str
    """Name in the context, and of a flat file."""
    title: str
    columns: Mapping[str, Column]
    rows: Sequence[Row]
    units: Mapping[str, str]
    """Unit of each metric, for columns that hold amounts of several."""

    def kind(self, row: Row, name: str) -> Kind:
        """Return what a value is: an amount is of the unit of its row."""
        unit = row.get("unit") or self.units.get(str(row.get("metric")))
        if unit is None or name not in _AMOUNTS | _CHANGES:
            return self.columns[name].kind
        return (CHANGES if name in _CHANGES else AMOUNTS).get(unit, "decimal")


@dataclass(frozen=True)
class Part:
    """A section of the report."""

    id: str
    title: str
    findings: Sequence[Finding]
    tables: Sequence[Table]


@dataclass(frozen=True)
class _Section:
    title: str
    findings: str
    """Keys of the findings that the page prints in this section, in its order."""
    tables: Mapping[str, str]
    """Titles of the tables, those with few rows before those with many."""


_AMOUNTS = {"value", "low", "high", "previous", "focus_value", "competitor_value"} | {
    "expected",
    "naive",
}
_CHANGES = {"change", "change_low", "change_high", "gap"}
_SECTIONS = {
    "summary": _Section("Executive summary", "answer what so_what now_what", {}),
    "data": _Section(
        "Data and confidence",
        "coverage data audit",
        {
            "coverage": "Sources",
            "quality": "From posts heard to mentions counted",
            "languages": "Languages",
            "variants": "Writings by which the brand was found",
            "audit": "How good the sentiment is",
            "corrected": "Sentiment as corrected by labels",
            "breaks": "Breaks in the series",
            "coverage_days": "Each source, day by day",
        },
    ),
    "volume": _Section(
        "Volume and reach",
        "daily volume monthly volume_drivers",
        {
            "volume": "Volume by brand",
            "volume_drivers": "Where the change in mentions comes from",
            "changes": "Changes by source, channel and topic",
            "monthly": "Months",
            "daily": "Days",
            "weekly": "Weeks",
        },
    ),
    "sentiment": _Section(
        "Sentiment and what moved it",
        "sentiment net_sentiment sentiment_drivers sentiment_segments sentiment_terms health",
        {
            "sentiment": "Sentiment by brand",
            "sentiment_drivers": "What moved net sentiment",
            "sentiment_segments": "Net sentiment by segment",
            "sentiment_terms": "Heard in negative and in positive posts",
            "health": "What the brand health index is made of",
        },
    ),
    "topics": _Section(
        "Topics, rising and fading",
        "topics intents phrases growing terms",
        {
            "topics": "Topics",
            "intents": "What the authors are after",
            "terms": "Terms that are new, rising or fading",
            "growing_terms": "Terms that grow from month to month",
            "phrases": "Phrases on no topic",
        },
    ),
    "events": _Section(
        "Timeline of key events",
        "events spikes shifts feelings forecast",
        {
            "spikes": "Events",
            "spike_drivers": "What drove each event",
            "spike_posts": "Posts of each event",
            "level_shifts": "Steps of the level",
            "emotional_peaks": "Days of unusual feeling",
            "forecasts": "Forecasts",
        },
    ),
    "competitors": _Section(
        "Competitors and share of voice",
        "share_of_voice competitor_gaps competitors topic_leaders market",
        {
            "share_of_voice": "Share of voice",
            "competitor_gaps": "Gaps to competitors",
            "adjusted": "On the same mix of sources",
            "topic_leaders": "Who leads on each topic",
            "topic_matrix": "Topics by brand",
            "comparison_balance": "Comparisons for and against",
            "comparisons": "Comparisons by kind",
            "co_mentions": "Named together",
            "market": "The market without a brand",
        },
    ),
    "channels": _Section(
        "Channels and voices",
        "channels voices",
        {"channels": "Channels", "voices": "Where the most is said"},
    ),
    "voice": _Section(
        "Customer voice",
        "voice purchase pain_points asked quotes",
        {
            "pain_points": "What hurts, by what it costs in net sentiment",
            "asked": "Asked and wished for alike",
            "advocacy": "Advocacy",
            "ratings": "Ratings",
            "aspects": "Staff and quality",
            "purchase": "Interest in buying",
            "quotes": "Quotes",
            "customer_posts": "Praise worth repeating, and leads",
        },
    ),
    "risks": _Section(
        "Risks and response times",
        "response answer_style risks",
        {
            "risks": "Posts to look at first",
            "response": "Answers to questions and complaints",
            "answer_style": "How answers sound",
            "response_segments": "Answers by segment",
        },
    ),
    "recommendations": _Section(
        "Recommendations", "recommendations", {"recommendations": "Recommendations"}
    ),
    "methods": _Section(
        "Methods",
        "methods",
        {"engines": "What judged the sentiment", "dictionary": "What the numbers mean"},
    ),
}
_OTHERS = "Further tables"
_TEXTS = ("title", "excerpt", "url", "complaint", "praise")
"""Last words of columns that hold what people wrote: after the numbers that they explain."""


def parts(context: Context) -> list[Part]:
    """Return the sections of a report that have something, and its figures at the end."""
    units = {row["metric"]: row["unit"] for row in context.tables.get("dictionary", ())}
    known = {name for section in _SECTIONS.values() for name in section.tables} | {"evidence"}
    own = {
        name: _Section(section.title, "", {name: section.title})
        for name, section in context.own.items()
    }
    left = context.tables.keys() - known - own.keys()
    others = {name: name.replace("_", " ").capitalize() for name in left}
    sections = {**_SECTIONS, **own, "others": _Section(_OTHERS, "", dict(sorted(others.items())))}
    found = []
    for key, section in sections.items():
        said = [one for name in section.findings.split() for one in context.findings.get(name, ())]
        tables = [
            _table(name, title, context.tables[name], units)
            for name, title in section.tables.items()
            if context.tables.get(name)
        ]
        if key == "summary" and (shown := [tile.figure for tile in tiles(context)]):
            tables.insert(0, Table("headline", "Headline figures", HEADLINE, as_rows(shown), units))
        if said or tables:
            found.append(Part(key, section.title, said, tables))
    if context.figures:
        rows = as_rows(context.figures.values())
        figures = Table("figures", "All figures", FIGURES, rows, units)
        found.append(Part("evidence", "Evidence", [], [figures]))
    return found


def tables(context: Context) -> Iterable[Table]:
    """Return the tables of all parts that have rows, each name once."""
    return [table for part in parts(context) for table in part.tables]


def _table(name: str, title: str, rows: Sequence[Row], units: Mapping[str, str]) -> Table:
    columns = {key: column(key, name) for key in _in_order(rows[0])}
    return Table(name, title, columns, rows, units)


def _in_order(names: Iterable[str]) -> list[str]:
    """Return columns as people read them: names and numbers, then words of posts, then keys."""
    given = list(names)

    def place(name: str) -> int:
        has_name = f"{name}_name" in given or name in ("post_id", "asked_key")
        if has_name or name.startswith("is_"):
            return 2
        return 1 if name.rpartition("_")[2] in _TEXTS else 0

    return sorted(given, key=place)
