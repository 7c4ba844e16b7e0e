"""TextBlob's sentiment by TextBlob and by our lexicon, on the same posts in one run.

python -m benchmarks.sentiment.side_by_side --posts FILE [--n 50000]
"""

import argparse
import time
from pathlib import Path

import polars as pl
from textblob import TextBlob

from flows.text.lexicon import Lexicon


def main() -> None:
    """Score posts both ways, hold the scores equal and print the CPU seconds."""
    parser = argparse.ArgumentParser(description="Compare the lexicon with TextBlob.")
    parser.add_argument("--posts", type=Path, required=True, help="Parquet, `title` and `text`")
    parser.add_argument("--n", type=int, default=50_000, help="how many, evenly over the file")
    told = parser.parse_args()
    said = pl.concat_str(pl.col("title", "text").fill_null(""), separator="\n\n")
    posts = pl.read_parquet(told.posts).select(said.str.strip_chars()).to_series()
    texts = posts.gather_every(max(1, len(posts) // told.n)).head(told.n).to_list()
    lexicon = Lexicon()
    TextBlob("loads the").sentiment, lexicon.scores(["lexica"])

    start = time.process_time()
    theirs = [tuple(TextBlob(text).sentiment) for text in texts]
    between = time.process_time()
    ours = lexicon.scores(texts)
    end = time.process_time()

    if theirs != ours:
        raise SystemExit("The scores differ.")
    slow, quick = between - start, end - between
    print(f"{len(texts):,} posts, equal scores; CPU seconds: TextBlob {slow:.2f}, ours {quick:.2f}")
    print(f"{slow / quick:.1f} times as fast, {len(texts) / quick:,.0f} posts a second")


if __name__ == "__main__":
    main()
