"""The same page on paper: tagged, bookmarked, and the same bytes for the same page."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from flows.errors import RenderError
from flows.rendering.charts.chart import on_paper
from flows.rendering.context import Context
from flows.rendering.html import for_paper, render_html
from flows.rendering.syllables import with_whole_words
from flows.writing import whole


def render_pdf(page: str | Context, path: Path) -> None:
    """Write a page, or a context's page, as PDF/UA-1.

    Raises:
        RenderError: the page asks for something outside itself.
        ListeningError: the file cannot be written.

    """
    # The printer would style every element that a chart has, a third of them for nothing.
    text = on_paper(for_paper(page if isinstance(page, str) else render_html(page)))
    text = with_whole_words(text)
    # Nothing but data: URIs: no post, link or theme can make the printer read a file or a host.
    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
    try:
        with whole(path) as temporary, _uncollected():
            document = HTML(string=text, url_fetcher=fetcher)
            document.write_pdf(temporary, pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:
        raise RenderError(
            f"`{path.name}` was not printed, because its page asks for something outside itself: "
            f"{str(error)[:200]}. Put images and fonts into the page as data: URIs."
        ) from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: the printer's tree stays to the end, and each look goes over all of it.

    That was a fifth of the time, and freed four megabytes.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
