"""The colours: one accent, one neutral scale.

Charts carry them as attributes, `css/tokens.css` as variables. On a dark screen each light colour
has its counterpart here.
"""

PAPER = "#ffffff"
INK = "#1d2730"
MUTED = "#5c6873"
FAINT = "#85919b"
RULE = "#d3d9de"
WASH = "#f1f4f6"
ACCENT = "#0b6770"
ACCENT_SOFT = "#82b4b8"
ACCENT_PALE = "#e1eeef"

COMPETITORS = (MUTED, FAINT, "#bcc5cc", RULE)
"""Neutrals for the brands that are not the report's own, in print order."""

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
}

DARK = {
    PAPER: "#14191e",
    INK: "#e8ecef",
    MUTED: "#a5b0b9",
    FAINT: "#76828c",
    RULE: "#353f48",
    WASH: "#1d242a",
    ACCENT: "#5fbcc4",
    ACCENT_SOFT: "#2f7a81",
    ACCENT_PALE: "#18363a",
    "#bcc5cc": "#525e68",
}
