"""What is asked over HTTP, and what comes back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from flows.errors import SchemaDrift, SourceUnavailable
from flows.sources.address import redacted

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True)
class Bounds:
    """How much one answer may cost: time for the whole of it, and its size once unpacked.

    `longest_wait` is how many seconds a server may ask to wait; beyond that the next collection
    goes on instead.
    """

    timeout_seconds: float = 30.0
    max_megabytes: float = 10.0
    allow_private: bool = False
    longest_wait: float = 60.0


@dataclass(frozen=True)
class Request:
    """One question to a server.

    `json`, `form` or `content` is the body of a POST or a PUT. `credential` names, and never is,
    the key that asks: those who ask with the same one share its budget. `pause` is the least number
    of seconds between two requests of that budget. `answers` are statuses, besides success, that
    the asker understands: 404 for a post that is gone.
    """

    url: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    method: Literal["GET", "POST", "PUT"] = "GET"
    json: Any = None
    form: Mapping[str, str] | None = None
    content: bytes | None = None
    credential: str = ""
    pause: float = 0.0
    answers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reply:
    """An answer: where it came from after redirects, and its body, unpacked.

    `charset` is the encoding that the server states, None if it states none.
    """

    url: str
    status: int
    headers: "httpx.Headers"
    charset: str | None
    body: bytes

    def json(self) -> Any:
        """Return the body read as JSON.

        Raises:
            SourceUnavailable: it breaks off.
            SchemaDrift: it is no JSON.

        """
        try:
            return json.loads(self.body)
        except json.JSONDecodeError as error:
            is_cut_off = error.pos >= len(error.doc.rstrip()) or (
                error.doc.lstrip()[:1] in ("{", "[") and error.doc.rstrip()[-1:] not in ("}", "]")
            )
            said = str(error)
        except (ValueError, RecursionError) as error:
            # No text, a number of thousands of digits, or lists in lists in lists.
            is_cut_off, said = False, str(error)
        if is_cut_off:
            raise SourceUnavailable(
                f"`{redacted(self.url)}` breaks off in the middle of its answer. The next "
                "collection asks again."
            )
        raise SchemaDrift(
            f"`{redacted(self.url)}` answered with something that is no JSON ({said}). Look "
            "whether the address is still that of the interface."
        )
