"""Random queries with every operator, and random posts that they sometimes find."""

import random
from typing import Any

import polars as pl
from hypothesis import strategies as st

TERMS = [
    "a",
    "b",
    "ab",
    '"a b"',
    '"a b ab"',
    "a*",
    '"b a*"',
    "{A}",
    "{aB}",
    "{A b}",
    "#a",
    "#ab*",
    "#a가",
    "@a",
    "@a.b",
    "@_a",
    "cafe",
    "café",
    "CAFÉ",
    "caf*",
    "café*",
    "ışık",
    "isik",
    "İSIK",
    "ıs*",
    "abab",
    "abab~1",
    "babaa~1",
    "cafes~1",
    "cafés~1",
    "xbox",
    "xbox*",
    "aphone",
    "ps5",
    "ps5*",
    "3ds",
    "roadrunner*",
    "roadrunner~1",
    "road-runner",
    "roadrunner",
    "road*",
    "o'a",
    "a&b",
    '"a& b"',
    "c++",
    '".a"',
    '"b!"',
    '":)"',
    "가나",
    "가나*",
    "가나다라",
    "가나다라~1",
    "가나a",
    "a가",
    '"가나 다라"',
    "漢",
    "漢字",
    '"漢 a"',
    "あ",
    "👍",
    "👍🏽",
    '"🇩🇪"',
    '"a 👍"',
    "a_b",
    '"a_ b"',
    "ß",
    "strasse",
    "ё",
    "title:a",
    'title:"a b"',
    "title:(b OR #a)",
    "lang:en",
    "lang:(de OR tr)",
    "site:b.com",
    "author:ann",
    "author:a*",
    "channel:forum",
    "platform:reddit",
    "rating:<=2",
    "rating:>4",
    "rating:3",
]
WORDS = [term for term in TERMS if ":" not in term or term == '":)"']


@st.composite
def near(draw: st.DrawFn) -> str:
    """Return two sides at some distance."""
    side = st.one_of(
        st.sampled_from(WORDS),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
            lambda some: f"({' OR '.join(some)})"
        ),
    )
    operator = draw(st.sampled_from(["NEAR", "ONEAR"]))
    return f"({draw(side)} {operator}/{draw(st.integers(0, 4))} {draw(side)})"


def _group(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: f"({' OR '.join(parts)})"),
        several.map(lambda parts: f"({' AND '.join(parts)})"),
        several.map(lambda parts: f"({' NOT '.join(parts)})"),
        several.map(lambda parts: f"(NOT {' AND '.join(parts)})"),
    )


QUERIES = st.recursive(st.one_of(st.sampled_from(TERMS), near()), _group, max_leaves=6)

_BITS = [
    "a",
    "b",
    "A",
    "B",
    "ab",
    "aB",
    "abab",
    "abba",
    "baba",
    "road",
    "runner",
    "roadrunner",
    "cafe",
    "café",
    "CAFÉ",
    "ışık",
    "IŞIK",
    "isik",
    "İsik",
    "o'a",
    "a&b",
    "c++",
    "가나",
    "가나다",
    "가나는",
    "가나에서는",
    "가나다라",
    "가나다랑",
    "라",
    "a가",
    "漢",
    "字",
    "あ",
    "👍",
    "👍🏽",
    "🇩🇪",
    ":)",
    "#",
    "@",
    "-",
    "_",
    ".",
    ",",
    "!",
    "'",
    "ß",
    "ё",
    "е",
    "ＡＢ",
    "™",
    "x\xad",
    "cafés",
    "cafs",
    "x",
    "box",
    "boxes",
    "o'x",
    "phone",
    "ps",
    "5",
    "3",
    "ds",
    "runners",
    "5000",
    "strasse",
    "STRASSE",
    "ａ",
    "é",
]
_TEXTS = st.one_of(
    st.lists(
        st.tuples(st.sampled_from(_BITS), st.sampled_from(["", " ", " ", "-", "\n", ". "])),
        max_size=9,
    ).map(lambda bits: "".join(word + gap for word, gap in bits)),
    st.text(alphabet="abAB가나은漢あ#@._-' \n!éŞİıI1👍🏽&+", max_size=12),
)


def _post(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


POSTS = _post(
    title=_TEXTS,
    text=_TEXTS,
    language=st.sampled_from(["en", "de", None]),
    url=st.sampled_from(["https://a.b.com/x", "https://b.com", "https://bb.com/", None]),
    author=st.sampled_from(["abc", "0f", None]),
    author_name=st.sampled_from(["Ann", "@ann", None]),
    channel=st.sampled_from(["forum", "news"]),
    platform=st.sampled_from(["reddit", "Reddit", "feed"]),
    rating=st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0, None]),
)

SCHEMA = {
    name: pl.Float64 if name == "rating" else pl.String
    for name in (
        "title", "text", "language", "url", "author", "author_name", "channel", "platform", "rating"
    )
}  # fmt: skip


def _heap(count: int) -> list[dict[str, Any]]:
    """Return posts in which most of the terms stand somewhere; always the same."""
    dice = random.Random(5)  # noqa: S311 - a fixed heap is wanted

    def text() -> str:
        gaps = ("", "", " ", " ", "-", "\n", ". ")
        return "".join(dice.choice(_BITS) + dice.choice(gaps) for _ in range(dice.randint(0, 7)))

    return [
        {
            "title": text(),
            "text": text(),
            "language": dice.choice(["de", "en", None]),
            "url": dice.choice(["https://a.b.com/x", "https://bb.com"]),
            "author": "ann" if number % 3 else None,
            "author_name": dice.choice(["@Ann", None]),
            "channel": dice.choice(["forum", "news"]),
            "platform": "reddit",
            "rating": dice.choice([0.25, 0.5, 1.0, None]),
        }
        for number in range(count)
    ]


HEAP = _heap(24)
