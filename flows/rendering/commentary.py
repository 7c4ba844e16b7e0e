"""The analyst's words: `commentary/<report>/<period>.md`, put into the sections they are about.

Words before the first heading belong to the summary; a heading names a section by its id or its
title. `{{ net_sentiment.acme }}` prints that figure as the report does, with its evidence, and
`{{ K3 }}` the third key figure of the summary. Nothing in it is HTML, and links lead to http(s).
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

from flows.errors import ConfigError, ListeningError
from flows.rendering import numbers
from flows.rendering.context import Figure, Finding
from flows.rendering.sections import Section
from flows.rendering.words import say

SUMMARY = "summary"
_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"^name:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
CITED = re.compile(r"\{\{\s*([^{}\s]+)\s*\}\}")
"""A figure in the text, by its key."""
_PLACE = Markup("<!-- commentary -->")
_DEEPEST = 2
"""The level of headings that name sections; deeper ones stay in the text."""

Cite = Callable[[str], Markup]


@dataclass(frozen=True)
class Commentary:
    """What an analyst wrote about a report: `parts` by heading, each in Markdown."""

    author: str
    parts: Mapping[str, str]
    keys: Mapping[str, Figure]
    """What may be cited: figures by id, and by the number of their tile."""
    places: Mapping[str, str]
    """Where each heading stands: file and line."""

    def about(self, *names: str) -> str:
        """Return the Markdown about a section, by its id and its title; else nothing."""
        wanted = {name.strip().casefold() for name in names}
        return "\n\n".join(
            text for heading, text in self.parts.items() if heading.strip().casefold() in wanted
        )

    def summary(self, title: str) -> "Commentary":
        """Return only what is said about the summary, which has this title in its language."""
        about = self.about(SUMMARY, title)
        return replace(self, parts={SUMMARY: about} if about else {})

    def html(self, text: str, cite: Cite) -> Markup:
        """Return Markdown of this commentary as HTML; `cite` links a figure to its evidence."""
        made = _parser().render(text, {"keys": self.keys, "cite": cite})
        return Markup(made.strip())  # noqa: S704 - made by a parser that escapes all there is

    def plain(self, text: str, *, with_links: bool = False) -> list[str]:
        """Return Markdown of this commentary as paragraphs without markup; links as addresses."""
        tokens = _parser().parse(text, {})
        return [self._plain(token, with_links) for token in tokens if token.type == "inline"]

    def findings(self, *names: str) -> list[Finding]:
        """Return the words about a section, marked, for what has no room for markup; or nothing."""
        words = " ".join(self.plain(self.about(*names)))
        said = say("{by}: {words}", by=self.by(), words=words)
        return [Finding("commentary", said)] if words else []

    def by(self) -> str:
        """Return whose words these are, as they are marked."""
        if self.author:
            return say("Analyst’s note by {name}", name=self.author)
        return say("Analyst’s note")

    def cited(self) -> list[tuple[str, str, str, Figure]]:
        """Return heading, paragraph, key and figure of all that is cited, in order."""
        return [
            (heading, token.content, cited.meta["key"], self.keys[cited.meta["key"]])
            for heading, text in self.parts.items()
            for token in _parser().parse(text, {})
            for cited in token.children or ()
            if cited.type == "figure"
        ]

    def _plain(self, inline: Token, with_links: bool) -> str:
        address = ""
        said: list[str] = []
        for token in inline.children or ():
            if token.type == "link_open":
                address = str(token.attrs["href"])
            elif token.type == "link_close":
                # An address that was written as such stands there already.
                said += [f" ({address})"] if with_links and said[-1:] != [address] else []
            elif token.type == "figure":
                said.append(_value(self.keys[token.meta["key"]]))
            elif token.type in ("softbreak", "hardbreak"):
                said.append(" ")
            else:
                said.append(token.content)
        return "".join(said)


def path_of(base: Path, report: str, period: str) -> Path:
    """Return where the words about a report and a period are written."""
    return base / "commentary" / report / f"{period}.md"


def text_of(base: Path, report: str, period: str) -> str:
    """Return what was written about a report and a period; raises ListeningError if unreadable."""
    path = path_of(base, report, period)
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ListeningError(
            f"`{path}` cannot be read: {error}. Save it as a text in UTF-8."
        ) from None


def written(
    text: str, figures: Mapping[str, Figure], tiles: list[Figure], path: Path
) -> Commentary | None:
    """Read what was written; None where that is nothing.

    Raises:
        ConfigError: it cites what is no figure; names the line and what is meant perhaps.

    """
    keys = {**figures, **{f"K{number}": one for number, one in enumerate(tiles, 1)}}
    # A remark keeps its lines, so that a mistake below it is told by the right one.
    text = _REMARK.sub(lambda remark: "\n" * remark[0].count("\n"), text)
    front = _FRONT.match(text)
    name = _NAME.search(front[1]) if front else None
    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text
    _refuse_unknown(body, keys, path)
    parts = {heading: said for heading, said in _parts(body).items() if said.strip()}
    lines = {token.content: line for line, token in _headings(body)}
    places = {
        heading: f"`{path}`, line {lines[heading] + 1}" for heading in parts if heading in lines
    }
    return Commentary(name[1] if name else "", parts, keys, places) if parts else None


def with_words(section: Section, commentary: Commentary | None, cite: Cite) -> Section:
    """Return a section with what the analyst wrote about it: where it says so, else on top."""
    about = commentary.about(section.id, section.title) if commentary else ""
    if commentary is None or not about:
        return section
    aside = Markup('<aside class="words"><p class="by">{by}</p>\n{text}</aside>\n').format(
        by=commentary.by(), text=commentary.html(about, cite)
    )
    above, mark, below = section.body.partition(_PLACE)
    return replace(section, body=above + aside + below if mark else aside + section.body)


def refuse_unplaced(commentary: Commentary, sections: Mapping[str, str]) -> None:
    """Raise ConfigError for words under a heading that is no section, by id or by title."""
    for heading in commentary.parts:
        known = [*sections, *sections.values()]
        if heading.strip().casefold() not in {one.casefold() for one in known}:
            close = difflib.get_close_matches(heading, known, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"There are: {_listed(sections)}."
            where = commentary.places[heading]
            raise ConfigError(f"{where}: the heading `{heading}` is no section. {hint}")


def _refuse_unknown(text: str, keys: Mapping[str, Figure], path: Path) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        for cited in CITED.finditer(line):
            if cited[1] not in keys:
                close = difflib.get_close_matches(cited[1], keys, n=3, cutoff=0.4)
                hint = f"Did you mean {' or '.join(f'`{one}`' for one in close)}? " if close else ""
                raise ConfigError(
                    f"`{path}`, line {number}: there is no figure `{cited[1]}`. {hint}"
                    "`earwitness commentary` lists what may be cited."
                )


def _parts(text: str) -> dict[str, str]:
    """Return the Markdown under each heading that names a section."""
    lines = text.splitlines()
    parts: dict[str, str] = {}
    heading, begin = SUMMARY, 0
    for first, token in _headings(text):
        parts[heading] = "\n".join([parts.get(heading, ""), *lines[begin:first]])
        heading, begin = token.content, (token.map or [0, 0])[1]
    parts[heading] = "\n".join([parts.get(heading, ""), *lines[begin:]])
    return parts


def _headings(text: str) -> Iterator[tuple[int, Token]]:
    """Yield the first line (from 0) and the words of each heading that names a section."""
    tokens = _parser().parse(text, {})
    for token, words in pairwise(tokens):
        if token.type == "heading_open" and not token.level and int(token.tag[1:]) <= _DEEPEST:
            yield (token.map or [0, 0])[0], words


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    parser.validateLink = _is_web  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "figure", _figure)
    parser.add_render_rule("figure", _shown)
    return parser


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def _figure(state: StateInline, silent: bool) -> bool:
    found = CITED.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("figure", "", 0)
        token.meta = {"key": found[1]}
    state.pos = found.end()
    return True


def _shown(
    _renderer: RendererHTML, tokens: list[Token], place: int, _options: Any, env: dict[str, Any]
) -> str:
    figure = env["keys"][tokens[place].meta["key"]]
    return str(escape(_value(figure)) + env["cite"](figure.id))


def _value(figure: Figure) -> str:
    return numbers.quantity(figure.value, figure.unit)


def _listed(sections: Mapping[str, str]) -> str:
    return ", ".join(f"`{section}`" for section in sections)
