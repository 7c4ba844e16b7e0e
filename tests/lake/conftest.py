"""An empty lake for each test."""

from pathlib import Path

import pytest

from flows.config import Config
from tests.lake.samples import a_config


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return a configuration whose lake is empty."""
    return a_config(tmp_path)
