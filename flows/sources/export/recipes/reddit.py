"""Reddit: `posts.csv` and `comments.csv` of the archive that an account may ask for."""

from flows.sources.export.recipe import Recipe

_SAME = {"url": ("permalink",), "posted_at": ("date",)}
_ALWAYS = {"platform": "reddit", "channel": "forum", "is_owned": True}

REDDIT_POSTS = Recipe(
    name="reddit",
    title="Reddit (posts.csv)",
    known_by=(("id",), ("permalink",), ("date",), ("subreddit",), ("title",), ("body",)),
    columns={**_SAME, "title": ("title",), "text": ("body",)},
    always=_ALWAYS,
)

REDDIT_COMMENTS = Recipe(
    name="reddit",
    title="Reddit (comments.csv)",
    known_by=(("id",), ("permalink",), ("date",), ("subreddit",), ("parent",), ("body",)),
    columns={**_SAME, "text": ("body",), "parent_id": ("parent",), "thread_id": ("link",)},
    always={**_ALWAYS, "kind": "comment"},
    parents="t1_",
)
