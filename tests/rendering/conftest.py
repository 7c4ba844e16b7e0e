"""A Chromium for the tests that look at a page as a reader does."""

import pytest
from playwright.sync_api import sync_playwright

_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser(browser_path):
    """Return a Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=_FLAGS)
        yield browser
        browser.close()
