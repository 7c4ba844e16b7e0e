"""Issue a report: run the models, check them, render every format, and freeze what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from flows.config import Config, Language, ReportSettings
from flows.errors import ListeningError
from flows.lake import ledger, segments
from flows.lake.erasure import is_cut_off
from flows.lake.lock import workspace_lock
from flows.lake.understanding import current
from flows.rendering import commentary, manifest
from flows.rendering.contents import read_context
from flows.rendering.context import Context
from flows.rendering.earlier import Place, place
from flows.rendering.formats import render
from flows.rendering.index import write_index
from flows.rendering.issues import MANIFEST, Issued, newest, period_folder
from flows.rendering.recommended import recommended
from flows.rendering.remembered import moved
from flows.warehouse import checks, log, models
from flows.warehouse.connection import Scope, scope, warehouse
from flows.warehouse.models import Ran
from flows.window import Window
from flows.writing import publish, staged_folder, sweep, told_plainly


@dataclass(frozen=True)
class Issue:
    """A report as issued: its files, its one sentence, and what it could not hear."""

    report: ReportSettings
    window: Window
    context: Context
    paths: dict[str, Path]
    headline: str
    gaps: list[str]
    ran: list[Ran] = field(default_factory=list)
    """What each model made, and how long it took."""
    number: int | None = None
    """Which issue of its period it is; None for a draft."""
    translations: Mapping[Language, Context] = field(default_factory=dict)
    """The context in the languages of recipients who read another than the report's."""
    warnings: Sequence[str] = ()
    """What the analyst should read again: words about numbers that have moved."""
    is_new: bool = True
    """Whether it was not there before: the same inputs give the issue that stands already."""


class _Draft(NamedTuple):
    """A report as read for its place among the issues, and what its manifest will say."""

    at: Place
    context: Context
    translations: Mapping[Language, Context]
    said: dict[str, Any]
    issued: Issued
    """The issue that it is or would be."""
    home: Path
    """Where its files go."""


def issue_report(
    config: Config,
    report: ReportSettings,
    window: Window,
    *,
    out: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
    threads: int | None = None,
) -> Issue:
    """Issue one report for one window, or write a draft of it into `out`.

    `progress` is told each step in words; `threads` are the most that the models may run, unless
    the configuration says how many. The same posts give the same files, byte for byte: then
    the newest issue stands, and no other is made. Else it is the next one; an issue that is there
    is never touched.

    Raises:
        ListeningError: posts wait to be understood, a model or check failed, a file could not be
            written; what was issued before stays as it was.

    """
    with workspace_lock(config.lake, f"report {report.id}", waiting=progress):
        refuse_unready(config)
        # Of this report alone: others may be made beside it.
        sweep(period_folder(config, report.id, window))
        text = commentary.text_of(config.base, report.id, window.slug)
        told = replace(scope(config, report, window), commentary=text)
        told = replace(told, recommended=recommended(place(config, told).earlier))
        progress("computing the metrics")
        before = newest(config, report.id, window)
        numbers = [before.number, before.number + 1] if before else [1]
        *_, last = places = [place(config, told, number) for number in numbers]
        paths = None
        while paths is None:
            ran: list[Ran] = []
            with computed(config, told, ran.append, threads) as connection:
                draft = _read(connection, config, told, places, out)
            progress(log.keep(config, told, ran))
            paths = _made(told.report, draft, progress, is_there=draft.at != last)
            # Where figures are the same and bytes are not, it was made by other software.
            places = [last]
        if out is None:
            write_index(config)
        context = draft.context
        warnings = moved(config.lake, report.id, window.slug, context.commentary)
    return Issue(
        report,
        window,
        context,
        paths,
        context.findings["answer"][0].text,
        context.report["gaps"],
        ran,
        number=None if out else draft.at.number,
        translations=draft.translations,
        warnings=warnings,
        is_new=out is not None or before is None or draft.at.number != before.number,
    )


@contextmanager
def computed(
    config: Config,
    told: Scope,
    progress: Callable[[Ran], None] = lambda _: None,
    threads: int | None = None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection in which all models have run for a scope, and all checks hold."""
    with warehouse(config, told, threads) as connection:
        models.run(connection, models.in_order(), progress)
        checks.verify(connection)
        yield connection


def compute(config: Config, told: Scope) -> Context:
    """Run all models and checks for a scope, and read what the report says."""
    with computed(config, told) as connection:
        return read_context(connection, config, told)


def _read(
    connection: duckdb.DuckDBPyConnection,
    config: Config,
    told: Scope,
    places: Sequence[Place],
    out: Path | None,
) -> _Draft:
    """Read a report as the first of these issues that was made of the same, else as the last."""
    for at in places:
        folder = period_folder(config, told.report.id, told.window) / str(at.number)
        issued = Issued(told.report.id, told.window.slug, at.number, folder)
        home = out or folder
        context = read_context(connection, config, told, at)
        said = manifest.contents(config, told, context, at, home)
        if manifest.is_like(issued, said):
            break
    others = {reader.language or told.report.language for reader in told.report.readers}
    translations = {
        other: read_context(connection, config, told, at, language=other)
        for other in sorted(others - {told.report.language})
    }
    return _Draft(at, context, translations, said, issued, home)


def _made(
    report: ReportSettings,
    draft: _Draft,
    progress: Callable[[str], None],
    *,
    is_there: bool,
) -> dict[str, Path] | None:
    """Make the files of an issue; return where they are by kind.

    One that `is_there` already is made again to see whether every byte is the same: None says that
    they are not.
    """
    issued, home = draft.issued, draft.home
    is_draft = home != issued.folder
    with staged_folder(home / "draft" if is_draft else home) as staged:
        stem = staged / f"{issued.report}-{issued.period}"
        paths = render(draft.context, report.formats, stem, progress)
        paths["manifest"] = staged / MANIFEST
        manifest.write(paths["manifest"], draft.said, paths)
        if is_there and not manifest.is_same(issued, paths["manifest"]):
            return None
        with told_plainly(home):
            if is_draft:
                for path in paths.values():
                    path.replace(home / path.name)
            elif not is_there:
                publish(staged, home)
    return {kind: home / path.name for kind, path in paths.items()}


def refuse_unready(config: Config) -> None:
    """Raise ListeningError when numbers would lack posts: some wait, or none ever came."""
    if is_cut_off(config.lake):
        raise ListeningError(
            "An erasure was cut off, and some of what was to go may still be there. Run "
            "`earwitness erase`, which goes on with it."
        )
    waiting = segments.pending(config.lake, current(config))
    if waiting:
        count = segments.row_count([segment.path for segment in waiting])
        raise ListeningError(
            f"{count:,} posts have been collected but not understood as the configuration now "
            "asks. Run `earwitness understand`, or `earwitness run` for all steps."
        )
    if not ledger.entries(config.lake):
        raise ListeningError(
            f"Nothing has been collected into `{config.lake}` yet. Run `earwitness collect` and "
            "`earwitness understand`, or `earwitness run` for all steps."
        )
