"""One DuckDB connection for one report: its limits, its clock, and what the models may read."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from flows.config import Brand, Config, ReportSettings
from flows.lake import labels, ledger, segments
from flows.lake.understanding import current
from flows.text.courtesy import courtesy_pattern
from flows.text.intents import INTENTS
from flows.text.opinion_words import opinion_words
from flows.text.queries import BrandQuery
from flows.text.queries.tree import positive_terms
from flows.text.stopwords import stopwords
from flows.warehouse import models
from flows.warehouse.dictionary import metrics
from flows.warehouse.segments import load_segments
from flows.window import Window

HISTORY_MONTHS = 13
EVERY_LANGUAGE = "*"
_RECOMMENDED = (
    "recommended (position integer, text varchar, owner varchar, figure varchar, metric varchar, "
    "measure varchar, direction varchar, value double, low double, high double, adequacy varchar, "
    "metric_version integer, issue integer, first_on date, last_on date)"
)


@dataclass(frozen=True)
class Scope:
    """What one run of the models is about."""

    report: ReportSettings
    window: Window
    previous: Window
    segments: list[Path]
    ledger: list[Path] | None = None
    """The entries of the ledger that count, when it is not all of them."""
    labels: list[Path] | None = None
    """The files of people's labels that count, when it is not all of them."""
    commentary: str = ""
    """What the analyst wrote about it, as the file has it."""
    recommended: list[dict[str, Any]] = field(default_factory=list)
    """What the issue of an earlier period recommended: rows of `recommended`."""

    @property
    def history_first_on(self) -> date:
        """The first day of the series that lead up to the window."""
        return min(self.window.history_start(HISTORY_MONTHS), self.previous.first_on)

    def variables(self, config: Config) -> dict[str, object]:
        """Return the variables that models read with `getvariable`."""
        return {
            "window_first_on": self.window.first_on,
            "window_end_on": self.window.end_on,
            "previous_first_on": self.previous.first_on,
            "previous_end_on": self.previous.end_on,
            "history_first_on": self.history_first_on,
            "focus_brand": self.report.brand,
            **config.limits.model_dump(),
            "apology_pattern": courtesy_pattern("apology"),
            "thanks_pattern": courtesy_pattern("thanks"),
            "is_corrected": config.understanding.correct,
            "is_reach_told": config.measures.reach,
            "week_start": config.calendar.week_start + 1,
        }


def scope(config: Config, report: ReportSettings, window: Window) -> Scope:
    """Return a report's window, the one it is compared with, and the segments both stand on.

    A source that left the configuration leaves the reports: nobody could say what it covers.
    """
    previous = window.previous() if report.compare == "previous" else window.year_before()
    told = Scope(report, window, previous, [])
    folder = segments.posts_folder(config.lake, current(config))
    # A month's folder is in UTC; the zone moves a day's edge by at most 14 hours. A post of the
    # first day may be a copy of one that is 30 days older.
    first = f"{told.history_first_on - timedelta(days=31):%Y-%m}"
    last = f"{window.end_on:%Y-%m}"
    listened = {source.id for source in config.sources}
    paths = [
        one.path
        for one in segments.segments(folder)
        if one.source in listened and first <= one.month <= last
    ]
    return Scope(report, window, previous, paths)


def spill_folder(lake: Path) -> Path:
    """Return where DuckDB may write while it works."""
    return lake / "spill"


@contextmanager
def warehouse(
    config: Config, told: Scope, threads: int | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection that models can run in; afterwards nothing of it is left.

    It reads understood segments and nothing else: no other file, no network, no extension. It runs
    as many threads as the workspace says, else `threads`, else one for each processor.
    """
    threads = config.workspace.threads or threads
    folder = spill_folder(config.lake)
    settings: dict[str, Any] = {
        "memory_limit": config.workspace.memory_limit,
        "temp_directory": str(folder),
        **({"threads": threads} if threads else {}),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=settings) as connection:
        run = connection.execute
        run("set TimeZone = ?", [config.workspace.timezone])
        for name, value in told.variables(config).items():
            run(f"set variable {name} = ?", [value])
        run(models.macros())
        load_segments(connection, told.segments)
        _load_configuration(connection, config, told)
        _load_taxonomy(connection, config)
        _load_ledger(connection, config, told)
        _table(connection, _RECOMMENDED, [tuple(one.values()) for one in told.recommended])
        _load_labels(connection, config, told)
        # An issue of old may stand on segments of another understanding.
        readable = sorted({*(path.parents[2] for path in told.segments), folder})
        run("set allowed_directories = ?", [[str(path) for path in readable]])
        run("set enable_external_access = false")
        run("set lock_configuration = true")
        yield connection


def _load_configuration(connection: duckdb.DuckDBPyConnection, config: Config, told: Scope) -> None:
    brands = [config.brand(brand) for brand in (told.report.brand, *told.report.competitors)]
    _table(
        connection,
        "brands (brand varchar, brand_name varchar, is_focus boolean, position integer)",
        [(brand.id, brand.name, place == 0, place) for place, brand in enumerate(brands)],
    )
    _table(
        connection,
        "brand_handles (brand varchar, handle varchar)",
        [
            (brand.id, handle.lstrip("@").lower())
            for brand in config.brands
            for handle in brand.owned
        ],
    )
    _table(
        connection,
        "sources (source varchar, platform varchar, channel varchar, remark varchar)",
        [(source.id, source.platform, source.channel, source.remark) for source in config.sources],
    )
    _table(
        connection,
        "known_gaps (source varchar, first_on date, last_on date)",
        [
            (source.id, outage.first_on, outage.last_on)
            for source in config.sources
            for outage in source.gaps
        ],
    )
    # A competitor's name tells no more of what is said than the brand's own.
    names = {word for brand in brands for word in _own_words(brand)}
    _table(
        connection,
        "left_out (brand varchar, language varchar, word varchar)",
        [
            (brand.id, language, word)
            for brand in brands
            for language, words in {**stopwords(), EVERY_LANGUAGE: names}.items()
            for word in sorted(words)
        ],
    )
    _table(
        connection,
        "opinion_words (word varchar, only_judges boolean)",
        list(opinion_words().items()),
    )
    _table(
        connection,
        "dictionary (metric varchar, name varchar, formula varchar, unit varchar, "
        "version integer, not_this varchar)",
        [
            (key, metric.name, metric.formula, metric.unit, metric.version, metric.not_this)
            for key, metric in metrics().items()
        ],
    )


def _load_taxonomy(connection: duckdb.DuckDBPyConnection, config: Config) -> None:
    _table(
        connection,
        "taxonomy (topic varchar, topic_name varchar, position integer)",
        [(one.topic, one.name, place) for place, one in enumerate(config.labels.topics)],
    )
    _table(
        connection,
        "intent_names (intent varchar, position integer)",
        [(name, place) for place, name in enumerate(INTENTS)],
    )
    weights: list[tuple[object, ...]] = list(config.measures.health_index.items())
    _table(connection, "index_weights (component varchar, weight double)", weights)


def _own_words(brand: Brand) -> set[str]:
    """Return the words of a brand's name and query: that a post has them is why it is here."""
    terms = positive_terms(BrandQuery(brand.id, brand.query).tree)
    said = " ".join([brand.name, *(word.text for term in terms for word in term.words)])
    return set(re.findall(r"\w+", said.lower()))


def _load_ledger(connection: duckdb.DuckDBPyConnection, config: Config, told: Scope) -> None:
    _table(
        connection,
        "ledger (source varchar, run varchar, status varchar, covered_from timestamptz, "
        "covered_to timestamptz, limited_from timestamptz, limited_to timestamptz, "
        "post_count bigint, rejected_count bigint, problem varchar)",
        [
            (
                entry.source,
                entry.run,
                entry.status,
                entry.covered_from,
                entry.covered_to,
                entry.limited_from,
                entry.limited_to,
                entry.post_count,
                entry.rejected_count,
                entry.error or entry.limit,
            )
            for entry in ledger.entries(config.lake, among=told.ledger)
        ],
    )


def _load_labels(connection: duckdb.DuckDBPyConnection, config: Config, told: Scope) -> None:
    """Load what people said of posts, and of which samples those are."""
    _table(
        connection,
        "audit_drawn (sample varchar, brand varchar, first_on date, end_on date, platform varchar, "
        "post_id varchar, stratum varchar, stratum_size bigint)",
        labels.samples(config.lake, told.labels).drop("text_hash").rows(),
    )
    _table(
        connection,
        "audit_labels (sample varchar, platform varchar, post_id varchar, labeller varchar, "
        "label varchar, labelled_at timestamptz)",
        labels.labels(config.lake, told.labels).rows(),
    )


def _table(
    connection: duckdb.DuckDBPyConnection, declaration: str, rows: list[tuple[object, ...]]
) -> None:
    name = declaration.partition(" ")[0]
    connection.execute(f"create table {declaration}")
    if rows:
        # Column by column: `executemany` takes a millisecond a row.
        columns = [list(column) for column in zip(*rows, strict=True)]
        marks = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"insert into {name} select {marks}", columns)
