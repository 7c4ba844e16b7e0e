"""The analyst's words: where they go, what they may cite, and what they cannot do to a page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from flows.errors import ConfigError, ListeningError
from flows.rendering import remembered
from flows.rendering.commentary import Commentary, text_of, written
from flows.rendering.context import Context
from flows.rendering.html import render_html, section_titles
from flows.rendering.parts import parts
from flows.rendering.tiles import tiles
from tests.rendering.sample import a_context

PATH = Path("commentary/monthly/2026-06.md")
TEXT = """---
name: "Anna Blom"
---
A month of {{ K2 }}, **better** than it looks.

<!-- {{ nothing }} is said of
this -->

# Topics, rising and fading

{{net_sentiment.norrsken}} & [a source](https://forum.example/t/1).

## risks

Nothing new.

### In June

- one
- two
"""


def read(text: str, context: Context | None = None) -> Commentary | None:
    """Return what is written about the sample."""
    context = context or a_context()
    return written(text, context.figures, [tile.figure for tile in tiles(context)], PATH)


def page(text: str) -> LexborHTMLParser:
    """Return the sample's page with these words."""
    context = a_context()
    return LexborHTMLParser(render_html(replace(context, commentary=read(text, context))))


def test_words_stand_in_their_sections_marked_as_the_analysts():
    """Before the first heading is the summary; a heading is a section by title or by id."""
    found = page(TEXT)
    words = {
        section: " ".join(node.text().split())
        for section in ("summary", "topics", "risks")
        if (node := found.css_first(f"#{section} aside.words"))
    }
    assert words["summary"].startswith("Analyst’s note by Anna Blom A month of +12.1 points")
    assert "+12.1 points" in words["topics"]
    assert words["risks"].endswith("Nothing new. In June one two")
    assert 3 == len(found.css("aside.words"))
    assert "is said of" not in found.text()


def test_a_cited_figure_is_as_the_report_prints_it_and_leads_to_its_evidence():
    """The value has its unit, and beside it the same small link as anywhere on the page."""
    found = page(TEXT)
    (link,) = found.css("#summary aside.words a.cite")
    assert "net_sentiment.norrsken" == link.attributes["title"]
    assert found.css_first(link.attributes["href"] or "")


def test_a_key_figure_is_the_tile_of_that_place():
    """`K1` is the first tile of the summary, and so on."""
    context = a_context()
    for place, (_, figure) in enumerate(tiles(context), 1):
        words = read(f"{{{{ K{place} }}}}", context)
        assert words is not None
        assert [figure] == [cited for *_, cited in words.cited()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "One.\n\n{{ net_sentiment.norsken }}",
            "line 3: there is no figure `net",
        ),
        ("{{ net_sentiment.norsken }}", "Did you mean `net_sentiment.norrsken`"),
        ("---\nname: A\n---\n<!-- x\ny -->\n{{ K9 }}", "line 6: there is no figure `K9`"),
    ],
)
def test_an_unknown_figure_is_told_with_what_was_meant(text, said):
    """File, line and near figures stand in the message."""
    with pytest.raises(ConfigError, match=re.escape(said)):
        read(text)


def test_a_heading_that_is_no_section_is_told():
    """Words that would stand nowhere stop the report, with the section that was meant perhaps."""
    said = r"2026-06\.md`, line 3: the heading `Topiks` is no section\. Did you mean `topics`"
    with pytest.raises(ConfigError, match=said):
        page("<!-- Mind\nthis. -->\n## Topiks\n\nWords.")


def test_no_words_are_no_commentary():
    """A skeleton that nobody has written into leaves the report as it is."""
    headings = "\n\n".join(f"## {title}" for title in section_titles(a_context()).values())
    assert read(f"---\nname:\n---\n<!-- advice -->\n\n{headings}\n") is None


hostile = st.sampled_from(
    [
        "<script>alert(1)</script>", "<img src=x onerror=y>", "[x](javascript:alert(1))",
        "![x](https://a.example/x.png)", "[x](data:text/html,y)", "<https://a.example>", "`", "**",
        "[x]: file:///etc/passwd", "[x]", "\n\n", "> ", "- ", "| a |", "{{ K1 }}", "&lt;", "<!--",
    ]
)  # fmt: skip


@given(st.lists(hostile | st.text(max_size=20), max_size=12).map("".join))
def test_no_words_become_markup_or_reach_out(text):
    """Whatever is written, no element runs or loads anything, and links lead to http(s) only."""
    words = read(text)
    if words is None:
        return
    for part in words.parts.values():
        tree = LexborHTMLParser(f"<div>{words.html(part, lambda _: Markup(''))}</div>")
        assert not tree.css("script, img, iframe, style, [onerror], [src]")
        for link in tree.css("a"):
            assert (link.attributes["href"] or "").lower().startswith(("http://", "https://"))


def test_the_words_of_the_summary_are_told_apart_from_the_rest():
    """The message takes those above the first heading and those under the summary's title."""
    words = read("One {{ K2 }}.\n\n## Executive summary\n\n*Two*.\n\n## Risks\n\nThree.")
    assert words is not None
    summary = words.summary("Executive summary")
    assert ["One +12.1 points.", "Two."] == summary.plain(summary.parts["summary"])


def test_a_text_says_where_a_link_leads():
    """What cannot be clicked is written out; an address that stands there is not said twice."""
    words = read("See [the forum](https://forum.example/t/1) and <https://a.example/b>.")
    assert words is not None
    text = words.parts["summary"]
    assert ["See the forum and https://a.example/b."] == words.plain(text)
    assert ["See the forum (https://forum.example/t/1) and https://a.example/b."] == words.plain(
        text, with_links=True
    )


def test_the_workbook_has_the_words_too():
    """Among a section's findings stand the analyst's words, marked and without markup."""
    context = a_context()
    said = {
        part.id: [finding.text for finding in part.findings if finding.section == "commentary"]
        for part in parts(replace(context, commentary=read(TEXT, context)))
    }
    assert ["Analyst’s note by Anna Blom: A month of +12.1 points, better than it looks."] == (
        said["summary"]
    )
    assert ["Analyst’s note by Anna Blom: +12.1 points & a source."] == said["topics"]
    assert ["Analyst’s note by Anna Blom: Nothing new. In June one two"] == said["risks"]
    assert [] == said["volume"]


def test_a_moved_number_is_told_until_the_words_are_edited(tmp_path):
    """The first build remembers what was cited; an edited paragraph is remembered anew."""

    def told(text: str, value: float) -> list[str]:
        context = a_context()
        net = replace(context.figures["net_sentiment.norrsken"], value=value)
        figures = {**context.figures, net.id: net}
        words = written(text, figures, [], PATH)
        return remembered.moved(tmp_path, "monthly", "2026-06", words)

    text = "## Risks\n\nIt rose to {{ net_sentiment.norrsken }} at last."
    assert [] == told(text, 12.1)
    assert [] == told(text, 12.14)
    (said,) = told(text, 11.8)
    assert said == (
        "`net_sentiment.norrsken` under `Risks` was +12.1 points when “It rose to … at last.” "
        "was written, and is +11.8 points now."
    )
    assert said == told(text, 11.8)[0]
    assert [] == told(text.replace("at last", "only"), 11.8)
    assert [] == told(text, 11.8)


def test_a_key_that_is_another_figure_now_is_told(tmp_path):
    """Where the tiles have changed, `K1` is not what the words meant."""
    figures = list(a_context().figures.values())
    for place, first in enumerate(figures[:2]):
        words = written("{{ K1 }}", {}, [first], PATH)
        said = remembered.moved(tmp_path, "monthly", "2026-06", words)
        assert place == len(said)
    assert f"was `{figures[0].id}`" in said[0]
    remembered.forget(tmp_path, "monthly", "2026-06")
    assert [] == remembered.moved(tmp_path, "monthly", "2026-06", words)


def test_a_file_that_is_no_text_is_told(tmp_path):
    """Bytes that are not UTF-8 name the file; a file that is not there is no words."""
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ListeningError, match="Save it as a text in UTF-8"):
        text_of(tmp_path, "monthly", "2026-06")
    assert text_of(tmp_path, "weekly", "2026-06") == ""
