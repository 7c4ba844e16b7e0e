"""What is ready to be sent of an issue: its letters, its PDF, kept until a person says so.

A parcel lies in `data/review/<report>/<period>/<number>/`, beside what was decided about it. What
is sent later is what was looked at before, whatever has been collected in the meantime.
"""

import os
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from flows.config import Config, Language
from flows.delivery import letter
from flows.delivery.letter import Letter
from flows.errors import ConfigError, ListeningError
from flows.rendering.issue import Issue
from flows.writing import whole

_FILE = "parcel.json"


class Parcel(BaseModel):
    """An issue as it goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    period: str
    """Slug of its window."""
    label: str
    """Its window as people say it."""
    number: int
    headline: str
    gaps: list[str]
    language: Language
    """The report's own."""
    letters: dict[Language, Letter]
    test: Letter
    """The letter that says of itself that it is a test."""
    files: dict[str, Path]
    """The issue's files by kind, relative to the configuration."""

    def letter(self, language: Language | None) -> Letter:
        """Return the letter in a language; in the report's where nobody asked for it before."""
        return self.letters.get(language or self.language, self.letters[self.language])

    def path(self, kind: str, config: Config) -> Path | None:
        """Return where a file of the issue lies; None where it has none of this kind."""
        return config.base / self.files[kind] if kind in self.files else None

    @classmethod
    def of(cls, issue: Issue, number: int, config: Config) -> Self:
        """Write the letters about an issue, in the languages of its recipients.

        Raises:
            RenderError: a template reads what the context does not have.

        """
        language = issue.report.language
        return cls(
            report=issue.report.id,
            period=issue.window.slug,
            label=str(issue.context.report["window_label"]),
            number=number,
            headline=issue.headline,
            gaps=issue.gaps,
            language=language,
            letters={
                spoken: letter.write(issue, context, config)
                for spoken, context in {language: issue.context, **issue.translations}.items()
            },
            test=letter.write(issue, issue.context, config, is_test=True),
            files={
                kind: Path(os.path.relpath(path, config.base)) for kind, path in issue.paths.items()
            },
        )


def folder_of(lake: Path, report: str, period: str, number: int) -> Path:
    """Return where an issue's parcel lies, and what was decided about it."""
    return lake / "review" / report / period / str(number)


def prepared(issue: Issue, config: Config) -> Parcel | None:
    """Keep what can be sent of an issue until it is; of a draft, or without a server, nothing is.

    Raises:
        ListeningError: the parcel cannot be kept.

    """
    if issue.number is None or config.mail is None:
        return None
    parcel = Parcel.of(issue, issue.number, config)
    folder = folder_of(config.lake, parcel.report, parcel.period, parcel.number)
    with whole(folder / _FILE) as temporary:
        temporary.write_text(parcel.model_dump_json(indent=1), encoding="utf-8")
    return parcel


def kept(config: Config, report: str, period: str, number: int) -> Parcel:
    """Return what is ready to be sent of an issue.

    Raises:
        ConfigError: the issue was made before there was a mail server.
        ListeningError: the parcel is damaged.

    """
    path = folder_of(config.lake, report, period, number) / _FILE
    again = f"Run `earwitness report {report} --period {period}` to prepare it."
    try:
        return Parcel.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise ConfigError(
            f"Issue {number} of `{report}` for {period} was not prepared for sending: there is no "
            f"`{path}`. {again}"
        ) from None
    except (OSError, ValidationError):
        raise ListeningError(f"`{path}` cannot be read. {again}") from None
