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
}


def found(variable: str, name: str) -> Path | None:
    """Return a file that lies outside this repository, or say on stderr that it is absent."""
    path = Path(os.environ.get(variable, SHARED / name)).resolve()
    if path.is_file():
        return path
    print(f"Skipped: there is no `{path}`. Say where it lies: `{variable}=...`", file=sys.stderr)
    return None
