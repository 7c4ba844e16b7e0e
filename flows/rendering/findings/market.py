"""Brands side by side: comparisons, names together, topics, one mix of sources; the market."""

from collections.abc import Iterator, Sequence

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding, Row
from flows.rendering.findings.facts import Facts, points, with_interval
from flows.rendering.words import gettext_noop, listed, plural, say, sentence

_LEAST_COMPARED = 10
"""Comparisons with a competitor, or posts that name it too, from which a sentence is made."""
_MOST_NAMED = 3
"""Topics or brands that a sentence lists."""
_MOVED = {
    "up": gettext_noop("a rise ({change})"),
    "down": gettext_noop("a fall ({change})"),
}


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
    if facts.has_authors:
        names.append("author_share")
    figures = [facts.figure(name) for name in names]
    known = [one for one in figures if one is not None and one.adequacy != "too few"]
    if len(known) < len(figures):
        return None
    positive, negative, *authors = map(_since, known)
    text = say(
        "Of all positive mentions {positive} are of {brand}, of all negative ones {negative}",
        positive=positive,
        negative=negative,
        brand=facts.name,
    )
    share = say("its share of the authors is {share}", share=authors[0]) if authors else ""
    return Finding("competitors", sentence(text, share), [one.id for one in known])


def _since(figure: Figure) -> str:
    share = numbers.percent(figure.value, 0)
    told = {"share": share, "before": numbers.percent(figure.previous, 0)}
    if figure.verdict == "up" and figure.previous is not None:
        return say("{share} (up from {before})", **told)
    if figure.verdict == "down" and figure.previous is not None:
        return say("{share} (down from {before})", **told)
    return share


def _leaders(facts: Facts) -> Finding | None:
    rows = facts.rows("topic_leaders", verdict="leads")[:_MOST_NAMED]
    if not rows:
        return None
    said = [
        say(
            "{brand} on {topic} ({points} before {other})",
            brand=row["best_brand"],
            topic=row["topic_name"],
            points=points(row["lead"]),
            other=row["second_brand"],
        )
        for row in rows
    ]
    ids = [f"topic_lead.{row['topic']}" for row in rows]
    return Finding(
        "topic_leaders", say("Clearly best judged: {leaders}.", leaders=listed(said)), ids
    )


def _unmet(facts: Facts) -> Finding | None:
    rows = facts.rows("topic_leaders", is_unmet=True)[:_MOST_NAMED]
    if not rows:
        return None
    text = say(
        "Nobody satisfies on {topics}: net sentiment is clearly below zero for every brand with "
        "posts enough to tell.",
        topics=listed([row["topic_name"] for row in rows]),
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
    told = {
        "other": row["brand_name"],
        "brand": facts.name,
        "favourable": numbers.count(row["for_count"]),
    }
    if figure is None:
        text = plural(
            "Of {count} comparison with {other}, {favourable} speak for {brand}, too few to tell "
            "a share",
            "Of {count} comparisons with {other}, {favourable} speak for {brand}, too few to tell "
            "a share",
            row["comparison_count"],
            **told,
        )
    else:
        text = plural(
            "Of {count} comparison with {other}, {favourable} speak for {brand}: {share}",
            "Of {count} comparisons with {other}, {favourable} speak for {brand}: {share}",
            row["comparison_count"],
            **told,
            share=with_interval(figure, numbers.percent(figure.value, 0)),
        )
    switches = ""
    if row["won_count"] or row["lost_count"]:
        switches = say(
            "switches to it that are told of: {won}, away from it: {lost}",
            won=numbers.count(row["won_count"]),
            lost=numbers.count(row["lost_count"]),
        )
    return Finding("rivals", sentence(text, switches), [figure.id] if figure else [])


def _together(facts: Facts) -> Finding | None:
    own = [row for row in facts.own("co_mentions") if row["post_count"] >= _LEAST_COMPARED]
    rows = sorted(own, key=lambda row: -row["post_count"])[:_MOST_NAMED]
    if not rows:
        return None
    others = [
        say(
            "{brand} ({share})",
            brand=row["other_name"],
            share=numbers.percent(row["brand_share"], 0),
        )
        for row in rows
    ]
    text = say(
        "Posts that name {brand} most often also name {others}.",
        brand=facts.name,
        others=listed(others),
    )
    return Finding("rivals", text, [f"co_mentions.{row['other_brand']}" for row in rows])


def _mixed_voice(facts: Facts) -> Finding | None:
    raw, adjusted = facts.figure("share_of_voice"), facts.figure("adjusted_share_of_voice")
    if not facts.own("adjusted") or raw is None or adjusted is None:
        return None
    if adjusted.verdict in {raw.verdict, "too few"}:
        return None
    text = say(
        "If every source had weighed the same {when}, the share of voice of {brand} would show "
        "{adjusted}, where as it stands it shows {raw}.",
        when=facts.then,
        brand=facts.name,
        adjusted=_moved(adjusted),
        raw=_moved(raw),
    )
    return Finding("competitors", text, [adjusted.id])


def _moved(figure: Figure) -> str:
    change = numbers.share_change(figure.change)
    if figure.verdict in _MOVED:
        return say(_MOVED[figure.verdict], change=change)
    return say("no clear change ({change})", change=change)


def _mixed_gaps(facts: Facts) -> Iterator[Finding]:
    for row in facts.tables["adjusted"]:
        raw, adjusted = (
            facts.figure(metric, row["brand"])
            for metric in ("net_sentiment_gap", "adjusted_sentiment_gap")
        )
        if raw is None or adjusted is None or raw.verdict == adjusted.verdict:
            continue
        told = {
            "brand": row["brand_name"],
            "adjusted": with_interval(adjusted, numbers.signed(adjusted.value)),
            "raw": numbers.signed(raw.value),
        }
        if adjusted.verdict in {"ahead", "behind"}:
            text = say(
                "On one mix of sources the gap in net sentiment to {brand} is {adjusted}, where it "
                "is {raw} as they are: where each is spoken of hid it.",
                **told,
            )
        else:
            text = say(
                "On one mix of sources the gap in net sentiment to {brand} is {adjusted}, where it "
                "is {raw} as they are: it owes much to where each is spoken of.",
                **told,
            )
        yield Finding("competitors", text, [adjusted.id])


def _market(facts: Facts) -> Finding | None:
    figure = facts.figures.get("market_mentions")
    if figure is None or not figure.value:
        return None
    if figure.previous:
        text = plural(
            "{count} post is about the market and names none of the brands ({before} {when})",
            "{count} posts are about the market and name none of the brands ({before} {when})",
            figure.value,
            before=numbers.count(figure.previous),
            when=facts.then,
        )
    else:
        text = plural(
            "{count} post is about the market and names none of the brands",
            "{count} posts are about the market and name none of the brands",
            figure.value,
        )
    net, tone = facts.figures.get("market_net_sentiment"), ""
    if net is not None and net.value is not None:
        tone = say("net sentiment {now}", now=with_interval(net, numbers.signed(net.value)))
    said = [sentence(text, tone), *_most_on(facts.tables["market"])]
    return Finding("market", " ".join(said), ["market_mentions"])


def _most_on(rows: Sequence[Row]) -> Iterator[str]:
    topics = [row for row in rows if row["segment"] != "all" and row["post_count"] > 1]
    if topics:
        most = max(topics, key=lambda row: row["post_count"])
        yield say(
            "Of their topics {topic} comes first, with {share}; of the posts that name a brand "
            "{brand_share} are on it.",
            topic=most["topic_name"],
            share=numbers.percent(most["post_share"], 0),
            brand_share=numbers.percent(most["brand_post_share"], 0),
        )
