"""The page in a real browser, on a phone and on a desk."""

import re
from dataclasses import replace

import pytest

from flows.rendering.html import render_html
from flows.rendering.theme import HOUSE, Cover
from flows.rendering.themes.colours import cover_colours
from tests.rendering.sample import a_context
from tests.rendering.sample_base import LONG_NAMES

pytestmark = pytest.mark.browser

_SIZES = {"phone": (360, 740), "tablet": (800, 1100), "desk": (1280, 900)}


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Return where the pages of brands with long names lie."""
    folder = tmp_path_factory.mktemp("page")
    paths = [folder / f"{number}.html" for number in range(len(LONG_NAMES))]
    for path, name in zip(paths, LONG_NAMES, strict=True):
        path.write_text(render_html(a_context(name=name)), encoding="utf-8")
    return [path.as_uri() for path in paths]


@pytest.fixture
def opened(browser, addresses):
    """Return a function that opens the page at a size and fails the test on any complaint."""
    heard = []
    pages = []

    def open_at(size, number=0, **settings):
        width, height = _SIZES[size]
        page = browser.new_page(viewport={"width": width, "height": height}, **settings)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
        page.goto(addresses[number])
        pages.append(page)
        return page

    yield open_at
    for page in pages:
        page.close()
    assert [] == [text for text in heard if not re.match(r"file:|data:font/", text)]


@pytest.mark.parametrize("number", range(len(LONG_NAMES)))
@pytest.mark.parametrize("size", _SIZES)
def test_nothing_scrolls_sideways(opened, size, number):
    """The page is as wide as its window, on a phone as on a desk, however long a name is."""
    page = opened(size, number)

    assert _SIZES[size][0] == page.evaluate("document.documentElement.scrollWidth")


def test_a_phone_gets_the_narrow_charts(opened):
    """Of each chart drawn twice, one is seen; its letters are at least 9 pixels high on a phone."""
    page = opened("phone")
    heights = page.evaluate(
        """[...document.querySelectorAll("svg[role=img]")]
            .filter((svg) => svg.checkVisibility())
            .map((svg) => 10.5 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
    )

    assert 0 == page.locator(".wide:visible").count()
    assert len(heights) > 8
    assert min(heights) >= 9


def test_a_hover_tells_what_a_mark_is(opened):
    """Over a day of the chart the pointer is told the day and its counts."""
    page = opened("desk")
    mark = page.locator("#daily-640 [data-mark]").nth(-20)
    mark.scroll_into_view_if_needed()
    # Scrolling hides what is told; its event comes with the next frame, which hovering is not
    # to meet.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    mark.hover(force=True)

    page.locator(".tooltip").wait_for(state="visible")
    assert re.match(
        r"Thursday, 11 Jun: 177 mentions; May 2026: \d+", page.locator(".tooltip").inner_text()
    )


def test_a_tap_tells_as_well(opened):
    """A finger on a mark shows the same words."""
    page = opened("phone", has_touch=True)
    page.locator("#net-sentiment-340 [data-mark]").first.tap(force=True)

    assert "points" in page.locator(".tooltip").inner_text()


def test_the_arrow_keys_tell_a_chart_as_a_pointer_does(opened):
    """One stop of the tab key a chart; in it the arrows go from mark to mark, Escape ends it."""
    page = opened("desk")
    page.locator("#daily-640").focus()
    page.keyboard.press("Home")
    first = page.locator(".tooltip").inner_text()
    page.keyboard.press("ArrowRight")
    second = page.locator(".tooltip").inner_text()

    assert re.match(r"Monday, 1 Jun: \d+ mentions", first)
    assert re.match(r"Tuesday, 2 Jun: \d+ mentions", second)
    assert 0 == page.locator("#daily-640 [tabindex]").count()
    page.keyboard.press("Escape")
    assert not page.locator(".tooltip").is_visible()


def test_the_data_behind_a_chart_are_one_key_away(opened):
    """Under each chart a table of what it was drawn from opens by keyboard, and is closed first."""
    page = opened("desk")
    data = page.locator("figure:has(#daily-640) details.data")
    assert not data.locator("table").is_visible()
    data.locator("summary").focus()
    page.keyboard.press("Enter")

    assert data.locator("table").is_visible()
    assert 30 == data.locator("tbody tr").count()
    assert page.locator("figure:has(svg[role=img])").count() == page.locator("details.data").count()


def test_without_script_the_page_is_whole(opened):
    """Without JavaScript the text, the tables and the charts with their titles are there."""
    page = opened("desk", java_script_enabled=False)

    assert page.locator("main > section").count() >= 12
    assert page.locator("#daily-640 [data-mark] > title").count() >= 30
    assert not page.locator(".tooltip").is_visible()


def test_a_dark_room_gets_a_dark_page(opened):
    """Paper and charts change together, so that letters stay readable."""
    page = opened("desk", color_scheme="dark")
    colours = page.evaluate(
        """[getComputedStyle(document.body).backgroundColor,
            getComputedStyle(document.querySelector("svg[role=img]")).fill]"""
    )

    assert ["rgb(20, 25, 30)", "rgb(232, 236, 239)"] == colours


def test_a_cover_keeps_its_colours_in_a_dark_room(browser, tmp_path):
    """The loudest day of the wave is white on a dark cover, by day and by night."""
    theme = replace(HOUSE, cover=Cover(colours=cover_colours("#102a83", "#0b6770")))
    (tmp_path / "page.html").write_text(render_html(replace(a_context(), theme=theme)))
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)
        page.goto((tmp_path / "page.html").as_uri())
        fills = page.evaluate(
            "[...document.querySelectorAll('.wave rect')].map((bar) => getComputedStyle(bar).fill)"
        )
        page.close()

        assert "rgb(255, 255, 255)" in fills
        assert "rgb(16, 42, 131)" not in fills


def test_the_contents_stay_in_sight_on_a_desk(opened):
    """While reading on, the contents remain beside the text and lead to a section."""
    page = opened("desk")
    page.locator(".contents a", has_text="Evidence").click()

    assert page.locator(".contents").bounding_box()["y"] < 200
    assert page.locator("#evidence h2").bounding_box()["y"] < 900
