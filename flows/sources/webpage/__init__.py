"""Web pages by list: each is a post, and again one when what it says has changed."""

from flows.sources.webpage.settings import WebpageSettings

__all__ = ["WebpageSettings"]
