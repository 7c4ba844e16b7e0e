"""What a right configuration means: paths, periods, variables, secrets."""

from datetime import date
from pathlib import Path

import pytest

from flows.config import load, secret
from flows.errors import ConfigError
from flows.sources.files import FilesSettings
from tests.config.samples import WHOLE, config, spoilt

REPO = Path(__file__).parents[2]
TODAY = date(2013, 7, 2)


def test_paths_start_from_the_file(tmp_path):
    """Data and reports lie beside the configuration, wherever the command is called from."""
    path = tmp_path / "listening.toml"
    path.write_text(WHOLE)

    read = load(path)

    assert tmp_path == read.base
    assert tmp_path / "data" == read.lake
    assert tmp_path / "reports" == read.reports_folder


def test_absolute_paths_stay(tmp_path):
    """A workspace may keep its data elsewhere."""
    read = config(spoilt("[workspace]", '[workspace]\ndata = "/elsewhere/data"'), tmp_path)

    assert Path("/elsewhere/data") == read.lake


def test_variables_stand_in_paths(monkeypatch):
    """`${NAME}` in any string is the environment variable's value."""
    monkeypatch.setenv("EXPORTS", "/exports/2013")

    read = config(spoilt("posts.csv", "${EXPORTS}/posts.csv"))

    source = read.source("export")
    assert isinstance(source, FilesSettings)
    assert "/exports/2013/posts.csv" == source.path


def test_a_variable_that_is_not_set_is_named(monkeypatch):
    """An unset variable is a fault of the configuration, told with the line that fixes it."""
    monkeypatch.delenv("EXPORTS", raising=False)

    with pytest.raises(ConfigError, match=r"`\$\{EXPORTS\}/x`.*`EXPORTS`.*export EXPORTS=\.\.\."):
        config(spoilt("posts.csv", "${EXPORTS}/x"))


def test_a_variable_is_not_shown_in_a_fault(monkeypatch):
    """Where a value from the environment is wrong, the name is shown: it may hold a secret."""
    monkeypatch.setenv("FEED", "gopher://key:hunter2@press")

    with pytest.raises(ConfigError) as refused:
        config(spoilt("https://press.example/feed.xml", "${FEED}"))

    assert "found `${FEED}`" in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "period",
    [
        "from = 2013-06-03\nto = 2013-06-16",
        'from = "2013-06-03"\nto = "2013-06-16"',
        "period = { from = 2013-06-03, to = 2013-06-16 }",
    ],
)
def test_from_and_to_are_whole_days(period):
    """A report may be of any days, the last one included, written beside `period` or in it."""
    report = config(spoilt('period = "2013-06"', period)).report("monthly")

    window = report.window("Europe/Berlin", TODAY)

    assert (date(2013, 6, 3), date(2013, 6, 16)) == (window.first_on, window.last_on)


@pytest.mark.parametrize(
    ("period", "says"),
    [
        ("from = 2013-06-03", "`from` and `to` go together"),
        ("from = 2013-06-16\nto = 2013-06-03", "before it begins"),
        ('period = "2013-06"\nfrom = 2013-06-03\nto = 2013-06-16', "not both"),
    ],
)
def test_from_and_to_must_agree(period, says):
    """Half a span, one that runs backward, and two periods at once are refused."""
    with pytest.raises(ConfigError, match=says):
        config(spoilt('period = "2013-06"', period))


def test_a_report_follows_the_local_date():
    """`last_month` is seen from the day of the run."""
    report = config(spoilt('"2013-06"', '"last_month"')).report("monthly")

    assert "June 2013" == report.window("UTC", TODAY).label
    assert "July 2013" == report.window("UTC", date(2013, 8, 31)).label


def test_outages_are_days_or_spans():
    """A known gap is one day or a span, the last day included."""
    gaps = 'gaps = ["2013-06-02", { from = 2013-06-10, to = 2013-06-12 }]'
    source = config(spoilt('channel = "forum"', f'channel = "forum"\n{gaps}')).source("export")

    assert [2, 10, 11, 12] == sorted(day.day for day in source.known_gaps())


@pytest.mark.parametrize("kind", ["report", "source"])
def test_an_unknown_id_is_answered_with_those_there_are(kind):
    """Who asks for a report or source that is not there learns which are."""
    read = config(WHOLE)

    with pytest.raises(ConfigError, match=f"no {kind} `weekly`.*There are: `(monthly|export)`"):
        getattr(read, kind)("weekly")


def test_secrets_come_from_the_environment(monkeypatch):
    """A reference becomes its value only when it is needed."""
    monkeypatch.setenv("SMTP_PASSWORD", "hunter2")

    assert "hunter2" == secret("env:SMTP_PASSWORD")


@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_secret_is_named(value, monkeypatch):
    """A secret that is not there, or empty, is named by its place."""
    monkeypatch.delenv("SMTP_PASSWORD", raising=False)
    if value is not None:
        monkeypatch.setenv("SMTP_PASSWORD", value)

    with pytest.raises(ConfigError, match=r"`env:SMTP_PASSWORD` is missing: .*`SMTP_PASSWORD`"):
        secret("env:SMTP_PASSWORD")


def test_blocks_are_read_by_flows():
    """A block is resolved by the function a flow passes in, and refused without one."""
    assert "from smtp" == secret("block:smtp", lambda name: f"from {name}")
    with pytest.raises(ConfigError, match="Prefect block, which only a flow run can read"):
        secret("block:smtp")


@pytest.mark.parametrize("path", sorted(REPO.glob("examples/*/listening.toml")), ids=str)
def test_examples_are_accepted(path):
    """Every example's configuration is right as it stands."""
    assert load(path).reports
