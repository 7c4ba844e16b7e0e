"""The linear engine: small trained weights for words and their parts, language by language.

A text scores the sum of its features' weights, for each class, divided by the root of how many
features it has. The weights of a word's parts are summed once for each distinct word of a batch,
which is why it is quick. `docs/sentiment-model.md` says what it was trained on and how well it
does.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
import polars as pl

from flows.text.sentiment import ngrams
from flows.text.sentiment.opinion import Opinion, Sentiment

Floats = npt.NDArray[np.float64]

MODEL = Path(__file__).with_name("linear.parquet")

CLASSES: tuple[Sentiment, ...] = ("negative", "neutral", "positive")

_BATCH = 20_000  # texts at once: some 100 MB
_TAIL_BITS = 8  # of a key; those before say where to look, and seldom is there more than one


class Contribution(NamedTuple):
    """What a word, two neighbours, or a negated word (`not … good`) adds to a text's scores."""

    words: str
    negative: float
    neutral: float
    positive: float


class Explanation(NamedTuple):
    """Why a text was judged so: `bias` and all `contributions` sum to the scores of the classes.

    The probabilities are the softmax of those sums.
    """

    probabilities: tuple[float, float, float]
    bias: tuple[float, float, float]
    contributions: list[Contribution]


class LinearEngine:
    """Judges texts in every language that the model has weights for."""

    def __init__(self, model: Path = MODEL) -> None:
        self._model = model
        self._about = _about(model)

    @property
    def name(self) -> str:
        """`linear` and the version of the model."""
        return f"linear {self._about['version']}"

    @property
    def identity(self) -> str:
        """The name and a digest of the model's bytes: trained anew, it is another."""
        return f"{self.name} {_digest(self._model)}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can judge."""
        return tuple(self._about["languages"])

    def score(self, texts: Sequence[str], languages: Sequence[str]) -> list[Opinion | None]:
        """Judge each text; the score is the probability of positive minus that of negative."""
        spoken = pl.Series(languages, dtype=pl.String)
        opinions: list[Opinion | None] = [None] * len(texts)
        for language in spoken.unique(maintain_order=True).to_list():
            if language in self.languages:
                places = (spoken == language).arg_true().to_list()
                judged = _opinions(self.probabilities([texts[at] for at in places], language))
                for at, opinion in zip(places, judged, strict=True):
                    opinions[at] = opinion
        return opinions

    def probabilities(self, texts: Sequence[str], language: str) -> Floats:
        """Return the probabilities of `CLASSES`, one row a text, were the classes equally frequent.

        Raises:
            KeyError: The model has no weights for the language.
        """
        weights = self._weights(language)
        rows = [
            weights.probabilities(pl.Series(texts[start : start + _BATCH], dtype=pl.String))
            for start in range(0, len(texts), _BATCH)
        ]
        return np.vstack([np.empty((0, len(CLASSES))), *rows])

    def explain(self, text: str, language: str) -> Explanation:
        """Return what each word of a text adds, the strongest for or against positive first.

        Raises:
            KeyError: The model has no weights for the language.
        """
        return self._weights(language).explain(text)

    def _weights(self, language: str) -> "_Weights":
        return _loaded(self._model, language)


def _opinions(probabilities: Floats) -> Iterator[Opinion]:
    likeliest = probabilities.argmax(axis=1).tolist()
    scores = (probabilities[:, 2] - probabilities[:, 0]).tolist()
    return (
        Opinion(CLASSES[kind], score, None) for kind, score in zip(likeliest, scores, strict=True)
    )


class _Weights(NamedTuple):
    """The weights of a language.

    `keys` ascend, and `starts` says where those with the same leading bits begin. Each key has its
    weights for negative and positive in `values`; the last row of these is for features that are
    not known. The weight for neutral is minus the sum of both.
    """

    language: str
    keys: ngrams.Keys
    starts: npt.NDArray[np.int32]
    values: Floats
    bias: Floats

    @classmethod
    def load(cls, model: Path, language: str) -> Self:
        about = _about(model)["languages"][language]
        rows = pl.scan_parquet(model).filter(pl.col("language") == language).collect()
        keys = np.cumsum(rows["gap"].to_numpy(), dtype=np.uint32)
        # The file holds roots with a sign: a byte is finer for small weights, which are many.
        roots = rows.select("negative", "positive").to_numpy().astype(np.float64)
        values = np.vstack([roots * np.abs(roots) * about["scale"], np.zeros(2)])
        first = np.arange((1 << ngrams.KEY_BITS - _TAIL_BITS) + 1, dtype=np.uint32) << _TAIL_BITS
        starts = np.searchsorted(keys, first).astype(np.int32)
        return cls(language, keys, starts, values, np.array(about["bias"]))

    def of(self, keys: ngrams.Keys) -> Floats:
        """Return the weights of features for negative and positive, one row a class."""
        head = keys >> _TAIL_BITS
        at, end = self.starts[head], self.starts[head + 1]
        found = np.full(len(keys), -1)
        left = np.flatnonzero(at < end)
        while len(left):
            is_it = self.keys[at[left]] == keys[left]
            found[left[is_it]] = at[left[is_it]]
            left = left[~is_it]
            at[left] += 1
            left = left[at[left] < end[left]]
        return np.asarray(self.values[found].T)

    def probabilities(self, texts: pl.Series) -> Floats:
        read = _read(texts, self.language)
        count = len(texts)
        sizes = read.sizes[read.batch.ids]
        length = np.bincount(read.batch.row, weights=sizes, minlength=count).astype(np.float64)
        length += np.bincount(read.batch.row[read.pairs.at], minlength=count)
        sums = np.zeros((2, count))
        for place, weights in self._placed(read):
            sums += _summed(read.batch.row[place], weights, count)
        return _softmax(self._scores(sums, length))

    def explain(self, text: str) -> Explanation:
        read = _read(pl.Series([text], dtype=pl.String), self.language)
        length = float(read.sizes[read.batch.ids].sum() + len(read.pairs.at))
        scores = [
            self._scores(weights, np.full(weights.shape[1], length)) - self.bias
            for _, weights in self._placed(read)
        ]
        rows = np.vstack(scores)
        found: dict[str, Floats] = {}
        for words, row in zip(_named(read), rows, strict=True):
            found[words] = found.get(words, np.zeros(len(CLASSES))) + row
        strongest = sorted(found.items(), key=lambda item: -abs(item[1][2] - item[1][0]))
        probabilities = _softmax((rows.sum(axis=0) + self.bias)[None])[0]
        return Explanation(
            tuple(probabilities.tolist()),
            tuple(self.bias.tolist()),
            [Contribution(words, *row.tolist()) for words, row in strongest],
        )

    def _placed(self, read: "_Read") -> Iterator[tuple[ngrams.Ints, Floats]]:
        """Yield places of tokens and what the features there weigh: words, pairs, negated words."""
        of_features = self.of(read.features.key)
        of_words = _summed(read.features.word, of_features, len(read.batch.words))
        yield np.arange(len(read.batch.ids), dtype=np.int64), of_words[:, read.batch.ids]
        yield read.pairs.at, self.of(read.pairs.key)
        yield read.negated.at, self.of(read.negated.key)

    def _scores(self, sums: Floats, length: Floats) -> Floats:
        negative, positive = sums / np.sqrt(np.maximum(length, 1))
        return np.stack([negative, -negative - positive, positive], axis=1) + self.bias


class _Read(NamedTuple):
    """A batch of texts as features."""

    batch: ngrams.Tokens
    features: ngrams.WordFeatures
    pairs: ngrams.PlacedFeatures
    negated: ngrams.PlacedFeatures
    sizes: Floats  # how many features each distinct word has


def _read(texts: pl.Series, language: str) -> _Read:
    batch = ngrams.tokens(texts)
    features = ngrams.word_features(batch.words, language)
    sizes = np.bincount(features.word, minlength=len(batch.words)).astype(np.float64)
    return _Read(
        batch,
        features,
        ngrams.pairs(batch, features.hashes),
        ngrams.negated(batch, features, language),
        sizes,
    )


def _named(read: _Read) -> Iterator[str]:
    """Yield the words behind each placed feature, in the order of `_Weights._placed`."""
    written = read.batch.words.gather(read.batch.ids).to_list()
    yield from written
    yield from (f"{written[at - 1]} {written[at]}" for at in read.pairs.at.tolist())
    yield from (f"not … {written[at]}" for at in read.negated.at.tolist())


def _summed(owner: ngrams.Ints, weights: Floats, owners: int) -> Floats:
    """Sum the weights of negative and positive by what they belong to."""
    sums = [np.bincount(owner, weights=kind, minlength=owners) for kind in weights]
    return np.array(sums, dtype=np.float64)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@cache
def _loaded(model: Path, language: str) -> _Weights:
    return _Weights.load(model, language)


@cache
def _digest(model: Path) -> str:
    return blake2b(model.read_bytes(), digest_size=5).hexdigest()


@cache
def _about(model: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Return what the model says of itself: `version`, and `scale` and `bias` by language."""
    found: dict[str, dict[str, dict[str, float]]] = json.loads(
        pl.read_parquet_metadata(model)["earwitness"]
    )
    return found
