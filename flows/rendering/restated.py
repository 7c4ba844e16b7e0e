"""Headline figures that are known otherwise than an earlier issue gave them, and why."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from flows.config import Config
from flows.lake import labels, tombstones
from flows.lake.segments import fingerprint
from flows.rendering import numbers
from flows.rendering.context import Figure
from flows.rendering.earlier import Definitions, Place, differences, in_words
from flows.rendering.tiles import METRICS
from flows.rendering.versions import sql_hash
from flows.rendering.words import capital, gettext_noop, listed, say
from flows.warehouse.connection import Scope

_REASONS = {
    "late": gettext_noop("posts that came later"),
    "erased": gettext_noop("posts that were erased"),
    "missing": gettext_noop("collections that are no longer there"),
    "labels": gettext_noop("labels that people have given"),
    "software": gettext_noop("another version of the calculation"),
}


class Restated(NamedTuple):
    """A figure that an issue gave as `before` and that is `now` known to be another."""

    figure: str
    text: str


def restated(
    config: Config, told: Scope, figures: Mapping[str, Figure], now: Definitions, at: Place
) -> list[Restated]:
    """Say which headline figures of the issues before have moved beyond what is printed, and why.

    The issue for the period before is held against what is known of that period now, and an earlier
    issue of the same period against this one.
    """
    found = []
    previous = (str(told.previous.first_on), str(told.previous.last_on))
    for issued, is_own in ((at.earlier, False), (at.same, True)):
        said = issued.said() if issued else None
        if said is None:
            continue
        window = said["window"]
        if not is_own and (window["first_on"], window["last_on"]) != previous:
            continue
        reasons = list(_reasons(config, told, said, now))
        if reasons:
            words = listed([reason_words(one, config) for one in reasons])
            found += [
                _restated(figure, before, after, said["window"], words)
                for figure, before, after in _moved(told, figures, said, is_own=is_own)
            ]
    return found


def reason_words(key: str, config: Config) -> str:
    """Return a reason as a sentence lists it."""
    return say(_REASONS[key]) if key in _REASONS else in_words(key, config)


def _moved(
    told: Scope, figures: Mapping[str, Figure], said: Mapping[str, Any], *, is_own: bool
) -> Iterator[tuple[Figure, float | None, float | None]]:
    for metric in METRICS:
        name = f"{metric}.{told.report.brand}"
        issued = said.get("figures", {}).get(name)
        if issued is None or name not in figures:
            continue
        figure = figures[name]
        before, after = issued.get("value"), figure.value if is_own else figure.previous
        if numbers.value(before, figure.unit) != numbers.value(after, figure.unit):
            yield figure, before, after


def _restated(
    figure: Figure,
    before: float | None,
    after: float | None,
    window: Mapping[str, str],
    reasons: str,
) -> Restated:
    days = numbers.day_range(
        date.fromisoformat(window["first_on"]), date.fromisoformat(window["last_on"])
    )
    text = say(
        "Restated: {figure}, {days}, was issued as {before} and is now known as {after}. What has "
        "changed since: {reasons}.",
        figure=capital(figure.label),
        days=days,
        before=numbers.quantity(before, figure.unit),
        after=numbers.quantity(after, figure.unit),
        reasons=reasons,
    )
    return Restated(figure.id, text)


def _reasons(
    config: Config, told: Scope, said: Mapping[str, Any], now: Definitions
) -> Iterator[str]:
    """Yield by key what is another than when an issue was made."""
    keys = list(differences(said, now))
    yield from keys
    before, after = map(_raw, (said.get("segments", {}), map(str, told.segments)))
    if _within(after - before, said["window"]):
        yield "late"
    if is_erased_from(config, said):
        yield "erased"
    elif before - after:
        yield "missing"
    files = labels.files(config.lake) if told.labels is None else told.labels
    hashes = fingerprint(files)
    if said.get("labels", {}) != {
        str(path.relative_to(config.lake)): hashes[str(path)] for path in files
    }:
        yield "labels"
    if said.get("sql") != sql_hash() and not any(key.startswith("metric.") for key in keys):
        yield "software"


def _raw(paths: Iterable[str]) -> set[str]:
    """Return which raw segments these stand for: they are read anew with each understanding."""
    return {"/".join(PurePosixPath(path).parts[-3:]) for path in paths}


def _within(keys: set[str], window: Mapping[str, str]) -> bool:
    """Say whether a segment may hold posts of a period, a month of posting on either side."""
    return any(window["first_on"][:7] <= key.split("/")[1] <= window["last_on"][:7] for key in keys)


def is_erased_from(config: Config, said: Mapping[str, Any]) -> bool:
    """Say whether posts were erased from the segments that an issue stood on."""
    segments = said.get("segments", {})
    return any(
        segments.get(one.name) == one.before
        for erasure in tombstones.erasures(config.lake)
        for one in erasure.rewritten
    )
