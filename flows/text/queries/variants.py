"""What was found, as the post has it: so that no variant of a name works in secret."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from flows.text.queries.evaluation import First
from flows.text.queries.particles import is_particles
from flows.text.queries.parts import Form
from flows.text.queries.pieces import NAME, Pieces, keys, words
from flows.text.queries.places import Numbers, Places
from flows.text.queries.tree import Field, Leaf, Term
from flows.text.queries.vocabulary import stem


def variants(
    first: First, leaves: Sequence[Leaf], forms: Mapping[Term, tuple[Form, ...]], places: Places
) -> pl.DataFrame:
    """Return for each thing found its text as the post has it in lower case, its field, is_typo."""
    told = pl.DataFrame(
        {"leaf": first.leaves, "is_word": first.in_words}, schema_overrides={"leaf": pl.Int64}
    ).with_row_index("number")
    said = told.filter("is_word").drop("is_word")
    starts, spans = (some[first.in_words] for some in (first.starts, first.spans))
    said = said.hstack(_as_written(places.pieces, starts, spans)).with_columns(
        _lowered(_dotless(leaves)).alias("term"),
        pl.Series("span", spans, dtype=pl.Int64),
        pl.Series("field", _fields(places, starts), dtype=pl.String),
    )
    conditions = told.filter(~pl.col("is_word")).drop("is_word")
    names = {
        number: ("rating" if not isinstance(leaf, Field) else leaf.name, leaf.written)
        for number, leaf in enumerate(leaves)
        if not isinstance(leaf, Term)
    }
    asked = conditions["leaf"].to_list()
    conditions = conditions.select(
        "number",
        pl.Series("term", [names[leaf][1] for leaf in asked], dtype=pl.String),
        pl.Series("field", [names[leaf][0] for leaf in asked], dtype=pl.String),
        pl.lit(value=False).alias("is_typo"),
    )
    mended = _mended(said, leaves, forms).select("number", "term", "field", "is_typo")
    return pl.concat([mended, conditions]).sort("number").drop("number")


def _fields(places: Places, starts: Numbers) -> list[str]:
    in_title = starts < places.text_begins[places.pieces.rows(starts)]
    return ["title" if one else "text" for one in in_title.tolist()]


def _as_written(pieces: Pieces, starts: Numbers, spans: Numbers) -> pl.DataFrame:
    """Return the text of some runs of pieces from the sign of the tag on, and its last key."""
    here = pieces.texts.gather(starts)
    last = words(here)
    term = _sigils(pieces, starts, here, last) + last
    for place in range(1, int(spans.max(initial=1))):
        rows = pl.Series(np.flatnonzero(spans > place))
        following = pieces.texts.gather(starts[rows.to_numpy()] + place)
        term = term.scatter(rows, term.gather(rows) + following.str.replace_all(r"\s+", " "))
        last = last.scatter(rows, words(following))
    return pl.DataFrame({"term": term, "last": keys(last)})


def _dotless(leaves: Sequence[Leaf]) -> list[int]:
    """Return the numbers of the terms that are typed with a dotless i."""
    return [
        number
        for number, leaf in enumerate(leaves)
        if isinstance(leaf, Term) and any("\u0131" in word.text for word in leaf.words)
    ]


def _lowered(dotless: Sequence[int]) -> pl.Expr:
    """Return the text in lower case: capitals are no variants, a dotless i is."""
    is_turkish = pl.col("leaf").is_in(dotless)
    turkish = pl.col("term").str.replace_all("I", "\u0131", literal=True)
    said = pl.when(is_turkish).then(turkish).otherwise(pl.col("term")).str.to_lowercase()
    # `İ` in lower case is `i` and a dot of its own.
    return said.str.replace_many({"\u0307": "", "\u2018": "'", "\u2019": "'", "\u02bc": "'"})


def _sigils(pieces: Pieces, starts: Numbers, here: pl.Series, word: pl.Series) -> pl.Series:
    """Return the `#` or `@` directly before some pieces, nothing inside a word (`me@acme.com`)."""
    told = pl.DataFrame(
        {"here": here, "word": word, "before": pieces.texts.gather(np.maximum(starts - 1, 0))}
    ).with_columns(pl.col("here").str.strip_suffix(pl.col("word")).alias("between"))
    is_inside = pl.col("between").str.contains(r"^[#@]$") & pl.col("before").str.contains(
        rf"{NAME}$"
    )
    begins = pl.Series(np.isin(starts, pieces.begins))
    sigil = pl.col("between").str.extract(r"([#@]_*)$", 1).fill_null("")
    return told.select(pl.when(is_inside & ~begins).then(pl.lit("")).otherwise(sigil)).to_series()


def _mended(
    said: pl.DataFrame, leaves: Sequence[Leaf], forms: Mapping[Term, tuple[Form, ...]]
) -> pl.DataFrame:
    """Take Korean particles off, put signs on, and tell typos, where a term has such."""
    special = [
        number
        for number, leaf in enumerate(leaves)
        if isinstance(leaf, Term) and _is_special(forms[leaf][0])
    ]
    columns = ["leaf", "span", "term", "last"]
    some = said.filter(pl.col("leaf").is_in(special)).select(columns).unique()
    rows = []
    for leaf, span, text, last in some.iter_rows():
        term = leaves[leaf]
        if isinstance(term, Term):
            rows.append((leaf, span, text, last, *_mend(forms[term], span, text, last)))
    schema = {name: said.schema[name] for name in columns} | {
        "mended": pl.String(),
        "is_typo": pl.Boolean(),
    }
    mended = pl.DataFrame(rows, schema=schema, orient="row")
    return said.join(mended, on=columns, how="left").with_columns(
        pl.coalesce("mended", "term").alias("term"), pl.col("is_typo").fill_null(value=False)
    )


def _is_special(form: Form) -> bool:
    """Return whether a term, by its first form, needs more than the pieces that it stands in."""
    first, last = form.parts[0], form.parts[-1]
    return bool(form.trail or first.joint.sign) or last.how in {"particles", "typo", "sign"}


def _mend(forms: Sequence[Form], span: int, text: str, last: str) -> tuple[str, bool]:
    for form in forms:
        part = form.parts[-1]
        if len(form.parts) != span:
            continue
        if part.how == "sign":
            return part.key, False
        if part.how == "typo":
            found = stem(part, last) or part.key
            said = text.removesuffix(last) + found if part.kind == "hangul" else text
            return said, found != part.key
        lead = form.parts[0].joint.sign if text[:1] not in "#@" else ""
        if part.how != "particles":
            return lead + text + form.trail, False
        if last.startswith(part.key) and is_particles(last[len(part.key) :]):
            return lead + text.removesuffix(last) + part.key + form.trail, False
    return text, False
