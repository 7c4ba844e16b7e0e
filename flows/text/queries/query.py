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
from typing import Literal

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedToken

from flows.errors import ConfigError
from flows.text.folding import fold

# What is refused outside quotes means nothing yet or means something else in other suites
# (`-word`, `a|b`): a query written today keeps its meaning when the language grows.
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
WORD: /[^\s()"#@*:~{}\[\]\/^?\\,;|!=<>$%`.&'+_-][^\s()"#@*:~{}\[\]\/^?\\,;|!=<>$%`]*\*?/
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
    except UnexpectedCharacters as error:
        raise _unreadable(error.pos_in_stream or 0, query) from None
    except UnexpectedToken as error:
        raise _misplaced(error.token, error.accepts, query) from None
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
        hint = "Write `(a AND b) OR c` or `a AND (b OR c)`."
        raise _refusal("AND and OR are mixed without brackets", hint, query, other)
    if ors and negations:
        hint = "Write `(a OR b) NOT c` or `a OR (b NOT c)`."
        raise _refusal("NOT stands beside OR without brackets", hint, query, negations[0])
    parts = tuple(
        _node(part, query)
        for part in found.children
        if part not in joints and part not in negations
    )
    without = tuple(_node(negation.children[1], query) for negation in negations)
    if not parts:
        hint = "Say first what to look for: `a NOT b`."
        raise _refusal("NOT stands alone", hint, query, negations[0])
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
        raise _refusal("this phrase cannot be looked for", _PHRASE_HINT, query, token)
    return Term(kind, words, written.strip())


_PHRASE_HINT = "Put words between the quotes, with `*` only at the end of a word."
_UNREADABLE = {
    '"': ("this quote is never closed", "A phrase needs a quote at both ends."),
    "*": ("there is no word before `*`", "It goes at the end of a beginning: `xbo*`."),
    "#": ("there is no tag after `#`", "A tag is `#` and letters or digits, without a space."),
    "@": ("there is no handle after `@`", "A handle is `@` and a name, without a space."),
}


def _unreadable(at: int, query: str) -> ConfigError:
    reason = f"`{query[at]}` has no meaning here"
    hint = "To look for it, put the term in quotes; to join terms, write AND, OR or NOT."
    return _refusal(*_UNREADABLE.get(query[at], (reason, hint)), query, at)


def _misplaced(token: Token, accepted: set[str], query: str) -> ConfigError:
    if not query.strip():
        return ConfigError("The query is empty. Write at least one term.")
    if token.type == "$END":
        hint = "Close every bracket, and write a term after every operator."
        return _refusal("it ends too early", hint, query, len(query.rstrip()))
    if token.type == "RPAR" and "$END" in accepted:
        return _refusal("this bracket was never opened", "Remove it, or open one.", query, token)
    if "AND" not in accepted:
        reason = f"a term is missing before `{token}`"
        return _refusal(reason, "Operators join two terms.", query, token)
    hint = 'Join them with AND or OR, or put quotes around a phrase: `"a b"`.'
    if token.lower() in {"and", "or", "not"}:
        hint = f"Operators are written in capitals: `{token.upper()}`."
    return _refusal("two terms stand side by side", hint, query, token)


# Characters of a long query that are shown on either side of the place.
_SHOWN = 60


def _refusal(reason: str, hint: str, query: str, place: Token | Tree[Token] | int) -> ConfigError:
    """Return an error that shows the line of the query with a caret under the place."""
    at = place if isinstance(place, int) else _start(place)
    before = query[:at].rpartition("\n")[2].expandtabs(1)[-_SHOWN:]
    after = query[at:].partition("\n")[0].expandtabs(1)[:_SHOWN]
    wide = sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in before)
    shown = f"    {before}{after}\n    {' ' * wide}^"
    return ConfigError(f"The query cannot be read: {reason}.\n{shown}\n{hint}")


def _start(place: Token | Tree[Token]) -> int:
    at = place.start_pos if isinstance(place, Token) else place.meta.start_pos
    return at or 0
