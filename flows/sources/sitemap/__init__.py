"""The sitemaps of a site: its news, or all of its pages by the date of their last change."""

from flows.sources.sitemap.settings import SitemapSettings

__all__ = ["SitemapSettings"]
