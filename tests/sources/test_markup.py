"""HTML → plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.markup import plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("  words  ", "words"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<p>one<p>mo<b>re</b>second<br>third", "one\nmoresecond\nthird"),
        ("<p>a  b\n c</p>\n\n<p>d</p>", "a b c\nd"),
        ("<ul><li>x<li>y</ul><table><tr><td>1<td>2<tr><td>3</table>", "x\ny\n1 2\n3"),
        ("<script>alert(1)</script><style>p{}</style><title>t</title>hi<!-- no -->", "hi"),
        ("<img src=x onerror=alert(1)>hi", "hi"),
        ("<div>unclosed <a href='x'>link", "unclosed link"),
        ("caf&eacute;&nbsp;&#128512;", "café 😀"),
    ],
)
def test_plain(html, text):
    """A reader sees the words, blocks on lines of their own, and nothing that runs."""
    assert text == plain(html)


@given(st.text(st.sampled_from('<>/&;"=! abpscriptdv\n\x1e'), max_size=80))
def test_any_markup(html):
    """No markup, however broken, raises or leaves the sign that stands for an edge."""
    assert "\x1e" not in plain(f"<{html}")
