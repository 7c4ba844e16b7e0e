"""What `check` looks at beyond the configuration's own rules, each with where it stands."""

import contextlib
import glob
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.periods import report_or_first
from flows.cli.session import today
from flows.errors import ListeningError, ModelError

if TYPE_CHECKING:
    from flows.config import Config, ReportSettings
    from flows.sources import CommonSettings, Http

_RECORDS_READ = 100
"""Records of each file that are read to see whether its columns and dates make posts."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    is_fine: bool
    message: str


def findings(config: "Config", step: Callable[[str], None]) -> Iterator[Finding]:
    """Yield what is fine and what is wrong, one by one; `step` is told what is looked at."""
    step("folders")
    yield _folder(config)
    step("secrets")
    yield from _mail(config)
    yield from _secrets(config)
    step("queries")
    yield from _examples(config)
    yield from _transformer(config, step)
    step("sources")
    yield from _sources(config)
    yield from _reports(config)
    yield from _themes(config)
    step("SQL")
    yield from _models(config)
    step("templates")
    yield from _templates()
    if not config.reports or any("pdf" in report.formats for report in config.reports):
        step("printing")
        yield _printing()


def _folder(config: "Config") -> Finding:
    """Look whether the lake's folder, or the one it would be made in, can be written."""
    there = next(path for path in (config.lake, *config.lake.parents) if path.exists())
    if not there.is_dir():
        return Finding("workspace.data", False, f"`{there}` is a file, not a folder.")
    if not os.access(there, os.W_OK):
        return Finding("workspace.data", False, f"the folder `{there}` cannot be written.")
    return Finding("workspace.data", True, f"`{config.lake}`")


def _mail(config: "Config") -> Iterator[Finding]:
    if config.mail is None:
        return
    if (reference := config.mail.password) is None:
        yield Finding("mail", True, f"{config.mail.host}, without a login")
    else:
        yield _secret("mail.password", reference)


def _secrets(config: "Config") -> Iterator[Finding]:
    """Look whether the secrets of the sources are there."""
    for settings in config.sources:
        for name, reference in settings.references().items():
            yield _secret(f"sources.{settings.id}.{name}", reference)


def _secret(subject: str, reference: str) -> Finding:
    if reference.startswith("block:"):
        return Finding(subject, True, f"`{reference}`, which only a flow run can read")
    from flows.config import secret

    try:
        secret(reference)
    except ListeningError as error:
        return Finding(subject, False, str(error))
    return Finding(subject, True, f"`{reference}` is set")


def _examples(config: "Config") -> Iterator[Finding]:
    """Try the brands' queries on the sentences that stand beside them."""
    if not any(brand.must_match or brand.must_not_match for brand in config.brands):
        return
    from flows.text.queries.examples import failures

    for brand in config.brands:
        for key, must, must_not in (
            ("must_match", brand.must_match, []),
            ("must_not_match", [], brand.must_not_match),
        ):
            subject, count = f"brands.{brand.id}.{key}", len(must) + len(must_not)
            wrong = list(failures(brand.query, must, must_not))
            yield from (Finding(subject, False, said) for said in wrong)
            if count and not wrong:
                told = f"each of {count} sentences" if count > 1 else "the sentence"
                yield Finding(subject, True, f"{told} {'is' if must else 'is not'} found")


def _transformer(config: "Config", step: Callable[[str], None]) -> Iterator[Finding]:
    """Try the model, where an engine of the workspace is one."""
    chosen = config.understanding
    if chosen.transformer is None:
        return
    if "transformer" not in {chosen.engine, *chosen.engines.values()}:
        return
    from flows.text.sentiment.transformer import TransformerEngine

    step("the model")
    subject = "understanding.transformer"
    try:
        yield Finding(subject, True, TransformerEngine(chosen.transformer).check())
    except ListeningError as error:
        yield Finding(subject, False, str(error))


def _sources(config: "Config") -> Iterator[Finding]:
    from flows.config import secret
    from flows.sources import Http
    from flows.sources.files import PathSettings

    with Http(keys=secret) as http:
        for settings in config.sources:
            subject = f"sources.{settings.id}"
            if not isinstance(settings, PathSettings):
                yield Finding(subject, True, "not asked now; `earwitness collect` asks it")
                continue
            names = sorted(glob.glob(settings.path, root_dir=config.base, recursive=True))  # noqa: PTH207 - Path.glob refuses patterns that begin at the root
            wrong = False
            for name in names or [settings.path]:
                one = settings.model_copy(update={"path": name})
                if said := _first_records(one, config.base, http):
                    wrong = True
                    yield Finding(f"{subject}.path", False, said)
            if not wrong:
                files = "1 file" if len(names) == 1 else f"{len(names):,} files"
                yield Finding(subject, True, f"{files}, `{settings.path}`; the first records read")


def _first_records(settings: "CommonSettings", base: Path, http: "Http") -> str | None:
    """Read the first records of a source; say why they cannot become posts, if so."""
    from flows.sources import Asked, Rejected

    asked = Asked(None, {}, datetime.now(UTC))
    try:
        heard = list(islice(settings.open(base, http).fetch(asked), _RECORDS_READ))
    except ListeningError as error:
        return str(error)
    rejected = [one for one in heard if isinstance(one, Rejected)]
    if not rejected or len(rejected) < len(heard):
        return None
    first = rejected[0]
    return f"none of the first {len(heard)} records is a post; {first.place}: {first.reason}."


def _reports(config: "Config") -> Iterator[Finding]:
    for report in config.reports:
        window = report.window(config.workspace.timezone, today(config), config.calendar)
        said = f"{config.brand(report.brand).name}, {window.label}"
        if report.recipients and config.mail is None:
            said += "; recipients are named, but `--send` needs `[mail]` too"
        yield Finding(f"reports.{report.id}", True, said)
        yield from _own_sections(config, report)


def _own_sections(config: "Config", report: "ReportSettings") -> Iterator[Finding]:
    from flows.rendering.sections import own_sections

    subject = f"reports.{report.id}.sections"
    try:
        own = own_sections(config, report)
    except ListeningError as error:
        yield Finding(subject, False, str(error))
    else:
        yield from (Finding(subject, True, f"`{section.path}` reads") for section in own.values())


def _themes(config: "Config") -> Iterator[Finding]:
    """Read the files of each theme, and say what is changed so that its colours can be read."""
    if not config.themes:
        return
    from flows.rendering.themes import theme_of

    for name in config.themes:
        try:
            theme = theme_of(config, name)
        except ListeningError as error:
            yield Finding(f"themes.{name}", False, str(error))
            continue
        yield from (Finding(f"themes.{name}", True, note) for note in theme.notes)
        if not theme.notes:
            yield Finding(f"themes.{name}", True, "its colours can be read, its files are there")


def _models(config: "Config") -> Iterator[Finding]:
    """Build every model on an empty workspace; one whose input failed is not tried."""
    from flows.warehouse import checks, models
    from flows.warehouse.empty import empty_warehouse

    report = report_or_first(config, None)
    window = report.window(config.workspace.timezone, today(config), config.calendar)
    failed: set[str] = set()
    try:
        ordered = models.in_order()
        with empty_warehouse(config, report, window) as opened:
            for model in ordered:
                if models.tables_read(model.sql) & failed:
                    failed.add(model.name)
                    continue
                try:
                    models.run(opened, [model])
                except ModelError as error:
                    failed.add(model.name)
                    yield Finding("sql", False, str(error))
            if not failed:
                checks.verify(opened)
    except ListeningError as error:
        yield Finding("sql", False, str(error))
        return
    if not failed:
        yield Finding(
            "sql", True, f"{len(ordered)} models and {len(models.checks())} checks run, no circle"
        )


def _templates() -> Iterator[Finding]:
    from jinja2 import TemplateSyntaxError

    from flows.rendering.html import templates

    environment = templates()
    names = environment.list_templates(extensions=["html", "txt"])
    wrong = 0
    for name in names:
        try:
            environment.get_template(name)
        except TemplateSyntaxError as error:
            wrong += 1
            place = f"report_templates/{error.name or name}:{error.lineno}"
            yield Finding("templates", False, f"`{place}`: {error.message}")
    if not wrong:
        yield Finding("templates", True, f"{len(names)} compile")


def _printing() -> Finding:
    """Look whether the system libraries that print a PDF are there."""
    told = io.StringIO()
    try:
        with contextlib.redirect_stdout(told):
            import weasyprint  # noqa: F401
    except OSError as error:
        why = str(error).splitlines()[0]
        return Finding("pdf", False, f"WeasyPrint lacks a system library: {why}. Install Pango.")
    return Finding("pdf", True, "WeasyPrint and its system libraries load")
