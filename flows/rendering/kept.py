"""Hold the files of an issue against its manifest: their bytes, and the figures that they show.

It needs nothing but the folder of the issue, wherever somebody has copied it to.
"""

import csv
import io
import math
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import fastexcel
import polars as pl
from polars.exceptions import PolarsError
from selectolax.lexbor import LexborHTMLParser

from flows.lake.segments import fingerprint
from flows.rendering import numbers
from flows.rendering.context import Figure
from flows.rendering.figure_table import FIGURES
from flows.rendering.standing import Manifest
from flows.rendering.words import speaking

LOST = {"segments": "segment", "labels": "labels", "ledger": "collection"}
_OUTCOME = ("figure", "file", "text", "issue", *LOST.values())
"""What must be the same; the rest is why it may not be."""
_NUMBERS = (
    *("value", "low", "high", "n", "previous"),
    *("change", "change_low", "change_high", "change_rate"),
)
_CLOSE = 1e-12  # relative; a workbook keeps sixteen digits of a number


class Difference(NamedTuple):
    """One thing that is not as the manifest says; `kind` is what it is."""

    kind: str
    name: str
    what: str

    @property
    def is_outcome(self) -> bool:
        """Whether it is a difference of the issue itself and not a reason for one."""
        return self.kind in _OUTCOME


class Shown(NamedTuple):
    """The figures that one file shows, as they came out of it; `figure_count` is how many."""

    name: str
    figure_count: int
    differences: list[Difference]


def kept_files(issue: Manifest) -> Iterator[Difference]:
    """Yield the issued files that are not as the manifest says."""
    for file in issue.said.get("files", {}).values():
        path = issue.path.parent / file["name"]
        if not path.is_file():
            yield Difference("file", file["name"], "is gone from beside the manifest")
        elif fingerprint([path])[str(path)] != file["sha256"]:
            yield Difference("file", file["name"], "was changed after it was issued")


def shown_figures(issue: Manifest) -> Iterator[Shown]:
    """Yield what each file that can be read shows of the figures in the manifest."""
    for kind, file in issue.said.get("files", {}).items():
        path = issue.path.parent / file["name"]
        if path.is_file() and (kind == "html" or kind in _TABLES):
            try:
                yield _on_page(issue, path) if kind == "html" else _in_table(issue, path, kind)
            except (fastexcel.FastExcelError, zipfile.BadZipFile, PolarsError, OSError) as error:
                what = f"cannot be read: {str(error).splitlines()[0]}"
                yield Shown(path.name, 0, [Difference("file", path.name, what)])
            except (KeyError, ValueError):
                what = "has no table of figures as this version of Earwitness writes it"
                yield Shown(path.name, 0, [Difference("file", path.name, what)])


def _on_page(issue: Manifest, path: Path) -> Shown:
    """Compare the table behind the page's evidence, as the report's language writes figures."""
    found, count = [], 0
    page = LexborHTMLParser(path.read_text(encoding="utf-8"))
    with speaking(issue.scope.report.language):
        for row in page.css("section#evidence .evidence tbody tr"):
            name, *given = [_plain(cell.text()) for cell in row.css("td")][1:5]
            count += 1
            told = issue.figures.get(name)
            wanted = [_plain(one) for one in _written(told)] if told else None
            if wanted != given:
                found.append(_other(path, name, given, wanted))
    return Shown(path.name, count, found)


def _written(figure: Figure) -> tuple[str, str, str]:
    return (
        numbers.of(figure),
        numbers.interval_of(figure),
        numbers.count(figure.n) if figure.n else "",
    )


def _plain(text: str) -> str:
    return " ".join(text.split())


def _in_table(issue: Manifest, path: Path, kind: str) -> Shown:
    """Compare the table of all figures, which holds them unrounded."""
    rows = {row["figure"]: row for row in _TABLES[kind](path)}
    found = []
    for name, figure in issue.figures.items():
        if (row := rows.get(name)) is None:
            found.append(_other(path, name, None, [figure.value]))
            continue
        for key in _NUMBERS:
            wanted, given = getattr(figure, key), _number(row[key])
            if not _is_close(wanted, given):
                found.append(_other(path, name, [given], [wanted], f"`{key}` "))
    found += [_other(path, name, [], None) for name in sorted(rows.keys() - issue.figures.keys())]
    return Shown(path.name, len(rows), found)


def _workbook(path: Path) -> Iterable[Mapping[str, Any]]:
    # Its headings are in the report's language; the order of the columns is always the same.
    frame = fastexcel.read_excel(path).load_table("figures").to_polars()
    return [dict(zip(FIGURES, row, strict=True)) for row in frame.iter_rows()]


def _csv(path: Path) -> Iterable[Mapping[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read("figures.csv").decode("utf-8-sig")
    return csv.DictReader(io.StringIO(text, newline=""))


def _parquet(path: Path) -> Iterable[Mapping[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        return pl.read_parquet(archive.read("figures.parquet")).rows(named=True)


_TABLES = {"xlsx": _workbook, "csv": _csv, "parquet": _parquet}


def _number(given: Any) -> float | None:
    return None if given in (None, "") else float(given)


def _is_close(wanted: float | None, given: float | None) -> bool:
    if wanted is None or given is None:
        return wanted is given
    return math.isclose(wanted, given, rel_tol=_CLOSE)


def _other(
    path: Path, name: str, given: list[Any] | None, wanted: list[Any] | None, key: str = ""
) -> Difference:
    if wanted is None:
        return Difference("figure", name, f"is in {path.name}, and not in the manifest")
    if given is None:
        return Difference("figure", name, f"is not in {path.name}")
    said, told = (", ".join(str(one) for one in row if one != "") for row in (given, wanted))
    return Difference(
        "figure", name, f"{key}is `{said}` in {path.name}, and `{told}` in the manifest"
    )
