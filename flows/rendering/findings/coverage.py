"""Whether the numbers can be trusted: what was heard, what was not, what could not be judged."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from flows.rendering import numbers
from flows.rendering.context import Finding, Row
from flows.rendering.findings.facts import Facts, counted, few, is_heard, listed
from flows.rendering.languages import language_name
from flows.rendering.words import say

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
    yield _variants(facts)


def _coverage(facts: Facts) -> Finding | None:
    covered = facts.figure("covered", "all")
    if covered is None:
        return None
    gaps = [row for row in facts.tables["coverage"] if row["covered_count"] < row["day_count"]]
    if not gaps:
        sources = counted(len(facts.tables["coverage"]), "source was", "sources were")
        return Finding("coverage", f"{_all(sources)} heard on every day.", [covered.id], "good")
    if not any(is_heard(row) for row in gaps):
        text = f"No source was heard {facts.report['window_when']}."
        return Finding("coverage", text, [covered.id], "warning")
    worst = [f"{row['source']} {_missed(facts, row['source'])}" for row in gaps]
    others = counted(len(gaps) - _SHOWN, "more source", "more sources")
    is_partly = any(row["partial_count"] + row["limited_count"] for row in gaps)
    how = "not or partly heard" if is_partly else "not heard"
    text = (
        f"{numbers.percent(covered.value, 0)} of the source-days were heard whole; {how}: "
        f"{listed(few(worst, others, _SHOWN))}."
    )
    return Finding("coverage", text, [covered.id], "warning")


def _limits(facts: Facts) -> Finding | None:
    """Name the sources that stopped at a limit of their own: of those days there is more."""
    limited = [row for row in facts.tables["coverage"] if row["limited_count"]]
    if not limited:
        return None
    told = [f"{row['source']} on {counted(row['limited_count'], 'day', 'days')}" for row in limited]
    others = counted(len(limited) - _SHOWN, "more source", "more sources")
    text = (
        f"Stopped at a limit of their own: {listed(few(told, others, _SHOWN))}. More may have been "
        "said on these days than was heard."
    )
    return Finding("data", text, tone="warning")


def _all(sources: str) -> str:
    return f"The {sources[2:]}" if sources.startswith("1 ") else f"All {sources}"


def _missed(facts: Facts, source: str) -> str:
    """Return a source's missed days as ranges: `on 12–13 Jun and 20 Jun`."""
    days = [
        row["day"]
        for row in facts.rows("coverage_days", source=source)
        if row["status"] != "covered"
    ]
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), key=lambda pair: pair[1].toordinal() - pair[0])
    ]
    shown = [_run(run) for run in runs[:_SHOWN]]
    return f"on {listed(shown)}" + (" and other days" if len(runs) > _SHOWN else "")


def _run(days: list[date]) -> str:
    first, last = numbers.short_day(days[0]), numbers.short_day(days[-1])
    if first == last:
        return first
    return f"{days[0].day}–{last}" if days[0].month == days[-1].month else f"{first} to {last}"


def _part(facts: Facts) -> Finding | None:
    if not facts.report["is_part"]:
        return None
    until, label = facts.report["data_until"], facts.report["window_label"]
    if until is None or until < facts.report["window_first_on"]:
        end = f": the data end on {numbers.day(until)}" if until else ""
        return Finding("data", f"Nothing is known of {label}{end}.", (), "warning")
    text = (
        f"{label[:1].upper()}{label[1:]} is a part period: the data end on {numbers.day(until)}. "
        "Totals are of the days heard; changes compare posts a day."
    )
    return Finding("data", text, (), "warning")


def _breaks(facts: Facts) -> Finding | None:
    """Name the sources that begin or end within the months shown: no trend crosses such a day."""
    breaks = facts.tables["breaks"]
    if not breaks:
        return None
    words = [
        f"{row['source']} {'is heard from' if row['kind'] == 'began' else 'ends before'} "
        f"{numbers.day(row['day'])}"
        for row in breaks
    ]
    others = counted(len(breaks) - _SHOWN, "more such day", "more such days")
    text = (
        "The months shown do not all stand on the same sources: "
        f"{listed(few(words, others, _SHOWN))}. A rise or fall across such a day may be of the "
        "sources."
    )
    return Finding("data", text, tone="warning")


def _unjudged(facts: Facts) -> Finding | None:
    unknown = facts.figure("unknown_share")
    if unknown is None or not unknown.n:
        return None
    judged = 1 - (unknown.value or 0)
    if judged >= _ENOUGH_JUDGED:
        text = f"Sentiment was judged in {numbers.percent(judged, 0)} of the mentions."
        return Finding("data", text, [unknown.id])
    spoken = [
        language_name(row["language"])
        if row["language"] != "und"
        else say("posts of no sure language")
        for row in facts.tables["languages"]
        if row["judged_count"] < row["mention_count"] / 2
    ]
    why = f", mostly because no engine reads {listed(few(spoken, 'others'))}" if spoken else ""
    text = (
        f"Sentiment was judged in {numbers.percent(judged, 0)} of the mentions only{why}: net "
        "sentiment speaks for those."
    )
    return Finding("data", text, [unknown.id], "warning")


def _authors(facts: Facts) -> Finding | None:
    own = facts.own("volume")
    if not own or own[0]["mention_count"] == 0 or own[0]["author_known_count"]:
        return None
    text = (
        "The sources name no authors, so each post counts as one author and intervals are by post."
    )
    return Finding("data", text)


def _changes(facts: Facts) -> Iterator[Finding]:
    """Say what is another than at an issue before, whose figures are therefore others."""
    for what, since in facts.report["changes"]:
        issue = "an earlier issue for this period"
        if since:
            issue = f"the issue for the period to {numbers.day(since)}"
        changed = listed(few(what, "more", _MOST_CHANGES))
        is_one = len(what) == 1 and not what[0].startswith(("the topics", "the rules"))
        text = (
            f"{changed[:1].upper()}{changed[1:]} {'has' if is_one else 'have'} changed since "
            f"{issue}. All history was read anew: both periods here are counted alike, and not as "
            "they were in that issue."
        )
        yield Finding("data", text, tone="warning")


def _variants(facts: Facts) -> Finding | None:
    """Name the writings that the brand was found by, the mistyped ones with their counts."""
    rows = facts.tables["variants"]
    if len(rows) < 2:  # noqa: PLR2004 - one writing is the name itself
        return None
    written = [row for row in rows if not row["is_typo"]]
    mistyped = [row for row in rows if row["is_typo"]]
    text = f"{facts.name} was found as {_writings(written, 5)}"
    if mistyped:
        text += f"; mistyped, as `~1` of the query allows, as {_writings(mistyped, 30)}"
    return Finding("data", f"{text}.")


def _writings(rows: Sequence[Row], most: int) -> str:
    """Return writings with their counts, and of those left out how many they are, and where."""
    rest = rows[most:]
    others = (
        f"{counted(len(rest), 'other writing', 'other writings')} "
        f"({numbers.count(sum(row['mention_count'] for row in rest))}; the workbook has all)"
    )
    return listed(few([_variant(row) for row in rows], others, most))


def _variant(row: Row) -> str:
    return f"“{row['term']}” ({numbers.count(row['mention_count'])})"
