"""Issue a report: run the models, check them, render every format, and freeze what came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

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
from flows.rendering.flat import write_csv, write_parquet
from flows.rendering.html import render_html
from flows.rendering.index import write_index
from flows.rendering.issues import MANIFEST, Issued, newest, period_folder
from flows.rendering.pdf import render_pdf
from flows.rendering.recommended import recommended
from flows.rendering.remembered import moved
from flows.rendering.workbook import write_workbook
from flows.warehouse import checks, log, models
from flows.warehouse.connection import Scope, scope, warehouse
from flows.warehouse.models import Ran
from flows.window import Window
from flows.writing import publish, staged_folder, sweep, told_plainly, whole

SUFFIXES = {"csv": ".csv.zip", "parquet": ".parquet.zip"}
"""How a file of a format ends, where that is not the format's name."""


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


def issue_report(
    config: Config,
    report: ReportSettings,
    window: Window,
    *,
    out: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Issue:
    """Issue one report for one window, or write a draft of it into `out`.

    `progress` is told each step in words. The same posts give the same files, byte for byte: then
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
        ran: list[Ran] = []
        before = newest(config, report.id, window)
        numbers = [before.number, before.number + 1] if before else [1]
        with computed(config, told, ran.append) as connection:
            *_, last = places = [place(config, told, number) for number in numbers]
            contexts = {at: read_context(connection, config, told, at) for at in places}
            others = {reader.language or report.language for reader in report.readers}
            translations = {
                other: read_context(connection, config, told, last, language=other)
                for other in sorted(others - {report.language})
            }
        progress(log.keep(config, told, ran))
        paths, at = _made(config, told, contexts, out, progress)
        context = contexts[at]
        if out is None:
            write_index(config)
        warnings = moved(config.lake, report.id, window.slug, context.commentary)
    return Issue(
        report,
        window,
        context,
        paths,
        context.findings["answer"][0].text,
        context.report["gaps"],
        ran,
        number=None if out else at.number,
        translations=translations,
        warnings=warnings,
        is_new=out is not None or before is None or at.number != before.number,
    )


@contextmanager
def computed(
    config: Config, told: Scope, progress: Callable[[Ran], None] = lambda _: None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection in which all models have run for a scope, and all checks hold."""
    with warehouse(config, told) as connection:
        models.run(connection, models.in_order(), progress)
        checks.verify(connection)
        yield connection


def compute(config: Config, told: Scope) -> Context:
    """Run all models and checks for a scope, and read what the report says."""
    with computed(config, told) as connection:
        return read_context(connection, config, told)


def _made(
    config: Config,
    told: Scope,
    contexts: Mapping[Place, Context],
    out: Path | None,
    progress: Callable[[str], None],
) -> tuple[dict[str, Path], Place]:
    """Make the files of the newest issue again and, where they are not those, of the next one.

    Returns where they are by kind, and the place of the issue that they are or would be.
    """
    folder = period_folder(config, told.report.id, told.window)
    *_, last = contexts
    for at, context in contexts.items():
        issued = Issued(told.report.id, told.window.slug, at.number, folder / str(at.number))
        home = out or issued.folder
        said = manifest.contents(config, told, context, at, home)
        if at != last and not manifest.is_like(issued, said):
            continue
        with staged_folder(home / "draft" if out else issued.folder) as staged:
            name = f"{told.report.id}-{told.window.slug}"
            paths = render(context, told.report, staged / name, progress)
            paths["manifest"] = staged / MANIFEST
            manifest.write(paths["manifest"], said, paths)
            if at != last and not manifest.is_same(issued, paths["manifest"]):
                continue
            with told_plainly(home):
                if out:
                    for path in paths.values():
                        path.replace(home / path.name)
                elif at == last:
                    publish(staged, home)
        break
    return {kind: home / path.name for kind, path in paths.items()}, at


def render(
    context: Context, report: ReportSettings, stem: Path, progress: Callable[[str], None]
) -> dict[str, Path]:
    """Write a report in all its formats; return where, by kind."""
    paths: dict[str, Path] = {
        kind: stem.with_suffix(SUFFIXES.get(kind, f".{kind}")) for kind in report.formats
    }
    page = render_html(context)
    if "html" in paths:
        progress("writing the page")
        with whole(paths["html"]) as temporary:
            temporary.write_text(page, encoding="utf-8")
    if "pdf" in paths:
        progress("printing the PDF")
        render_pdf(page, paths["pdf"])
    if "xlsx" in paths:
        progress("writing the workbook")
        write_workbook(context, paths["xlsx"])
    if "csv" in paths:
        progress("writing the tables as CSV")
        write_csv(context, paths["csv"])
    if "parquet" in paths:
        progress("writing the tables as Parquet")
        write_parquet(context, paths["parquet"])
    if "pptx" in paths:
        from flows.rendering.slides import write_slides  # noqa: PLC0415 - only who asks waits for it

        progress("drawing the slides")
        write_slides(context, paths["pptx"])
    return paths


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
