"""Where issues lie: `reports/<report>/<period>/<number>/`, each written once and never changed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.config import Config
from flows.window import Window

MANIFEST = "manifest.json"


@dataclass(frozen=True, order=True)
class Issued:
    """One issue of a report for a period; `period` is its window's slug."""

    report: str
    period: str
    number: int
    folder: Path

    @property
    def manifest(self) -> Path:
        """The file that says what it was made of and every figure that it gave."""
        return self.folder / MANIFEST

    def said(self) -> dict[str, Any] | None:
        """Return what the manifest says; None where a person has damaged or removed it."""
        try:
            said: dict[str, Any] = json.loads(self.manifest.read_text(encoding="utf-8"))
            for day in ("first_on", "last_on"):
                date.fromisoformat(said["window"][day])
            _ = [brand["query"] for brand in said["configuration"]["brands"]]
            _ = said.get("definitions", {}).get("metrics", {}).items()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return said if said.get("report") == self.report else None


def period_folder(config: Config, report_id: str, window: Window) -> Path:
    """Return the folder of all issues of a report for a window."""
    return config.reports_folder / report_id / window.slug


def issues(config: Config, report_id: str, window: Window | None = None) -> list[Issued]:
    """Return the issues of a report for a window, or for all its windows: by period, then number.

    An issue whose manifest is damaged is one: its number is never given again.
    """
    if window is not None:
        return sorted(_numbered(period_folder(config, report_id, window)))
    periods = (config.reports_folder / report_id).glob("*/")
    return sorted(one for period in periods for one in _numbered(period))


def newest(config: Config, report_id: str, window: Window) -> Issued | None:
    """Return the issue of a report for a window that counts; None when there is none yet."""
    found = issues(config, report_id, window)
    return found[-1] if found else None


def all_issues(config: Config) -> list[Issued]:
    """Return the issues of all reports, also of those that have left the configuration."""
    return sorted(one for period in config.reports_folder.glob("*/*/") for one in _numbered(period))


def _numbered(period: Path) -> Iterator[Issued]:
    for folder in period.glob("[1-9]*/"):
        if folder.name.isdecimal():
            yield Issued(period.parent.name, period.name, int(folder.name), folder)
