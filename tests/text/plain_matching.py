"""Brand queries evaluated the slow and plain way: one post, one letter at a time."""

import unicodedata

from flows.text.folding import fold
from flows.text.queries.query import And, Node, Or, Term, Word, parse, positive_terms

Place = tuple[int, int]  # field (0 title, 1 text), letter

UNSPACED = ("ก", "๿"), ("぀", "ヿ"), ("㐀", "鿿")
HANGUL = (("가", "힣"),)


def plain_match(query: str, title: str, text: str) -> tuple[str, str] | None:
    """Return the term found first and its field, or None."""
    tree = parse(query)
    fields = fold(title), fold(text)
    place = _place(tree, fields)
    if place is None:
        return None
    here = [term for term in positive_terms(tree) if place == _first(term, fields)]
    longest = max(here, key=lambda term: sum(len(word.text) for word in term.words))
    return longest.written, ("title", "text")[place[0]]


def _place(node: Node, fields: tuple[str, str]) -> Place | None:
    match node:
        case Term():
            return _first(node, fields)
        case Or(parts):
            places = [_place(part, fields) for part in parts]
            return min((place for place in places if place), default=None)
        case And(parts, without):
            places = [_place(part, fields) for part in parts]
            if None in places or any(_place(part, fields) for part in without):
                return None
            return min(place for place in places if place)


def _first(term: Term, fields: tuple[str, str]) -> Place | None:
    for number, field in enumerate(fields):
        for start in range(len(field)):
            if _stands(term, field, start):
                return number, start
    return None


def _stands(term: Term, field: str, start: int) -> bool:
    before = field[start - 1] if start else " "
    if term.kind == "word":
        first = term.words[0].text[0]
        if _is_letter(first) and not _is_in(first, UNSPACED):
            joins = _is_letter(before) if _is_in(first, HANGUL) else _is_name_letter(before)
            if joins:
                return False
        return any(_ends_well(term, field, end) for end in _ends(term.words, field, start))
    if field[start] != term.written[0] or _is_name_letter(before):
        return False
    return any(_ends_well(term, field, end) for end in _ends(term.words, field, start + 1))


def _ends(words: tuple[Word, ...], field: str, start: int) -> list[int]:
    """List every place where the words, read from `start`, may end."""
    word, *rest = words
    if not field.startswith(word.text, start):
        return []
    ends = [start + len(word.text)]
    while word.is_open and ends[-1] < len(field) and _is_letter(field[ends[-1]]):
        ends.append(ends[-1] + 1)
    if not rest:
        return ends
    nexts = []
    for end in ends:
        while end < len(field) and _is_separator(field[end]):
            end += 1  # noqa: PLW2901
            nexts.append(end)
    return [last for begin in nexts for last in _ends(tuple(rest), field, begin)]


def _ends_well(term: Term, field: str, end: int) -> bool:
    last = term.words[-1]
    after = field[end] if end < len(field) else " "
    if last.is_open:
        return True
    if term.kind == "tag":
        return not _is_letter(after)
    if term.kind == "handle":
        goes_on = after in ".@" and end + 1 < len(field) and _is_name_letter(field[end + 1])
        return not goes_on and not _is_name_letter(after)
    if not _is_letter(last.text[-1]) or _is_in(last.text[-1], UNSPACED + HANGUL):
        return True
    return not _is_name_letter(after)


def _is_letter(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LMN"


def _is_name_letter(character: str) -> bool:
    return _is_letter(character) and not _is_in(character, UNSPACED + HANGUL)


def _is_separator(character: str) -> bool:
    is_dash = unicodedata.category(character) == "Pd"
    return character.isspace() or is_dash or character in "_'"


def _is_in(character: str, script: tuple[tuple[str, str], ...]) -> bool:
    return any(low <= character <= high for low, high in script)
