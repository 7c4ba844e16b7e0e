"""The sample's figures, made of its tables, and their evidence."""

from typing import Any

from flows.rendering import numbers
from flows.rendering.context import Figure
from tests.rendering.sample_base import Rows


def figures_of(brands: dict[str, str], tables: dict[str, Rows]) -> list[Figure]:
    """Return the figures that the tables hold."""
    figures = []
    for brand, name in brands.items():
        volume, voice, tone = (
            next(row for row in tables[table] if row["brand"] == brand)
            for table in ("volume", "share_of_voice", "sentiment")
        )
        common: dict[str, Any] = {"brand": brand, "model": "brand_volume"}
        figures += [
            Figure(
                id=f"mentions.{brand}",
                metric="mentions",
                label=f"Mentions of {name}",
                value=volume["mention_count"],
                unit="posts",
                n=volume["mention_count"],
                previous=volume["mention_count"] / (1 + volume["change_rate"]),
                change_rate=volume["change_rate"],
                verdict="up" if volume["change_rate"] > 0 else "down",
                definition="Unique posts that name the brand, without spam and own posts.",
                **common,
            ),
            Figure(
                id=f"net_sentiment.{brand}",
                metric="net_sentiment",
                label=f"Net sentiment of {name}",
                value=tone["net_sentiment"],
                unit="points",
                low=tone["low"],
                high=tone["high"],
                n=tone["judged_count"],
                previous=tone["previous_net_sentiment"],
                change=tone["net_change"],
                change_low=tone["change_low"],
                change_high=tone["change_high"],
                verdict=tone["verdict"],
                adequacy=tone["adequacy"],
                definition="(positive − negative) ÷ all judged posts, in points.",
                **common,
            ),
            Figure(
                id=f"share_of_voice.{brand}",
                metric="share_of_voice",
                label=f"Share of voice of {name}",
                value=voice["share"],
                unit="share",
                n=voice["mention_count"],
                previous=voice["previous_share"],
                change=voice["share_change"],
                verdict="up" if voice["share_change"] > 0 else "down",
                definition="Mentions ÷ mentions of all brands, same sources.",
                **common,
            ),
            Figure(
                id=f"engagement_per_post.{brand}",
                metric="engagement_per_post",
                label=f"Engagement per post of {name}",
                value=volume["engagement_per_post"],
                unit="per_post",
                low=volume["engagement_per_post"] - 1.2,
                high=volume["engagement_per_post"] + 1.2,
                n=volume["mention_count"],
                previous=5.1,
                change=volume["engagement_per_post"] - 5.1,
                change_rate=0.06,
                verdict="no clear change",
                definition="Likes, replies and shares a mention.",
                **common,
            ),
        ]
    figures.append(
        Figure(
            id="answered_share.norrsken",
            metric="answered_share",
            brand="norrsken",
            label="Questions answered",
            value=0.671,
            unit="share",
            low=0.59,
            high=0.743,
            n=143,
            previous=0.70,
            change=-0.029,
            change_low=-0.14,
            change_high=0.08,
            verdict="no clear change",
            adequacy="weak",
            model="response",
            definition="Questions to the brand with an answer by it ÷ all of them.",
        )
    )
    return figures


def evidence_of(figure: Figure) -> dict[str, Any]:
    """Return a figure's line in the evidence."""
    return {
        "figure": figure.id,
        "label": figure.label,
        "value_text": numbers.of(figure),
        "interval_text": numbers.interval_of(figure),
        "n": figure.n,
        "model": figure.model,
        "definition": figure.definition,
    }
