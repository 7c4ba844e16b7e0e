"""How a report looks: colours on paper and on a dark screen, logo, letters, footer, cover.

Whatever is drawn or laid out names the house's colours (`palette`); a theme says which of a
client's stands for each. Pages, messages and slides take the same theme.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.rendering import palette
from flows.rendering.fonts import Typeface

_ATTRIBUTE = re.compile(r'((?:fill|stroke)=")(#[0-9a-f]{6})(?=")')


@dataclass(frozen=True)
class Logo:
    """A picture of a client, checked: `data` is the file, `uri` the same for a page."""

    name: str
    kind: str
    data: bytes
    uri: str
    width: float
    height: float


@dataclass(frozen=True)
class Cover:
    """The first page: words in place of the usual ones, and its colours.

    `colours` are by role, as those of the theme; without any the cover is paper.
    """

    title: str | None = None
    subtitle: str | None = None
    line: str | None = None
    logo: str = "top"
    colours: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Theme:
    """The look of one client's reports; `light` and `dark` give the colour of each role."""

    id: str = "house"
    light: Mapping[str, str] = field(default_factory=lambda: palette.COLOURS)
    dark: Mapping[str, str] = field(
        default_factory=lambda: {
            role: palette.DARK[colour] for role, colour in palette.COLOURS.items()
        }
    )
    logo: Logo | None = None
    typeface: Typeface | None = None
    footer: str | None = None
    cover: Cover = field(default_factory=Cover)
    notes: tuple[str, ...] = ()
    """What was changed of what the client asked for, and why."""

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each file that it brings into a report, by what it is."""
        files = {"logo": self.logo.data} if self.logo else {}
        if self.typeface:
            files["font"] = self.typeface.regular.read_bytes()
            files["font_bold"] = self.typeface.semibold.read_bytes()
        return {what: hashlib.sha256(data).hexdigest() for what, data in files.items()}

    def colour(self, house: str) -> str:
        """Return what stands for a colour of the house, on paper."""
        return self.light[_ROLES[house]]

    def painted(self, page: str) -> str:
        """Return a page whose pictures wear this theme: each colour of the house is replaced.

        Only attributes of pictures are touched: the quotes of what people wrote are escaped.
        """
        if self.light == palette.COLOURS:
            return page
        worn = {house: self.light[role] for house, role in _ROLES.items()}
        return _ATTRIBUTE.sub(lambda found: found[1] + worn.get(found[2], found[2]), page)


_ROLES = {colour: role for role, colour in palette.COLOURS.items()}

HOUSE = Theme()
