"""The report's numbers as a workbook: a sheet a table, ready to filter, and nothing that acts."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path

from xlsxwriter import Workbook

from flows.rendering import numbers
from flows.rendering.columns import Column, Kind, column
from flows.rendering.context import Context, Figure, Row
from flows.rendering.sheets import Cell, Sheets
from flows.writing import whole

_SHEETS = {
    "coverage": "Sources",
    "breaks": "Series breaks",
    "coverage_days": "Source days",
    "quality": "From heard to counted",
    "languages": "Languages",
    "daily": "Days",
    "weekly": "Weeks",
    "monthly": "Months",
    "volume": "Volume",
    "volume_drivers": "Volume drivers",
    "sentiment": "Sentiment",
    "sentiment_segments": "Sentiment segments",
    "sentiment_drivers": "Sentiment drivers",
    "changes": "Changes by cell",
    "health": "Health index",
    "sentiment_terms": "Sentiment terms",
    "variants": "Writings",
    "topics": "Topics",
    "intents": "Intents",
    "phrases": "Phrases without topic",
    "terms": "Terms",
    "spikes": "Events",
    "spike_posts": "Event posts",
    "share_of_voice": "Share of voice",
    "competitor_gaps": "Competitor gaps",
    "adjusted": "Same mix of sources",
    "topic_leaders": "Leaders by topic",
    "topic_matrix": "Topics by brand",
    "comparison_balance": "Comparisons",
    "comparisons": "Comparisons by kind",
    "co_mentions": "Named together",
    "market": "Market without a brand",
    "channels": "Channels",
    "voices": "Voices",
    "quotes": "Quotes",
    "pain_points": "Pain points",
    "asked": "Asked alike",
    "advocacy": "Advocacy",
    "ratings": "Ratings",
    "aspects": "Staff and quality",
    "purchase": "Interest in buying",
    "customer_posts": "Praise and leads",
    "response": "Response",
    "response_segments": "Response by segment",
    "answer_style": "How answers sound",
    "risks": "Risks",
    "recommendations": "Recommendations",
    "engines": "Sentiment engines",
    "audit": "Sentiment audit",
    "corrected": "Sentiment corrected",
    "dictionary": "Methods",
}
"""Which table stands on which sheet, in order; a table of another name gets its own at the end."""
_UNIT_KINDS: dict[str, Kind] = {
    "posts": "count",
    "authors": "count",
    "reactions": "count",
    "points": "points",
    "share": "share",
    "stars": "stars",
}


def write_workbook(context: Context, path: Path) -> None:
    """Write every table of the context, its figures and its findings; same context, same bytes.

    Texts stay texts, whatever they begin with, and what is not known is an empty cell.

    Raises:
        ListeningError: the file cannot be written.

    """
    with whole(path) as temporary:
        _write(context, temporary)


def _write(context: Context, path: Path) -> None:
    as_text = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(str(path), as_text) as book:
        report = context.report
        book.set_properties(
            {
                "title": f"{report['brand_name']}, {report['window_label']}: {report['title']}",
                "author": "Earwitness",
                # The end of the period, so that the same report is the same file.
                "created": datetime.combine(report["window_last_on"] + timedelta(days=1), time()),
            }
        )
        sheets = Sheets(book)
        sheets.add(
            "Summary", [Column("Part"), Column("Finding"), Column("Figures")], _said(context)
        )
        tables = {**dict.fromkeys(_SHEETS, ()), **context.tables}
        for table, rows in tables.items():
            if rows and table != "evidence":
                _add_table(sheets, table, rows)
        sheets.add("Evidence", _FIGURE_COLUMNS, map(_figure_cells, context.figures.values()))


def _said(context: Context) -> Iterable[Sequence[Cell]]:
    report = context.report
    head = {
        "Report": report["title"],
        "Brand": report["brand_name"],
        "Period": numbers.day_range(report["window_first_on"], report["window_last_on"]),
        "Compared with": report["previous_label"],
        "Time zone": report["timezone"],
    }
    for part, text in head.items():
        yield _texts(part, text, "")
    for findings in context.findings.values():
        for finding in findings:
            part = finding.section.replace("_", " ").capitalize()
            yield _texts(part, finding.text, ", ".join(finding.figures))


def _texts(*words: str) -> list[Cell]:
    return [Cell(text, "text") for text in words]


def _add_table(sheets: Sheets, table: str, rows: Sequence[Row]) -> None:
    names = list(rows[0])
    columns = [column(name, table) for name in names]
    cells = (
        [Cell(row[name], shown.kind) for name, shown in zip(names, columns, strict=True)]
        for row in rows
    )
    name = _SHEETS.get(table, table.replace("_", " ").capitalize()[:31])
    sheets.add(name, columns, cells)


_FIGURE_COLUMNS = [
    Column("Figure"),
    Column("What it is"),
    Column("Value", "decimal"),
    Column("Low", "decimal"),
    Column("High", "decimal"),
    Column("n", "count"),
    Column("Authors", "count"),
    Column("Coverage", "share"),
    Column("Unit"),
    Column("Before", "decimal"),
    Column("Change", "decimal"),
    Column("Change, low", "decimal"),
    Column("Change, high", "decimal"),
    Column("Change, relative", "rate"),
    Column("Verdict"),
    Column("Basis"),
    Column("Posts it lacks", "count"),
    Column("Days for these", "count"),
    Column("Model"),
    Column("Definition"),
]


def _figure_cells(figure: Figure) -> list[Cell]:
    kind = _UNIT_KINDS.get(figure.unit, "decimal")
    return [
        *_texts(figure.id, figure.label),
        *(Cell(amount, kind) for amount in (figure.value, figure.low, figure.high)),
        Cell(figure.n, "count"),
        Cell(figure.authors, "count"),
        Cell(figure.coverage, "share"),
        Cell(figure.unit, "text"),
        *(
            Cell(amount, kind)
            for amount in (figure.previous, figure.change, figure.change_low, figure.change_high)
        ),
        Cell(figure.change_rate, "rate"),
        *_texts(figure.verdict or "", figure.adequacy),
        Cell(figure.more_posts, "count"),
        Cell(figure.more_days, "count"),
        *_texts(figure.model, figure.definition),
    ]
