"""Findings: sentences that rules make of figures; what changed, by how much, and how sure.

Each module holds the rules of one part of the report. A rule returns a finding or None; no rule
computes: it chooses words for numbers that SQL made.
"""

from collections.abc import Callable, Iterable

from flows.rendering.context import Finding
from flows.rendering.findings import (
    competitors,
    coverage,
    crisis,
    follow_up,
    market,
    quality,
    response,
    sentiment,
    summary,
    topics,
    trends,
    voice,
    volume,
)
from flows.rendering.findings.facts import Facts

Rule = Callable[[Facts], Iterable[Finding | None]]

_RULES: tuple[Rule, ...] = (
    summary.findings,
    coverage.findings,
    volume.findings,
    sentiment.findings,
    quality.findings,
    topics.findings,
    trends.findings,
    competitors.findings,
    market.findings,
    voice.findings,
    follow_up.findings,
    response.findings,
    crisis.findings,
)


def findings(facts: Facts) -> dict[str, list[Finding]]:
    """Return what can be said, by the part of the report it belongs to."""
    said: dict[str, list[Finding]] = {}
    for rule in _RULES:
        for finding in rule(facts):
            if finding is not None:
                said.setdefault(finding.section, []).append(finding)
    return said
