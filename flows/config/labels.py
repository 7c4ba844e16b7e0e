"""`[market]`, `[[topics]]`, `[[routing]]`: how posts are labelled, and who reads them."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from flows.errors import ConfigError
from flows.text.intents import INTENTS
from flows.text.labels import Labels
from flows.text.queries import parse
from flows.text.routing import Route, shipped_routes
from flows.text.topics import TopicQuery, shipped_topics

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$", examples=["acme-uk"])]
Intent = Literal[INTENTS]  # type: ignore[valid-type]
Sentiment = Literal["negative", "neutral", "positive", "unknown"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _readable(query: str) -> str:
    try:
        parse(query)
    except ConfigError as error:
        raise ValueError(str(error)) from None
    return query


def _code(language: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", language):
        raise ValueError("a language is a code such as `de`")
    return language


Query = Annotated[str, Field(min_length=1), AfterValidator(_readable)]
Language = Annotated[str, AfterValidator(_code)]


class Market(_Section):
    """What people say of the category that the brands are in."""

    query: Query
    """Boolean query that finds posts about the category."""


class Topic(_Section):
    """What posts may be about."""

    id: Slug
    """Short name used in figures and routes."""
    name: str = Field(min_length=1, max_length=120)
    """Name as the report prints it."""
    query: Query
    """Boolean query that finds the posts about it."""


class Routing(_Section):
    """A department and the posts that it should read; of all routes the first that fits wins."""

    department: str = Field(min_length=1, max_length=60)
    """Name of the department, as reports print it."""
    topics: list[Slug] = []
    """The post has one of these topics; none listed: any."""
    intents: list[Intent] = []
    """The post has one of these intents; none listed: any."""
    languages: list[Language] = []
    """The post is in one of these languages; none listed: any."""
    sentiments: list[Sentiment] = []
    """The post is judged one of these; none listed: any."""


def labels(topics: Sequence[Topic] | None, routing: Sequence[Routing] | None) -> Labels:
    """Return the taxonomy and the routes; the shipped ones where none are configured.

    Raises:
        ValueError: a route names a topic that there is not.

    """
    routes = shipped_routes() if routing is None else tuple(map(_route, routing))
    taxonomy = (
        shipped_topics()
        if topics is None
        else tuple(TopicQuery(one.id, one.name, one.query) for one in topics)
    )
    if routing is not None:
        _check(routes, [one.topic for one in taxonomy])
    return Labels(taxonomy, routes)


def _route(given: Routing) -> Route:
    return Route(
        given.department,
        tuple(given.topics),
        tuple(given.intents),
        tuple(given.languages),
        tuple(given.sentiments),
    )


def _check(routes: Sequence[Route], known: Sequence[str]) -> None:
    for route in routes:
        for topic in route.topics:
            if topic not in known:
                there = f"there are: {', '.join(known)}" if known else "there are none"
                raise ValueError(
                    f"`routing`: `{route.department}` asks for the topic `{topic}`; no topic has "
                    f"this id, {there}"
                )
