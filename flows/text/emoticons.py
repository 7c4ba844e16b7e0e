"""Emoticons as TextBlob reads them: across spaces and tokens, but not across sentences."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

EMPTY_LINE = "END-OF-SENTENCE"
"""What TextBlob puts in the place of empty lines."""

ENDS = frozenset({"...", ".", "!", "?", EMPTY_LINE})
CLOSES = ENDS | {")", "\u2019", "\u201d"}


class Faces(NamedTuple):
    """How emoticons may be split between two tokens."""

    begun: dict[str, int]  # their characters but the last
    rest: dict[str, int]  # what stands after the first character, whole or in part
    follows: npt.NDArray[np.bool_]  # whether an emoticon goes on after a character with a rest
    lettered: tuple[str, ...]  # those of letters and digits alone


def split_faces(faces: Sequence[str]) -> Faces:
    """Return every way in which a face may be split between two tokens."""
    split = {
        (face[at - 1], face[at:end])
        for face in faces
        for at in range(1, len(face))
        for end in range(at + 1, len(face) + 1)
    }
    begun = {letter: at for at, letter in enumerate(sorted({letter for letter, _ in split}), 1)}
    rest = {part: at for at, part in enumerate(sorted({part for _, part in split}), 1)}
    # The first row and column are for what is in no emoticon.
    follows = np.zeros((len(begun) + 1, len(rest) + 1), dtype=np.bool_)
    for letter, part in split:
        follows[begun[letter], rest[part]] = True
    return Faces(begun, rest, follows, tuple(face for face in faces if face.isalnum()))


def gluing(sarcasm: re.Pattern[str], emoticon: re.Pattern[str]) -> Callable[[str], str]:
    """Return what takes the spaces out of a sentence's emoticons, as TextBlob does at last."""

    def glued(sentence: str) -> str:
        sentence = sarcasm.sub("(!)", sentence)
        return emoticon.sub(lambda found: found[1].replace(" ", "") + found[2], sentence)

    return glued


def mood_pattern(faces: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for every face with spaces in it or without, and for the sarcastic (!)."""
    rests = {r"\(": [r"! ?\)"]}
    for face in faces:
        first, *rest = map(re.escape, face)
        rests.setdefault(first, []).append(" ?".join(rest))
    by_first = (f"{first} ?(?:{'|'.join(rest)})" for first, rest in rests.items())
    return re.compile(rf"(?:{'|'.join(by_first)})(?:$|\s)")


def sentences(words: Iterable[str]) -> Iterable[list[str]]:
    """Yield sentences as TextBlob parts them: no emoticon is glued across the end of one."""
    sentence: list[str] = []
    has_ended = False
    for word in words:
        if has_ended and word not in CLOSES:
            yield sentence
            sentence, has_ended = [], False
        if word != EMPTY_LINE:
            sentence.append(word)
        has_ended = has_ended or word in ENDS
    yield sentence
