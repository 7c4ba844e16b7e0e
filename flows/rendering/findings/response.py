"""How the brand answers those who ask or complain: how many, how soon, who, and in which tone."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding
from flows.rendering.findings.facts import Facts, with_interval
from flows.rendering.terms import segment_name
from flows.rendering.words import plural, say, sentence


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say how many were answered and in time, which department answers least, and how it sounds."""
    if facts.report["is_empty"]:
        return
    yield _response(facts)
    yield _departments(facts)
    yield _style(facts)


def _response(facts: Facts) -> Finding | None:
    share, own = facts.figure("answered_share"), facts.own("response")
    if share is None or not own:
        return None
    row = own[0]
    told = {
        "brand": facts.name,
        "share": with_interval(share, numbers.percent(share.value, 0)),
    }
    if row["within_share"] is None:
        text = plural(
            "{brand} answered {share} of {count} mention that called for it",
            "{brand} answered {share} of {count} mentions that called for it",
            row["due_count"],
            **told,
        )
    else:
        text = plural(
            "{brand} answered {share} of {count} mention that called for it, {in_time} within "
            "{hours} hours",
            "{brand} answered {share} of {count} mentions that called for it, {in_time} within "
            "{hours} hours",
            row["due_count"],
            **told,
            in_time=numbers.percent(row["within_share"], 0),
            hours=numbers.decimal(row["target_hours"], 0),
        )
    said = [sentence(text, _moved(facts, share)), *_left_out(facts)]
    return Finding("response", " ".join(said), [share.id])


def _moved(facts: Facts, share: Figure) -> str:
    told = {"before": numbers.percent(share.previous, 0), "period": facts.before}
    if share.verdict == "up":
        return say("that is more than the {before} of {period}", **told)
    if share.verdict == "down":
        return say("that is less than the {before} of {period}", **told)
    if share.previous is not None:
        return say("no clear change from {before}", before=told["before"])
    return ""


def _left_out(facts: Facts) -> Iterator[str]:
    """Say which mentions and answers the rates leave out."""
    row = facts.own("response")[0]
    if young := row["young_count"]:
        yield plural(
            "Not counted: {count} mention younger than {hours} hours.",
            "Not counted: {count} mentions younger than {hours} hours.",
            young,
            hours=numbers.decimal(row["target_hours"], 0),
        )
    if early := row["early_count"]:
        yield plural(
            "Not counted: {count} answer that came before the post was edited.",
            "Not counted: {count} answers that came before the post was edited.",
            early,
        )


def _departments(facts: Facts) -> Finding | None:
    known = [
        row
        for row in facts.rows("response_segments", dimension="department")
        if row["answered_share"] is not None and row["segment"] != "no department"
    ]
    if len(known) < 2:  # noqa: PLR2004 - one department is the whole
        return None
    ranked = sorted(known, key=lambda row: row["answered_share"])
    least, most = ranked[0], ranked[-1]
    if least["high"] >= most["low"]:
        return None
    text = say(
        "Answered least: {least}, {least_share} of {least_count}. Answered most: {most}, "
        "{most_share} of {most_count}.",
        least=segment_name("department", least["segment"]),
        least_share=numbers.percent(least["answered_share"], 0),
        least_count=numbers.count(least["due_count"]),
        most=segment_name("department", most["segment"]),
        most_share=numbers.percent(most["answered_share"], 0),
        most_count=numbers.count(most["due_count"]),
    )
    return Finding("response", text)


def _style(facts: Facts) -> Finding | None:
    rows = [row for row in facts.own("answer_style") if row["apology_share"] is not None]
    if not rows:
        return None
    row = rows[0]
    text = plural(
        "Of its own {count} answer {sorry} say sorry and {thanks} thanks; the median length is "
        "{median} characters, and {short} keep to the {target} that they should have.",
        "Of its own {count} answers {sorry} say sorry and {thanks} thanks; the median length is "
        "{median} characters, and {short} keep to the {target} that they should have.",
        row["answer_count"],
        sorry=numbers.percent(row["apology_share"], 0),
        thanks=numbers.percent(row["thanks_share"], 0),
        median=numbers.count(row["median_characters"]),
        short=numbers.percent(row["short_share"], 0),
        target=numbers.count(row["target_characters"]),
    )
    metrics = ("answer_apology", "answer_thanks", "answer_short")
    return Finding("answer_style", text, [f"{one}.{facts.brand}" for one in metrics])
