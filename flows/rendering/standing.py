"""Read an issue's manifest again, and look whether what it stood on is still there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

import flows
from flows.config import Config
from flows.config import read as read_config
from flows.errors import ConfigError, ListeningError
from flows.lake import labels
from flows.lake.segments import fingerprint
from flows.rendering.context import Figure, Unit
from flows.rendering.manifest import VERSION, hashed
from flows.rendering.versions import sql_hash
from flows.warehouse.connection import Scope
from flows.window import FiscalYears, Window

Kind = Literal["segments", "labels", "ledger"]


class Loss(NamedTuple):
    """A file of the lake that an issue stood on and that is not as it was; `now` is its hash."""

    kind: Kind
    name: str
    before: str
    now: str | None


@dataclass(frozen=True)
class Manifest:
    """An issue as it was: its configuration, what it stood on, its figures by id."""

    path: Path
    said: Mapping[str, Any]
    """All that the file says."""
    config: Config
    scope: Scope
    """What it was about; of the files it stood on, those that are there."""
    figures: dict[str, Figure]
    losses: list[Loss]

    @property
    def is_at_home(self) -> bool:
        """Whether this is the workspace it was issued in: some of what it stood on is there."""
        told = self.scope
        return bool(told.segments or told.ledger or told.labels)

    @property
    def is_same_sql(self) -> bool:
        """Whether the models still read as they did."""
        return bool(self.said["sql"] == sql_hash())

    @property
    def is_same_labels(self) -> bool:
        """Whether people's labels are those that it stood on."""
        now = hashed(self.config.lake, labels.files(self.config.lake))
        return bool(self.said["labels"] == now)


def at_home(path: Path, base: Path | None) -> Manifest:
    """Read a manifest in the workspace it was issued in; where that is not there, at `base`.

    Raises:
        ConfigError: there is no manifest at this path, it is damaged, or of another version.

    """
    issued = read(path)
    return issued if issued.is_at_home or base is None else read(path, base)


def read(path: Path, base: Path | None = None) -> Manifest:
    """Read a manifest and look whether what it stood on is still there.

    `base` is the folder of the workspace, where the manifest lies elsewhere than it was issued.

    Raises:
        ConfigError: there is no manifest at this path, it is damaged, or of another version.

    """
    said = _parsed(path)
    try:
        folder = path.parent / said["base"] if base is None else base
        config = read_config(said["configuration"], folder / "listening.toml")
    except ConfigError as error:
        raise ConfigError(
            f"The configuration in `{path}` is none that Earwitness {flows.__version__} reads; "
            f"it was written by {said['earwitness']}. {error}"
        ) from None
    except (KeyError, TypeError) as error:
        raise _damaged(path, error) from None
    try:
        _require(said)
        files = {kind: _files(config.lake, said[kind]) for kind in get_args(Kind)}
        there = {kind: [one for one in files[kind] if one.is_file()] for kind in files}
        told = Scope(
            config.report(said["report"]),
            _read_window(said["window"], config),
            _read_window(said["previous"], config),
            there["segments"],
            ledger=there["ledger"],
            labels=there["labels"],
            recommended=said.get("recommended", []),
            commentary=said["commentary"]["text"] if said.get("commentary") else "",
        )
        figures = {name: _figure(figure) for name, figure in said["figures"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, ConfigError) as error:
        raise _damaged(path, error) from None
    losses = [
        Loss(kind, str(file.relative_to(config.lake)), digest, now.get(str(file)))
        for kind in get_args(Kind)
        for now in [fingerprint(there[kind])]
        for file, digest in files[kind].items()
        if now.get(str(file)) != digest
    ]
    return Manifest(path, said, config, told, figures, losses)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            f"There is no manifest at `{path}`. It lies beside the issued report."
        ) from None
    except OSError as error:
        raise ListeningError(
            f"`{path}` cannot be read: {error.strerror}. Name the `manifest.json` of an issue, and "
            "see that you may read it."
        ) from None
    except (ValueError, RecursionError) as error:
        raise _damaged(path, error) from None
    if not isinstance(said, dict) or "manifest" not in said:
        raise ConfigError(
            f"`{path}` is not a manifest of a report: it lies beside the issued report, as "
            "`manifest.json`."
        )
    if said["manifest"] != VERSION:
        raise ConfigError(
            f"`{path}` is a manifest of version {said['manifest']}, written by Earwitness "
            f"{said.get('earwitness')}; this one, {flows.__version__}, reads version {VERSION}."
        )
    return said


def _require(said: Mapping[str, Any]) -> None:
    """Raise an error where a part has not the form in which it was written."""
    words, number = ("understanding", "sql", "code", "headline", "title"), said["issue"]
    if not isinstance(number, int) or not all(isinstance(said[word], str) for word in words):
        raise TypeError("a word or a number is something else")
    names = [*said["made_with"].items(), *((one["name"], one["sha256"]) for one in _listed(said))]
    names += [(one["period"], str(one["issue"] + 0)) for one in said["earlier"]]
    for name, told in names:
        if not isinstance(name, str) or not isinstance(told, str) or Path(name).name != name:
            raise ValueError(f"`{name}` is no name")


def _listed(said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(said["files"].values())


def _damaged(path: Path, error: Exception) -> ConfigError:
    what = f"it has no `{error.args[0]}`" if isinstance(error, KeyError) else str(error)
    return ConfigError(
        f"`{path}` is not a manifest of a report, or is damaged: {what.splitlines()[0]}. Restore "
        "it from where the report was sent to, or from a backup."
    )


def _files(lake: Path, said: Mapping[str, str]) -> dict[Path, str]:
    if astray := [name for name in said if Path(name).is_absolute() or ".." in Path(name).parts]:
        raise ValueError(f"`{astray[0]}` is no file of the lake")
    return {lake / name: str(digest) for name, digest in said.items()}


_WORDS = ("id", "metric", "label", "unit", "adequacy", "model", "definition")
_WORDS_OR_NONE = ("brand", "segment", "verdict")


def _figure(said: Mapping[str, Any]) -> Figure:
    kept = {name: value for name, value in said.items() if name in Figure.__dataclass_fields__}
    for name, value in kept.items():
        is_word = name in _WORDS or (name in _WORDS_OR_NONE and value is not None)
        is_known = isinstance(value, str if is_word else int | float | None)
        if not is_known or (name == "unit" and value not in get_args(Unit)):
            raise ValueError(f"`{name}` of the figure `{said.get('id')}` is `{value}`")
    return Figure(**kept)


def _read_window(said: dict[str, Any], config: Config) -> Window:
    first_on, last_on = date.fromisoformat(said["first_on"]), date.fromisoformat(said["last_on"])
    fiscal = config.calendar.fiscal or FiscalYears()
    window = Window(first_on, last_on + timedelta(1), said["zone"], said["kind"], fiscal)
    _ = window.start, window.label, window.slug
    return window
