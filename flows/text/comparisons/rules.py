"""The rules of `comparisons.toml`, compiled: how each language puts one thing above another."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

MARKS = "".join(map(chr, range(0xE000, 0xE000 + 256)))
"""One sign for each brand; no post holds them, private characters have no meaning."""

_MARK = "[\ue000-\ue0ff]"
# A name may go on: `A's`, `A360`; the rest of a product's name and small words follow or precede.
_PLACES = {
    "A": rf"(?P<winner>{_MARK})[\w'+]*",
    "B": rf"(?P<loser>{_MARK})[\w'+]*",
    "~": r"(?:[^\s\ue000-\ue0ff]+ ){0,2}?",
}
_EVERY = "every"


@dataclass(frozen=True)
class Rule:
    """One way to say it, with what turns it round or takes it back."""

    kind: str
    pattern: re.Pattern[str]
    turns: re.Pattern[str] | None
    unsure: re.Pattern[str] | None
    before: int
    after: int

    def found(self, sentence: str) -> Iterator[tuple[str, str, str]]:
        """Yield winner, loser and kind of each place in a sentence whose names are signs."""
        for match in self.pattern.finditer(sentence):
            if self.unsure and self.unsure.search(f" {sentence[: match.end()]} "):
                continue
            winner, loser = match["winner"], match["loser"]
            if self.turns and self.turns.search(self._around(sentence, match)):
                yield loser, winner, f"not_{self.kind}"
            else:
                yield winner, loser, self.kind

    def _around(self, sentence: str, match: re.Match[str]) -> str:
        """Return what was found with the words near it among which a negation may stand."""
        lead = sentence[: match.start()].split()[-self.before :] if self.before else []
        trail = sentence[match.end() :].split()[: self.after]
        return f" {' '.join([*lead, match[0], *trail])} "


@cache
def rules(language: str | None) -> list[Rule]:
    """Return the rules of a language, after those that hold in every one."""
    given = _given()
    names = [_EVERY, language] if language in given else [_EVERY]
    return [rule for name in names for rule in _compiled(given[str(name)])]


@cache
def cues() -> tuple[str, ...]:
    """Return what a sentence holds one of if any rule can find something in it."""
    return tuple(sorted({cue for given in _given().values() for cue in given["cues"]}))


@cache
def comparison_rules() -> str:
    """Return all rules as written, for what depends on them."""
    return (files("flows.text.comparisons") / "comparisons.toml").read_text(encoding="utf-8")


def _given() -> dict[str, Any]:
    return tomllib.loads(comparison_rules())


def _compiled(given: dict[str, Any]) -> list[Rule]:
    turns, unsure = (_words(given.get(name)) for name in ("turns", "unsure"))
    return [
        Rule(kind, _pattern(one), turns, unsure, given.get("before", 0), given.get("after", 0))
        for kind, patterns in given["kinds"].items()
        for one in patterns
    ]


def _words(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _pattern(written: str) -> re.Pattern[str]:
    """Compile a rule: `A` wins over `B`, `~` stands for up to two words, the rest is a pattern."""
    told = re.sub(r"[AB~]", lambda place: _PLACES[place[0]], written.replace("~ ", "~"))
    return re.compile(told)
