"""What is wrong with a query: the reason, a caret under the place, and what to write instead."""

import difflib
import re
import unicodedata

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
_NEAR = "Say how many words may stand between: `a NEAR/3 b`, or in this order `a ONEAR/3 b`."


def unreadable(at: int, query: str) -> ConfigError:
    """Say that a character has no meaning where it stands."""
    found, before = query[at], re.findall(r"\w+$", query[:at])
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


def misplaced(token: Token, accepted: set[str], query: str) -> ConfigError:
    """Say that a term, operator or bracket stands where it cannot."""
    if not query.strip():
        return ConfigError("The query is empty. Write at least one term.")
    if token.type == "$END":
        hint = "Close every bracket, and write a term after every operator."
        return refusal("it ends too early", hint, query, len(query.rstrip()))
    if token.type == "RPAR" and "$END" in accepted:
        return refusal("this bracket was never opened", "Remove it, or open one.", query, token)
    if "AND" not in accepted:
        reason = f"a term is missing before `{token}`"
        return refusal(reason, "Operators join two terms.", query, token)
    if token.upper() in {"NEAR", "ONEAR"}:
        return refusal(f"`{token}` has no distance that I can read", _NEAR, query, token)
    hint = 'Join them with AND or OR, or put quotes around a phrase: `"a b"`.'
    if token.lower() in {"and", "or", "not"}:
        hint = f"Operators are written in capitals: `{token.upper()}`."
    return refusal("two terms stand side by side", hint, query, token)


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
