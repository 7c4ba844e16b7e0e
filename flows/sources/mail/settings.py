"""What the settings of mail have, whichever way it is fetched."""

from pydantic import Field

from flows.post import Channel
from flows.sources.contract import CommonSettings, Name


class MailSettings(CommonSettings):
    """Messages of mailing lists."""

    platform: Name = "mail"
    """Where the posts were published: the same for each way in which a list is heard."""
    channel: Channel = "forum"
    """Type of place."""
    lists: list[Name] = Field(default=[])
    """Ids of mailing lists (`List-Id`, such as `kettles.lists.example`) whose messages are taken;
    every message when there are none."""
    max_megabytes: float = Field(default=10.0, gt=0, le=500)
    """Size of a message, attachments included, above which it is put aside."""
