"""The search of an instance, newest first; walked by time, whatever it shows at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from flows.errors import SchemaDrift
from flows.sources.http import Http
from flows.sources.mastodon.ids import SNOWFLAKE, scheme_on
from flows.sources.mastodon.settings import MastodonSettings
from flows.sources.mastodon.statuses import asked, dated, heard
from flows.sources.paging import Page, Span
from flows.sources.records import dates, listed
from flows.sources.request import Reply, Request

_PER_PAGE = 40
# The search knows the ids that bound it as instants, cut to the second.
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Search:
    """What a search finds; a token is an id of the second after its oldest post so far."""

    settings: MastodonSettings
    http: Http
    query: str
    is_ascending = False

    @property
    def name(self) -> str:
        """Return its name in the cursor."""
        return f"search {self.query}"

    def request(self, span: Span, token: str | None) -> Request:
        """Return what to ask for."""
        return asked(
            self.settings,
            self.http,
            f"{self.settings.url}/api/v2/search",
            q=self.query,
            type="statuses",
            limit=_PER_PAGE,
            min_id=SNOWFLAKE.at(span.since - _SECOND),
            max_id=token or SNOWFLAKE.at(span.until + _SECOND),
        )

    def read(self, reply: Reply, at: datetime) -> Page:
        """Read a page of results."""
        statuses = listed(reply.json(), "statuses", place=self.name)
        items, more = heard(self.settings, self.http, statuses, at, self.name)
        if not statuses:
            return Page(items)
        if scheme_on(statuses) is not SNOWFLAKE:
            raise SchemaDrift(
                f"{self.name}: the ids of its results are not those of Mastodon, whose search "
                "alone can be walked through. Leave `searches` out for this instance."
            )
        token = SNOWFLAKE.at(min(dates(statuses, dated)).replace(microsecond=0) + _SECOND)
        is_last = token in parse_qs(urlsplit(reply.url).query).get("max_id", [])
        return Page(items, token=None if is_last else token, more=more)
