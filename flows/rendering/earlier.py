"""What changed since the report's last issues: a reader who compares them must know."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

from flows.config import Config
from flows.rendering.issues import issues
from flows.rendering.words import gettext_noop, say
from flows.text.sentiment import Judges
from flows.text.understanding import RULES
from flows.warehouse.connection import Scope
from flows.warehouse.dictionary import metrics

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


def changes(
    config: Config, told: Scope, dictionary: Sequence[Mapping[str, Any]], number: int | None = None
) -> list[Change]:
    """Compare a report with its last issue for an earlier period, and with that of its own period.

    It is about to be issue `number` of its period, by default the next one: what came before that
    is looked at, in the manifests and not by the clock. What the issue before said of its own
    period is said again.
    """
    now = definitions(config, told, dictionary)
    before = list(_before(config, told, number))
    found = []
    earlier = [said for said in before if _last_on(said) < told.window.first_on]
    if earlier:
        # The last of several has the largest number.
        last = max(reversed(earlier), key=_last_on)
        found.append(Change(list(_differences(last, now)), _last_on(last)))
    if same := next((said for said in reversed(before) if _is_of(said, told)), None):
        again = [*same.get("changes", []), *_differences(same, now)]
        found.append(Change(list(dict.fromkeys(again)), None))
    return [change for change in found if change.what]


def _before(config: Config, told: Scope, number: int | None) -> Iterator[dict[str, Any]]:
    """Yield what the manifests of a report say, without its own period's from `number` on."""
    for issued in issues(config, told.report.id):
        is_own = issued.period == told.window.slug
        if is_own and number is not None and issued.number >= number:
            continue
        if said := issued.said():
            yield said


def _is_of(said: dict[str, Any], told: Scope) -> bool:
    return (said["window"]["first_on"], said["window"]["last_on"]) == (
        str(told.window.first_on),
        str(told.window.last_on),
    )


def _differences(said: dict[str, Any], now: Definitions) -> Iterator[str]:
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
        return say("the definition of “{metric}”", metric=say(metrics()[one].name))
    return say(_CHANGED[kind])


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [key for key, value in now.items() if key in before and before[key] != value]


def _last_on(said: dict[str, Any]) -> date:
    return date.fromisoformat(said["window"]["last_on"])
