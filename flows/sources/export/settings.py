"""What the configuration says about exports of suites and archives of platforms."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.contract import Name, Source
from flows.sources.files.settings import PathSettings, zone_exists
from flows.sources.http import Http

Suite = Literal[
    "auto",
    "brandwatch",
    "talkwalker",
    "meltwater",
    "sprinklr",
    "sprout",
    "hootsuite",
    "x",
    "reddit",
    "facebook",
    "instagram",
]


class ExportSettings(PathSettings):
    """Posts that a paid suite exported, or that a platform's own archive holds."""

    kind: Literal["export"]
    """This kind of source."""
    suite: Suite = "auto"
    """Whose export it is; recognised by its columns when it is not given."""
    platform: Name = "web"
    """Platform of a row whose address and type of source tell none."""
    channel: Channel = "social"
    """Type of place of a row whose address and type of source tell none."""
    timezone: Annotated[str, AfterValidator(zone_exists)] = "UTC"
    """IANA time zone of dates that state none: that of the project in the suite."""
    date_format: str | None = Field(default=None, min_length=2)
    """How dates are written, such as `%d/%m/%Y %H:%M`, where the usual ways do not fit."""

    about: ClassVar[About] = About(
        hears=(
            "CSV and XLSX of Brandwatch, Talkwalker, Meltwater, Sprinklr, Sprout Social and "
            "Hootsuite; archives of X (`tweets.js`), Reddit, Facebook and Instagram (JSON), "
            "unpacked; recognised by their columns"
        ),
        needs="files that you may use under your contract with the suite",
        again="only files that are new or changed",
        limits="none; JSON up to 256 MB a file",
        deaf_to=(
            "words that the suite took out, as of posts of X: such rows are put aside and counted; "
            "reposts, which are counted and left out"
        ),
        terms=(
            "The suite's contract says what may be exported, kept and shown; the platforms' terms "
            "hold beside it. A deletion on the platform does not reach a file: export the span "
            "again, or hear it through the platform's own source, which follows deletions."
        ),
        proof=(
            "Files made by hand. The columns of Brandwatch, Talkwalker, Meltwater, Sprinklr, "
            "Sprout's Post Performance and the archives were taken from documentation and from "
            "programs that read such files; those of Hootsuite's own analytics and of Sprout's "
            "messages are documented nowhere we could read and may differ. No export of a real "
            "account was at hand."
        ),
        example="""
[[sources]]
id = "suite-2026"
kind = "export"
path = "exports/*.csv"
timezone = "Europe/Berlin"
""",
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - files need no network
        """Return the files, ready for one collection."""
        from flows.sources.export.source import Exports  # noqa: PLC0415 - needs these settings

        return Exports(self, base)
