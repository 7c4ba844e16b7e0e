"""What a healthy source brings, and the days on which one was known to be down."""

from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Expect(BaseModel):
    """How much one collection of a healthy source brings."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    min_posts: int = Field(default=0, ge=0)
    """Fewer posts in one collection fail the source; best 10 to 20 % under a quiet day."""
    max_posts: int | None = Field(default=None, ge=1)
    """More posts in one collection are a warning; best about twice a busy day."""
    max_rejected_share: float | None = Field(default=None, ge=0, le=1, examples=[0.05])
    """Share of rejected records, 0 to 1, above which the source fails; when it is not given, half,
    but fewer than ten rejected records fail no source that brought posts as well."""

    max_lag_hours: float | None = Field(default=None, gt=0)
    """Hours since the newest post above which silence is a failure: a gap, and not a quiet day."""

    @model_validator(mode="after")
    def _in_order(self) -> "Expect":
        if self.max_posts is not None and self.max_posts < self.min_posts:
            raise ValueError(
                f"`max_posts` (`{self.max_posts}`) is under `min_posts` (`{self.min_posts}`)"
            )
        return self


class Outage(BaseModel):
    """Days on which a source is known to have been down."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True
    )

    first_on: date = Field(alias="from")
    """First day, local to the workspace."""
    last_on: date = Field(alias="to")
    """Last day, included."""

    @model_validator(mode="before")
    @classmethod
    def _from_a_day(cls, given: Any) -> Any:
        return {"from": given, "to": given} if isinstance(given, str | date) else given

    @model_validator(mode="after")
    def _in_order(self) -> "Outage":
        if self.last_on < self.first_on:
            raise ValueError(f"ends (`{self.last_on}`) before it begins (`{self.first_on}`)")
        return self

    def days(self) -> list[date]:
        """Return each day of the outage."""
        count = (self.last_on - self.first_on).days + 1
        return [self.first_on + timedelta(day) for day in range(count)]
