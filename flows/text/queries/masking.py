"""Take the names of brands out of posts: what is said of a brand is judged without its name."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import polars as pl

from flows.text.folding import written
from flows.text.queries.parts import Form
from flows.text.queries.pieces import TEXT_BEGINS, Documents, words
from flows.text.queries.places import Numbers, Places
from flows.text.queries.tree import Node, Term, naming_terms

PLACEHOLDER = "\ufffc"
"""Unicode's sign for an object that is not shown; no engine has a tone for it."""


class Stretches(NamedTuple):
    """Parts of the `written` posts of `Documents`, from a letter up to another, by post."""

    rows: Numbers
    starts: Numbers
    ends: Numbers


def named_stretches(
    asked: Sequence[tuple[Node, Numbers]], forms: Mapping[Term, tuple[Form, ...]], places: Places
) -> Stretches:
    """Return where the terms that name a brand stand in the posts in which it was found."""
    pieces = places.pieces
    lengths = pieces.texts.str.len_chars().to_numpy()
    begins_at = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    told = []
    for tree, found in asked:
        for term in dict.fromkeys(naming_terms(tree)):
            form = forms[term][0]
            hits = places.hits(term)
            rows = pieces.rows(hits.starts)
            here = np.isin(rows, found)
            # A sign between words, such as `:)`, is an opinion more often than a name.
            if form.parts[0].how == "sign" or not here.any():
                continue
            rows, firsts = rows[here], hits.starts[here]
            ends = begins_at[firsts + hits.spans[here]] + len(form.trail)
            starts = begins_at[firsts + 1] - _name_lengths(pieces.texts.gather(firsts), form)
            told.append(Stretches(rows, starts, ends))
    if not told:
        return Stretches(*(np.zeros(0, np.int64) for _ in Stretches._fields))
    rows, starts, ends = (np.concatenate(some) for some in zip(*told, strict=True))
    order = np.lexsort((starts, rows))
    before = begins_at[pieces.begins[rows[order]]]
    return Stretches(rows[order], starts[order] - before, ends[order] - before)


def _name_lengths(firsts: pl.Series, form: Form) -> Numbers:
    """Return how many letters of first pieces are of the name: the word and its sign."""
    sign = form.parts[0].joint.sign
    said = words(firsts)
    between = firsts.str.head(firsts.str.len_chars() - said.str.len_chars())
    lead = between.str.extract(rf"({pl.escape_regex(sign)}|[#@])$" if sign else "([#@])$", 1)
    lengths = said.str.len_chars() + lead.fill_null("").str.len_chars()
    return lengths.to_numpy().astype(np.int64)


def masked(
    titles: pl.Series, texts: pl.Series, searched: Documents, stretches: Stretches
) -> pl.Series:
    """Return title, an empty line and text of each post, names replaced by `PLACEHOLDER`.

    The posts stay in their own letters though names were found in `written` ones.
    """
    sides = [
        side.cast(pl.String).fill_null("").str.replace_all(TEXT_BEGINS, " ", literal=True)
        for side in (titles, texts)
    ]
    own = sides[0] + TEXT_BEGINS + sides[1] + "\n"
    rows, firsts = np.unique(stretches.rows, return_index=True)
    places = pl.Series(rows)
    some = pl.DataFrame(
        {"own": own.gather(places), "written": searched.written.gather(places)}
    ).rows()
    listed = list(zip(stretches.starts.tolist(), stretches.ends.tolist(), strict=True))
    bounds = pairwise([*firsts.tolist(), len(listed)])
    names_gone = [
        _without_names(said, as_written, listed[first:last])
        for (said, as_written), (first, last) in zip(some, bounds, strict=True)
    ]
    told = own.scatter(places, pl.Series(names_gone, dtype=pl.String))
    return told.str.replace(TEXT_BEGINS, "\n\n", literal=True).str.strip_chars()


def _without_names(own: str, as_written: str, names: Sequence[tuple[int, int]]) -> str:
    if own != as_written:
        letters = [_written(letter) for letter in own]
        if "".join(letters) == as_written:
            owners = [place for place, letter in enumerate(letters) for _ in letter]
            names = [(owners[start], owners[end - 1] + 1) for start, end in names]
        else:  # letters and marks were joined: the post in its one width is as good
            own = as_written
    kept, at = [], 0
    for start, end in names:
        # Of two names that overlap, such as `xbox` and `xbox one`, one placeholder is left.
        if start >= at:
            kept += [own[at:start], PLACEHOLDER]
        at = max(at, end)
    return "".join([*kept, own[at:]])


_written = lru_cache(maxsize=4_096)(written)
