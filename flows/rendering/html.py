"""The report as one HTML page that needs nothing else: no network, no script, no installed font."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from jinja2.exceptions import TemplateError
from markupsafe import Markup

from flows.errors import RenderError
from flows.places import shipped
from flows.rendering import charts, numbers, palette
from flows.rendering.citations import Citations
from flows.rendering.columns import column
from flows.rendering.context import Context, Figure, Finding, Row
from flows.rendering.fonts import font_faces, wrapped

TEMPLATES = shipped("report_templates")
_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "zh": "Chinese", "und": "not known",
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A rendered part of the report, as the contents list names it."""

    id: str
    title: str
    body: Markup


def render_html(context: Context) -> str:
    """Return the report's page; the same context gives the same text.

    Raises:
        RenderError: a template is missing, or reads what the context does not have.
    """
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
            f"{', '.join(f'`{path.stem}`' for path in sorted((TEMPLATES / 'reports').iterdir()))}."
        ) from error
    except TemplateError as error:
        raise RenderError(
            f"The report template `{name}` could not be filled: {error}. Check that the section "
            "reads only keys of the context."
        ) from error
    return page.replace("/* @font-face */", font_faces(page), 1)


def section_values(context: Context) -> dict[str, Any]:
    """Return all that a section may read: the report, the figures, the findings, each table."""
    return {
        "report": context.report,
        "figures": context.figures,
        "findings": context.findings,
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
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals = {"draw": charts, "column": column, "range": range, "dict": dict}
    environment.filters |= _FILTERS
    return environment


def safe_url(url: str | None) -> str:
    """Return a link that a reader may follow: http and https only, else nothing."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return str(url) if parts.scheme in {"http", "https"} and parts.netloc else ""


def cell(given: Any, kind: str) -> str:
    """Return a table's value as its column writes it."""
    if given is None:
        return numbers.NOT_KNOWN if kind not in {"text", "words"} else ""
    write = _WRITERS.get(kind)
    return write(given) if write else str(given)


def excerpt(text: str) -> str:
    """Return about two printed lines of a post."""
    return " ".join(wrapped(text, 590, 13, lines=2))


def _joined(words: Iterable[str]) -> str:
    """Return `a, b and c`."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _script_hash(environment: Environment) -> str:
    """Return the hash by which the page's own script, and no other, may run."""
    script = environment.get_template("hover.js").render()
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _language(code: str) -> str:
    return _LANGUAGES.get(code, code)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "words": lambda given: ", ".join(map(str, given)),
    "count": numbers.count,
    "decimal": numbers.decimal,
    "signed": partial(numbers.signed, digits=0),
    "share": numbers.percent,
    "share_change": numbers.share_change,
    "rate": numbers.signed_percent,
    "points": numbers.signed,
    "day": numbers.day,
    "moment": numbers.moment,
    "flag": lambda given: "yes" if given else "no",
}

def _headline(findings: Mapping[str, Sequence[Finding]], key: str, plain: str) -> str:
    """Return the first finding about a table, or plain words where there is none."""
    return next((finding.text for finding in findings.get(key, ())), plain)


def _in_figures(metric: str, figures: Mapping[str, Figure], brand: str) -> Figure | None:
    """Return the brand's own figure of a metric, not that of a segment."""
    return next(
        (
            figure
            for figure in figures.values()
            if (figure.metric, figure.brand) == (metric, brand) and not figure.segment
        ),
        None,
    )


def _without(row: Row, *keys: str) -> Row:
    return {key: given for key, given in row.items() if key not in keys}


def _named_language(row: Row) -> Row:
    return {**row, "language": _language(row["language"])}


def _gap(given: float | None, unit: str) -> str:
    return numbers.share_change(given) if unit == "share" else numbers.signed(given)


def _metric_name(metric: str) -> str:
    return metric.replace("_", " ").capitalize()


_FILTERS: dict[str, Callable[..., Any]] = {
    "cell": cell,
    "change": numbers.change,
    "count": numbers.count,
    "day": numbers.day,
    "day_range": numbers.day_range,
    "decimal": numbers.decimal,
    "excerpt": excerpt,
    "gap": _gap,
    "headline": _headline,
    "in_figures": _in_figures,
    "metric_name": _metric_name,
    "named_language": _named_language,
    "without": _without,
    "zip_with": zip,
    "interval": numbers.interval,
    "joined": _joined,
    "language": _language,
    "percent": numbers.percent,
    "safe_url": safe_url,
    "short_day": numbers.short_day,
    "signed": numbers.signed,
    "unit_words": numbers.unit_words,
    "value": numbers.value,
}
