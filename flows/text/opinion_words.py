"""The words that the English sentiment engine judges by."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_ENTRY = re.compile(r'<word form="([^"]+)"')


@cache
def opinion_words() -> list[str]:
    """Return the words of TextBlob's lexicon, sorted, without importing TextBlob."""
    spec = find_spec("textblob")
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018 - it is a dependency
    lexicon = Path(spec.origin).parent / "en" / "en-sentiment.xml"
    return sorted(set(_ENTRY.findall(lexicon.read_text(encoding="utf-8"))))
