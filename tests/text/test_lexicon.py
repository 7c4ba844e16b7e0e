"""The quick reading of TextBlob's lexicon gives what TextBlob gives."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from textblob import TextBlob

from flows.text.lexicon import Lexicon

SHARED = Path(__file__).parents[3] / "shared" / "data"
LEXICON = Lexicon()

PIECES = """
    good bad great terrible terribly very really extremely not no never n't isn't don't hardly
    love hate! wow!! a is of the it's :) :-( :D xD XD 8-D o.O >:) >.> <3 \u2665 ;'( :'''( (!) (
    ! ) : D 8 X x . .. ... , ; - -- " ' \u201c \u201d \u2018 \u2019 * # @ U.S. e.g. etc. Mr. a.m.
    I. END-OF-SENTENCE happy, (happy) *awful* 'nice' "worst" full-time co-op http://x.org/a.
    not_good NOT İyi ΣΑΣ 최고 1.5 $5.00 \x1f worst. BEST. Nice! fun? can't I'd we'll they've I'm
"""
pieces = st.sampled_from(PIECES.split())
spaces = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\r\n", "\t", "\u00a0"])
sentences = st.lists(st.tuples(pieces, spaces), max_size=25).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)


@settings(max_examples=200, deadline=None)
@given(sentences | st.text(max_size=60))
@example("")
@example("not really good ( ! ) : ) >: ) o . O")
@example(". ' ' \" \" good")
def test_scores_equal_textblob(text: str):
    """Every score is TextBlob's own, to the last bit."""
    assert tuple(TextBlob(text).sentiment) == LEXICON.score(text)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared posts")
@pytest.mark.parametrize("file", ["posts/reddit_base.parquet", "posts/brand_subreddits.parquet"])
def test_scores_of_real_posts_equal_textblob(file: str):
    """Real posts score as TextBlob scores them."""
    titles = pl.scan_parquet(SHARED / file).select("title").collect()["title"].drop_nulls()
    for text in titles.gather_every(len(titles) // 1_000):
        assert tuple(TextBlob(text).sentiment) == LEXICON.score(text), text
