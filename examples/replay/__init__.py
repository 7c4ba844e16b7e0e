"""Platforms played on loopback: the same questions get the same kind of answers, without a network.

    platform       what a platform holds, what it is asked, what it answers
    server         puts platforms behind a port, and lets them fail on purpose
    feed           a site's feed
    appstore       Apple's public feed of reviews
    bluesky        Bluesky's search, and a login
    discourse      a forum on Discourse
    gdelt          GDELT's index of articles
    github         GitHub
    googleplay     Google Play's interface for one's own apps
    hackernews     Hacker News
    jsonld         a shop whose pages state their reviews
    lemmy          an instance of Lemmy
    mastodon       an instance of Mastodon
    reddit         Reddit
    sitemap        the sitemaps of a site
    stackexchange  a site of Stack Exchange
    telegram       a bot of Telegram
    trustpilot     Trustpilot's reviews of a company
    webpage        a site of pages
    wordpress      a site that runs WordPress
    x              X's search
    youtube        YouTube

appstoreconnect plays App Store Connect, for those who hear their own apps.
The tests let each of them fail in every way; the quickstart collects from some.
"""

from examples.replay.appstore import AppStore
from examples.replay.bluesky import Bluesky
from examples.replay.discourse import Discourse
from examples.replay.feed import Feed
from examples.replay.gdelt import Gdelt
from examples.replay.github import GitHub
from examples.replay.googleplay import GooglePlay
from examples.replay.hackernews import HackerNews
from examples.replay.jsonld import JsonLd
from examples.replay.lemmy import Lemmy
from examples.replay.mastodon import Mastodon
from examples.replay.platform import Answer, Platform, Question, Said
from examples.replay.reddit import Reddit
from examples.replay.sitemap import Sitemap
from examples.replay.stackexchange import StackExchange
from examples.replay.telegram import Telegram
from examples.replay.trustpilot import Trustpilot
from examples.replay.webpage import Webpage
from examples.replay.wordpress import WordPress
from examples.replay.x import X
from examples.replay.youtube import YouTube

PLATFORMS: dict[str, type[Platform]] = {
    "appstore": AppStore,
    "bluesky": Bluesky,
    "discourse": Discourse,
    "gdelt": Gdelt,
    "github": GitHub,
    "googleplay": GooglePlay,
    "hackernews": HackerNews,
    "jsonld": JsonLd,
    "lemmy": Lemmy,
    "mastodon": Mastodon,
    "reddit": Reddit,
    "sitemap": Sitemap,
    "stackexchange": StackExchange,
    "telegram": Telegram,
    "trustpilot": Trustpilot,
    "webpage": Webpage,
    "wordpress": WordPress,
    "x": X,
    "youtube": YouTube,
}
"""What plays each kind of source that is asked page by page; a feed has no pages."""

__all__ = ["PLATFORMS", "Answer", "Feed", "Platform", "Question", "Said"]
