"""No secret is kept or said, whatever a platform does: no message, note, ledger, reject or log.

A kind that is new in the registry and has a setting for a secret is tried by itself.
"""

import json
import logging
from datetime import timedelta
from typing import Any

import polars as pl
import pytest

from examples.replay import PLATFORMS, Said
from examples.replay.server import Fault, replay, say
from flows.lake.collection import collect_source
from flows.sources import SOURCE_KINDS, Http, client
from flows.sources.budget import Budgets
from flows.sources.http import Patience
from tests.lake.samples import a_config
from tests.sources import faults
from tests.sources.samples import AT
from tests.sources.secrets import pem, secret, service_key, signing_key

_REFERENCE = "(env|block):"
SECRETS: dict[str, list[str]] = {
    kind: names
    for kind, settings in SOURCE_KINDS.items()
    if "url" in settings.model_fields
    and (names := [n for n, one in settings.model_fields.items() if _REFERENCE in str(one)])
}
"""The settings of each kind over HTTP that name a secret; test_mailbox.py has a mailbox's."""

BESIDE: dict[str, dict[str, Any]] = {
    "appstore": {
        "key_id": "ABCD123456",
        "issuer_id": "57246542-96fe-1a63-e053-0824d011072a",
        "countries": [],
    },
    "bluesky": {"handle": "listener.example"},
    "discourse": {"api_username": "listener"},
}
"""What a secret is given with."""


def echoes(status: int) -> Fault:
    """Say what was asked, and with which secrets, as careless gateways do."""

    def fault(handler: Any, answer: Any) -> None:
        told = {"error": f"not so: {handler.path} {dict(handler.headers)}"}
        body = json.dumps({**told, "message": told["error"], "errors": [told]}).encode()
        say(handler, type(answer)(body, status, {"Content-Type": "application/json"}))

    return fault


def echoes_in_words(handler: Any, answer: Any) -> None:
    """Say it in a sentence, with the status of a success."""
    said = f"Invalid: {handler.path} {dict(handler.headers)}"
    say(handler, type(answer)(said.encode(), 200))


FAULTS: dict[str, Fault] = {
    "none": say,
    **{str(status): faults.says(status) for status in (401, 403, 404, 429, 500)},
    "truncated": faults.truncated,
    "cut off": faults.cut_off,
    "redirects": faults.redirects_to_itself,
    "another shape": faults.another_shape,
    "no JSON": faults.no_json,
    **{f"echo {status}": echoes(status) for status in (200, 400, 401, 403, 500)},
    "echo in words": echoes_in_words,
}


def told(reference: str) -> str:
    """Return the secret of a reference."""
    if reference == "env:service_account":
        return secret("env:GOOGLE")
    return pem(signing_key()) if reference == "env:private_key" else f"hush-{reference}-hush"


def kept(folder: Any) -> str:
    """Return everything that lies in a folder as text, Parquet unpacked."""
    said = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        is_table = path.suffix == ".parquet"
        said.append(
            pl.read_parquet(path).write_ndjson()
            if is_table
            else path.read_bytes().decode("utf-8", "replace")
        )
    return "\n".join(said)


def shown(question: Any) -> set[str]:
    """Return what a request said that only its asker may know."""
    named = ("Authorization", "Api-Key", "Apikey", "X-Api-Key")
    return {
        value.partition(" ")[2] or value
        for key, value in question.headers.items()
        if key.title() in named
    }


@pytest.mark.slow
@pytest.mark.parametrize("at_request", [1, 2])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", SECRETS)
def test_no_secret_is_kept_or_said(kind, fault, at_request, tmp_path, monkeypatch, caplog):
    """What a source was given, and what its platform gave it, is in nothing that stays."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())
    caplog.set_level(logging.DEBUG)
    posts = [Said(str(1_000 + n), AT - timedelta(hours=n + 1), f"Words {n}.") for n in range(25)]
    platform = PLATFORMS[kind](posts, 10)
    with replay({"it": platform}) as played:
        given = {
            **platform.settings(played.place("it")),
            **{name: f"env:{name}" for name in SECRETS[kind]},
            **BESIDE.get(kind, {}),
        }
        for name in SOURCE_KINDS[kind].model_fields:
            if name.endswith("_url") and name not in given:
                given[name] = played.place("it")
        always = {"id": "it", "kind": kind, "allow_private": True, "keep_raw": True}
        config = a_config(tmp_path, sources=[{**given, **always}])
        played.faults = dict.fromkeys(range(at_request, 60), FAULTS[fault])
        with Http(patience=Patience(2, 0, 0), keys=told) as door:
            entry = collect_source(config, config.source("it"), door, AT)
            known = door._secrets | {told(f"env:{name}") for name in SECRETS[kind]}

    for question in played.asked:
        known |= shown(question)
    said = "\n".join([entry.model_dump_json(), caplog.text, kept(config.lake)])
    assert played.asked
    assert entry.status != "complete" or fault == "none"
    assert set() == {one for one in known if one in said}


def test_every_kind_with_a_secret_is_tried():
    """What has a setting for a secret can be played, and is asked with it."""
    assert {"bluesky", "googleplay", "mastodon", "reddit", "x"} <= SECRETS.keys()
    assert SECRETS.keys() <= PLATFORMS.keys()
    assert "private_key" in json.loads(told("env:service_account"))
    assert pem(service_key()) in json.loads(told("env:service_account"))["private_key"]
