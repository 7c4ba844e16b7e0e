"""Which department gets a post."""

from typing import Any

import polars as pl
import pytest

from flows.text.intents import INTENTS
from flows.text.routing import Route, departments, shipped_routes
from flows.text.topics import shipped_topics

SCHEMA: dict[str, Any] = {
    "topics": pl.List(pl.String),
    "intents": pl.List(pl.String),
    "language": pl.String,
    "sentiment": pl.String,
    "is_owned": pl.Boolean,
}
PLAIN: dict[str, Any] = {
    "topics": [],
    "intents": [],
    "language": "en",
    "sentiment": "neutral",
    "is_owned": False,
}


def department(routes: tuple[Route, ...], **given: Any) -> str | None:
    """Return where a post goes."""
    found: list[str | None] = departments(
        pl.DataFrame([PLAIN | given], schema=SCHEMA), routes
    ).to_list()
    return found[0]


def test_the_first_route_wins():
    """Routes are tried in the order in which they are written."""
    routes = (Route("A", topics=("price",)), Route("B", intents=("complaint",)), Route("C"))

    assert "A" == department(routes, topics=["price"], intents=["complaint"])
    assert "B" == department(routes, topics=["app"], intents=["complaint"])
    assert "C" == department(routes)


def test_a_route_asks_for_all_that_it_lists():
    """One of the topics, one of the intents, one of the languages and one of the sentiments."""
    routes = (Route("A", ("price", "app"), ("complaint", "question"), ("de", "fr"), ("negative",)),)
    asked = {"topics": ["app"], "intents": ["question"], "language": "fr", "sentiment": "negative"}

    assert "A" == department(routes, **asked)
    assert None is department(routes, **asked | {"language": "en"})
    assert None is department(routes, **asked | {"intents": ["praise"]})
    assert None is department(routes, **asked | {"topics": []})
    assert None is department(routes, **asked | {"sentiment": "neutral"})


def test_own_posts_go_nowhere():
    """Nobody has to answer what the brand itself wrote; without routes nobody answers at all."""
    assert None is department((Route("A"),), is_owned=True)
    assert None is department((), intents=["complaint"])


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("Safety", {"topics": ["safety"], "intents": ["complaint"]}),
        ("Billing", {"topics": ["billing"], "intents": ["complaint"]}),
        ("Technical support", {"topics": ["outage"], "intents": ["question"]}),
        ("Sales", {"topics": ["price"], "intents": ["question", "purchase_interest"]}),
        ("Retention", {"topics": ["billing"], "intents": ["complaint", "churn_risk"]}),
        ("Customer care", {"intents": ["complaint"]}),
        ("Marketing", {"topics": ["delivery"], "intents": ["praise"]}),
        ("Logistics", {"topics": ["delivery"], "sentiment": "negative"}),
        ("Quality", {"topics": ["quality"], "sentiment": "negative"}),
        ("Sales", {"topics": ["app"], "intents": ["purchase_interest"]}),
        (None, {"topics": ["delivery"]}),
    ],
)
def test_the_shipped_routes_are_sensible(expected: str | None, given: dict[str, Any]):
    """What is dangerous goes first, then who may leave, then who is responsible for the topic."""
    assert expected == department(shipped_routes(), **given)


def test_the_shipped_routes_name_what_there_is():
    """A route for a topic or an intent that nobody finds would never be taken."""
    known = {one.topic for one in shipped_topics()}

    for route in shipped_routes():
        assert set(route.topics) <= known
        assert set(route.intents) <= set(INTENTS)
