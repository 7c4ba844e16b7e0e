"""The report's numbers as a workbook: a sheet a section, ready to filter, and nothing that acts."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from pathlib import Path

from xlsxwriter import Workbook

from flows.rendering.context import Context
from flows.rendering.parts import Part, parts
from flows.rendering.reading import about, cells, judging
from flows.rendering.sheets import NO_ACTION, Sheets, sheet_name
from flows.rendering.stack import Place, Stack, write_part
from flows.rendering.words import say, speaking
from flows.writing import whole


def write_workbook(context: Context, path: Path) -> None:
    """Write every table of the context, its figures and its findings; same context, same bytes.

    Texts stay texts, whatever they begin with, and what is not known is an empty cell.

    Raises:
        ListeningError: the file cannot be written.

    """
    with speaking(context.report["language"]), whole(path) as temporary:
        _write(context, temporary)


def _write(context: Context, path: Path) -> None:
    with Workbook(str(path), NO_ACTION | {"in_memory": True}) as book:
        report = context.report
        book.set_properties(
            {
                "title": f"{report['brand_name']}, {report['window_label']}: {report['title']}",
                "author": "Earwitness",
                # The end of the period, so that the same report is the same file.
                "created": datetime.combine(report["window_last_on"] + timedelta(days=1), time()),
            }
        )
        sheets = Sheets(book)
        # It stands first and is filled last, when it is known where everything is.
        taken, filled = [sheet_name(say("Contents"), [])], []
        contents = Stack(sheets, taken[0], report["title"], context)
        for part in parts(context):
            taken.append(sheet_name(part.title, taken))
            stack = Stack(sheets, taken[-1], part.title, context, contents.name)
            if part.id == "methods":
                stack.facts([*about(context), *cells(), *judging(context)])
            filled.append((part, stack.name, write_part(stack, part)))
            stack.close()
        _fill(contents, context, filled)


def _fill(
    contents: Stack, context: Context, filled: Iterable[tuple[Part, str, list[Place]]]
) -> None:
    """Write what the report is about, its answer, and links to every section and table."""
    for finding in context.findings.get("answer", ()):
        contents.say(finding.text, finding.figures)
    contents.skip()
    contents.facts(about(context))
    for part, name, places in filled:
        contents.entry(part.title, name, places)
    contents.close()
