"""What changed since the report's last issues: a reader who compares them must know."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from flows.config import Config
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
    config: Config, told: Scope, dictionary: Sequence[Mapping[str, Any]], folder: Path | None = None
) -> list[Change]:
    """Compare a report with its last issue for an earlier period, and with one of its own period.

    Looks into the reports folder and the `folder` that the issue is written to, at the manifests
    and not the clock. What an issue said of its own period before is said again, so that the same
    report issued again is the same.
    """
    now = definitions(config, told, dictionary)
    names = {row["metric"]: row["name"] for row in dictionary}
    issues = list(_issues(config, told, folder))
    found = []
    earlier = [said for said in issues if _last_on(said) < told.window.first_on]
    if earlier:
        last = max(earlier, key=_last_on)
        found.append(Change(list(_differences(last, now, config, names)), _last_on(last)))
    if same := next((said for said in issues if _is_of(said, told)), None):
        again = [*same.get("changes", []), *_differences(same, now, config, names)]
        found.append(Change(list(dict.fromkeys(again)), None))
    return [change for change in found if change.what]


def _issues(config: Config, told: Scope, folder: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the manifests of a report, that which will be overwritten first."""
    there = config.reports_folder / told.report.id
    paths = [there / told.window.slug / "manifest.json", *sorted(there.glob("*/manifest.json"))]
    if folder:
        paths.insert(0, folder / "manifest.json")
    for path in dict.fromkeys(paths):
        said = _read(path.read_text(encoding="utf-8")) if path.is_file() else None
        if said and said.get("report") == told.report.id:
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


def _read(text: str) -> dict[str, Any] | None:
    """Return a manifest; one that a person has damaged says nothing of the past."""
    try:
        said: dict[str, Any] = json.loads(text)
        _last_on(said), said["window"]["first_on"]
        _ = [brand["query"] for brand in said["configuration"]["brands"]]
        _ = said.get("definitions", {}).get("metrics", {}).items()
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return said


def _last_on(said: dict[str, Any]) -> date:
    return date.fromisoformat(said["window"]["last_on"])
