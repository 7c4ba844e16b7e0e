"""What is wrong with a query: the reason, a caret under the place, and what to write instead."""

import difflib
import re
import unicodedata
from collections.abc import Iterator

from lark import Token, Tree

from flows.errors import ConfigError

FIELDS = ("author", "lang", "site", "platform", "channel", "title", "rating")

# Characters of a long query that are shown on either side of the place.
_SHOWN = 60

_UNREADABLE = {
    '"': ("this quote is never closed", "A phrase needs a quote at both ends."),
    "{": ("this brace is never closed", "Exact writing needs braces at both ends: `{Acme}`."),
    "}": ("this brace was never opened", "Exact writing needs braces at both ends: `{Acme}`."),
    "*": (
        "there is no word before `*`",
        "It goes at the end of a beginning, `xbo*`; words cannot be found by their end.",
    ),
    "#": ("there is no tag after `#`", "A tag is `#` and letters or digits, without a space."),
    "@": ("there is no handle after `@`", "A handle is `@` and a name, without a space."),
    "~": (
        "`~` does not stand after a word",
        "One typo is allowed in one word: `acme~1`, without a space.",
    ),
}
_INNER_STAR = (
    "`*` stands inside a word",
    "It goes at the end of a beginning, `xbo*`. Write the words that you mean, with OR.",
)
_NEAR = "Say how many words may stand between: `a NEAR/3 b`, or in this order `a ONEAR/3 b`."


def unreadable(at: int, query: str) -> ConfigError:
    """Say that a character has no meaning where it stands."""
    found, before = query[at], re.findall(r"\w+$", query[:at])
    if found == "/" and before and before[0].upper() in {"NEAR", "ONEAR"}:
        return _no_distance(before[0], at - len(before[0]), query)
    if found == "*" and query[at - 1 : at] == "*":
        return refusal("`*` stands twice", "One is enough: `xbo*`.", query, at)
    if found == ":" and before:
        return _no_field(before[0], at - len(before[0]), query)
    reason = f"`{found}` has no meaning here"
    hint = "To look for it, put the term in quotes; to join terms, write AND, OR or NOT."
    return refusal(*_UNREADABLE.get(found, (reason, hint)), query, at)


def _no_field(name: str, at: int, query: str) -> ConfigError:
    if name.lower() == "rating":
        hint = "Write stars from 1 to 5, compared: `rating:<=2`, `rating:5`."
        return refusal("this rating is no number", hint, query, at)
    close = difflib.get_close_matches(name.lower(), FIELDS, n=1)
    hint = f"Did you mean `{close[0]}:`?" if close else f"Fields are: {', '.join(FIELDS)}."
    return refusal(f"`{name}:` is no field", f"{hint} Quotes look for it as text.", query, at)


def _no_distance(name: str, at: int, query: str) -> ConfigError:
    if re.match(r"/\d+(?![^\s()\"{])", query[at + len(name) :]):
        reason = f"`{name}` is written in capitals"
        return refusal(reason, f"Write `a {name.upper()}/3 b`.", query, at)
    return refusal(f"`{name}` has no distance that I can read", _NEAR, query, at)


def misplaced(token: Token, accepted: set[str], query: str) -> ConfigError:
    """Say that a term, operator or bracket stands where it cannot."""
    if not query.strip():
        return ConfigError("The query is empty. Write at least one term.")
    if token.type == "$END":
        return _ended(query)
    if token.type == "RPAR" and "$END" in accepted:
        return refusal("this bracket was never opened", "Remove it, or open one.", query, token)
    before = query[: start(token)]
    if token.type == "RPAR" and before.rstrip().endswith("("):
        hint = "Put a term between them, or remove them."
        return refusal("there is nothing between these brackets", hint, query, _opened(before))
    if "AND" not in accepted:
        reason = f"a term is missing before `{token}`"
        return refusal(reason, "Operators join two terms.", query, token)
    return _side_by_side(token, before, query)


def _side_by_side(token: Token, before: str, query: str) -> ConfigError:
    if token.upper() in {"NEAR", "ONEAR"}:
        return _no_distance(str(token), start(token), query)
    if before.endswith("*"):
        return refusal(*_INNER_STAR, query, len(before) - 1)
    hint = 'Join them with AND or OR, or put quotes around a phrase: `"a b"`.'
    if token.lower() in {"and", "or", "not"}:
        hint = f"Operators are written in capitals: `{token.upper()}`."
    return refusal("two terms stand side by side", hint, query, token)


def _ended(query: str) -> ConfigError:
    """Say what is missing at the end: what closes a bracket, or a term."""
    end = len(query.rstrip())
    if re.search(r"(?:^|[\s()\"}])(?:AND|OR|NOT|O?NEAR/\d+)$", query[:end]) or query[:end].endswith(
        "("
    ):
        reason = "a term is missing at the end"
        return refusal(reason, "Operators join two terms; brackets hold one or more.", query, end)
    hint = "Close it with `)`, or remove it."
    return refusal("this bracket is never closed", hint, query, _opened(query))


def _opened(query: str) -> int:
    """Return where the last bracket that is still open was opened, or the end of the query."""
    opened = []
    for at, one in _brackets(query):
        if one == "(":
            opened.append(at)
        elif opened:
            opened.pop()
    return opened[-1] if opened else len(query.rstrip())


def _brackets(query: str) -> Iterator[tuple[int, str]]:
    """Yield the brackets of a query that stand in no quotes, each with its place."""
    for found in re.finditer(r'"[^"]*"|\{[^{}]*\}|([()])', query):
        if found[1]:
            yield found.start(), found[1]


def too_deep(query: str, most: int) -> ConfigError | None:
    """Return the fault of the bracket that opens a level beyond the most, if there is one."""
    depth = 0
    for at, one in _brackets(query):
        depth += 1 if one == "(" else -1
        if depth > most:
            hint = "Flatten it: `a OR (b OR c)` is `a OR b OR c`."
            return refusal(f"brackets stand more than {most} deep", hint, query, at)
    return None


def refusal(reason: str, hint: str, query: str, place: Token | Tree[Token] | int) -> ConfigError:
    """Return an error that shows the line of the query with a caret under the place."""
    at = place if isinstance(place, int) else start(place)
    before = query[:at].rpartition("\n")[2].expandtabs(1)[-_SHOWN:]
    after = query[at:].partition("\n")[0].expandtabs(1)[:_SHOWN]
    wide = sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in before)
    shown = f"    {before}{after}\n    {' ' * wide}^"
    return ConfigError(f"The query cannot be read: {reason}.\n{shown}\n{hint}")


def start(place: Token | Tree[Token]) -> int:
    """Return where a part of a query begins."""
    at = place.start_pos if isinstance(place, Token) else place.meta.start_pos
    return at or 0
