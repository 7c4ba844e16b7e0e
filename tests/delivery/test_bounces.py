"""What comes back: notifications of several servers, in every form that mail is kept in."""

import mailbox
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.delivery import bounces
from flows.delivery.bounces import notified
from flows.delivery.dispatch import deliver
from flows.errors import ConfigError
from flows.sources.mail.message import parsed
from flows.sources.mailbox.imap import Account
from tests.delivery.conftest import a_config, a_parcel
from tests.sources.dovecot import PASSWORD, USER, dovecot

ANNA, BORIS = "anna@example.com", "boris@example.com"
PLAIN = {"security": "none", "username": None, "password": None}

NOTIFICATION = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: reports@example.com
Subject: Undelivered Mail Returned to Sender
Date: Wed, 01 Jul 2026 06:05:00 +0200
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 01 Jul 2026 06:00:00 +0200

{recipients}
--b
Content-Type: {kind}

Message-ID: {message_id}
Subject: Norrsken in June 2026

--b--
"""
FAILED = """Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such
    user here

"""
RELAYED = "Final-Recipient: rfc822; {address}\nAction: relayed\nStatus: 2.0.0\n\n"


def notification(message_id: str, *recipients: str, kind: str = "text/rfc822-headers") -> bytes:
    """Return a notification about a message, as a mail server writes it."""
    text = NOTIFICATION.format(recipients="".join(recipients), message_id=message_id, kind=kind)
    return text.replace("\n", "\r\n").encode()


@pytest.fixture
def sent(tmp_path, plain_post):
    """Return the configuration after the sample went to two people, and the messages' ids."""
    config = a_config(tmp_path, plain_post.port, recipients=[ANNA, BORIS], **PLAIN)
    deliver(a_parcel(config, tmp_path), config)
    return config, [message["Message-ID"] for _, message in plain_post.got]


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_failed_delivery_is_kept_with_the_issue_it_was(tmp_path, sent, kind):
    """The address, the server's words and the issue are known from the message's id."""
    config, (anna, _) = sent
    path = tmp_path / "back.eml"
    path.write_bytes(notification(anna, FAILED.format(address="anna@inner.example"), kind=kind))
    (fresh,) = bounces.keep(config.lake, bounces.read(path))
    assert fresh.told() == (
        "Issue 1 of `monthly` for 2026-06 to `anna@example.com` came back on 2026-07-01: "
        "`5.1.1 550 5.1.1 no such user here`."
    )
    assert [] == bounces.keep(config.lake, bounces.read(path))


def test_a_mailbox_is_read_as_it_is(sent):
    """Notifications in a mailbox are heard by IMAP, and stay unread; other mail says nothing."""
    config, (anna, _) = sent
    server = dovecot()
    server.empty()
    server.put(notification(anna, FAILED.format(address=ANNA)), b"Subject: Lunch?\n\nToday?\n")
    account = Account(
        "localhost",
        USER,
        PASSWORD,
        server.port,
        ca_file=server.folder / "server.pem",
        allow_private=True,
    )
    found = bounces.fetched(account, "INBOX", date(2026, 3, 1))
    assert [ANNA] == [one.recipient for one in bounces.keep(config.lake, found)]
    with server.client() as client:
        client.select("INBOX", readonly=True)
        assert 2 == len(client.search(None, "UNSEEN")[1][0].split())


def test_the_next_sending_tells_what_came_back(tmp_path, sent, plain_post):
    """Who is sent to again is told of; who is not concerned is not."""
    config, (anna, _) = sent
    path = tmp_path / "back.eml"
    path.write_bytes(notification(anna, FAILED.format(address=ANNA)))
    bounces.keep(config.lake, bounces.read(path))
    again = deliver(a_parcel(config, tmp_path), config)
    assert ["already sent", "already sent"] == [one.status for one in again]
    assert "came back on 2026-07-01" in again[0].note
    assert "came back" not in again[1].note
    first, second = deliver(a_parcel(config, tmp_path, period="2026-07"), config)
    assert (first.status, second.note) == ("sent", "")
    assert "came back on 2026-07-01" in first.note


def test_only_what_failed_and_was_ours_is_kept(tmp_path, sent):
    """A relay, somebody else's message and ordinary mail are no news."""
    config, (anna, boris) = sent
    (tmp_path / "mail").mkdir()
    ordinary = EmailMessage()
    ordinary["Subject"] = "Out of office"
    ordinary.set_content("Back on Monday.")
    for name, content in {
        "relayed": notification(anna, RELAYED.format(address=ANNA)),
        "strange": notification("<other@elsewhere.example>", FAILED.format(address=ANNA)),
        "ordinary": ordinary.as_bytes(),
        "both": notification(boris, RELAYED.format(address=ANNA), FAILED.format(address=BORIS)),
    }.items():
        (tmp_path / "mail" / f"{name}.eml").write_bytes(content)
    (fresh,) = bounces.keep(config.lake, bounces.read(tmp_path / "mail"))
    assert fresh.recipient == BORIS


@pytest.mark.parametrize("form", ["mbox", "maildir"])
def test_a_mailbox_is_read_whole(tmp_path, sent, form):
    """An mbox and a Maildir give the same as single files."""
    config, ids = sent
    path = tmp_path / form
    box = mailbox.mbox(path) if form == "mbox" else mailbox.Maildir(path)
    for message_id, address in zip(ids, (ANNA, BORIS), strict=True):
        box.add(notification(message_id, FAILED.format(address=address)))
    box.close()
    fresh = bounces.keep(config.lake, bounces.read(path))
    assert {ANNA, BORIS} == {one.recipient for one in fresh}


def test_a_path_that_is_not_there_is_told(tmp_path):
    """The path is named, with what it may be."""
    with pytest.raises(ConfigError, match="Name a file of mail"):
        bounces.read(Path(tmp_path / "nowhere"))


pieces = st.sampled_from(
    [
        "Content-Type: multipart/report; boundary=b\n", "--b\n", "--b--\n", "\n", "Date: x\n",
        "Content-Type: message/delivery-status\n", "Final-Recipient: rfc822; a@b\n",
        "Content-Type: message/rfc822\n", "Message-ID: <x>\n", "Status: \u00e9\n", "\x00",
        "Action: failed\n",
    ]
)  # fmt: skip


@given(st.lists(pieces, max_size=30).map("".join))
def test_whatever_comes_in_breaks_nothing(text):
    """Mail from outside is read or passed over, never a failure."""
    list(notified(parsed(text.encode("utf-8", "surrogateescape"))))
