"""What changed since the report's last issues: a reader who compares them must know."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

from flows.config import Config
from flows.rendering.issues import issues
from flows.text.sentiment import Judges
from flows.text.understanding import RULES
from flows.warehouse.connection import Scope

Definitions = dict[str, Any]


class Change(NamedTuple):
    """What is another than in an issue before, in words, and the last day of that issue's period.

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
    names = {row["metric"]: row["name"] for row in dictionary}
    before = list(_before(config, told, number))
    found = []
    earlier = [said for said in before if _last_on(said) < told.window.first_on]
    if earlier:
        # The last of several has the largest number.
        last = max(reversed(earlier), key=_last_on)
        found.append(Change(list(_differences(last, now, config, names)), _last_on(last)))
    if same := next((said for said in reversed(before) if _is_of(said, told)), None):
        again = [*same.get("changes", []), *_differences(same, now, config, names)]
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


def _differences(
    said: dict[str, Any], now: Definitions, config: Config, names: Mapping[str, str]
) -> Iterator[str]:
    """Yield in words what is another than an issue says; of what it does not say, nothing."""
    before: Definitions = said.get("definitions", {})
    queries = before.get("queries") or {
        brand["id"]: brand["query"] for brand in said["configuration"]["brands"]
    }
    changed = [config.brand(one).name for one in _changed(queries, now["queries"])]
    yield from (f"the query of {name}" for name in changed)
    for key, words in (
        ("topics", "the topics and their routing"),
        ("engines", "the engine of sentiment"),
        ("rules", "the rules by which posts are read"),
    ):
        if key in before and before[key] != now[key]:
            yield words
    for metric in _changed(before.get("metrics", {}), now["metrics"]):
        yield f"the definition of {names[metric][:1].lower()}{names[metric][1:]}"


def _changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [key for key, value in now.items() if key in before and before[key] != value]


def _last_on(said: dict[str, Any]) -> date:
    return date.fromisoformat(said["window"]["last_on"])
