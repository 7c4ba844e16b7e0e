"""The bytes of a sitemap → what it lists; entities are refused, so that none can do harm."""

import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from flows.sources.contract import shortened

MOST_ENTRIES = 50_000
"""Addresses in one sitemap, as the protocol has it."""

_GZIP = b"\x1f\x8b"
_BREAKS_OFF = (
    "no element found", "unclosed token", "partial character", "unclosed CDATA section",
)  # fmt: skip
_MOST_WORDS = 4_000
_ENTRIES = ("url", "sitemap")
# The fields that are read, without their name spaces: those of news have a prefix of their own.
_NEWS = "http://www.google.com/schemas/sitemap-news/"
_FIELDS = {
    "loc": "loc",
    "lastmod": "lastmod",
    "news:title": "title",
    "news:publication_date": "published",
    "news:language": "language",
}


class NoSitemap(Exception):
    """An answer is no sitemap; says what it is in one clause."""


@dataclass
class Listed:
    """One address that a sitemap lists, as it is written there."""

    loc: str = ""
    lastmod: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    is_sitemap: bool = False


@dataclass
class Sitemap:
    """What a sitemap lists.

    `is_cut_off` says that it breaks off behind that, `damage` what of it cannot be read, `is_over`
    that it lists more than a sitemap may.
    """

    entries: list[Listed] = field(default_factory=list)
    is_cut_off: bool = False
    damage: str | None = None
    is_over: bool = False


def read(body: bytes, most_bytes: int) -> Sitemap:
    """Read a sitemap or an index of them, packed or not, of at most so many bytes unpacked.

    Raises:
        NoSitemap: it is none, declares entities, or is too big.

    """
    is_cut_off = False
    if body.startswith(_GZIP):
        body, is_cut_off = _unpacked(body, most_bytes)
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        if reader.root is None:
            raise NoSitemap(f"is no XML ({what})") from None
        is_cut_off = is_cut_off or what in _BREAKS_OFF
        reader.sitemap.damage = f"cannot be read behind line {error.lineno} ({what})"
    except _Full:
        reader.sitemap.is_over = True
    if reader.root not in ("urlset", "sitemapindex"):
        raise NoSitemap(f"is no sitemap: it begins with `<{shortened(reader.root or '')}>`")
    reader.sitemap.is_cut_off = is_cut_off
    return reader.sitemap


def _unpacked(body: bytes, most_bytes: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        unpacked = unpacker.decompress(body, most_bytes + 1)
    except zlib.error:
        raise NoSitemap("is packed, and damaged") from None
    if len(unpacked) > most_bytes:
        raise NoSitemap(f"is larger than {most_bytes / 1e6:g} MB unpacked, the limit")
    return unpacked, not unpacker.eof


class _Full(Exception):
    """Enough was read."""


class _Reader:
    """Takes the entries out of the events of a parser."""

    def __init__(self) -> None:
        self.sitemap = Sitemap()
        self.root: str | None = None
        self._entry: Listed | None = None
        self._field: str | None = None
        self._said: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._say
        self.parser.EntityDeclHandler = self._refuse

    def _begin(self, name: str, _attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.root is None:
            self.root = local
        if local in _ENTRIES and not space.startswith(_NEWS):
            if len(self.sitemap.entries) >= MOST_ENTRIES:
                raise _Full
            self._entry = Listed(is_sitemap=local == "sitemap")
        self._field = _FIELDS.get(f"news:{local}" if space.startswith(_NEWS) else local)
        # Images and videos of a page have addresses of their own.
        if local in ("loc", "lastmod") and "sitemap-" in space:
            self._field = None
        self._said = []

    def _say(self, text: str) -> None:
        if self._field and len(self._said) < _MOST_WORDS:
            self._said.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self._entry is not None and self._field:
            setattr(self._entry, self._field, "".join(self._said).strip())
        self._field = None
        if local in _ENTRIES and self._entry is not None:
            self.sitemap.entries.append(self._entry)
            self._entry = None

    def _refuse(self, name: str, *_: object) -> None:
        raise NoSitemap(f"declares the entity `{shortened(name)}`, which no sitemap needs")
