"""Whether the numbers can be trusted: what was heard, what was not, what could not be judged."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, few, in_quotes, is_heard
from flows.rendering.languages import language_name
from flows.rendering.words import capital, listed, plural, say, sentence

_ENOUGH_JUDGED = 0.75
_SHOWN = 3
_MOST_CHANGES = 6


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say which days were not heard, whether the period is over, and what was not judged."""
    yield _coverage(facts)
    yield _limits(facts)
    yield _part(facts)
    yield _breaks(facts)
    yield _unjudged(facts)
    yield _authors(facts)
    yield from _changes(facts)
    for figure, text in facts.report["restated"]:
        yield Finding("data", text, [figure], "warning")
    yield _variants(facts)


def _coverage(facts: Facts) -> Finding | None:
    covered = facts.figure("covered", "all")
    if covered is None:
        return None
    gaps = [row for row in facts.tables["coverage"] if row["covered_count"] < row["day_count"]]
    if not gaps:
        text = plural(
            "The one source was heard on every day.",
            "All {count} sources were heard on every day.",
            len(facts.tables["coverage"]),
        )
        return Finding("coverage", text, [covered.id], "good")
    if not any(is_heard(row) for row in gaps):
        text = say("No source was heard {when}.", when=facts.report["window_when"])
        return Finding("coverage", text, [covered.id], "warning")
    told = {
        "share": numbers.percent(covered.value, 0),
        "sources": listed(few([_missed(facts, row) for row in gaps], _others(len(gaps)), _SHOWN)),
    }
    if any(row["partial_count"] + row["limited_count"] for row in gaps):
        text = say(
            "{share} of the source-days were heard whole; not or partly heard: {sources}.", **told
        )
    else:
        text = say("{share} of the source-days were heard whole; not heard: {sources}.", **told)
    return Finding("coverage", text, [covered.id], "warning")


def _others(count: int) -> str:
    return plural("{count} more source", "{count} more sources", count - _SHOWN)


def _missed(facts: Facts, row: Row) -> str:
    """Return a source with its missed days as ranges: `forum (12 – 13 Jun and 20 Jun)`."""
    days = [
        one["day"]
        for one in facts.rows("coverage_days", source=row["source"])
        if one["status"] != "covered"
    ]
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), key=lambda pair: pair[1].toordinal() - pair[0])
    ]
    shown = [_run(run) for run in runs]
    told = {"source": row["source"], "days": listed(few(shown, say("other days"), _SHOWN))}
    return say("{source} ({days})", **told)


def _run(days: list[date]) -> str:
    return numbers.short_day_range(days[0], days[-1])


def _limits(facts: Facts) -> Finding | None:
    """Name the sources that stopped at a limit of their own: of those days there is more."""
    limited = [row for row in facts.tables["coverage"] if row["limited_count"]]
    if not limited:
        return None
    told = [
        plural(
            "{source} ({count} day)",
            "{source} ({count} days)",
            row["limited_count"],
            source=row["source"],
        )
        for row in limited
    ]
    text = say(
        "Stopped at a limit of their own: {sources}. More may have been said on these days than "
        "was heard.",
        sources=listed(few(told, _others(len(limited)), _SHOWN)),
    )
    return Finding("data", text, tone="warning")


def _part(facts: Facts) -> Finding | None:
    if not facts.report["is_part"]:
        return None
    until, label = facts.report["data_until"], facts.report["window_label"]
    if until is None:
        text = say("Nothing is known of {period}.", period=label)
    elif until < facts.report["window_first_on"]:
        text = say(
            "Nothing is known of {period}: the data end on {day}.",
            period=label,
            day=numbers.day(until),
        )
    else:
        text = say(
            "{period} is a part period: the data end on {day}. Totals are of the days heard; "
            "changes compare posts a day.",
            period=label,
            day=numbers.day(until),
        )
    return Finding("data", capital(text), (), "warning")


def _breaks(facts: Facts) -> Finding | None:
    """Name the sources that begin or end within the months shown: no trend crosses such a day."""
    breaks = facts.tables["breaks"]
    if not breaks:
        return None
    others = plural("{count} more such day", "{count} more such days", len(breaks) - _SHOWN)
    text = say(
        "The months shown do not all stand on the same sources: {sources}. A rise or fall across "
        "such a day may be of the sources.",
        sources=listed(few(list(map(_break, breaks)), others, _SHOWN)),
    )
    return Finding("data", text, tone="warning")


def _break(row: Row) -> str:
    told = {"source": row["source"], "day": numbers.day(row["day"])}
    if row["kind"] == "began":
        return say("{source} is heard from {day}", **told)
    return say("{source} ends before {day}", **told)


def _unjudged(facts: Facts) -> Finding | None:
    unknown = facts.figure("unknown_share")
    if unknown is None or not unknown.n:
        return None
    judged = 1 - (unknown.value or 0)
    share = numbers.percent(judged, 0)
    if judged >= _ENOUGH_JUDGED:
        text = say("Sentiment was judged in {share} of the mentions.", share=share)
        return Finding("data", text, [unknown.id])
    spoken = [
        language_name(row["language"])
        if row["language"] != "und"
        else say("posts of no sure language")
        for row in facts.tables["languages"]
        if row["judged_count"] < row["mention_count"] / 2
    ]
    if spoken:
        text = say(
            "Sentiment was judged in {share} of the mentions only, mostly because no engine reads "
            "these: {languages}. Net sentiment speaks for the judged ones.",
            share=share,
            languages=listed(few(spoken, say("others"))),
        )
    else:
        text = say(
            "Sentiment was judged in {share} of the mentions only: net sentiment speaks for those.",
            share=share,
        )
    return Finding("data", text, [unknown.id], "warning")


def _authors(facts: Facts) -> Finding | None:
    own = facts.own("volume")
    if not own or own[0]["mention_count"] == 0 or own[0]["author_known_count"]:
        return None
    text = say(
        "The sources name no authors, so each post counts as one author and intervals are by post."
    )
    return Finding("data", text)


def _changes(facts: Facts) -> Iterator[Finding]:
    """Say what is another than at an issue before, whose figures are therefore others."""
    for what, since in facts.report["changes_told"]:
        changed = listed(few(what, say("more"), _MOST_CHANGES))
        if since:
            text = say(
                "Changed since the issue for the period to {day}: {changes}. All history was read "
                "anew: both periods here are counted alike, and not as they were in that issue.",
                day=numbers.day(since),
                changes=changed,
            )
        else:
            text = say(
                "Changed since an earlier issue for this period: {changes}. All history was read "
                "anew: both periods here are counted alike, and not as they were in that issue.",
                changes=changed,
            )
        yield Finding("data", text, tone="warning")


def _variants(facts: Facts) -> Finding | None:
    """Name the writings that the brand was found by, the mistyped ones with their counts."""
    rows = facts.tables["variants"]
    if len(rows) < 2:  # noqa: PLR2004 - one writing is the name itself
        return None
    written = [row for row in rows if not row["is_typo"]]
    mistyped = [row for row in rows if row["is_typo"]]
    text = say("{brand} was found as {writings}", brand=facts.name, writings=_writings(written, 5))
    typos = ""
    if mistyped:
        typos = say(
            "mistyped, as `~1` of the query allows, as {writings}", writings=_writings(mistyped, 30)
        )
    return Finding("data", sentence(text, typos))


def _writings(rows: Sequence[Row], most: int) -> str:
    """Return writings with their counts, and of those left out how many they are, and where."""
    rest = rows[most:]
    others = plural(
        "{count} other writing ({mentions}; the workbook has all)",
        "{count} other writings ({mentions}; the workbook has all)",
        len(rest),
        mentions=numbers.count(sum(row["mention_count"] for row in rest)),
    )
    return listed(few([_variant(row) for row in rows], others, most))


def _variant(row: Row) -> str:
    told = {"writing": in_quotes(row["term"]), "count": numbers.count(row["mention_count"])}
    return say("{writing} ({count})", **told)
