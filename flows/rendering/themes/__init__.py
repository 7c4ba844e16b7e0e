"""From `[themes.NAME]` to a theme: the files read and checked, the colours made readable."""

from flows.config import Config
from flows.rendering.fonts import Typeface
from flows.rendering.theme import HOUSE, Cover, Theme
from flows.rendering.themes.colours import cover_colours, dressed
from flows.rendering.themes.logos import read_logo
from flows.rendering.themes.typefaces import read_typeface


def theme_of(config: Config, name: str | None) -> Theme:
    """Return a theme of the configuration by its name; None is the house's own.

    Raises:
        ConfigError: a file is not there, or is not what a theme can use.

    """
    if name is None:
        return HOUSE
    asked, place = config.themes[name], f"themes.{name}"
    light, dark, notes = dressed(asked.accent, asked.second, place)
    logo = read_logo(config.base, asked.logo, asked.name or name, place) if asked.logo else None
    typeface: Typeface | None = None
    if asked.font:
        typeface = read_typeface(config.base, asked.font, asked.font_bold, place)
    cover = Cover(
        title=asked.cover.title,
        subtitle=asked.cover.subtitle,
        line=asked.cover.line,
        logo=asked.cover.logo,
        colours=cover_colours(asked.cover.colour, light["accent"]) if asked.cover.colour else None,
    )
    return Theme(name, light, dark, logo, typeface, asked.footer, cover, tuple(notes))
