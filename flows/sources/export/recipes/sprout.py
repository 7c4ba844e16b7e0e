"""Sprout Social: posts and messages as CSV; what was sent from a profile is the brand's own."""

from flows.post import Channel
from flows.sources.export.recipe import Recipe

_COLUMNS = {
    "post_id": ("Post ID", "Message ID"),
    "url": ("Link", "Permalink", "Message URL"),
    "posted_at": ("Date", "Message Date", "Timestamp"),
    "text": ("Post", "Message", "Message Text"),
    "author": ("Author Handle", "From", "Profile", "Author"),
    "author_name": ("Author", "From", "Profile"),
    "followers": ("Author Followers", "Follower Count"),
    "language_stated": ("Language",),
    "country": ("Country", "Location"),
    "sentiment_stated": ("Sentiment",),
    "place": ("Network",),
    "entry": ("Message Type", "Post Type"),
    "rating": ("Star Rating", "Rating"),
    "likes": ("Likes", "Reactions"),
    "replies": ("Comments", "Replies"),
    "shares": ("Shares", "Reposts"),
    "views": ("Video Views", "Views"),
}
_PLACES: dict[str, tuple[str | None, Channel]] = {
    "twitter": ("x", "social"),
    "x": ("x", "social"),
    "facebook": ("facebook", "social"),
    "instagram": ("instagram", "social"),
    "linkedin": ("linkedin", "social"),
    "youtube": ("youtube", "social"),
    "tiktok": ("tiktok", "social"),
    "threads": ("threads", "social"),
    "bluesky": ("bluesky", "social"),
    "pinterest": ("pinterest", "social"),
    "reddit": ("reddit", "forum"),
    "blogs": (None, "blog"),
    "news": (None, "news"),
    "web": (None, "news"),
    "google business profile": ("google", "review"),
    "glassdoor": ("glassdoor", "review"),
    "tripadvisor": ("tripadvisor", "review"),
    "trustpilot": ("trustpilot", "review"),
    "yelp": ("yelp", "review"),
    "apple app store": ("appstore", "review"),
    "google play": ("googleplay", "review"),
}
_DATES = ("%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M", "%m-%d-%Y %I:%M %p", "%m/%d/%Y")

SPROUT_SENT = Recipe(
    name="sprout",
    title="Sprout Social (Post Performance)",
    known_by=(("Post ID",), ("Network",), ("Sent by",), ("Post",), ("Date",)),
    columns=_COLUMNS,
    dates=_DATES,
    places=_PLACES,
    always={"is_owned": True},
)

SPROUT_HEARD = Recipe(
    name="sprout",
    title="Sprout Social (messages)",
    known_by=(
        ("Network",),
        ("Message", "Message Text"),
        ("Permalink", "Link", "Message URL"),
        ("Date", "Message Date", "Timestamp"),
    ),
    columns=_COLUMNS,
    dates=_DATES,
    places=_PLACES,
)
