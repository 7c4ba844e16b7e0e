"""From a table's rows to a native chart: which column is drawn, and what is said of it."""

from collections.abc import Sequence

from flows.rendering import numbers, palette
from flows.rendering.columns import Kind
from flows.rendering.context import Context, Row
from flows.rendering.sheets import NUMBER_FORMATS
from flows.rendering.slides.drawing import (
    BEFORE,
    PERCENT,
    bars,
    brand_colours,
    by,
    dots,
    largest,
    now_and_before,
    own,
    says,
    values_of,
)
from flows.rendering.slides.picture import Picture, Series
from flows.rendering.words import say

_MOST_BARS = 8


def daily(context: Context) -> Picture | None:
    """Draw the brand's mentions a day over those of the period before."""
    rows = own(context, "daily")
    if len(rows) < 2:  # noqa: PLR2004 - one day is no line
        return None
    report = context.report
    return Picture(
        kind="line",
        caption=say("Mentions a day"),
        detail=say("A day without data is a gap"),
        categories=values_of(rows, "day"),
        series=[
            Series(report["window_label"], values_of(rows, "mention_count"), palette.ACCENT),
            Series(report["previous_label"], values_of(rows, "previous_count"), BEFORE),
        ],
        number_format="#,##0",
        says=says(rows, lambda row: numbers.day(row["day"]), "mention_count", "posts"),
    )


def brands_daily(context: Context) -> Picture | None:
    """Draw the mentions a day of every brand."""
    rows = context.tables["daily"]
    names = list(dict.fromkeys(row["brand_name"] for row in rows))[:5]
    by_name = {name: [row for row in rows if row["brand_name"] == name] for name in names}
    own = next((part for part in by_name.values() if part[0]["is_focus"]), [])
    if len(own) < 2:  # noqa: PLR2004 - one day is no line
        return None
    days = [row["day"] for row in own]
    return Picture(
        kind="line",
        caption=say("Mentions of each brand a day"),
        detail=say("A day without data is a gap"),
        categories=days,
        series=[
            Series(name, by(part, "day", days, "mention_count"), colour)
            for (name, part), colour in zip(by_name.items(), brand_colours(by_name), strict=True)
        ],
        number_format="#,##0",
        says=says(own, lambda row: numbers.day(row["day"]), "mention_count", "posts"),
    )


def volume_drivers(context: Context) -> Picture | None:
    """Draw how many mentions more or fewer each part brought."""
    return _drivers(
        context.tables["volume_drivers"],
        ("count_change", say("Change"), "signed"),
        say("Where the change in mentions comes from"),
        say("Mentions more or fewer than in the period before; the parts add up"),
    )


def sentiment(context: Context) -> Picture | None:
    """Draw the shares of negative, neutral and positive posts of each brand."""
    rows = [row for row in context.tables["sentiment"] if row["judged_count"]][:_MOST_BARS]
    if not rows:
        return None
    parts = (
        ("negative_share", say("negative"), palette.SECOND_SOFT, palette.INK),
        ("neutral_share", say("neutral"), palette.RULE, palette.INK),
        ("positive_share", say("positive"), palette.ACCENT, palette.PAPER),
    )
    return Picture(
        kind="stacked",
        caption=say("How the brands are spoken of"),
        detail=say("Shares of the posts whose sentiment could be judged"),
        categories=values_of(rows, "brand_name"),
        series=[
            Series(name, values_of(rows, column), colour, label_colour=ink)
            for column, name, colour, ink in parts
        ],
        number_format=PERCENT,
        says=says(rows, lambda row: row["brand_name"], "negative_share", "share"),
    )


def net_sentiment(context: Context) -> Picture | None:
    """Draw the net sentiment of each brand with its interval."""
    return dots(
        context.tables["sentiment"],
        "brand_name",
        "net_sentiment",
        say("Net sentiment by brand"),
        say("Points, with 95% intervals"),
        "points",
    )


def sentiment_drivers(context: Context) -> Picture | None:
    """Draw what each part gave to the change of net sentiment."""
    return _drivers(
        context.tables["sentiment_drivers"],
        ("total_points", say("Points"), "points"),
        say("What moved net sentiment"),
        say("Points that each part gave to the change; the parts add up"),
    )


def topics(context: Context) -> Picture | None:
    """Draw the share of each topic, now and before."""
    return _shares(context, "topics", "topic_name", say("What it is about"))


def channels(context: Context) -> Picture | None:
    """Draw the share of each channel, now and before; one alone is no picture."""
    if len(own(context, "channels")) < 2:  # noqa: PLR2004 - as said
        return None
    return _shares(context, "channels", "channel", say("Where the brand is talked about"))


def channel_sentiment(context: Context) -> Picture | None:
    """Draw the brand's net sentiment in each channel with its interval."""
    rows = own(context, "channels")
    if len(rows) < 2:  # noqa: PLR2004 - one alone is no picture
        return None
    return dots(
        rows,
        "channel",
        "net_sentiment",
        say("Net sentiment by channel"),
        say("Points, with 95% intervals"),
        "points",
    )


def terms(context: Context) -> Picture | None:
    """Draw the terms that are new or rising, now and before."""
    rows = [row for row in context.tables["terms"] if row["direction"] != "fading"][:_MOST_BARS]
    return bars(
        rows,
        "term",
        say("Terms that are new or rising"),
        say("Posts that use them"),
        now_and_before(context, rows, "mention_count", "previous_count"),
        "#,##0",
    )


def share_of_voice(context: Context) -> Picture | None:
    """Draw the share of voice of each brand, now and before."""
    rows = list(context.tables["share_of_voice"])[:_MOST_BARS]
    return bars(
        rows,
        "brand_name",
        say("Share of voice"),
        say("Shares of all mentions of these brands in the same sources"),
        now_and_before(context, rows, "share", "previous_share"),
        "0.0%",
    )


def pain_points(context: Context) -> Picture | None:
    """Draw what the complaints about each topic cost in net sentiment, with intervals."""
    rows = [row for row in context.tables["pain_points"] if row["cost_points"] is not None]
    shown = [{**row, "low": row["cost_low"], "high": row["cost_high"]} for row in rows]
    return dots(
        shown,
        "topic_name",
        "cost_points",
        say("What hurts, by what it costs in net sentiment"),
        say("Points, with 95% intervals"),
        "points",
    )


def answers(context: Context) -> Picture | None:
    """Draw the share of answered posts of each brand with its interval."""
    return dots(
        context.tables["response"],
        "brand_name",
        "answered_share",
        say("Share of questions and complaints that were answered"),
        say("With 95% intervals"),
        "share",
    )


def coverage(context: Context) -> Picture | None:
    """Draw on how many days each source was heard, wholly, in part, or not."""
    rows = sorted(context.tables["coverage"], key=lambda row: row["covered_share"] or 0)[:10]
    if not rows:
        return None
    parts = (
        ("covered_count", say("heard"), palette.ACCENT, palette.PAPER),
        ("partial_count", say("heard in part"), palette.ACCENT_SOFT, palette.INK),
        ("missing_count", say("missing"), palette.SECOND_SOFT, palette.INK),
        ("silent_count", say("silent"), palette.RULE, palette.INK),
        ("unasked_count", say("not asked"), palette.COMPETITORS[2], palette.INK),
    )
    return Picture(
        kind="stacked",
        caption=say("What each source covered"),
        detail=say("Days of the period"),
        categories=values_of(rows, "source"),
        series=[
            Series(name, [row[column] or None for row in rows], colour, label_colour=ink)
            for column, name, colour, ink in parts
            if any(row[column] for row in rows)
        ],
        number_format="#,##0",
        says=says(rows, lambda row: row["source"], "covered_share", "share"),
    )


def _drivers(
    table: Sequence[Row], drawn: tuple[str, str, Kind], caption: str, detail: str
) -> Picture | None:
    """Draw the largest amounts of a column, by its name, its heading and its kind."""
    amount, heading, kind = drawn
    rows = largest(table, amount, _MOST_BARS)
    series = [Series(heading, values_of(rows, amount), palette.ACCENT)]
    return bars(rows, "segment", caption, detail, series, NUMBER_FORMATS[kind])


def _shares(context: Context, table: str, name: str, caption: str) -> Picture | None:
    rows = own(context, table) if table == "channels" else list(context.tables[table])
    rows = rows[:_MOST_BARS]
    series = now_and_before(context, rows, "share", "previous_share")
    return bars(rows, name, caption, say("Shares of the mentions"), series, "0%")
