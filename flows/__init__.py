"""Earwitness: what people say about a brand, measured so that it can be checked.

The way of the data, a room each, in order:

    sources    who talks: one connector a file, the only door to the network
    lake       data/raw as heard, data/ledger what was asked and what came
    text       what a post means: language, sentiment, brands
    warehouse  how much: runs sql/ in one DuckDB connection
    rendering  pictures: one context, four outputs
    delivery   who reads: review, mail, and the ledger of what was sent

`collect`, `understand`, `report` and `pipeline` are the Prefect flows over these rooms, `review` is
the end of both of the last, `cli` the command over the same functions.
"""

__version__ = "0.1.0"
