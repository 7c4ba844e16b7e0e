"""What changed since the report's last issue: a reader who compares the two must know."""

import json
from datetime import date
from typing import Any, NamedTuple

from flows.config import Config
from flows.warehouse.connection import Scope


class Change(NamedTuple):
    """Names of the brands whose query changed, and the last day of the issue before."""

    brands: list[str]
    since: date


def changed_queries(config: Config, told: Scope) -> Change | None:
    """Compare the report's brand queries with those of its last issue for an earlier period.

    None if nothing changed, or if no earlier issue lies in the reports folder. The manifests are
    looked at, not the clock, so that the same report can be issued again.
    """
    manifests = (config.reports_folder / told.report.id).glob("*/manifest.json")
    issues = [said for path in manifests if (said := _read(path.read_text(encoding="utf-8")))]
    earlier = [said for said in issues if _last_on(said) < told.window.first_on]
    if not earlier:
        return None
    last = max(earlier, key=_last_on)
    before = {brand["id"]: brand["query"] for brand in last["configuration"]["brands"]}
    changed = [
        config.brand(brand).name
        for brand in (told.report.brand, *told.report.competitors)
        if before.get(brand, config.brand(brand).query) != config.brand(brand).query
    ]
    return Change(changed, _last_on(last)) if changed else None


def _read(text: str) -> dict[str, Any] | None:
    """Return a manifest; one that a person has damaged says nothing of the past."""
    try:
        said: dict[str, Any] = json.loads(text)
        _last_on(said), [brand["query"] for brand in said["configuration"]["brands"]]
    except (ValueError, KeyError, TypeError):
        return None
    return said


def _last_on(said: dict[str, Any]) -> date:
    return date.fromisoformat(said["window"]["last_on"])
