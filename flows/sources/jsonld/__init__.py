"""Reviews that web pages state in schema.org's JSON-LD, as shops do for search engines."""

from flows.sources.jsonld.settings import JsonLdSettings

__all__ = ["JsonLdSettings"]
