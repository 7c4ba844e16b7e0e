"""Which terms of an OR are needless, because another one finds all that they find."""

from collections.abc import Iterator, Sequence

import polars as pl

from flows.text.queries.forms import forms
from flows.text.queries.letters import agree
from flows.text.queries.matching import compile_trees, match
from flows.text.queries.parts import Form, Joint, Part
from flows.text.queries.pieces import keys
from flows.text.queries.tree import Term

_BETWEEN = {
    "free": ("", "#", "@"),
    "apart": ("", "#", "@"),
    "glued": ("",),
    "soft": (" ", "-", "'", "_"),
    "loose": ("", " ", "-", "'", "_"),
    "hyphen": ("-",),
    "gap": (" ",),
}
"""What of each kind tells terms apart; the signs of the others are their own."""
_GOES_ON = {"name": "q7q", "hangul": "뷁뷁"}
"""How a beginning goes on where no other term knows it."""
_PARTICLES = ("", "은", "은은은은")


def needless(beside: Sequence[Term]) -> list[tuple[Term, Term]]:
    """Return each term that may be left out with the one that finds all that it finds.

    All of them may be left out together: none leans on another that is itself needless. Of terms
    that find the same the first stays. A term with `~1` is needless only beside its like.
    """
    listed = list(dict.fromkeys(beside))
    wider = _wider(listed)
    dropped: dict[Term, set[Term]] = {}
    for term in reversed(listed):
        if left := wider.get(term, set()) - dropped.keys():
            dropped[term] = left
    stays = {
        term: [one for one in listed if one in others - dropped.keys()]
        for term, others in dropped.items()
    }
    return [(term, stays[term][0]) for term in listed if stays.get(term)]


def _wider(listed: Sequence[Term]) -> dict[Term, set[Term]]:
    """Return for each term the others that find every sample of it."""
    tried = [term for term in listed if not term.has_typo]
    told = forms(tried)
    rows = [
        (term, sample)
        for term in tried
        for sample in list(dict.fromkeys(_samples(term, told[term])))
    ]
    posts = pl.DataFrame(
        {
            "title": [sample if term.in_title else "" for term, sample in rows],
            "text": ["" if term.in_title else sample for term, sample in rows],
        },
        schema={"title": pl.String, "text": pl.String},
    )
    found = match(posts, compile_trees({str(at): term for at, term in enumerate(listed)}))
    wider = {term: _alike(term, listed) for term in listed if term.has_typo}
    for (term, _), entries in zip(rows, found.to_list(), strict=True):
        here = {listed[int(entry["id"])] for entry in entries}
        wider[term] = wider.get(term, here) & here
    return {term: others - {term} for term, others in wider.items()}


def _alike(term: Term, listed: Sequence[Term]) -> set[Term]:
    """Return the terms that are the same but for capitals and the like."""
    same = forms(listed)
    return {
        one
        for one in listed
        if (one.kind, one.in_title, same[one]) == (term.kind, term.in_title, same[term])
    }


def _samples(term: Term, some: Sequence[Form]) -> Iterator[str]:
    """Yield texts that a term finds, one for each way in which another may fail to find it."""
    for form in some:
        joints = [_between(part.joint) for part in form.parts]
        words = [list(_words(part)) for part in form.parts]
        signs, usual = [one[0] for one in joints], [one[0] for one in words]
        for at, several in enumerate(joints):
            for sign in several:
                yield _text([*signs[:at], sign, *signs[at + 1 :]], usual, form.trail)
        for at, several_words in enumerate(words):
            for word in several_words[1:]:
                yield _text(signs, [*usual[:at], word, *usual[at + 1 :]], form.trail)
        if not term.is_exact:
            yield _text(signs, [word.upper() for word in usual], form.trail)
        if term.kind == "word":
            yield from _amid(_text(signs, usual, form.trail), form)


def _amid(sample: str, form: Form) -> Iterator[str]:
    """Yield what a term with a sign of its own finds, and a tag or a handle does not."""
    if form.parts[0].joint.sign:
        yield from (f"x{sample}", f"{sample}가", f"{sample}.x")


def _text(signs: Sequence[str], words: Sequence[str], trail: str) -> str:
    said = "".join(sign + word for sign, word in zip(signs, words, strict=True))
    return f"{said}{trail}"


def _between(joint: Joint) -> tuple[str, ...]:
    if joint.kind == "spaced":
        return joint.sign, f" {joint.sign} "
    return _BETWEEN.get(joint.kind, (joint.sign,))


def _words(part: Part) -> Iterator[str]:
    """Yield what a part of a form may be: the word, with accents, going on, with particles."""
    if part.how == "sign":
        yield part.key
        return
    said = part.exact if part.exact is not None else _accented(part)
    yield said
    if part.how == "open":
        yield said + _GOES_ON.get(part.kind, "q7q")
    if part.how == "particles":
        yield from (said + particles for particles in _PARTICLES[1:])
    if part.exact is None:
        yield from _with_more_accents(part, said)


def _accented(part: Part) -> str:
    """Return the word with the accents that it demands and no others."""
    letters = list(part.key)
    for at, mark in part.marks:
        letters[at] = mark
    said = "".join(letters)
    return said if _is_found(part, said) else part.key


def _with_more_accents(part: Part, said: str) -> Iterator[str]:
    for at in range(len(said)):
        marked = said[: at + 1] + "\N{COMBINING ACUTE ACCENT}" + said[at + 1 :]
        if _is_found(part, marked):
            yield marked


def _is_found(part: Part, said: str) -> bool:
    return keys(pl.Series([said]))[0] == part.key and agree(part.marks, said, part.key)
