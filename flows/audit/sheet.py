"""The sheet that a labeller fills in: XLSX with a list to choose from, and the same as CSV."""

import csv
import io
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook

from flows.rendering.columns import Column
from flows.rendering.sheets import NO_ACTION, Cell, Sheets
from flows.writing import harmless, whole

LABELS = ("neg", "neu", "pos")
_COLUMNS = ("post_id", "date", "platform", "language", "text", "url", "label", "labeller", "sample")
_TOLD = 10_000
_HOW = {
    "What to do": "Choose a label for each post on the sheet Posts, and write your name beside it.",
    "neg": "The writer is displeased, complains, warns or mocks.",
    "neu": "The writer states or asks without praise or blame, or does both alike.",
    "pos": "The writer is pleased, praises, thanks or recommends.",
    "In doubt": "Label what the writer feels about what they write of, not what is good news for "
    "the brand. Leave the label empty where you cannot read the post.",
    "Afterwards": "earwitness audit import FILE",
}


def write_sheets(drawn: pl.DataFrame, path: Path) -> list[Path]:
    """Write `path` as XLSX and the CSV of the same name beside it; return both.

    Neither shows what the engine said. No text of a post can act as a formula: in the XLSX all are
    written as text, and in the CSV one that looks like a formula begins with a quote.

    Raises:
        ListeningError: a file cannot be written.

    """
    told = [_row(post) for post in drawn.iter_rows(named=True)]
    table = path.with_suffix(".csv")
    with whole(path) as temporary:
        write_rows(_COLUMNS, told, temporary)
    with whole(table) as temporary:
        temporary.write_text(as_csv(_COLUMNS, told), encoding="utf-8-sig", newline="")
    return [path, table]


def said(title: str | None, text: str | None) -> str:
    """Return what a post says, as the sheet shows it."""
    return "\n\n".join(filter(None, (title, text)))


def text_hash(shown: str | None) -> str:
    """Return what tells a text of the sheet from others, whatever a program made of its spaces.

    A cell of a workbook holds 32,767 characters, so what comes late in a long post is not told.
    """
    letters = "".join((shown or "").split())[:_TOLD]
    return blake2b(letters.encode(), digest_size=8).hexdigest()


def _row(post: dict[str, Any]) -> list[Any]:
    date, url = post["posted_at"].date(), post["url"] or ""
    kept = (
        post["post_id"],
        date,
        post["platform"],
        post["language"],
        said(post["title"], post["text"]),
        url,
    )
    return [*kept, "", "", post["sample"]]


def write_rows(names: Sequence[str], told: Sequence[Sequence[Any]], path: Path) -> None:
    """Write rows as the workbook that labellers get, with a list to choose labels from."""
    label, sample = names.index("label"), names.index("sample")
    with Workbook(str(path), NO_ACTION) as book:
        sheets = Sheets(book)
        columns = [Column(name) for name in names]
        sheets.add("Posts", columns, ([Cell(one, "text") for one in row] for row in told))
        labels = book.worksheets()[0]
        labels.data_validation(
            1, label, max(len(told), 1), label,
            {"validate": "list", "source": list(LABELS), "error_title": "No such label",
             "error_message": f"A label is one of {', '.join(LABELS)}, or empty."},
        )  # fmt: skip
        labels.set_column(sample, sample, None, None, {"hidden": True})
        how = ([Cell(part, "text"), Cell(words, "text")] for part, words in _HOW.items())
        sheets.add("How to label", [Column("Part"), Column("How")], how)


def as_csv(names: Sequence[str], told: Sequence[Sequence[Any]]) -> str:
    """Return rows as CSV in which no cell can act as a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    for row in told:
        writer.writerow([harmless(str(one)) for one in row])
    return file.getvalue()
