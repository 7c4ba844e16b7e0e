"""The two inputs: where they lie, and what the work by hand must know of them."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
SHARED = REPO.parent / "shared" / "data" / "posts"


@dataclass(frozen=True)
class Input:
    """Where a file has its columns, and what the brands are called."""

    columns: dict[str, str]
    brands: dict[str, str]
    month: str
    named_weight: int = 4
    """How many times as often as others those posts are drawn that name a brand."""


INPUTS = {
    "consoles": Input(
        {"created_at": "posted_at", "score": "likes", "num_comments": "replies"},
        {
            "Xbox": r"\b(?:xbox|xbone|xbox360|xboxone)\b",
            "PlayStation": r"\b(?:playstation\w*|ps[234]|psn|ps ?vita|sony)\b",
            "Nintendo": r"\b(?:nintendo\w*|wii|wii ?u|3ds)\b",
        },
        "2013-06",
    ),
    "million": Input(
        {},
        {
            "Google": r"\b(?:google\w*|youtube|android|gmail|nexus)\b",
            "Microsoft": r"\b(?:microsoft|windows|xbox\w*|kinect|skype|bing|internet explorer)\b",
            "Apple": r"\b(?:apple|iphone\w*|ipad\w*|ipod\w*|itunes|macbook\w*|ios)\b",
        },
        "2013-07",
    ),
    "ten_million": Input(
        {},
        {
            "Google": r"\b(?:google\w*|gmail|chrome)\b",
            "YouTube": r"\b(?:youtube|youtuber\w*)\b",
            "Facebook": r"\b(?:facebook)\b",
            "Twitter": r"\b(?:twitter|tweet\w*)\b",
            "Microsoft": r"\b(?:microsoft|windows)\b",
            "Apple": r"\b(?:apple|iphone\w*|ipad\w*|ipod\w*|macbook\w*)\b",
            "Xbox": r"\b(?:xbox\w*|kinect)\b",
            "PlayStation": r"\b(?:playstation\w*|ps3|ps4|sony)\b",
            "Nintendo": r"\b(?:nintendo\w*|wii|3ds)\b",
            "Steam": r"\b(?:steam|valve)\b",
            "Amazon": r"\b(?:amazon\w*|kindle)\b",
            "Netflix": r"\b(?:netflix)\b",
            "Android": r"\b(?:android\w*|nexus)\b",
            "Samsung": r"\b(?:samsung|galaxy)\b",
            "Minecraft": r"\b(?:minecraft)\b",
            "Skyrim": r"\b(?:skyrim|bethesda)\b",
            "Tumblr": r"\b(?:tumblr)\b",
            "Linux": r"\b(?:linux|ubuntu)\b",
            "Imgur": r"\b(?:imgur)\b",
            "Disney": r"\b(?:disney\w*|marvel)\b",
        },
        "2013-07",
        named_weight=5,
    ),
}


def found(variable: str, name: str) -> Path | None:
    """Return a file that lies outside this repository, or say on stderr that it is absent."""
    path = Path(os.environ.get(variable, SHARED / name)).resolve()
    if path.is_file():
        return path
    print(f"Skipped: there is no `{path}`. Say where it lies: `{variable}=...`", file=sys.stderr)
    return None
