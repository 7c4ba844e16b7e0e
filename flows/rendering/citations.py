"""From a number on the page to its evidence and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from flows.rendering.context import Figure, Row
from flows.rendering.words import say


class Citations:
    """Numbers the figures in the order in which the page shows them."""

    def __init__(self, figures: Mapping[str, Figure], evidence: Sequence[Row]) -> None:
        self._known = {figure.id: figure.metric for figure in figures.values()}
        self._evidence = {row["figure"]: row for row in evidence}
        self._numbers: dict[str, int] = {}

    def __call__(self, *ids: str | None) -> Markup:
        """Return small links into the evidence; an id that is no figure gives none.

        The first link to a figure is where its evidence leads back to.
        """
        return Markup("").join(self._link(figure) for figure in ids if figure in self._known)

    def _link(self, figure: str | None) -> Markup:
        is_first = figure not in self._numbers
        number = self._numbers.setdefault(str(figure), len(self._numbers) + 1)
        anchor = Markup(' id="shown-{}"').format(number) if is_first else ""
        return Markup(
            "\N{WORD JOINER}"  # the link stays on the line of its number
            '<a class="cite" href="#figure-{number}"{anchor} title="{figure}">'
            '<span class="unseen">{word} </span>{number}</a>'
        ).format(number=number, anchor=anchor, figure=figure, word=say("figure"))

    def numbers(self) -> list[tuple[int, str]]:
        """Return each figure shown so far, by its number."""
        return [(number, figure) for figure, number in self._numbers.items()]

    def shown(self) -> list[dict[str, Any]]:
        """Return the evidence of every figure shown so far, with its number, in order."""
        return [
            {"number": number, "figure": figure, **self._evidence.get(figure, {})}
            for number, figure in self.numbers()
        ]

    def metrics(self) -> set[str]:
        """Return the metrics of the figures shown so far."""
        return {self._known[figure] for figure in self._numbers}

    def rest(self) -> int:
        """Return how many figures the page does not show."""
        return len(self._known) - len(self._numbers)
