"""What the quickstart plants, its report finds: the truth file beside the figures."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from examples.quickstart.truth import Truth
from flows import window
from flows.rendering.issue import compute
from flows.warehouse.connection import scope
from tests.quickstart import understood

pytestmark = pytest.mark.slow

TRUTH = Truth.read()
EVENTS = {event.id: event for event in TRUTH.events}
MONTH = "2026-10"


@pytest.fixture(scope="module")
def quickstart(tmp_path_factory):
    """Return the quickstart over posts that were made, heard and understood."""
    return understood(tmp_path_factory.mktemp("quickstart"))


@pytest.fixture(scope="module")
def planted(quickstart):
    """Return the posts as planned."""
    return quickstart.planted


@pytest.fixture(scope="module")
def workspace(quickstart):
    """Return the quickstart's configuration."""
    return quickstart.config


@pytest.fixture(scope="module")
def report(workspace):
    """Return what a report says of a month, computed once a month."""
    known = {}

    def of(name: str, month: str):
        if (name, month) not in known:
            settings, zone = workspace.report(name), workspace.workspace.timezone
            told = window.parse(month, zone, datetime(2026, 11, 1, tzinfo=UTC).date())
            known[name, month] = compute(workspace, scope(workspace, settings, told))
        return known[name, month]

    return of


@pytest.fixture(scope="module")
def october(report):
    """Return the example's own report."""
    return report("monthly", MONTH)


@pytest.mark.parametrize("name", EVENTS)
def test_each_planted_event_is_an_event_of_its_month(report, name):
    """A launch, a recall and an outage are found on their day, for their brand, in their words."""
    event = EVENTS[name]
    context = report("monthly", f"{event.peak_on:%Y-%m}")
    found = [row for row in context.tables["spikes"] if row["brand"] == event.brand]
    (peak,) = [row for row in found if event.first_on <= row["peak_on"] <= event.last_on]
    assert event.peak_on == peak["peak_on"]
    said = " ".join(peak["terms"])
    assert [term for term in event.terms if term in said]


def test_the_outage_is_what_the_report_speaks_of_first(october):
    """The wave of complaints turns the answer, the summary and the first recommendation."""
    answer = october.findings["answer"][0]
    assert answer.tone == "bad"
    assert "weaker position" in answer.text
    assert october.figures["net_sentiment.ombrik"].verdict == "down"
    assert "14 Oct" in october.tables["recommendations"][0]["text"]


def test_the_crisis_report_tells_the_outage(report):
    """The outage's week as a crisis: its days, its harshness, where it was heard, and its end."""
    context = report("crisis", "2026-W42")
    outage = EVENTS["outage"]
    (event,) = context.tables["crisis"]
    assert outage.peak_on == event["peak_on"]
    assert outage.first_on <= event["start_on"] <= event["end_on"] <= outage.last_on
    assert event["event_count"] == context.figures["event_mentions.ombrik"].value
    assert context.figures["event_negative_share.ombrik"].low > 0.5
    moments = [row["moment"] for row in context.tables["crisis_moments"]]
    assert "above usual" == moments[0]
    assert "over" == moments[-1]
    assert {"as usual"} == {row["state"] for row in context.tables["crisis_spread"]}
    assert 0 < event["answered_count"] < event["asked_count"]


def test_the_slow_topic_rises_against_the_year_before(report):
    """A topic that grows month by month is among the rising terms of the yearly comparison."""
    context = report("year-on-year", MONTH)
    rising = [row["term"] for row in context.tables["terms"] if row["direction"] != "fading"]
    assert set(TRUTH.topic.terms) & set(rising)


@pytest.mark.parametrize("month", ["2026-08", "2026-09", MONTH])
def test_what_grows_is_found_while_it_is_small(report, month):
    """The growing topic's words are found two months before its height, and nothing else is."""
    terms = [row["term"] for row in report("monthly", month).tables["growing_terms"]]
    # All of them words of the topic's own phrases.
    words = {*TRUTH.topic.terms, "fogs", "display", "glass", "inside", "indoors", "dries"}
    assert set(TRUTH.topic.terms) & set(terms)
    assert set(terms) <= words
    grown = next(row for row in report("monthly", month).tables["growing_terms"])
    assert grown["early_share"] < grown["middle_share"] < grown["late_share"] < 0.1


def test_the_launch_lifts_the_level(october):
    """The brand is spoken of more since the month of its launch, and that is no source's doing."""
    event = EVENTS["launch"]
    (shift,) = [row for row in october.tables["level_shifts"] if row["brand"] == event.brand]
    assert (shift["direction"], shift["cause"]) == ("up", "brand")
    assert abs((shift["week"] - event.first_on).days) <= 14


def test_planted_events_are_felt(october):
    """The outage and the recall are days of unusual feeling, and no other day is."""
    planted = {
        (event.brand, event.first_on + timedelta(day))
        for event in EVENTS.values()
        for day in range((event.last_on - event.first_on).days + 1)
    }
    felt = {(row["brand"], row["day"]) for row in october.tables["emotional_peaks"]}
    assert {(EVENTS[name].brand, EVENTS[name].peak_on) for name in ("outage", "recall")} <= felt
    assert felt <= planted


def test_days_on_which_a_source_was_down_are_gaps(october):
    """No day that the plan takes away counts as quiet."""
    first, last = october.report["window_first_on"], october.report["window_last_on"]
    down = {
        (source.id, day)
        for source in TRUTH.sources.values()
        for day in source.down
        if first <= day <= last
    }
    assert down
    missing = {
        (row["source"], row["day"])
        for row in october.tables["coverage_days"]
        if row["status"] == "missing"
    }
    assert down == missing


def test_every_mention_is_counted_once_and_spam_and_own_posts_are_not(planted, october):
    """Raw mentions are those planted; what is left out is what was planted to be left out."""
    zone = ZoneInfo(october.report["timezone"])
    mentions = [
        post
        for post in planted
        if post.is_mention
        and "ombrik" in (post.brand.id, post.rival and post.rival.id)
        and f"{post.at.astimezone(zone):%Y-%m}" == MONTH
    ]
    own = next(row for row in october.tables["volume"] if row["is_focus"])
    assert own["raw_count"] == len(mentions)
    assert own["owned_count"] == sum(post.is_owned for post in mentions)
    assert own["spam_count"] == pytest.approx(sum(post.is_spam for post in mentions), abs=2)


def test_answers_come_as_planted(october):
    """The share of answered mentions falls towards that of an outage, as planned.

    It stays under the planted shares: nobody answers the posts that are taken for negative and
    are not, so they are in the base alone.
    """
    replies = TRUTH.brands["ombrik"].replies
    share = october.figures["answered_share.ombrik"]
    assert share.value < share.previous < replies.share
    assert share.high > replies.during_events_share
    assert share.change < -0.03


def test_a_report_computed_again_is_the_same_to_the_last_digit(workspace, october):
    """However its threads share the work: every figure and every cell of every table."""
    told = window.parse(
        MONTH, workspace.workspace.timezone, datetime(2026, 11, 1, tzinfo=UTC).date()
    )
    settings = workspace.report("monthly")

    for _ in range(3):
        again = compute(workspace, scope(workspace, settings, told))

        assert october.figures == again.figures
        for name, rows in october.tables.items():
            assert rows == again.tables[name], name
