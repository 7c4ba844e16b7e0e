"""What a pointer, a key or a reader by ear is told of a mark."""

from flows.rendering.words import say


def says_of(label: str, *values: str, previous: str | None = None) -> str:
    """Return a mark in words: its label, its values, and what it was before."""
    told = [value for value in values if value]
    if previous is not None:
        told.append(say("{value} the period before", value=previous))
    return f"{label}: {', '.join(told)}"
