"""An issue's figures as issued and as known now, and how much of the difference is due to what.

The parts are found by computing the figures again, with one thing changed at a time: the software
and what was erased, then the configuration, then the posts that came later, then labels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from flows.config import Config
from flows.errors import ConfigError
from flows.lake import labels, ledger, segments
from flows.lake.understanding import current
from flows.rendering import numbers
from flows.rendering.context import Figure
from flows.rendering.earlier import definitions, differences
from flows.rendering.restated import is_erased_from, reason_words
from flows.rendering.standing import Manifest, read
from flows.rendering.tiles import METRICS
from flows.warehouse import models
from flows.warehouse.connection import Scope, scope, warehouse
from flows.warehouse.dictionary import metrics
from flows.warehouse.queries import rows

Values = Mapping[str, float | None]


class Part(NamedTuple):
    """How far one cause moved a figure; None where there is no number to tell by."""

    cause: str
    amount: float | None


@dataclass(frozen=True)
class Moved:
    """A figure whose value is another than was printed; `now` is None when there is none."""

    figure: Figure
    now: float | None
    is_there: bool
    parts: list[Part]
    is_headline: bool


@dataclass(frozen=True)
class Restatement:
    """What an issue said that is known otherwise now, headline figures first."""

    issue: Manifest
    causes: list[str]
    moved: list[Moved]
    figure_count: int


class _Step(NamedTuple):
    """A computation with one thing more of today than the one before it."""

    cause: str
    config: Config
    scope: Scope


def restate(
    config: Config, path: Path, progress: Callable[[str], None] = lambda _: None
) -> Restatement:
    """Compute an issue's figures as known now, by today's configuration, and part the difference.

    Raises:
        ConfigError: there is no manifest at this path, or its report has left the configuration.
        ListeningError: posts wait to be understood, a model failed.

    """
    issue = read(path)
    values: Values = {name: figure.value for name, figure in issue.figures.items()}
    chain: list[tuple[str, Values]] = []
    for step in _steps(config, issue):
        progress(f"computing with {step.cause}")
        after = _values(step.config, step.scope)
        chain.append((step.cause, after))
    last = chain[-1][1] if chain else values
    moved = [
        _moved(figure, values, chain, last)
        for name, figure in issue.figures.items()
        if name not in last or _differs(figure, last[name])
    ]
    moved.sort(key=lambda one: (not one.is_headline, one.figure.id))
    return Restatement(issue, [cause for cause, _ in chain], moved, len(issue.figures))


def _steps(config: Config, issue: Manifest) -> list[_Step]:
    told, said = issue.scope, issue.said
    report = config.report(said["report"])
    if report.brand != told.report.brand:
        raise ConfigError(
            f"The report `{report.id}` was about `{told.report.brand}` and is about "
            f"`{report.brand}` now: its figures cannot be compared."
        )
    today = scope(config, report, told.window)
    kept = _same_posts(config, issue, today)
    steps = []
    if why := _software(issue):
        steps.append(_Step(why, issue.config, told))
    if why := _configured(config, issue, kept):
        steps.append(_Step(why, config, kept))
    if set(today.segments) - set(kept.segments) or _is_news(issue):
        wanted = replace(today, labels=told.labels)
        steps.append(_Step("posts that came later", config, wanted))
    if sorted(told.labels or ()) != labels.files(config.lake):
        steps.append(_Step("labels that people have given", config, today))
    return steps


def _same_posts(config: Config, issue: Manifest, today: Scope) -> Scope:
    """Return today's scope with the posts of then, as they are understood today."""
    folder = segments.posts_folder(config.lake, current(config))
    names = {Path(*Path(name).parts[-3:]) for name in issue.said["segments"]}
    paths = [path for path in today.segments if path.relative_to(folder) in names]
    return replace(today, segments=paths, ledger=issue.scope.ledger, labels=issue.scope.labels)


def _software(issue: Manifest) -> str:
    """Say what is another in the posts and the models of then."""
    causes = []
    if is_erased_from(issue.config, issue.said):
        causes.append("posts that were erased")
    elif any(loss.kind == "segments" for loss in issue.losses):
        causes.append("segments that are gone or harmed")
    versions = issue.said["definitions"]["metrics"]
    known = metrics()
    causes += [
        f"the definition of {known[one].name.lower()} (version {versions[one]} to "
        f"{known[one].version})"
        for one in versions
        if one in known and known[one].version != versions[one]
    ]
    if not issue.is_same_sql and not any(one.startswith("the definition") for one in causes):
        causes.append("models that read otherwise")
    return " and ".join(causes)


def _configured(config: Config, issue: Manifest, kept: Scope) -> str:
    """Say what of the configuration is another."""
    dictionary = [{"metric": key, "version": one.version} for key, one in metrics().items()]
    now = definitions(config, kept, dictionary)
    keys = [key for key in differences(issue.said, now) if not key.startswith("metric.")]
    causes = [reason_words(key, config) for key in keys]
    before = issue.config
    if before.limits != config.limits or before.measures != config.measures:
        causes.append("limits and measures")
    if kept.report.competitors != issue.scope.report.competitors:
        causes.append("the brands that are compared")
    if {one.id for one in before.sources} != {one.id for one in config.sources}:
        causes.append("the sources")
    if not causes and issue.said["understanding"] != current(config):
        causes.append("the queries of other brands")
    return " and ".join(causes)


def _is_news(issue: Manifest) -> bool:
    return len(issue.scope.ledger or ()) < len(ledger.files(issue.config.lake))


def _values(config: Config, told: Scope) -> dict[str, float | None]:
    with warehouse(config, told) as connection:
        models.run(connection, models.needed("figures"))
        return {row["figure"]: row["value"] for row in rows(connection, "from figures")}


def _differs(figure: Figure, now: float | None) -> bool:
    return numbers.value(figure.value, figure.unit) != numbers.value(now, figure.unit)


def _moved(figure: Figure, issued: Values, chain: list[tuple[str, Values]], last: Values) -> Moved:
    parts, before = [], issued.get(figure.id)
    for cause, values in chain:
        after = values.get(figure.id)
        if before != after:
            is_told = before is not None and after is not None
            parts.append(Part(cause, (after or 0) - (before or 0) if is_told else None))
        before = after
    is_headline = figure.metric in METRICS and figure.segment is None
    now = last.get(figure.id)
    return Moved(figure, now, figure.id in last, parts, is_headline)
