"""A client's two colours, made readable on paper and in the dark, and told apart by everybody."""

from collections.abc import Mapping
from itertools import count

from flows.rendering import palette
from flows.rendering.colour import apart, contrast, lightness, mixed, toned

_READABLE = 4.5
"""Contrast that letters need, by WCAG AA."""
_APART = 8.0
"""Distance at which two colours are not taken for one another, however one sees."""
_DARKEST, _LIGHTEST = 22.0, 49.0
"""Lightness of an accent: on paper it can be read, and from ink it can be told."""
_ON_DARK = 71.0
_SOFT, _SOFT_SECOND, _SOFT_DARK = 70.0, 65.0, 44.0
"""Lightness of fills that carry ink; the second is darker, for a grey print."""
_PALE, _PALE_DARK = 91.0, 19.0

_OTHERS = (palette.SECOND, palette.ACCENT, "#1f5fc4", "#8a6a00", "#8a2f9c", "#b3261e", "#2f6f1f")
"""What takes the place of a second colour that comes too close to the accent."""

Colours = dict[str, str]


def dressed(
    accent: str | None, second: str | None, place: str
) -> tuple[Mapping[str, str], Mapping[str, str], list[str]]:
    """Return the colours on paper and in the dark, and what was changed of those asked for."""
    notes: list[str] = []
    light: Colours = dict(palette.COLOURS)
    dark: Colours = {role: palette.DARK[colour] for role, colour in palette.COLOURS.items()}
    if accent:
        accent = _readable(accent.lower(), f"{place}.accent", notes)
        _dress("accent", accent, _SOFT, light, dark)
    if second:
        second = _readable(second.lower(), f"{place}.second", notes)
        _dress("second", second, _SOFT_SECOND, light, dark)
    if _least_apart(light, dark) < _APART:
        _dress("second", _other(light, dark), _SOFT_SECOND, light, dark)
        if second:
            notes.append(
                f"`{place}.second`: `{second}` and `{light['accent']}` are one colour to some of "
                f"the colour-blind. Charts use `{light['second']}` in its place."
            )
    return _unmixed(light), dark, notes


def _readable(colour: str, key: str, notes: list[str]) -> str:
    """Return the colour, darker or lighter where it could not be read or told from ink."""
    if contrast(colour, palette.PAPER) < _READABLE:
        changed = toned(colour, _LIGHTEST)
        notes.append(
            f"`{key}`: `{colour}` has a contrast of {contrast(colour, palette.PAPER):.1f} to the "
            f"paper, letters need {_READABLE}. `{changed}` is used, which has "
            f"{contrast(changed, palette.PAPER):.1f}; `cover.colour` shows a colour as it is."
        )
        return changed
    if lightness(colour) < _DARKEST:
        changed = toned(colour, _DARKEST)
        notes.append(
            f"`{key}`: `{colour}` is nearly as dark as the letters. `{changed}` is used, "
            "which can be told from them."
        )
        return changed
    return colour


def _dress(role: str, colour: str, soft: float, light: Colours, dark: Colours) -> None:
    light[role] = colour
    light[f"{role}-soft"] = toned(colour, soft)
    light[f"{role}-pale"] = toned(colour, _PALE, 0.35)
    dark[role] = toned(colour, _ON_DARK)
    dark[f"{role}-soft"] = toned(colour, _SOFT_DARK)
    dark[f"{role}-pale"] = toned(colour, _PALE_DARK, 0.3)


def _least_apart(light: Colours, dark: Colours) -> float:
    """Return how far accent and second are from each other where they are nearest."""
    pairs = (("accent", "second"), ("accent", "second-soft"), ("accent-soft", "second-soft"))
    return min(
        apart(colours[one], colours[other]) for colours in (light, dark) for one, other in pairs
    )


def _other(light: Colours, dark: Colours) -> str:
    """Return the colour that is farthest from the accent where it is nearest to it."""

    def worth(colour: str) -> float:
        tried = dict(light), dict(dark)
        _dress("second", colour, _SOFT_SECOND, *tried)
        return _least_apart(*tried)

    return max(_OTHERS, key=worth)


def _unmixed(light: Colours) -> Colours:
    """Return the colours with no two alike, so that each has one counterpart in the dark."""
    seen: set[str] = set()
    for role, colour in light.items():
        near = (f"#{int(colour[1:], 16) ^ step:06x}" for step in count())
        light[role] = next(one for one in near if one not in seen)
        seen.add(light[role])
    return light


def cover_colours(colour: str, accent: str) -> Colours:
    """Return the colours of a cover by role: what stands on it can be read."""
    colour = colour.lower()
    ink = max((palette.PAPER, palette.INK, "#000000"), key=lambda ink: _ink_worth(ink, colour))
    quiet = mixed(ink, colour, 0.25)
    muted = quiet if contrast(quiet, colour) >= _READABLE else ink
    strong = accent if contrast(accent, colour) >= _READABLE else ink
    return {
        "paper": colour,
        "ink": ink,
        "muted": muted,
        "faint": muted,
        "accent": strong,
        "accent-soft": mixed(colour, strong, 0.45),
        "rule": mixed(colour, ink, 0.3),
    }


def _ink_worth(ink: str, colour: str) -> tuple[bool, bool, float]:
    """Prefer what can be read, then the house's own, then the stronger contrast."""
    can_be_read = contrast(ink, colour) >= _READABLE
    return can_be_read, ink != "#000000", contrast(ink, colour)
