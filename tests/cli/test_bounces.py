"""`bounces`: where the mail is that came back."""

import pytest

from flows.sources.mailbox.imap import encoded
from tests.cli.conftest import Call
from tests.sources.dovecot import PASSWORD, USER, dovecot


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "There is no `nowhere`."),
        (("imap://ann@localhost/",), "A mailbox is written imaps://USER@HOST[:PORT]/FOLDER."),
        (("imaps://ann:hunter2@localhost/",), "The password of a mailbox stands in no address."),
        (("imaps://ann@localhost/", "--password", "env:NONE"), "no variable `NONE`"),
    ],
)
def test_a_place_that_is_none(filled, call: Call, arguments, said):
    """A place that cannot be read is answered in a sentence, and no password is repeated."""
    told = call("bounces", *arguments)
    assert 0 != told.code
    assert said in told.err
    assert "hunter2" not in told.err


def test_a_mailbox(filled, call: Call, monkeypatch):
    """A folder of a mailbox is read by IMAP; mail that is no notification is no news."""
    server = dovecot()
    folder = encoded("Zurück & gekommen")
    with server.client() as client:
        client.create(f'"{folder}"')
    server.empty(f'"{folder}"')
    server.put(b"Subject: Lunch?\n\nToday?\n", folder=f'"{folder}"')
    monkeypatch.setenv("IMAP", PASSWORD)
    place = (
        f"imaps://{USER.replace('@', '%40')}@localhost:{server.port}/Zur%C3%BCck%20%26%20gekommen"
    )
    told = call(
        "bounces", place, "--password", "env:IMAP", "--days", "3650", "--allow-private",
        "--ca-file", str(server.folder / "server.pem"), "--json",
    )  # fmt: skip
    assert (0, 0) == (told.code, told.document["read_count"])
