"""Questions, answers and comments looked up by their numbers, a hundred at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.records import told
from flows.sources.stackexchange.answers import Answers, Comments
from flows.sources.stackexchange.questions import Questions
from flows.sources.stackexchange.site import Answered, Site, Thread


@dataclass(frozen=True)
class Posts:
    """Looks posts up; an answer names those that are there, and leaves out what was deleted."""

    site: Site
    at: datetime
    per_call: ClassVar[int] = 100

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now; kinds are asked for apart."""
        asked: dict[str, dict[int, Known]] = {}
        for one in known:
            is_comment = ":comment:" in one.post_id
            path = "comments" if is_comment else "answers" if one.parent_id else "questions"
            asked.setdefault(path, {})[_number(one.post_id)] = one
        for path, ours in asked.items():
            yield from self._of(path, ours)

    def _of(self, path: str, known: Mapping[int, Known]) -> Iterator[Post | Gone | Rejected]:
        read = self._reader(path, known)
        there: set[Any] = set()
        number: str | None = "1"
        while number is not None:
            answered = self._page(path, known, number)
            yield from told(answered.items, read, path)
            there |= {one.get(f"{path[:-1]}_id") for one in answered.items if isinstance(one, dict)}
            number = answered.next_page()
        # Only the last page tells what is on none.
        for post, one in known.items():
            if post not in there:
                yield Gone(one.platform, one.post_id)

    def _page(self, path: str, known: Mapping[int, Known], number: str) -> Answered:
        settings, http = self.site.settings, self.site.http
        ids = ";".join(map(str, known))
        request = self.site.request(f"{path}/{ids}", sort="creation", page=number)
        answered = self.site.answered(http.ask(request, settings.bounds), self.at, path)
        if answered.backoff:
            http.rest(request, answered.backoff)
        return answered

    def _reader(self, path: str, known: Mapping[int, Known]) -> Callable[[dict[str, Any]], Post]:
        """Return what reads a record; what it hangs on is known already."""
        if path == "questions":
            return partial(Questions(self.site, path, {}).post, self.at)
        threads = {}
        for one in known.values():
            link = (one.url or "").partition("#")[0]
            thread = Thread(self.site.settings.site, link, _number(one.thread_id or ""))
            above = one.parent_id if path == "comments" else one.thread_id
            threads[_number(above or "")] = thread
        if path == "answers":
            return partial(Answers(self.site, threads).post, self.at)
        return partial(Comments(self.site, "questions", threads).post, self.at)


def _number(post_id: str) -> int:
    return int(post_id.rpartition(":")[2])
