"""The words that SQL and the reading of posts give, which a report says in its own language.

A term is said with `term(text, domain)`. A text that its domain does not list stays what it is: a
topic of the user's own, a name of a source. A column whose kind is a domain is said so in every
table (`columns.py`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flows.rendering import numbers
from flows.rendering.languages import language_name
from flows.rendering.words import say, spoken
from flows.text.topics import shipped_topics
from flows.warehouse.dictionary import metrics

_SAME = {
    "adequacy": ("enough", "weak", "too few"),
    "cause": ("brand", "source"),
    "channel": ("social", "blog", "news", "review", "forum"),
    "department": (
        *("Safety", "Retention", "Billing", "Returns", "Technical support", "Logistics", "Quality"),
        *("Sales", "Product", "Customer care", "Marketing", "no department"),
    ),
    "dimension": (
        *("all", "source", "channel", "platform", "language", "topic", "department", "weekday"),
        *("hour", "product", "version"),
    ),
    "direction": (
        *("up", "down", "better", "worse", "rising", "new", "fading", "negative", "positive"),
    ),
    "kind": ("author", "site", "topic", "began", "ended"),
    "moment": (*("above usual", "loudest hour", "half", "loudest post", "first answer", "over"),),
    "outcome": ("improved", "worse", "no clear change", "too few", "not comparable"),
    "part": ("likes", "replies", "shares", "quotes", "views"),
    "quality": (
        *("Raw mentions", "Copies", "Near copies, counted", "Reposts", "Spam", "Own posts"),
        *("Counted mentions", "Counted, but not judged"),
        *("Negative, %", "Neutral, %", "Positive, %", "Net sentiment, points"),
    ),
    "reason": (
        *("safety terms", "legal terms", "may leave", "negative", "not answered"),
        "repeated complaint",
    ),
    "role": ("complaint", "question", "praise", "resonant", "lead"),
    "segment": ("all",),
    "sentiment": ("negative", "neutral", "positive", "unknown"),
    "state": ("not over", "grows", "above usual", "as usual"),
    "topic": (*(topic.name for topic in shipped_topics()), "No topic"),
    "verdict": (
        *("up", "down", "no clear change", "too few", "not comparable"),
        *("ahead", "behind", "level", "no clear gap", "not tested", "leads", "no clear leader"),
    ),
    "weekday": (*("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),),
}
"""Terms that are their own English, by domain."""
_OTHERS = {
    "comparison": {
        "better": "called better",
        "not_better": "the other called not better",
        "prefer": "preferred",
        "not_prefer": "the other not preferred",
        "switch": "switched to it",
        "not_switch": "not switched to the other",
    },
    "component": {
        "net_sentiment": "net sentiment",
        "share_of_voice": "share of voice",
        "advocacy": "advocacy",
        "answered_share": "answered share",
    },
    "intent": {
        "complaint": "complaints",
        "question": "questions",
        "praise": "praise",
        "purchase_interest": "interest in buying",
        "churn_risk": "churn risk",
        "feature_request": "feature requests",
        "comparison": "comparisons",
    },
    "metric": {key: metric.name for key, metric in metrics().items()},
    "unit": {
        "posts": "posts",
        "authors": "authors",
        "reactions": "reactions",
        "points": "points",
        "share": "share",
        "per_post": "a post",
        "per_day": "a day",
        "hours": "hours",
        "kappa": "kappa",
        "index": "of 100",
        "terms": "terms",
        "shifts": "shifts",
        "topics": "topics",
        "days": "days",
        "stars": "stars",
    },
    "status": {
        "covered": "covered",
        "partial": "partly covered",
        "limited": "stopped at its limit",
        "silent": "answered, no posts",
        "missing": "no data",
        "after_data": "not asked",
    },
}
"""Terms that are keys, with their English."""
TERMS: dict[str, dict[str, str]] = {
    domain: {key: key for key in _SAME.get(domain, ())} | _OTHERS.get(domain, {})
    for domain in sorted({*_SAME, *_OTHERS})
}
_FOLLOWED = "followed by "
_SEGMENTS = {
    "pain_share": "topic",
    "topic_cost": "topic",
    "topic_lead": "topic",
    "topic_net_sentiment": "topic",
    "topic_share": "topic",
    "intent_share": "intent",
    "net_sentiment": "channel",
    "share_corrected": "sentiment",
    "engagement": "part",
}
"""What the segments of a metric's figures are."""


def term(key: str, domain: str) -> str:
    """Return what a key of a domain is called; another text stays what it is."""
    said = TERMS[domain].get(key) if domain in TERMS else None
    return key if said is None else spoken().message(said, domain)


def segment_name(dimension: str, segment: str) -> str:
    """Return what a part of a table is called, by what the table is parted by."""
    if segment == "all":
        return term("all", "segment")
    if dimension == "language":
        return language_name(segment)
    return term(segment, dimension)


def figure_label(row: Mapping[str, Any], brand: str | None) -> str:
    """Return what a figure is, of which brand and which part of it: `Mentions, Xbox, news`."""
    parts = [term(row["metric"], "metric"), brand, _figure_segment(row["metric"], row["segment"])]
    return ", ".join(part for part in parts if part)


def _figure_segment(metric: str, segment: str | None) -> str | None:
    if segment is None:
        return None
    if metric in _SEGMENTS:
        key = segment.replace(" ", "_") if metric == "intent_share" else segment
        return term(key, _SEGMENTS[metric])
    if metric == "spike":
        return numbers.day(date.fromisoformat(segment))
    if metric.startswith("audit_"):
        *sentiment, last = segment.split(".")
        if last in TERMS["sentiment"]:
            return term(last, "sentiment")
        return ", ".join([*(term(one, "sentiment") for one in sentiment), language_name(last)])
    return segment


def reason_name(reason: str) -> str:
    """Return why a post is urgent; the number of followers is written as the language does."""
    if reason.startswith(_FOLLOWED):
        count = int(reason.removeprefix(_FOLLOWED).replace(",", ""))
        return say("followed by {count}", count=numbers.count(count))
    return term(reason, "reason")


def topic_said(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the name of a shipped topic as the report says it."""
    said = dict(row)
    if name := said.get("topic_name"):
        said["topic_name"] = term(name, "topic")
        # What many ask is told by its words, or by its topic where it has none of its own.
        if said.get("about") == name:
            said["about"] = said["topic_name"]
    return said


def parts_said(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row whose parts, drivers and labels are called as the report says them.

    The rules need them as SQL gives them; what is printed, does not.
    """
    said = dict(row)
    if "segment" in said:
        said["segment"] = segment_name(said.get("dimension") or "channel", said["segment"])
    if said.get("kind") == "topic" and "driver_name" in said:
        said["driver_name"] = term(said["driver_name"], "topic")
    if "label" in said:
        said["label"] = term(said["label"], "quality")
    if isinstance(said.get("channels"), list):
        said["channels"] = [term(one, "channel") for one in said["channels"]]
    if "reasons" in said:
        said["reasons"] = [reason_name(one) for one in said["reasons"]]
    return said
