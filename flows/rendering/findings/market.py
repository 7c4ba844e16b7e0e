"""Brands side by side: comparisons, names together, topics, one mix of sources; the market."""

from collections.abc import Iterator, Sequence

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding, Row
from flows.rendering.findings.facts import Facts, counted, interval, listed, points

_LEAST_COMPARED = 10
"""Comparisons with a competitor from which a sentence is made of them."""
_MOST_NAMED = 3
"""Topics or brands that a sentence lists."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say who leads on what, whom the brand is set against, and what is said without a brand."""
    if facts.report["is_empty"]:
        return
    yield _parts(facts)
    yield _leaders(facts)
    yield _unmet(facts)
    yield _compared(facts)
    yield _together(facts)
    yield _mixed_voice(facts)
    yield from _mixed_gaps(facts)
    yield _market(facts)


def _parts(facts: Facts) -> Finding | None:
    names = ["positive_part", "negative_part"]
    if facts.report["has_authors"]:
        names.append("author_share")
    figures = [facts.figure(name) for name in names]
    known = [one for one in figures if one is not None and one.adequacy != "too few"]
    if len(known) < len(figures):
        return None
    good, bad, *authors = (f"{numbers.percent(one.value, 0)}{_since(one)}" for one in known)
    text = f"Of all positive mentions {good} are of {facts.name}, of all negative ones {bad}"
    if authors:
        text += f"; its share of the authors is {authors[0]}"
    return Finding("competitors", f"{text}.", [one.id for one in known])


def _since(figure: Figure) -> str:
    if figure.verdict not in {"up", "down"} or figure.previous is None:
        return ""
    return f" ({figure.verdict} from {numbers.percent(figure.previous, 0)})"


def _leaders(facts: Facts) -> Finding | None:
    rows = facts.rows("topic_leaders", verdict="leads")[:_MOST_NAMED]
    if not rows:
        return None
    said = [
        f"{row['best_brand']} on {row['topic_name']} ({points(row['lead'])} before "
        f"{row['second_brand']})"
        for row in rows
    ]
    ids = [f"topic_lead.{row['topic']}" for row in rows]
    return Finding("topic_leaders", f"Clearly best judged: {listed(said)}.", ids)


def _unmet(facts: Facts) -> Finding | None:
    rows = facts.rows("topic_leaders", is_unmet=True)[:_MOST_NAMED]
    if not rows:
        return None
    topics = listed([row["topic_name"] for row in rows])
    text = (
        f"Nobody satisfies on {topics}: net sentiment is clearly below zero for every brand with "
        "posts enough to tell."
    )
    return Finding("topic_leaders", text, [f"topic_lead.{row['topic']}" for row in rows])


def _compared(facts: Facts) -> Finding | None:
    rows = [
        row
        for row in facts.tables["comparison_balance"]
        if row["comparison_count"] >= _LEAST_COMPARED
    ]
    if not rows:
        return None
    row = max(rows, key=lambda row: row["comparison_count"])
    figure = facts.figure("comparisons_won", row["brand"])
    text = (
        f"Of {row['comparison_count']} comparisons with {row['brand_name']}, "
        f"{row['for_count']} speak for {facts.name}"
    )
    text += (
        f" ({numbers.percent(figure.value, 0)}{interval(figure).replace(' (', ', ').rstrip(')')})"
        if figure
        else ", too few to tell a share"
    )
    if row["won_count"] or row["lost_count"]:
        text += f"; {row['won_count']} tell of a switch to it, {row['lost_count']} of one away"
    return Finding("competitors", f"{text}.", [figure.id] if figure else [])


def _together(facts: Facts) -> Finding | None:
    rows = sorted(facts.own("co_mentions"), key=lambda row: -row["post_count"])[:_MOST_NAMED]
    if not rows:
        return None
    first, *others = [
        f"{row['other_name']} ({numbers.percent(row['brand_share'], 0)})" for row in rows
    ]
    text = f"Posts that name {facts.name} most often also name {listed([first, *others])}"
    return Finding("competitors", f"{text}.", [f"co_mentions.{row['other_brand']}" for row in rows])


def _mixed_voice(facts: Facts) -> Finding | None:
    raw, adjusted = facts.figure("share_of_voice"), facts.figure("adjusted_share_of_voice")
    if not facts.own("adjusted") or raw is None or adjusted is None:
        return None
    if adjusted.verdict in {raw.verdict, "too few"}:
        return None
    text = (
        f"If every source had weighed the same {facts.then}, {facts.name}'s share of voice would "
        f"show {_moved(adjusted.verdict)} ({numbers.share_change(adjusted.change)}), where as it "
        f"stands it shows {_moved(raw.verdict)} ({numbers.share_change(raw.change)})"
    )
    return Finding("competitors", f"{text}.", [adjusted.id])


def _moved(verdict: str | None) -> str:
    return {"up": "a rise", "down": "a fall"}.get(verdict or "", "no clear change")


def _mixed_gaps(facts: Facts) -> Iterator[Finding]:
    for row in facts.tables["adjusted"]:
        raw, adjusted = (
            facts.figure(metric, row["brand"])
            for metric in ("net_sentiment_gap", "adjusted_sentiment_gap")
        )
        if raw is None or adjusted is None or raw.verdict == adjusted.verdict:
            continue
        text = (
            f"On one mix of sources the gap in net sentiment to {row['brand_name']} is "
            f"{numbers.signed(adjusted.value)}{interval(adjusted)}, where it is "
            f"{numbers.signed(raw.value)} as they are: {_reading(adjusted.verdict)}"
        )
        yield Finding("competitors", f"{text}.", [adjusted.id])


def _reading(verdict: str | None) -> str:
    if verdict in {"ahead", "behind"}:
        return "where each is spoken of hid it"
    return "it owes much to where each is spoken of"


def _market(facts: Facts) -> Finding | None:
    figure = facts.figures.get("market_mentions")
    if figure is None or not figure.value:
        return None
    count = counted(figure.value, "post is", "posts are")
    text = f"{count} about the market and name none of the brands"
    if figure.previous:
        text += f" ({numbers.count(figure.previous)} {facts.then})"
    net = facts.figures.get("market_net_sentiment")
    if net is not None and net.value is not None:
        text += f"; net sentiment {numbers.signed(net.value)}{interval(net)}"
    text += _most_on(facts.tables["market"])
    return Finding("market", f"{text}.", ["market_mentions"])


def _most_on(rows: Sequence[Row]) -> str:
    topics = [row for row in rows if row["segment"] != "all" and row["post_count"] > 1]
    if not topics:
        return ""
    most = max(topics, key=lambda row: row["post_count"])
    return (
        f". Of their topics {most['topic_name']} comes first, with "
        f"{numbers.percent(most['post_share'], 0)}; of the posts that name a brand "
        f"{numbers.percent(most['brand_post_share'], 0)} are on it"
    )
