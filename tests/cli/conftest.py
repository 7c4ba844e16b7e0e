"""Small workspaces of real files, and the command called in them."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from tests.cli.samples import fill


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
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a configuration and one CSV file of June 2013."""
    fill(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `earwitness` with arguments."""

    def called(*arguments: str) -> Outcome:
        capsys.readouterr()
        code = main(arguments)
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return called


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one workspace whose posts are collected and understood; tests get copies."""
    folder = tmp_path_factory.mktemp("filled")
    fill(folder)
    for stage in ("collect", "understand"):
        assert 0 == main(["--config", str(folder / "listening.toml"), stage])
    return folder


@pytest.fixture(scope="session")
def issued_once(filled_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Issue one report, for tests that only read; return its manifest."""
    folder = tmp_path_factory.mktemp("issued")
    shutil.copytree(filled_once, folder, dirs_exist_ok=True)
    assert 0 == main(["--config", str(folder / "listening.toml"), "report", "monthly"])
    return folder / "reports" / "monthly" / "2013-06" / "1" / "manifest.json"


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a workspace whose posts are collected and understood."""
    shutil.copytree(filled_once, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path
