"""A configuration and posts to go with it."""

import csv
import io
from pathlib import Path

from tests.brands import TWO_BRANDS

CONFIGURATION = f"""
[workspace]
timezone = "UTC"

{TWO_BRANDS}
[[sources]]
id = "export"
kind = "files"
path = "posts.csv"
platform = "reddit"
channel = "forum"
[sources.columns]
post_id = "id"
posted_at = "at"
author = "author"
text = "text"
url = "url"
likes = "likes"

[[reports]]
id = "monthly"
brand = "acme"
competitors = ["globex"]
period = "2013-06"
formats = ["html"]
"""

SAYINGS = (
    "acme is a wonderful phone and I am very happy with it",
    "my acme broke again, this is terrible and I hate it",
    "globex made the best tablet that I have ever held",
    "comparing acme and globex for work, what would you take?",
    "the new globex update is awful, nothing works any more",
)


def posts_csv(count: int = 60, first: int = 0) -> str:
    """Return posts of June 2013, two a day, that name one brand or both."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(["id", "at", "author", "text", "url", "likes"])
    for number in range(first, first + count):
        day, saying = number // 2 % 30 + 1, SAYINGS[number % len(SAYINGS)]
        at = f"2013-06-{day:02}T{number % 24:02}:00:00Z"
        url = f"https://example.com/{number}"
        rows.writerow(
            [number, at, f"person{number % 17}", f"{saying} (no. {number})", url, number % 7]
        )
    return file.getvalue()


def post_row(at: str = "2013-06-11T10:00:00Z", text: str = "acme again") -> str:
    """Return one more row for the file, with an id of its own."""
    return f"x{abs(hash((at, text))) % 10**8},{at},ann,{text},https://example.com/x,1\n"


def fill(folder: Path) -> None:
    """Put the configuration and its posts into a folder."""
    (folder / "listening.toml").write_text(CONFIGURATION)
    (folder / "posts.csv").write_text(posts_csv())
