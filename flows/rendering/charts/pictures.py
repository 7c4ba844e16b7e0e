"""From a table's rows to bars and dots: which column is the length, which words stand beside."""

from collections.abc import Sequence

from flows.rendering import numbers, palette
from flows.rendering.charts import svg
from flows.rendering.charts.bars import Bar, Part, Stack, diverging, ranked, stacked
from flows.rendering.charts.dots import Dot, dots
from flows.rendering.context import Row

_SENTIMENTS = (
    ("negative", palette.INK, palette.PAPER),
    ("neutral", palette.RULE, palette.INK),
    ("positive", palette.ACCENT, palette.PAPER),
)
_MOST_BARS = 10
_MOST_TERMS = 6


def sentiment(rows: Sequence[Row], says: str) -> svg.Drawing:
    """Draw the shares of negative, neutral and positive among the judged posts of each brand."""
    stacks = [
        Stack(
            label=row["brand_name"],
            parts=[
                _sentiment_part(row, kind, colour, ink)
                for kind, colour, ink in _SENTIMENTS
                if row[f"{kind}_share"] is not None
            ],
            note=f"n {numbers.count(row['judged_count'])}",
            is_focus=row["is_focus"],
        )
        for row in rows
    ]
    key = [(kind, colour) for kind, colour, _ in _SENTIMENTS]
    return stacked("sentiment", stacks, key, says)


def _sentiment_part(row: Row, kind: str, colour: str, ink: str) -> Part:
    share = row[f"{kind}_share"]
    posts = numbers.count(row[f"{kind}_count"])
    says = f"{row['brand_name']}: {numbers.percent(share)} {kind} ({posts} posts)"
    return Part(share, colour, ink, says, numbers.percent(share, 0))


def net_sentiment(rows: Sequence[Row], says: str) -> svg.Drawing:
    """Draw the net sentiment of each brand with its interval and where it stood before."""
    return dots("net-sentiment", [_brand_dot(row) for row in rows], says)


def _brand_dot(row: Row) -> Dot:
    return _dot(row, row["brand_name"], row["previous_net_sentiment"], is_focus=row["is_focus"])


def sentiment_segments(rows: Sequence[Row], says: str) -> svg.Drawing | None:
    """Draw the brand's net sentiment in each segment of a dimension; one alone is no picture."""
    marks = [
        _dot(row, row["segment"], row["previous_net_sentiment"], is_focus=True)
        for row in rows[:_MOST_BARS]
    ]
    return dots("segments", marks, says) if len(marks) > 1 else None


def _dot(row: Row, label: str, previous: float | None, *, is_focus: bool) -> Dot:
    posts = numbers.count(row["judged_count"])
    if row["net_sentiment"] is None or row["adequacy"] == "too few":
        note = f"too few posts ({posts})"
        return Dot(label, None, note, f"{label}: {note}", is_focus=is_focus)
    note = numbers.signed(row["net_sentiment"])
    says = f"{label}: {note} points"
    if row["low"] is not None:
        says += f", {numbers.interval(row['low'], row['high'], 'points')}"
    says += f", {posts} posts"
    if previous is not None:
        says += f"; the period before {numbers.signed(previous)}"
    return Dot(
        label=label,
        value=row["net_sentiment"],
        note=note,
        says=says,
        low=row["low"],
        high=row["high"],
        previous=previous,
        is_focus=is_focus,
        is_weak=row["adequacy"] == "weak",
    )


def sentiment_drivers(rows: Sequence[Row], says: str) -> svg.Drawing | None:
    """Draw what each segment gave to the change of net sentiment; the sum is the change."""
    bars = [
        Bar(
            label=row["segment"],
            value=row["total_points"],
            note=numbers.signed(row["total_points"]),
            says=(
                f"{row['segment']}: {numbers.signed(row['total_points'])} points, of which "
                f"{numbers.signed(row['within_points'])} by its tone and "
                f"{numbers.signed(row['mix_points'])} by its weight"
            ),
        )
        for row in rows
        if row["total_points"] is not None
    ]
    return _with_sum("drivers", bars, says, digits=1)


def volume_drivers(rows: Sequence[Row], says: str) -> svg.Drawing | None:
    """Draw what each segment gave to the change of mentions; the sum is the change."""
    bars = [
        Bar(
            label=row["segment"],
            value=row["count_change"],
            note=numbers.signed(row["count_change"], 0),
            says=(
                f"{row['segment']}: {numbers.count(row['mention_count'])} mentions, "
                f"{numbers.count(row['previous_count'])} the period before"
            ),
        )
        for row in rows
        if row["count_change"] is not None
    ]
    return _with_sum("volume-drivers", bars, says, digits=0)


def _with_sum(name: str, bars: list[Bar], says: str, *, digits: int) -> svg.Drawing | None:
    """Draw at most ten parts, the small ones gathered, and their sum; one part is no split."""
    if len(bars) <= 1:
        return None
    bars.sort(key=lambda bar: -abs(bar.value))
    # One part left over is shown itself: it takes no more room than "1 other".
    most = _MOST_BARS if len(bars) > _MOST_BARS + 1 else len(bars)
    shown, rest = bars[:most], bars[most:]
    if rest:
        other = sum(bar.value for bar in rest)
        note = numbers.signed(other, digits)
        shown.append(Bar(f"{len(rest)} others", other, note, f"{len(rest)} others: {note}"))
    total = sum(bar.value for bar in bars)
    note = numbers.signed(total, digits)
    shown.append(Bar("Change in all", total, note, f"Change in all: {note}"))
    return diverging(name, shown, says)


def terms(rows: Sequence[Row], says: str, *, direction: str) -> svg.Drawing | None:
    """Draw the terms that rise, fade or are new, with how often they were heard before."""
    chosen = [row for row in rows if row["direction"] == direction][:_MOST_TERMS]
    bars = [
        Bar(
            label=row["term"],
            value=row["mention_count"],
            previous=row["previous_count"],
            note=f"{numbers.count(row['previous_count'])} → {numbers.count(row['mention_count'])}",
            says=(
                f"{row['term']}: {numbers.count(row['mention_count'])} posts by "
                f"{numbers.count(row['author_count'])} authors, "
                f"{numbers.count(row['previous_count'])} posts the period before"
            ),
        )
        for row in chosen
    ]
    return ranked(f"terms-{direction}", bars, says) if bars else None


def share_of_voice(rows: Sequence[Row], says: str) -> svg.Drawing | None:
    """Draw the brands' shares of all mentions, this period above the one before."""
    if len(rows) <= 1:
        return None
    stacks = [
        Stack(words, [_voice_part(row, colour, column) for row, colour in _coloured(rows, column)])
        for words, column in (("this period", "share"), ("the period before", "previous_share"))
        if any(row[column] is not None for row in rows)
    ]
    key = [(row["brand_name"], colour) for row, colour in _coloured(rows, "share")]
    return stacked("share-of-voice", stacks, key, says, height=24.0)


def _coloured(rows: Sequence[Row], column: str) -> list[tuple[Row, str]]:
    """Return the rows that have the column, the report's brand first, each with its colour."""
    neutrals = iter([*palette.COMPETITORS, *[palette.WASH] * len(rows)])
    ordered = sorted(rows, key=lambda row: not row["is_focus"])
    pairs = [(row, palette.ACCENT if row["is_focus"] else next(neutrals)) for row in ordered]
    return [(row, colour) for row, colour in pairs if row[column] is not None]


def _voice_part(row: Row, colour: str, column: str) -> Part:
    says = f"{row['brand_name']}: {numbers.percent(row[column])}"
    if column == "share":
        says += f" ({numbers.count(row['mention_count'])} mentions)"
    is_dark = colour in {palette.ACCENT, palette.MUTED}
    ink = palette.PAPER if is_dark else palette.INK
    return Part(row[column], colour, ink, says, numbers.percent(row[column], 0))
