"""What every test shares: a header of versions, and browser tests only where a browser is."""

import atexit
import gc
import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import settings

# Collecting makes a million objects that stay: to look for garbage among them takes a second.
gc.disable()

# How many examples a property is tried on: fewer where a person waits, and on CI, where the slow
# tests run as well, enough to find what is rare. A failure is remembered and tried first.
settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=200, deadline=None)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples properties are tried on."""
    settings.load_profile("quick" if "not slow" in config.option.markexpr else "thorough")


def pytest_report_header() -> str:
    """Print the versions that a failure most often hangs on."""
    packages = ("duckdb", "polars", "prefect", "weasyprint", "textblob")
    return ", ".join(f"{package} {version(package)}" for package in packages)


def pytest_collection_finish() -> None:
    """Look for garbage again, but never among what was collected."""
    gc.freeze()
    gc.enable()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a browser where there is none; on CI, where one is installed, fail."""
    if item.get_closest_marker("browser") and (reason := _lacking()):
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_path() -> str | None:
    """Return the path of a Chromium: the system's, or one that `playwright install` brought."""
    return _browser()


@cache
def _lacking() -> str | None:
    """Say what a browser test would fail for."""
    if not _browser():
        return f"no Chromium here: none of {', '.join(BROWSERS)}, and none of Playwright's own"
    driver = [sys.executable, "-m", "playwright", "--version"]
    tried = subprocess.run(driver, capture_output=True, text=True, check=False)
    return f"Playwright's driver does not start: {tried.stderr}" if tried.returncode else None


def _browser() -> str | None:
    installed = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    own = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright"))
    return installed or next(map(str, sorted(own.glob("chromium-*/chrome-linux*/chrome"))), None)


def pytest_unconfigure() -> None:
    """Leave nothing that would keep DuckDB: it would print forty lines after pytest's closing one.

    Hypothesis watches the garbage collector, which runs after Python's end; what is frozen stays.
    """
    gc.callbacks.clear()
    atexit.register(gc.unfreeze)
