"""Issue a report: run the models, check them, render every format, write the manifest last."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flows.config import Config, ReportSettings
from flows.errors import ListeningError
from flows.lake import ledger, segments
from flows.lake.lock import workspace_lock
from flows.lake.understanding import current
from flows.rendering import manifest
from flows.rendering.contents import read_context
from flows.rendering.context import Context
from flows.rendering.html import render_html
from flows.rendering.pdf import render_pdf
from flows.rendering.workbook import write_workbook
from flows.warehouse import checks, log, models
from flows.warehouse.connection import Scope, scope, warehouse
from flows.warehouse.models import Ran
from flows.window import Window
from flows.writing import whole


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


def issue_report(
    config: Config,
    report: ReportSettings,
    window: Window,
    *,
    out: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Issue:
    """Issue one report for one window, into `out` or the reports folder.

    `progress` is told each step in words. The same posts give the same files, byte for byte.

    Raises:
        ListeningError: posts wait to be understood, a model or check failed, a file could not be
            written; what was issued before stays as it was.

    """
    with workspace_lock(config.lake, f"report {report.id}", waiting=progress):
        refuse_unready(config)
        told = scope(config, report, window)
        progress("computing the metrics")
        ran: list[Ran] = []
        folder = out or config.reports_folder / report.id / window.slug
        context = compute(config, told, ran.append, folder)
        progress(log.keep(config, told, ran))
        paths = _render(context, report, folder / f"{report.id}-{window.slug}", progress)
        path = folder / "manifest.json"
        manifest.write(path, config, told, context, paths)
    headline = context.findings["answer"][0].text
    manifest_path = {"manifest": path}
    return Issue(report, window, context, paths | manifest_path, headline, gaps(config), ran)


def compute(
    config: Config,
    told: Scope,
    progress: Callable[[Ran], None] = lambda _: None,
    folder: Path | None = None,
) -> Context:
    """Run all models and checks for a scope, and read what the report says."""
    with warehouse(config, told) as connection:
        models.run(connection, models.in_order(), progress)
        checks.verify(connection)
        return read_context(connection, config, told, folder)


def _render(
    context: Context, report: ReportSettings, stem: Path, progress: Callable[[str], None]
) -> dict[str, Path]:
    paths: dict[str, Path] = {kind: stem.with_suffix(f".{kind}") for kind in report.formats}
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
    return paths


def refuse_unready(config: Config) -> None:
    """Raise ListeningError when numbers would lack posts: some wait, or none ever came."""
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


def gaps(config: Config) -> list[str]:
    """Say which sources failed, wholly or in part, at their newest collection."""
    newest = {entry.source: entry for entry in ledger.entries(config.lake)}
    return [
        f"Source `{source.id}` {_plight(newest[source.id])}"
        for source in config.sources
        if source.id in newest and newest[source.id].status != "complete"
    ] + [
        f"Source `{source.id}` has never been collected."
        for source in config.sources
        if source.id not in newest
    ]


def _plight(entry: ledger.Entry) -> str:
    how = "failed" if entry.status == "failed" else "was heard only in part"
    why = (entry.error or "").removeprefix(f"Source `{entry.source}`: ")
    return f"{how} at its last collection: {why}"
