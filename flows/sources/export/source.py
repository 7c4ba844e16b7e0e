"""The exports of one source: one file → posts, and what is said of rows that are none."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flows.errors import SchemaDrift
from flows.post import Post
from flows.sources.contract import Asked, NoPost, Rejected
from flows.sources.export.completion import Completion, Repost, Stripped
from flows.sources.export.recognise import Recognised, Unknown, recognised
from flows.sources.export.settings import ExportSettings
from flows.sources.export.values import count, language
from flows.sources.files.mapping import Mapping, Read
from flows.sources.files.rows import Broken
from flows.sources.files.settings import NAMES
from flows.sources.files.source import FileSource
from flows.sources.files.values import name, sentiment, stars

_COUNTS = ("likes", "replies", "shares", "quotes", "views", "followers")
_TEXTS = (*NAMES, "snippet", "more", "place", "domain", "entry", "parent_url")


class Exports(FileSource):
    """Files of suites and platforms, each read by the recipe that knows its columns."""

    _settings: ExportSettings

    def _posts(self, name: str, path: Path, asked: Asked) -> Iterator[Post | Rejected]:
        try:
            found = recognised(path, self._settings.suite)
        except Unknown as unknown:
            raise SchemaDrift(f"Source `{self._settings.id}`: `{name}` {unknown}.") from None
        if found is None:
            self.notes.append(f"`{name}` is empty")
            return
        left_out: Counter[str] = Counter()
        rows = Mapping(
            found.columns, _readers(found), self._always(found, asked), self._complete(found)
        )
        for row in found.reader.rows([column for _, column in found.columns]):
            if isinstance(row, Broken):
                yield Rejected(f"{name}:{row.line}", row.reason, row.record)
                continue
            try:
                raw = found.reader.received(row.record) if self._settings.keep_raw else None
                post = rows.post(row.values, raw)
            except Repost:
                left_out["repost"] += 1
            except NoPost as error:
                is_broken = not isinstance(error, Stripped)
                left_out["stripped"] += not is_broken
                record = found.reader.received(row.record)
                yield Rejected(f"{name}:{row.line}", str(error), record, is_broken)
            else:
                if asked.wants(post.posted_at):
                    yield post
        self._tell(name, found, left_out)

    def _always(self, found: Recognised, asked: Asked) -> dict[str, Any]:
        given = {"source": self._settings.id, "collected_at": asked.at}
        return {**given, **found.recipe.always}

    def _complete(self, found: Recognised) -> Callable[[dict[str, Any]], None]:
        return Completion(self._settings, found.recipe)

    def _tell(self, name: str, found: Recognised, left_out: Counter[str]) -> None:
        """Say of a file whose it is, and how many of its rows are no posts."""
        self.notes.append(f"`{name}` is an export of {found.recipe.title}")
        if stripped := left_out["stripped"]:
            hold = "row of `{}` holds" if stripped == 1 else "rows of `{}` hold"
            self.notes.append(
                f"{stripped:,} {hold.format(name)} no words, as a suite may hand on only ids "
                "of some posts; put aside. The platform itself tells what was said: posts of X to "
                "a source of kind `x` that searches for the same"
            )
        if reposts := left_out["repost"]:
            repeat = "row of `{}` only repeats" if reposts == 1 else "rows of `{}` only repeat"
            self.notes.append(f"{reposts:,} {repeat.format(name)} another post; left out")


def _readers(found: Recognised) -> dict[str, Read]:
    readers: dict[str, Read] = {}
    for field, _ in found.columns:
        bare = field.partition("@")[0]
        if bare in _COUNTS:
            readers[field] = count
        elif bare in _TEXTS:
            readers[field] = name
    return {
        **readers,
        "language_stated": language,
        "sentiment_stated": sentiment,
        "rating": stars(1, 5),
    }
