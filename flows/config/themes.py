"""`[themes.NAME]`: how the reports of one client look."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]


class CoverSettings(_Section):
    """The first page."""

    title: str | None = Field(default=None, min_length=1, max_length=120)
    """Large words; by default the brand's name."""
    subtitle: str | None = Field(default=None, min_length=1, max_length=120)
    """The line under them; by default the period, after the brand where `title` is another."""
    line: str | None = Field(default=None, min_length=1, max_length=160)
    """The small line at the top; by default Earwitness and the report's title."""
    logo: Literal["top", "bottom", "none"] = "top"
    """Where the logo stands."""
    colour: Colour | None = Field(default=None, examples=["#f4d9c6"])
    """Colour of the page, as it is; the words on it are as dark or light as can be read."""


class ThemeSettings(_Section):
    """Logo, colours, letters and cover of one client's reports; paths start at the file."""

    name: str | None = Field(default=None, min_length=1, max_length=120)
    """Whose logo it is, for readers who cannot see it; by default the theme's id."""
    logo: str | None = None
    """PNG or SVG file, 256 kB at most."""
    accent: Colour | None = Field(default=None, examples=["#0b6770"])
    """The report brand's colour in charts, and that of headings; darkened where it is too pale."""
    second: Colour | None = Field(default=None, examples=["#a8501f"])
    """Colour of what stands out in charts: unusual days, negative posts."""
    font: str | None = None
    """TTF or OTF file; what it has no letters for is set in ours."""
    font_bold: str | None = None
    """Its semibold or bold file, for headings and names."""
    footer: str | None = Field(default=None, min_length=1, max_length=120)
    """Words at the foot of each page; by default the report's title."""
    cover: CoverSettings = CoverSettings()
    """Words, logo and colour of the first page."""
