"""Where posts come from: one connector a package, one line each in the registry below.

    contract          what every connector promises
    expected          what a healthy source brings
    about             what a person must know of a kind
    http              the only door to the network
    request           what is asked, and what comes back
    client            how pages are asked for
    budget            how often a host may be asked
    address           which addresses it opens
    stars             stars → a rating from 0 to 1
    signing           signed claims of who asks
    robots            which web pages their sites let programs read
    body              how much of an answer it reads
    api               what the settings of every interface have
    paging            page by page, on from where the last collection stopped
    walked            what a walk through pages has told
    records           records of an answer → posts
    markup            HTML → plain text
    mail              a message → a post
    article           a web page → the article on it
    pages             reads the pages of articles: few, where allowed, and once
    listed            asks for pages that a user lists, whether they have changed
    permalinks        the address of a post → its platform and its id there
    files             CSV, TSV, JSONL, JSON, Parquet, XLSX
    feed              RSS, Atom, JSON Feed
    appstore          reviews in Apple's App Store
    bluesky           Bluesky
    discourse         forums that run on Discourse
    export            exports of suites, archives of platforms
    gdelt             GDELT's index of news
    github            issues and discussions of GitHub
    googleplay        reviews of one's own apps in Google Play
    hackernews        Hacker News
    jsonld            reviews that web pages state in JSON-LD
    lemmy             Lemmy
    mailbox           mailing lists in a mailbox, by IMAP
    mastodon          Mastodon and what speaks its interface
    mbox              mailing lists in files
    reddit            Reddit, once it has approved
    sitemap           the sitemaps of a site
    stackexchange     Stack Overflow and the other sites of Stack Exchange
    telegram          public channels of Telegram, through a bot
    telegram_archive  public channels of Telegram, from an export
    trustpilot        reviews on Trustpilot
    webpage           web pages by list
    wordpress         sites that run WordPress
    x                 X
    youtube           YouTube's videos and comments

docs/sources.md says how each kind is set up, and what a new one needs.
"""

from typing import Annotated

from pydantic import Field

from flows.sources.appstore import AppStoreSettings
from flows.sources.bluesky import BlueskySettings
from flows.sources.contract import (
    Asked,
    Checkpoint,
    CommonSettings,
    Gone,
    Known,
    Limit,
    Lookup,
    Rejected,
    Source,
)
from flows.sources.discourse import DiscourseSettings
from flows.sources.expected import Expect, Outage
from flows.sources.export import ExportSettings
from flows.sources.feed import FeedSettings
from flows.sources.files import FilesSettings
from flows.sources.gdelt import GdeltSettings
from flows.sources.github import GitHubSettings
from flows.sources.googleplay import GooglePlaySettings
from flows.sources.hackernews import HackerNewsSettings
from flows.sources.http import Http
from flows.sources.jsonld import JsonLdSettings
from flows.sources.lemmy import LemmySettings
from flows.sources.mailbox import MailboxSettings
from flows.sources.mastodon import MastodonSettings
from flows.sources.mbox import MboxSettings
from flows.sources.reddit import RedditSettings
from flows.sources.sitemap import SitemapSettings
from flows.sources.stackexchange import StackExchangeSettings
from flows.sources.telegram import TelegramSettings
from flows.sources.telegram_archive import TelegramArchiveSettings
from flows.sources.trustpilot import TrustpilotSettings
from flows.sources.webpage import WebpageSettings
from flows.sources.wordpress import WordPressSettings
from flows.sources.x import XSettings
from flows.sources.youtube import YouTubeSettings

SourceSettings = Annotated[
    FilesSettings
    | FeedSettings
    | AppStoreSettings
    | BlueskySettings
    | DiscourseSettings
    | ExportSettings
    | GdeltSettings
    | GitHubSettings
    | GooglePlaySettings
    | HackerNewsSettings
    | JsonLdSettings
    | LemmySettings
    | MailboxSettings
    | MastodonSettings
    | MboxSettings
    | RedditSettings
    | SitemapSettings
    | StackExchangeSettings
    | TelegramSettings
    | TelegramArchiveSettings
    | TrustpilotSettings
    | WebpageSettings
    | WordPressSettings
    | XSettings
    | YouTubeSettings,
    Field(discriminator="kind"),
]

SOURCE_KINDS: dict[str, type[CommonSettings]] = {
    "files": FilesSettings,
    "feed": FeedSettings,
    "appstore": AppStoreSettings,
    "bluesky": BlueskySettings,
    "discourse": DiscourseSettings,
    "export": ExportSettings,
    "gdelt": GdeltSettings,
    "github": GitHubSettings,
    "googleplay": GooglePlaySettings,
    "hackernews": HackerNewsSettings,
    "jsonld": JsonLdSettings,
    "lemmy": LemmySettings,
    "mailbox": MailboxSettings,
    "mastodon": MastodonSettings,
    "mbox": MboxSettings,
    "reddit": RedditSettings,
    "sitemap": SitemapSettings,
    "stackexchange": StackExchangeSettings,
    "telegram": TelegramSettings,
    "telegram_archive": TelegramArchiveSettings,
    "trustpilot": TrustpilotSettings,
    "webpage": WebpageSettings,
    "wordpress": WordPressSettings,
    "x": XSettings,
    "youtube": YouTubeSettings,
}
"""Each kind of source and its settings; `settings.open(base, http)` gives the source."""

__all__ = [
    "SOURCE_KINDS",
    "Asked",
    "Checkpoint",
    "CommonSettings",
    "Expect",
    "Gone",
    "Http",
    "Known",
    "Limit",
    "Lookup",
    "Outage",
    "Rejected",
    "Source",
    "SourceSettings",
]
