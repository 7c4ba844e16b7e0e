"""The manifest of an issue: what it stood on and every figure it gave."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import flows
from flows.config import Config
from flows.lake import labels, ledger
from flows.lake.privacy import author_key
from flows.lake.segments import fingerprint
from flows.lake.tombstones import address_hash, post_hash
from flows.lake.understanding import current
from flows.rendering.context import Context
from flows.rendering.earlier import Place, definitions
from flows.rendering.issues import Issued
from flows.rendering.versions import code_hash, made_with, query_hash, sql_hash
from flows.warehouse.connection import Scope
from flows.window import Window
from flows.writing import whole

VERSION = 1

_ASIDE = ("base", "ledger", "earwitness", "code", "made_with")
"""What may be another in an issue that came out the same: an upgrade that changes no byte of it is
no reason to approve and send it again."""
_NOT_KEPT: dict[str, Any] = {
    "mail": True,
    "reports": {"__all__": {"recipients", "sending", "review_hours"}},
}
"""What the figures do not hang on: the manifest may be forwarded with the report."""


def contents(
    config: Config, told: Scope, context: Context, at: Place, home: Path
) -> dict[str, Any]:
    """Return what an issue's manifest says of all but its files; it lies in `home`."""
    lake = config.lake
    said = {
        "manifest": VERSION,
        "earwitness": flows.__version__,
        "report": told.report.id,
        "issue": at.number,
        "title": context.report["title"],
        "language": told.report.language,
        "brand": context.report["brand_name"],
        "window": _window(told.window),
        "previous": _window(told.previous),
        "understanding": current(config),
        "sql": sql_hash(),
        "code": code_hash(),
        "made_with": made_with(told.report.formats),
        "definitions": definitions(config, told, context.tables["dictionary"]),
        "earlier": [
            {"period": one.period, "issue": one.number} for one in (at.earlier, at.same) if one
        ],
        "changes": [
            what for change in context.report["changes"] if not change.since for what in change.what
        ],
        "restated": [one.text for one in context.report["restated"]],
        "configuration": _kept(config),
        "base": os.path.relpath(config.base, home),
        "segments": hashed(lake, told.segments),
        "labels": hashed(lake, labels.files(lake) if told.labels is None else told.labels),
        "ledger": hashed(lake, ledger.files(lake) if told.ledger is None else told.ledger),
        "sections": {name: own.digest for name, own in sorted(context.own.items())},
        "commentary": _commentary(told),
        "theme": context.theme.digests(),
        "shown": _shown(lake, context),
        "recommendations": context.tables["recommendations"],
        "recommended": told.recommended,
        "headline": context.findings["answer"][0].text,
        "figures": {
            figure.id: asdict(figure) | {"query": query_hash(figure.model)}
            for figure in context.figures.values()
        },
    }
    plain: dict[str, Any] = json.loads(json.dumps(said, default=str))
    return plain


def _commentary(told: Scope) -> dict[str, str] | None:
    """Return the analyst's words with their hash: the file may be edited for the next issue."""
    if not told.commentary:
        return None
    return {
        "sha256": hashlib.sha256(told.commentary.encode()).hexdigest(),
        "text": told.commentary,
    }


def _shown(lake: Path, context: Context) -> list[str]:
    """Return the posts that an issue quotes or names, as keyed hashes: of their ids and addresses.

    Whoever has to erase a post finds by them which issues show it.
    """
    key = author_key(lake)
    shown = {
        made
        for rows in (*context.tables.values(), *(one.posts for one in context.behind.values()))
        for row in rows
        for made in _names(key, row)
    }
    return sorted(shown)


def _names(key: bytes, row: Mapping[str, Any]) -> Iterator[str]:
    if row.get("platform") and row.get("post_id"):
        yield post_hash(key, row["platform"], row["post_id"])
    if row.get("url"):
        yield address_hash(key, row["url"])


def write(path: Path, said: Mapping[str, Any], files: Mapping[str, Path]) -> None:
    """Write the manifest of an issue with the hashes of its files; same issue, same bytes."""
    made = {kind: file for kind, file in files.items() if file != path}
    hashes = fingerprint(made.values())
    listed = {kind: {"name": file.name, "sha256": hashes[str(file)]} for kind, file in made.items()}
    with whole(path) as temporary:
        text = json.dumps({**said, "files": listed}, indent=1, ensure_ascii=False)
        temporary.write_text(text + "\n", encoding="utf-8")


def is_like(issued: Issued, said: Mapping[str, Any]) -> bool:
    """Say whether an issue was made of the same and gave the same figures."""
    return _comparable(issued.said() or {}, "files") == _comparable(said, "files")


def is_same(issued: Issued, path: Path) -> bool:
    """Say whether an issue has the files of this manifest, byte for byte, and still has them."""
    before, again = issued.said() or {}, json.loads(path.read_text(encoding="utf-8"))
    if _comparable(before) != _comparable(again):
        return False
    there = {issued.folder / file["name"]: file["sha256"] for file in again["files"].values()}
    if not all(file.is_file() for file in there):
        return False
    return fingerprint(there) == {str(file): digest for file, digest in there.items()}


def _comparable(said: Mapping[str, Any], *left_out: str) -> dict[str, Any]:
    """Return what was issued: not where it lies, nor what brought nothing new or made no change."""
    return {key: value for key, value in said.items() if key not in (*_ASIDE, *left_out)}


def hashed(lake: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return files of the lake by their names in it, each with its hash."""
    return {
        str(Path(path).relative_to(lake)): digest for path, digest in fingerprint(paths).items()
    }


def _kept(config: Config) -> dict[str, Any]:
    """Return the configuration without what is secret; of an address only the host is not."""
    told = config.model_dump(mode="json", by_alias=True, exclude=_NOT_KEPT)
    for source in told["sources"]:
        if "url" in source:
            address = urlsplit(source["url"])
            source["url"] = f"{address.scheme}://{address.hostname}/"
    return told


def _window(window: Window) -> dict[str, Any]:
    return {
        "first_on": str(window.first_on),
        "last_on": str(window.last_on),
        "zone": window.zone,
        "kind": window.kind,
    }
