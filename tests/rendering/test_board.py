"""What a run's page shows of a report: tiles, Markdown, and a table of strings."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from flows.config import ReportSettings
from flows.rendering import board
from flows.rendering.context import Finding
from flows.rendering.html import section_values, templates
from flows.rendering.issue import Issue
from flows.rendering.sections import render_section
from flows.rendering.tiles import METRICS, tiles
from flows.window import parse
from tests.rendering.sample import a_context, an_empty_context


def an_issue(**changed):
    """Return the sample as issued."""
    given: dict[str, Any] = {
        "report": ReportSettings(id="monthly", brand="norrsken"),
        "window": parse("2026-06", "UTC", date(2026, 7, 1)),
        "context": a_context(),
        "paths": {"pdf": Path("reports/monthly.pdf")},
        "headline": "It was a good month.",
        "gaps": ["Source `audio-forum` failed."],
    }
    return Issue(**given | changed)


def test_the_tiles_are_the_figures_of_the_reports_own_brand_in_order():
    """Each tile is known by its metric's name in the dictionary."""
    shown = tiles(a_context())
    # The sample's shares are not corrected by people's labels.
    uncorrected = [metric for metric in METRICS if metric != "net_sentiment_corrected"]
    assert uncorrected == [tile.figure.metric for tile in shown]
    assert {"norrsken"} == {tile.figure.brand for tile in shown}
    assert shown[1].name == "Net sentiment"


def test_the_page_and_the_run_show_the_same_tiles():
    """A corrected net sentiment stands after the one it corrects, wherever tiles are shown."""
    context = a_context()
    plain = context.figures["net_sentiment.norrsken"]
    corrected = replace(
        plain, id="net_sentiment_corrected.norrsken", metric="net_sentiment_corrected", value=9.4
    )
    context = replace(context, figures={**context.figures, corrected.id: corrected})

    names = [name for name, _ in tiles(context)]
    assert corrected == tiles(context)[2].figure
    page = render_section(templates(), "summary", section_values(context)).body
    shown = [
        node.text(deep=False).strip("\n\u2060") for node in LexborHTMLParser(page).css(".tile dt")
    ]
    assert names == shown
    assert all(f"| {name} |" in board.summary(an_issue(context=context)) for name in names)


def test_a_period_without_posts_has_no_tiles():
    """Nothing is invented where nothing was said."""
    assert tiles(an_empty_context()) == []
    assert "| Figure |" not in board.summary(an_issue(context=an_empty_context()))


def test_the_summary_has_headline_tiles_findings_and_gaps():
    """A reader of the run's page needs no other page."""
    text = board.summary(an_issue())
    assert text.startswith("# Norrsken, June 2026\n\nIt was a good month.\n")
    assert "| Net sentiment | +12.1 points | no clear change (−4.9) |" in text
    assert "(a weak basis)" in text
    for heading in ("## What", "## So what", "## Now what", "## Gaps"):
        assert heading in text
    assert r"- Source \`audio-forum\` failed." in text


def test_words_of_posts_are_not_markup():
    """A finding that quotes hostile text stays on its line and stays text."""
    hostile = "say <img src=x> | [here](javascript:1)\n# now"
    context = a_context()
    changed = {**context.findings, "what": [Finding("what", hostile)]}
    text = board.summary(an_issue(context=replace(context, findings=changed)))
    assert r"- say \<img src=x\> \| \[here\](javascript:1) \# now" in text


def test_the_table_of_figures_holds_strings_only():
    """Dates and missing values would stop the table; every brand's figures are in it."""
    rows = board.figures(a_context())
    assert all(isinstance(value, str) for row in rows for value in row.values())
    assert {"mentions.norrsken", "mentions.halden"} <= {row["Id"] for row in rows}


def test_the_files_are_listed():
    """Each file is named with its kind."""
    assert "- pdf: `reports/monthly.pdf`" in board.files(an_issue())
