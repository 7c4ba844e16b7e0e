"""An event hour by hour: how much was said, and how much of it was negative."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.curve import grid, small
from flows.rendering.charts.keys import key, swatch
from flows.rendering.charts.scale import Scale, count_ticks
from flows.rendering.context import Row
from flows.rendering.words import plural, say


def hours(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw the hours of an event; nothing where no post states its hour."""
    if not any(row["mention_count"] for row in rows):
        return None
    counts = [
        (_hour(row), row["mention_count"], numbers.count(row["mention_count"])) for row in rows
    ]
    heard = [row for row in rows if row["mention_count"]]
    columns = "day clock mention_count negative_count answer_count"
    return Chart("hours", says, Hours(rows), extremes(counts), heard, columns)


@dataclass(frozen=True)
class Hours:
    """A bar an hour, the negative part at its foot, with the days under them."""

    rows: Sequence[Row]

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        left, right = 34.0, width - 4.0
        entries = [
            swatch(say("negative"), palette.SECOND),
            swatch(say("neutral, positive or not judged"), palette.ACCENT_SOFT),
        ]
        key_height, parts_of_key = key(entries, left, width)
        top = key_height + 8.0
        bottom = top + 120.0
        levels = count_ticks(max(row["mention_count"] for row in self.rows))
        x = Scale(0, len(self.rows), left, right)
        y = Scale(0, levels[-1], bottom, top)
        return bottom + 22, [
            *grid(levels, y, left, right),
            *self._days(x, top, bottom),
            *(self._bar(index, row, x, y) for index, row in enumerate(self.rows)),
            *parts_of_key,
        ]

    def _bar(self, index: int, row: Row, x: Scale, y: Scale) -> str:
        count, negative = row["mention_count"], row["negative_count"]
        step = x(1) - x(0)
        place, room = x(index) + step * 0.1, step * 0.8
        says = plural("{hour}: {count} mention", "{hour}: {count} mentions", count, hour=_hour(row))
        if negative:
            says += ", " + plural("{count} negative", "{count} negative", negative)
        return svg.mark(
            says,
            svg.area(x(index), y(y.high), step, y(0) - y(y.high)),
            svg.rect(place, y(count), room, y(negative) - y(count), palette.ACCENT_SOFT),
            svg.rect(place, y(negative), room, y(0) - y(negative), palette.SECOND),
        )

    def _days(self, x: Scale, top: float, bottom: float) -> list[str]:
        """Mark where a day begins, with its date under it."""
        starts = [index for index, row in enumerate(self.rows) if row["hour_of_day"] == 0]
        room = 24 * (x(1) - x(0))
        every = next((days for days in (1, 2, 7, 14) if days * room >= 42), 28)  # noqa: PLR2004 - a date's width
        parts = []
        for number, index in enumerate(starts):
            parts.append(svg.line(x(index), top, x(index), bottom, palette.RULE, stroke_width=0.6))
            if number % every == 0:
                parts.append(
                    small(x(index) + 3, bottom + 16, numbers.short_day(self.rows[index]["day"]))
                )
        return parts


def _hour(row: Row) -> str:
    return f"{numbers.short_day(row['day'])}, {row['clock']}"
