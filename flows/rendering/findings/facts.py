"""What the rules look at: figures by id and tables by name, and the words for verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.rendering import numbers
from flows.rendering.context import Figure, Report, Row


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
    def people(self) -> str:
        """Who is counted: where no source names authors, it is their posts."""
        return "authors" if self.report["has_authors"] else "posts"

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
    text = numbers.decimal(abs(value or 0))
    return f"{text} point" if text == "1.0" else f"{text} points"


def interval(figure: Figure) -> str:
    """Return the interval in brackets, as the text prints it."""
    if figure.low is None or figure.high is None:
        return ""
    return f" (95% interval {numbers.interval(figure.low, figure.high, figure.unit)})"


def is_heard(source: Row) -> bool:
    """Say whether a row of the coverage table is of a source that was heard at all."""
    return bool(source["covered_count"] + source["partial_count"] + source["limited_count"])


def counted(count: float, one: str, many: str) -> str:
    """Return a count with its noun: `1 mention`, `1,204 mentions`."""
    return f"{numbers.count(count)} {one if count == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """Return words as a sentence lists them: `a, b and c`."""
    if len(words) < 2:  # noqa: PLR2004 - one word needs no list
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def few(words: Sequence[str], others: str, most: int = 4) -> list[str]:
    """Return the first words, and `others` for those left out."""
    return [*words[:most], *([others] if len(words) > most else [])]


def named(driver: Row) -> str:
    """Return what a part of a change is, within a sentence: a source, or the posts on a topic."""
    if driver["dimension"] == "source":
        return f"the source {driver['segment']}"
    if driver["segment"] == "No topic":
        return "what is on no topic"
    return f"what is on {driver['segment']}"


def capital(words: str) -> str:
    """Return words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def quoted(words: Sequence[str]) -> str:
    """Return terms in quotes, as a sentence lists them."""
    return listed([f"“{word}”" for word in words])


def rate(change_rate: float, then: str) -> str:
    """Return a relative change in words: `12% more than in May`, `2.6 times as much as in May`."""
    if change_rate >= 1:
        return f"{numbers.decimal(1 + change_rate)} times as much as {then}"
    more = "more" if change_rate > 0 else "less"
    return f"{numbers.percent(abs(change_rate), 0)} {more} than {then}"
