"""Where posts come from: one connector a package, one line each in the registry below.

    contract   what every connector promises
    http       the only door to the network
    client     how pages are asked for
    address    which addresses it opens
    body       how much of an answer it reads
    markup     HTML → plain text
    files      CSV, TSV, JSONL, JSON, Parquet, XLSX
    feed       RSS, Atom, JSON Feed

docs/sources.md says how each kind is set up, and what a new one needs.
"""

from typing import Annotated

from pydantic import Field

from flows.sources.contract import (
    Asked,
    CommonSettings,
    Expect,
    Limit,
    Outage,
    Rejected,
    Source,
)
from flows.sources.feed import FeedSettings
from flows.sources.files import FilesSettings
from flows.sources.http import Http

SourceSettings = Annotated[FilesSettings | FeedSettings, Field(discriminator="kind")]

SOURCE_KINDS: dict[str, type[CommonSettings]] = {
    "files": FilesSettings,
    "feed": FeedSettings,
}
"""Each kind of source and its settings; `settings.open(base, http)` gives the source."""

__all__ = [
    "SOURCE_KINDS",
    "Asked",
    "CommonSettings",
    "Expect",
    "Http",
    "Limit",
    "Outage",
    "Rejected",
    "Source",
    "SourceSettings",
]
