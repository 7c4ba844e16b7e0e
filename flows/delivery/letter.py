"""What an e-mail about an issue says, before it is addressed: subject, HTML, text."""

import textwrap
from functools import lru_cache
from typing import Any

from css_inline import CSSInliner
from jinja2 import Environment
from jinja2.exceptions import TemplateError
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from flows.config import Config
from flows.errors import RenderError
from flows.rendering.commentary import SUMMARY
from flows.rendering.context import Context
from flows.rendering.html import section_values, templates
from flows.rendering.issue import Issue
from flows.rendering.themes.pixels import as_png
from flows.rendering.words import capital, say, speaking

_SUBJECT_LENGTH = 120
_LINE_LENGTH = 76
_LOGO_WIDTH, _LOGO_HEIGHT = 200, 44
_PIXELS = 2  # of a drawing, for each pixel that it takes: most screens of today have as many
_NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', " "))
_INLINER = CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


class Picture(BaseModel):
    """A picture within a message, which its HTML names by `cid`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64"
    )

    cid: str
    png: bytes
    width: int
    height: int


class Letter(BaseModel):
    """The words of a message; the same for all who read its language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str
    html: str
    text: str
    attachment: str | None
    """Name under which the PDF arrives; None where the issue has none."""
    logo: Picture | None = None
    """The client's, in pixels: mail programs show no SVG."""


def write(issue: Issue, context: Context, config: Config, *, is_test: bool = False) -> Letter:
    """Return the letter about an issue, in the language of a context of it.

    A test says so above everything else.

    Raises:
        RenderError: a template reads what the context does not have.

    """
    with speaking(context.report["language"]):
        headline = _headline(issue, context)
        attachment = attachment_name(context) if "pdf" in issue.paths else None
        notice = say("This is a test: nobody else got this message.") if is_test else ""
        logo = _logo(context)
        values = section_values(context) | {
            "headline": headline,
            "gaps": issue.gaps if context is issue.context else context.report["gaps"],
            "theme": context.theme,
            "attachment": attachment,
            "page_url": _page_url(issue, config),
            "notice": notice,
            "note": _note(context),
            "logo": logo,
        }
        about = subject(context, headline)
        return Letter(
            subject=say("[Test] {subject}", subject=about) if is_test else about,
            html=_INLINER.inline(_rendered(templates(), "email.html", values)),
            text=_wrapped(_rendered(_plain(), "email.txt", values)),
            attachment=attachment,
            logo=logo,
        )


def subject(context: Context, headline: str) -> str:
    """Return `June 2013: <headline>`, cut at a clause where it is long, else at a word.

    A headline that does not name the brand has it in front: `Xbox in June 2013: <headline>`.
    """
    report = context.report
    about = f"{report['brand_name']} {report['window_when']}"
    if report["brand_name"] in headline:
        about = capital(report["window_label"])
    text = _printable(say("{name}: {text}", name=about, text=headline))
    # A mail program would decode `=?...?=` into anything, line breaks included.
    text = text.replace("=?", "= ?")
    if len(text) <= _SUBJECT_LENGTH:
        return text
    # A sentence that stops at a comma says less; one that stops before its number says nothing.
    cut = text[:_SUBJECT_LENGTH].rsplit(" ", 1)[0]
    clause = max(cut.rfind(mark) for mark in (", ", ": ", "; "))
    return f"{cut[:clause] if clause > _SUBJECT_LENGTH // 2 else cut} …"


def attachment_name(context: Context) -> str:
    """Return a name that every system can save: `Xbox listening report June 2013.pdf`."""
    brand = context.report["brand_name"].translate(_NOT_IN_FILE_NAMES)
    name = say(
        "{brand} listening report {period}",
        brand=_printable(brand).strip(". "),
        period=context.report["window_label"],
    )
    return f"{name.translate(_NOT_IN_FILE_NAMES)}.pdf"


def _logo(context: Context) -> Picture | None:
    logo = context.theme.logo
    if logo is None:
        return None
    # Pixels of a file are not made up; a drawing has as many as it is asked for.
    scale = min(_LOGO_WIDTH / logo.width, _LOGO_HEIGHT / logo.height)
    scale = min(scale, 1) if logo.kind == "png" else scale
    width, height = (max(1, round(side * scale)) for side in (logo.width, logo.height))
    png = as_png(logo, width * _PIXELS)
    return Picture(cid="logo@earwitness", png=png, width=width, height=height)


def _note(context: Context) -> dict[str, Any] | None:
    """Return what the analyst wrote for the summary; a message has no evidence to link to."""
    words = context.commentary and context.commentary.summary(say("Executive summary"))
    if not words or not words.parts:
        return None
    text = words.parts[SUMMARY]
    unlinked = words.html(text, lambda _: Markup(""))
    return {"by": words.by(), "html": unlinked, "plain": words.plain(text, with_links=True)}


def _headline(issue: Issue, context: Context) -> str:
    if context is issue.context:
        return issue.headline
    return context.findings["answer"][0].text


def _page_url(issue: Issue, config: Config) -> str | None:
    """Return where the page is served; None where it is not, or lies outside the reports."""
    base, page = config.mail and config.mail.link_base, issue.paths.get("html")
    folder = config.reports_folder.resolve()
    if not base or page is None or not page.resolve().is_relative_to(folder):
        return None
    return f"{base.rstrip('/')}/{page.resolve().relative_to(folder).as_posix()}"


def _rendered(environment: Environment, name: str, values: dict[str, Any]) -> str:
    try:
        return environment.get_template(name).render(values)
    except TemplateError as error:
        raise RenderError(
            f"The e-mail template `{name}` could not be filled: {error}. Check that it reads only "
            "keys of the context."
        ) from error


@lru_cache(maxsize=1)
def _plain() -> Environment:
    """Return the report's environment for text, where a sign stands for itself."""
    return templates().overlay(autoescape=False)


def _wrapped(text: str) -> str:
    """Fold long lines; a line that begins with a mark goes on under its words."""
    folded = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip(" -")))
        folded += textwrap.wrap(
            line,
            _LINE_LENGTH,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    return "\n".join(folded).strip("\n") + "\n"


def _printable(text: str) -> str:
    """Return text on one line, without control characters and marks that turn its direction."""
    kept = (letter for letter in " ".join(text.split()) if letter.isprintable())
    return " ".join("".join(kept).split())
