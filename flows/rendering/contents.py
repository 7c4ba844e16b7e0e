"""Read what a report says out of the warehouse: figures, tables, findings, recommendations."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import duckdb

import flows
from flows.config import Config, Language
from flows.rendering import numbers, periods
from flows.rendering.commentary import Commentary, path_of, written
from flows.rendering.context import Context, Figure, Report, Row
from flows.rendering.earlier import Place, changes, definitions, in_words, place
from flows.rendering.findings import findings
from flows.rendering.findings.advice import recommendations
from flows.rendering.findings.facts import Facts
from flows.rendering.gaps import gaps
from flows.rendering.html import cited, section_values
from flows.rendering.restated import restated
from flows.rendering.sections import own_rows, own_sections
from flows.rendering.terms import figure_label, parts_said, term, topic_said
from flows.rendering.themes import theme_of
from flows.rendering.tiles import tiles
from flows.rendering.words import gettext_noop, say, speaking, spoken, words_of
from flows.warehouse import models
from flows.warehouse.behind import posts_behind
from flows.warehouse.connection import Scope
from flows.warehouse.dictionary import metrics
from flows.warehouse.queries import rows

_PAGE = "page_"
_POSTS = 20
"""Posts that the page shows behind a figure, at most."""
_TITLES = {
    "weekly": gettext_noop("Weekly listening report"),
    "monthly": gettext_noop("Monthly listening report"),
    "quarterly": gettext_noop("Quarterly listening report"),
    "crisis": gettext_noop("Crisis report"),
    "competitor": gettext_noop("Competitor report"),
}


def read_context(
    connection: duckdb.DuckDBPyConnection,
    config: Config,
    told: Scope,
    at: Place | None = None,
    *,
    language: Language | None = None,
) -> Context:
    """Return the context of a report whose models have run in this connection.

    Each model `page_<table>` is the table of that name. It is about to be the issue `at` a
    place, by default the next one: what it says of earlier issues is of those before. It is in
    the report's language, unless a reader wants it in another.
    """
    with speaking(language or told.report.language):
        return _read(connection, config, told, at or place(config, told))


def _read(connection: duckdb.DuckDBPyConnection, config: Config, told: Scope, at: Place) -> Context:
    tables = {
        name.removeprefix(_PAGE): rows(connection, f'from "{name}"')
        for name in models.models()
        if name.startswith(_PAGE)
    }
    known = tables.pop("report")[0]
    tables = {name: list(map(topic_said, found)) for name, found in tables.items()}
    tables["dictionary"] = _dictionary(connection)
    own = own_sections(config, told.report)
    names = {brand.id: brand.name for brand in config.brands}
    figures = {
        row["figure"]: _figure(row, names)
        for row in rows(connection, "from figures order by figure")
    }
    changed = changes(config, told, tables["dictionary"], at)
    meant = definitions(config, told, tables["dictionary"])
    known |= {
        "changes": changed,
        "changes_told": [
            ([in_words(key, config) for key in change.what], change.since) for change in changed
        ],
        "restated": restated(config, told, figures, meant, at),
    }
    report = _report(config, told, known)
    tables["evidence"] = [_evidence(figure) for figure in figures.values()]
    tables["recommendations"] = []
    facts = Facts(told.report.brand, report, figures, tables)
    tables["recommendations"] = recommendations(facts)
    said = {name: list(map(parts_said, found)) for name, found in tables.items()}
    context = Context(
        report,
        figures,
        said,
        findings(facts),
        sections=told.report.sections,
        own=own,
        theme=theme_of(config, told.report.theme),
    )
    context = replace(context, commentary=_commentary(config, told, context))
    taken = section_values(context).keys()
    said |= {name: own_rows(connection, section, taken) for name, section in own.items()}
    if spoken() is not words_of(told.report.language):
        # A message, which is what such a reader gets, shows no posts behind its figures.
        return context
    return replace(context, behind=posts_behind(connection, cited(context), _POSTS))


def _commentary(config: Config, told: Scope, context: Context) -> Commentary | None:
    """Return the analyst's words; a reader of another language gets those of the summary."""
    shown = [tile.figure for tile in tiles(context)]
    path = path_of(config.base, told.report.id, told.window.slug)
    words = written(told.commentary, context.figures, shown, path)
    own = words_of(told.report.language)
    if words is None or spoken() is own:
        return words
    return words.summary(own.message("Executive summary"))


def _report(config: Config, told: Scope, known: Row) -> Report:
    settings, window, previous = told.report, told.window, told.previous
    name = config.brand(settings.brand).name
    return {
        "id": settings.id,
        "brand": settings.brand,
        "template": settings.template,
        "title": settings.title or say(_TITLES[settings.template]),
        "brand_name": name,
        "competitor_names": [config.brand(brand).name for brand in settings.competitors],
        "window_label": periods.label(window),
        "window_when": periods.when(window),
        "window_first_on": window.first_on,
        "window_last_on": window.last_on,
        "previous_label": periods.label(previous),
        "previous_when": periods.when(previous),
        "previous_first_on": previous.first_on,
        "previous_last_on": previous.last_on,
        "timezone": window.zone,
        "is_part": known["is_part"],
        "data_until": known["data_until"],
        "language": spoken().language,
        "is_empty": known["is_empty"],
        "has_authors": known["has_authors"],
        "changes": known["changes"],
        "changes_told": known["changes_told"],
        "restated": known["restated"],
        "gaps": gaps(config, told.ledger),
        "limits": config.limits.model_dump(),
        "earwitness": flows.__version__,
    }


def _figure(row: dict[str, Any], names: Mapping[str, str]) -> Figure:
    """Return a figure as the report says it; `names` are those of the brands."""
    kept = {name: row[name] for name in Figure.__dataclass_fields__ if name in row}
    metric = metrics()[row["metric"]]
    kept["label"] = figure_label(row, names.get(row["brand"]))
    kept["definition"] = _plain(metric.formula)
    return Figure(id=row["figure"], **kept)


def _dictionary(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return the entries of the metrics that this report has figures of, in the file's order."""
    found = rows(
        connection,
        """
        select metric, name, formula, unit, version, not_this from dictionary
        semi join figures using (metric) order by dictionary.rowid
        """,
    )
    return [
        row
        | {"name": term(row["metric"], "metric")}
        | {column: _plain(row[column]) for column in ("formula", "not_this") if row[column]}
        for row in found
    ]


def _plain(text: str) -> str:
    """Return words of the dictionary without the marks of code, which a reader need not know."""
    return say(text).replace("`", "")


def _evidence(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.id,
        "label": figure.label,
        "value_text": numbers.of(figure),
        "interval_text": numbers.interval_of(figure),
        "n": figure.n,
        "model": figure.model,
        "definition": figure.definition,
    }
