"""The report in parts, as the workbook, the flat files and the slides lay it out.

A part is a section of the page with all that belongs to it: its findings, and every table of the
context, those too that the page has no room for. What a report on a crisis is about is a part of
such a report alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.rendering.columns import Column, Kind, column
from flows.rendering.context import Context, Finding, Row
from flows.rendering.figure_table import AMOUNTS, CHANGES, FIGURES, HEADLINE, as_rows
from flows.rendering.sections import section_order
from flows.rendering.tiles import tiles
from flows.rendering.words import gettext_noop, say


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
    *(f"{amount}_{when}" for amount in ("value", "low", "high") for when in ("then", "now")),
}
_CHANGES = {"change", "change_low", "change_high", "gap"}
_SECTIONS = {
    "summary": _Section(
        gettext_noop("Executive summary"),
        "answer what so_what now_what mentions_trend net_trend",
        {},
    ),
    "data": _Section(
        gettext_noop("Data and confidence"),
        "coverage data audit",
        {
            "coverage": gettext_noop("Sources"),
            "quality": gettext_noop("From posts heard to mentions counted"),
            "languages": gettext_noop("Languages"),
            "variants": gettext_noop("Writings by which the brand was found"),
            "audit": gettext_noop("How good the sentiment is"),
            "corrected": gettext_noop("Sentiment as corrected by labels"),
            "breaks": gettext_noop("Breaks in the series"),
            "coverage_days": gettext_noop("Each source, day by day"),
        },
    ),
    "volume": _Section(
        gettext_noop("Volume and reach"),
        "daily volume monthly calendar volume_drivers",
        {
            "volume": gettext_noop("Volume by brand"),
            "volume_drivers": gettext_noop("Where the change in mentions comes from"),
            "changes": gettext_noop("Changes by source, channel and topic"),
            "monthly": gettext_noop("Months"),
            "daily": gettext_noop("Day by day"),
            "weekly": gettext_noop("Weeks"),
        },
    ),
    "sentiment": _Section(
        gettext_noop("Sentiment and what moved it"),
        "sentiment net_sentiment sentiment_drivers sentiment_mix sentiment_segments "
        "sentiment_terms health",
        {
            "sentiment": gettext_noop("Sentiment by brand"),
            "sentiment_drivers": gettext_noop("What moved net sentiment"),
            "sentiment_segments": gettext_noop("Net sentiment by segment"),
            "sentiment_terms": gettext_noop("Heard in negative and in positive posts"),
            "health": gettext_noop("What the brand health index is made of"),
        },
    ),
    "topics": _Section(
        gettext_noop("Topics, rising and fading"),
        "topics intents phrases growing terms",
        {
            "topics": gettext_noop("Topics"),
            "intents": gettext_noop("What the authors are after"),
            "terms": gettext_noop("Terms that are new, rising or fading"),
            "growing_terms": gettext_noop("Terms that grow from month to month"),
            "phrases": gettext_noop("Phrases on no topic"),
        },
    ),
    "events": _Section(
        gettext_noop("Timeline of key events"),
        "events spikes shifts feelings forecast",
        {
            "spikes": gettext_noop("Events"),
            "spike_drivers": gettext_noop("What drove each event"),
            "spike_posts": gettext_noop("Posts of each event"),
            "level_shifts": gettext_noop("Steps of the level"),
            "emotional_peaks": gettext_noop("Days of unusual feeling"),
            "forecasts": gettext_noop("Forecasts"),
        },
    ),
    "crisis": _Section(
        gettext_noop("What happened when"),
        "crisis crisis_spread crisis_asked",
        {
            "crisis": gettext_noop("The event"),
            "crisis_moments": gettext_noop("What happened when"),
            "crisis_spread": gettext_noop("By channel and by language"),
            "crisis_asked": gettext_noop("What the authors of the event were after"),
            "crisis_hours": gettext_noop("The event hour by hour"),
        },
    ),
    "competitors": _Section(
        gettext_noop("Competitors and share of voice"),
        "share_of_voice competitor_gaps net_multiples competitors rivals topic_leaders "
        "topic_matrix market",
        {
            "share_of_voice": gettext_noop("Share of voice"),
            "competitor_gaps": gettext_noop("Gaps to competitors"),
            "adjusted": gettext_noop("On the same mix of sources"),
            "topic_leaders": gettext_noop("Who leads on each topic"),
            "topic_matrix": gettext_noop("Topics by brand"),
            "comparison_balance": gettext_noop("Comparisons for and against"),
            "comparisons": gettext_noop("Comparisons by kind"),
            "co_mentions": gettext_noop("Named together"),
            "market": gettext_noop("The market without a brand"),
        },
    ),
    "channels": _Section(
        gettext_noop("Channels and voices"),
        "channels voices",
        {"channels": gettext_noop("Channels"), "voices": gettext_noop("Where the most is said")},
    ),
    "voice": _Section(
        gettext_noop("Customer voice"),
        "voice purchase pain_points asked quotes",
        {
            "pain_points": gettext_noop("What hurts, by what it costs in net sentiment"),
            "asked": gettext_noop("Asked and wished for alike"),
            "advocacy": gettext_noop("Advocacy"),
            "ratings": gettext_noop("Ratings"),
            "aspects": gettext_noop("Staff and quality"),
            "purchase": gettext_noop("Interest in buying"),
            "quotes": gettext_noop("Quotes"),
            "customer_posts": gettext_noop("Praise worth repeating, and leads"),
        },
    ),
    "risks": _Section(
        gettext_noop("Risks and response times"),
        "response answer_style risks",
        {
            "risks": gettext_noop("Posts to look at first"),
            "response": gettext_noop("Answers to questions and complaints"),
            "answer_style": gettext_noop("How answers sound"),
            "response_segments": gettext_noop("Answers by segment"),
        },
    ),
    "recommendations": _Section(
        gettext_noop("Recommendations"),
        "recommendations follow_ups",
        {
            "recommendations": gettext_noop("Recommendations"),
            "follow_ups": gettext_noop("What became of earlier recommendations"),
        },
    ),
    "methods": _Section(
        gettext_noop("Methods"),
        "methods",
        {
            "engines": gettext_noop("What judged the sentiment"),
            "stated_sentiment": gettext_noop("What another tool judged"),
            "dictionary": gettext_noop("What the numbers mean"),
        },
    ),
}
_PART_OF = {
    "hours": "crisis",
    "spread": "crisis",
    "needs": "crisis",
    "rivals": "competitors",
    "months": "volume",
}
"""Sections of the page that are a part together with others."""
_EVENT = "crisis"
_LAST = ("methods", "evidence")
_OTHERS = gettext_noop("Further tables")
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
    if _EVENT not in on_page(context):
        # Told hour by hour where a report is about it; any other has it among its events.
        del sections[_EVENT]
    found = []
    for key, section in sections.items():
        said = [one for name in section.findings.split() for one in context.findings.get(name, ())]
        if context.commentary:
            said += context.commentary.findings(key, say(section.title))
        tables = [
            _table(name, say(title), context.tables[name], units)
            for name, title in section.tables.items()
            if context.tables.get(name)
        ]
        if key == "summary" and (shown := [tile.figure for tile in tiles(context)]):
            tables.insert(
                0, Table("headline", say("Headline figures"), HEADLINE, as_rows(shown), units)
            )
        if said or tables:
            found.append(Part(key, say(section.title), said, tables))
    if context.figures:
        rows = as_rows(context.figures.values())
        figures = Table("figures", say("All figures"), FIGURES, rows, units)
        found.append(Part("evidence", say("Evidence"), [], [figures]))
    return _sorted(found, context)


def on_page(context: Context) -> list[str]:
    """Return the parts that a report's page has, in its order."""
    names = section_order(context.report["template"], context.sections)
    return list(dict.fromkeys(map(part_of, names)))


def part_of(section: str) -> str:
    """Return the part that a section of the page belongs to."""
    return _PART_OF.get(section, section)


def _sorted(found: Sequence[Part], context: Context) -> list[Part]:
    """Return what the page has first, as it stands there, and what judges it all last."""
    order = [name for name in on_page(context) if name not in _LAST]

    def place(part: Part) -> int:
        if part.id in _LAST:
            return len(order) + 1 + _LAST.index(part.id)
        return order.index(part.id) if part.id in order else len(order)

    return sorted(found, key=place)


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
