"""What `audit evaluate` says of engines: side by side for a person, numbers for a machine."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.text.evaluation import CLASSES, Evaluation, Interval, Scores, wilson

KEYS = {"negative": "neg", "neutral": "neu", "positive": "pos"}

LEAST_SHOWN = 30
"""Labelled texts under which a language has no place in the table."""

_MEASURES: dict[str, Callable[[Scores], str]] = {
    "macro recall": lambda scores: _share(scores.macro_recall, scores.macro_recall_interval),
    "macro F1": lambda scores: f"{scores.macro_f1:.1%}",
    "accuracy": lambda scores: _share(scores.accuracy, wilson(scores.right, scores.n)),
    **{
        f"recall {key}": lambda scores, label=label: _recall(scores, label)  # type: ignore[misc]
        for label, key in KEYS.items()
    },
    "not judged": lambda scores: f"{scores.unknown_share:.1%}",
}


def rows(measured: Mapping[str, Evaluation]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table with a column for each engine, all texts first."""
    first, *_ = measured.values()
    yield from _block("all", {name: one.overall for name, one in measured.items()})
    if len(first.by_language) > 1:
        for language in _shown(first):
            own = {name: one.by_language[language] for name, one in measured.items()}
            yield from _block(language, own)


def remark(measured: Mapping[str, Evaluation]) -> str:
    """Return the sentence that stands under the table."""
    first, *_ = measured.values()
    said = "Shares with their 95% interval; a text that an engine cannot judge is a miss."
    if hidden := len(first.by_language) - len(_shown(first)):
        said += f" {hidden} more languages have fewer than {LEAST_SHOWN} texts each: see `--json`."
    return said


def document(measured: Evaluation) -> dict[str, Any]:
    """Return the figures of one engine as `--json` prints them; shares are 0 to 1."""
    by_language = {language: _figures(one) for language, one in measured.by_language.items()}
    return {**_figures(measured.overall), "by_language": by_language}


def _shown(measured: Evaluation) -> list[str]:
    """Return the languages that have texts enough to be read off a table."""
    counts = measured.by_language.items()
    shown = [language for language, scores in counts if scores.n >= LEAST_SHOWN]
    return shown or list(measured.by_language)


def _figures(scores: Scores) -> dict[str, Any]:
    return {
        "n": scores.n,
        "macro_recall": scores.macro_recall,
        "macro_f1": scores.macro_f1,
        "accuracy": scores.accuracy,
        "recall": {
            KEYS[label]: scores.recall(label) if scores.labelled(label) else None
            for label in CLASSES
        },
    }


def _block(language: str, scores: Mapping[str, Scores]) -> Iterator[tuple[str, ...]]:
    count = next(iter(scores.values())).n
    yield (f"{language}, n {count:,}", *scores)
    for measure, written in _MEASURES.items():
        yield (f"  {measure}", *(written(one) for one in scores.values()))


def _share(share: float, interval: Interval) -> str:
    low, high = interval
    return f"{share:.1%} ({100 * low:.1f} to {100 * high:.1f})"


def _recall(scores: Scores, label: str) -> str:
    labelled = scores.labelled(label)
    if not labelled:
        return "no such label"
    return _share(scores.recall(label), wilson(scores.counts[label, label], labelled))
