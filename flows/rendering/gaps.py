"""What could not be heard: sources that failed, stopped or were never asked."""

from collections.abc import Collection
from pathlib import Path

from flows.config import Config
from flows.lake import ledger
from flows.rendering.words import gettext_noop, say

_PLIGHTS = {
    "failed": gettext_noop("The source `{source}` failed at its last collection: {why}"),
    "limited": gettext_noop(
        "The source `{source}` stopped at a limit of its own at its last collection: {why}"
    ),
    "partial": gettext_noop(
        "The source `{source}` was heard only in part at its last collection: {why}"
    ),
}


def gaps(config: Config, among: Collection[Path] | None = None) -> list[str]:
    """Say which sources failed, wholly or in part, or met a limit at their newest collection.

    `among` are the files of the ledger that count, when it is not all of them.
    """
    newest = {entry.source: entry for entry in ledger.entries(config.lake, among=among)}
    return [
        _plight(newest[source.id])
        for source in config.sources
        if source.id in newest and newest[source.id].status != "complete"
    ] + [
        say("The source `{source}` has never been collected.", source=source.id)
        for source in config.sources
        if source.id not in newest
    ]


def _plight(entry: ledger.Entry) -> str:
    why = (entry.error or entry.limit or "").removeprefix(f"Source `{entry.source}`: ")
    plight = _PLIGHTS.get(entry.status, _PLIGHTS["partial"])
    return say(plight, source=entry.source, why=why)
