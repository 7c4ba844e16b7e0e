"""What can be known of a colour: how light it is, and who can tell it from another.

Colours are `#rrggbb`. Lightness is CIE L*, 0 to 100; contrast is that of WCAG 2, 1 to 21; a
distance is Euclidean in OKLab times 100, where about 2 is the least that can be seen side by side.
"""

import math
from functools import lru_cache
from typing import Literal

Vision = Literal["usual", "deuteranopia", "protanopia", "tritanopia"]
Triple = tuple[float, float, float]
_Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira and Fernandes (2009), severity 1, over linear RGB.
_VISIONS: dict[Vision, _Matrix] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Björn Ottosson's OKLab: linear RGB to cone responses, their cube roots to lightness and two hues.
_CONES: _Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB: _Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_CONES_OF_LAB: _Matrix = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_LINEAR_OF_CONES: _Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours; letters need 4.5, lines and marks 3."""
    darker, lighter = sorted((_luminance(_linear(one)), _luminance(_linear(other))))
    return (lighter + 0.05) / (darker + 0.05)


def lightness(colour: str) -> float:
    """Return how light a colour is, from black to white, as a grey print shows it."""
    luminance = _luminance(_linear(colour))
    root = luminance ** (1 / 3) if luminance > 0.008856 else 7.787 * luminance + 16 / 116  # noqa: PLR2004  # CIE's own
    return 116 * root - 16


def distance(one: str, other: str, vision: Vision = "usual") -> float:
    """Return how far two colours are from each other for a kind of vision."""
    return 100 * math.dist(_lab(_seen(one, vision)), _lab(_seen(other, vision)))


def apart(one: str, other: str) -> float:
    """Return how far two colours are from each other for whom they are the least."""
    return min(distance(one, other, vision) for vision in _VISIONS)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour between two, with `share` of the second."""
    pairs = zip(_lab(_linear(one)), _lab(_linear(other)), strict=True)
    light, a, b = (ours + (theirs - ours) * share for ours, theirs in pairs)
    return _hex(light, a, b)


@lru_cache(maxsize=256)
def toned(colour: str, wanted: float, strength: float = 1.0) -> str:
    """Return the colour's hue at another lightness, its colourfulness times `strength`."""
    _, a, b = _lab(_linear(colour))
    low, high = 0.0, 1.0
    tone = colour
    for _ in range(14):
        middle = (low + high) / 2
        tone = _inside(middle, a * strength, b * strength)
        low, high = (middle, high) if lightness(tone) < wanted else (low, middle)
    return tone


def _inside(light: float, a: float, b: float) -> str:
    """Return the most colourful tone of this hue and lightness that a screen can show."""
    kept, step = 1.0, 0.5
    while step > 0.01:  # noqa: PLR2004  # a hundredth of the colourfulness
        is_shown = _is_shown(_linear_of(light, a * kept, b * kept))
        if is_shown and kept == 1:
            break
        kept += step if is_shown else -step
        step /= 2
    return _hex(light, a * kept, b * kept)


def _is_shown(linear: Triple) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in linear)  # noqa: PLR2004  # rounding


def _seen(colour: str, vision: Vision) -> Triple:
    return _clipped(_times(_VISIONS[vision], _linear(colour)))


@lru_cache(maxsize=1024)
def _linear(colour: str) -> Triple:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # sRGB's own
        for part in parts
    )
    return red, green, blue


def _luminance(linear: Triple) -> float:
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lab(linear: Triple) -> Triple:
    long, middle, short = _times(_CONES, linear)
    return _times(_LAB, (long ** (1 / 3), middle ** (1 / 3), short ** (1 / 3)))


def _linear_of(light: float, a: float, b: float) -> Triple:
    long, middle, short = _times(_CONES_OF_LAB, (light, a, b))
    return _times(_LINEAR_OF_CONES, (long**3, middle**3, short**3))


def _hex(light: float, a: float, b: float) -> str:
    parts = [
        part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004  # sRGB's own
        for part in _clipped(_linear_of(light, a, b))
    ]
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _clipped(linear: Triple) -> Triple:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in linear)
    return red, green, blue


def _times(matrix: _Matrix, vector: Triple) -> Triple:
    first, second, third = (
        sum(factor * part for factor, part in zip(row, vector, strict=True)) for row in matrix
    )
    return first, second, third
