"""What the rules look at: figures by id and tables by name, and the words for verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.rendering import numbers
from flows.rendering.context import Figure, Report, Row
from flows.rendering.terms import term
from flows.rendering.words import listed, plural, say


@dataclass(frozen=True)
class Facts:
    """The report's figures and tables, seen from its focus brand."""

    brand: str
    report: Report
    figures: Mapping[str, Figure]
    tables: Mapping[str, Sequence[Row]]

    @property
    def name(self) -> str:
        """The focus brand's name."""
        return str(self.report["brand_name"])

    @property
    def before(self) -> str:
        """The label of the period it is compared with."""
        return str(self.report["previous_label"])

    @property
    def then(self) -> str:
        """When that period was, as a sentence says it: `in May 2013`."""
        return str(self.report["previous_when"])

    @property
    def has_authors(self) -> bool:
        """Whether people are counted: where no source names authors, it is their posts."""
        return bool(self.report["has_authors"])

    def figure(self, metric: str, brand: str | None = None) -> Figure | None:
        """Return a brand's figure, the focus brand's unless another is named, if it has a value."""
        found = self.figures.get(f"{metric}.{brand or self.brand}")
        return found if found is not None and found.value is not None else None

    def rows(self, table: str, **wanted: Any) -> list[Row]:
        """Return the rows of a table that have these values."""
        return [
            row
            for row in self.tables[table]
            if all(row[column] == value for column, value in wanted.items())
        ]

    def own(self, table: str) -> list[Row]:
        """Return the focus brand's rows of a table."""
        return self.rows(table, is_focus=True)


def points(value: float | None) -> str:
    """Return a difference in points without its sign: `6.8 points`, `1.0 point`."""
    amount = numbers.printed(value or 0)
    return plural(
        "{points} point", "{points} points", amount, points=numbers.decimal(float(amount))
    )


def share_points(change: float | None) -> str:
    """Return a difference of two shares without its sign: `2.1 percentage points`."""
    amount = numbers.printed(100 * (change or 0))
    return plural(
        "{points} percentage point",
        "{points} percentage points",
        amount,
        points=numbers.decimal(float(amount)),
    )


def with_interval(figure: Figure, written: str | None = None) -> str:
    """Return a figure's value with its interval in brackets, where it has one."""
    value = numbers.value(figure.value, figure.unit) if written is None else written
    if figure.low is None or figure.high is None:
        return value
    interval = numbers.interval(figure.low, figure.high, figure.unit)
    return say("{value} (95% interval {interval})", value=value, interval=interval)


def is_heard(source: Row) -> bool:
    """Say whether a row of the coverage table is of a source that was heard at all."""
    return bool(source["covered_count"] + source["partial_count"] + source["limited_count"])


def few(words: Sequence[str], others: str, most: int = 4) -> list[str]:
    """Return the first words, and `others` for those left out."""
    return [*words[:most], *([others] if len(words) > most else [])]


def named(driver: Row) -> str:
    """Return what a part of a change is, within a sentence: a source, or the posts on a topic."""
    if driver["dimension"] == "source":
        return say("the source {source}", source=driver["segment"])
    if driver["segment"] == "No topic":
        return say("what is on no topic")
    return say("what is on {topic}", topic=term(driver["segment"], "topic"))


def quoted(words: Sequence[str]) -> str:
    """Return terms in quotes, as a sentence lists them."""
    return listed([in_quotes(word) for word in words])


def in_quotes(word: str) -> str:
    """Return a word as somebody else's."""
    return say("“{word}”", word=word)


def rate(change_rate: float, then: str) -> str:
    """Return a relative change in words: `12% more than in May`, `2.6 times as much as in May`."""
    if change_rate >= 1:
        times = numbers.decimal(1 + change_rate)
        return say("{times} times as much as {when}", times=times, when=then)
    share = numbers.percent(abs(change_rate), 0)
    if change_rate > 0:
        return say("{share} more than {when}", share=share, when=then)
    return say("{share} less than {when}", share=share, when=then)
