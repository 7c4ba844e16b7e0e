"""A matrix: how each brand is judged on each topic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.keys import Entry, key
from flows.rendering.charts.labels import LINE, broken
from flows.rendering.charts.labels import rows as placed_rows
from flows.rendering.context import Row
from flows.rendering.fonts import text_width
from flows.rendering.words import plural, say

_STEPS = (
    (-40.0, palette.SECOND, palette.PAPER),
    (-15.0, palette.SECOND_SOFT, palette.INK),
    (-5.0, palette.SECOND_PALE, palette.INK),
    (5.0, palette.WASH, palette.INK),
    (15.0, palette.ACCENT_PALE, palette.INK),
    (40.0, palette.ACCENT_SOFT, palette.INK),
    (101.0, palette.ACCENT, palette.PAPER),
)
"""The fill of net sentiment below each limit, and the letters upon it."""
_TALL = 20.0
_LEAST = 38.0
"""Width of a column that holds a value."""
_MOST_COLUMNS = 8
_MOST_ROWS = 20
_MOST_LINES = 3
_LEAST_KNOWN = 3
"""Values that make a picture; fewer are said in words."""


@dataclass(frozen=True)
class Cell:
    """One crossing: without a value it is empty, and says why."""

    value: float | None
    says: str
    is_weak: bool = False


def comparable(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of topics on which two brands or more are judged: one has no other beside."""
    judged = Counter(row["topic_name"] for row in rows if row["net_sentiment"] is not None)
    return [row for row in rows if judged[row["topic_name"]] > 1]


def topic_matrix(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw how brands are judged on the topics that compare them; many brands are the rows."""
    known = [row for row in comparable(rows) if row["net_sentiment"] is not None]
    if len(known) < _LEAST_KNOWN:
        return None
    focus = rows[0]["brand_name"]
    told = {focus, *(row["brand_name"] for row in known)}
    topics = list(dict.fromkeys(row["topic_name"] for row in known))
    # A brand that is judged on none of them would be an empty column.
    brands = [name for name in dict.fromkeys(row["brand_name"] for row in rows) if name in told]
    cells = {(row["topic_name"], row["brand_name"]): _cell(row) for row in rows}
    if len(brands) <= _MOST_COLUMNS:
        kind = Matrix(topics, brands, [[cells.get((t, b)) for b in brands] for t in topics], focus)
    else:
        kind = Matrix(brands, topics, [[cells.get((t, b)) for t in topics] for b in brands], focus)
    ends = extremes(
        (
            f"{row['brand_name']}, {row['topic_name']}",
            row["net_sentiment"],
            numbers.signed(row["net_sentiment"]),
        )
        for row in known
    )
    columns = "topic_name brand_name mention_count topic_share net_sentiment judged_count"
    return Chart("topic-matrix", says, kind, ends, rows, columns)


def _cell(row: Row) -> Cell:
    where = f"{row['brand_name']}, {row['topic_name']}"
    posts = plural("{count} post", "{count} posts", row["judged_count"] or 0)
    if row["net_sentiment"] is None:
        return Cell(None, f"{where}: {say('too few posts')}, {posts}")
    said = numbers.quantity(row["net_sentiment"], "points")
    interval = numbers.interval(row["low"], row["high"], "points")
    says = f"{where}: {', '.join(part for part in (said, interval, posts) if part)}"
    return Cell(row["net_sentiment"], says, is_weak=row["adequacy"] == "weak")


@dataclass(frozen=True)
class Matrix:
    """Rows and columns with a coloured value where they cross; `focus` is in bold.

    Columns whose names find no room over them are numbered, and named in a list above.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Cell | None]]
    focus: str

    def draw(self, width: float) -> tuple[float, list[str]]:
        """Return the height and the parts of the picture."""
        labels = self.rows[:_MOST_ROWS]
        left = placed_rows(labels, width, _TALL, gap=3).left or width * 0.36
        lines = [broken(label, left - 12) for label in labels]
        count = max(1, min(len(self.columns), _MOST_COLUMNS, int((width - left) / _LEAST)))
        step = (width - left) / count
        height, parts = self._head(self.columns[:count], left, step, width)
        for index, own in enumerate(lines):
            tall = max(_TALL, len(own) * LINE + 4)
            parts += self._row(index, own, count, (left, height, step, tall))
            height += tall + 2
        has_gaps = any(cell and cell.value is None for own in self.cells for cell in own)
        scale_height, scale = _scale(left, width, has_gaps=has_gaps)
        parts.append(svg.tag("g", "".join(scale), transform=f"translate(0 {height + 6:g})"))
        return height + 6 + scale_height, parts

    def _head(
        self, columns: Sequence[str], left: float, step: float, width: float
    ) -> tuple[float, list[str]]:
        lines = [broken(name, step - 6) for name in columns]
        words = (word for name in columns for word in name.split())
        is_wide = any(text_width(word, svg.SIZE, bold=True) > step - 6 for word in words)
        if is_wide or max(map(len, lines)) > _MOST_LINES:
            return self._numbered_head(columns, left, step, width)
        below = max(map(len, lines)) * LINE
        parts = []
        for index, own in enumerate(lines):
            x, y = left + (index + 0.5) * step, below - (len(own) - 1) * LINE - 2
            for number, line in enumerate(own):
                parts.append(self._heading(line, x, y + number * LINE, columns[index]))
        return below + 4, parts

    def _heading(self, words: str, x: float, y: float, name: str) -> str:
        is_focus = name == self.focus
        ink, weight = (palette.INK, 600) if is_focus else (palette.MUTED, None)
        return svg.text(x, y, words, text_anchor="middle", fill=ink, font_weight=weight)

    def _numbered_head(
        self, columns: Sequence[str], left: float, step: float, width: float
    ) -> tuple[float, list[str]]:
        y, parts = 0.0, []
        for index, name in enumerate(columns, 1):
            weight = 600 if name == self.focus else None
            parts.append(svg.text(0, y + 9, str(index), fill=palette.MUTED, font_weight=600))
            for line in broken(name, width - 18):
                parts.append(svg.text(18, y + 9, line, font_weight=weight))
                y += LINE
            y += 2
        y += LINE
        for index, name in enumerate(columns):
            parts.append(self._heading(str(index + 1), left + (index + 0.5) * step, y, name))
        return y + 6, parts

    def _row(
        self, index: int, lines: Sequence[str], count: int, place: tuple[float, float, float, float]
    ) -> list[str]:
        left, top, step, tall = place
        first = top + tall / 2 + 3.7 - (len(lines) - 1) * LINE / 2
        weight = 600 if self.rows[index] == self.focus else None
        parts = [
            svg.text(0, first + number * LINE, line, font_weight=weight)
            for number, line in enumerate(lines)
        ]
        for column, cell in enumerate(self.cells[index][:count]):
            if cell is not None:
                parts.append(_drawn(cell, left + column * step, top, step - 2, tall))
        return parts


def _drawn(cell: Cell, x: float, y: float, width: float, height: float) -> str:
    if cell.value is None:
        edge: dict[str, svg.Attribute] = {"stroke": palette.RULE, "stroke_width": 0.8}
        box = svg.rect(x + 0.4, y + 0.4, width - 0.8, height - 0.8, palette.PAPER, **edge)
        return svg.mark(cell.says, box)
    fill, ink = next((fill, ink) for limit, fill, ink in _STEPS if cell.value < limit)
    middle: dict[str, svg.Attribute] = {"text_anchor": "middle", "fill": ink}
    shapes = [
        svg.rect(x, y, width, height, fill),
        svg.text(x + width / 2, y + height / 2 + 3.7, numbers.signed(cell.value, 0), **middle),
    ]
    return svg.mark(cell.says, *shapes)


def _scale(left: float, width: float, *, has_gaps: bool) -> tuple[float, list[str]]:
    """Return what the fills mean: from clearly negative to clearly positive, and empty."""

    def fills(x: float, y: float) -> list[str]:
        return [
            svg.rect(x + 11 * number, y, 10, 10, fill) for number, (_, fill, _) in enumerate(_STEPS)
        ]

    def empty(x: float, y: float) -> list[str]:
        edge: dict[str, svg.Attribute] = {"stroke": palette.RULE, "stroke_width": 0.8}
        return [svg.rect(x + 0.4, y + 0.4, 9.2, 9.2, palette.PAPER, **edge)]

    low, high = numbers.signed(-40, 0), numbers.signed(40, 0)
    words = say("below {low} to above {high} points", low=low, high=high)
    entries = [Entry(words, fills, 76.0)]
    if has_gaps:
        entries.append(Entry(say("too few posts"), empty))
    return key(entries, min(left, width / 2), width)
