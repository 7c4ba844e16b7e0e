"""How good the sentiment is by people's labels, and what it is when they correct it."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding
from flows.rendering.findings.facts import Facts, with_interval
from flows.rendering.words import plural, say

_FAIR = 0.6
"""Agreement of labellers under which their labels are no firm ground (Landis and Koch 1977)."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say how often the engine is right, whether labellers agree, and what labels correct."""
    if facts.report["is_empty"]:
        return
    yield _accuracy(facts)
    yield _agreement(facts)
    yield _corrected(facts)


def _accuracy(facts: Facts) -> Finding | None:
    accuracy = facts.figure("audit_accuracy")
    if accuracy is None:
        return _too_few(facts)
    text = plural(
        "By the labels of {count} post, the sentiment is right in {share} of the mentions.",
        "By the labels of {count} posts, the sentiment is right in {share} of the mentions.",
        accuracy.n or 0,
        share=with_interval(accuracy, numbers.percent(accuracy.value, 0)),
    )
    return Finding("audit", text, [accuracy.id])


def _too_few(facts: Facts) -> Finding | None:
    """Say that labels came, and that they do not tell how good the sentiment is yet."""
    labelled = next((row["labelled_count"] for row in facts.rows("audit", language="all")), 0)
    if not labelled:
        return None
    text = plural(
        "{count} post is labelled, too few to say how good the sentiment is; label more of the "
        "sample.",
        "{count} posts are labelled, too few to say how good the sentiment is; label more of the "
        "sample.",
        labelled,
    )
    return Finding("audit", text, [], "warning")


def _agreement(facts: Facts) -> Finding | None:
    agreement = facts.figure("audit_agreement")
    if agreement is None or agreement.value is None or agreement.value >= _FAIR:
        return None
    text = say(
        "The labellers agree little with each other (kappa {kappa}), so their labels are no firm "
        "ground: agree on what counts as neutral, and label again.",
        kappa=numbers.value(agreement.value, "kappa"),
    )
    return Finding("audit", text, [agreement.id], "warning")


def _corrected(facts: Facts) -> Finding | None:
    net, raw = facts.figure("net_sentiment_corrected"), facts.figure("net_sentiment")
    if net is None or raw is None:
        return None
    text = plural(
        "Corrected by the labels of {count} post, net sentiment is {corrected}; the engine alone "
        "says {raw}.",
        "Corrected by the labels of {count} posts, net sentiment is {corrected}; the engine alone "
        "says {raw}.",
        net.n or 0,
        corrected=with_interval(net),
        raw=numbers.value(raw.value, raw.unit),
    )
    return Finding("sentiment", text, [net.id, raw.id])
