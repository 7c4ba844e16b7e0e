"""Where the parts of a drawn chart are: its texts and its shapes as boxes."""

import re
from collections.abc import Iterator
from itertools import takewhile
from xml.etree import ElementTree as ET

from flows.rendering.fonts import text_width

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def parsed(drawn: str) -> ET.Element:
    """Return a chart as a tree."""
    return ET.fromstring(drawn)  # noqa: S314  # our own


def texts(root: ET.Element) -> list[tuple[str, Box]]:
    """Return each text with its box, groups moved as they are drawn."""
    return [
        (element.text or "", _moved(_text(element), *place))
        for element, place in _walked(root)
        if element.tag == f"{SVG}text"
    ]


def shapes(root: ET.Element) -> list[Box]:
    """Return the box of each line, box, circle and path, groups moved as they are drawn."""
    found = []
    for element, place in _walked(root):
        if (box := _shape(element)) is not None:
            found.append(_moved(box, *place))
    return found


def outside(root: ET.Element) -> list[tuple[str, Box]]:
    """Return what lies beyond the edges of the chart."""
    _, _, width, height = map(float, root.get("viewBox", "").split())
    boxes = [*texts(root), *(("shape", box) for box in shapes(root))]
    return [
        (words, box)
        for words, box in boxes
        if box[0] < -1 or box[1] < -1 or box[2] > width + 1 or box[3] > height + 1
    ]


def meeting(root: ET.Element) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on one another."""
    ordered = sorted(texts(root), key=lambda text: text[1][1])
    pairs = []
    for index, (words, box) in enumerate(ordered):
        below = takewhile(lambda other: other[1][1] < box[3], ordered[index + 1 :])  # noqa: B023  # used at once
        pairs += [(words, other) for other, place in below if _meet(box, place)]
    return pairs


def _walked(
    root: ET.Element, right: float = 0.0, down: float = 0.0
) -> Iterator[tuple[ET.Element, tuple[float, float]]]:
    for element in root:
        yield element, (right, down)
        moved = re.fullmatch(r"translate\(([\d.-]+) ([\d.-]+)\)", element.get("transform") or "")
        across, below = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
        yield from _walked(element, right + across, down + below)


def _moved(box: Box, right: float, down: float) -> Box:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down


def _text(element: ET.Element) -> Box:
    width = text_width(element.text or "", 10.5, bold=element.get("font-weight") == "600")
    share = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor") or "start", 0.0)
    start, y = float(element.get("x", 0)) - share * width, float(element.get("y", 0))
    return start, y - 7.5, start + width, y + 2.5


def _shape(element: ET.Element) -> Box | None:
    given = {key: float(value) for key, value in element.attrib.items() if _NUMBER.fullmatch(value)}
    match element.tag.removeprefix(SVG):
        case "rect":
            x, y = given.get("x", 0.0), given.get("y", 0.0)
            return x, y, x + given["width"], y + given["height"]
        case "circle":
            x, y, r = given["cx"], given["cy"], given["r"]
            return x - r, y - r, x + r, y + r
        case "line":
            xs, ys = sorted((given["x1"], given["x2"])), sorted((given["y1"], given["y2"]))
            return xs[0], ys[0], xs[1], ys[1]
        case "path":
            # Ours are M and L with absolute places; V and H close an area within them.
            plain = re.sub(r"[VH][\d.-]+|Z", "", element.get("d", ""))
            numbers = [float(number) for number in _NUMBER.findall(plain)]
            xs, ys = numbers[::2], numbers[1::2]
            return (min(xs), min(ys), max(xs), max(ys)) if numbers else None
    return None


def _meet(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5  # rounding
