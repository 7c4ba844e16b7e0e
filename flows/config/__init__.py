"""`listening.toml`: what is listened to, for whom, and what is issued."""

from flows.config.loading import load, read
from flows.config.models import Brand, Config, Limits, Mail, ReportSettings
from flows.config.secrets import secret
from flows.config.workspace import FiscalYear, Workspace

__all__ = [
    "Brand",
    "Config",
    "FiscalYear",
    "Limits",
    "Mail",
    "ReportSettings",
    "Workspace",
    "load",
    "read",
    "secret",
]
