"""How an answer says sorry or thanks, in six languages."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

Courtesy = Literal["apology", "thanks"]


@cache
def courtesy_pattern(kind: Courtesy) -> str:
    """Return a pattern of RE2 that finds the words of a courtesy; it is to ignore case."""
    text = (files("flows.text") / "courtesy.toml").read_text(encoding="utf-8")
    words = ", ".join(tomllib.loads(text)[kind].values()).split(", ")
    open_ended = _either(word.removesuffix("*") for word in words if word.endswith("*"))
    whole = _either(word for word in words if not word.endswith("*"))
    return rf"(?:^|\P{{L}})(?:{open_ended}|(?:{whole})(?:\P{{L}}|$))"


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
