"""Real answers of the platforms, where they are at hand: all are read, none is lost silently."""

from pathlib import Path

import pytest

from flows.sources.contract import Rejected
from tests.sources.places import kinds_recorded, recorded

PAYLOADS = Path(__file__).parents[3] / "shared" / "payloads"

pytestmark = pytest.mark.skipif(not PAYLOADS.is_dir(), reason="needs ../shared/payloads")


@pytest.mark.parametrize("kind", kinds_recorded())
def test_every_recorded_answer_is_read(kind):
    """Each record of each answer becomes a post, or is put aside with a reason."""
    answers, posts = 0, 0
    for name, count, page in recorded(kind, PAYLOADS):
        items = list(page.items)
        rejects = [one for one in items if isinstance(one, Rejected)]
        assert count == len(items), name
        assert all(one.reason for one in rejects), name
        answers, posts = answers + 1, posts + len(items) - len(rejects)

    assert answers
    assert posts
