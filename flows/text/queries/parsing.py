"""Read the Boolean language analysts know into a tree.

    "xbox one" OR xbone OR #xbox OR @xbox
    (switch AND nintendo) NOT (switch NEAR/2 light)
    title:acme* AND lang:(en OR de) AND rating:<=2

`AND`, `OR` and `NOT` in capitals; `a NOT b` means `a AND NOT b`; brackets are required when AND
and OR meet; terms side by side are an error, because listening suites disagree on what a space
means. docs/queries.md says what everything means, with an example each.
"""

from dataclasses import replace
from functools import cache, lru_cache

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedToken

from flows.text.folding import fold
from flows.text.queries.conditions import condition, rating
from flows.text.queries.faults import misplaced, refusal, start, too_deep, unreadable
from flows.text.queries.tree import And, FieldName, Kind, Near, Node, Or, Term, Word

# What is refused outside quotes means nothing yet or means something else in other suites
# (`-word`, `a|b`): a query written today keeps its meaning when the language grows.
_GRAMMAR = r"""
start: group
group: _member (AND _member | OR _member | negation)*
_member: _span | negation
negation: NOT _span
_span: near | _operand
near: _operand (NEAR _operand)+
_operand: PHRASE | EXACT | TAG | HANDLE | TYPO | WORD | RATING | field | "(" group ")"
field: FIELD _operand

AND.2: /AND(?![^\s()"{])/
OR.2: /OR(?![^\s()"{])/
NOT.2: /NOT(?![^\s()"{])/
NEAR.2: /O?NEAR\/\d+(?![^\s()"{])/
FIELD.2: /(author|lang|site|platform|channel|title):\s*/i
RATING.2: /rating:\s*(<=|>=|<|>|=)?\s*\d+(\.\d+)?(?![^\s()"])/i
PHRASE: /"[^"]*"/
EXACT: /\{[^{}]*\}/
TAG: /#\w+\*?/
HANDLE: /@\w+(?:[.@-]\w+)*\*?/
WORD: /[^\s()"#@*:~{}\[\]\/^?\\,;|!=<>$%`.&'+_-][^\s()"#@*:~{}\[\]\/^?\\,;|!=<>$%`]*\*?/
TYPO.1: /[^\s()"#@*:~{}\[\]\/^?\\,;|!=<>$%`.&'+_-][^\s()"#@*:~{}\[\]\/^?\\,;|!=<>$%`]*~\d+/
%ignore /\s+/
"""

MOST_DEPTH = 100
"""Brackets within brackets."""
MIN_TYPO_LETTERS = 4
"""A shorter word is one typo away from too many others."""


@lru_cache(maxsize=1024)
def parse(query: str) -> Node:
    """Read a query, or raise ConfigError with the reason and a caret under the place."""
    # Word processors turn straight quotes into these, one character for one.
    straight = query.translate(dict.fromkeys(map(ord, "“”„‟«»"), '"'))
    if fault := too_deep(straight, MOST_DEPTH):
        raise fault
    try:
        tree = _parser().parse(straight)
    except UnexpectedCharacters as error:
        raise unreadable(error.pos_in_stream or 0, straight) from None
    except UnexpectedToken as error:
        raise misplaced(error.token, error.accepts, straight) from None
    return _node(tree.children[0], query)


@cache
def _parser() -> Lark:
    return Lark(
        _GRAMMAR, parser="lalr", lexer="basic", propagate_positions=True, maybe_placeholders=False
    )


def _node(found: Token | Tree[Token], query: str) -> Node:
    if isinstance(found, Token):
        return rating(found, query) if found.type == "RATING" else _term(found, query)
    match found.data:
        case "field":
            return _field(found, query)
        case "near":
            return _near(found, query)
        case _:
            return _group(found, query)


def _group(found: Tree[Token], query: str) -> Node:
    joints = [part for part in found.children if isinstance(part, Token) and part.type in _JOINTS]
    negations = [
        part for part in found.children if isinstance(part, Tree) and part.data == "negation"
    ]
    ors = [joint for joint in joints if joint.type == "OR"]
    if ors and len(ors) < len(joints):
        other = next(joint for joint in joints if joint.type != joints[0].type)
        hint = "Write `(a AND b) OR c` or `a AND (b OR c)`."
        raise refusal("AND and OR are mixed without brackets", hint, query, other)
    if ors and negations:
        hint = "Write `(a OR b) NOT c` or `a OR (b NOT c)`."
        raise refusal("NOT stands beside OR without brackets", hint, query, negations[0])
    aside = {id(part) for part in (*joints, *negations)}
    parts = tuple(_node(part, query) for part in found.children if id(part) not in aside)
    without = tuple(_node(negation.children[1], query) for negation in negations)
    if not parts:
        hint = "Say first what to look for: `a NOT b`."
        raise refusal("NOT stands alone", hint, query, negations[0])
    if without or len(parts) > 1:
        return Or(parts) if ors else And(parts, without)
    return parts[0]


_JOINTS = ("AND", "OR")


def _near(found: Tree[Token], query: str) -> Near:
    left, operator, right, *more = found.children
    if more:
        hint = "Write `(a NEAR/3 b) AND (b NEAR/3 c)`."
        raise refusal(f"`{more[0]}` would join a third part", hint, query, more[0])
    name, _, distance = str(operator).partition("/")
    first, second = (
        _alternatives(_node(part, query), start(part), query) for part in (left, right)
    )
    return Near(first, second, int(distance), is_ordered=name == "ONEAR")


def _alternatives(node: Node, at: int, query: str) -> tuple[Term, ...]:
    """Return the terms of one side of NEAR: a term, or several joined by OR."""
    match node:
        case Term():
            return (node,)
        case Or(parts):
            return tuple(term for part in parts for term in _alternatives(part, at, query))
        case _:
            hint = "Beside NEAR stand terms, or terms in brackets joined by OR."
            raise refusal("NEAR cannot measure from here", hint, query, at)


def _field(found: Tree[Token], query: str) -> Node:
    name = str(found.children[0]).partition(":")[0].lower()
    told = _node(found.children[1], query)
    return _within(told, name, found, query)


def _within(node: Node, name: str, found: Tree[Token], query: str) -> Node:
    """Put every term of a part under a field."""
    match node:
        case Term() if name == "title" and not node.in_title:
            return _titled(node)
        case Term() if name != "title" and not node.in_title:
            field: FieldName = name  # type: ignore[assignment] # the grammar knows no other
            return condition(field, node, query, found)
        case Or(parts):
            return Or(tuple(_within(part, name, found, query) for part in parts))
        case And(parts, without):
            parts, without = (
                tuple(_within(part, name, found, query) for part in side)
                for side in (parts, without)
            )
            return And(parts, without)
        case Near(left, right) if name == "title":
            left, right = (tuple(_titled(term) for term in side) for side in (left, right))
            return replace(node, left=left, right=right)
        case _:
            hint = f"After `{name}:` stands a term, or terms in brackets: `{name}:(a OR b)`."
            raise refusal(f"`{name}:` cannot hold this", hint, query, found)


def _titled(term: Term) -> Term:
    return replace(term, in_title=True, written=f"title:{term.written}")


def _term(token: Token, query: str) -> Term:
    written, typo = str(token), token.type == "TYPO"
    if token.type == "PHRASE":
        written = written.strip('"').strip()
    kind: Kind = {"TAG": "tag", "HANDLE": "handle"}.get(token.type, "word")  # type: ignore[assignment]
    said = written.partition("~")[0] if typo else written
    said = said[1:] if kind != "word" else said.removeprefix("{").removesuffix("}")
    words = tuple(Word(text.rstrip("*"), is_open=text.endswith("*")) for text in said.split())
    if not words or not all(fold(word.text).strip() and "*" not in word.text for word in words):
        raise refusal("this phrase cannot be looked for", _PHRASE_HINT, query, token)
    if typo:
        _check_typo(words[0].text, written.partition("~")[2], token, query)
    return Term(kind, words, written, is_exact=token.type == "EXACT", has_typo=typo)


_PHRASE_HINT = "Put words between the quotes, with `*` only at the end of a word."


def _check_typo(word: str, count: str, token: Token, query: str) -> None:
    if count != "1":
        hint = f"Write `{word}~1`; list what is further away with OR."
        raise refusal(f"`~{count}` is not one typo", hint, query, token)
    if len(word) < MIN_TYPO_LETTERS or not word.isalnum():
        hint = f"It needs one word of {MIN_TYPO_LETTERS} letters or more; list others with OR."
        raise refusal(f"`{word}` cannot be looked for with typos", hint, query, token)
