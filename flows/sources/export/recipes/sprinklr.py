"""Sprinklr: listening messages as CSV or XLSX, their columns written with spaces or without."""

from flows.sources.export.recipe import NETWORKS, Recipe

SPRINKLR = Recipe(
    name="sprinklr",
    title="Sprinklr",
    known_by=(
        ("Permalink",),
        ("CreatedTime",),
        ("Message", "Conversation Stream"),
        ("SocialNetwork", "snType column", "snType", "Message Type", "Source Type"),
    ),
    columns={
        "post_id": ("UniversalMessageId", "Message Id", "snMsgId"),
        "url": ("Permalink",),
        "posted_at": ("CreatedTime",),
        "title": ("Title",),
        "text": ("Message", "Conversation Stream"),
        "author": ("SenderUserId", "SenderScreenName", "Author Screen Name"),
        "author_name": ("SenderScreenName", "User Name", "SenderListedName"),
        "followers": ("Sender Followers Count", "Sender Follower Count"),
        "language_stated": ("Language",),
        "country": ("Country",),
        "sentiment_stated": ("Sentiment",),
        "place": ("SocialNetwork", "snType column", "snType", "Source Type"),
        "domain": ("Domain", "Source"),
        "entry": ("Message Type",),
        "rating": ("Star Rating",),
        "likes": ("Favorites", "Likes", "Likes Count"),
        "replies": ("Comments", "Replies", "Comments Count"),
        "shares": ("Retweets", "Shares", "Shares Count"),
    },
    dates=("%d %b %Y %H:%M:%S", "%d-%b-%Y %H:%M:%S", "%b %d, %Y %I:%M %p"),
    places={
        **NETWORKS,
        "linkedin_company": ("linkedin", "social"),
        "bluesky": ("bluesky", "social"),
        "reddit": ("reddit", "forum"),
        "forums": (None, "forum"),
        "blogs": (None, "blog"),
        "news": (None, "news"),
        "web": (None, "news"),
        "print": (None, "news"),
        "reviews": (None, "review"),
        "review": (None, "review"),
    },
)
