"""The manifest of an issue: what it stood on and every figure it gave."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import flows
from flows.config import Config
from flows.config import read as read_config
from flows.errors import ConfigError, ListeningError
from flows.lake import labels
from flows.lake.segments import fingerprint
from flows.lake.understanding import current
from flows.rendering.context import Context, Figure
from flows.rendering.earlier import definitions
from flows.rendering.issues import Issued
from flows.warehouse import models
from flows.warehouse.connection import Scope
from flows.window import FiscalYears, Window
from flows.writing import whole

VERSION = 1

_NOT_KEPT: dict[str, Any] = {"mail": True, "reports": {"__all__": {"recipients"}}}
"""What the figures do not hang on: the manifest may be forwarded with the report."""


@dataclass(frozen=True)
class Manifest:
    """An issue as it was: its configuration, its segments by hash, its figures by id."""

    path: Path
    config: Config
    scope: Scope
    figures: dict[str, Figure]
    changed: list[str]
    """Segments whose file is gone or is not what it was."""
    is_same_sql: bool
    """Whether the models still read as they did."""
    is_same_labels: bool
    """Whether people's labels are those that it stood on."""


def contents(
    config: Config, told: Scope, context: Context, number: int, home: Path
) -> dict[str, Any]:
    """Return what the manifest of issue `number` says of all but its files; it lies in `home`."""
    said = {
        "manifest": VERSION,
        "earwitness": flows.__version__,
        "report": told.report.id,
        "issue": number,
        "title": context.report["title"],
        "brand": context.report["brand_name"],
        "window": _window(told.window),
        "previous": _window(told.previous),
        "understanding": current(config),
        "sql": sql_hash(),
        "definitions": definitions(config, told, context.tables["dictionary"]),
        "changes": [
            what for change in context.report["changes"] if not change.since for what in change.what
        ],
        "configuration": _kept(config),
        "base": os.path.relpath(config.base, home),
        "segments": {
            str(Path(segment).relative_to(config.lake)): digest
            for segment, digest in fingerprint(told.segments).items()
        },
        "labels": _labels(config),
        "sections": {name: own.digest for name, own in sorted(context.own.items())},
        "figures": {figure.id: asdict(figure) for figure in context.figures.values()},
    }
    plain: dict[str, Any] = json.loads(json.dumps(said, default=str))
    return plain


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
    """Return a manifest without the place it lies at, which is not what was issued."""
    return {key: value for key, value in said.items() if key not in ("base", *left_out)}


def read(path: Path) -> Manifest:
    """Read a manifest and look whether what it stood on is still there.

    Raises:
        ConfigError: there is no manifest at this path, or it is none.

    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        if said["manifest"] != VERSION:
            raise ConfigError(
                f"`{path}` is a manifest of version {said['manifest']}; this Earwitness reads "
                f"version {VERSION}."
            )
        config = read_config(said["configuration"], path.parent / said["base"] / "listening.toml")
        segments = {config.lake / name: digest for name, digest in said["segments"].items()}
        told = Scope(
            config.report(said["report"]),
            _read_window(said["window"], config),
            _read_window(said["previous"], config),
            [segment for segment in segments if segment.is_file()],
        )
        figures = {name: Figure(**figure) for name, figure in said["figures"].items()}
    except FileNotFoundError:
        raise ConfigError(
            f"There is no manifest at `{path}`. It lies beside the issued report."
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"`{path}` is not a manifest of a report: {error}.") from None
    except OSError as error:
        raise ListeningError(f"`{path}` cannot be read: {error.strerror}.") from None
    now = fingerprint(told.segments)
    changed = [str(one) for one, digest in segments.items() if now.get(str(one)) != digest]
    is_same_labels = said.get("labels", {}) == _labels(config)
    return Manifest(path, config, told, figures, changed, said["sql"] == sql_hash(), is_same_labels)


def _labels(config: Config) -> dict[str, str]:
    """Return the files of people's labels, each with its hash."""
    return {
        str(Path(path).relative_to(config.lake)): digest
        for path, digest in fingerprint(labels.files(config.lake)).items()
    }


def _kept(config: Config) -> dict[str, Any]:
    """Return the configuration without what is secret; of an address only the host is not."""
    told = config.model_dump(mode="json", by_alias=True, exclude=_NOT_KEPT)
    for source in told["sources"]:
        if "url" in source:
            address = urlsplit(source["url"])
            source["url"] = f"{address.scheme}://{address.hostname}/"
    return told


def sql_hash() -> str:
    """Return a digest of all models and macros: it changes when any definition does."""
    texts = [models.macros(), *(model.sql for model in models.in_order())]
    return hashlib.sha256("\0".join(sorted(texts)).encode()).hexdigest()


def _window(window: Window) -> dict[str, Any]:
    return {
        "first_on": str(window.first_on),
        "last_on": str(window.last_on),
        "zone": window.zone,
        "kind": window.kind,
    }


def _read_window(said: dict[str, Any], config: Config) -> Window:
    first_on, last_on = date.fromisoformat(said["first_on"]), date.fromisoformat(said["last_on"])
    fiscal = config.calendar.fiscal or FiscalYears()
    return Window(first_on, last_on + timedelta(1), said["zone"], said["kind"], fiscal)
