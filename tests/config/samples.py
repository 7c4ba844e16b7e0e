"""Configurations as TOML, to be spoilt one at a time."""

import tomllib
from pathlib import Path

from flows.config import Config, read
from tests.brands import TWO_BRANDS

WHOLE = f"""
[workspace]
timezone = "Europe/Berlin"

{TWO_BRANDS}
[[sources]]
id = "export"
kind = "files"
path = "posts.csv"
platform = "reddit"
channel = "forum"

[[sources]]
id = "press"
kind = "feed"
url = "https://press.example/feed.xml"
platform = "press.example"
channel = "news"

[[reports]]
id = "monthly"
brand = "acme"
competitors = ["globex"]
period = "2013-06"

[mail]
host = "smtp.example"
username = "reports"
password = "env:SMTP_PASSWORD"
sender = "reports@example.com"
"""


def config(toml: str, folder: Path = Path("/workspace")) -> Config:
    """Read a configuration as if it lay in a folder."""
    return read(tomllib.loads(toml), folder / "listening.toml")


def spoilt(old: str, new: str) -> str:
    """Return the whole configuration with one piece replaced; the piece must be there."""
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)
