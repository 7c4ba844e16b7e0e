"""Intervals in a native chart: error bars, the cells behind them, the axis that they need."""

import math
from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from flows.rendering.slides.picture import Picture, Series


def ends_of(series: Series) -> tuple[list[float | None], list[float | None]]:
    """Return how far above and below each value its interval ends."""

    def gaps(ends: Sequence[float | None]) -> list[float | None]:
        return [
            None if end is None or value is None else abs(end - value)
            for end, value in zip(ends, series.values, strict=True)
        ]

    return gaps(series.high), gaps(series.low)


def whiskers(element: Any, series: Series) -> None:
    """Add error bars that end where the intervals end, as the sheet behind the chart says."""

    def told(column: str, gaps: Sequence[float | None]) -> str:
        listed = "".join(
            f'<c:pt idx="{place}"><c:v>{gap}</c:v></c:pt>'
            for place, gap in enumerate(gaps)
            if gap is not None
        )
        return (
            f"<c:numRef><c:f>Sheet1!${column}$2:${column}${len(gaps) + 1}</c:f><c:numCache>"
            f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(gaps)}"/>{listed}'
            "</c:numCache></c:numRef>"
        )

    above, below = ends_of(series)
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="both"/>'
        '<c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{told('C', above)}</c:plus><c:minus>{told('D', below)}</c:minus>"
        '<c:spPr><a:ln w="19050"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )
    element.find(qn("c:cat")).addprevious(bars)


def span(picture: Picture) -> tuple[float, float, float]:
    """Return the ends and the step of an axis on which zero and every interval stand."""
    known = [
        value
        for series in picture.series
        for value in (*series.values, *series.low, *series.high)
        if value is not None
    ]
    low, high = min(0, *known), max(0, *known)
    step = 10 ** math.floor(math.log10((high - low) or 1))
    step *= 0.2 if (high - low) / step < 2 else 0.5 if (high - low) / step < 5 else 1  # noqa: PLR2004 - 1, 2, 5
    return math.floor(low / step) * step, math.ceil(high / step) * step, step
