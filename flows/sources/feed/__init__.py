"""Feeds over HTTP: RSS, Atom, JSON Feed.

    settings   what the configuration says about a feed
    source     asking the server, only for what is new where it can tell
    entries    the bytes of a feed → its entries in plain text
    full_text  the words of an entry's page, where the feed has but a teaser
    reading    an entry → a post; what span the feed vouches for

A broken entry costs itself alone; an answer that is no feed fails the source.
"""

from flows.sources.feed.settings import FeedSettings

__all__ = ["FeedSettings"]
