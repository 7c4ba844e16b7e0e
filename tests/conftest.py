"""What every test shares: a header of versions, and browser tests only where a browser is."""

import os
import shutil
from importlib.metadata import version

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_report_header() -> str:
    """Print the versions that a failure most often hangs on."""
    packages = ("duckdb", "polars", "prefect", "weasyprint", "textblob")
    return ", ".join(f"{package} {version(package)}" for package in packages)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a browser where there is none; on CI, where one is installed, fail."""
    if item.get_closest_marker("browser") and not _browser():
        reason = f"no Chromium here: none of {', '.join(BROWSERS)} is on the path"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def browser_path() -> str | None:
    """Return the path of the installed Chromium."""
    return _browser()


def _browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)
