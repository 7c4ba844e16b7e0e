"""How urgent a post is and why."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.labels import Labels, labelled
from flows.text.queries import documents, parse
from flows.text.urgency import alarms, urgency

PLAIN: dict[str, Any] = {
    "sentiment": "neutral",
    "intents": [],
    "replies": 3,
    "followers": None,
    "is_owned": False,
    "alarms": [],
}
SCHEMA: dict[str, Any] = {
    "sentiment": pl.String,
    "intents": pl.List(pl.String),
    "replies": pl.Int64,
    "followers": pl.Int64,
    "is_owned": pl.Boolean,
    "alarms": pl.List(pl.String),
}
WORSE: list[dict[str, Any]] = [
    {"sentiment": "negative"},
    {"intents": ["question"], "replies": 0},
    {"intents": ["complaint"], "replies": 0},
    {"intents": ["churn_risk"]},
    {"alarms": ["legal terms"]},
    {"alarms": ["safety terms"]},
    {"followers": 50_000},
]


def told(**given: Any) -> tuple[float, list[str]]:
    """Return the urgency and the reasons of a post that differs from a plain one."""
    row = urgency(pl.DataFrame([PLAIN | given], schema=SCHEMA)).row(0)
    return row[0], row[1]


def test_a_plain_post_is_not_urgent():
    """Without a reason urgency is nothing and the reasons are an empty list."""
    assert (0.0, []) == told()


@pytest.mark.parametrize(
    ("given", "value", "reasons"),
    [
        ({"sentiment": "negative"}, 0.3, ["negative"]),
        ({"intents": ["question"], "replies": 0}, 0.3, ["not answered"]),
        ({"intents": ["complaint"], "replies": 0}, 0.3, ["not answered"]),
        ({"intents": ["complaint"], "replies": None}, 0.0, []),
        ({"intents": ["question"], "replies": 2}, 0.0, []),
        ({"intents": ["praise"], "replies": 0}, 0.0, []),
        ({"intents": ["churn_risk"]}, 0.35, ["may leave"]),
        ({"alarms": ["legal terms"]}, 0.5, ["legal terms"]),
        ({"followers": 1_000_000}, 0.4, ["followed by 1,000,000"]),
        ({"followers": 12_345}, 0.4 * 1.0914911 / 3, ["followed by 12,345"]),
        ({"followers": 900}, 0.0, []),
        ({"sentiment": "negative", "alarms": ["safety terms"]}, 0.72, ["safety terms", "negative"]),
        ({"sentiment": "positive", "alarms": ["safety terms"]}, 0.0, []),
        ({"sentiment": "positive", "alarms": ["legal terms"]}, 0.0, []),
        (
            {"sentiment": "positive", "intents": ["question"], "alarms": ["safety terms"]},
            0.6,
            ["safety terms"],
        ),
        ({"sentiment": "negative", "is_owned": True}, 0.0, []),
    ],
)
def test_each_reason_has_its_weight(given: dict[str, Any], value: float, reasons: list[str]):
    """Reasons add up as independent chances do, the heaviest is told first."""
    told_value, told_reasons = told(**given)

    assert pytest.approx(value) == told_value
    assert reasons == told_reasons


posts = st.fixed_dictionaries(
    {
        "sentiment": st.sampled_from(["negative", "neutral", "positive", "unknown", None]),
        "intents": st.lists(st.sampled_from(["question", "complaint", "churn_risk"]), unique=True),
        "replies": st.none() | st.integers(0, 9),
        "followers": st.none() | st.integers(0, 10**9),
        "alarms": st.lists(st.sampled_from(["legal terms", "safety terms"]), unique=True),
    }
)


@given(posts)
def test_urgency_grows_with_each_reason(post: dict[str, Any]):
    """Urgency lies between 0 and 1, and whatever makes a post worse never lowers it."""
    plain, reasons = told(**post)

    assert 0 <= plain <= 1
    for change in WORSE:
        worse = post | {
            key: value if not isinstance(value, list) else [*{*post[key], *value}]
            for key, value in change.items()
        }
        worse["followers"] = max(worse["followers"] or 0, post["followers"] or 0)
        raised, more = told(**worse)
        assert plain <= raised <= 1
        assert {one for one in reasons if not one.startswith("followed")} <= set(more)


SWAP = "Offered: " + ", ".join(f"Game of the Hill {n}" for n in range(1, 60)) + ", Hazard Pay"
FALLEN = "The lamp caught fire on my desk. " + "I had it from the market. " * 40


@pytest.mark.parametrize(
    ("text", "reasons"),
    [(SWAP, []), (FALLEN, ["safety terms"]), ("Hazard Pay, the game", ["safety terms"])],
)
def test_a_word_of_danger_far_down_raises_no_alarm(text: str, reasons: list[str]):
    """A long list that names a hazard at its end is no risk; a fire told first is one."""
    posts = pl.DataFrame(
        {
            "title": ["About a lamp"],
            "text": [text],
            "language": ["en"],
            "sentiment": ["neutral"],
            "replies": [3],
            "followers": [None],
            "is_owned": [False],
            **{key: [""] for key in ("author", "url", "platform", "channel")},
            "rating": [None],
        },
        schema_overrides={"followers": pl.Int64, "rating": pl.Float64},
    )
    said = labelled(posts, documents(posts["title"], posts["text"]), Labels())

    told = said["urgency_reasons"].to_list()[0]
    assert reasons == [reason for reason in told if reason == "safety terms"]


def test_alarms_are_queries():
    """The terms of law and safety are written in the language of queries."""
    assert ["safety terms", "legal terms"] == list(alarms())
    for query in alarms().values():
        parse(query)
