"""Small workspaces of real files, and the command called in them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from tests.cli.samples import CONFIGURATION, posts_csv


@dataclass(frozen=True)
class Outcome:
    """What one call of the command gave."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


Call = Callable[..., Outcome]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in a folder with a configuration and one CSV file of June 2013."""
    (tmp_path / "listening.toml").write_text(CONFIGURATION)
    (tmp_path / "posts.csv").write_text(posts_csv())
    monkeypatch.chdir(tmp_path)
    yield tmp_path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `earwitness` with arguments."""

    def called(*arguments: str) -> Outcome:
        capsys.readouterr()
        code = main(arguments)
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return called


@pytest.fixture
def filled(workspace: Path, call: Call) -> Path:
    """Stand in a workspace whose posts are collected and understood."""
    assert 0 == call("collect").code
    assert 0 == call("understand").code
    return workspace
