"""Issues and comments looked up one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import ClassVar

from flows.post import Post
from flows.sources.contract import Gone, Known, Rejected
from flows.sources.github.hub import Hub, answered

_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_COMMENT = "issuecomment-"


@dataclass(frozen=True)
class Issues:
    """Looks posts up; of discussions nothing is told."""

    hub: Hub
    at: datetime
    per_call: ClassVar[int] = 1

    _open: dict[str, bool] = field(default_factory=dict)

    def ask(self, known: Sequence[Known]) -> Iterator[Post | Gone | Rejected]:
        """Yield what is known of some posts now."""
        for one in known:
            repository, _, name = one.post_id.partition("#")
            if "/discussions/" in (one.url or ""):
                continue
            is_comment = name.startswith(_COMMENT)
            number = f"comments/{name.removeprefix(_COMMENT)}" if is_comment else name
            request = self.hub.request(f"repos/{repository}/issues/{number}", {}, *_GONE)
            reply = self.hub.http.ask(request, self.hub.settings.bounds)
            if reply.status in _GONE:
                # What a token may not read is answered like what is not there.
                if reply.status == HTTPStatus.GONE or self._is_open(repository):
                    yield Gone(one.platform, one.post_id)
                continue
            records = [answered(reply, one.post_id)]
            read = self.hub.comments if is_comment else self.hub.issues
            yield from read(records, self.at, one.post_id)

    def _is_open(self, repository: str) -> bool:
        """Say whether the repository can be read at all; asked once."""
        if repository not in self._open:
            request = self.hub.request(f"repos/{repository}", {}, *_GONE)
            reply = self.hub.http.ask(request, self.hub.settings.bounds)
            self._open[repository] = reply.status not in _GONE
        return self._open[repository]
