"""The formats of a report: each is written from the same context."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from flows.config import Format
from flows.rendering.context import Context
from flows.rendering.flat import write_csv, write_parquet
from flows.rendering.html import render_html
from flows.rendering.pdf import render_pdf
from flows.rendering.workbook import write_workbook
from flows.writing import whole


class Writer(NamedTuple):
    """How a format is written."""

    doing: str
    """What a person who waits is told."""
    suffix: str
    write: Callable[[Context, str, Path], None]
    """Takes the context, the page made of it, and where to write."""


def render(
    context: Context,
    formats: Iterable[Format],
    stem: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Path]:
    """Write a report in these formats; return where, by format.

    Raises:
        RenderError: the page cannot be filled or printed.
        ListeningError: a file cannot be written.

    """
    page = render_html(context)
    paths: dict[str, Path] = {}
    for name in formats:
        writer = WRITERS[name]
        progress(writer.doing)
        paths[name] = stem.with_suffix(writer.suffix)
        writer.write(context, page, paths[name])
    return paths


def _write_page(_: Context, page: str, path: Path) -> None:
    with whole(path) as temporary:
        temporary.write_text(page, encoding="utf-8")


def _write_slides(context: Context, _: str, path: Path) -> None:
    from flows.rendering.slides import write_slides  # noqa: PLC0415 - only who asks waits for it

    write_slides(context, path)


WRITERS: Mapping[Format, Writer] = {
    "html": Writer("writing the page", ".html", _write_page),
    "pdf": Writer("printing the PDF", ".pdf", lambda _, page, path: render_pdf(page, path)),
    "xlsx": Writer(
        "writing the workbook", ".xlsx", lambda context, _, path: write_workbook(context, path)
    ),
    "pptx": Writer("drawing the slides", ".pptx", _write_slides),
    "csv": Writer(
        "writing the tables as CSV", ".csv.zip", lambda context, _, path: write_csv(context, path)
    ),
    "parquet": Writer(
        "writing the tables as Parquet",
        ".parquet.zip",
        lambda context, _, path: write_parquet(context, path),
    ),
}
