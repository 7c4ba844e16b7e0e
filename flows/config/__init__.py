"""`listening.toml`: what is listened to, for whom, and what is issued."""

from flows.config.loading import load, read
from flows.config.mail import Language, Mail, Recipient
from flows.config.models import Brand, Config, Format, Limits, ReportSettings
from flows.config.secrets import secret
from flows.config.workspace import FiscalYear, Workspace

__all__ = [
    "Brand",
    "Config",
    "FiscalYear",
    "Format",
    "Language",
    "Limits",
    "Mail",
    "Recipient",
    "ReportSettings",
    "Workspace",
    "load",
    "read",
    "secret",
]
