"""Brand queries: the Boolean language analysts know, as a tree.

    "xbox one" OR xbone OR #xbox OR @xbox
    (switch AND nintendo) NOT "light switch"

`AND`, `OR` and `NOT` in capitals; `a NOT b` means `a AND NOT b`; brackets are required when AND
and OR meet; terms side by side are an error, because listening suites disagree on what a space
means. `"..."` is a phrase, `term*` a beginning of words, `#tag` and `@handle` only themselves; a
bare word is also found as a tag or handle. `matching` says what a term matches.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal, NoReturn

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from flows.errors import ConfigError
from flows.text.folding import fold

# `: ~ { } [ ] / ^ ?` mean nothing yet outside quotes: they are refused rather than searched for,
# so that a query written today keeps its meaning when the language grows.
_GRAMMAR = r"""
start: group
group: _member (AND _member | OR _member | negation)*
negation: NOT _operand
_member: _operand | negation
_operand: PHRASE | TAG | HANDLE | WORD | "(" group ")"

AND.2: /AND(?![^\s()"])/
OR.2: /OR(?![^\s()"])/
NOT.2: /NOT(?![^\s()"])/
PHRASE: /"[^"]*"/
TAG: /#\w+\*?/
HANDLE: /@\w+(?:[.@-]\w+)*\*?/
WORD: /[^\s()"#@*:~{}\[\]\/^?\\]+\*?/
%ignore /\s+/
"""

Kind = Literal["word", "tag", "handle"]


@dataclass(frozen=True)
class Word:
    """One folded word of a term; with `is_open`, the beginning of a word."""

    text: str
    is_open: bool = False


@dataclass(frozen=True)
class Term:
    """What is looked for in a post: a word, a phrase of several words, a #tag or a @handle.

    `written` is the term as the analyst wrote it, without quotes.
    """

    kind: Kind
    words: tuple[Word, ...]
    written: str

    @property
    def literal(self) -> str:
        """Return text that every match holds: the longest word, with the sigil if there is one."""
        sigil = {"word": "", "tag": "#", "handle": "@"}[self.kind]
        return sigil + max((word.text for word in self.words), key=len)


@dataclass(frozen=True)
class Or:
    """Any of the parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class And:
    """All of the parts and none of the `without`; there is at least one part."""

    parts: tuple["Node", ...]
    without: tuple["Node", ...] = ()


Node = Term | Or | And


def terms(node: Node) -> list[Term]:
    """List every term of the query in the order written, the excluded ones too."""
    match node:
        case Term():
            return [node]
        case Or(parts):
            return [term for part in parts for term in terms(part)]
        case And(parts, without):
            return [term for part in (*parts, *without) for term in terms(part)]


def positive_terms(node: Node) -> list[Term]:
    """List the terms that a match can rest on, in the order written."""
    match node:
        case Term():
            return [node]
        case Or(parts) | And(parts):
            return [term for part in parts for term in positive_terms(part)]


def parse(query: str) -> Node:
    """Read a query, or raise ConfigError with the reason and a caret under the place."""
    # Word processors turn straight quotes into these, one character for one.
    straight = query.translate(dict.fromkeys(map(ord, "“”„‟«»"), '"'))
    try:
        tree = _parser().parse(straight)
    except UnexpectedInput as error:
        _explain(error, query)
    return _node(tree.children[0], query)


@cache
def _parser() -> Lark:
    return Lark(
        _GRAMMAR, parser="lalr", lexer="basic", propagate_positions=True, maybe_placeholders=False
    )


def _node(found: Token | Tree[Token], query: str) -> Node:
    if isinstance(found, Token):
        return _term(found, query)
    joints = [part for part in found.children if isinstance(part, Token) and part.type in _JOINTS]
    negations = [
        part for part in found.children if isinstance(part, Tree) and part.data == "negation"
    ]
    ors = [joint for joint in joints if joint.type == "OR"]
    if ors and len(ors) < len(joints):
        other = next(joint for joint in joints if joint.type != joints[0].type)
        _refuse("AND and OR are mixed without brackets", query, other, "Bracket one of the two.")
    if ors and negations:
        place = negations[0].children[0]
        _refuse("NOT stands beside OR without brackets", query, place, "Write `(a OR b) NOT c`.")
    parts = tuple(
        _node(part, query)
        for part in found.children
        if part not in joints and part not in negations
    )
    without = tuple(_node(negation.children[1], query) for negation in negations)
    if not parts:
        place = negations[0].children[0]
        _refuse("there is nothing to look for, only NOT", query, place, "Write `a NOT b`.")
    if without or len(parts) > 1:
        return Or(parts) if ors else And(parts, without)
    return parts[0]


_JOINTS = ("AND", "OR")


def _term(token: Token, query: str) -> Term:
    written = token.strip('"') if token.type == "PHRASE" else str(token)
    kind: Kind = {"TAG": "tag", "HANDLE": "handle"}.get(token.type, "word")  # type: ignore[assignment]
    pieces = written.removeprefix("#").removeprefix("@") if kind != "word" else written
    words = tuple(
        Word(text.rstrip("*"), is_open=text.endswith("*")) for text in fold(pieces).split()
    )
    if not words or not all(word.text and "*" not in word.text for word in words):
        _refuse("the phrase holds no word to look for", query, token, "Put words between quotes.")
    return Term(kind, words, written.strip())


_HINTS = {
    "*": "`*` goes at the end of a word with at least one letter: `xbo*`.",
    '"': "A phrase needs a quote at both ends.",
    "#": "A tag is `#` and letters or digits, without a space.",
    "@": "A handle is `@` and letters or digits, without a space.",
}


def _explain(error: UnexpectedInput, query: str) -> NoReturn:
    """Turn a failure of the parser into a sentence for an analyst."""
    if isinstance(error, UnexpectedCharacters):
        character = query[error.pos_in_stream or 0]
        hint = _HINTS.get(character, f"To look for `{character}`, put the term in quotes.")
        _refuse(f"`{character}` has no meaning here", query, error.pos_in_stream or 0, hint)
    if not isinstance(error, UnexpectedToken):
        raise error
    token = error.token
    if token.type == "$END":
        what = "the query is empty" if not query.strip() else "the query ends too early"
        hint = "Close every bracket, and write a term after every operator."
        _refuse(what, query, len(query.rstrip()), hint)
    if "AND" not in error.accepts:
        _refuse(f"a term is missing before `{token}`", query, token, "Operators join two terms.")
    if token.type == "RPAR":
        _refuse("this bracket was never opened", query, token, "Remove it, or open one before.")
    if token.lower() in {"and", "or", "not"}:
        hint = f"Operators are written in capitals: `{token.upper()}`."
    else:
        hint = 'Join them with AND or OR, or put quotes around a phrase: `"a b"`.'
    _refuse("two terms stand side by side", query, token, hint)


def _refuse(reason: str, query: str, place: Token | Tree[Token] | int, hint: str) -> NoReturn:
    """Raise ConfigError that shows the line of the query with a caret under the place."""
    at = place if isinstance(place, int) else _start(place)
    first = query.rfind("\n", 0, at) + 1
    line = query[first:].split("\n", 1)[0].expandtabs(1)
    wide = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in query[first:at])
    raise ConfigError(f"The query cannot be read: {reason}.\n    {line}\n    {' ' * wide}^\n{hint}")


def _start(place: Token | Tree[Token]) -> int:
    at = place.start_pos if isinstance(place, Token) else place.meta.start_pos
    return at or 0
