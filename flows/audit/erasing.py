"""Take erased posts out of the sheets that went out for labelling."""

from collections.abc import Collection
from pathlib import Path

import polars as pl

from flows.audit.labelled import read_table
from flows.audit.sheet import as_csv, write_rows
from flows.writing import whole

_KEY = ("platform", "post_id")


def erase_from_sheets(folder: Path, posts: Collection[tuple[str, str]]) -> list[Path]:
    """Rewrite the sheets below a folder that hold one of the posts; return which those were.

    Labels that people have written already stay, on the other rows.

    Raises:
        ConfigError: a sheet cannot be read.
        ListeningError: a sheet cannot be written.

    """
    schema = dict.fromkeys(_KEY, pl.String())
    keys = pl.DataFrame(sorted(posts), schema=schema, orient="row").to_struct().implode()
    rewritten = []
    for path in sorted([*folder.rglob("audit-*.xlsx"), *folder.rglob("audit-*.csv")]):
        table = read_table(path)
        if not {*_KEY, "label", "sample"} <= set(table.columns):
            continue
        # A quote keeps an id that looks like a formula from acting in a spreadsheet.
        written = pl.struct("platform", pl.col("post_id").str.strip_prefix("'"))
        kept = table.filter(~written.is_in(keys).fill_null(value=False))
        if kept.height == table.height:
            continue
        rows = [["" if cell is None else cell for cell in row] for row in kept.rows()]
        with whole(path) as temporary:
            if path.suffix == ".csv":
                temporary.write_text(as_csv(table.columns, rows), "utf-8-sig", newline="")
            else:
                write_rows(table.columns, rows, temporary)
        rewritten.append(path)
    return rewritten
