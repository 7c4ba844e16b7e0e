"""From a table's rows to bars and dots: which column is the length, which words stand beside."""

from collections.abc import Sequence

from flows.rendering import numbers, palette
from flows.rendering.charts.bars import Bar, Diverging, Part, Ranked, Stack, Stacked
from flows.rendering.charts.chart import Chart, extremes
from flows.rendering.charts.dots import Dot, Dots
from flows.rendering.charts.saying import says_of
from flows.rendering.context import Row
from flows.rendering.terms import term
from flows.rendering.words import plural, say

_SENTIMENTS = (
    ("negative", palette.SECOND_SOFT, palette.INK),
    ("neutral", palette.RULE, palette.INK),
    ("positive", palette.ACCENT, palette.PAPER),
)
_MOST_BARS = 10
_MOST_TERMS = 6


def sentiment(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw the shares of negative, neutral and positive among the judged posts of each brand."""
    if all(row["adequacy"] == "too few" for row in rows):
        return None
    stacks = [
        Stack(
            label=row["brand_name"],
            parts=[
                _sentiment_part(row, kind, colour, ink)
                for kind, colour, ink in _SENTIMENTS
                if row[f"{kind}_share"] is not None and row["adequacy"] != "too few"
            ],
            note=_too_few(row)
            if row["adequacy"] == "too few"
            else say("n {count}", count=numbers.count(row["judged_count"])),
            is_focus=row["is_focus"],
        )
        for row in rows
    ]
    colours = [(term(kind, "sentiment"), colour) for kind, colour, _ in _SENTIMENTS]
    columns = "brand_name negative_share neutral_share positive_share judged_count"
    ends = extremes(
        (
            f"{row['brand_name']}, {term('negative', 'sentiment')}",
            row["negative_share"],
            numbers.percent(row["negative_share"]),
        )
        for row in rows
    )
    return Chart("sentiment", says, Stacked(stacks, colours), ends, rows, columns)


def _sentiment_part(row: Row, kind: str, colour: str, ink: str) -> Part:
    share = row[f"{kind}_share"]
    posts = plural("{count} post", "{count} posts", row[f"{kind}_count"])
    label = f"{row['brand_name']}, {term(kind, 'sentiment')}"
    says = says_of(label, numbers.percent(share), posts)
    return Part(share, colour, ink, says, numbers.percent(share, 0))


def net_sentiment(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw the net sentiment of each brand with its interval and where it stood before."""
    marks = [_brand_dot(row) for row in rows]
    if all(mark.value is None for mark in marks):
        return None
    columns = "brand_name net_sentiment previous_net_sentiment judged_count"
    return Chart("net-sentiment", says, Dots(marks), _ends(marks), rows, columns)


def _brand_dot(row: Row) -> Dot:
    return _dot(row, row["brand_name"], row["previous_net_sentiment"], is_focus=row["is_focus"])


def sentiment_segments(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw the brand's net sentiment in each segment of a dimension; one alone is no picture."""
    marks = [
        _dot(row, row["segment"], row["previous_net_sentiment"], is_focus=True)
        for row in rows[:_MOST_BARS]
    ]
    if len(marks) <= 1:
        return None
    columns = "segment net_sentiment previous_net_sentiment judged_count"
    return Chart("segments", says, Dots(marks), _ends(marks), rows, columns)


def _ends(marks: Sequence[Dot | Bar]) -> str:
    return extremes((mark.label, mark.value, mark.note) for mark in marks)


def _dot(row: Row, label: str, previous: float | None, *, is_focus: bool) -> Dot:
    if row["net_sentiment"] is None or row["adequacy"] == "too few":
        note = _too_few(row)
        return Dot(label, None, note, f"{label}: {note}", is_focus=is_focus)
    note = numbers.signed(row["net_sentiment"])
    says = says_of(
        label,
        numbers.quantity(row["net_sentiment"], "points"),
        numbers.interval(row["low"], row["high"], "points"),
        plural("{count} post", "{count} posts", row["judged_count"]),
        previous=None if previous is None else numbers.signed(previous),
    )
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


def _too_few(row: Row) -> str:
    return say("too few posts ({count})", count=numbers.count(row["judged_count"]))


def sentiment_drivers(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw what each segment gave to the change of net sentiment; the sum is the change."""
    bars = [
        Bar(
            label=row["segment"],
            value=row["total_points"],
            note=numbers.signed(row["total_points"]),
            says=says_of(
                row["segment"],
                say(
                    "{all}, of which {within} by its tone and {mix} by its weight",
                    all=numbers.quantity(row["total_points"], "points"),
                    within=numbers.signed(row["within_points"]),
                    mix=numbers.signed(row["mix_points"]),
                ),
            ),
        )
        for row in rows
        if row["total_points"] is not None
    ]
    kind = _with_sum(bars, digits=1)
    columns = "segment total_points within_points mix_points"
    return Chart("drivers", says, kind, _ends(bars), rows, columns) if kind else None


def volume_drivers(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw what each segment gave to the change of mentions; the sum is the change."""
    bars = [
        Bar(
            label=row["segment"],
            value=row["count_change"],
            note=numbers.signed(row["count_change"], 0),
            says=says_of(
                row["segment"],
                plural("{count} mention", "{count} mentions", row["mention_count"]),
                previous=numbers.count(row["previous_count"]),
            ),
        )
        for row in rows
        if row["count_change"] is not None
    ]
    kind = _with_sum(bars, digits=0)
    columns = "segment mention_count previous_count count_change"
    return Chart("volume-drivers", says, kind, _ends(bars), rows, columns) if kind else None


def _with_sum(bars: list[Bar], *, digits: int) -> Diverging | None:
    """Return at most ten parts, the small ones gathered, and their sum; one part is no split."""
    if len(bars) <= 1:
        return None
    bars.sort(key=lambda bar: -abs(bar.value))
    # One part left over is shown itself: it takes no more room than "1 other".
    most = _MOST_BARS if len(bars) > _MOST_BARS + 1 else len(bars)
    shown, rest = bars[:most], bars[most:]
    if rest:
        other = sum(bar.value for bar in rest)
        note = numbers.signed(other, digits)
        others = _others(len(rest))
        shown.append(Bar(others, other, note, says_of(others, note)))
    total = sum(bar.value for bar in bars)
    note = numbers.signed(total, digits)
    whole = say("Change in all")
    shown.append(Bar(whole, total, note, says_of(whole, note)))
    return Diverging(shown)


def _others(count: int) -> str:
    return plural("{count} other", "{count} others", count)


def terms(rows: Sequence[Row], says: str, *, direction: str) -> Chart | None:
    """Draw the terms that rise, fade or are new, with how often they were heard before."""
    chosen = [row for row in rows if row["direction"] == direction][:_MOST_TERMS]
    bars = [
        Bar(
            label=row["term"],
            value=row["mention_count"],
            previous=row["previous_count"],
            note=f"{numbers.count(row['previous_count'])} → {numbers.count(row['mention_count'])}",
            says=says_of(
                row["term"],
                plural("{count} post", "{count} posts", row["mention_count"]),
                plural("{count} author", "{count} authors", row["author_count"]),
                previous=numbers.count(row["previous_count"]),
            ),
        )
        for row in chosen
    ]
    if not bars:
        return None
    columns = "term mention_count previous_count author_count"
    return Chart(f"terms-{direction}", says, Ranked(bars), _ends(bars), chosen, columns)


def share_of_voice(rows: Sequence[Row], says: str) -> Chart | None:
    """Draw the brands' shares of all mentions, this period above the one before."""
    if len(rows) <= 1:
        return None
    slices = _slices(rows)
    stacks = [
        Stack(words, [_voice_part(row, colour, column) for row, colour in slices if row[column]])
        for words, column in (
            (say("this period"), "share"),
            (say("the period before"), "previous_share"),
        )
        if any(row[column] is not None for row in rows)
    ]
    colours = [(row["brand_name"], colour) for row, colour in slices]
    ends = extremes(
        (row["brand_name"], row["share"], numbers.percent(row["share"])) for row in rows
    )
    columns = "brand_name mention_count share previous_share"
    kind = Stacked(stacks, colours, height=24.0)
    return Chart("share-of-voice", says, kind, ends, rows, columns)


def _slices(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Return the rows with their colours, the report's brand first; the last ones are gathered."""
    ordered = sorted(rows, key=lambda row: not row["is_focus"])
    colours = [palette.ACCENT, *palette.COMPETITORS]
    if len(ordered) > len(colours):
        shown, rest = ordered[: len(colours) - 1], ordered[len(colours) - 1 :]
        ordered = [*shown, _gathered(rest)]
    return list(zip(ordered, colours, strict=False))


def _gathered(rows: Sequence[Row]) -> Row:
    columns = ("share", "previous_share", "mention_count")
    sums = {column: sum(row[column] or 0 for row in rows) for column in columns}
    return {"brand_name": _others(len(rows)), "is_focus": False, **sums}


def _voice_part(row: Row, colour: str, column: str) -> Part:
    mentions = plural("{count} mention", "{count} mentions", row["mention_count"])
    told = mentions if column == "share" else ""
    says = says_of(row["brand_name"], numbers.percent(row[column]), told)
    ink = palette.PAPER if colour == palette.ACCENT else palette.INK
    return Part(row[column], colour, ink, says, numbers.percent(row[column], 0))
