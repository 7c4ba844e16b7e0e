"""The posts as files, as exports of five places would look: each has its own format and names."""

import csv
import gzip
import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from examples.quickstart.aftermath import Counts
from examples.quickstart.planting import Planted
from examples.quickstart.truth import Truth
from examples.quickstart.wording import Wording

Row = dict[str, Any]


class Files:
    """Writes the posts of each source into a folder."""

    def __init__(self, truth: Truth, wording: Wording, counts: dict[Planted, Counts]) -> None:
        self._zone = ZoneInfo(truth.period.timezone)
        self._wording, self._counts = wording, counts

    def write(self, posts: Sequence[Planted], folder: Path) -> None:
        """Write every source's files, and `planted.csv`, which says what each post is."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("plaza-*.jsonl.gz"):
            old.unlink()
        of: dict[str, list[Planted]] = {}
        for post in posts:
            of.setdefault(post.source.channel, []).append(post)
        self._write_months(of["social"], folder)
        _write_table(folder / "pedalboard.csv", [self._forum(post) for post in of["forum"]], ",")
        _write_table(folder / "starshop.tsv", [self._review(post) for post in of["review"]], "\t")
        pl.DataFrame([self._news(post) for post in of["news"]]).write_parquet(
            folder / "newsdesk.parquet"
        )
        blog = [self._blog(post) for post in of["blog"]]
        (folder / "blogroll.json").write_text(
            json.dumps(blog, ensure_ascii=False, indent=0), "utf-8"
        )
        _write_table(folder / "planted.csv", [_planted(post) for post in posts], ",")

    def _write_months(self, posts: Sequence[Planted], folder: Path) -> None:
        for month, within in groupby(posts, lambda post: f"{post.at.astimezone(self._zone):%Y-%m}"):
            lines = [json.dumps(self._social(post), ensure_ascii=False) for post in within]
            # Without a time stamp, so that the same posts are the same bytes.
            packed = gzip.compress("\n".join(lines).encode(), compresslevel=6, mtime=0)
            (folder / f"plaza-{month}.jsonl.gz").write_bytes(packed)

    def _social(self, post: Planted) -> Row:
        counts, author = self._counts[post], post.author
        return {
            "id": post.post_id,
            "created": f"{post.at:%Y-%m-%dT%H:%M:%SZ}",
            "account_id": author and author.id,
            "account": author and author.name,
            "followers": author and author.followers,
            "body": post.text,
            "lang": post.language,
            "answer_to": _id(post.parent),
            "conversation": _thread(post),
            "favourites": counts.likes,
            "answers": counts.replies,
            "boosts": counts.shares,
            "seen": counts.views,
            "link": f"https://plaza.example/{author and author.name}/{post.post_id}",
        }

    def _forum(self, post: Planted) -> Row:
        counts, thread = self._counts[post], _thread(post)
        return {
            "post": post.post_id,
            "thread": thread,
            "answers_to": _id(post.parent),
            "written": post.at.astimezone(self._zone).isoformat(timespec="seconds"),
            "member_id": post.author and post.author.id,
            "member": post.author and post.author.name,
            "subject": post.title,
            "message": post.text,
            "score": counts.likes,
            "answers": counts.replies,
            "permalink": f"https://pedalboard.example/t/{thread}#{post.post_id}",
        }

    def _review(self, post: Planted) -> Row:
        return {
            "review": post.post_id,
            "date": f"{post.at.astimezone(self._zone):%d.%m.%Y %H:%M}",
            "customer_id": post.author and post.author.id,
            "customer": post.author and post.author.name,
            "product": post.product,
            "stars": post.stars,
            "headline": post.title,
            "review_text": post.text,
            "answers_to": _id(post.parent),
            "helpful": self._counts[post].likes,
            "page": f"https://starshop.example/reviews/{post.post_id}",
        }

    def _news(self, post: Planted) -> Row:
        return {
            "uid": post.post_id,
            "published": post.at,
            "byline": post.author and post.author.name,
            "headline": post.title,
            "body": post.text,
            "language": post.language,
            "shares": self._counts[post].shares,
            "url": f"https://{self._wording.site(post)}/{post.at:%Y/%m}/{post.post_id}",
        }

    def _blog(self, post: Planted) -> Row:
        return {
            "id": post.post_id,
            "published": int(post.at.timestamp()),
            "author": post.author and post.author.name,
            "title": post.title,
            "content": post.text,
            "comments": self._counts[post].replies,
            "url": f"https://{self._wording.site(post)}/{post.at:%Y/%m}/{post.post_id}",
        }


def _id(post: Planted | None) -> str | None:
    return post.post_id if post else None


def _thread(post: Planted) -> str:
    while post.parent:
        post = post.parent
    return post.post_id


def _planted(post: Planted) -> Row:
    """Return what a post is, for tests and for the curious; no source reads this."""
    return {
        "source": post.source.id,
        "post_id": post.post_id,
        "brand": post.brand.id if post.brand and post.is_mention else None,
        "rival": post.rival.id if post.rival else None,
        "theme": post.theme,
        "tone": post.tone,
        "language": post.language,
        "is_owned": int(post.is_owned),
        "is_spam": int(post.is_spam),
        "copy_of": _id(post.original),
        "has_typo": int(post.has_typo),
    }


def _write_table(path: Path, rows: Sequence[Row], delimiter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
