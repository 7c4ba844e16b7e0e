"""What an export takes of built models: every row, and nobody's words."""

from pathlib import Path

import polars as pl

from flows.cli.marts import TEXT_TABLES, taken, write, write_workbook


def test_a_table_longer_than_a_sheet_goes_on_on_the_next(built, tmp_path: Path):
    """No row is lost where a sheet ends."""
    (table,) = [one for one in taken(built, with_texts=False) if one.name == "brand_monthly"]

    count = write_workbook(built, table, tmp_path / "months.xlsx", most_rows=10)

    sheets = pl.read_excel(tmp_path / "months.xlsx", sheet_id=0)
    assert ["brand_monthly", "brand_monthly 2"] == list(sheets)[:2]
    assert count == sum(len(rows) for rows in sheets.values()) > 30
    assert {10} == {len(rows) for rows in list(sheets.values())[:-1]}
    assert 1 == len({tuple(rows.columns) for rows in sheets.values()})


def test_no_table_holds_what_people_wrote(built):
    """Without --with-texts no column has a post's words: not whole, not their beginning."""
    built.execute(
        "create or replace temp table said as select distinct left(unnest([text, body, headline]), "
        "30) as words from texts where length(text) > 30"
    )
    tables = taken(built, with_texts=False)

    assert not {one.name for one in tables} & TEXT_TABLES
    for table in tables:
        for column in table.columns:
            if column.type != "varchar":
                continue
            told = f'select 1 from "{table.name}" where left("{column.name}", 30) in (from said)'
            assert [] == built.execute(told).fetchall(), f"{table.name}.{column.name}"


def test_csv_and_parquet_hold_the_same(built, config, tmp_path: Path):
    """Each table has its rows and columns in both formats; sums of counts are whole numbers."""
    tables = [
        one for one in taken(built, with_texts=False) if one.name in ("brand_daily", "quotes")
    ]
    spill = tmp_path / "spill"
    spill.mkdir()

    by_shape = {}
    for shape in ("csv", "parquet"):
        folder = tmp_path / shape
        folder.mkdir()
        by_shape[shape] = write(built, config, tables, shape, folder)

    assert [one.row_count for one in by_shape["csv"]] == [
        one.row_count for one in by_shape["parquet"]
    ]
    days = pl.read_parquet(tmp_path / "parquet" / "brand_daily.parquet")
    assert pl.Int64 == days.schema["engagement"]
    assert days.columns == pl.read_csv(tmp_path / "csv" / "brand_daily.csv").columns
    assert len(days) == by_shape["csv"][0].row_count
