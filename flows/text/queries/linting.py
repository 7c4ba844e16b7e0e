"""What experience knows to be a mistake in a query, told before it costs a month of mentions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.errors import ConfigError
from flows.text.folding import fold
from flows.text.queries.covering import needless
from flows.text.queries.explaining import shown
from flows.text.queries.parsing import parse
from flows.text.queries.tree import And, Leaf, Near, Node, Or, Term, leaves
from flows.text.stopwords import common_english, stopwords

Rule = Literal[
    "unreadable",
    "mixed_operators",
    "leading_wildcard",
    "common_word",
    "short_term",
    "short_beginning",
    "repeated",
    "covered",
    "greedy_not",
]

MIN_LETTERS = 3
"""A shorter bare word stands for too many things; a syllable or character counts as two."""
MIN_STEM = 4
"""A shorter beginning (`car*`) begins too many words."""

_DENSE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True)
class Remark:
    """One thing that is probably a mistake: the rule, the part of the query, and what to do."""

    rule: Rule
    part: str
    message: str

    @property
    def is_error(self) -> bool:
        """Whether the query cannot be read at all."""
        return self.rule in {"unreadable", "mixed_operators", "leading_wildcard"}


def lint(query: str) -> list[Remark]:
    """Return what is suspicious about a query by itself; one that cannot be read has one entry."""
    try:
        tree = parse(query)
    except ConfigError as error:
        return [Remark(_rule(str(error)), query, str(error))]
    return list(dict.fromkeys([*_bare(tree), *_beginnings(tree), *_doubles(tree)]))


def _rule(fault: str) -> Rule:
    if "mixed without brackets" in fault or "beside OR without brackets" in fault:
        return "mixed_operators"
    return "leading_wildcard" if "no word before `*`" in fault else "unreadable"


def sufficient(node: Node) -> Iterator[Leaf]:
    """Yield the terms of which one alone makes a post match."""
    match node:
        case Or(parts):
            for part in parts:
                yield from sufficient(part)
        case And((part,), _):
            yield from sufficient(part)
        case And() | Near():
            return
        case _:
            yield node


def bare_words(node: Node) -> list[Term]:
    """Return the single words, neither tags nor exact, that alone make a post match."""
    return [
        leaf
        for leaf in sufficient(node)
        if isinstance(leaf, Term)
        and leaf.kind == "word"
        and len(leaf.words) == 1
        and not leaf.is_exact
    ]


def _bare(tree: Node) -> Iterator[Remark]:
    common = frozenset().union(common_english(), *stopwords().values())
    for term in bare_words(tree):
        word = fold(term.words[0].text)
        if word in common and not term.words[0].is_open:
            said = f"`{shown(term)}` is a common word. Ask for another beside it with AND or NEAR."
            yield Remark("common_word", shown(term), said)
        elif (
            not term.words[0].is_open
            and _weight(word) < MIN_LETTERS
            and any(map(str.isalpha, word))
        ):
            said = (
                f"`{shown(term)}` is so short that it stands for many things. Write "
                f"`{{{term.written}}}` to find it in this writing only, or ask for another word "
                "beside it."
            )
            yield Remark("short_term", shown(term), said)


def _beginnings(tree: Node) -> Iterator[Remark]:
    for leaf in leaves(tree):
        if isinstance(leaf, Term):
            for word in leaf.words:
                if word.is_open and _weight(fold(word.text)) < MIN_STEM:
                    said = (
                        f"`{word.text}*` begins many words. Write more of it, or list the words "
                        "that you mean with OR."
                    )
                    yield Remark("short_beginning", shown(leaf), said)


def _weight(word: str) -> int:
    return len(word) + len(_DENSE.findall(word))


def _doubles(node: Node) -> Iterator[Remark]:
    """Find terms of one OR that others of it make needless."""
    if isinstance(node, Or):
        beside = list(_beside(node))
        yield from _needless([part for part in beside if isinstance(part, Term)])
        parts: Sequence[Node] = [part for part in beside if isinstance(part, And)]
    else:
        parts = (*node.parts, *node.without) if isinstance(node, And) else ()
    for part in parts:
        yield from _doubles(part)


def _beside(node: Node) -> Iterator[Node]:
    """Yield the parts of an OR and of those within it."""
    if isinstance(node, Or):
        for part in node.parts:
            yield from _beside(part)
    else:
        yield node


def _needless(beside: Sequence[Term]) -> Iterator[Remark]:
    told = needless(beside)
    twice = [term for at, term in enumerate(beside) if term in beside[:at]]
    twice += [one for one, other in told if fold(one.written) == fold(other.written)]
    for term in dict.fromkeys(twice):
        yield Remark("repeated", shown(term), f"`{shown(term)}` is there twice.")
    for one, other in told:
        if one not in twice:
            said = f"`{shown(one)}` finds nothing that `{shown(other)}` does not find as well."
            yield Remark("covered", shown(one), said)
