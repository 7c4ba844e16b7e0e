"""`approve`, `send` and `report --send`: nothing goes out before somebody says so."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.delivery.conftest import Post
from tests.delivery.conftest import plain_post as plain_post  # noqa: PLC0414 - a fixture

TEAM, KIM = "team@example.com", "kim@example.com"
RECIPIENTS = f'recipients = ["{TEAM}", {{ address = "{KIM}", language = "ko" }}]\n'
ISSUE = ("monthly", "2013-06")

pytestmark = pytest.mark.slow


@pytest.fixture
def post(filled: Path, plain_post: Post) -> Post:
    """Stand in a workspace that sends through a server of the test's own."""
    mail = f'[mail]\nhost = "localhost"\nport = {plain_post.port}\nsecurity = "none"\n'
    with (filled / "listening.toml").open("a") as file:
        file.write(RECIPIENTS + mail + 'sender = "us@example.com"\n')
    return plain_post


def decisions(workspace: Path) -> list[tuple[str, bool]]:
    """Return what was decided about the issue, and what of it counts."""
    path = workspace / "data" / "review" / "monthly" / "2013-06" / "1" / "review.json"
    return [(one["verdict"], one["counts"]) for one in json.loads(path.read_text())["decisions"]]


def test_an_issue_waits_until_it_is_approved(filled: Path, call: Call, post: Post):
    """--send asks for approval and says how; approving sends, and a second time to nobody."""
    asked = call("report", "monthly", "--send")
    assert 0 == asked.code
    assert "waits for approval until" in asked.out
    assert "`earwitness approve monthly 2013-06 --issue 1`" in asked.out
    assert "waiting" == call("send", *ISSUE, "--json").document["review"]["status"]
    assert [] == post.got

    approved = call("approve", *ISSUE, "--comment", "Read it.", "--by", "Anna")
    assert 0 == approved.code
    assert "was approved by Anna" in approved.out
    assert [TEAM, KIM] == post.recipients()

    again = call("approve", *ISSUE, "--json")
    assert ["already sent"] * 2 == [one["status"] for one in again.document["deliveries"]]
    assert ["already sent"] * 2 == [
        one["status"]
        for one in call("report", "monthly", "--send", "--json").document["deliveries"]
    ]
    too_late = call("approve", *ISSUE, "--hold")
    assert 1 == too_late.code
    assert "was approved by Anna" in too_late.err
    assert [("approved", True), ("approved", False), ("held", False)] == decisions(filled)
    assert 2 == len(post.got)


def test_each_reads_their_own_language(filled: Path, call: Call, post: Post):
    """A recipient with a language gets the message in it, the others in the report's."""
    call("report", "monthly")
    call("approve", *ISSUE)
    (_, english), (_, korean) = post.got
    for message, language in ((english, "en"), (korean, "ko")):
        body = message.get_body(("html",))
        assert body is not None
        assert f'<html lang="{language}"' in body.get_content()
    assert "June 2013" in english["Subject"]
    assert "2013년 6월" in korean["Subject"]


def test_what_is_held_is_sent_only_by_who_overrules(filled: Path, call: Call, post: Post):
    """A hold keeps its comment and stops the next one, until that one says --overrule."""
    call("report", "monthly", "--send")
    held = call("approve", *ISSUE, "--hold", "--comment", "The May figures first.", "--by", "Anna")
    assert 0 == held.code
    refused = call("approve", *ISSUE)
    assert 1 == refused.code
    assert "held by Anna" in refused.err
    assert "“The May figures first.”" in refused.err
    assert "--overrule" in refused.err
    assert [] == post.got
    assert 0 == call("approve", *ISSUE, "--overrule", "--to", "board@example.com").code
    assert ["board@example.com"] == post.recipients()


def test_who_is_not_answered_in_time_holds(filled: Path, call: Call, post: Post):
    """After `review_hours` an issue is held, and says that nobody answered."""
    path = filled / "listening.toml"
    path.write_text(path.read_text().replace("recipients =", "review_hours = 1e-6\nrecipients ="))
    call("report", "monthly", "--send")
    late = call("approve", *ISSUE)
    assert 1 == late.code
    assert "is held: nobody answered by" in late.err
    assert [] == post.got


def test_an_unattended_report_is_sent_at_once(filled: Path, call: Call, post: Post):
    """`sending = "unattended"` is how somebody says that nobody looks."""
    path = filled / "listening.toml"
    unattended = 'sending = "unattended"\nrecipients ='
    path.write_text(path.read_text().replace("recipients =", unattended))
    assert 0 == call("report", "monthly", "--send").code
    assert [TEAM, KIM] == post.recipients()


def test_a_test_goes_to_one_address_and_counts_for_nobody(filled: Path, call: Call, post: Post):
    """`send --test` shows how the message arrives, before anybody approved it."""
    call("report", "monthly")
    said = call("send", *ISSUE, "--test", "me@example.com")
    assert (0, "me@example.com: sent as a test.\n") == (said.code, said.out)
    ((recipient, message),) = post.got
    assert recipient == "me@example.com"
    assert message["Subject"].startswith("[Test] ")
    call("approve", *ISSUE, "--to", "me@example.com")
    assert ["me@example.com"] * 2 == post.recipients()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["approve", "monthly", "2013-05"], "has not been issued for 2013-05"),
        (["approve", "monthly", "2013-06", "--issue", "7"], "no issue 7 for 2013-06. There are: 1"),
        (["approve", "monthly", "2013-06", "--issue", "0"], "greater than or equal to 1"),
        (["approve", "monthly", "2013-06", "--to", "nobody"], "`nobody` is no e-mail address"),
        (["send", "monthly", "2013-06", "--test", "nobody"], "`nobody` is no e-mail address"),
        (["report", "monthly", "--send", "--out", "here"], "A draft is not sent"),
    ],
)
def test_what_cannot_be_sent_is_told(
    filled: Path, call: Call, post: Post, arguments: list[str], said: str
):
    """A period, an issue or an address that is not there is named, and nothing is sent."""
    call("report", "monthly")
    told = call(*arguments)
    assert 2 == told.code
    assert said in told.err
    assert [] == post.got
