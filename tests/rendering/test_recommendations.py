"""Recommendations: each with evidence, owner and measure; the next issue follows up on them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.rendering import numbers
from flows.rendering.findings import follow_up
from flows.rendering.findings.advice import recommendations
from flows.rendering.issues import MANIFEST, Issued
from flows.rendering.recommended import recommended
from tests.rendering.test_findings import BRAND, facts

DOWN = {f"net_sentiment.{BRAND}": {"verdict": "down", "previous": 20.0}}
HARSH = {
    "brand": BRAND,
    "is_focus": True,
    "is_harsh": True,
    "peak_on": date(2026, 6, 12),
    "net_sentiment": -60.0,
    "mention_count": 90,
    "terms": ["disconnects", "rollback", "firmware 4.2"],
}


def down(terms):
    """Return a month that fell, with a harsh day about these terms."""
    given = facts(DOWN, {"spikes": [HARSH | {"terms": terms}]})
    net = given.figures[f"net_sentiment.{BRAND}"]
    more = {
        f"{metric}.{BRAND}{segment}": replace(net, id=f"{metric}.{BRAND}{segment}", value=value)
        for metric, segment, value in (
            ("negative_share", "", 0.3),
            *(("topic_cost", f".{row['topic']}", 4.0) for row in given.tables["pain_points"]),
        )
    }
    return replace(given, figures={**given.figures, **more})


def test_each_has_evidence_an_owner_and_a_measure():
    """What is recommended names figures of the report: those behind it, and the one to watch."""
    given = down(["summer", "sale", "price"])
    steps = recommendations(given)
    assert len(steps) >= 3
    for step in steps:
        assert step["owner"]
        assert step["measure"]
        assert step["measured"] in given.figures
        assert step["direction"] in ("up", "down")
        assert step["figures"]


def test_what_an_event_says_is_not_said_again_of_negative_posts():
    """Where negative posts speak of the event, explaining it is the advice; else both are."""
    negative = "Take up what negative posts speak of"

    def texts(terms: list[str]) -> str:
        return " ".join(step["text"] for step in recommendations(down(terms)))

    assert negative not in texts(["disconnects", "rollback", "firmware 4.2"])
    assert negative in texts(["summer", "sale", "price"])


@pytest.mark.parametrize(
    ("previous", "aim"),
    [
        (20.0, "net sentiment back at +20.0 next period"),
        (-5.0, "net sentiment above +12.1 next period"),
        (None, "net sentiment above +12.1 next period"),
    ],
)
def test_the_aim_is_no_worse_than_today(previous, aim):
    """After a harsh day net sentiment should be where it was, if it was better there."""
    change = {f"net_sentiment.{BRAND}": {"previous": previous}}
    first, *_ = recommendations(facts(change, {"spikes": [HARSH]}))
    assert aim == first["measure"]


def test_the_outcomes_are_counted_where_there_are_several():
    """One sentence says how many improved and how many got worse; of one, the table says it."""
    given = facts()
    (finding,) = [one for one in follow_up.findings(given) if one]
    period = numbers.day_range(date(2026, 5, 1), date(2026, 5, 31))
    assert finding.text == (
        f"Of 2 recommendations made for {period}, the measures of 1 improved clearly and those of "
        "0 got worse."
    )
    one = given.tables["follow_ups"][:1]
    assert [] == list(follow_up.findings(facts(tables={"follow_ups": one})))


def issued(folder: Path, said: dict[str, Any] | str) -> Issued:
    """Return an issue whose manifest says this."""
    text = said if isinstance(said, str) else json.dumps(said)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return Issued("monthly", "2026-05", 2, folder)


SAID: dict[str, Any] = {
    "report": "monthly",
    "issue": 2,
    "window": {"first_on": "2026-05-01", "last_on": "2026-05-31"},
    "configuration": {"brands": []},
    "definitions": {"metrics": {"net_sentiment": 3}},
    "recommendations": [
        {
            "text": "Say when it comes.",
            "figures": ["spike.norrsken.2026-05-03"],
            "owner": "Product",
            "measure": "net sentiment above +5.3",
            "measured": "net_sentiment.norrsken",
            "direction": "up",
        },
        {
            "text": "Nobody knows how.",
            "figures": [],
            "owner": "Data",
            "measure": "a figure that is gone",
            "measured": "gone.norrsken",
            "direction": "up",
        },
    ],
    "figures": {
        "net_sentiment.norrsken": {
            "id": "net_sentiment.norrsken",
            "metric": "net_sentiment",
            "value": 5.3,
            "low": 1.0,
            "high": 9.6,
            "adequacy": "enough",
        }
    },
}


def test_an_issue_hands_on_its_recommendations_with_their_measures(tmp_path):
    """The next issue gets text, owner and measure, the value then and the metric's version."""
    (row,) = recommended(issued(tmp_path, SAID))
    assert (row["position"], row["owner"], row["direction"]) == (1, "Product", "up")
    assert (row["value"], row["low"], row["high"]) == (5.3, 1.0, 9.6)
    assert (row["metric_version"], row["issue"], row["last_on"]) == (3, 2, "2026-05-31")


def test_the_first_issue_and_a_damaged_one_hand_on_nothing(tmp_path):
    """Nothing before, a manifest of old, or one that is broken: no follow-up, and no failure."""
    assert [] == recommended(None)
    assert [] == recommended(issued(tmp_path, "{"))
    old = {key: value for key, value in SAID.items() if key != "recommendations"}
    assert [] == recommended(issued(tmp_path, old))
