"""What each column of a table is called and how its values are written, in every output."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "text",
    "words",
    "count",
    "decimal",
    "signed",
    "share",
    "share_change",
    "rate",
    "points",
    "probability",
    "day",
    "moment",
    "flag",
]


@dataclass(frozen=True)
class Column:
    """A heading and the kind of value under it."""

    heading: str
    kind: Kind = "text"

    @property
    def is_number(self) -> bool:
        """Tell whether values stand at the right, figure under figure."""
        return self.kind not in {"text", "words", "day", "moment", "flag"}


_COLUMNS = {
    "accuracy": Column("Accuracy", "share"),
    "accuracy_high": Column("Accuracy, high", "share"),
    "accuracy_low": Column("Accuracy, low", "share"),
    "agreement": Column("Kappa", "probability"),
    "agreement_high": Column("Kappa, high", "probability"),
    "agreement_low": Column("Kappa, low", "probability"),
    "answered_count": Column("Answered", "count"),
    "answered_share": Column("Answered, share", "share"),
    "asked_count": Column("Asked", "count"),
    "author_count": Column("Authors", "count"),
    "baseline_count": Column("Normal day", "decimal"),
    "both_count": Column("Labelled by two", "count"),
    "brand": Column("Brand id"),
    "brand_name": Column("Brand"),
    "change_high": Column("Change, high", "points"),
    "change_low": Column("Change, low", "points"),
    "change_rate": Column("Change", "rate"),
    "competitor_value": Column("Competitor", "decimal"),
    "copy_count": Column("Copies", "count"),
    "corrected_high": Column("High", "decimal"),
    "corrected_low": Column("Low", "decimal"),
    "corrected_value": Column("Corrected", "decimal"),
    "count_change": Column("Change", "signed"),
    "covered_author_count": Column("Authors with a topic", "count"),
    "covered_count": Column("Days covered", "count"),
    "covered_share": Column("Covered", "share"),
    "day": Column("Day", "day"),
    "day_count": Column("Days", "count"),
    "day_number": Column("Day no.", "count"),
    "end_on": Column("End", "day"),
    "engagement": Column("Engagement", "count"),
    "engine_value": Column("Engine", "decimal"),
    "engagement_per_post": Column("Engagement per post", "decimal"),
    "event_count": Column("In the whole event", "count"),
    "figure": Column("Figure"),
    "figures": Column("Figures", "words"),
    "focus_value": Column("The report's brand", "decimal"),
    "gap": Column("Gap", "decimal"),
    "heard_count": Column("Days heard", "count"),
    "high": Column("High", "points"),
    "is_focus": Column("Is the report's brand", "flag"),
    "is_missing": Column("Was not heard", "flag"),
    "is_part": Column("Is part of a month", "flag"),
    "is_spike": Column("Is a spike", "flag"),
    "is_typo": Column("Is mistyped", "flag"),
    "judged_count": Column("Judged posts", "count"),
    "labelled_count": Column("Labelled posts", "count"),
    "language": Column("Language"),
    "last_seen_at": Column("Last heard (UTC)", "moment"),
    "lift": Column("Lift", "decimal"),
    "low": Column("Low", "points"),
    "median_hours": Column("Median hours", "decimal"),
    "mention_count": Column("Mentions", "count"),
    "missing_count": Column("Missing", "count"),
    "mix_points": Column("By its weight", "points"),
    "month": Column("Month", "day"),
    "n": Column("n", "count"),
    "negative": Column("Negative found", "share"),
    "negative_count": Column("Negative", "count"),
    "negative_high": Column("Negative found, high", "share"),
    "negative_low": Column("Negative found, low", "share"),
    "negative_share": Column("Negative, share", "share"),
    "net_change": Column("Change", "points"),
    "net_sentiment": Column("Net sentiment", "points"),
    "neutral": Column("Neutral found", "share"),
    "neutral_count": Column("Neutral", "count"),
    "neutral_high": Column("Neutral found, high", "share"),
    "neutral_low": Column("Neutral found, low", "share"),
    "neutral_share": Column("Neutral, share", "share"),
    "owned_count": Column("Own posts", "count"),
    "p90_hours": Column("Nine in ten within, hours", "decimal"),
    "partial_count": Column("Partly", "count"),
    "peak_on": Column("Peak", "day"),
    "per_day": Column("A day", "decimal"),
    "positive": Column("Positive found", "share"),
    "positive_count": Column("Positive", "count"),
    "positive_high": Column("Positive found, high", "share"),
    "positive_low": Column("Positive found, low", "share"),
    "positive_share": Column("Positive, share", "share"),
    "post_count": Column("Posts", "count"),
    "posted_on": Column("Posted", "day"),
    "previous_count": Column("Before", "count"),
    "previous_covered_share": Column("Covered before", "share"),
    "previous_judged_count": Column("Judged before", "count"),
    "previous_net_sentiment": Column("Net sentiment before", "points"),
    "previous_per_day": Column("A day before", "decimal"),
    "previous_share": Column("Share before", "share"),
    "q_value": Column("q", "probability"),
    "rank": Column("Rank", "count"),
    "ratio": Column("Times normal", "decimal"),
    "raw_count": Column("Raw", "count"),
    "rejected_count": Column("Rejected, last read", "count"),
    "segment": Column("Segment"),
    "share": Column("Share", "share"),
    "share_change": Column("Change", "share_change"),
    "silent_count": Column("Silent", "count"),
    "site": Column("Place"),
    "spam_count": Column("Spam", "count"),
    "start_on": Column("Start", "day"),
    "target_hours": Column("Target, hours", "decimal"),
    "terms": Column("Terms", "words"),
    "total_points": Column("In all", "points"),
    "topic": Column("Topic id"),
    "topic_name": Column("Topic"),
    "unasked_count": Column("Not asked", "count"),
    "unique_count": Column("Unique", "count"),
    "unknown_count": Column("Unknown", "count"),
    "urgency": Column("Urgency", "probability"),
    "week": Column("Week from", "day"),
    "within_points": Column("By its tone", "points"),
    "within_share": Column("Within target", "share"),
    "z_score": Column("z", "decimal"),
}


# The same name means another kind of number in these tables.
_ELSEWHERE = {
    ("competitor_gaps", "high"): Column("High", "decimal"),
    ("competitor_gaps", "low"): Column("Low", "decimal"),
    ("intents", "high"): Column("High", "share"),
    ("intents", "low"): Column("Low", "share"),
    ("response", "high"): Column("High", "share"),
    ("response", "low"): Column("Low", "share"),
    ("weekly", "is_part"): Column("Is part of a week", "flag"),
    ("topics", "high"): Column("High", "share"),
    ("topics", "low"): Column("Low", "share"),
}


def column(name: str, table: str = "") -> Column:
    """Return how a table's column is shown; an unlisted one is text under its own name."""
    known = _ELSEWHERE.get((table, name)) or _COLUMNS.get(name)
    return known or Column(name.replace("_", " ").capitalize())
