"""The report as one HTML page that needs nothing else: no network, no installed font."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.exceptions import TemplateError

from flows.errors import RenderError
from flows.rendering import charts, palette
from flows.rendering.citations import Citations
from flows.rendering.columns import column
from flows.rendering.commentary import refuse_unplaced, with_words
from flows.rendering.context import Context
from flows.rendering.filters import FILTERS
from flows.rendering.fonts import family, font_faces, lettered
from flows.rendering.panels import panels
from flows.rendering.sections import EVIDENCE, FOLDER, Section, render_section
from flows.rendering.terms import term
from flows.rendering.tiles import tiles
from flows.rendering.words import plural, say, speaking

# Posts cannot end it early: their `<` is escaped.
_SCREEN_ONLY = re.compile(
    r'<!-- screen -->.*?<!-- /screen -->\n?|<span class="unseen">[^<]*</span>', re.DOTALL
)


def render_html(context: Context) -> str:
    """Return the report's page in the context's language; the same context gives the same text.

    Raises:
        RenderError: a template is missing, or reads what the context does not have.
    """
    with speaking(context.report["language"]), lettered(context.theme.typeface):
        page = _filled(context, section_values(context))
        faces = font_faces(page)
    return context.theme.painted(page).replace("/* @font-face */", faces, 1)


def cited(context: Context) -> list[str]:
    """Return the figures that the page will show, in its order.

    Raises:
        RenderError: as for the page itself.
    """
    values = section_values(context)
    with speaking(context.report["language"]):
        _filled(context, values)
    return [figure for _, figure in values["cite"].numbers()]


def section_titles(context: Context) -> dict[str, str]:
    """Return the titles of the sections that the page will have, by their ids.

    Raises:
        RenderError: as for the page itself.
    """
    values, titles = section_values(context), {}

    def noted(names: Iterable[str]) -> list[Section]:
        sections = _sections(templates(), values, context, names)
        titles.update({section.id: section.title for section in sections})
        return sections

    with speaking(context.report["language"]):
        _filled(context, values, noted)
    return titles


def for_paper(page: str) -> str:
    """Return the page without what only a screen has: panels, switches, the panels' posts."""
    return _SCREEN_ONLY.sub("", page)


def _filled(
    context: Context,
    values: Mapping[str, Any],
    sections_of: Callable[[Iterable[str]], list[Section]] | None = None,
) -> str:
    name = f"reports/{context.report['template']}.html"
    environment = templates()
    try:
        return environment.get_template(name).render(
            values,
            sections_of=sections_of or partial(_sections, environment, values, context),
            theme=context.theme,
            house=palette.COLOURS,
            script_hash=_script_hash(environment),
        )
    except TemplateNotFound as error:
        raise RenderError(
            f"The report template `{error.name}` does not exist. Templates are: "
            f"{', '.join(f'`{path.stem}`' for path in sorted((FOLDER / 'reports').iterdir()))}."
        ) from error
    except TemplateError as error:
        raise RenderError(
            f"The report template `{name}` could not be filled: {error}. Check that the section "
            "reads only keys of the context."
        ) from error


def section_values(context: Context) -> dict[str, Any]:
    """Return all that a section may read: report, figures, findings, tiles, and each table."""
    return {
        "report": context.report,
        "brand": context.report["brand"],
        "figures": context.figures,
        "findings": context.findings,
        "tiles": tiles(context),
        "behind": context.behind,
        "cite": Citations(context.figures, context.tables.get("evidence", ())),
        **context.tables,
    }


def _sections(
    environment: Environment, values: Mapping[str, Any], context: Context, names: Iterable[str]
) -> list[Section]:
    chosen = [*(context.sections or names)]
    # The evidence lists what the others have shown.
    ordered = [*(name for name in chosen if name != EVIDENCE), EVIDENCE]
    commentary, rendered = context.commentary, []
    for name in ordered:
        section = render_section(environment, name, values, context.own.get(name))
        rendered.append(with_words(section, commentary, values["cite"]))
    if commentary is not None:
        refuse_unplaced(commentary, {section.id: section.title for section in rendered})
    return [section for section in rendered if section.body]


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the Jinja environment: everything escaped, nothing undefined."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals = {"draw": charts, "column": column, "panels": panels, "range": range}
    environment.globals["family"] = family
    environment.globals |= {"say": say, "plural": plural, "term": term}
    environment.filters |= FILTERS
    return environment


def _script_hash(environment: Environment) -> str:
    """Return the hash by which the page's own script, and no other, may run."""
    script = environment.get_template("script.js").render()
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
