"""Collect what a report can say into the catalogues, and check them: `make words`.

With a language it lists what that catalogue lacks: `python -m flows.rendering.extraction de`.

Messages are found where they are said: in the code and the templates by the names of the functions
that say them, in tables by the names that mark them, and in the dictionary of metrics, the shipped
topics and the terms of SQL as they stand there. The catalogues hold no date, no path of a machine
and no line number, so that they change when a message does.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from flows.places import shipped
from flows.rendering import terms
from flows.rendering.catalogues import DOMAIN, FOLDER, path
from flows.rendering.words import TRANSLATED
from flows.warehouse.dictionary import metrics

Said = str | tuple[str, ...]
_CODE = Path(__file__).parents[1]
_SPOKEN = ("rendering", "delivery")
"""The rooms that speak to readers of a report."""
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "say": None,
    "plural": (1, 2),
    "gettext_noop": None,
    "ngettext_noop": (1, 2),
    "Column": None,
}
_JINJA = "jinja2.ext:babel_extract"
_WIDTH = 100
_NAMED = re.compile(r"\{(\w+)\}")
_NOT_KEPT = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Generated-By')


@cache
def messages() -> Catalog:
    """Return every message that a report can hold, with the file that says it."""
    found = Catalog(project="Earwitness", header_comment="# What a report says.", fuzzy=False)
    for said, where, context in [*_code(), *_templates(), *_tables()]:
        found.add(said, locations=[(where, 0)], context=context)
    return found


def _code() -> Iterator[tuple[Said, str, None]]:
    """Yield the messages of the code; those inside an f-string are found as well."""
    for room in _SPOKEN:
        for file in sorted((_CODE / room).rglob("*.py")):
            where = f"flows/{file.relative_to(_CODE)}"
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (said := _called(node)):
                    yield said, where, None


def _called(call: ast.Call) -> Said | None:
    """Return what a call says, if it says what stands in it."""
    name = call.func.id if isinstance(call.func, ast.Name) else None
    if name not in _KEYWORDS:
        return None
    count = len(_KEYWORDS[name] or (1,))
    given = [one.value for one in call.args[:count] if isinstance(one, ast.Constant)]
    texts = [text for text in given if isinstance(text, str)]
    if len(texts) < count:
        return None
    return texts[0] if count == 1 else tuple(texts)


def _templates() -> Iterator[tuple[Said, str, None]]:
    folder = shipped("report_templates")
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    for file in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt"), *folder.rglob("*.js")]):
        where = f"report_templates/{file.relative_to(folder)}"
        if "LICENSE" in file.name:
            continue
        with file.open("rb") as opened:
            for _, said, *_ in extract(_JINJA, opened, keywords=_KEYWORDS, options=options):
                yield said, where, None


def _tables() -> Iterator[tuple[str, str, str | None]]:
    for metric in metrics().values():
        for text in (metric.formula, metric.not_this):
            yield text, "sql/dictionary.toml", None
    for domain, texts in terms.TERMS.items():
        for text in texts.values():
            yield text, "flows/rendering/terms.py", domain


def template(language: str | None = None) -> Catalog:
    """Return the catalogue of a language as it is to be: what is said now, as far as translated."""
    said = messages()
    if language is None:
        return said
    file = path(language)
    if file.is_file():
        with file.open("rb") as opened:
            known = read_po(opened, locale=language)
    else:
        known = Catalog(locale=language)
    known.update(said, update_header_comment=True, no_fuzzy_matching=True)
    known.fuzzy = False
    known.obsolete.clear()
    return known


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as its file has it."""
    out = io.BytesIO()
    write_po(out, catalog, width=_WIDTH, sort_by_file=True, include_lineno=False)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_NOT_KEPT))


def update() -> None:
    """Write the template and bring every catalogue up to what is said now."""
    (FOLDER / f"{DOMAIN}.pot").write_bytes(written(template()))
    for language in TRANSLATED:
        file = path(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(template(language)))
        print(f"{file}: {len(faults(language))} faults")  # noqa: T201


def faults(language: str) -> list[str]:
    """Return what keeps a catalogue from being complete and right, in words; none is the aim."""
    file = path(language)
    if not file.is_file() or file.read_bytes() != written(template(language)):
        return [f"{file}: not what is said now; run `make words`"]
    return [
        f"{language}: {fault}: {message.id!r}"
        for message in template(language)
        if message.id and (fault := _fault(message))
    ]


def _fault(message: Message) -> str | None:
    """Return what is wrong with a translation; a plural form may leave the number out."""
    ids = _texts(message.id)
    strings = _texts(message.string)
    if message.fuzzy or not strings or not all(strings):
        return "not translated"
    named = {text: set(_NAMED.findall(text)) for text in (*ids, *strings)}
    wanted = set.union(*(named[text] for text in ids))
    free = {"count"} if len(ids) > 1 else set()
    if any(named[text] | free != wanted | free for text in strings):
        return f"names other than {sorted(wanted)}"
    if any(text[:1].isspace() or text[-1:].isspace() for text in strings):
        return "begins or ends with a blank"
    return None


def _texts(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


if __name__ == "__main__":
    if sys.argv[1:]:
        print("\n".join(faults(sys.argv[1])) or "complete")  # noqa: T201
    else:
        update()
