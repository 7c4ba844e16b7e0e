"""Hootsuite Analytics: the brand's own posts as CSV. Its listening writes Talkwalker's columns."""

from flows.sources.export.recipe import NETWORKS, Recipe

HOOTSUITE = Recipe(
    name="hootsuite",
    title="Hootsuite (Analytics)",
    known_by=(
        ("Post Message", "Post Text", "Message"),
        ("Post Permalink", "Post Link", "Permalink"),
        ("Date (GMT)", "Post Date", "Date"),
        ("Post ID", "Social Network", "Social Network Type", "Account", "Social Profile"),
    ),
    columns={
        "post_id": ("Post ID",),
        "url": ("Post Permalink", "Post Link", "Permalink"),
        "posted_at": ("Date (GMT)", "Post Date", "Date"),
        "text": ("Post Message", "Post Text", "Message"),
        "author": ("Account", "Social Profile"),
        "author_name": ("Account", "Social Profile"),
        "place": ("Social Network", "Social Network Type"),
        "sentiment_stated": ("Sentiment",),
        "likes": ("Likes", "Reactions"),
        "replies": ("Comments", "Replies"),
        "shares": ("Shares", "Retweets", "Reposts"),
        "views": ("Video views", "Views"),
    },
    dates=("%Y-%m-%d %I:%M %p", "%b %d, %Y %I:%M %p"),
    places={
        **NETWORKS,
        "threads": ("threads", "social"),
    },
    timezone="UTC",
    always={"is_owned": True},
)
