"""Texts as tokens, and tokens as hashed features: what the linear engine has weights for.

A feature is a whole word, a part of a word (its character n-grams), how it is written (in capitals,
drawn out, as a hashtag), two neighbouring words, or a word after a negation. All but the last two
depend on the word alone, so they are worked out once for each distinct word of a batch. Training
and scoring both call this module: a feature can mean nothing else in one than in the other.
"""

import html
import re
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

KEY_BITS = 28
"""Features are told apart by so many bits of their hash.

Of 150,000 features with a weight, one in 1,800 that have none is taken for one of them.
"""

Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint32]
"""The keys of features; weights are kept by them."""
Hashes = npt.NDArray[np.uint64]

_EYES_AND_MOUTH = r"[<>]?[:;=8xX][\-o*']?[)\](\[dDpP/}{@|\\3]+"
_FACE = rf"{_EYES_AND_MOUTH}|[()]+[:;=]|<3+|\^_*\^|[tT]_+[tT]|-_+-"
_WORD = r"#?[\p{L}\p{M}\p{N}_]+(?:['’\-][\p{L}\p{M}\p{N}_]+)*"
_TOKEN = (
    rf"(?:https?://|www\.)\S*|\bhttp\b|@\w+|{_FACE}|{_WORD}"
    r"|\p{Extended_Pictographic}|[!?]+|[.…]+|[()]+|[^\s\w]"
)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")

# Languages written without spaces between words: a token is a clause there, and says little whole.
_UNSPACED = ("ja", "zh")
_ORDERS = (3, 4, 5)
_ORDERS_OF = {"ko": (2, 3, 4, 5), **dict.fromkeys(_UNSPACED, (1, 2, 3, 4))}

_NEGATIONS = {
    "en": "not no never nothing nobody none nor without cannot cant dont wont isnt aint didnt "
    "doesnt wasnt couldnt wouldnt shouldnt hardly neither",
    "de": "nicht nix nie kein keine keinen keiner niemals ohne weder",
    "fr": "pas jamais aucun aucune sans ni rien",
    "es": "no nunca sin ni nada jamás tampoco",
    "it": "non mai senza né nessuno niente",
    "pt": "não nao nunca sem nem nada",
    "ru": "не нет ни без никогда нельзя",
    "ko": "안 못",
    "ar": "لا ما مش ليس لن لم غير",
}
_NEGATION_REACH = 3

# How polite a Korean sentence ends says who writes to whom, not how he finds it; but the reviews
# that Korean was learnt from end politely where they praise. Plain endings go with the polite
# ones, or a word without an ending would tell that it had a polite one.
_KOREAN_ENDINGS = (
    r"^(.+?)(?:이에요|예요|에요|네요|거든요|데요|군요|지요|죠|나요|까요|세요|래요|대요|고요|구요"
    r"|습니다|니다|습니까|니까|어요|아요|여요|요|거든|는데|은데|다|네|음|어|아|지|나|냐|까|군|임)$"
)


class Tokens(NamedTuple):
    """The tokens of a batch of texts, each distinct one kept once."""

    words: pl.Series
    """The distinct tokens, as they are written."""
    ids: Ints
    """Every token of every text in order, as its place in `words`."""
    row: Ints
    """The text that each of `ids` belongs to."""


class WordFeatures(NamedTuple):
    """The features of distinct words; `word` and `key` are as long as there are features.

    The first features are the whole words, one a word in the order of the words.
    """

    word: Ints
    """Place of the word that a feature belongs to."""
    key: Keys
    hashes: Hashes
    """One hash a word; pairs of words and negated words are made of them."""
    folded: pl.Series
    """The words as they are compared."""


class PlacedFeatures(NamedTuple):
    """Features that a token has for its neighbours: `at` is the place of the token in `ids`."""

    at: Ints
    key: Keys


def tokens(texts: pl.Series) -> Tokens:
    """Split texts into words, emoji, emoticons, links, handles and runs of punctuation."""
    split = _plain(texts).str.extract_all(_TOKEN)
    count = split.list.len().to_numpy().astype(np.int64)
    flat = split.explode().drop_nulls()
    words = flat.unique(maintain_order=True)
    ids = flat.cast(pl.Enum(words)).to_physical().to_numpy().astype(np.int64)
    return Tokens(words, ids, np.repeat(np.arange(len(texts)), count))


def word_features(words: pl.Series, language: str) -> WordFeatures:
    """Return what each distinct word is made of."""
    folded = _folded(words)
    if language == "ko":
        folded = folded.str.replace(_KOREAN_ENDINGS, "$1")
    letters, word = _letters(folded)
    letters, word, drawn_out = _without_repeats(letters, word)
    length = np.bincount(word, minlength=len(words)).astype(np.int64)
    place = np.arange(len(letters)) - np.repeat(np.cumsum(length) - length, length)
    codes = _mixed(letters.astype(np.uint64) + _SALT)
    whole = _whole(codes, place, length)
    parts = _parts(codes, word, place, length, language, _has_letters(folded))
    shapes = _shapes(words, folded, drawn_out)
    every = np.arange(len(words))
    found = [(every, key_of_whole(whole)), *parts, *shapes]
    return WordFeatures(
        np.concatenate([owner for owner, _ in found]),
        np.concatenate([keys for _, keys in found]),
        whole,
        folded,
    )


def key_of_whole(hashes: Hashes) -> Keys:
    """Return the keys of whole words."""
    return keys_of(hashes + np.uint64(1))


def key_of_negated(hashes: Hashes) -> Keys:
    """Return the keys of words after a negation."""
    return keys_of(hashes + np.uint64(13))


def pairs(batch: Tokens, hashes: Hashes) -> PlacedFeatures:
    """Return a feature for each two tokens that follow one another in a text."""
    at = np.flatnonzero(batch.row[1:] == batch.row[:-1]) + 1
    return PlacedFeatures(
        at, keys_of(hashes[batch.ids[at - 1]] * _SALT + hashes[batch.ids[at]] + np.uint64(7))
    )


def negated(batch: Tokens, features: WordFeatures, language: str) -> PlacedFeatures:
    """Return a feature for each word that stands after a negation, with nothing between to end it.

    A negation reaches three tokens far and not past a mark of punctuation.
    """
    if language not in _NEGATIONS:
        return PlacedFeatures(np.empty(0, np.int64), np.empty(0, np.uint32))
    words = features.folded
    is_negation = words.is_in(_NEGATIONS[language].split())
    if language == "en":
        is_negation |= words.str.ends_with("n't")
    ends = words.str.contains(r"^[.,!?…;:()]+$").to_numpy()
    place = np.arange(len(batch.ids))
    negation = _latest(is_negation.to_numpy()[batch.ids], place)
    near = (place > negation) & (place - negation <= _NEGATION_REACH) & (negation >= 0)
    near &= _latest(ends[batch.ids], place) < negation
    near &= _has_letters(words)[batch.ids]
    at = np.flatnonzero(near)
    at = at[batch.row[at] == batch.row[negation[at]]]
    return PlacedFeatures(at, key_of_negated(features.hashes[batch.ids[at]]))


def keys_of(hashes: Hashes) -> Keys:
    """Return the keys by which weights are found."""
    return (_mixed(hashes) >> np.uint64(64 - KEY_BITS)).astype(np.uint32)


def _plain(texts: pl.Series) -> pl.Series:
    r"""Resolve what exports leave escaped: `&amp;` and `\u2019`."""
    rows = (
        texts.str.contains("&", literal=True) | texts.str.contains("\\u", literal=True)
    ).arg_true()
    if len(rows) == 0:
        return texts
    resolved = [
        html.unescape(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text))
        for text in texts.gather(rows)
    ]
    # A lone half of a surrogate pair is no character.
    legible = [text.encode("utf-8", "replace").decode("utf-8") for text in resolved]
    # `scatter` writes into its series, which is the caller's.
    return texts.clone().scatter(rows, pl.Series(legible, dtype=pl.String))


def _folded(words: pl.Series) -> pl.Series:
    return (
        words.str.replace(r"^(?:https?://|www\.).*$|^http$", "<link>")
        .str.replace(r"^@.*$", "<handle>")
        .str.replace_all(r"\p{N}", "0")
        .str.to_lowercase()
        .str.replace_all("’", "'", literal=True)
        .str.strip_chars_start("#")
    )


def _has_letters(folded: pl.Series) -> npt.NDArray[np.bool_]:
    return folded.str.contains(r"^[\p{L}\p{M}\p{N}_]").to_numpy()


def _letters(folded: pl.Series) -> tuple[npt.NDArray[np.uint32], Ints]:
    """Return the code points of all words, with a mark at both ends, and whose they are."""
    marked = "".join([f"\x02{word}\x03" for word in folded.to_list()])
    length = folded.str.len_chars().to_numpy().astype(np.int64) + 2
    letters = np.frombuffer(marked.encode("utf-32-le"), dtype=np.uint32)
    return letters, np.repeat(np.arange(len(folded)), length)


def _without_repeats(
    letters: npt.NDArray[np.uint32], word: Ints
) -> tuple[npt.NDArray[np.uint32], Ints, Ints]:
    """Drop the third and later of equal letters in a row; say which words had them."""
    kept = np.ones(len(letters), dtype=np.bool_)
    kept[2:] = (letters[2:] != letters[1:-1]) | (letters[1:-1] != letters[:-2])
    return letters[kept], word[kept], np.unique(word[~kept])


def _whole(codes: Hashes, place: Ints, length: Ints) -> Hashes:
    if len(length) == 0:
        return np.empty(0, np.uint64)
    spread = _mixed(codes + place.astype(np.uint64) * _SALT)
    return np.asarray(np.add.reduceat(spread, np.cumsum(length) - length))


def _parts(
    codes: Hashes,
    word: Ints,
    place: Ints,
    length: Ints,
    language: str,
    lettered: npt.NDArray[np.bool_],
) -> list[tuple[Ints, Keys]]:
    """Return the character n-grams of the words, the marks at both ends among the characters."""
    orders = _ORDERS_OF.get(language, _ORDERS)
    left = np.where(lettered[word], length[word] - place, 0)
    left[(place == 0) & (left == length[word])] -= 1  # the whole word is a feature already
    parts = []
    rolled = codes
    for order in range(1, max(orders) + 1):
        if order > 1:
            rolled = _mixed(rolled[:-1] * _SALT) + codes[order - 1 :]
        if order in orders:
            at = np.flatnonzero(left[: len(rolled)] >= order)
            parts.append((word[at], keys_of(rolled[at] + np.uint64(order))))
    return parts


def _shapes(words: pl.Series, folded: pl.Series, drawn_out: Ints) -> list[tuple[Ints, Keys]]:
    """Return how words are written: in capitals, drawn out, as a hashtag."""
    # Scripts without capitals are equal in both cases.
    shouted = (words.str.len_chars() > 2) & (words == words.str.to_uppercase()) & (words != folded)  # noqa: PLR2004
    shouted &= words.str.contains(r"^\p{Lu}")
    found = (
        shouted.arg_true().to_numpy().astype(np.int64),
        drawn_out,
        words.str.starts_with("#").arg_true().to_numpy().astype(np.int64),
    )
    return [
        (word, np.broadcast_to(keys_of(np.array([salt], np.uint64) * _SALT), len(word)))
        for salt, word in enumerate(found, start=101)
    ]


def _latest(found: npt.NDArray[np.bool_], place: Ints) -> Ints:
    """Return for each place the last place up to it where something was found, -1 for none."""
    return np.maximum.accumulate(np.where(found, place, -1)) if len(place) else place


_SALT = np.uint64(0x9E3779B97F4A7C15)


def _mixed(hashes: Hashes) -> Hashes:
    """Spread hashes evenly: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
