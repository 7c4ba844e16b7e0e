"""The rules that every .sql file keeps, read off the files themselves."""

import re
from pathlib import Path

from flows.places import shipped
from flows.warehouse import models
from flows.warehouse.dictionary import metrics
from flows.warehouse.models import Model
from tests.sql.each import each
from tests.sql.headers import grain, header, without_comments

SQL = shipped("sql")
MOST_LINES = 100

# Tables that are no models: the posts as understood, the configuration, the ledger, the dictionary.
POSTS = {"segments"}

MODELS = list(models.models().values())
CHECKS = models.checks()
ALL = [*MODELS, *CHECKS]
PATHS = sorted(SQL.rglob("*.sql"))


def named(model: Model) -> str:
    """Return a model's path, as a failure names it."""
    return f"{model.path.relative_to(SQL)}"


def read_by(model: Model, layer: str) -> set[str]:
    """Return the models of a layer that a model reads."""
    known = models.models()
    return {
        name
        for name in models.tables_read(model.sql)
        if name in known and known[name].layer == layer
    }


def test_a_stem_is_used_once():
    """The stem is the table, so no two files share one, in whatever folders they are."""
    stems = sorted(path.stem for path in SQL.rglob("*.sql"))

    assert sorted(set(stems)) == stems


def test_every_file_is_found():
    """No .sql file lies where the runner does not look."""
    found = {model.path for model in ALL} | {SQL / "macros.sql"}

    assert set(SQL.rglob("*.sql")) == found


@each(ALL, named)
def test_a_model_is_one_select(model):
    """A file is one `select`; what it makes and in which order is the runner's business."""
    models.tables_read(model.sql)  # raises ModelError for anything else


@each(ALL, named)
def test_a_model_says_what_a_row_is(model):
    """A file begins with a sentence."""
    says = " ".join(line for line in header(model.sql) if not line.startswith("Grain:"))

    assert says[:1].isupper()
    assert says.rstrip(")").endswith(".")


@each(MODELS, named)
def test_a_model_states_its_grain(model):
    """The header ends with the columns that name a row; a test proves them on built tables."""
    assert grain(model.sql)


@each(PATHS, str)
def test_a_model_stays_short(path):
    """A file fits on a page or two; the macros are one file by necessity."""
    count = len(path.read_text(encoding="utf-8").splitlines())

    assert path.name == "macros.sql" or count <= MOST_LINES


@each(MODELS, named)
def test_layers_point_one_way(model):
    """Staging reads posts and configuration, metrics read staging, reports read metrics.

    Reports also read staging, because a page shows single posts and the days of the calendar;
    they never read the segments themselves. Of other reports `figures` and `figures_listed` gather
    the `figures_*`, and `page_follow_ups` holds what was recommended against the figures of today.
    """
    reports = read_by(model, "reports")
    if model.layer == "staging":
        assert set() == reports | read_by(model, "metrics")
        return
    assert set() == POSTS & models.tables_read(model.sql)
    if model.name in {"figures", "figures_listed"}:
        assert {"figures"} == {name.partition("_")[0] for name in reports}
    elif model.name == "page_follow_ups":
        assert {"figures"} == reports
    else:
        assert set() == reports


@each(ALL, named)
def test_a_model_reads_what_there_is(model, empty):
    """Every table that a model names is a model or one that the connection brings."""
    shown = empty.execute("select table_name from information_schema.tables").fetchall()

    assert set() == models.tables_read(model.sql) - {name for (name,) in shown}


@each(ALL, named)
def test_no_cte_hides_a_model(model):
    """A CTE with a model's name would hide the model from the order of building."""
    ctes = set(re.findall(r"(\w+) as (?:materialized )?\(\n", model.sql))

    assert set() == ctes & set(models.models())


@each(PATHS, str)
def test_variables_are_declared(path, variables):
    """An unknown variable is null, not an error, so each name is checked here."""
    used = set(re.findall(r"getvariable\('(\w+)'\)", path.read_text(encoding="utf-8")))

    assert set() == used - variables


def test_every_declared_variable_is_used(variables):
    """A variable that no model reads is one too many."""
    everything = "".join(path.read_text(encoding="utf-8") for path in SQL.rglob("*.sql"))

    assert variables == {name for name in variables if f"getvariable('{name}')" in everything}


@each(PATHS, str)
def test_only_forms_that_stay(path: Path):
    """No arrow lambda, no `//` or `%` (NULL or an error by version), nothing grouped by number."""
    sql = without_comments(path.read_text(encoding="utf-8"))

    assert [] == re.findall(r"->|//|%|(?:group|order) by \d", sql)


@each(MODELS, named)
def test_columns_are_no_dict_methods(model, empty):
    """Jinja finds the method of a row where a column is called `items` or `values`."""
    columns = empty.execute(f'select * from "{model.name}" limit 0').description or []

    assert set() == {name for name, *_ in columns} & set(dir(dict))


def test_every_metric_is_explained():
    """An entry of the dictionary is whole: formula and caveat are sentences, the version counts."""
    for key, metric in metrics().items():
        assert re.fullmatch(r"[a-z][a-z_]*", key)
        assert metric.formula.endswith(".")
        assert metric.not_this.endswith(".")
        assert metric.version >= 1
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", metric.valid_from)
