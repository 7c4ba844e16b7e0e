"""Whether an issue may be sent: the first answer counts, and every answer is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.delivery import review
from flows.delivery.parcel import kept, prepared
from flows.delivery.review import AlreadyDecided, Decision
from flows.delivery.sending import answer, send, standing
from flows.errors import ConfigError, ListeningError
from tests.delivery.conftest import a_config, a_parcel, an_issue

ANNA = "anna@example.com"
PLAIN = {"security": "none", "username": None, "password": None}
NOW = datetime(2026, 7, 1, 6, tzinfo=UTC)


def decision(verdict, through="command line", at=NOW, by="Anna"):
    """Return an answer."""
    return Decision(verdict=verdict, at=at, by=by, through=through)


@pytest.fixture
def issue(tmp_path, plain_post):
    """Return a parcel and its configuration, which sends through a server of the test's own."""
    config = a_config(tmp_path, plain_post.port, recipients=[ANNA], **PLAIN)
    return a_parcel(config, tmp_path), config


def kept_decisions(config) -> list[tuple[str, bool]]:
    """Return every decision on the sample and whether it counts."""
    known = review.read(config.lake, "monthly", "2026-06", 1)
    assert known is not None
    return [(one.verdict, one.counts) for one in known.decisions]


def test_nothing_is_sent_before_an_answer(issue, plain_post):
    """An issue that is asked about waits, for as long as the report is given."""
    parcel, config = issue
    asked = send(parcel, config)
    assert asked.is_waiting
    assert asked.review is not None
    assert asked.review.until == asked.review.since + timedelta(hours=72)
    assert standing(parcel, config).is_waiting
    assert plain_post.got == []


def test_the_first_answer_counts_and_the_others_are_kept(issue, plain_post):
    """After an approval the same answer sends nothing more, and another one is refused."""
    parcel, config = issue
    review.ask(parcel, config, NOW, 72)
    answer(parcel, config, decision("approved"))
    answer(parcel, config, decision("approved", "form", by="Boris"))
    with pytest.raises(AlreadyDecided, match="approved by Anna"):
        answer(parcel, config, decision("held", "form", by="Boris"))
    assert [("approved", True), ("approved", False), ("held", False)] == kept_decisions(config)
    assert [ANNA] == plain_post.recipients()


@pytest.mark.parametrize("through", ["form", "command line"])
def test_a_late_answer_sends_nothing(issue, plain_post, through):
    """When the time is over the issue is held, whoever comes; asking again opens it anew."""
    parcel, config = issue
    review.ask(parcel, config, NOW, 1)
    late = decision("approved", through, at=NOW + timedelta(hours=1))
    with pytest.raises(AlreadyDecided, match=r"nobody answered by 2026-07-01 at 07:00 UTC"):
        answer(parcel, config, late)
    assert not standing(parcel, config).is_waiting
    assert plain_post.got == []
    assert send(parcel, config).is_waiting
    answer(parcel, config, decision("approved", at=datetime.now(UTC)))
    assert [("approved", False), ("approved", True)] == kept_decisions(config)
    assert [ANNA] == plain_post.recipients()


def test_only_overruling_sends_what_is_held(issue, plain_post):
    """A hold stops a later approval until that one says that it overrules it."""
    parcel, config = issue
    answer(parcel, config, decision("held"))
    with pytest.raises(AlreadyDecided, match="--overrule"):
        answer(parcel, config, decision("approved", by="Boris"))
    answer(parcel, config, decision("approved", by="Boris"), overrule=True)
    assert [ANNA] == plain_post.recipients()


def test_a_run_finds_what_it_waits_for(issue):
    """The id of a flow run leads to its review, whatever period it was about."""
    parcel, config = issue
    review.ask(parcel, config, NOW, 72, run="run-1")
    found = review.waiting_for(config.lake, "run-1")
    assert found is not None
    assert ("monthly", "2026-06", 1) == (found.report, found.period, found.number)
    assert review.waiting_for(config.lake, "run-2") is None


def test_what_was_looked_at_is_what_is_sent(tmp_path, issue):
    """A parcel is kept as it was prepared, and read back the same."""
    _, config = issue
    made = prepared(an_issue(config, tmp_path), config)
    assert made == kept(config, "monthly", "2026-06", 1)
    assert prepared(an_issue(config, tmp_path, number=None), config) is None
    with pytest.raises(ConfigError, match="was not prepared for sending"):
        kept(config, "monthly", "2026-07", 1)


def test_a_damaged_review_is_not_taken_for_permission(issue):
    """A review that cannot be read sends nothing and says what to do."""
    parcel, config = issue
    review.ask(parcel, config, NOW, 72)
    (path,) = (config.lake / "review").rglob("review.json")
    path.write_text("{")
    with pytest.raises(ListeningError, match="not known whether the issue may be sent"):
        send(parcel, config)
