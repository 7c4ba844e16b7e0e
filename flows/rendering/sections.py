"""The sections of a report: those that ship, and users' own from the folder beside their file.

An own section `stores` is `sections/stores.html`, a Jinja file like ours, and if it needs numbers
of its own `sections/stores.sql`, one `select` over the tables that `earwitness docs` lists. The
rows of the query are `stores` in the Jinja file.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from flows.config import Config, ReportSettings
from flows.errors import ConfigError, ModelError, RenderError
from flows.places import shipped
from flows.warehouse import models
from flows.warehouse.queries import rows

FOLDER = shipped("report_templates")
EVIDENCE = "evidence"
"""The section that every small number leads to: no report is without it, and it comes last."""
_MOST_ROWS = 5_000
_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A rendered part of the report, as the contents list names it."""

    id: str
    title: str
    body: Markup


@dataclass(frozen=True)
class OwnSection:
    """A section that a user has written, as its files read."""

    name: str
    path: Path
    template: str
    sql: str | None

    @property
    def sql_path(self) -> Path:
        """Where its query is."""
        return self.path.with_suffix(".sql")

    @property
    def title(self) -> str:
        """Its title as its template sets it, where that is plain words; else its name."""
        for node in Environment(autoescape=True).parse(self.template).find_all(nodes.Assign):
            target, value = node.target, node.node
            is_title = isinstance(target, nodes.Name) and target.name == "title"
            if is_title and isinstance(value, nodes.Const):
                return str(value.value)
        return self.name.replace("_", " ").capitalize()

    @property
    def digest(self) -> str:
        """What tells this writing of it from another."""
        return hashlib.sha256(f"{self.template}\0{self.sql}".encode()).hexdigest()


def shipped_sections() -> list[str]:
    """Return the names of the sections that come with Earwitness."""
    return sorted(path.stem for path in (FOLDER / "sections").glob("*.html"))


def section_order(template: str, chosen: Sequence[str] = ()) -> list[str]:
    """Return the sections of a report in their order: those chosen, else those of its template."""
    if chosen:
        return list(chosen)
    text = (FOLDER / "reports" / f"{template}.html").read_text(encoding="utf-8")
    for node in Environment(autoescape=True).parse(text).find_all(nodes.Assign):
        target, value = node.target, node.node
        is_list = isinstance(target, nodes.Name) and target.name == "sections"
        if is_list and isinstance(value, nodes.Expr):
            return list(value.as_const())
    return []


def own_sections(config: Config, report: ReportSettings) -> dict[str, OwnSection]:
    """Read the sections of a report that are its user's, and try whether they can be.

    Raises:
        ConfigError: a section is neither shipped nor in the folder, or its name is taken.
        ModelError, RenderError: a file of it is not what it should be; names file and line.

    """
    known = shipped_sections()
    own = {}
    for name in report.sections:
        path = config.sections_folder / f"{name}.html"
        if name in known:
            if path.exists():
                raise ConfigError(
                    f"`{path}` is called as a section that comes with Earwitness. Give it another "
                    f"name, and write that into `reports.{report.id}.sections`."
                )
            continue
        own[name] = _read(name, path, report)
    for section in own.values():
        _check_template(section)
        _check_sql(section)
    return own


def own_rows(
    connection: duckdb.DuckDBPyConnection, section: OwnSection, taken: Iterable[str]
) -> list[dict[str, Any]]:
    """Return the rows of a section's query; none where it has no query.

    Raises:
        ConfigError: the section's name is that of something that sections read.
        ModelError: the query failed, or gives more rows than a page can show.

    """
    if section.name in taken:
        raise ConfigError(
            f"`{section.path}`: sections already read something called `{section.name}`. Give the "
            "section another name."
        )
    if section.sql is None:
        return []
    query = section.sql.rstrip().rstrip(";")
    try:
        found = rows(connection, f"from ({query}\n) limit {_MOST_ROWS + 1}")
    except duckdb.Error as error:
        said = str(error)
        where = f" in line {line[1]}" if (line := _LINE.search(said)) else ""
        raise ModelError(
            f"`{section.sql_path}` failed{where}: {said.splitlines()[0]} `earwitness docs` lists "
            "the tables and their columns, `earwitness sql` tries a query."
        ) from None
    if len(found) > _MOST_ROWS:
        raise ModelError(
            f"`{section.sql_path}` gives more than {_MOST_ROWS:,} rows. Group them, or end the "
            "query with `limit`."
        )
    return found


def render_section(
    environment: Environment, name: str, values: Mapping[str, Any], own: OwnSection | None = None
) -> Section:
    """Return one section; its body is empty when it has nothing to say.

    Raises:
        RenderError: an own section cannot be filled; names file and line.

    """
    if own is None:
        module = environment.get_template(f"sections/{name}.html").make_module(dict(values))
    else:
        module = _own_module(environment, own, values)
    body = Markup(str(module).strip())  # noqa: S704  # made by an autoescaping template
    return Section(name, str(getattr(module, "title", own.title if own else name)), body)


def _own_module(environment: Environment, own: OwnSection, values: Mapping[str, Any]) -> Any:
    template = None
    try:
        template = _sandbox(environment, own).get_template(str(own.path))
        return template.make_module(dict(values))
    except Exception as error:  # whatever a user's template does, its line is told
        what = error.message if isinstance(error, TemplateError) else error
        raise RenderError(
            f"`{own.path}`, line {_line(own, template, error)}: {str(what).rstrip('.')}. A section "
            f"may read `{own.name}`, the rows of its query, and what Earwitness's sections read."
        ) from error


def _sandbox(environment: Environment, own: OwnSection) -> Environment:
    """Return an environment for a user's template: nothing but what ours have, all escaped."""

    def source(name: str) -> tuple[str, str, None] | None:
        return (own.template, name, None) if name == str(own.path) else None

    box = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FunctionLoader(source), FileSystemLoader(FOLDER)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    box.globals = environment.globals
    box.filters = {**environment.filters}
    del box.filters["safe"]  # posts are hostile texts
    return box


def _line(own: OwnSection, template: Template | None, error: BaseException) -> int:
    """Return the line of a section's template at which an error arose."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line, trace = 1, error.__traceback__
    while trace and template:
        if trace.tb_frame.f_code.co_filename == str(own.path):
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _read(name: str, path: Path, report: ReportSettings) -> OwnSection:
    query = path.with_suffix(".sql")
    try:
        template = path.read_text(encoding="utf-8")
        sql = query.read_text(encoding="utf-8") if query.exists() else None
    except FileNotFoundError:
        raise ConfigError(
            f"`reports.{report.id}.sections` names `{name}`, and there is no `{path}`. Write it, "
            f"or choose of: {', '.join(shipped_sections())}."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"`{path}` or its query cannot be read: {error}.") from None
    return OwnSection(name, path, template, sql)


def _check_template(own: OwnSection) -> None:
    try:
        tree = Environment(autoescape=True).parse(own.template)
    except TemplateSyntaxError as error:
        raise RenderError(f"`{own.path}`, line {error.lineno}: {error.message}.") from None
    for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
        raise RenderError(
            f"`{own.path}`, line {node.lineno}: escaping stays on, since posts are hostile texts. "
            "Take `autoescape` out."
        )


def _check_sql(own: OwnSection) -> None:
    if own.sql is None:
        return
    try:
        models.tables_read(own.sql)
    except ModelError as error:
        raise ModelError(f"`{own.sql_path}` is {error}. Write one `select`.") from None
