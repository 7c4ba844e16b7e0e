"""Queries: the Boolean language that analysts know, compiled once and matched against many posts.

`parse` reads a query; `compile_queries` makes many ready, and `match` finds all of them in a
frame of posts at once. `search` keeps where they stand, and `masked` takes names out.
"""

from flows.text.queries.masking import PLACEHOLDER, masked
from flows.text.queries.matching import (
    FOUND,
    MATCHES,
    BrandQuery,
    Compiled,
    Search,
    compile_queries,
    match,
    matches,
    of_brands,
    search,
)
from flows.text.queries.parsing import parse
from flows.text.queries.pieces import Documents, documents

__all__ = [
    "FOUND",
    "MATCHES",
    "PLACEHOLDER",
    "BrandQuery",
    "Compiled",
    "Documents",
    "Search",
    "compile_queries",
    "documents",
    "masked",
    "match",
    "matches",
    "of_brands",
    "parse",
    "search",
]
