"""Stars → a rating from 0 (worst) to 1 (best)."""

from typing import Any

from flows.sources.contract import NoPost, shortened


def stars(given: Any, worst: float = 1, best: float = 5) -> float | None:
    """Return a rating from a number on a scale, also one that is written as text.

    None stays None: a review without stars is one that says nothing of them.

    Raises:
        NoPost: it is no number, or none of the scale.

    """
    if given is None:
        return None
    try:
        number = float(given)
    except (TypeError, ValueError):
        raise NoPost(f"its rating is `{shortened(given)}`, which is no number") from None
    if not worst <= number <= best or worst == best:
        raise NoPost(
            f"its rating is `{shortened(given)}`, which lies outside {worst:g} to {best:g}"
        )
    return (number - worst) / (best - worst)
