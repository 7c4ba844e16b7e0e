"""What the templates may do with a value."""

import pytest

from flows.rendering.columns import Column
from flows.rendering.filters import cell, excerpt, safe_url


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("", "javascript:alert(1)"),
        ("", "data:text/html,x"),
        ("", "file:///etc/passwd"),
        ("", "//a.example"),
        ("", "https://[broken"),
        ("", None),
    ],
)
def test_a_link_is_http_or_nothing(expected, url):
    """Other schemes, other hosts' shorthands and broken addresses give no link."""
    assert expected == safe_url(url)


@pytest.mark.parametrize(
    ("expected", "given", "kind"),
    [
        ("a, b", ["a", "b"], "words"),
        ("1,409", 1409, "count"),
        ("n/a", None, "count"),
        ("", None, "text"),
        ("yes", True, "flag"),
        ("forum", "forum", "text"),
    ],
)
def test_a_cell_is_written_as_its_column_says(expected, given, kind):
    """Numbers that are not known read n/a, texts that are not there stay empty."""
    assert expected == cell(given, Column("A", kind))


def test_an_excerpt_is_two_lines_at_most():
    """A long post is cut with an ellipsis, a short one is left as it is."""
    assert "short" == excerpt("short")
    assert excerpt("word " * 200).endswith("…")
    assert len(excerpt("word " * 200)) < 250
