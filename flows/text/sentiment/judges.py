"""The engines of a workspace: one for each language that has its own, one for all others."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from flows.text.language import ANSWERS
from flows.text.sentiment.linear import LinearEngine
from flows.text.sentiment.opinion import Engine, Opinion, stars_opinion
from flows.text.sentiment.textblob import LANGUAGES, TextBlobEngine
from flows.text.sentiment.transformer import TransformerEngine, TransformerSettings

EngineName = Literal["linear", "textblob", "transformer"]

ENGINES: tuple[EngineName, ...] = ("linear", "textblob")
"""The engines that need nothing beside their name."""

NOBODY = "none"
"""The engine of posts that none could judge."""

_ENGINES: Mapping[EngineName, type[LinearEngine] | type[TextBlobEngine]] = {
    "linear": LinearEngine,
    "textblob": TextBlobEngine,
}


class SentimentSettings(BaseModel):
    """Which engine judges the sentiment of posts; where a review has stars, these do."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    engine: EngineName = "linear"
    """Engine that judges; what it cannot read stays unknown."""
    engines: dict[str, EngineName] = {}
    """Engines for single languages, by code, such as `{ ko = "transformer" }`."""
    transformer: TransformerSettings | None = None
    """The model of the engine `transformer`."""

    @field_validator("engines")
    @classmethod
    def _are_languages(cls, given: dict[str, EngineName]) -> dict[str, EngineName]:
        for language in given:
            if not re.fullmatch("[a-z]{2,3}", language):
                raise ValueError(f"found `{language}`; a language is a code such as `de`")
            if language not in ANSWERS:
                listed = ", ".join(sorted(ANSWERS))
                raise ValueError(f"found `{language}`; a post's language is one of {listed}")
        return given

    @model_validator(mode="after")
    def _can_read(self) -> Self:
        for language, name in self.engines.items():
            reads = readable(name, self.transformer)
            if reads is not None and language not in reads:
                raise ValueError(
                    f"`engines.{language}`: `{name}` cannot read `{language}`, so that all posts "
                    f"in it would stay unknown; it reads {', '.join(sorted(reads))}"
                )
        return self

    @model_validator(mode="after")
    def _has_a_model(self) -> "SentimentSettings":
        if self.transformer is None and "transformer" in {self.engine, *self.engines.values()}:
            raise ValueError(
                "the engine `transformer` needs a model: add `[understanding.transformer]` with "
                "`model`, a folder or a name on the hub"
            )
        return self


def readable(name: EngineName, transformer: TransformerSettings | None) -> Collection[str] | None:
    """Return the languages that an engine reads, None for any."""
    match name:
        case "linear":
            return LinearEngine().languages
        case "textblob":
            return LANGUAGES
        case "transformer":
            return transformer.languages if transformer else None


def engine(name: EngineName, transformer: TransformerSettings | None = None) -> Engine:
    """Return the engine of a name; `transformer` says which model that one takes."""
    if name != "transformer":
        return _ENGINES[name]()
    if transformer is None:
        raise TypeError("The engine `transformer` was asked for without its settings.")
    return _transformer(transformer.model_dump_json())


@cache
def _transformer(settings: str) -> TransformerEngine:
    """Return one engine for the same settings: its model is loaded once a process."""
    return TransformerEngine(TransformerSettings.model_validate_json(settings))


class Judges:
    """The engines that a workspace has chosen."""

    def __init__(self, settings: SentimentSettings) -> None:
        self._usual = engine(settings.engine, settings.transformer)
        self._special = {
            language: engine(name, settings.transformer)
            for language, name in sorted(settings.engines.items())
        }

    @property
    def identities(self) -> dict[str, str]:
        """What each engine is known by, by language; that of all others under `*`."""
        return {"*": self._usual.identity} | {
            language: special.identity for language, special in self._special.items()
        }

    def judge(
        self, texts: Sequence[str], languages: Sequence[str], ratings: Sequence[float | None]
    ) -> Iterator[tuple[Opinion | None, str]]:
        """Yield what each text says and who judged it: stars, an engine, or nobody."""
        spoken = pl.Series(languages, dtype=pl.String)
        told: list[tuple[Opinion | None, str]] = [(None, NOBODY)] * len(texts)
        apart = pl.Series(list(self._special), dtype=pl.String)
        parts = [(self._usual, ~spoken.is_in(apart.implode()))]
        parts += [(special, spoken == language) for language, special in self._special.items()]
        for judge, is_theirs in parts:
            places = is_theirs.arg_true().to_list()
            opinions = judge.score(
                [texts[place] for place in places], [languages[place] for place in places]
            )
            name = judge.name
            for place, opinion in zip(places, opinions, strict=True):
                if opinion:
                    told[place] = (opinion, name)
        for heard, rating in zip(told, ratings, strict=True):
            yield heard if rating is None else (stars_opinion(rating), "stars")
