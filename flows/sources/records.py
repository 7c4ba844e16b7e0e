"""Answers → pages, and their records → posts: what is broken costs itself alone."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from flows.errors import SchemaDrift
from flows.post import Post
from flows.sources.contract import Gone, NoPost, Rejected, as_json, reason, shortened
from flows.sources.request import Reply

if TYPE_CHECKING:
    from flows.sources.paging import Page, Stream

Told = Post | Gone | None
"""What a record is: a post, the word that one is gone, or nothing that was asked for."""

OTHER_SHAPE = (KeyError, IndexError, TypeError, AttributeError, ValueError)
"""What a reader raises on a record that is not what the interface says it is."""


def told(
    records: Iterable[Any], read: Callable[[Any], Told], place: str
) -> Iterator[Post | Gone | Rejected]:
    """Read each record of a page; one that is no post is put aside, with `place` and its number."""
    for number, record in enumerate(records, 1):
        try:
            one = read(record)
        except NoPost as error:
            yield Rejected(f"{place}#{number}", str(error), as_json(record))
        except ValidationError as error:
            yield Rejected(f"{place}#{number}", reason(error), as_json(record))
        except KeyError as error:
            yield Rejected(f"{place}#{number}", f"`{error.args[0]}` is missing", as_json(record))
        except OTHER_SHAPE as error:
            why = f"has another shape than the interface's posts ({error})"
            yield Rejected(f"{place}#{number}", why, as_json(record))
        else:
            if one is not None:
                yield one


@contextmanager
def shaped(place: str) -> Iterator[None]:
    """Let an answer that does something to its reader be one of another shape.

    Raises:
        SchemaDrift: it is.

    """
    try:
        yield
    except NoPost as error:
        why = str(error)
    except OTHER_SHAPE as error:
        why = f"{type(error).__name__}: {error}"
    else:
        return
    raise SchemaDrift(
        f"{place}: the answer has another shape than those of its interface ({why}). Look whether "
        "the address is still right, and for a newer version."
    )


def page_of(stream: "Stream", reply: Reply, at: datetime) -> "Page":
    """Read a page of a list.

    Raises:
        SchemaDrift: it is no page of this list.
        Throttled: it says that too much was asked.

    """
    with shaped(stream.name):
        page = stream.read(reply, at)
    return page  # noqa: RET504 - a type checker cannot know that `shaped` swallows nothing


def remembered(cursor: Mapping[str, str], key: str) -> dict[str, Any]:
    """Return what a cursor keeps under a key as a JSON object; nothing where that is damaged."""
    with suppress(ValueError, RecursionError):
        if isinstance(kept := json.loads(cursor.get(key, "{}")), dict):
            return kept
    return {}


def dates(records: Iterable[Any], read: Callable[[Any], datetime]) -> list[datetime]:
    """Return when the records of a page were published, as far as they say so."""
    found = []
    for record in records:
        with suppress(NoPost, *OTHER_SHAPE):
            found.append(read(record))
    return found


def inside(answer: Any, *path: str, place: str) -> Any:
    """Return what lies at a path of an answer that must be there.

    Raises:
        SchemaDrift: it is not; names the key and the keys that are.

    """
    here = answer
    for step in path:
        if not isinstance(here, dict) or step not in here:
            there = ", ".join(f"`{key}`" for key in here) if isinstance(here, dict) else "no object"
            raise SchemaDrift(
                f"{place} has no `{'.'.join(path)}` in its answer any more; there is "
                f"{shortened(there, 200) or 'nothing'}. The interface has changed, or this is "
                "not its address."
            )
        here = here[step]
    return here


def listed(answer: Any, *path: str, place: str) -> list[Any]:
    """Return the list at a path of an answer that must be there; raises SchemaDrift."""
    found = inside(answer, *path, place=place)
    if not isinstance(found, list):
        raise SchemaDrift(f"{place}: `{'.'.join(path)}` is no list any more.")
    return found


def instant(written: str | float) -> datetime:
    """Return an instant from ISO 8601, where no zone means UTC, or from seconds since 1970.

    Raises:
        NoPost: it is none.

    """
    try:
        if isinstance(written, str):
            at = datetime.fromisoformat(written)
            return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        return datetime.fromtimestamp(written, UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        raise NoPost(f"`{shortened(written)}` is no date") from None
