"""What the configuration says about exports of Telegram Desktop."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.contract import Name, Source
from flows.sources.files import PathSettings
from flows.sources.files.settings import zone_exists
from flows.sources.http import Http


class TelegramArchiveSettings(PathSettings):
    """Posts of public channels and groups from `result.json`, an export of Telegram Desktop."""

    kind: Literal["telegram_archive"]
    """This kind of source."""
    platform: Name = "telegram"
    """Where the posts were published."""
    channel: Channel = "social"
    """Type of place."""
    handle: str | None = Field(default=None, pattern=r"^[A-Za-z]\w{3,31}$")
    """Public name of the channel, without `@`, for links: an export does not say it."""
    timezone: Annotated[str, AfterValidator(zone_exists)] = "UTC"
    """IANA time zone of exports that state local times alone, as those before 2022 do."""

    about: ClassVar[About] = About(
        hears="posts of public channels and groups, from their first, with what they answer",
        needs="an export of Telegram Desktop: the menu of a chat, `Export chat history`, as JSON",
        again="only files that are new or changed",
        limits="256 MB a file, as a whole is read into memory",
        deaf_to=(
            "views; what was deleted before the export; private chats and groups, which are left "
            "out; pictures and files without a word"
        ),
        terms=(
            "What is said in public channels belongs to its authors: quote it with a link. "
            "Telegram's terms forbid training models on what was collected. Whoever is forwarded "
            "counts as who forwards."
        ),
        proof="An export made by hand for another project, and our own; none of Telegram's today.",
        example="""
[[sources]]
id = "telegram-history"
kind = "telegram_archive"
path = "exports/telegram/*/result.json"
handle = "acme_kettles"
""",
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - files need no network
        """Return the exports, ready for one collection."""
        from flows.sources.telegram_archive.source import Archive  # noqa: PLC0415 - needs settings

        return Archive(self, base)
