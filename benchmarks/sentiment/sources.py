"""The labelled texts: read, each once, and dealt to five parts by the hash of the text."""

import tomllib
from hashlib import blake2b
from pathlib import Path

import polars as pl

CLASSES = ("negative", "neutral", "positive")
PARTS = 5
"""Each part is held out once; a text is always in the same part."""

LABELS = {"neg": 0, "neu": 1, "pos": 2}
_SAYS_NOTHING = r"https?://\S+|\bhttp\b|@\w+|\W+"


def labelled(folder: Path, *, clean_licences: bool = False) -> pl.DataFrame:
    """Return the texts with `language`, `set`, `target`, `class` (0, 1, 2) and `part`.

    Copies of a text count once in a language: the first of them, in the order of `sets.toml`.
    """
    sets = tomllib.loads(Path(__file__).with_name("sets.toml").read_text(encoding="utf-8"))
    read = [
        pl.read_parquet(folder / f"{name}.parquet").select(
            "text",
            pl.col("label").replace_strict(LABELS, return_dtype=pl.Int64).alias("class"),
            pl.lit(name).alias("set"),
            pl.lit(about["language"]).alias("language"),
            pl.lit(about["target"]).alias("target"),
        )
        for name, about in sets.items()
        if about["use"] == "free" or not clean_licences
    ]
    texts = pl.concat(read)
    bare = texts["text"].str.to_lowercase().str.replace_all(_SAYS_NOTHING, " ").str.strip_chars()
    texts = texts.with_columns(bare.alias("bare"))
    texts = texts.unique(["language", "bare"], keep="first", maintain_order=True)
    return texts.with_columns(pl.Series("part", [_part(text) for text in texts["bare"]]))


def _part(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest()) % PARTS
