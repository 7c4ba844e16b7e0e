"""`docs`: the data dictionary as a page that needs nothing else."""

from pathlib import Path

import pytest

from flows.warehouse import models
from tests.cli.conftest import Call


@pytest.mark.slow
def test_docs_needs_no_workspace(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch):
    """In any folder the page is written, and told with --json."""
    monkeypatch.chdir(tmp_path)

    said = call("docs", "--out", "there/dictionary.html", "--json")

    assert 0 == said.code
    assert "there/dictionary.html" == said.document["path"]
    assert set(models.models()) < {table["table"] for table in said.document["tables"]}
    assert (tmp_path / "there/dictionary.html").read_text().startswith("<!doctype html>")
    assert ["there"] == [path.name for path in tmp_path.iterdir()]
