"""Messages of mailing lists: what their authors wrote, and the same through every route."""

import mailbox
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.mail.words import own_words
from tests.sources.dovecot import held
from tests.sources.samples import AT

REPLY = Path(__file__).parent / "fixtures" / "mbox" / "reply.mbox"


def message(body="It is loud.", **headers):
    """Return a message as bytes."""
    told = {
        "Message-ID": "<1@kettles.example>",
        "Date": "Mon, 02 Mar 2026 10:00:00 +0000",
        "From": "Ann <ann@example.com>",
        "Subject": "Acme",
        **{name.replace("_", "-"): said for name, said in headers.items()},
    }
    lines = [f"{name}: {said}" for name, said in told.items() if said is not None]
    return ("\n".join(lines) + f"\n\n{body}\n").encode()


@pytest.fixture
def mail(collect, write):
    """Write a message and collect it."""

    def run(content, **settings):
        return collect(kind="mbox", path=write(content, "one.eml"), **settings)

    return run


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Good.\n\nOn 2 March 2026, Ann wrote:\n> Bad.\n> Really.", "Good."),
        ("Am 02.03.2026 um 10:00 schrieb Ann:\n> Schlecht.\nGut.", "Gut."),
        ("Le 2 mars 2026 à 10:00, Ann <a@b.example>\na écrit :\n> Non.\n\nOui.", "Oui."),
        ("Yes.\n-- \nAnn\nAcme fan", "Yes."),
        ("Yes.\n\n-----Original Message-----\nFrom: Ann\nNo.", "Yes."),
        ("Yes.\n\nFrom: Ann\nSent: Monday\nTo: Ben\nSubject: No\n\nNo.", "Yes."),
        ("Yes.\n______________________________\nkettles mailing list", "Yes."),
        ("> Is it loud?\nNo.\n> Is it hot?\nYes.", "No.\nYes."),
        ("From: the kitchen\nit sounds fine", "From: the kitchen\nit sounds fine"),
        ("On the whole, I wrote: good", "On the whole, I wrote: good"),
    ],
)
def test_own_words(said, own):
    """Quotes, what announces them, and signatures are cut; answers between quotes stay."""
    assert own == own_words(said)


@given(st.text())
def test_any_text_has_own_words(said):
    """Nothing is added to a text, whatever it is, and a second reading takes nothing more."""
    own = own_words(said)
    assert len(own) <= len(said)
    assert own_words(f"{own}\n> quoted") == own_words(own)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (message(Date="soon"), "`Date` is `soon`, which is no date"),
        (message(Message_ID=None), "has no `Message-ID`, so it cannot be told from others"),
        (
            message(Content_Type="text/plain; charset=utf-8").replace(b"loud", b"lo\xffd"),
            "says that it is utf-8, and is not (byte 9)",
        ),
        (
            message("no part", Content_Type='multipart/mixed; boundary="b"', MIME_Version="1.0"),
            "is no MIME that can be read (StartBoundaryNotFound)",
        ),
        (message("x" * 1_200_000), "is 1.2 MB large; `max_megabytes` allows 1"),
        (message(List_Id="Pots <pots.example>"), "is of the list `pots.example`"),
    ],
)
def test_faults_are_told(mail, content, reason):
    """A message that cannot be read, or was not asked for, is put aside with its reason."""
    lists = ["kettles.example"] if b"List-Id" in content else []
    heard = mail(content, max_megabytes=1, lists=lists)
    assert ([], [reason]) == (heard.posts, [one.reason for one in heard.rejects])


def test_a_date_in_the_future_is_that_of_its_arrival(mail):
    """A clock that is wrong by more than a day is not believed; the last server's is."""
    content = message(
        Date="Mon, 02 Mar 2099 10:00:00 +0000",
        Received="from a by b; Tue, 03 Mar 2026 11:00:00 +0100",
    )
    (post,) = mail(content).posts
    assert (datetime(2026, 3, 3, 10, tzinfo=UTC), "guessed") == (
        post.posted_at,
        post.posted_precision,
    )


@given(st.binary(max_size=400))
def test_any_bytes_are_read(content):
    """Whatever stands in a file of mail is a post or put aside; nothing breaks."""
    from flows.sources.mail.message import heard  # noqa: PLC0415 - beside its settings
    from flows.sources.mbox import MboxSettings  # noqa: PLC0415

    settings = MboxSettings(id="acme", kind="mbox", path="x")
    for whole in (content, b"Message-ID: <1@x>\nDate: Mon, 2 Mar 2026 10:00 +0000\n" + content):
        assert heard(settings, whole, AT, "x#1")


def test_maildir_and_files_are_the_same(collect, tmp_path):
    """A Maildir, a folder of messages and an mbox file of the same messages hold the same posts."""
    (tmp_path / "list.mbox").write_bytes(REPLY.read_bytes())
    folder = tmp_path / "files"
    folder.mkdir()
    with closing(mailbox.Maildir(tmp_path / "Maildir")) as box:
        for number, content in enumerate(held(REPLY.read_bytes())):
            box.add(content)
            (folder / f"{number}.eml").write_bytes(content)
    heard = [collect(kind="mbox", path=path).posts for path in ("list.mbox", "files", "Maildir")]
    first, *others = [sorted(posts, key=lambda post: post.post_id) for posts in heard]
    assert 3 == len(first)
    assert [first, first] == others


def test_a_maildir_goes_on(collect, tmp_path):
    """Of a Maildir only what is new is read, also after a message was marked as read."""
    with closing(mailbox.Maildir(tmp_path / "Maildir")) as box:
        box.add(message())
        first = collect(kind="mbox", path="Maildir")
        (new,) = (tmp_path / "Maildir" / "new").iterdir()
        again = collect(first.source.cursor, kind="mbox", path="Maildir")
        box.add(message(Message_ID="<2@kettles.example>"))
        third = collect(first.source.cursor, kind="mbox", path="Maildir")
    assert new.exists()
    assert [["1@kettles.example"], [], ["2@kettles.example"]] == [
        [post.post_id for post in one.posts] for one in (first, again, third)
    ]


def test_nothing_there(collect):
    """A path at which there is no mail is named."""
    from flows.errors import SourceRefused  # noqa: PLC0415 - used here alone

    with pytest.raises(SourceRefused, match="`nowhere` holds no mail"):
        collect(kind="mbox", path="nowhere", at=AT + timedelta(hours=1))
