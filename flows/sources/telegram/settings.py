"""What the configuration says about a bot of Telegram."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from flows.post import Channel
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import Name, Reference, Source
from flows.sources.http import Http

Handle = Annotated[str, Field(pattern=r"^[A-Za-z]\w{3,31}$", examples=["acme_kettles"])]


class TelegramSettings(ApiSettings):
    """Posts of public channels and groups that a bot is in, from when it joined."""

    kind: Literal["telegram"]
    """This kind of source."""
    platform: Name = "telegram"
    """Where the posts were published."""
    channel: Channel = "social"
    """Type of place."""
    url: str = "https://api.telegram.org"
    """Address of the service, or of a Bot API server of your own."""
    token: Reference = Field(examples=["env:TELEGRAM_BOT_TOKEN"])
    """Token of the bot. Nothing else may ask for its updates: each is given out once."""
    channels: list[Handle] = Field(default=[])
    """Names of the channels and groups that are heard, without `@`; all public ones when none is
    given."""

    about: ClassVar[About] = About(
        hears="posts of public channels and groups that the bot is in, and their edits",
        needs=(
            "a bot (free, from BotFather) that is a member of the groups, with its privacy mode "
            "off, and an administrator of the channels; nothing else may ask for its updates"
        ),
        again="the number of the last update; what was asked for is confirmed once it is kept",
        limits=(
            "Telegram keeps what is new for 24 hours: collect at least once a day, or the time "
            "between is a limit in the report; 100 updates a request"
        ),
        deaf_to=(
            "what was said before the bot joined (an export brings it: `telegram_archive`); views, "
            "reactions and deletions, which bots are not told; channels without a public name, "
            "private chats"
        ),
        terms=(
            "The bot must be let in by those who run a channel. Telegram's terms for bots ask for "
            "a privacy policy that says what is kept, for deletion on request, and forbid "
            "training models on what was collected. Whoever is forwarded counts as who forwards."
        ),
        proof="Recorded answers of 2016, edits and refusals by the documentation; not the service.",
        example="""
[[sources]]
id = "telegram"
kind = "telegram"
token = "env:TELEGRAM_BOT_TOKEN"
channels = ["acme_kettles"]
""",
        posts_per_call=100,
    )

    def open(self, base: Path, http: Http) -> Source:  # noqa: ARG002 - reads no folder
        """Return the updates of the bot, ready for one collection."""
        from flows.sources.telegram.source import Updates  # noqa: PLC0415 - needs these settings

        return Updates(self, http)
