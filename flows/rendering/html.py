"""The report as one HTML page that needs nothing else: no network, no script, no installed font."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.exceptions import TemplateError
from markupsafe import Markup

from flows.errors import RenderError
from flows.places import shipped
from flows.rendering import charts, palette
from flows.rendering.citations import Citations
from flows.rendering.columns import column
from flows.rendering.context import Context
from flows.rendering.filters import FILTERS
from flows.rendering.fonts import font_faces
from flows.rendering.tiles import tiles
from flows.rendering.words import plural, say, speaking, term

_TEMPLATES = shipped("report_templates")


@dataclass(frozen=True)
class Section:
    """A rendered part of the report, as the contents list names it."""

    id: str
    title: str
    body: Markup


def render_html(context: Context) -> str:
    """Return the report's page in the context's language; the same context gives the same text.

    Raises:
        RenderError: a template is missing, or reads what the context does not have.
    """
    with speaking(context.report["language"]):
        return _render(context)


def _render(context: Context) -> str:
    name = f"reports/{context.report['template']}.html"
    environment = templates()
    values = section_values(context)
    try:
        page = environment.get_template(name).render(
            values,
            palette=palette,
            sections_of=partial(_sections, environment, values),
            script_hash=_script_hash(environment),
        )
    except TemplateNotFound as error:
        raise RenderError(
            f"The report template `{error.name}` does not exist. Templates are: "
            f"{', '.join(f'`{path.stem}`' for path in sorted((_TEMPLATES / 'reports').iterdir()))}."
        ) from error
    except TemplateError as error:
        raise RenderError(
            f"The report template `{name}` could not be filled: {error}. Check that the section "
            "reads only keys of the context."
        ) from error
    return page.replace("/* @font-face */", font_faces(page), 1)


def section_values(context: Context) -> dict[str, Any]:
    """Return all that a section may read: report, figures, findings, tiles, and each table."""
    return {
        "report": context.report,
        "figures": context.figures,
        "findings": context.findings,
        "tiles": tiles(context),
        "cite": Citations(context.figures, context.tables.get("evidence", ())),
        **context.tables,
    }


def render_section(environment: Environment, name: str, values: Mapping[str, Any]) -> Section:
    """Return one section; its body is empty when it has nothing to say."""
    module = environment.get_template(f"sections/{name}.html").make_module(dict(values))
    body = Markup(str(module).strip())  # noqa: S704  # made by an autoescaping template
    return Section(name, str(getattr(module, "title", name)), body)


def _sections(
    environment: Environment, values: Mapping[str, Any], names: Iterable[str]
) -> list[Section]:
    rendered = (render_section(environment, name, values) for name in names)
    return [section for section in rendered if section.body]


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the Jinja environment: everything escaped, nothing undefined."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals = {"draw": charts, "column": column, "range": range}
    environment.globals |= {"say": say, "plural": plural, "term": term}
    environment.filters |= FILTERS
    return environment


def _script_hash(environment: Environment) -> str:
    """Return the hash by which the page's own script, and no other, may run."""
    script = environment.get_template("hover.js").render()
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
