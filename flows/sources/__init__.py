"""Where posts come from: one connector a module, one line each in the registry below.

contract   what every connector promises
http       the only door to the network; address: which addresses it may open
markup     HTML → plain text
files      CSV, TSV, JSONL, JSON, Parquet, XLSX
feed       RSS, Atom, JSON Feed
"""

from flows.sources.contract import Asked, CommonSettings, Expect, Outage, Rejected, Source
from flows.sources.files import FilesSettings
from flows.sources.http import Http

SourceSettings = FilesSettings

SOURCE_KINDS: dict[str, type[CommonSettings]] = {
    "files": FilesSettings,
}
"""Each kind of source and its settings; `settings.open(base, http)` gives the source."""

__all__ = [
    "SOURCE_KINDS",
    "Asked",
    "CommonSettings",
    "Expect",
    "Http",
    "Outage",
    "Rejected",
    "Source",
    "SourceSettings",
]
