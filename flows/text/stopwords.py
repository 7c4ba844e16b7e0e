"""Words that are no trending terms, because they say nothing about what a post is about."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def stopwords() -> dict[str, frozenset[str]]:
    """Return the stop words of each language; those under `web` belong to all of them."""
    text = (files("flows.text") / "stopwords.toml").read_text(encoding="utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(text).items()}
