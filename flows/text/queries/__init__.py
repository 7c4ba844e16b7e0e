"""Queries: the Boolean language that analysts know, compiled once and matched against many posts.

`parse` reads a query; `compile_queries` makes many ready, and `match` finds all of them in a
frame of posts at once.
"""

from flows.text.queries.matching import (
    FOUND,
    MATCHES,
    BrandQuery,
    Compiled,
    Documents,
    compile_queries,
    documents,
    match,
    matches,
)
from flows.text.queries.query import parse

__all__ = [
    "FOUND",
    "MATCHES",
    "BrandQuery",
    "Compiled",
    "Documents",
    "compile_queries",
    "documents",
    "match",
    "matches",
    "parse",
]
