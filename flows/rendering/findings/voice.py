"""What customers say and ask: how they stand to the brand, what hurts, what they want to buy."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding, Row
from flows.rendering.findings.facts import Facts, in_quotes, points, with_interval
from flows.rendering.words import listed, plural, say, sentence

_LEAST_ASKED = 5
"""Authors from which a question is called one that many ask."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say how customers stand to the brand, what costs most, and what is asked and bought."""
    if facts.report["is_empty"]:
        return
    yield _advocacy(facts)
    yield _stars(facts)
    yield _aspects(facts)
    yield _pain(facts)
    yield _asked(facts)
    yield _purchase(facts)
    yield _quotes(facts)


def _advocacy(facts: Facts) -> Finding | None:
    rate = facts.figure("advocacy")
    if rate is None or rate.adequacy == "too few":
        return None
    text = plural(
        "Praise against complaints and wishes to leave: {points} over {count} mention that "
        "does either",
        "Praise against complaints and wishes to leave: {points} over {count} mentions that "
        "do either",
        rate.n or 0,
        points=with_interval(rate, numbers.quantity(rate.value, "points")),
    )
    return Finding("voice", sentence(text, moved(rate, facts)), [rate.id])


def _stars(facts: Facts) -> Finding | None:
    stars = facts.figure("stars")
    if stars is None or stars.adequacy == "too few":
        return None
    text = plural(
        "{count} review gives {stars} of five stars on average",
        "{count} reviews give {stars} of five stars on average",
        stars.n or 0,
        stars=with_interval(stars),
    )
    return Finding("voice", sentence(text, moved(stars, facts)), [stars.id])


def moved(figure: Figure, facts: Facts) -> str:
    """Say as a clause what became of a figure, if that is known."""
    if figure.previous is None or figure.verdict in {None, "too few", "not comparable"}:
        return ""
    told = {"before": numbers.value(figure.previous, figure.unit), "when": facts.then}
    if figure.verdict == "up":
        return say("up from {before} {when}", **told)
    if figure.verdict == "down":
        return say("down from {before} {when}", **told)
    return say("no clear change from {before} {when}", **told)


def _aspects(facts: Facts) -> Finding | None:
    net = facts.figure("net_sentiment")
    if net is None or net.value is None:
        return None
    # Of what is judged as the brand is on the whole there is nothing to say.
    rows = [
        row
        for row in facts.own("aspects")
        if row["low"] is not None and not row["low"] <= net.value <= row["high"]
    ]
    if not rows:
        return None
    text = say(
        "Net sentiment by what is spoken of: {aspects}.", aspects=listed(list(map(_aspect, rows)))
    )
    return Finding("voice", text)


def _aspect(row: Row) -> str:
    return plural(
        "{topic} {points} points ({interval}; {count} mention)",
        "{topic} {points} points ({interval}; {count} mentions)",
        row["judged_count"],
        topic=row["topic_name"],
        points=numbers.signed(row["net_sentiment"]),
        interval=numbers.interval(row["low"], row["high"], "points"),
    )


def _pain(facts: Facts) -> Finding | None:
    costly = [
        (row, figure)
        for row in facts.tables["pain_points"]
        if (figure := facts.figures.get(f"topic_cost.{facts.brand}.{row['topic']}")) is not None
        and figure.verdict == "up"
    ]
    if not costly:
        return None
    row, cost = costly[0]
    text = say(
        "{topic} costs most: without it net sentiment would be higher by {points}",
        topic=row["topic_name"],
        points=with_interval(cost, points(cost.value)),
    )
    grew = [one["topic_name"] for one in facts.tables["pain_points"] if one["verdict"] == "up"]
    more = ""
    if grew:
        more = say(
            "criticism of {topics} takes a larger share than {when}",
            topics=listed(grew[:3]),
            when=facts.then,
        )
    return Finding("pain_points", sentence(text, more), [cost.id])


def _asked(facts: Facts) -> Finding | None:
    many = [
        row for row in facts.rows("asked", intent="question") if row["author_count"] >= _LEAST_ASKED
    ]
    if not many:
        return None
    figure = facts.figure("repeated_questions")
    cases = [row for row in many if row["is_product_case"]]
    top = max(cases or many, key=lambda row: row["author_count"])
    told = {
        "about": in_quotes(top["about"]),
        "direct": numbers.count(top["brand_author_count"]),
        "brand": facts.name,
    }
    if cases:
        text = _case(facts, top["author_count"], told)
    elif facts.has_authors:
        text = plural(
            "{count} author asks alike about {about}.",
            "{count} authors ask alike about {about}.",
            top["author_count"],
            about=told["about"],
        )
    else:
        text = plural(
            "{count} post asks alike about {about}.",
            "{count} posts ask alike about {about}.",
            top["author_count"],
            about=told["about"],
        )
    return Finding("asked", text, [figure.id] if figure else [])


def _case(facts: Facts, count: int, told: dict[str, str]) -> str:
    """Say what is asked so often that it is a case for the product."""
    if facts.has_authors:
        return plural(
            "{count} author asks alike about {about}, {direct} of them asked {brand} itself: what "
            "is asked so often is a case for the product, not for support alone.",
            "{count} authors ask alike about {about}, {direct} of them asked {brand} itself: what "
            "is asked so often is a case for the product, not for support alone.",
            count,
            **told,
        )
    return plural(
        "{count} post asks alike about {about}, {direct} of them asked {brand} itself: what is "
        "asked so often is a case for the product, not for support alone.",
        "{count} posts ask alike about {about}, {direct} of them asked {brand} itself: what is "
        "asked so often is a case for the product, not for support alone.",
        count,
        **told,
    )


def _purchase(facts: Facts) -> Finding | None:
    share = facts.figure("purchase_interest")
    if share is None or share.adequacy == "too few" or not share.value:
        return None
    text = say("{share} of the mentions show interest in buying", share=with_interval(share))
    return Finding("purchase", sentence(text, moved(share, facts)), [share.id])


def _quotes(facts: Facts) -> Finding | None:
    if not facts.tables["quotes"]:
        return None
    if facts.has_authors:
        text = say(
            "Chosen by rule: posts that use most of what sets their kind apart, then those with "
            "most reactions; one of an author."
        )
    else:
        text = say(
            "Chosen by rule: posts that use most of what sets their kind apart, then those with "
            "most reactions."
        )
    return Finding("quotes", text)
