"""Facebook and Instagram: the JSON that an account or a page may download.

Its texts are UTF-8 that was read as Latin-1: `cafÃ©`. Its posts have no ids; they are named by
when they were made and what they say.
"""

from collections.abc import Iterator
from typing import Any

from flows.sources.export.recipe import Recipe

Record = dict[str, Any]


def mended(text: object) -> object:
    """Return a text as it was written; one that was never misread stays as it is."""
    if not isinstance(text, str):
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text


def _said(record: Record, key: str) -> Iterator[Any]:
    """Yield what stands under a key in the parts of a post of Facebook."""
    parts = record.get("data")
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, dict) and part.get(key):
            yield part[key]


def _post(record: Record) -> Record:
    text = next(_said(record, "post"), None)
    if "data" not in record or next(_said(record, "comment"), None):
        return {}
    return {"timestamp": record.get("timestamp"), "post": mended(text)}


def _comment(record: Record) -> Record:
    comment = next(_said(record, "comment"), None)
    if not isinstance(comment, dict):
        return {}
    return {
        "timestamp": comment.get("timestamp") or record.get("timestamp"),
        "comment": mended(comment.get("comment")),
        "author": mended(comment.get("author")),
    }


def _media(record: Record) -> Record:
    """Return a post of Instagram; one of a single picture has its words at the picture."""
    media = record.get("media")
    if not isinstance(media, list) or not media or not isinstance(media[0], dict):
        return {}
    return {
        "creation_timestamp": record.get("creation_timestamp")
        or media[0].get("creation_timestamp"),
        "caption": mended(record.get("title") or media[0].get("title")),
    }


def _answer(record: Record) -> Record:
    told = record.get("string_map_data")
    if not isinstance(told, dict):
        return {}
    values = {name: part for name, part in told.items() if isinstance(part, dict)}
    return {
        "Comment": mended(values.get("Comment", {}).get("value")),
        "Time": values.get("Time", {}).get("timestamp"),
    }


_FACEBOOK = {"platform": "facebook", "channel": "social", "is_owned": True}
_INSTAGRAM = {"platform": "instagram", "channel": "social", "is_owned": True}

META = (
    Recipe(
        name="facebook",
        title="Facebook (posts)",
        known_by=(("timestamp",), ("post",)),
        columns={"posted_at": ("timestamp",), "text": ("post",)},
        always=_FACEBOOK,
        flat=_post,
    ),
    Recipe(
        name="facebook",
        title="Facebook (comments)",
        known_by=(("timestamp",), ("comment",)),
        columns={"posted_at": ("timestamp",), "text": ("comment",), "author_name": ("author",)},
        always={**_FACEBOOK, "kind": "comment"},
        flat=_comment,
    ),
    Recipe(
        name="instagram",
        title="Instagram (posts and reels)",
        known_by=(("creation_timestamp",), ("caption",)),
        columns={"posted_at": ("creation_timestamp",), "text": ("caption",)},
        always=_INSTAGRAM,
        flat=_media,
    ),
    Recipe(
        name="instagram",
        title="Instagram (comments)",
        known_by=(("Comment",), ("Time",)),
        columns={"posted_at": ("Time",), "text": ("Comment",)},
        always={**_INSTAGRAM, "kind": "comment"},
        flat=_answer,
    ),
)
