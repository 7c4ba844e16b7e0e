"""A whole report context about brands that do not exist, with numbers that fit together."""

from dataclasses import replace
from datetime import date
from typing import Any

from flows.config.models import Limits
from flows.rendering.context import Context, Finding
from flows.warehouse.behind import Behind
from tests.rendering import (
    sample_brands,
    sample_crisis,
    sample_posts,
    sample_sources,
    sample_trends,
    sample_voice,
    sample_words,
)
from tests.rendering.sample_base import BRANDS, DAYS, FIRST
from tests.rendering.sample_figures import evidence_of, figures_of


def a_context(*, name: str = "Norrsken", **report: Any) -> Context:
    """Return the sample; `name` renames the report's brand, `report` overrides its header."""
    brands = BRANDS | {"norrsken": name}
    tables = {
        **sample_brands.tables(brands),
        **sample_sources.tables(brands),
        **sample_posts.tables(brands),
        **sample_voice.tables(brands),
        **sample_words.tables(),
        **sample_trends.tables(brands),
        **sample_crisis.tables(brands),
    }
    figures = {figure.id: figure for figure in figures_of(brands, tables)}
    return Context(
        report=_report(brands) | report,
        figures=figures,
        tables=tables | {"evidence": [evidence_of(figure) for figure in figures.values()]},
        findings=_findings(name),
        behind=dict.fromkeys(("mentions.norrsken", "net_sentiment.norrsken"), _behind()),
    )


def _behind() -> Behind:
    """Return posts as evidence: the quotes, one of them by the brand's own account."""
    posts = [
        {
            **{key: quote[key] for key in ("platform", "channel", "excerpt", "url", "posted_on")},
            "post_id": str(number),
            "author_name": "@norrsken" if number == 1 else None,
        }
        for number, quote in enumerate(sample_posts.tables(BRANDS)["quotes"])
    ]
    return Behind(post_count=1_423, posts=posts)


def an_empty_context() -> Context:
    """Return a report over a period in which nobody said anything."""
    full = a_context(is_empty=True)
    kept = {"coverage", "coverage_days", "dictionary"}
    tables = {key: list(rows) if key in kept else [] for key, rows in full.tables.items()}
    return replace(full, figures={}, findings={}, tables=tables, behind={})


def _report(brands: dict[str, str]) -> dict[str, Any]:
    return {
        "id": "monthly",
        "brand": "norrsken",
        "template": "monthly",
        "title": f"{brands['norrsken']}: monthly listening report",
        "brand_name": brands["norrsken"],
        "competitor_names": list(brands.values())[1:],
        "window_label": "June 2026",
        "window_when": "in June 2026",
        "window_first_on": FIRST,
        "window_last_on": DAYS[-1],
        "previous_label": "May 2026",
        "previous_when": "in May 2026",
        "previous_first_on": date(2026, 5, 1),
        "previous_last_on": date(2026, 5, 31),
        "timezone": "Europe/Stockholm",
        "is_part": False,
        "has_authors": True,
        "data_until": DAYS[-1],
        "language": "en",
        "is_empty": False,
        "changes": [],
        "changes_told": [],
        "restated": [],
        "gaps": [],
        "limits": Limits().model_dump(),
        "earwitness": "0.1.0",
    }


def _findings(name: str) -> dict[str, list[Finding]]:
    mentions, net, voice = (
        f"{metric}.norrsken" for metric in ("mentions", "net_sentiment", "share_of_voice")
    )
    said = [
        (
            "answer",
            (
                f"{name} is talked about a fifth more than in May, but not better liked: the "
                "update of 11 June brought the attention and most of the complaints."
            ),
            (mentions, net),
            "neutral",
        ),
        (
            "what",
            (
                "Mentions rose by 20% to their highest month of thirteen, two days after the "
                "firmware update of 11 June alone bringing 13% of them."
            ),
            (mentions,),
            "neutral",
        ),
        (
            "what",
            "Net sentiment shows no clear change; on the forum it fell by 10.6 points.",
            (net,),
            "bad",
        ),
        (
            "so_what",
            "Share of voice grew by 3.1 points at the expense of Halden, which was quiet.",
            (voice,),
            "good",
        ),
        (
            "so_what",
            (
                "A third of the questions asked in public found no answer, most of them about "
                "the update."
            ),
            ("answered_share.norrsken",),
            "warning",
        ),
        (
            "now_what",
            "Publish the rollback steps where the complaints are: on the forum, pinned.",
            (),
            "neutral",
        ),
        ("now_what", "Answer the 14 open posts listed under risks this week.", (), "neutral"),
        (
            "coverage",
            "Two days of the forum are missing; all comparisons leave them out in both months.",
            (),
            "warning",
        ),
        (
            "daily",
            "The update of 11 June tripled a normal day, and the echo lasted two days",
            (mentions,),
            "neutral",
        ),
        ("volume_drivers", "The forum brought 141 of the 237 mentions more", (), "neutral"),
        ("monthly", "Norrsken has grown in ten of the last twelve months", (mentions,), "good"),
        (
            "sentiment",
            "Four in ten judged posts are positive, three in ten negative",
            (net,),
            "neutral",
        ),
        ("net_sentiment", "Norrsken stands between Halden and Миров", (net,), "neutral"),
        ("sentiment_drivers", "The forum alone explains the fall of 4.9 points", (net,), "bad"),
        ("sentiment_segments", "Reviews stay warm, the forum has cooled", (net,), "neutral"),
        ("terms", "“Firmware 4.2” is new and large; last month's sale is fading", (), "neutral"),
        (
            "share_of_voice",
            "Norrsken took 3.1 points of the conversation from Halden",
            (voice,),
            "good",
        ),
        ("channels", "Four in ten mentions come from forums", (), "neutral"),
        (
            "response",
            "Two thirds of the questions were answered, half of them in time",
            ("answered_share.norrsken",),
            "warning",
        ),
    ]
    findings: dict[str, list[Finding]] = {}
    for section, text, figures, tone in said:
        findings.setdefault(section, []).append(Finding(section, text, figures, tone))  # type: ignore[arg-type]
    return findings
