"""What figures were when an analyst's words cited them: words may outlive their numbers.

`data/commentary/<report>/<period>.json` has, for each paragraph that cites, the values at the first
build with it. A paragraph that is edited is another one, and its values are taken anew.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from flows.rendering import numbers
from flows.rendering.commentary import CITED, Commentary
from flows.rendering.context import Figure
from flows.writing import whole

_OPENING = 40
"""Letters of a paragraph by which a person finds it."""

Memory = dict[str, dict[str, dict[str, Any]]]


def moved(lake: Path, report: str, period: str, commentary: Commentary | None) -> list[str]:
    """Say which cited figures are not what they were when the words were written.

    What is cited for the first time is remembered; what is cited no longer is forgotten.
    """
    path = path_of(lake, report, period)
    known, said = _read(path), []
    kept: Memory = {}
    for heading, paragraph, key, now in commentary.cited() if commentary else ():
        digest = _digest(heading, paragraph)
        then = known.get(digest, {}).get(key) or _told(now)
        kept.setdefault(digest, {})[key] = then
        if then["figure"] != now.id or _shown(then) != _shown(_told(now)):
            said.append(_sentence(heading, paragraph, key, then, now))
    if kept != known:
        with whole(path) as temporary:
            temporary.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
    return said


def forget(lake: Path, report: str, period: str) -> None:
    """Take the figures as they are at the next build for those that the words mean."""
    path_of(lake, report, period).unlink(missing_ok=True)


def path_of(lake: Path, report: str, period: str) -> Path:
    """Return where the cited values of a report and a period are kept."""
    return lake / "commentary" / report / f"{period}.json"


def _read(path: Path) -> Memory:
    """Return what is remembered; a damaged memory is none."""
    try:
        known: Memory = json.loads(path.read_text(encoding="utf-8"))
        _ = [_shown(one) for cited in known.values() for one in cited.values()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return known


def _digest(heading: str, paragraph: str) -> str:
    return hashlib.sha256(f"{heading}\n{paragraph}".encode()).hexdigest()[:16]


def _told(figure: Figure) -> dict[str, Any]:
    return {"figure": figure.id, "value": figure.value, "unit": figure.unit}


def _shown(told: dict[str, Any]) -> str:
    return numbers.quantity(told["value"], told["unit"])


def _sentence(heading: str, paragraph: str, key: str, then: dict[str, Any], now: Figure) -> str:
    words = " ".join(CITED.sub("…", paragraph).split())
    opening = words if len(words) <= _OPENING else f"{words[:_OPENING].rsplit(' ', 1)[0]} …"
    if then["figure"] != now.id:
        before, after = f"`{then['figure']}`", f"`{now.id}`"
    else:
        before, after = _shown(then), _shown(_told(now))
    place = f"`{key}` under `{heading}`"
    return f"{place} was {before} when “{opening}” was written, and is {after} now."
