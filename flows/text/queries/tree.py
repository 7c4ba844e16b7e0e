"""A query as a tree: what it looks for, and how the parts hang together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "tag", "handle"]
FieldName = Literal["author", "lang", "site", "platform", "channel"]
Comparison = Literal["<", "<=", "=", ">=", ">"]


@dataclass(frozen=True)
class Word:
    """One word of a term as it was typed; with `is_open` (`xbo*`), the beginning of words."""

    text: str
    is_open: bool = False


@dataclass(frozen=True)
class Term:
    """What is looked for in a post: a word, a phrase of several words, a #tag or a @handle.

    `written` is the term as the analyst wrote it, without quotes. `is_exact` stands for `{Case}`,
    `has_typo` for `term~1`, `in_title` for `title:term`.
    """

    kind: Kind
    words: tuple[Word, ...]
    written: str
    is_exact: bool = False
    has_typo: bool = False
    in_title: bool = False


@dataclass(frozen=True)
class Field:
    """What is known of a post beside its words: `site:reddit.com`; the value is folded."""

    name: FieldName
    value: str
    written: str
    is_open: bool = False


@dataclass(frozen=True)
class Rating:
    """The stars of a review, from 1 (worst) to 5, against a number: `rating:<=2`."""

    comparison: Comparison
    stars: float
    written: str


@dataclass(frozen=True)
class Near:
    """One of `left` and one of `right` with at most `distance` words between them.

    With `is_ordered` (`ONEAR`) the left one stands first.
    """

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    distance: int
    is_ordered: bool = False


@dataclass(frozen=True)
class Or:
    """Any of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class And:
    """All of the parts and none of the `without`; there is at least one part."""

    parts: tuple["Node", ...]
    without: tuple["Node", ...] = ()


Leaf = Term | Field | Rating
Node = Leaf | Near | Or | And


def leaves(node: Node, *, excluded: bool = True) -> Iterator[Leaf]:
    """Yield every term and condition in the order written; those under NOT if `excluded`."""
    match node:
        case Term() | Field() | Rating():
            yield node
        case Near(left, right):
            yield from (*left, *right)
        case Or(parts):
            for part in parts:
                yield from leaves(part, excluded=excluded)
        case And(parts, without):
            for part in (*parts, *(without if excluded else ())):
                yield from leaves(part, excluded=excluded)


def terms(node: Node) -> list[Term]:
    """List every term of the query in the order written, the excluded ones too."""
    return [leaf for leaf in leaves(node) if isinstance(leaf, Term)]


def positive_terms(node: Node) -> list[Term]:
    """List the terms that a match can rest on, in the order written."""
    return [leaf for leaf in leaves(node, excluded=False) if isinstance(leaf, Term)]


def naming_terms(node: Node) -> Iterator[Term]:
    """Yield what a query calls its brand: what AND, NOT and NEAR add behind it only narrows."""
    match node:
        case Term():
            yield node
        case Or(parts):
            for part in parts:
                yield from naming_terms(part)
        case And(parts):
            yield from next((found for part in parts if (found := list(naming_terms(part)))), [])
        case Near(left):
            yield from left
