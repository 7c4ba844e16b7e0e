"""What an issue recommended, as the next one follows up on it."""

from typing import Any

from flows.rendering.issues import Issued


def recommended(issued: Issued | None) -> list[dict[str, Any]]:
    """Return an issue's recommendations as rows of `recommended`, each with its measure then.

    A damaged manifest recommends nothing, nor does one that was written before there were any.
    """
    said = (issued and issued.said()) or {}
    rows = []
    for position, step in enumerate(said.get("recommendations", []), 1):
        figure = said["figures"].get(step["measured"])
        if figure is not None:
            rows.append(_row(said, position, step, figure))
    return rows


def _row(
    said: dict[str, Any], position: int, step: dict[str, Any], figure: dict[str, Any]
) -> dict[str, Any]:
    return {
        "position": position,
        "text": step["text"],
        "owner": step["owner"],
        "figure": figure["id"],
        "metric": figure["metric"],
        "measure": step["measure"],
        "direction": step["direction"],
        "value": figure["value"],
        "low": figure["low"],
        "high": figure["high"],
        "adequacy": figure["adequacy"],
        "metric_version": said["definitions"]["metrics"].get(figure["metric"]),
        "issue": said["issue"],
        "first_on": said["window"]["first_on"],
        "last_on": said["window"]["last_on"],
    }
