"""The workspace of many clients that a benchmark issues side by side."""

import tomllib

from benchmarks.clients import spread
from flows.config import read
from tests.trees import REPO

QUICKSTART = REPO / "examples" / "quickstart" / "listening.toml"


def test_each_client_has_a_report():
    """Thirty reports about all brands in turn; brands and sources stay as they were."""
    text = QUICKSTART.read_text(encoding="utf-8")

    made = read(tomllib.loads(spread(text, 30)), QUICKSTART)

    before = read(tomllib.loads(text), QUICKSTART)
    assert 30 == len(made.reports)
    assert {brand.id for brand in before.brands} == {report.brand for report in made.reports}
    assert (before.brands, before.sources) == (made.brands, made.sources)
