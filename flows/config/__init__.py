"""`listening.toml`: what is listened to, for whom, and what is issued."""

from flows.config.loading import load, read
from flows.config.models import Brand, Config, Limits, Mail, ReportSettings, Workspace
from flows.config.secrets import secret

__all__ = [
    "Brand",
    "Config",
    "Limits",
    "Mail",
    "ReportSettings",
    "Workspace",
    "load",
    "read",
    "secret",
]
