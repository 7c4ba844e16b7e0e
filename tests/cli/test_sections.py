"""Sections of a user's own: the documented example, whole; and every mistake in words."""

import re
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DOCS = (Path(__file__).parents[2] / "docs" / "sections.md").read_text(encoding="utf-8")
SQL, HTML, TOML = (
    re.findall(rf"^```{kind}\n(.+?)^```", DOCS, re.MULTILINE | re.DOTALL)[0]
    for kind in ("sql", "html", "toml")
)


def write(folder: Path, html: str = HTML, sql: str | None = SQL, toml: str = TOML) -> None:
    """Put a section `weekdays` into a workspace, and its name into the report."""
    (folder / "sections").mkdir()
    (folder / "sections" / "weekdays.html").write_text(html, encoding="utf-8")
    if sql is not None:
        (folder / "sections" / "weekdays.sql").write_text(sql, encoding="utf-8")
    told = CONFIGURATION.replace('formats = ["html"]', f'formats = ["html", "xlsx"]\n{toml}')
    (folder / "listening.toml").write_text(told, encoding="utf-8")


def test_the_documented_section(filled: Path, call: Call):
    """What docs/sections.md tells to write is in the contents, the page and the workbook."""
    write(filled)

    files = call("report", "monthly", "--json").document["files"]
    page = Path(files["html"]).read_text(encoding="utf-8")
    ids = re.findall(r'<section id="(\w+)">', page)
    sheet = pl.read_excel(files["xlsx"], sheet_name="Days of the week", has_header=False)

    assert ids.index("volume") + 1 == ids.index("weekdays")
    assert "evidence" == ids[-1]
    assert '<a href="#weekdays">Days of the week</a>' in page
    assert "Acme was mentioned most on a" in page
    assert "of\n36 times" in page
    # Under the sheet's and the table's title come the columns, then the days.
    assert 36 == sum(int(row[1]) for row in sheet.rows() if row[0] in DAYS)


def test_check_reads_the_section(filled: Path, call: Call):
    """`earwitness check` says that the files read."""
    write(filled)

    said = call("check")

    assert 0 == said.code
    assert "weekdays.html` reads" in said.out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("html", "sql", "says"),
    [
        ("<p>{{ wekdays }}</p>", SQL, r"weekdays.html`, line 1: 'wekdays' is undefined"),
        ("<p>\n{{ weekdays|safe }}", SQL, r"weekdays.html`, line 2: No filter named 'safe'"),
        ("{% if %}", SQL, r"weekdays.html`, line 1: Expected an expression"),
        ("a\n{% autoescape false %}x{% endautoescape %}", SQL, r"line 2: escaping stays on"),
        ("{{ 1 // 0 }}", SQL, r"weekdays.html`, line 1: .*division or modulo by zero"),
        ("{{ report.__class__ }}", SQL, r"weekdays.html`, line 1: .*unsafe"),
        (HTML, "select 1 as a,\n  nothing\nfrom mentions", r"weekdays.sql` failed in line 2: "),
        (HTML, "from read_text('/etc/passwd')", r"weekdays.sql` failed"),
        (HTML, "drop table posts", r"weekdays.sql` is not one `select`"),
        (HTML, "select 1; select 2", r"weekdays.sql` is not one `select`"),
        (HTML, "select 1 as a from range(9000)", r"more than 5,000 rows"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(filled: Path, call: Call, html, sql, says):
    """A wrong file stops the report with file, line and reason, and without a traceback."""
    write(filled, html, sql)

    said = call("report", "monthly")

    assert 1 <= said.code <= 2
    assert re.search(says, said.err), said.err
    assert "Traceback" not in said.err
    assert not (filled / "reports").exists() or not list((filled / "reports").rglob("*.html"))


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('sections = ["summary", "stores"]', "there is no `.*sections/stores.html`"),
        ('sections = ["summary", "summary"]', "`summary` is there twice"),
        ('sections = ["Sum mary"]', "sections"),
    ],
)
def test_a_section_that_is_not_there(filled: Path, call: Call, toml, says):
    """A name without files, a name twice and a name that is none are refused."""
    write(filled, toml=toml)

    said = call("report", "monthly")

    assert 2 == said.code
    assert re.search(says, said.err), said.err


@pytest.mark.parametrize("name", ["summary", "quotes"])
def test_a_taken_name(filled: Path, call: Call, name):
    """A section cannot be called as one of ours, nor as a table that ours read."""
    write(filled, toml=f'sections = ["{name}"]')
    (filled / "sections" / f"{name}.html").write_text("<p>mine</p>")

    said = call("report", "monthly")

    assert 2 == said.code
    assert "another name" in said.err


def test_a_post_in_a_section_is_only_text(filled: Path, call: Call):
    """What a query brings is escaped, whatever it holds."""
    write(filled, "{{ weekdays[0].a }}", "select '<script>alert(1)</script>' as a")

    page = Path(call("report", "monthly", "--json").document["files"]["html"]).read_text()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
