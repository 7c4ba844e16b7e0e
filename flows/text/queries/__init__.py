"""Queries: the Boolean language that analysts know, compiled once and matched against many posts.

`parse` reads a query; `compile_queries` makes many ready, and `match` finds all of them in a
frame of posts at once.
"""

from flows.text.queries.matching import (
    FOUND,
    MATCHES,
    BrandQuery,
    Compiled,
    compile_queries,
    match,
    matches,
)
from flows.text.queries.parsing import parse
from flows.text.queries.pieces import Documents, documents

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
