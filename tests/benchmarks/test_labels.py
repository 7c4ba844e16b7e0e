"""How well intents and topics are told: the airlines, and floors on people's labels."""

import tomllib

import pytest

from benchmarks.labels import DATA, HERE, REASONS, Figure, figures
from flows.text.queries import parse


def test_every_reason_has_its_topic():
    """The taxonomy names each of the ten reasons, with a query that can be read."""
    told = tomllib.loads((HERE / "airline" / "topics.toml").read_text(encoding="utf-8"))["topics"]

    assert list(REASONS) == [topic["id"] for topic in told]
    for topic in told:
        parse(topic["query"])


@pytest.mark.slow
@pytest.mark.skipif(not (DATA / "labels").is_dir(), reason="needs the shared labels")
def test_labels_stay_as_good():
    """What was measured on posts that nobody looked at is not lost by a change of the rules."""
    told: dict[str, Figure] = {one.name: one for one in figures(DATA)}

    assert told["complaint, held out"].f1 > 0.75
    assert told["complaint, held out, handles taken away"].f1 > 0.68
    assert told["purchase interest, judged posts"].precision > 0.8
    assert told["questions, mark taken away"].recall > 0.75
    assert told["airline: mean of the ten, held out"].f1 > 0.45
