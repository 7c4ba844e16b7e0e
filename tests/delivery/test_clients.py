"""The message's HTML against the list of what mail programs show, as docs/operate.md has it."""

import re
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from flows.delivery.letter import write
from tests.delivery.conftest import a_config, an_issue
from tests.rendering.sample import an_empty_context

OPERATE = (Path(__file__).parents[2] / "docs" / "operate.md").read_text(encoding="utf-8")
DARK = re.compile(r"<style>@media \(prefers-color-scheme: dark\) \{(.*)\}\s*</style>", re.DOTALL)


def known(kind: str) -> set[str]:
    """Return the elements, attributes or properties that the documentation names."""
    listed = re.search(rf"^- {kind}: `([^`]+)`$", OPERATE, flags=re.MULTILINE)
    assert listed
    return set(listed[1].split())


@pytest.fixture(params=["full", "linked", "empty"])
def html(request, tmp_path) -> str:
    """Return the HTML of a message: a whole one, one with a link and a notice, one of no posts."""
    config = a_config(tmp_path, 25, recipients=[], link_base="https://reports.example.com/")
    paths = {"html": config.reports_folder / "monthly" / "2026-06" / "monthly.html"}
    changes: dict[str, dict[str, Any]] = {
        "full": {},
        "linked": {"paths": paths},
        "empty": {"context": an_empty_context(), "headline": "Nothing was said."},
    }
    issue = an_issue(config, tmp_path, **changes[request.param])
    return write(issue, issue.context, config, is_test=request.param == "linked").html


def test_only_known_elements_and_attributes_are_used(html):
    """Nothing is in the message that a common mail program would drop or show as text."""
    elements = list(LexborHTMLParser(html).css("*"))
    assert {element.tag for element in elements} <= known("elements")
    used = {name for element in elements for name in element.attributes}
    assert used <= known("attributes")


def test_only_known_properties_are_used(html):
    """Each property in an element, and each in the dark style sheet, is on the list."""
    dark = DARK.search(html)
    assert dark
    styles = [
        element.attributes["style"] or "" for element in LexborHTMLParser(html).css("[style]")
    ]
    styles += re.findall(r"\{([^}]*)\}", dark[1])
    used = {
        one.partition(":")[0].strip() for style in styles for one in style.split(";") if one.strip()
    }
    assert used <= known("properties")
    assert not re.search(r"url\(|calc\(|var\(|@import|\bvw\b|\brem\b", html)


def test_the_dark_colours_win_over_those_in_the_elements(html):
    """Every rule of the dark style sheet is marked as important, or elements would keep theirs."""
    dark = DARK.search(html)
    assert dark
    for block in re.findall(r"\{([^}]*)\}", dark[1]):
        assert all("!important" in one for one in block.split(";") if one.strip())


def test_a_link_leads_to_the_page_where_it_is_served(tmp_path):
    """`link_base` and the page's place in the reports folder make the address, in HTML and text."""
    config = a_config(tmp_path, 25, recipients=[], link_base="https://reports.example.com/ann/")
    page = config.reports_folder / "monthly" / "2026-06" / "monthly-2026-06.html"
    issue = an_issue(config, tmp_path, paths={"html": page})
    letter = write(issue, issue.context, config)
    address = "https://reports.example.com/ann/monthly/2026-06/monthly-2026-06.html"
    (link,) = LexborHTMLParser(letter.html).css("a")
    assert link.attributes["href"] == address
    assert address in letter.text


def test_a_page_outside_the_reports_folder_has_no_link(tmp_path):
    """A report written elsewhere is served nowhere, so that nothing points at it."""
    config = a_config(tmp_path, 25, recipients=[], link_base="https://reports.example.com/")
    issue = an_issue(config, tmp_path, paths={"html": tmp_path / "elsewhere" / "monthly.html"})
    assert not LexborHTMLParser(write(issue, issue.context, config).html).css("a")
