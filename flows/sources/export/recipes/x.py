"""X: `tweets.js` of the archive that an account may ask for."""

from typing import Any

from flows.sources.export.recipe import Recipe


def _tweet(record: dict[str, Any]) -> dict[str, Any]:
    """Return what is inside `{ "tweet": { ... } }`, as later archives have it."""
    inner = record.get("tweet", record)
    return inner if isinstance(inner, dict) else {}


X_ARCHIVE = Recipe(
    name="x",
    title="X (tweets.js)",
    known_by=(("id_str",), ("full_text",), ("created_at",)),
    columns={
        "post_id": ("id_str",),
        "posted_at": ("created_at",),
        "text": ("full_text",),
        "parent_id": ("in_reply_to_status_id_str",),
        "language_stated": ("lang",),
        "likes": ("favorite_count",),
        "shares": ("retweet_count",),
    },
    dates=("%a %b %d %H:%M:%S %z %Y",),
    always={"platform": "x", "channel": "social", "is_owned": True},
    flat=_tweet,
)
