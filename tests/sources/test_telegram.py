"""What is special about Telegram: updates are given out once, exports mix what is private."""

import json
from datetime import timedelta

import polars as pl
import pytest

from examples.replay import PLATFORMS, Said
from examples.replay.server import replay, say
from flows.errors import SchemaDrift, SourceRefused
from flows.lake.collection import collect_source
from flows.sources import client
from flows.sources.budget import Budgets
from flows.sources.telegram.messages import words
from tests.lake.samples import a_config
from tests.sources.places.telegram import PATH, place
from tests.sources.samples import AT
from tests.sources.test_contract import FIXTURES

UPDATES = (FIXTURES / "telegram/reply.json").read_bytes()
EXPORT = (FIXTURES / "telegram_archive/reply.json").read_bytes()


@pytest.fixture(autouse=True)
def own_budgets(monkeypatch):
    """Let no test wait for what another was told."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())


@pytest.fixture
def hear(collect, server, tmp_path):
    """Collect the updates of a bot."""
    served = place(server, tmp_path)

    def run(body=UPDATES, cursor=None, at=AT, **settings):
        served.serve(body)
        return collect(cursor, at=at, kind="telegram", **served.settings, **settings)

    return run


def test_what_came_is_kept_before_it_is_confirmed(http, tmp_path):
    """To ask for more makes Telegram forget what came, so that lies in the lake by then."""
    posts = [Said(str(n), AT - timedelta(minutes=30 - n)) for n in range(25)]
    kept = []

    def look(handler, answer):
        files = (tmp_path / "data").rglob("raw/*/*/*.parquet")
        kept.append(sum(pl.read_parquet(path).height for path in files))
        say(handler, answer)

    with replay({"it": PLATFORMS["telegram"](posts, 10)}) as played:
        played.always = look
        given = {"url": played.place("it"), "token": "env:BOT", "allow_private": True}
        config = a_config(tmp_path, sources=[{"id": "it", "kind": "telegram", **given}])
        entry = collect_source(config, config.source("it"), http, AT)
    assert ("complete", 25) == (entry.status, entry.post_count)
    assert [0, 10, 20, 25] == kept


def test_two_who_ask_are_told_so(hear, server, collect):
    """Where a webhook or another program takes the updates, the refusal says what to do."""
    hear()
    said = b'{"ok": false, "error_code": 409, "description": "Conflict: terminated by other"}'
    server.says(PATH, said, 409)
    given = {"url": server.url, "allow_private": True, "token": "env:BOT"}
    with pytest.raises(SourceRefused, match=r"409: Conflict: terminated by other\. Something else"):
        collect(kind="telegram", **given)


def test_the_token_is_in_no_message(server, collect):
    """It is part of the address, and blotted out of what is said of that."""
    given = {"url": server.url, "allow_private": True, "token": "env:BOT"}
    server.says(PATH, status=503)
    with pytest.raises(Exception, match=r"bot\*\*\*/getUpdates") as failure:
        collect(kind="telegram", **given)
    assert "secret" not in str(failure.value)


def test_private_words_are_not_heard(hear):
    """What somebody tells the bot alone is no public post, whoever they are."""
    heard = hear()
    assert not any("private word" in post.text for post in heard.posts)
    assert ["1 message was left out, of chats that are private or not asked for."] == (
        heard.source.notes
    )


def test_channels_that_are_named(hear):
    """Only those are heard that are asked for, however their names are written."""
    heard = hear(channels=["ACME_kettles"])
    assert ["1234567890/11"] == [post.post_id for post in heard.posts]


def test_an_edit_is_a_newer_observation(hear):
    """It comes under the same id, with the words that stand there now."""
    first = hear()
    said = json.loads(UPDATES)["result"][0]["channel_post"]
    edit = {**said, "edit_date": said["date"] + 60, "text": "It whistles in D."}
    body = json.dumps({"result": [{"update_id": 507, "edited_channel_post": edit}]}).encode()
    (post,) = hear(body, first.source.cursor, AT + timedelta(hours=1)).posts
    assert ("1234567890/11", "It whistles in D.") == (post.post_id, post.text)


def test_a_day_of_silence_is_a_limit(hear):
    """What is older than 24 hours was forgotten by Telegram: of that time nothing is known."""
    first = hear()
    late = AT + timedelta(hours=30)
    second = hear(cursor=first.source.cursor, at=late)
    assert second.source.limit
    assert (AT, late - timedelta(hours=24)) == (
        second.source.limit.first,
        second.source.limit.last,
    )
    third = hear(cursor=second.source.cursor, at=late + timedelta(hours=2))
    assert (None, (late, late + timedelta(hours=2))) == (third.source.limit, third.source.covered)


def test_both_ways_name_the_same_post(hear, collect, tmp_path):
    """A post that an export and a bot bring has one id, one author and one date."""
    (tmp_path / "result.json").write_bytes(EXPORT)
    export = collect(kind="telegram_archive", path="result.json", handle="acme_kettles").posts[0]
    bot = hear().posts[0]
    same = {"post_id", "url", "posted_at", "author", "author_name", "text", "kind"}
    assert export.model_dump(include=same) == bot.model_dump(include=same)


def test_private_chats_of_an_export_are_left_out(collect, write):
    """An export of a whole account gives what is public, and counts the rest."""
    public = json.loads(EXPORT)
    chats = [public, {**public, "type": "personal_chat"}, {**public, "type": "private_group"}]
    path = write(json.dumps({"chats": {"list": chats}}), "result.json")
    heard = collect(kind="telegram_archive", path=path)
    assert 3 == len(heard.posts)
    (note,) = heard.source.notes
    assert "2 chats are not public, and were left out; the first is a `personal_chat`" in note


def test_local_times_of_old_exports(collect, write):
    """What states no zone is read in the one that is named."""
    path = write(EXPORT, "result.json")
    heard = collect(kind="telegram_archive", path=path, timezone="Europe/Berlin")
    old = next(post for post in heard.posts if post.post_id == "1234567890/14")
    assert "2021-03-18T11:00:00+00:00" == old.posted_at.isoformat()


def test_another_json_is_drift(collect, write):
    """A file that is no export says so."""
    with pytest.raises(SchemaDrift, match="no export of Telegram Desktop"):
        collect(kind="telegram_archive", path=write('{"about": "x"}', "result.json"))


@pytest.mark.parametrize(
    ("said", "text"),
    [("a", "a"), (["a ", {"type": "bold", "text": "b"}, "c"], "a bc"), ([], ""), (None, "")],
)
def test_words(said, text):
    """A text is a string, or a list of strings and of pieces with a form."""
    assert text == words(said)
