"""A deck that is filled slide by slide; every text is fitted to its box before it is written."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide as NativeSlide
from pptx.util import Inches, Length, Pt

from flows.rendering import palette
from flows.rendering.context import Context
from flows.rendering.slides import charts, package
from flows.rendering.slides.cells import plain_table, rule_below
from flows.rendering.slides.fitting import Box, fit, lines_of, one_line
from flows.rendering.slides.logos import draw_sharp
from flows.rendering.slides.master import COVER, FINDING, FOOT, TITLE, empty_deck
from flows.rendering.slides.paint import Paint
from flows.rendering.slides.picture import Picture
from flows.rendering.theme import Logo
from flows.rendering.themes.pixels import as_png

CONTENT = Box(0.6, 1.86, 12.13, 4.62)
"""Where a slide's charts and words stand."""
_KICKER = Box(0.6, 0.4, 12.13, 0.26)
_SOURCE = Box(0.6, 6.56, 12.13, 0.42)
_GAP = 0.35
_LOGO_PIXELS = 200  # of a drawing, for each inch
_TITLE_SIZES = (24, 22, 20, 18, 16)
_CULTURES = {
    "en": "en-GB",
    "de": "de-DE",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "tr": "tr-TR",
    "ko": "ko-KR",
}
"""How a program that checks spelling calls the languages of a report."""


@dataclass(frozen=True)
class Style:
    """How a text is written; the first size at which all of it fits is taken."""

    sizes: Sequence[float] = (14, 13, 12, 11, 10)
    colour: str = palette.INK
    bold: bool = False
    gap: float = 6
    """Points between paragraphs."""


class Deck:
    """The slides of one report."""

    def __init__(self, context: Context) -> None:
        report = context.report
        self._language = report["language"]
        self._title = f"{report['brand_name']}, {report['window_label']}: {report['title']}"
        # The day after the period, so that the same report is the same file.
        self._at = datetime.combine(report["window_last_on"] + timedelta(days=1), time())
        foot = f"{report['brand_name']} · {report['window_label']} · {report['title']}"
        self.theme = context.theme
        foot = self.theme.footer or foot
        self._deck = empty_deck(one_line(foot, FOOT.width, 9), self.theme)

    def save(self, path: Path) -> None:
        """Write the deck.

        Raises:
            ListeningError: the file cannot be written.

        """
        package.save(
            self._deck, path, title=self._title, language=_CULTURES[self._language], at=self._at
        )

    def cover(self, title: str) -> "Slide":
        """Add the first slide, in the colours that the theme gives a cover."""
        own = self.theme.cover.colours
        worn = replace(self.theme, light={**self.theme.light, **(own or {})})
        slide = self._add(COVER, title, (54, 48, 40, 34, 28, 24), Paint(worn, is_fixed=bool(own)))
        if own:
            slide.ground()
        return slide

    def slide(self, title: str, kicker: str = "") -> "Slide":
        """Add a slide whose title says what was found, under the name of its section."""
        slide = self._add(FINDING, title, _TITLE_SIZES)
        if kicker:
            slide.write(_KICKER, [kicker], Style((12,), palette.ACCENT, bold=True))
        return slide

    def _add(
        self, layout: int, title: str, sizes: Sequence[float], paint: Paint | None = None
    ) -> "Slide":
        native = self._deck.slides.add_slide(self._deck.slide_layouts[layout])
        holder = native.shapes.title
        box = Box(
            TITLE.left if layout == FINDING else 0.9,
            TITLE.top,
            TITLE.width if layout == FINDING else 11.5,
            TITLE.height if layout == FINDING else 1.5,
        )
        found = fit([title], box, sizes, bold=True)
        slide = Slide(native, _CULTURES[self._language], paint or Paint(self.theme))
        slide.fill_in(holder.text_frame, found.texts, found.size, Style(bold=True))
        return slide


class Slide:
    """One slide, filled in the order in which it is read."""

    def __init__(self, native: NativeSlide, culture: str, paint: Paint) -> None:
        self._native = native
        self._culture = culture
        self._paint = paint

    def write(self, box: Box, texts: Sequence[str], style: Style | None = None) -> float:
        """Write texts into a box and return where the last of them ends, in inches."""
        style = style or Style()
        if not texts:
            return box.top
        found = fit(texts, box, style.sizes, bold=style.bold, gap=style.gap)
        frame = self._frame(box)
        self.fill_in(frame, found.texts, found.size, style)
        lines = sum(lines_of(one, box.width, found.size, bold=style.bold) for one in found.texts)
        high = lines * found.size * 1.22 + (len(found.texts) - 1) * style.gap
        return box.top + high / 72

    def link(self, box: Box, text: str, url: str, style: Style) -> None:
        """Write a text that leads to an address; the address has been checked."""
        frame = self._frame(box)
        found = fit([text], box, style.sizes, bold=style.bold)
        self.fill_in(frame, found.texts, found.size, style)
        frame.paragraphs[0].runs[0].hyperlink.address = url

    def fill_in(self, frame: Any, texts: Sequence[str], size: float, style: Style) -> None:
        """Write paragraphs of one size into a frame."""
        for place, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.space_before = Pt(style.gap if place else 0)
            # Korean words stay whole; the other languages know no other way.
            paragraph._p.get_or_add_pPr().set("eaLnBrk", "0")  # noqa: SLF001 - no other way
            run = paragraph.add_run()
            run.text = _printable(text)
            run.font.size, run.font.bold = Pt(size), style.bold
            self._paint(run.font.color, style.colour)
            run._r.get_or_add_rPr().set("lang", self._culture)  # noqa: SLF001 - no other way

    def ground(self) -> None:
        """Give the slide the colour of its paper."""
        fill = self._native.background.fill
        fill.solid()
        self._paint(fill.fore_color, palette.PAPER)

    def panel(self, box: Box, colour: str) -> None:
        """Lay a plain ground under what follows."""
        shape = self._native.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_place(box))
        shape.fill.solid()
        self._paint(shape.fill.fore_color, colour)
        shape.line.fill.background()
        # Its style would give it a shadow; what says nothing is called so for who hears the slide.
        shape._element.remove(shape._element.find(qn("p:style")))  # noqa: SLF001 - no other way
        shape.name = "Ground"

    def logo(self, box: Box, logo: Logo) -> None:
        """Place a logo at the top left of a box, as large as fits into it."""
        scale = min(box.width / logo.width, box.height / logo.height)
        size = Inches(logo.width * scale), Inches(logo.height * scale)
        png = as_png(logo, round(logo.width * scale * _LOGO_PIXELS))
        shape = self._native.shapes.add_picture(io.BytesIO(png), *_place(box)[:2], *size)
        if logo.kind == "svg":
            draw_sharp(self._native, shape, logo.data)
        _describe(shape, logo.name)

    def chart(self, box: Box, picture: Picture) -> None:
        """Draw a chart under its caption."""
        used = self.write(
            Box(box.left, box.top, box.width, 0.26),
            [one_line(picture.caption, box.width, 13)],
            Style((13, 12), bold=True),
        )
        used = self.write(
            Box(box.left, used, box.width, 0.22),
            [one_line(picture.detail, box.width, 10)],
            Style((10,), palette.MUTED),
        )
        kind, data = charts.kind_and_data(picture)
        place = Box(box.left, used + 0.04, box.width, box.bottom - used - 0.04)
        frame: Any = self._native.shapes.add_chart(kind, *_place(place), data)
        charts.dress(frame.chart, picture, self._paint)
        _describe(frame, picture.says)

    def table(
        self,
        box: Box,
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        is_number: Sequence[bool],
    ) -> None:
        """Draw a table; its first row is the head, and numbers stand at the right."""
        frame = self._native.shapes.add_table(len(rows), len(widths), *_place(box))
        table: Any = frame.table
        plain_table(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for place, (row, native) in enumerate(zip(rows, table.rows, strict=True)):
            native.height = Inches(box.height / len(rows))
            style = Style(colour=palette.INK if place else palette.MUTED)
            for text, cell, at_right in zip(row, native.cells, is_number, strict=True):
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                cell.margin_left, cell.margin_right = Inches(0.02), Inches(0.14)
                cell.margin_top = cell.margin_bottom = Inches(0.02)
                rule_below(cell)
                self.fill_in(cell.text_frame, [text], 11, style)
                cell.text_frame.word_wrap = False
                if at_right:
                    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def source(self, text: str) -> None:
        """Write what the numbers of the slide rest on, at its foot."""
        self.write(_SOURCE, [text], Style((9, 8), palette.MUTED))

    def notes(self, lines: Sequence[str]) -> None:
        """Write what the speaker can look up."""
        frame = self._native.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = "\n".join(map(_printable, lines))

    def _frame(self, box: Box) -> Any:
        shape = self._native.shapes.add_textbox(*_place(box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame


def _place(box: Box) -> tuple[Length, Length, Length, Length]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def _describe(shape: Any, says: str) -> None:
    """Give a shape the words that stand for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", _printable(says))  # noqa: SLF001 - no other way


def _printable(text: str) -> str:
    """Return a text without signs that no slide can hold."""
    return "".join(letter for letter in text if letter >= " " or letter == "\n")
