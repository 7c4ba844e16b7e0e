"""The checks find what must not be, and show it."""

import re

import pytest

from flows.errors import CheckFailed, ModelError
from flows.warehouse import checks

TAMPERED = {
    "figures_are_unique": "insert into figures from figures where figure = 'mentions.acme'",
    "figures_are_defined": "update figures set metric = 'hype' where figure = 'mentions.acme'",
    "intervals_hold_values": (
        "update figures set high = value - 1 where figure = 'net_sentiment.acme'"
    ),
    "shares_are_parts": "update figures set value = 1.5 where figure = 'share_of_voice.acme'",
    "sentiment_shares_add_up": "update sentiment_shares set positive_share = positive_share + 0.1",
    "days_add_up": "update brand_daily set mention_count = mention_count + 1 where brand = 'acme'",
    "voices_share_all": "update share_of_voice set share_of_voice = share_of_voice / 2",
    "posts behind figures": "update figures set value = value + 1 where figure = 'mentions.acme'",
}


@pytest.fixture
def tampered(built):
    """Return a connection whose tables are as they were after the test."""
    built.execute("begin")
    yield built
    built.execute("rollback")


@pytest.mark.parametrize("check", TAMPERED)
def test_a_check_finds_what_was_tampered_with(check, tampered):
    """Each contradiction is found by the check that is about it."""
    tampered.execute(TAMPERED[check])

    with pytest.raises(CheckFailed, match=f"`(sql/checks/)?{check}(.sql)?` found rows"):
        checks.verify(tampered)


def test_three_rows_are_shown(tampered):
    """However many rows there are, three are enough to see what is wrong."""
    tampered.execute("update figures set metric = 'hype'")

    with pytest.raises(CheckFailed) as refused:
        checks.verify(tampered)

    assert 3 == len(re.findall(r"\('[\w.]+', 'hype'\)", str(refused.value)))
    assert "is in the dictionary." in str(refused.value)
    assert "No report is issued" in str(refused.value)


def test_a_figure_whose_posts_cannot_be_asked_for(tampered):
    """A condition that is no SQL is the model's fault, told in one line."""
    tampered.execute("update figures set posts_where = 'nope = 1' where figure = 'mentions.acme'")

    with pytest.raises(ModelError, match=r"behind a figure of `mentions` cannot be found: .*nope"):
        checks.verify(tampered)
