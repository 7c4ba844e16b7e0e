"""The brand among others, as charts: month by month, set against each, named together."""

from flows.rendering import numbers, palette
from flows.rendering.columns import column
from flows.rendering.context import Context, Row
from flows.rendering.slides.drawing import bars, brand_colours, by, dots, own, values_of
from flows.rendering.slides.picture import Picture, Series
from flows.rendering.words import capital, say

_MOST_BRANDS, _MOST_BARS = 5, 8


def months(context: Context) -> Picture | None:
    """Draw the mentions of every brand in each month of the period."""
    rows = _within(context)
    names = list(dict.fromkeys(row["brand_name"] for row in rows))[:_MOST_BRANDS]
    by_name = {name: [row for row in rows if row["brand_name"] == name] for name in names}
    ours = [row for row in rows if row["is_focus"]]
    if len(ours) < 2:  # noqa: PLR2004 - one month has no other beside it
        return None
    told = [row["month"] for row in ours]
    return bars(
        ours,
        "month_name",
        say("The months of {period}", period=context.report["window_label"]),
        column("mention_count").heading,
        [
            Series(name, by(part, "month", told, "mention_count"), colour)
            for (name, part), colour in zip(by_name.items(), brand_colours(by_name), strict=True)
        ],
        "#,##0",
    )


def net_months(context: Context) -> Picture | None:
    """Draw the brand's net sentiment in each month with its interval."""
    rows = [row for row in _within(context) if row["is_focus"]]
    if len(rows) < 2:  # noqa: PLR2004 - as said
        return None
    return dots(
        rows,
        "month_name",
        "net_sentiment",
        column("net_sentiment").heading,
        say("Points, with 95% intervals"),
        "points",
    )


def comparisons(context: Context) -> Picture | None:
    """Draw how many comparisons with each competitor speak for the brand, and against it."""
    rows = [row for row in context.tables["comparison_balance"] if row["comparison_count"]]
    return bars(
        rows[:_MOST_BARS],
        "brand_name",
        say("Set against each competitor: for the brand and against it"),
        column("comparison_count").heading,
        [
            Series(column(name).heading, values_of(rows[:_MOST_BARS], name), colour)
            for name, colour in (
                ("for_count", palette.ACCENT),
                ("against_count", palette.SECOND_SOFT),
            )
        ],
        "#,##0",
    )


def together(context: Context) -> Picture | None:
    """Draw with which brands the report's is named in one post, beside what chance would give."""
    rows = own(context, "co_mentions")[:_MOST_BARS]
    return bars(
        rows,
        "other_name",
        say("Named together with"),
        column("post_count").heading,
        [
            Series(column(name).heading, values_of(rows, name), colour)
            for name, colour in (
                ("post_count", palette.ACCENT),
                ("expected_count", palette.COMPETITORS[1]),
            )
        ],
        "#,##0",
    )


def _within(context: Context) -> list[Row]:
    """Return the months of the period, each with its name."""
    first = context.report["window_first_on"]
    return [
        {**row, "month_name": capital(numbers.month(row["month"]))}
        for row in context.tables["monthly"]
        if row["month"] >= first
    ]
