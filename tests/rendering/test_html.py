"""The page: whole, escaped, traceable, and silent about what it does not know."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from selectolax.lexbor import LexborHTMLParser

from flows.config.models import Template
from flows.errors import RenderError
from flows.places import shipped
from flows.rendering.html import (
    for_paper,
    render_html,
    section_values,
    templates,
)
from flows.rendering.sections import render_section
from flows.warehouse import models
from tests.rendering.sample import a_context, an_empty_context
from tests.rendering.sample_base import LONG_NAMES
from tests.rendering.sample_posts import CYRILLIC, HANGUL, TURKISH

_FOLDER = shipped("report_templates")
_SECTIONS = sorted(path.stem for path in (_FOLDER / "sections").iterdir())
_TEMPLATES = sorted(path.stem for path in (_FOLDER / "reports").iterdir())


@pytest.fixture(scope="module")
def page():
    """Return the sample's page."""
    return render_html(a_context())


@pytest.fixture(scope="module")
def tree(page):
    """Return the sample's page, parsed."""
    return LexborHTMLParser(page)


def _declared(name):
    source = (shipped("report_templates") / "sections" / f"{name}.html").read_text("utf-8")
    return re.findall(r"^{# Reads: (.+?)\.", source)[0].split(", ")


@pytest.mark.parametrize("name", _SECTIONS)
def test_a_section_reads_what_it_says(name):
    """A section renders with only the keys that its first line declares, and has a title."""
    values = section_values(a_context())
    if name == "evidence":
        values["cite"]("mentions.norrsken")
    section = render_section(templates(), name, {key: values[key] for key in _declared(name)})

    assert section.body
    assert section.title != name


@pytest.mark.parametrize("name", _SECTIONS)
def test_a_section_without_rows_says_nothing_or_something_true(name):
    """With every table empty a section renders all the same, without a table or a chart."""
    context = a_context()
    bare = replace(context, figures={}, findings={}, tables=dict.fromkeys(context.tables, ()))
    section = render_section(templates(), name, section_values(bare))

    assert "<table" not in section.body
    assert "<svg" not in section.body


def test_the_same_context_gives_the_same_page(page):
    """Nothing in the page depends on when or how often it is made."""
    assert page == render_html(a_context())


@pytest.mark.parametrize("template", _TEMPLATES)
def test_every_section_of_a_report_is_there_and_in_the_contents(template):
    """Each section of each template is in the page, and the contents list leads to it, in order."""
    tree = LexborHTMLParser(render_html(a_context(template=template)))
    source = (_FOLDER / "reports" / f"{template}.html").read_text("utf-8")
    ids = [section.attributes["id"] for section in tree.css("main > section")]

    assert re.findall(r'^  "(\w+)",$', source, flags=re.MULTILINE) == ids
    assert [f"#{name}" for name in ids] == [
        link.attributes["href"] for link in tree.css(".contents a")
    ]


def test_every_section_is_in_some_template_and_every_template_is_described():
    """No section lies idle, and docs/sections.md lists those of each template in its order."""
    docs = (shipped("report_templates").parent / "docs" / "sections.md").read_text("utf-8")
    used = set()
    for template in _TEMPLATES:
        source = (_FOLDER / "reports" / f"{template}.html").read_text("utf-8")
        names = re.findall(r'^  "(\w+)",$', source, flags=re.MULTILINE)
        used |= set(names)
        assert re.search(rf"^\| `{template}` \|.*\| {', '.join(names)} \|$", docs, re.MULTILINE)

    assert set(_SECTIONS) == used
    assert set(get_args(Template)) == set(_TEMPLATES)


def test_every_number_leads_to_its_evidence_and_back(tree):
    """Each small number's target exists, and each figure in the evidence leads back to a number."""
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    cites = [link.attributes["href"] for link in tree.css("a.cite")]
    backs = [link.attributes["href"] for link in tree.css("#evidence tbody th a")]

    assert cites
    assert {target.removeprefix("#") for target in cites} <= ids
    assert {target.removeprefix("#") for target in backs} <= ids
    assert len(set(cites)) == len(backs)


def test_every_number_has_its_panel(tree):
    """Behind each number stand its value, definition, n, model and id, and its posts."""
    panels = {node.attributes["id"]: _words(node) for node in tree.css("[id^=behind-]")}
    cites = {link.attributes["href"] for link in tree.css("a.cite")}
    net = next(text for text in panels.values() if "net_sentiment.norrsken" in text)

    assert {target.replace("figure", "behind")[1:] for target in cites} == set(panels)
    assert all(word in net for word in ("points", "95% interval", "Basis", "Model", "Change"))
    assert "of 1,423" in net


def test_posts_that_figures_share_stand_once(tree):
    """Two figures of the same posts lead to one list, and its hostile post is only text."""
    targets = [link.attributes["href"] for link in tree.css("a[data-part=posts]")]

    assert ["#posts-1", "#posts-1"] == targets
    assert '<script>alert("owned")</script>' in tree.css_first("#posts-1").text()


def test_the_sql_of_every_model_is_there(tree):
    """What a panel names as its model can be read in the page, word for word."""
    names = {link.attributes["href"] for link in tree.css("a[data-part=sql]")}

    assert names == {f"#{node.attributes['id']}" for node in tree.css("[id^=sql-]")}
    assert (
        models.models()["brand_volume"].sql.strip()
        == tree.css_first("#sql-brand_volume").text().strip()
    )


def test_paper_carries_no_panels(page):
    """What only a screen can open is not printed: no post, no switch, no second contents."""
    paper = LexborHTMLParser(for_paper(page))

    assert [] == paper.css("dialog, button, script, .behind, .jump, [data-part]")
    assert len(paper.css("a.cite")) == len(LexborHTMLParser(page).css("a.cite"))


def test_ids_are_unique(tree):
    """No id appears twice in the page."""
    ids = [node.attributes["id"] for node in tree.css("[id]")]

    assert len(ids) == len(set(ids))


def test_a_post_is_shown_and_never_obeyed(tree):
    """Markup and template syntax in posts stay text; only our own script is in the page."""
    assert 1 == len(tree.css("script"))
    assert [] == tree.css("img")
    assert '<script>alert("owned")</script>' in tree.css_first("#voice").text()
    assert "{{ 7 * 7 }}" in tree.css_first("#voice").text()


def test_posts_stand_in_their_own_direction(tree):
    """Somebody's words are isolated, so that right-to-left marks cannot turn ours around."""
    quotes = tree.css("blockquote p")

    assert quotes
    assert all(quote.css_first("bdi") for quote in quotes)


def test_links_lead_to_the_web_only(tree):
    """Every link is within the page or to http(s); a post's javascript: link is dropped."""
    targets = [link.attributes["href"] for link in tree.css("a")]

    assert all(re.match(r"#|https?://", target) for target in targets)


def test_the_page_asks_for_nothing(page, tree):
    """No stylesheet, image, font or script is loaded from anywhere, and a policy forbids it."""
    policy = tree.css_first("meta[http-equiv]").attributes["content"]

    assert [] == [url for url in re.findall(r"url\(\"?([^)\"]+)", page) if url[:5] != "data:"]
    assert [] == tree.css("link, [src], iframe, object, embed")
    assert "default-src 'none'" in policy


def test_the_policy_lets_only_our_script_run(tree):
    """The policy's hash is that of the script as it stands in the page."""
    script = tree.css_first("script").text()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert f"'sha256-{digest}'" in tree.css_first("meta[http-equiv]").attributes["content"]


@pytest.mark.parametrize("words", [CYRILLIC, HANGUL, TURKISH])
def test_every_script_is_quoted_as_written(tree, words):
    """Cyrillic, Hangul and Turkish come through unchanged."""
    assert words in tree.css_first("#voice").text()


def test_tables_can_be_read_by_ear(tree):
    """Every table has a caption, scoped heads, and one head a row."""
    for table in tree.css("table"):
        assert table.css_first("caption")
        assert all(head.attributes.get("scope") == "col" for head in table.css("thead th"))
        assert all(head.attributes.get("scope") == "row" for head in table.css("tbody th"))
        assert len(table.css("tbody tr")) == len(table.css("tbody th"))


def test_a_long_table_is_capped_and_says_so():
    """Beyond 40 rows a table ends with how many more the workbook holds."""
    context = a_context()
    rows = [{**context.tables["volume"][0], "brand": f"b{number}"} for number in range(352)]
    values = section_values(replace(context, tables={**context.tables, "volume": rows}))

    assert "and 312 more in the workbook" in render_section(templates(), "volume", values).body


def test_no_arrow_without_a_clear_change(tree):
    """A change whose interval holds zero is put in words, without an arrow."""
    mentions, net, *_ = map(_words, tree.css(".tile"))

    assert "▲ +20% vs May 2026" in mentions
    assert "no clear change vs May 2026 (−4.9)" in net
    assert not set("▲▼") & set(net)


def test_a_weak_figure_is_grey_and_too_few_posts_are_no_figure():
    """Adequacy decides how a tile looks: weak is marked, too few withholds the value."""
    context = a_context()
    few = replace(context.figures["net_sentiment.norrsken"], adequacy="too few", n=12)
    figures = {**context.figures, few.id: few}
    section = render_section(
        templates(), "summary", section_values(replace(context, figures=figures))
    )
    tiles = LexborHTMLParser(section.body).css(".tile")

    assert "weak" in str(tiles[4].attributes["class"])
    assert "too few posts (12)" in _words(tiles[1])
    assert "+12.1" not in _words(tiles[1])


def test_unknown_is_never_zero():
    """A value that is not known reads n/a."""
    context = a_context()
    rows = [{**context.tables["volume"][0], "author_count": None}]
    values = section_values(replace(context, tables={**context.tables, "volume": rows}))
    body = render_section(templates(), "volume", values).body

    assert "n/a" in _text(LexborHTMLParser(body), "table")


def test_an_empty_period_says_so():
    """A report over silence says it in plain words, and shows what was listened to."""
    tree = LexborHTMLParser(render_html(an_empty_context()))

    assert "Nothing was said about Norrsken in June 2026" in _text(tree, ".answer")
    assert ["summary", "data", "methods"] == [
        section.attributes["id"] for section in tree.css("main > section")
    ]


def test_a_part_period_says_so():
    """The cover of an unfinished period names the day until which there is data."""
    tree = LexborHTMLParser(render_html(a_context(is_part=True, data_until=date(2026, 6, 20))))

    assert "June 2026 (part)" in _text(tree, ".period")
    assert "data until 20 June 2026" in _text(tree, ".facts")


def test_a_weekly_report_is_a_shorter_list_of_sections():
    """The weekly template leaves out what does not change within a week."""
    tree = LexborHTMLParser(render_html(a_context(template="weekly")))
    ids = {section.attributes["id"] for section in tree.css("main > section")}

    assert "summary" in ids
    assert "voice" not in ids


def test_a_long_brand_name_is_set_smaller():
    """A name of 60 characters gets the smaller cover letters."""
    assert [60, 60, 60] == [len(name) for name in LONG_NAMES]
    assert '<h1 class="long">' in render_html(a_context(name=LONG_NAMES[0]))


def test_an_unknown_template_is_refused_by_name():
    """The error names the template and lists those that exist."""
    with pytest.raises(RenderError, match=r"`reports/yearly\.html` does not exist.*`monthly`"):
        render_html(a_context(template="yearly"))


def _text(tree, selector):
    return _words(tree.css_first(selector))


def _words(node):
    return " ".join(node.text().split())
