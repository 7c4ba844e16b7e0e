"""What was spoken of more, and less, than in the period before."""

from collections.abc import Iterator

from flows.rendering.context import Finding
from flows.rendering.findings.facts import Facts, counted, quoted


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say which terms rose, are new, and faded, and how many events there were."""
    if facts.report["is_empty"]:
        return
    yield _terms(facts)
    yield _events(facts)


def _terms(facts: Facts) -> Finding:
    by_direction = {
        direction: [row["term"] for row in facts.rows("terms", direction=direction)]
        for direction in ("rising", "new", "fading")
    }
    parts = [
        f"{words} {quoted(terms[:3])}"
        for terms, words in (
            (by_direction["new"], "New:"),
            (by_direction["rising"], "rising:"),
            (by_direction["fading"], "fading:"),
        )
        if terms
    ]
    if not parts:
        return Finding("terms", f"No term rose or faded against {facts.before} beyond chance.")
    text = "; ".join(parts)
    return Finding("terms", f"{text[0].upper()}{text[1:]}.")


def _events(facts: Facts) -> Finding:
    events = facts.tables["spikes"]
    if not events:
        text = "No brand had a day that stands out against its weekday in the twelve weeks before."
        return Finding("events", text)
    days: dict[object, list[str]] = {}
    for event in events:
        days.setdefault(event["peak_on"], []).append(event["brand_name"])
    shared = [names for names in days.values() if len(names) > 1]
    text = f"{counted(len(events), 'event', 'events')} stood out"
    if shared and len(shared[0]) == len({event["brand_name"] for event in events}):
        text += "; one day was the peak of every brand: its cause lies in the market, not in one"
    return Finding("events", f"{text}.")
