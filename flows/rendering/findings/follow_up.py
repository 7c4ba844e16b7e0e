"""What became of what the issue before recommended."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Finding
from flows.rendering.findings.facts import Facts
from flows.rendering.words import plural


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Count the recommendations whose measure moved clearly, either way."""
    steps = facts.tables["follow_ups"]
    if len(steps) < 2:  # noqa: PLR2004 - of one, the table says it
        return
    counts, figures = steps[0], [step["figure"] for step in steps]
    text = plural(
        "Of {count} recommendation made for {period}, the measures of {improved} improved clearly "
        "and those of {worse} got worse.",
        "Of {count} recommendations made for {period}, the measures of {improved} improved clearly "
        "and those of {worse} got worse.",
        counts["step_count"],
        period=numbers.day_range(counts["since_first_on"], counts["since_last_on"]),
        improved=numbers.count(counts["improved_count"]),
        worse=numbers.count(counts["worse_count"]),
    )
    yield Finding("follow_ups", text, figures)
