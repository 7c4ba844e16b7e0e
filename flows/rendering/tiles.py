"""The few figures that answer for a whole report."""

from typing import NamedTuple

from flows.rendering.context import Context, Figure

METRICS = (
    "mentions",
    "net_sentiment",
    "net_sentiment_corrected",
    "share_of_voice",
    "engagement_per_post",
    "answered_share",
)


class Tile(NamedTuple):
    """A figure of the report's own brand under the name that the dictionary gives its metric."""

    name: str
    figure: Figure


def tiles(context: Context) -> list[Tile]:
    """Return the tiles of a report in print order; none where nothing was said."""
    if context.report["is_empty"]:
        return []
    brand = next((row["brand"] for row in context.tables["volume"] if row["is_focus"]), None)
    names = {row["metric"]: row["name"] for row in context.tables["dictionary"]}
    own = {
        figure.metric: figure
        for figure in context.figures.values()
        if figure.brand == brand and figure.segment is None
    }
    return [
        Tile(names.get(metric, own[metric].label), own[metric])
        for metric in METRICS
        if metric in own
    ]
