"""What lies in the reports folder: a page that lists all issues, and an Atom feed of them.

Both are made of the manifests and nothing else, so the same issues give the same bytes.
"""

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from filelock import FileLock

from flows.config import Config
from flows.lake.privacy import author_key
from flows.lake.tombstones import address_hash
from flows.rendering.fonts import font_faces
from flows.rendering.html import templates
from flows.rendering.issues import Issued, all_issues
from flows.rendering.theme import HOUSE
from flows.window import FiscalYears, Window
from flows.writing import sweep, told_plainly, whole

PAGE, FEED = "index.html", "feed.xml"
MOST_ENTRIES = 100
"""Issues that the feed lists, the newest ones; the page has all."""
_ATOM = "http://www.w3.org/2005/Atom"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_RUN = re.compile(r"(\d{8}T\d{6}Z)-")
_FORMATS = {
    "pdf": "PDF",
    "html": "Page",
    "xlsx": "Workbook",
    "pptx": "Slides",
    "csv": "CSV",
    "parquet": "Parquet",
}


@dataclass(frozen=True)
class Entry:
    """One issue as the page and the feed show it; paths are relative to the reports folder."""

    issued: Issued
    title: str
    brand: str
    language: str
    period: str
    last_on: date
    known_at: datetime
    """When the newest of its posts was collected."""
    headline: str
    restated: list[str]
    files: list[tuple[str, str]]
    page: str
    is_newest: bool

    @property
    def name(self) -> str:
        """Return what the entry is called: brand, period and number."""
        return f"{self.brand}, {self.period}: {self.title}, issue {self.issued.number}"


@dataclass(frozen=True)
class Shelf:
    """The issues of one report, by period, the latest first; of a period the newest first."""

    id: str
    title: str
    brand: str
    periods: list[list[Entry]]


def write_index(config: Config) -> None:
    """Write the page and the feed over all issues; raises ListeningError if that cannot be."""
    folder = config.reports_folder
    with told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    # Reports that are made side by side write it one after the other: who writes last has read all.
    with FileLock(folder / ".lock"):
        sweep(folder, below=False)
        entries = read_entries(config)
        for name, text in ((PAGE, render_index(entries)), (FEED, render_feed(config, entries))):
            path = folder / name
            if path.is_file() and path.read_bytes() == text.encode():
                continue
            with whole(path) as temporary:
                temporary.write_text(text, encoding="utf-8")


def read_entries(config: Config) -> list[Entry]:
    """Return all issues whose manifests can be read: by report, latest period and newest first."""
    found = []
    for _, group in groupby(all_issues(config), lambda one: (one.report, one.period)):
        read = [(one, said) for one in group if (said := one.said())]
        for one, said in read:
            # A manifest that somebody has damaged hides its own issue and stops no other.
            with suppress(KeyError, TypeError, ValueError, AttributeError):
                is_newest = one == read[-1][0]
                found.append(_entry(config.reports_folder, one, said, is_newest=is_newest))
    return sorted(
        found,
        key=lambda one: (
            one.issued.report, -one.last_on.toordinal(), one.issued.period, -one.issued.number
        ),
    )  # fmt: skip


def render_index(entries: list[Entry]) -> str:
    """Return the page; the same issues give the same text."""
    shelves = []
    for report, group in groupby(entries, lambda one: one.issued.report):
        held = list(group)
        periods = [list(same) for _, same in groupby(held, lambda one: one.issued.period)]
        shelves.append(Shelf(report, held[0].title, held[0].brand, periods))
    page = templates().get_template("index.html").render(theme=HOUSE, shelves=shelves, feed=FEED)
    return page.replace("/* @font-face */", font_faces(page), 1)


def render_feed(config: Config, entries: list[Entry]) -> str:
    """Return an Atom feed of the issues, the newest first; its times are those of the posts."""
    newest = sorted(entries, key=lambda one: (one.known_at, one.last_on, one.issued), reverse=True)
    base = (config.mail and config.mail.link_base) or ""
    key = author_key(config.lake)
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "title", "Listening reports")
    _add(feed, "id", _urn(address_hash(key, "feed")))
    _add(
        feed,
        "updated",
        _instant(newest[0].known_at if newest else datetime(1970, 1, 1, tzinfo=UTC)),
    )
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{base}{FEED}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}{PAGE}")
    _add(_add(feed, "author"), "name", "Earwitness")
    _add(feed, "generator", "Earwitness")
    for one in newest[:MOST_ENTRIES]:
        entry = _add(feed, "entry")
        _add(entry, "title", one.name)
        name = f"{one.issued.report}/{one.issued.period}/{one.issued.number}"
        _add(entry, "id", _urn(address_hash(key, name)))
        _add(entry, "updated", _instant(one.known_at))
        _add(entry, "link", rel="alternate", href=f"{base}{one.page}")
        _add(entry, "category", term=one.issued.report)
        _add(entry, "summary", " ".join([one.headline, *one.restated]), type="text")
    ET.indent(feed, " ")
    return (
        ET.tostring(feed, "unicode", xml_declaration=True).replace(
            "encoding='us-ascii'", "encoding='utf-8'"
        )
        + "\n"
    )


def _entry(folder: Path, issued: Issued, said: Mapping[str, Any], *, is_newest: bool) -> Entry:
    window = _window(said)
    files = {
        kind: f"{issued.folder.relative_to(folder).as_posix()}/{file['name']}"
        for kind, file in said.get("files", {}).items()
    }
    manifest = issued.manifest.relative_to(folder).as_posix()
    shown = [(_FORMATS.get(kind, kind), path) for kind, path in files.items()]
    return Entry(
        issued,
        said.get("title", issued.report),
        said.get("brand", ""),
        said.get("language", "en"),
        window.label,
        window.last_on,
        _known_at(said, window),
        said.get("headline", ""),
        [str(one) for one in said.get("restated", ())],
        [*shown, ("Manifest", manifest)],
        files.get("html") or files.get("pdf") or manifest,
        is_newest,
    )


def _window(said: Mapping[str, Any]) -> Window:
    told = said["window"]
    end = date.fromisoformat(told["last_on"]) + timedelta(days=1)
    year = (said.get("configuration") or {}).get("fiscal_year")
    fiscal = FiscalYears()
    if year:
        month, day = map(int, year["starts"].split("-"))
        fiscal = FiscalYears(month, day, year["periods"], year["closes"], year["named_after"])
    return Window(date.fromisoformat(told["first_on"]), end, told["zone"], told["kind"], fiscal)


def _known_at(said: Mapping[str, Any], window: Window) -> datetime:
    """Return when the newest of its collections was; without any, the end of its period."""
    runs = [found[1] for name in (*said["segments"], *said.get("ledger", ()))
            if (found := _RUN.search(name))]  # fmt: skip
    if runs:
        return datetime.strptime(max(runs), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return datetime.combine(window.end_on, time(), UTC)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", attributes)
    element.text = "".join(letter for letter in text if letter.isprintable()) or None
    return element


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
