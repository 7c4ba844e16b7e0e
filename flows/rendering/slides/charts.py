"""Charts that PowerPoint draws and lets people edit: their numbers lie beside them as a sheet."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from pptx.chart.chart import Chart as Native
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook

from flows.rendering import palette
from flows.rendering.sheets import NO_ACTION
from flows.rendering.slides.fitting import one_line
from flows.rendering.slides.intervals import ends_of, span, whiskers
from flows.rendering.slides.paint import Paint
from flows.rendering.slides.picture import Picture, Series
from flows.rendering.words import say, spoken

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - in every chart's sheet, so that decks can be compared
_SMALL, _TEXT = Pt(10), Pt(11)
_NAME, _LEGEND, _PAIR = 2.2, 1.7, 2.5  # inches of a name beside a bar, in a legend, in one of two
_GAPS = {1: 400, 2: 180, 3: 90}  # between bars, in hundredths of a bar
_DAYS = {
    "en": "[$-809]d mmm",
    "de": "[$-407]d. mmm",
    "fr": "[$-40C]d mmm",
    "ru": "[$-419]d mmm",
    "tr": "[$-41F]d mmm",
    "ko": '[$-412]m"월" d"일"',
}
"""How a day is written under a chart, in the language of the report and not of the machine."""

_SHARE = re.compile(r"(0(?:\.0+)?)%")


class _Sheet(CategoryWorkbookWriter):
    """The sheet behind a chart, in which no text acts, of no time."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[Any]:
        with Workbook(xlsx_file, {"in_memory": True, **NO_ACTION}) as book:
            book.set_properties({"created": _MADE})
            yield book, book.add_worksheet("Sheet1")

    def _populate_worksheet(self, workbook: Any, worksheet: Any) -> None:
        super()._populate_worksheet(workbook, worksheet)  # type: ignore[no-untyped-call]
        for place, (heading, gaps) in enumerate(self._chart_data.ends):
            column = 1 + len(self._chart_data) + place
            worksheet.write_string(0, column, heading)
            for row, gap in enumerate(gaps, 1):
                if gap is not None:
                    worksheet.write_number(row, column, gap)


class _Data(CategoryChartData):
    """Values of a chart, written to a sheet of ours; behind them the ends of their intervals."""

    ends: Sequence[tuple[str, Sequence[float | None]]] = ()

    @property
    def _workbook_writer(self) -> CategoryWorkbookWriter:
        return _Sheet(self)  # type: ignore[no-untyped-call] # the library types half of itself


_KINDS = {
    "line": XL_CHART_TYPE.LINE,
    "dots": XL_CHART_TYPE.LINE_MARKERS,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED_100,
}


def kind_and_data(picture: Picture) -> tuple[Any, Any]:
    """Return what the library makes a chart of."""
    data: Any = _Data(number_format=written(picture.number_format))  # type: ignore[no-untyped-call]
    names = [name for name in picture.categories if isinstance(name, str)]
    data.categories = list(picture.categories) if picture.kind == "line" else _short(names, _NAME)
    room = _PAIR if len(picture.series) <= 2 else _LEGEND  # noqa: PLR2004 - as said
    called = _short([series.name for series in picture.series], room)
    for name, series in zip(called, picture.series, strict=True):
        data.add_series(name, list(series.values))
    if picture.kind == "dots":
        above, below = ends_of(picture.series[0])
        data.ends = [(say("Up to the high end"), above), (say("Down to the low end"), below)]
    return _KINDS[picture.kind], data


def written(code: str) -> str:
    """Return a number's format with the percent sign where the report's language has it.

    The decimal sign is that of whoever opens the deck: no format can name it.
    """
    before, after = spoken().notation.percent
    quoted = after.replace("\N{NO-BREAK SPACE}", '"\N{NO-BREAK SPACE}"')
    return _SHARE.sub(rf"{before}\1{quoted}", code)


def _short(names: Sequence[str], width: float) -> list[str]:
    """Return names as a chart has room for them, no two the same."""
    told: dict[str, int] = {}
    for name in names:
        short, number = one_line(name, width, 11), 1
        while short in told:
            number += 1
            short = f"{one_line(name, width - 0.2, 11)} {number}"
        told[short] = number
    return list(told)


def dress(chart: Native, picture: Picture, paint: Paint) -> None:
    """Give a chart our look."""
    chart.font.size = _TEXT
    paint(chart.font.color, palette.INK)
    chart.has_title = False
    chart.has_legend = len(picture.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = _SMALL
    _axes(chart, picture, paint)
    for native, series in zip(chart.plots[0].series, picture.series, strict=True):
        _DRESSES[picture.kind](native, series, paint)
    plot = chart.plots[0]
    if picture.kind in ("bars", "stacked"):
        plot.gap_width = _GAPS.get(len(picture.categories), 45)  # few bars do not grow fat
        plot.overlap = 100 if picture.kind == "stacked" else -5
    if picture.kind != "line":
        _labels(plot, picture, paint)
    # A day without data is a gap, never a zero and never bridged.
    chart._chartSpace.find(f".//{qn('c:dispBlanksAs')}").set("val", "gap")  # noqa: SLF001 - no other


def _axes(chart: Native, picture: Picture, paint: Paint) -> None:
    names, values = chart.category_axis, chart.value_axis
    is_flat = picture.kind in ("bars", "stacked")
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = _TEXT if is_flat else _SMALL
    paint(names.format.line.color, palette.FAINT)
    names.reverse_order = is_flat
    values.has_major_gridlines = not is_flat
    values.has_minor_gridlines = False
    values.visible = not is_flat
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.font.size = _SMALL
    values.tick_labels.number_format = written(picture.number_format)
    values.tick_labels.number_format_is_linked = False
    values.format.line.fill.background()
    if not is_flat:
        paint(values.major_gridlines.format.line.color, palette.RULE)
    if picture.kind == "line":
        values.minimum_scale = 0
    if picture.kind == "dots":
        values.minimum_scale, values.maximum_scale, values.major_unit = span(picture)
        if values.major_unit >= 1:  # the steps are whole, and so are their labels
            values.tick_labels.number_format = written(picture.number_format.replace("0.0", "0"))
    if not is_flat:
        # Names stand upright, and a long one goes on in the next line; hours are too many for that.
        is_hours = picture.kind == "line" and isinstance(picture.categories[0], str)
        turn = "-2700000" if is_hours else "0"  # sixty-thousandths of a degree
        names._element.find(f".//{qn('a:bodyPr')}").set("rot", turn)  # noqa: SLF001 - no other way
    if picture.kind == "line" and not isinstance(picture.categories[0], str):
        _days(names, len(picture.categories))


def _days(axis: Any, count: int) -> None:
    """Write about eight of the days under a line, as the report's language writes them."""
    language = spoken().language
    axis.tick_labels.number_format = _DAYS[language]
    axis.tick_labels.number_format_is_linked = False
    every = max(1, round(count / 8))
    for tag, value in (("majorUnit", every), ("majorTimeUnit", "days")):
        setting = parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>')
        axis._element.append(setting)  # noqa: SLF001 - the library has no such setting


def _line(native: Any, series: Series, paint: Paint) -> None:
    native.smooth = False
    native.marker.style = XL_MARKER_STYLE.NONE
    native.format.line.width = Pt(2.5 if series.colour == palette.ACCENT else 1.5)
    paint(native.format.line.color, series.colour)
    if series.colour == palette.ACCENT:
        _mark_peak(native, series)


def _dots(native: Any, series: Series, paint: Paint) -> None:
    native.smooth = False
    native.format.line.fill.background()
    native.marker.style = XL_MARKER_STYLE.CIRCLE
    native.marker.size = 10
    native.marker.format.fill.solid()
    paint(native.marker.format.fill.fore_color, series.colour)
    native.marker.format.line.fill.background()
    if any(low is not None for low in series.low):
        whiskers(native._element, series)  # noqa: SLF001 - the library knows no error bars


def _bars(native: Any, series: Series, paint: Paint) -> None:
    native.invert_if_negative = False
    native.format.fill.solid()
    paint(native.format.fill.fore_color, series.colour)


_DRESSES = {"line": _line, "dots": _dots, "bars": _bars, "stacked": _bars}


def _labels(plot: Any, picture: Picture, paint: Paint) -> None:
    for native, series in zip(plot.series, picture.series, strict=True):
        labels = native.data_labels
        labels.show_value = True
        labels.number_format = written(picture.number_format)
        labels.number_format_is_linked = False
        labels.font.size = _SMALL
        paint(labels.font.color, series.label_colour)
        labels.position = {
            "dots": XL_LABEL_POSITION.RIGHT,
            "bars": XL_LABEL_POSITION.OUTSIDE_END,
            "stacked": XL_LABEL_POSITION.CENTER,
        }[picture.kind]


def _mark_peak(native: Any, series: Series) -> None:
    """Write the largest value at its place, if it stands out from the others."""
    known = [(value, place) for place, value in enumerate(series.values) if value is not None]
    if not known:
        return
    peak, place = max(known)
    if peak < 2 * sorted(value for value, _ in known)[len(known) // 2]:
        return
    label = native.points[place].data_label
    label.font.size, label.font.bold = _TEXT, True
    label.position = XL_LABEL_POSITION.ABOVE
