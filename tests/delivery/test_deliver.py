"""Delivery against a real server: encrypted, once for each recipient, and honest about the rest."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from flows.delivery.dispatch import deliver, send_test
from flows.delivery.ledger import path_of
from flows.errors import ConfigError
from tests.delivery.conftest import PASSWORD, PDF, a_config, a_parcel

ANNA, BORIS, CHOI = "anna@example.com", "boris@example.com", "choi@example.com"
JORG = "jörg@example.com"

SEND = """
import os, sys
from pathlib import Path
from flows.delivery.dispatch import deliver
from tests.delivery.conftest import a_config, a_parcel

folder, port = Path(sys.argv[1]), int(sys.argv[2])
config = a_config(folder, port, recipients=sys.argv[3:])
for delivery in deliver(a_parcel(config, folder), config):
    print(delivery)
"""


@pytest.fixture(autouse=True)
def _password(monkeypatch):
    """Put the password where the configuration says it is."""
    monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)


def sent(folder: Path, port: int, *recipients: str, period: str = "2026-06", **mail: object):
    """Deliver the sample issue; return each recipient's status and note."""
    config = a_config(folder, port, recipients=list(recipients), **mail)
    deliveries = deliver(a_parcel(config, folder, period=period), config)
    return {one.recipient: (one.status, one.note) for one in deliveries}


def statuses(deliveries):
    """Return only the statuses, in order."""
    return [status for status, _ in deliveries.values()]


def test_a_report_is_sent_encrypted_after_a_login(tmp_path, post, trust):
    """Over STARTTLS and a login, each recipient gets a message of their own with the PDF whole."""
    assert statuses(sent(tmp_path, post.port, ANNA, BORIS)) == ["sent", "sent"]
    assert [ANNA, BORIS] == post.recipients()
    for recipient, message in post.got:
        (attachment,) = message.iter_attachments()
        assert message["To"] == recipient
        assert attachment.get_content() == PDF
    assert len(post.logins) == 1


def test_tls_from_the_start_needs_no_login(tmp_path, tls_post, trust):
    """Port 465 style encryption works, and without a username nobody logs in."""
    told = sent(tmp_path, tls_post.port, ANNA, security="tls", username=None, password=None)
    assert statuses(told) == ["sent"]
    assert [ANNA] == tls_post.recipients()


def test_a_rerun_sends_nothing_again(tmp_path, post, trust):
    """Who has the issue is skipped, whatever the case of the address; somebody new gets it."""
    sent(tmp_path, post.port, ANNA)
    again = sent(tmp_path, post.port, "Anna@example.com", CHOI)
    assert statuses(again) == ["already sent", "sent"]
    assert again["Anna@example.com"][1].startswith("Sent on 20")
    assert [ANNA, CHOI] == post.recipients()


def test_a_corrected_issue_goes_to_everybody_again(tmp_path, post, trust):
    """Issue 2 of a period is another message than issue 1, in the same conversation."""
    config = a_config(tmp_path, post.port, recipients=[ANNA])
    for number in (1, 2):
        (delivery,) = deliver(a_parcel(config, tmp_path, number=number), config)
        assert delivery.status == "sent"
    (_, first), (_, second) = post.got
    assert second["References"] == first["Message-ID"]


def test_another_window_is_another_issue(tmp_path, post, trust):
    """The next month's issue goes to the same people."""
    sent(tmp_path, post.port, ANNA)
    assert statuses(sent(tmp_path, post.port, ANNA, period="2026-05")) == ["sent"]


def test_the_next_issue_goes_on_in_the_same_conversation(tmp_path, post, trust):
    """The second month's message refers to the first one's, as mail programs ask for."""
    sent(tmp_path, post.port, ANNA, period="2026-05")
    sent(tmp_path, post.port, ANNA, period="2026-06")
    (_, may), (_, june) = post.got
    assert may["References"] is None
    assert june["References"] == june["In-Reply-To"] == may["Message-ID"] != june["Message-ID"]


def test_a_test_is_marked_and_counts_for_nobody(tmp_path, post, trust):
    """A test says so in subject and text, and whoever got it still gets the report."""
    config = a_config(tmp_path, post.port, recipients=[ANNA])
    send_test(a_parcel(config, tmp_path), config, ANNA)
    ((_, message),) = post.got
    assert message["Subject"].startswith("[Test] June 2026: Norrsken ")
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        assert "This is a test" in body.get_content()
    assert statuses(sent(tmp_path, post.port, ANNA)) == ["sent"]


def test_an_address_listed_twice_gets_one_message(tmp_path, post, trust):
    """A list with a double entry is read as one entry."""
    assert list(sent(tmp_path, post.port, ANNA, "ANNA@example.com").values()) == [("sent", "")]
    assert len(post.got) == 1


def test_a_refused_recipient_stops_nobody_else(tmp_path, post, trust):
    """One bad address is told with the server's words; the others get their mail."""
    post.refused[BORIS] = "550 no such user"
    told = sent(tmp_path, post.port, ANNA, BORIS, CHOI)
    assert statuses(told) == ["sent", "failed", "sent"]
    assert (
        "refused the address: `550 no such user`. Check the report's `recipients`" in told[BORIS][1]
    )
    assert [ANNA, CHOI] == post.recipients()


def test_who_was_refused_is_tried_again_next_time(tmp_path, post, trust):
    """A refusal is certain, so the next run sends to that recipient and to nobody else."""
    post.refused[BORIS] = "450 mailbox busy"
    first = sent(tmp_path, post.port, ANNA, BORIS)
    assert "again later" in first[BORIS][1]
    post.refused.clear()
    assert statuses(sent(tmp_path, post.port, ANNA, BORIS)) == ["already sent", "sent"]
    assert [ANNA, BORIS] == post.recipients()


def test_a_refused_message_is_no_delivery(tmp_path, post, trust):
    """A server that says no to the message has not delivered it, so the next run may try."""
    post.on_data = lambda _: "554 too many words"
    told = sent(tmp_path, post.port, ANNA)
    assert told[ANNA][0] == "failed"
    assert "refused the message: `554 too many words`" in told[ANNA][1]
    post.on_data = lambda _: None
    assert statuses(sent(tmp_path, post.port, ANNA)) == ["sent"]


def test_a_connection_lost_after_the_message_is_unsure(tmp_path, post, trust):
    """Without an answer nobody knows: it is told and left alone, and the others are served."""

    def hang_up(server):
        if post.recipients()[-1] == ANNA:
            server.transport.abort()

    post.on_data = hang_up
    told = sent(tmp_path, post.port, ANNA, BORIS)
    assert statuses(told) == ["unsure", "sent"]
    assert "may have arrived or not" in told[ANNA][1]
    again = sent(tmp_path, post.port, ANNA, BORIS)
    assert statuses(again) == ["unsure", "already sent"]
    assert "Ask the recipient; if nothing came, delete `" in again[ANNA][1]
    assert [ANNA, BORIS] == post.recipients()


def test_a_person_can_have_it_sent_again(tmp_path, post, trust):
    """Deleting the record that the note names is how a person says: send it again."""
    post.on_data = lambda server: server.transport.abort()
    note = sent(tmp_path, post.port, ANNA)[ANNA][1]
    Path(note.split("delete `")[1].split("`")[0]).unlink()
    post.on_data = lambda _: None
    assert statuses(sent(tmp_path, post.port, ANNA)) == ["sent"]


@pytest.mark.slow
def test_a_killed_run_is_not_repeated_but_told(tmp_path, post, authority):
    """After SIGKILL between the message and its record, the rerun tells and does not send."""
    reached, killed = threading.Event(), threading.Event()

    def wait(_):
        reached.set()
        killed.wait(30)

    post.on_data = wait
    command = [sys.executable, "-c", SEND, str(tmp_path), str(post.port), ANNA]
    environment = os.environ | {
        "SSL_CERT_FILE": str(authority.trusted),
        "PYTHONPATH": os.pathsep.join([".", os.environ.get("PYTHONPATH", "")]),
    }
    run = subprocess.Popen(command, env=environment)
    try:
        assert reached.wait(60)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait(10)
        killed.set()
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert f"{ANNA}: unsure." in again.stdout
    assert [ANNA] == post.recipients()


def test_two_runs_at_once_send_once(tmp_path, post, trust):
    """The second of two runs waits for the first and finds the work done."""
    results: list[str] = []
    runs = [
        threading.Thread(target=lambda: results.extend(statuses(sent(tmp_path, post.port, ANNA))))
        for _ in range(2)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join(30)
    assert sorted(results) == ["already sent", "sent"]
    assert [ANNA] == post.recipients()


def test_a_wrong_password_is_tried_once(tmp_path, post, trust, monkeypatch):
    """A refused login names the user and the secret, never its value, and locks nobody out."""
    monkeypatch.setenv("MAIL_PASSWORD", "battery staple")
    told = sent(tmp_path, post.port, ANNA, BORIS)
    assert statuses(told) == ["failed", "failed"]
    assert "refused the login of `reports`" in told[ANNA][1]
    assert "`env:MAIL_PASSWORD`" in told[BORIS][1]
    assert "battery" not in str(told)
    attempts = len(post.logins)
    sent(tmp_path, post.port, ANNA)
    assert attempts * 2 == len(post.logins)
    assert post.recipients() == []


def test_an_unknown_authority_is_refused(tmp_path, post):
    """A certificate that nobody vouches for ends the session before the password is said."""
    told = sent(tmp_path, post.port, ANNA)
    assert told[ANNA][0] == "failed"
    assert "certificate that cannot be trusted" in told[ANNA][1]
    assert "SSL_CERT_FILE" in told[ANNA][1]
    assert post.logins == []


def test_a_server_without_encryption_gets_nothing(tmp_path, plain_post):
    """Where STARTTLS is asked for and not offered, neither password nor message goes out."""
    told = sent(tmp_path, plain_post.port, ANNA)
    assert told[ANNA][0] == "failed"
    assert "offers no STARTTLS" in told[ANNA][1]
    assert plain_post.got == []


def test_a_relay_on_this_machine_needs_no_encryption(tmp_path, plain_post):
    """`security = "none"` sends in the open, without a login."""
    told = sent(tmp_path, plain_post.port, ANNA, security="none", username=None, password=None)
    assert statuses(told) == ["sent"]


def test_a_login_that_a_server_does_not_take_is_told(tmp_path, plain_post):
    """A server without AUTH is named, with what to remove."""
    told = sent(tmp_path, plain_post.port, ANNA, security="none")
    assert "takes no login" in told[ANNA][1]


def test_the_wrong_port_is_told(tmp_path, post, tls_post, trust, monkeypatch):
    """A plain session on a TLS port, TLS on a plain port, and no server at all each get advice."""
    monkeypatch.setattr("flows.delivery.mail._TIMEOUT_SECONDS", 1.0)
    assert "`mail.security`" in sent(tmp_path, post.port, ANNA, security="tls")[ANNA][1]
    plain = sent(tmp_path, tls_post.port, ANNA)[ANNA]
    assert plain[0] == "failed"
    assert "`localhost:1` cannot be reached" in sent(tmp_path, 1, ANNA)[ANNA][1]


def test_a_password_does_not_leave_the_machine_in_the_open(tmp_path):
    """Without encryption a login is refused unless the server is this machine."""
    with pytest.raises(ConfigError, match=r"would travel unencrypted to `mail\.example\.com`"):
        sent(tmp_path, 25, ANNA, security="none", host="mail.example.com")


def test_a_missing_secret_sends_nothing(tmp_path, post, monkeypatch):
    """The variable that is not set is named."""
    monkeypatch.delenv("MAIL_PASSWORD")
    with pytest.raises(ConfigError, match="the environment has no variable `MAIL_PASSWORD`"):
        sent(tmp_path, post.port, ANNA)
    assert not (tmp_path / "data" / "sent").exists()


def test_a_block_is_resolved_by_the_flow(tmp_path, post, trust):
    """`block:name` is asked of the function that a flow passes in."""
    config = a_config(tmp_path, post.port, recipients=[ANNA], password="block:mail")
    blocks = {"mail": PASSWORD}
    (delivery,) = deliver(a_parcel(config, tmp_path), config, block=blocks.__getitem__)
    assert delivery.status == "sent"


def test_without_mail_nothing_can_be_sent(tmp_path):
    """A configuration without `[mail]` says what to add."""
    config = a_config(tmp_path, 25, recipients=[ANNA]).model_copy(update={"mail": None})
    with pytest.raises(ConfigError, match=r"has no `\[mail\]`"):
        deliver(a_parcel(config, tmp_path), config)


def test_without_recipients_nothing_can_be_sent(tmp_path):
    """A report without recipients names the key."""
    with pytest.raises(ConfigError, match=r"`reports\.monthly\.recipients` is empty"):
        sent(tmp_path, 25)


def test_the_record_tells_what_happened(tmp_path, post, trust):
    """The ledger keeps issue, recipient, status and message id, and no password."""
    post.refused[BORIS] = "550 no such user"
    config = a_config(tmp_path, post.port, recipients=[ANNA, BORIS])
    parcel = a_parcel(config, tmp_path)
    deliver(parcel, config)
    path = path_of(config.lake, "monthly", "2026-06", 1, ANNA)
    told = json.loads(path.read_text())
    assert {**told, "at": ""} == {
        "report": "monthly",
        "period": "2026-06",
        "number": 1,
        "recipient": ANNA,
        "status": "sent",
        "at": "",
        "message_id": post.got[0][1]["Message-ID"],
        "note": "",
    }
    refused = json.loads(path_of(config.lake, "monthly", "2026-06", 1, BORIS).read_text())
    assert "550 no such user" in refused["note"]


def test_a_damaged_record_is_not_taken_for_permission(tmp_path, post, trust):
    """A record that cannot be read is told; nothing is sent on the strength of it."""
    config = a_config(tmp_path, post.port, recipients=[ANNA])
    parcel = a_parcel(config, tmp_path)
    path = path_of(config.lake, "monthly", "2026-06", 1, ANNA)
    path.parent.mkdir(parents=True)
    path.write_text("{")
    (delivery,) = deliver(parcel, config)
    assert delivery.status == "unsure"
    assert f"`{path}` cannot be read" in delivery.note
    assert post.got == []


def test_an_address_beyond_ascii_is_written_as_it_is(tmp_path, plain_post):
    """A server that knows SMTPUTF8 gets an address with an accent."""
    told = sent(tmp_path, plain_post.port, JORG, security="none", username=None, password=None)
    assert statuses(told) == ["sent"]
    assert [JORG] == plain_post.recipients()


def test_an_address_beyond_ascii_is_told_where_it_cannot_be_written(tmp_path, post, trust):
    """A server that does not know SMTPUTF8 is named; the other recipients are served."""
    told = sent(tmp_path, post.port, JORG, ANNA)
    assert statuses(told) == ["failed", "sent"]
    assert "knows only addresses in ASCII" in told[JORG][1]
