"""Words that are no trending terms, because they say nothing about what a post is about."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def stopwords() -> dict[str, frozenset[str]]:
    """Return the stop words of each language; those under `web` belong to all of them."""
    text = (files("flows.text") / "stopwords.toml").read_text(encoding="utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(text).items()}


MOST_COMMON = 3_000
"""How many of the words most used in English say little by themselves."""


@cache
def common_english() -> frozenset[str]:
    """Return the commonest English words, as counted in books, the BNC and Wiktionary.

    The counts come with TextBlob, whose spelling corrector rests on them.
    """
    text = (files("textblob") / "en" / "en-spelling.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith(";"))
    counts = {word.lower(): int(count) for word, count in rows}
    return frozenset(sorted(counts, key=lambda word: (-counts[word], word))[:MOST_COMMON])
