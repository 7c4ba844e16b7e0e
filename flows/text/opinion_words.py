"""The words that the English sentiment engine judges by."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_ENTRY = re.compile(
    r'<word form="([^"]+)"[^>]* polarity="([^"]+)" subjectivity="([^"]+)"',
)
_STRONG_POLARITY, _STRONG_SUBJECTIVITY = 0.3, 0.6


@cache
def opinion_words() -> dict[str, bool]:
    """Return the words of TextBlob's lexicon that have a polarity, and whether they only judge.

    A word that only judges, such as `horrible`, names no topic; `free` and `new` may.
    """
    spec = find_spec("textblob")  # found, not imported: TextBlob takes a second to load
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018 - it is a dependency
    lexicon = Path(spec.origin).parent / "en" / "en-sentiment.xml"
    words: dict[str, bool] = {}
    for form, polarity, subjectivity in _ENTRY.findall(lexicon.read_text(encoding="utf-8")):
        weight = abs(float(polarity))
        if weight > 0:
            only_judges = weight >= _STRONG_POLARITY and float(subjectivity) >= _STRONG_SUBJECTIVITY
            words[form] = words.get(form, False) or only_judges
    return words
