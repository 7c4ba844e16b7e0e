"""Queries evaluated the slow and plain way: one post, one letter, one place at a time."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from flows.text.folding import fold, fold_case, written
from flows.text.queries import parse
from flows.text.queries.particles import PARTICLES
from flows.text.queries.tree import And, Field, Leaf, Near, Node, Or, Rating, Term, leaves

Post = dict[str, Any]

CHARACTERS = ("ก", "๿"), ("々", "〇"), ("぀", "ヿ"), ("㐀", "䶿"), ("一", "鿿")
HANGUL = ("ᄀ", "ᇿ"), ("ㄱ", "\u318f"), ("가", "힯")
EMOJI = (("\u2300", "\u23ff"), ("\u25a0", "\u27bf"), ("\u2b00", "\u2bff"), ("🀀", "\U0001faff"))
REGIONS = (("🇦", "🇿"),)
STROKES = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"}
CHAIN = re.compile(f"(?:{'|'.join(sorted(PARTICLES))}){{0,4}}")


class Piece(NamedTuple):
    """A word of a text and what stands before it."""

    before: str
    word: str
    kind: str


class Hit(NamedTuple):
    """A place where something stands: field (0 title, 1 text), its first and its last piece."""

    field: int
    first: int
    last: int
    said: str
    is_typo: bool
    leaf: Leaf


def plain_match(query: str, post: Post) -> tuple[str, str, bool] | None:
    """Return what is found first, its field, and whether it is a typo; or None."""
    tree = parse(query)
    post = {"title": "", "text": ""} | post
    texts = [pieces(written(post[name])) for name in ("title", "text")]
    hit = _witness(tree, texts, post, list(leaves(tree)))
    if hit is None:
        return None
    if isinstance(hit.leaf, Term):
        return hit.said, ("title", "text")[hit.field], hit.is_typo
    return hit.leaf.written, getattr(hit.leaf, "name", "rating"), False


def _witness(node: Node, texts: list[list[Piece]], post: Post, order: list[Leaf]) -> Hit | None:
    """Return the hit that stands first; of several there the longest, then the first written."""

    def rank(hit: Hit) -> tuple[int, int, int, int]:
        length = sum(len(word.text) for word in hit.leaf.words) if isinstance(hit.leaf, Term) else 0
        return hit.field, hit.first, -length, order.index(hit.leaf)

    match node:
        case Term():
            return min(_hits(node, texts), key=rank, default=None)
        case Field() | Rating():
            return Hit(9, 0, 0, "", is_typo=False, leaf=node) if _holds(node, post) else None
        case Near():
            return min(_near(node, texts), key=rank, default=None)
        case Or(parts):
            there = [_witness(part, texts, post, order) for part in parts]
            return min((hit for hit in there if hit), key=rank, default=None)
        case And(parts, without):
            there = [_witness(part, texts, post, order) for part in parts]
            if None in there or any(_witness(part, texts, post, order) for part in without):
                return None
            return min((hit for hit in there if hit), key=rank)


def _near(node: Near, texts: list[list[Piece]]) -> Iterator[Hit]:
    left = [hit for term in node.left for hit in _hits(term, texts)]
    right = [hit for term in node.right for hit in _hits(term, texts)]
    pairs = [(one, two) for one in left for two in right]
    if not node.is_ordered:
        pairs += [(two, one) for one, two in pairs]
    for one, two in pairs:
        if one.field == two.field and one.last < two.first:
            between = texts[one.field][one.last + 1 : two.first + 1]
            if sum(map(_is_new_word, between)) - 1 <= node.distance:
                yield one


def _is_new_word(piece: Piece) -> bool:
    return piece.kind not in {"name", "hangul"} or piece.before not in {"", "'", "’"}


def _holds(asked: Field | Rating, post: Post) -> bool:
    if isinstance(asked, Rating):
        return post.get("rating") is not None and _has_stars(asked, 1 + 4 * post["rating"])
    if asked.name == "author":
        names = [fold(post[one] or "").removeprefix("@") for one in ("author_name", "author")]
        wanted = asked.value.removeprefix("@")
        return any(one.startswith(wanted) if asked.is_open else one == wanted for one in names)
    if asked.name == "site":
        host = fold(post["url"] or "").removeprefix("https://").partition("/")[0]
        return f".{host}".endswith(f".{asked.value}")
    return fold(post[{"lang": "language"}.get(asked.name, asked.name)] or "") == asked.value


def _has_stars(asked: Rating, stars: float) -> bool:
    is_equal = abs(stars - asked.stars) < 1e-6
    told = {
        "<": stars < asked.stars and not is_equal,
        "<=": stars <= asked.stars or is_equal,
        "=": is_equal,
        ">=": stars >= asked.stars or is_equal,
        ">": stars > asked.stars and not is_equal,
    }
    return told[asked.comparison]


def _hits(term: Term, texts: list[list[Piece]]) -> list[Hit]:
    found = []
    for field, text in enumerate(texts):
        if term.in_title and field:
            continue
        for first in range(len(text)):
            for last, said, is_typo in _stands(term, text, first):
                found.append(Hit(field, first, last, said, is_typo, term))
    return found


def _typed(term: Term) -> tuple[list[Piece], list[bool], str]:
    """Return the pieces of a term, which of them are beginnings, and what must follow the last."""
    typed: list[Piece] = []
    is_open: list[bool] = []
    trail = ""
    for number, word in enumerate(term.words):
        *said, end = pieces(written(word.text))
        for place, piece in enumerate(said):
            before = (trail + " " * bool(number) if not place else "") + piece.before
            typed.append(piece._replace(before=before))
            is_open.append(word.is_open and place == len(said) - 1 and not end.before)
        trail = end.before if said else trail + " " * bool(number) + end.before
    return typed, is_open, fold_case(trail)


def _stands(term: Term, text: list[Piece], first: int) -> Iterator[tuple[int, str, bool]]:
    """Yield the last piece of each way in which a term stands at a place, and how it is written."""
    here = text[first]
    typed, is_open, trail = _typed(term)
    if not typed:
        if trail.strip() in fold_case(here.before):
            yield first, trail.strip(), False
        return
    lead = fold_case(typed[0].before)
    if term.kind == "word":
        lead, trail = (("" if _is_soft(sign) else sign.strip()) for sign in (lead, trail))
    sign = {"word": "", "tag": "#", "handle": "@"}[term.kind] + lead
    if not fold_case(here.before).endswith(sign):
        return
    glued = text[first - 1].kind if first else "emoji"
    if term.kind != "word" and here.before == sign and glued == "name":
        return
    if term.kind == "word" and here.kind == "hangul" and not here.before and glued != "emoji":
        return
    for last, said, is_typo in _runs(term, typed, is_open, text, first, bool(lead or trail)):
        after = text[last + 1]
        if not fold_case(after.before).startswith(trail):
            continue
        if term.kind != "word" and not term.words[-1].is_open and _goes_on(term, after, trail):
            continue
        sigil = re.search(r"[#@]_*\Z", here.before)
        inside = re.fullmatch(r"[#@]", here.before) and glued == "name"
        shown = sigil[0] if sigil and not inside else lead if term.kind == "word" else ""
        yield last, shown + said + (trail if term.kind == "word" else ""), is_typo


def _goes_on(term: Term, after: Piece, trail: str) -> bool:
    rest = fold_case(after.before).removeprefix(trail)
    if rest.startswith("_") or (not rest and after.kind in {"name", "hangul", "character"}):
        return rest.startswith("_") or term.kind == "tag"
    return term.kind == "handle" and rest in {".", "@"} and after.kind == "name"


def _runs(
    term: Term,
    typed: list[Piece],
    is_open: list[bool],
    text: list[Piece],
    first: int,
    is_signed: bool,
) -> Iterator[tuple[int, str, bool]]:
    """Yield every way in which the words of a term stand from a place on."""
    yield from _exact(term, typed, is_open, text, first, 0)
    if is_signed or term.is_exact or term.kind != "word":
        return
    soft = all(_is_soft(piece.before) for piece in typed[1:])
    alike = len({piece.kind for piece in typed}) == 1 and typed[0].kind in {"name", "hangul"}
    if len(typed) > 1 and soft and alike and not any(is_open[:-1]):
        yield from _joined(term, typed, is_open, text, first)
    if len(typed) == 1 and alike:
        plain = typed[0]._replace(word=_key(typed[0].word)) if term.has_typo else typed[0]
        yield from _parted(term, plain, text, first, is_open=is_open[0])


def _exact(
    term: Term, typed: list[Piece], is_open: list[bool], text: list[Piece], at: int, number: int
) -> Iterator[tuple[int, str, bool]]:
    """Read one piece after the other."""
    if at >= len(text):
        return
    wanted, here = typed[number], text[at]
    if number and not _joins(term, typed[number - 1], wanted, here):
        return
    is_last = number == len(typed) - 1
    told = _agree(term, wanted.word, here, is_open=is_open[number], is_last=is_last)
    if told is None:
        return
    said = (_sign(here) if number else "") + told[0]
    if is_last:
        yield at, said, told[1]
    else:
        for last, rest, is_typo in _exact(term, typed, is_open, text, at + 1, number + 1):
            yield last, said + rest, is_typo


def _joins(term: Term, before: Piece, wanted: Piece, here: Piece) -> bool:
    """Return whether what parts two words of a post is what the analyst typed between them."""
    typed, found = fold_case(wanted.before), fold_case(here.before)
    if term.kind != "word":
        return typed == found
    alike = before.kind == wanted.kind
    if typed and not _is_soft(typed):
        return "".join(typed.split()) == "".join(found.split())
    if typed and alike and wanted.kind in {"name", "hangul"}:
        return bool(found) and _is_soft(found)
    if not typed and alike:
        return not found
    return _is_soft(found)


def _joined(
    term: Term, typed: list[Piece], is_open: list[bool], text: list[Piece], first: int
) -> Iterator[tuple[int, str, bool]]:
    """Read a phrase of which some words are written as one."""
    count = len(typed)
    every = range(1, 3 ** (count - 1)) if count <= 4 else ()
    glues = [[number // 3**place % 3 for place in range(count - 1)] for number in every]
    glues += [[1] * (count - 1), [2] * (count - 1)]
    for glue in glues:
        if typed[0].kind == "hangul" and 2 in glue:
            continue
        words = [typed[0]]
        for sign, piece in zip(glue, typed[1:], strict=True):
            if sign:
                words[-1] = words[-1]._replace(word=words[-1].word + "_" * (sign - 1) + piece.word)
            else:
                words.append(piece)
        flags = [False] * (len(words) - 1) + is_open[-1:]
        yield from _exact(term, words, flags, text, first, 0)


def _parted(
    term: Term, typed: Piece, text: list[Piece], first: int, *, is_open: bool
) -> Iterator[tuple[int, str, bool]]:
    """Read a word that a hyphen or a space parts."""
    left, right = text[first], text[first + 1] if first + 1 < len(text) else None
    if right is None or not right.word or right.kind != typed.kind or left.kind != typed.kind:
        return
    letters = _letters(typed.word)
    said = _shown(left.word, term) + _sign(right)
    for at in range(1, len(letters)):
        if "_" in (letters[at - 1][0], letters[at][0]):
            continue
        if not _may_part(typed, letters, at, right.before, left.before):
            continue
        if not _same(letters[:at], _letters(left.word)):
            continue
        key = "".join(base for base, _ in letters[at:])
        rest, there = _key(right.word), _letters(right.word)
        if typed.kind == "hangul" and not is_open:
            if rest.startswith(key) and CHAIN.fullmatch(rest[len(key) :]):
                yield first + 1, said + key, False
        elif _same(letters[at:], there) or (
            is_open
            and _goes_far(typed, letters, at, right.before)
            and _same(letters[at:], there[: len(letters) - at])
        ):
            yield first + 1, said + _shown(right.word, term), False


def _may_part(
    typed: Piece, letters: list[tuple[str, str]], at: int, between: str, before: str
) -> bool:
    """Return whether this may stand at a place inside a word."""
    if len(between) == 1 and unicodedata.category(between) == "Pd":
        return True
    if _is_long(typed, letters, at):
        return bool(between) and _is_soft(fold_case(between))
    is_free = fold_case(before) != "'"
    return typed.kind == "name" and between.isspace() and is_free and _is_apart(letters, at)


def _is_long(typed: Piece, letters: list[tuple[str, str]], at: int) -> bool:
    return min(at, len(letters) - at) >= (2 if typed.kind == "hangul" else 3)


def _is_apart(letters: list[tuple[str, str]], at: int) -> bool:
    """Return whether a number or a single letter stands before or behind a place in a name."""
    word = "".join(base for base, _ in letters)
    for one, other, beside in (
        (word[:at], word[at:], word[at]),
        (word[at:], word[:at], word[at - 1]),
    ):
        if one.isdigit() and not beside.isdigit():
            return len(other) >= 2
        if len(one) == 1 and one.isalpha():
            return len(other) >= (5 if one in "aeiouywzавикосуя" else 3)
    return False


def _goes_far(typed: Piece, letters: list[tuple[str, str]], at: int, between: str) -> bool:
    """Return whether the second half of a beginning says enough to be one itself."""
    if typed.kind == "hangul":
        return True
    rest = "".join(base for base, _ in letters[at:])
    is_dash = len(between) == 1 and unicodedata.category(between) == "Pd"
    return rest.isdigit() or len(rest) >= (3 if is_dash else 4)


def _agree(
    term: Term, wanted: str, here: Piece, *, is_open: bool, is_last: bool
) -> tuple[str, bool] | None:
    """Return how a word that agrees is written, and whether with a typo."""
    if not here.word:
        return None
    said, key, found = _shown(here.word, term), _key(wanted), _key(here.word)
    takes_particles = here.kind == "hangul" and is_last and term.kind == "word" and not is_open
    if term.has_typo:
        is_hangul = here.kind == "hangul"
        sizes = range(len(found), 0, -1) if is_hangul else (len(found),)
        stems = [found[:size] for size in sizes if CHAIN.fullmatch(found[size:])]
        stems = [key] if key in stems else [stem for stem in stems if _is_typo(key, stem)]
        return (stems[0] if is_hangul else said, stems[0] != key) if stems else None
    if takes_particles:
        is_same = here.word.startswith(wanted) if term.is_exact else found.startswith(key)
        return (key, False) if is_same and CHAIN.fullmatch(found[len(key) :]) else None
    if term.is_exact:
        is_same = here.word.startswith(wanted) if is_open else here.word == wanted
    else:
        letters, there = _letters(wanted), _letters(here.word)
        is_same = _same(letters, there[: len(letters)] if is_open else there)
    return (said, False) if is_same else None


def _same(wanted: list[tuple[str, str]], found: list[tuple[str, str]]) -> bool:
    if len(wanted) != len(found):
        return False
    for (base, mark), (other, there) in zip(wanted, found, strict=True):
        is_mark = not mark or mark in {"I", there} or (mark == "ı" and there == "I")
        if base != other or not is_mark:
            return False
    return True


def _shown(text: str, term: Term) -> str:
    """Return a text of a post as it is told: in lower case, dotless where that was asked for."""
    if any("ı" in word.text for word in term.words):
        text = text.replace("I", "ı")
    text = text.lower().replace("\u0307", "")
    return re.sub("[\u2018\u2019\u02bc]", "'", text)


def _letters(word: str) -> list[tuple[str, str]]:
    """Take a word apart into plain letters, each with the marked letter it stands for."""
    told = []
    for letter in word:
        folded = fold_case(letter)
        plain = _plain(folded)
        mark = letter if letter in "ıI" else "" if plain == folded else folded
        told += [(base, "" if number else mark) for number, base in enumerate(plain)]
    return told


def _plain(folded: str) -> str:
    if folded in STROKES:
        return STROKES[folded]
    apart = unicodedata.normalize("NFD", folded)
    if apart and unicodedata.name(apart[0], "").split()[0] in {"LATIN", "GREEK"}:
        return "".join(one for one in apart if not unicodedata.combining(one))
    return folded


def _key(word: str) -> str:
    return "".join(base for base, _ in _letters(word))


def _is_typo(wanted: str, found: str) -> bool:
    if wanted == found or wanted[:1] != found[:1]:
        return False
    shorter = [wanted[:at] + wanted[at + 1 :] for at in range(len(wanted))]
    longer = [found[:at] + found[at + 1 :] for at in range(len(found))]
    swapped = [
        wanted[:at] + wanted[at + 1] + wanted[at] + wanted[at + 2 :]
        for at in range(len(wanted) - 1)
    ]
    replaced = len(wanted) == len(found) and sum(map(str.__ne__, wanted, found)) == 1
    return found in shorter or wanted in longer or found in swapped or replaced


def _sign(piece: Piece) -> str:
    return re.sub(r"\s+", " ", fold_case(piece.before))


def _is_soft(between: str) -> bool:
    return all(one.isspace() or one in "_'" or unicodedata.category(one) == "Pd" for one in between)


def pieces(text: str) -> list[Piece]:
    """Cut a text into words, each with what stands before it; the end is a piece without word."""
    found, at, before = [], 0, ""
    while at < len(text):
        kind = _kind(text[at])
        end = at + 1
        if kind == "emoji":
            pair = text[at : at + 2]
            end += len(pair) == 2 and all(_is_in(one, REGIONS) for one in pair)
        elif kind == "character":
            while end < len(text) and unicodedata.category(text[end])[0] == "M":
                end += 1
        elif kind:
            while end < len(text) and (
                _kind(text[end]) == kind or (kind == "name" and _inside(text, end))
            ):
                end += 1
        if kind:
            found.append(Piece(before, text[at:end], kind))
            before = ""
        else:
            before += text[at]
        at = end
    return [*found, Piece(before, "", "")]


def _inside(text: str, at: int) -> bool:
    """Return whether `_` at a place goes on to more of the same name."""
    rest = text[at:].lstrip("_")
    return text[at] == "_" and bool(rest) and _kind(rest[0]) == "name"


def _kind(letter: str) -> str:
    if _is_in(letter, EMOJI):
        return "emoji"
    if _is_in(letter, CHARACTERS):
        return "character"
    if _is_in(letter, HANGUL):
        return "hangul"
    return "name" if unicodedata.category(letter)[0] in "LMN" else ""


def _is_in(letter: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    return any(low <= letter <= high for low, high in ranges)
