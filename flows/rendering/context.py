"""What a report says, before anything decides how it looks: one context, four outputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from flows.rendering.sections import OwnSection
from flows.rendering.theme import HOUSE, Theme
from flows.warehouse.behind import Behind

if TYPE_CHECKING:
    from flows.rendering.commentary import Commentary

Row = Mapping[str, Any]
Report = Mapping[str, Any]
Unit = Literal[
    "posts",
    "authors",
    "reactions",
    "points",
    "share",
    "per_post",
    "per_day",
    "hours",
    "kappa",
    "index",
    "terms",
    "shifts",
    "topics",
    "days",
    "stars",
]
Verdict = Literal[
    "up",
    "down",
    "no clear change",
    "ahead",
    "behind",
    "no clear gap",
    "too few",
    "not comparable",
]
Adequacy = Literal["enough", "weak", "too few"]
Tone = Literal["good", "bad", "neutral", "warning"]


@dataclass(frozen=True)
class Figure:
    """One number of the report, with everything needed to judge it; None is "not known"."""

    id: str
    metric: str
    brand: str | None
    label: str
    value: float | None
    unit: Unit
    segment: str | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    authors: int | None = None
    coverage: float | None = None
    previous: float | None = None
    change: float | None = None
    change_low: float | None = None
    change_high: float | None = None
    change_rate: float | None = None
    verdict: Verdict | None = None
    adequacy: Adequacy = "enough"
    more_posts: int | None = None
    more_days: int | None = None
    model: str = ""
    definition: str = ""


@dataclass(frozen=True)
class Finding:
    """One sentence of the report and the figures it rests on."""

    section: str
    text: str
    figures: Sequence[str] = ()
    tone: Tone = "neutral"


@dataclass(frozen=True)
class Context:
    """Everything a renderer gets: shares are 0 to 1, net sentiment -100 to 100 points."""

    report: Report
    figures: Mapping[str, Figure] = field(default_factory=dict)
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    behind: Mapping[str, Behind] = field(default_factory=dict)
    """Posts behind the figures that the page shows, by figure."""
    sections: Sequence[str] = ()
    """Sections in order, where they are not those of the template."""
    own: Mapping[str, OwnSection] = field(default_factory=dict)
    """Those of them that the user has written, by name."""
    theme: Theme = HOUSE
    """How it looks, on a page, in a message, on a slide."""
    commentary: "Commentary | None" = None
    """What the analyst wrote about it."""
