"""The quick reading of TextBlob's lexicon gives what TextBlob gives."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textblob import TextBlob

from flows.text.lexicon import Lexicon

SHARED = Path(__file__).parents[3] / "shared" / "data"
LEXICON = Lexicon()
_TEXT = {"posts/reddit_base.parquet": "text", "posts/brand_subreddits.parquet": "selftext"}

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


@given(sentences | st.text(max_size=60))
@example("")
@example("not really good ( ! ) : ) >: ) o . O")
@example(". ' ' \" \" good")
@example("nice :\n\n) and > :\r\n\r\n( sad")
@example("worst. *\n\n-END-OF-SENTENCE) Mr. Bch. etc., U.S.A.... ..!?.")
def test_scores_equal_textblob(text: str):
    """Every score is TextBlob's own, to the last bit."""
    assert [tuple(TextBlob(text).sentiment)] == LEXICON.scores([text])


@given(st.lists(sentences, max_size=6))
def test_texts_of_a_batch_do_not_mix(several: list[str]):
    """What one text ends with does not reach the next."""
    assert [tuple(TextBlob(text).sentiment) for text in several] == LEXICON.scores(several)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared posts")
@pytest.mark.parametrize(
    ("file", "every"),
    [
        ("posts/reddit_base.parquet", 600),
        ("posts/brand_subreddits.parquet", 100),
        pytest.param("posts/reddit_base.parquet", 12, marks=pytest.mark.slow),
        pytest.param("posts/brand_subreddits.parquet", 1, marks=pytest.mark.slow),
    ],
)
def test_scores_of_real_posts_equal_textblob(file: str, every: int):
    """Real posts score as TextBlob scores them, with their texts: 50,000 of each file at length."""
    posts = pl.read_parquet(SHARED / file).gather_every(every)
    texts = pl.concat_str(
        posts["title"].fill_null(""), posts[_TEXT[file]].fill_null(""), separator="\n\n"
    )
    scores = LEXICON.scores(pl.select(texts).to_series().to_list())

    for text, score in zip(pl.select(texts).to_series(), scores, strict=True):
        assert tuple(TextBlob(text).sentiment) == score, text
