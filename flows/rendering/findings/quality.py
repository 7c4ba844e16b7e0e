"""How good the sentiment is by people's labels, and what it is when they correct it."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding
from flows.rendering.findings.facts import Facts, counted, interval

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
    text = (
        f"By the labels of {counted(accuracy.n or 0, 'post', 'posts')}, the sentiment is right in "
        f"{numbers.percent(accuracy.value, 0)} of the mentions{interval(accuracy)}."
    )
    return Finding("audit", text, [accuracy.id])


def _too_few(facts: Facts) -> Finding | None:
    """Say that labels came, and that they do not tell how good the sentiment is yet."""
    labelled = next((row["labelled_count"] for row in facts.rows("audit", language="all")), 0)
    if not labelled:
        return None
    said = f"{counted(labelled, 'post is', 'posts are')} labelled, too few to say how good the "
    return Finding("audit", f"{said}sentiment is; label more of the sample.", [], "warning")


def _agreement(facts: Facts) -> Finding | None:
    agreement = facts.figure("audit_agreement")
    if agreement is None or agreement.value is None or agreement.value >= _FAIR:
        return None
    text = (
        f"The labellers agree little with each other (kappa "
        f"{numbers.value(agreement.value, 'kappa')}), so their labels are no firm ground: agree on "
        "what counts as neutral, and label again."
    )
    return Finding("audit", text, [agreement.id], "warning")


def _corrected(facts: Facts) -> Finding | None:
    net, raw = facts.figure("net_sentiment_corrected"), facts.figure("net_sentiment")
    if net is None or raw is None:
        return None
    text = (
        f"Corrected by the labels of {counted(net.n or 0, 'post', 'posts')}, net sentiment is "
        f"{numbers.value(net.value, net.unit)}{interval(net)}; the engine alone says "
        f"{numbers.value(raw.value, raw.unit)}."
    )
    return Finding("sentiment", text, [net.id, raw.id])
