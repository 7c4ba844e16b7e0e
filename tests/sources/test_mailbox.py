"""A mailbox on a real IMAP server: what is new, what is left untouched, what is refused."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.errors import SourceRefused, SourceUnavailable
from flows.sources.mailbox.imap import encoded
from flows.window import Window
from tests.sources.dovecot import Dovecot, dovecot
from tests.sources.samples import AT
from tests.sources.test_mail import REPLY, message


@dataclass
class Box:
    """A mailbox, and what one collection of it brings."""

    server: Dovecot
    hear: Any


@pytest.fixture
def box(collect):
    """Return an empty mailbox."""
    server = dovecot()
    server.empty()
    return Box(server, lambda **given: collect(kind="mailbox", **{**server.settings, **given}))


def ids(heard):
    """Return the ids of what was heard, without their domain."""
    return [post.post_id.partition("@")[0] for post in heard.posts]


def test_the_same_posts_as_from_a_file(box, collect, tmp_path):
    """A list in a mailbox and its archive in a file are the same posts."""
    (tmp_path / "list.mbox").write_bytes(REPLY.read_bytes())
    box.server.serve(REPLY.read_bytes())
    from_file, from_server = collect(kind="mbox", path="list.mbox"), box.hear()
    assert 3 == len(from_file.posts)
    assert from_file.posts == from_server.posts
    assert [one.reason for one in from_file.rejects] == [one.reason for one in from_server.rejects]


def test_nothing_is_marked_as_read(box):
    """A message that was heard is as unread as before."""
    box.server.put(message())
    assert ["1"] == ids(box.hear())
    with box.server.client() as client:
        client.select("INBOX", readonly=True)
        _, unseen = client.search(None, "UNSEEN")
        assert 1 == len(unseen[0].split())


def test_it_goes_on_behind_the_last_message(box):
    """The second collection reads only what came after the first."""
    box.server.put(message())
    first = box.hear()
    box.server.put(message(Message_ID="<2@x>"), message(Message_ID="<3@x>"))
    second = box.hear(cursor=first.source.cursor, at=AT + timedelta(hours=1))
    assert ["2", "3"] == ids(second)
    assert (AT, AT + timedelta(hours=1)) == second.source.covered


def test_new_numbers_are_told(box):
    """Where the server numbered its messages anew, those since the last collection are reread."""
    box.server.put(message(Date="Fri, 20 Mar 2026 10:00:00 +0000"))
    cursor = {**box.hear().source.cursor, "folder INBOX": "1:99"}
    again = box.hear(cursor=cursor, at=AT + timedelta(hours=1))
    assert any("`INBOX` have new numbers" in note for note in again.source.notes)


@pytest.mark.parametrize("damage", ["", "1", "1:", "1:x", "yesterday", "2026-03-01"])
def test_a_damaged_cursor_is_begun_anew(box, damage):
    """What a slip of the hand left in the ledger costs another reading, and no post."""
    box.server.put(message())
    first = box.hear()
    damaged = dict.fromkeys(first.source.cursor, damage)
    again = box.hear(cursor=damaged)

    assert first.posts
    assert ids(first) == ids(again)
    assert first.source.cursor.keys() == again.source.cursor.keys()


def test_too_many_go_on_later(box):
    """What one collection does not reach, the next does, and no message is heard twice."""
    box.server.put(*(message(Message_ID=f"<{n}@x>") for n in range(5)))
    first = box.hear(max_messages=3)
    second = box.hear(max_messages=3, cursor=first.source.cursor)
    assert (["0", "1", "2"], ["3", "4"]) == (ids(first), ids(second))
    assert first.source.covered is None


def test_a_window_is_heard_by_date(box):
    """A backfill takes the messages that were written in its days, and leaves the cursor."""
    box.server.put(
        message(Message_ID="<old@x>", Date="Sun, 01 Mar 2026 23:30:00 +0000"),
        message(Message_ID="<in@x>", Date="Mon, 02 Mar 2026 23:30:00 +0000"),
        message(Message_ID="<late@x>", Date="Tue, 03 Mar 2026 00:30:00 +0000"),
    )
    window = Window(date(2026, 3, 2), date(2026, 3, 3), "UTC")
    heard = box.hear(window=window, cursor={"read_at": AT.isoformat()})
    assert ["in"] == ids(heard)
    assert {"read_at": AT.isoformat()} == heard.source.cursor


def test_messages_are_counted_before_they_are_read(box, open_source):
    """How many messages a backfill would fetch is known from the server, folder by folder."""
    box.server.put(*(message(Message_ID=f"<{n}@x>") for n in range(3)))
    box.server.put(message(Message_ID="<old@x>", Date="Sun, 01 Feb 2026 10:00:00 +0000"))
    source = open_source(kind="mailbox", **box.server.settings)
    assert 3 == source.count(AT - timedelta(days=30), AT)


def test_large_messages_are_not_fetched(box):
    """A message that is larger than allowed is put aside by its size."""
    box.server.put(message("x" * 1_200_000), message(Message_ID="<2@x>"))
    heard = box.hear(max_megabytes=1)
    assert ["2"] == ids(heard)
    assert ["is 1.2 MB large; `max_megabytes` allows 1"] == [one.reason for one in heard.rejects]


def test_folders_have_names_in_any_language(box):
    """A folder is found by its name as people write it; one that is not there is named."""
    with box.server.client() as client:
        client.create(f'"{encoded("Töpfe & Kessel")}"')
    box.server.empty(f'"{encoded("Töpfe & Kessel")}"')
    box.server.put(message(), folder=f'"{encoded("Töpfe & Kessel")}"')
    assert ["1"] == ids(box.hear(folders=["Töpfe & Kessel"]))
    with pytest.raises(SourceRefused, match="has no folder `Gone`"):
        box.hear(folders=["Gone"])


def test_what_is_refused(box):
    """A wrong login, a certificate nobody vouches for, and a private address are refused."""
    with pytest.raises(SourceRefused, match="did not take the login of `eve`") as refused:
        box.hear(user="eve")
    assert "secret" not in str(refused.value)
    with pytest.raises(SourceRefused, match="a certificate that is not trusted"):
        box.hear(ca_file=None)
    with pytest.raises(SourceRefused, match="not a public address"):
        box.hear(allow_private=False)
    with pytest.raises(SourceRefused, match="`ca_file` cannot be read"):
        box.hear(ca_file=str(Path("/nowhere.pem")))


def test_a_server_that_is_away(box, unused_port):
    """A server that does not answer is unavailable: it is asked again later."""
    with pytest.raises(SourceUnavailable, match="did not answer as it should"):
        box.hear(port=unused_port)


@pytest.fixture
def unused_port():
    """Return a port that nothing listens at."""
    import socket  # noqa: PLC0415 - used here alone

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
