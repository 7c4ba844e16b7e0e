"""A logo in pixels, for what shows no drawings: mail programs, and older programs for slides."""

import io
from functools import lru_cache

import pypdfium2
from weasyprint import HTML
from weasyprint.urls import URLFetcher

from flows.rendering.theme import Logo

_CLEAR = (255, 255, 255, 0)


@lru_cache(maxsize=8)
def as_png(logo: Logo, width: int) -> bytes:
    """Return a logo as a PNG: one that is so is itself, an SVG is drawn `width` pixels wide.

    What the logo leaves clear stays clear. Same logo, same bytes.
    """
    if logo.kind == "png":
        return logo.data
    page = (
        f"<style>@page {{ size: {logo.width}px {logo.height}px; margin: 0 }} body {{ margin: 0 }} "
        f'img {{ display: block; width: 100% }}</style><img src="{logo.uri}" alt="">'
    )
    # As for the report: a picture can make the printer read neither a file nor a host.
    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    printed = HTML(string=page, url_fetcher=fetcher).write_pdf()
    with pypdfium2.PdfDocument(printed) as document:
        drawn = document[0]
        pixels = drawn.render(
            scale=width / drawn.get_width(), fill_color=_CLEAR, rev_byteorder=True
        )
        written = io.BytesIO()
        pixels.to_pil().save(written, "PNG", optimize=True)
    return written.getvalue()
