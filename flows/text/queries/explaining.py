"""Why a query matches a text or does not: every part of it with what it found."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from flows.text.queries.evaluation import Evaluation, First
from flows.text.queries.matching import Compiled, compile_queries
from flows.text.queries.pieces import documents
from flows.text.queries.places import Places
from flows.text.queries.tree import And, Leaf, Near, Node, Or, Term
from flows.text.queries.variants import variants


@dataclass(frozen=True)
class Explained:
    """One part of a query on one text.

    `written` is the term, or the operator whose `parts` follow; `is_true` whether the part does
    its share to a match, so `NOT x` is true where x is absent; `found` lists what a term or a
    distance found, as the text has it. `apart` says of a distance that is too long how many words
    stand between the two where they are nearest, and whether in the wrong order.
    """

    written: str
    is_true: bool
    found: tuple[str, ...] = ()
    parts: tuple["Explained", ...] = ()
    apart: str | None = None


def explain(query: str, posts: pl.DataFrame) -> Explained:
    """Explain a query on the one post of a frame such as `match` takes; raises ConfigError."""
    compiled = compile_queries({"query": query})
    places = Places(compiled.searched, documents(posts["title"], posts["text"]))
    explainer = _Explainer(compiled, places, Evaluation(compiled.leaves, places, posts))
    return explainer.explained(compiled.queries["query"])


@dataclass(frozen=True)
class _Explainer:
    compiled: Compiled
    places: Places
    evaluation: Evaluation

    def explained(self, node: Node) -> Explained:
        is_true = bool(len(self.evaluation.found(node).rows))
        match node:
            case Or(parts):
                return Explained("OR", is_true, parts=tuple(map(self.explained, parts)))
            case And(parts, without):
                told = (*map(self.explained, parts), *map(self._absent, without))
                # A single part beside NOT needs no AND to be said.
                return Explained("AND" if len(parts) > 1 else "AND NOT", is_true, parts=told)
            case Near():
                return self._near(node, is_true=is_true)
            case _:
                return Explained(shown(node), is_true, self._said(node, is_true=is_true))

    def _absent(self, node: Node) -> Explained:
        inner = self.explained(node)
        return Explained("NOT", not inner.is_true, inner.found, (inner,))

    def _near(self, near: Near, *, is_true: bool) -> Explained:
        sides = [self.explained(side[0] if len(side) == 1 else Or(side)) for side in _sides(near)]
        apart = None if is_true else self._apart(near)
        return Explained(_operator(near), is_true, parts=tuple(sides), apart=apart)

    def _apart(self, near: Near) -> str | None:
        """Say how far apart the two sides stand where they are nearest, if both are there."""
        left, right = (
            [place for term in side for place in self._spans(term)] for side in _sides(near)
        )
        words = self.places.word_numbers
        begin = int(self.places.text_begins[0])
        gaps = [
            (int(words[max(one, two)[0]] - words[min(one, two)[1]] - 1), one > two)
            for one in left
            for two in right
            if one != two and (one[0] < begin) == (two[0] < begin)
        ]
        if not gaps:
            return "one in the title, one in the text" if left and right and left != right else None
        count, is_turned = min(gaps)
        said = f"{count} word{'s' * (count != 1)} between"
        return f"{said}, in the other order" if near.is_ordered and is_turned else said

    def _spans(self, term: Term) -> list[tuple[int, int]]:
        """Return the first and the last piece of each place of a term."""
        hits = self.places.hits(term)
        ends = hits.starts + hits.spans - 1
        return list(zip(hits.starts.tolist(), ends.tolist(), strict=True))

    def _said(self, leaf: Leaf, *, is_true: bool) -> tuple[str, ...]:
        """Return every text that a term found, each once."""
        if not isinstance(leaf, Term) or not is_true:
            return (leaf.written,) if is_true else ()
        hits = self.places.hits(leaf)
        number = pl.Series([self.compiled.leaves.index(leaf)] * len(hits.starts), dtype=pl.Int64)
        first = First(hits.starts, number.to_numpy(), hits.spans)
        told = variants(first, self.compiled.leaves, self.compiled.searched.forms, self.places)
        return tuple(told["term"].unique(maintain_order=True).to_list())


def _sides(near: Near) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    return near.left, near.right


def shown(leaf: Leaf) -> str:
    """Return a term as it would be written in a query."""
    is_plain = not isinstance(leaf, Term) or len(leaf.words) == 1 or leaf.is_exact
    if is_plain:
        return leaf.written
    title = "title:" if isinstance(leaf, Term) and leaf.in_title else ""
    return f'{title}"{leaf.written.removeprefix(title)}"'


def spelled(node: Node) -> str:
    """Return a part of a query as it would be written, operators in brackets."""
    match node:
        case Or(parts):
            return f"({' OR '.join(map(spelled, parts))})"
        case And(parts, without):
            told = " AND ".join(map(spelled, parts))
            return f"({' NOT '.join([told, *map(spelled, without)])})"
        case Near():
            left, right = (
                spelled(side[0] if len(side) == 1 else Or(side)) for side in _sides(node)
            )
            return f"({left} {_operator(node)} {right})"
        case _:
            return shown(node)


def _operator(near: Near) -> str:
    return f"{'ONEAR' if near.is_ordered else 'NEAR'}/{near.distance}"


def reasons(told: Explained) -> Iterator[str]:
    """Yield in words what decided: what was found of a match, what was missing of a miss."""
    if told.written == "NOT":
        (inner,) = told.parts
        found = " and ".join(f"`{one}`" for one in _found(inner))
        yield f"found {found}, which NOT excludes" if not told.is_true else f"no {_listed(inner)}"
    elif not told.parts:
        yield _of_leaf(told)
    elif told.is_true:
        for part in told.parts:
            if part.is_true and part.written != "NOT":
                yield from reasons(part)
    elif told.written == "OR":
        yield f"none of {_listed(told)} is there"
    elif "NEAR" in told.written and all(part.is_true for part in told.parts):
        apart = f": {told.apart}" if told.apart else ""
        yield f"{_listed(told)} do not stand within `{told.written}`{apart}"
    else:
        for part in told.parts:
            if not part.is_true:
                yield from reasons(part)


def _of_leaf(told: Explained) -> str:
    if not told.is_true:
        return f"`{told.written}` is missing"
    if told.found == (told.written,):
        return f"`{told.written}` is there"
    return f"`{told.written}` found {', '.join(f'`{one}`' for one in told.found)}"


def _found(told: Explained) -> list[str]:
    if not told.parts:
        return list(told.found)
    return [one for part in told.parts if part.is_true for one in _found(part)]


def _listed(told: Explained) -> str:
    leaves = list(_leaves(told))
    return ", ".join(f"`{leaf}`" for leaf in leaves[:_MOST]) + (
        f" and {len(leaves) - _MOST} more" if len(leaves) > _MOST else ""
    )


_MOST = 5


def _leaves(told: Explained) -> Iterator[str]:
    if not told.parts:
        yield told.written
    for part in told.parts:
        yield from _leaves(part)
