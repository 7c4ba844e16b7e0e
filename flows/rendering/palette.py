"""The house's colours: an accent for the report's brand, a second for what stands out, neutrals.

Charts carry them as attributes, `css/tokens.css` as variables; on a dark screen each has its
counterpart here, and a client's theme puts its own in their places. Letters are readable on all of
them that carry letters, neighbours in a chart are told apart in grey and by the colour-blind: the
tests measure it.
"""

PAPER = "#ffffff"
INK = "#1d2730"
MUTED = "#525e68"
FAINT = "#6a7680"
RULE = "#d3d9de"
WASH = "#f1f4f6"
ACCENT = "#0b6770"
ACCENT_SOFT = "#82b4b8"
ACCENT_PALE = "#d8eaec"
SECOND = "#a8501f"
SECOND_SOFT = "#df8759"
SECOND_PALE = "#f8e0d3"

COMPETITORS = ("#86929d", "#aab5be", "#ced6dc", "#ebeff2")
"""Neutrals for the brands that are not the report's own, in print order, from dark to light."""

COLOURS = {
    "paper": PAPER,
    "ink": INK,
    "muted": MUTED,
    "faint": FAINT,
    "rule": RULE,
    "wash": WASH,
    "accent": ACCENT,
    "accent-soft": ACCENT_SOFT,
    "accent-pale": ACCENT_PALE,
    "second": SECOND,
    "second-soft": SECOND_SOFT,
    "second-pale": SECOND_PALE,
    **{f"series-{number}": colour for number, colour in enumerate(COMPETITORS, 1)},
}
"""Each colour by its role, as `css/tokens.css` calls it."""

DARK = {
    PAPER: "#14191e",
    INK: "#e8ecef",
    MUTED: "#a5b0b9",
    FAINT: "#7f8b95",
    RULE: "#353f48",
    WASH: "#1d242a",
    ACCENT: "#5fbcc4",
    ACCENT_SOFT: "#2b7178",
    ACCENT_PALE: "#18363a",
    SECOND: "#ec9a70",
    SECOND_SOFT: "#a2532a",
    SECOND_PALE: "#3f261a",
    **dict(zip(COMPETITORS, ("#5d6973", "#47525b", "#323c44", "#222a31"), strict=True)),
}
"""What stands for each colour on a dark screen."""
