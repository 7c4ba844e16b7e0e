"""Two posts in every format."""

import csv
import io
import json
from datetime import UTC, datetime

import httpx
import polars as pl

from flows.sources import Asked
from flows.sources.request import Reply

AT = datetime(2026, 3, 20, 12, tzinfo=UTC)
FIRST = Asked(None, {}, AT)
HEADER = "post_id,posted_at,text\n"
ONE = {"post_id": "1", "posted_at": "2026-03-01T10:00:00Z", "text": "good"}
TWO = {"post_id": "2", "posted_at": "2026-03-02T10:00:00Z", "text": "bad, very"}


def utc(written: str) -> datetime:
    """Return an instant in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def as_csv(delimiter: str = ",") -> bytes:
    """Return both as CSV."""
    written = io.StringIO()
    writer = csv.DictWriter(written, ONE.keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows([ONE, TWO])
    return written.getvalue().encode()


def as_jsonl() -> bytes:
    """Return both as JSON, one a line."""
    return "".join(f"{json.dumps(one)}\n" for one in (ONE, TWO)).encode()


def as_parquet() -> bytes:
    """Return both as Parquet."""
    written = io.BytesIO()
    pl.DataFrame([ONE, TWO]).write_parquet(written)
    return written.getvalue()


def as_xlsx() -> bytes:
    """Return both as a workbook."""
    written = io.BytesIO()
    pl.DataFrame([ONE, TWO]).write_excel(written)
    return written.getvalue()


def item(number: int, day: int = 19, **parts: str | None) -> str:
    """Return an item of an RSS feed."""
    given = {
        "guid": f"urn:x:{number}",
        "title": f"Title {number}",
        "pubDate": f"{day} Mar 2026 10:00:00 GMT",
        **parts,
    }
    inner = "".join(f"<{name}>{said}</{name}>" for name, said in given.items() if said is not None)
    return f"<item>{inner}</item>"


def rss(*items: str) -> bytes:
    """Return an RSS feed."""
    return f"<rss version='2.0'><channel><title>x</title>{''.join(items)}</channel></rss>".encode()


def atom(inner: str) -> bytes:
    """Return an Atom feed with one entry."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>x</title><entry>'
        f"<id>urn:x:1</id><updated>2026-03-19T10:00:00Z</updated>{inner}</entry></feed>"
    ).encode()


def replied(body: bytes, **headers: str) -> Reply:
    """Return an answer as the client gives it."""
    return Reply("https://example.com/", 200, httpx.Headers(headers), None, body)
