"""The dictionary of metrics: what each is called, how it is made, and what it is not."""

import tomllib
from functools import cache

from pydantic import BaseModel, ConfigDict

from flows.places import shipped


class Metric(BaseModel):
    """One entry of sql/dictionary.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    formula: str
    unit: str
    version: int
    valid_from: str
    not_this: str


@cache
def metrics() -> dict[str, Metric]:
    """Return the metrics by key, in the order of the file."""
    told = tomllib.loads((shipped("sql") / "dictionary.toml").read_text(encoding="utf-8"))
    return {key: Metric.model_validate(entry) for key, entry in told.items()}
