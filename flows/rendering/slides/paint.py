"""Colours on slides: by their place in the deck's theme, so that to change one changes all."""

from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR

from flows.rendering import palette
from flows.rendering.theme import Theme

SLOTS = {
    palette.INK: ("dk1", MSO_THEME_COLOR.TEXT_1),
    palette.PAPER: ("lt1", MSO_THEME_COLOR.BACKGROUND_1),
    palette.MUTED: ("dk2", MSO_THEME_COLOR.TEXT_2),
    palette.WASH: ("lt2", MSO_THEME_COLOR.BACKGROUND_2),
    palette.ACCENT: ("accent1", MSO_THEME_COLOR.ACCENT_1),
    palette.SECOND: ("accent2", MSO_THEME_COLOR.ACCENT_2),
    palette.ACCENT_SOFT: ("accent3", MSO_THEME_COLOR.ACCENT_3),
    palette.SECOND_SOFT: ("accent4", MSO_THEME_COLOR.ACCENT_4),
    palette.COMPETITORS[0]: ("accent5", MSO_THEME_COLOR.ACCENT_5),
    palette.COMPETITORS[1]: ("accent6", MSO_THEME_COLOR.ACCENT_6),
}
"""Which colour of the deck's theme stands for which of the house's, and how shapes name it."""


@dataclass(frozen=True)
class Paint:
    """Sets colours that are named as the house calls them; a theme says what each is."""

    theme: Theme
    is_fixed: bool = False
    """Whether colours are set as they are, for a slide that looks unlike the others."""

    def __call__(self, colour: Any, house: str) -> None:
        """Set a colour of a text, a line or a fill."""
        if house in SLOTS and not self.is_fixed:
            colour.theme_color = SLOTS[house][1]
        else:
            red, green, blue = bytes.fromhex(self.theme.colour(house).lstrip("#"))
            colour.rgb = RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
