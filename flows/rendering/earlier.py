"""What changed since the report's last issues: a reader who compares them must know."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

from flows.config import Config
from flows.rendering.issues import Issued, issues
from flows.rendering.terms import term
from flows.rendering.words import gettext_noop, say
from flows.text.sentiment import Judges
from flows.text.understanding import RULES
from flows.warehouse.connection import Scope

Definitions = dict[str, Any]
_CHANGED = {
    "topics": gettext_noop("the topics and their routing"),
    "engines": gettext_noop("the engine of sentiment"),
    "rules": gettext_noop("the rules by which posts are read"),
}


class Change(NamedTuple):
    """What is another than in an issue before, by key, and the last day of that issue's period.

    Without a day it was an issue of the same period.
    """

    what: list[str]
    since: date | None


class Place(NamedTuple):
    """Which issue of its period a report is about to be, and those before it that it speaks of."""

    number: int = 1
    earlier: Issued | None = None
    """The newest issue for the latest period before its own."""
    same: Issued | None = None
    """The issue before it for its own period."""


def definitions(
    config: Config, told: Scope, dictionary: Sequence[Mapping[str, Any]]
) -> Definitions:
    """Return what the figures of an issue hang on beside its posts, to be kept in its manifest."""
    brands = (told.report.brand, *told.report.competitors)
    return {
        "queries": {brand: config.brand(brand).query for brand in brands},
        "topics": json.loads(json.dumps(asdict(config.labels))),
        "engines": Judges(config.understanding).identities,
        "rules": RULES,
        "metrics": {row["metric"]: row["version"] for row in dictionary},
    }


def place(config: Config, told: Scope, number: int | None = None) -> Place:
    """Return the place of issue `number`, by default of the next one, among those before it."""
    own = issues(config, told.report.id, told.window)
    number = number or (own[-1].number + 1 if own else 1)
    same = [one for one in own if one.number < number and one.said()]
    earlier = [
        (_last_on(said), one.number, one)
        for one in issues(config, told.report.id)
        if (said := one.said()) and _last_on(said) < told.window.first_on
    ]
    return Place(number, max(earlier)[2] if earlier else None, same[-1] if same else None)


def changes(
    config: Config, told: Scope, dictionary: Sequence[Mapping[str, Any]], at: Place
) -> list[Change]:
    """Compare a report with its last issue for an earlier period, and with that of its own period.

    Looks at the manifests and not at the clock. What the issue before said of its own period is
    said again.
    """
    now = definitions(config, told, dictionary)
    found = []
    if at.earlier and (last := at.earlier.said()):
        found.append(Change(list(differences(last, now)), _last_on(last)))
    if at.same and (same := at.same.said()):
        again = [*same.get("changes", []), *differences(same, now)]
        found.append(Change(list(dict.fromkeys(again)), None))
    return [change for change in found if change.what]


def differences(said: Mapping[str, Any], now: Definitions) -> Iterator[str]:
    """Yield by key what is another than an issue says; of what it does not say, nothing."""
    before: Definitions = said.get("definitions", {})
    queries = before.get("queries") or {
        brand["id"]: brand["query"] for brand in said["configuration"]["brands"]
    }
    yield from (f"query.{brand}" for brand in _changed(queries, now["queries"]))
    yield from (key for key in _CHANGED if key in before and before[key] != now[key])
    yield from (f"metric.{one}" for one in _changed(before.get("metrics", {}), now["metrics"]))


def in_words(key: str, config: Config) -> str:
    """Return what has changed, as a sentence lists it."""
    kind, _, one = key.partition(".")
    if kind == "query":
        return say("the query of {brand}", brand=config.brand(one).name)
    if kind == "metric":
        return say("the definition of “{metric}”", metric=term(one, "metric"))
    return say(_CHANGED[kind])


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [key for key, value in now.items() if key in before and before[key] != value]


def _last_on(said: dict[str, Any]) -> date:
    return date.fromisoformat(said["window"]["last_on"])
