"""Collect what a report can say into the catalogues: `make words`.

Messages are found where they are said: in the code and the templates by the names of the functions
that say them, in tables by the names that mark them, and in the dictionary of metrics, the shipped
topics and the terms of SQL as they stand there. The catalogues hold no date, no path of a machine
and no line number, so that they change when a message does.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from flows.places import shipped
from flows.rendering import terms
from flows.rendering.catalogues import DOMAIN, FOLDER, path
from flows.rendering.words import TRANSLATED
from flows.warehouse.dictionary import metrics

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
_WIDTH = 100
_NOT_KEPT = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Generated-By')


def messages() -> Catalog:
    """Return every message that a report can hold, with the file that says it."""
    found = Catalog(project="Earwitness", header_comment="# What a report says.", fuzzy=False)
    for said, where, context in [*_code(), *_templates(), *_tables()]:
        found.add(said, locations=[(where, 0)], context=context)
    return found


def _code() -> Iterator[tuple[str | tuple[str, ...], str, None]]:
    for room in _SPOKEN:
        for file in sorted((_CODE / room).rglob("*.py")):
            yield from _extracted("python", file, f"flows/{file.relative_to(_CODE)}")


def _templates() -> Iterator[tuple[str | tuple[str, ...], str, None]]:
    folder = shipped("report_templates")
    for file in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
        where = f"report_templates/{file.relative_to(folder)}"
        if "LICENSE" not in file.name:
            yield from _extracted("jinja2.ext:babel_extract", file, where)


def _extracted(
    method: str, file: Path, where: str
) -> Iterator[tuple[str | tuple[str, ...], str, None]]:
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
    with file.open("rb") as opened:
        for _, said, *_ in extract(method, opened, keywords=_KEYWORDS, options=options):
            yield said, where, None


def _tables() -> Iterator[tuple[str, str, str | None]]:
    for metric in metrics().values():
        for text in (metric.name, metric.formula, metric.not_this):
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
    known.update(said, update_header_comment=True)
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
        catalog = template(language)
        file.write_bytes(written(catalog))
        missing = sum(1 for one in catalog if one.id and (one.fuzzy or not all_said(one.string)))
        print(f"{file}: {missing} of {len(catalog)} messages wait for a translation")  # noqa: T201


def all_said(string: str | tuple[str, ...] | None) -> bool:
    """Tell whether a message has its translation, in each plural form."""
    return bool(string) and all(string or ())


if __name__ == "__main__":
    update()
