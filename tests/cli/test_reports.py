"""`report` and `run`: what is printed, in which order, and the exit codes."""

import json
from pathlib import Path

import pytest

from flows.places import shipped
from flows.warehouse import models
from flows.warehouse.models import Model
from tests.cli.conftest import Call
from tests.cli.samples import CONFIGURATION, post_row, posts_csv
from tests.delivery.conftest import Post
from tests.delivery.conftest import plain_post as plain_post  # noqa: PLC0414 - a fixture


def test_run_prints_paths_and_a_sentence(workspace: Path, call: Call):
    """From posts to a report in one command: the files, then what the report says first."""
    said = call("run", "monthly")

    assert 0 == said.code
    collected, understood, page, manifest, issue, headline = said.out.splitlines()
    assert "export: complete, 60 posts" == collected
    assert "Understood 60 posts." == understood
    assert "Issue 1 for June 2013." == issue
    folder = "reports/monthly/2013-06/1"
    assert [f"{folder}/monthly-2013-06.html", f"{folder}/manifest.json"] == [page, manifest]
    assert Path(page).stat().st_size > 1_000
    assert headline.endswith(".")
    assert "Acme" in headline


@pytest.mark.slow
def test_report_json(filled: Path, call: Call):
    """A machine gets the period, the files, the sentence and the gaps."""
    document = call("report", "monthly", "--json").document

    assert ("2013-06-01", "2013-06-30") == (
        document["window"]["first_on"],
        document["window"]["last_on"],
    )
    assert {"html", "manifest"} == document["files"].keys()
    assert document["headline"]
    assert [] == document["gaps"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "slug"),
    [
        (["--period", "2013-W24"], "2013-W24"),
        (["--from", "2013-06-03", "--to", "2013-06-16"], "2013-06-03--2013-06-16"),
    ],
)
def test_another_period(filled: Path, call: Call, options: list[str], slug: str):
    """A period on the command line goes before the report's own."""
    files = call("report", "monthly", *options, "--json").document["files"]

    assert f"monthly-{slug}.html" == Path(files["html"]).name


@pytest.mark.slow
def test_another_folder(filled: Path, call: Call):
    """--out takes the files elsewhere."""
    said = call("report", "monthly", "--out", "elsewhere")

    assert 0 == said.code
    assert {"monthly-2013-06.html", "manifest.json"} == {
        path.name for path in (filled / "elsewhere").iterdir()
    }
    assert not (filled / "reports").exists()


@pytest.mark.slow
def test_a_period_without_posts(filled: Path, call: Call):
    """No posts in the period is a report that says so."""
    said = call("report", "monthly", "--period", "2014-01")

    assert 0 == said.code
    page = (filled / "reports" / "monthly" / "2014-01" / "1" / "monthly-2014-01.html").read_text()
    assert "January 2014" in page


@pytest.mark.slow
def test_the_same_posts_give_the_same_files(filled: Path, call: Call):
    """Issued twice, page and manifest are the same bytes."""
    first, second = (
        call("report", "monthly", "--out", folder, "--json").document["files"]
        for folder in ("one", "two")
    )

    for kind in ("html", "manifest"):
        assert Path(first[kind]).read_bytes() == Path(second[kind]).read_bytes(), kind


@pytest.mark.slow
def test_a_changed_query_is_told_once(filled: Path, call: Call):
    """The issue after a changed query says so; without a change there is nothing to say."""
    remark = "Changed since the issue for the period to 31 May 2013: the query of Acme."
    folder = filled / "reports" / "monthly" / "2013-06"
    assert 0 == call("report", "monthly", "--period", "2013-05").code
    assert 0 == call("report", "monthly").code
    assert remark not in (folder / "1" / "monthly-2013-06.html").read_text()

    settings = filled / "listening.toml"
    settings.write_text(settings.read_text().replace('query = "acme"', "query = 'acme OR acmee'"))

    assert 0 == call("run", "monthly").code
    assert remark in (folder / "2" / "monthly-2013-06.html").read_text()


@pytest.mark.slow
def test_a_report_issued_again_after_a_change_says_so(filled: Path, call: Call):
    """An issue of the same period is compared with too; issued once more, it stands."""
    remark = "Changed since an earlier issue for this period: the query of Acme."
    folder = filled / "reports" / "monthly" / "2013-06"
    page, manifest = folder / "2" / "monthly-2013-06.html", folder / "2" / "manifest.json"
    assert 0 == call("report", "monthly").code
    assert remark not in (folder / "1" / page.name).read_text()

    settings = filled / "listening.toml"
    settings.write_text(settings.read_text().replace('query = "acme"', "query = 'acme OR acmee'"))
    assert 0 == call("run", "monthly").code
    before = page.read_bytes(), manifest.read_bytes()
    assert remark in page.read_text()
    assert "Issue 2 for June 2013 stands: it came out the same." in call("report", "monthly").out
    assert before == (page.read_bytes(), manifest.read_bytes())

    elsewhere = filled / "else"
    assert 0 == call("report", "monthly", "--out", str(elsewhere)).code
    assert remark in (elsewhere / page.name).read_text()


def test_before_anything_was_collected(workspace: Path, call: Call):
    """A report on nothing is refused, with the commands that come first."""
    said = call("report", "monthly")

    assert 1 == said.code
    assert "`earwitness collect`" in said.err


@pytest.mark.slow
def test_posts_that_wait_to_be_understood(workspace: Path, call: Call):
    """A report right after a collection, or a changed query, first understands what waits."""
    call("collect")

    said = call("report", "monthly")

    assert 0 == said.code
    assert "Understood 60 posts." == said.out.splitlines()[0]


@pytest.mark.slow
def test_a_source_that_fails_is_a_gap_of_the_report(workspace: Path, call: Call):
    """The report is made, the gap is told, in `run` and in a later `report`: exit 3."""
    second = CONFIGURATION.partition("[[sources]]")[2].partition("[[reports]]")[0]
    other = second.replace("export", "other").replace("posts.csv", "nowhere.csv")
    with (workspace / "listening.toml").open("a") as file:
        file.write(f"\n[[sources]]{other}")

    run, report = call("run", "monthly", "--json"), call("report", "monthly")

    assert (3, 3) == (run.code, report.code)
    (gap,) = run.document["gaps"]
    assert "`other` failed" in gap
    assert "`nowhere.csv` is not there" in gap
    assert f"Gap: {gap}" in report.out.splitlines()
    assert ["complete", "failed"] == [one["status"] for one in run.document["sources"]]


def test_when_every_source_fails_there_is_no_report(workspace: Path, call: Call):
    """`run` stops when nothing could be heard, and says how to report on what is there."""
    (workspace / "posts.csv").unlink()

    said = call("run", "monthly", "--json")

    assert 1 == said.code
    assert "No posts were collected before" in said.document["error"]["message"]
    assert not (workspace / "reports").exists()
    (workspace / "posts.csv").write_text(posts_csv(2))
    call("collect")
    (workspace / "posts.csv").unlink()

    again = call("run", "monthly", "--json").document["error"]["message"]

    assert "`earwitness report monthly`" in again


@pytest.mark.slow
def test_run_takes_what_is_new(workspace: Path, call: Call):
    """A file that grew is read again; its posts count once."""
    call("run", "monthly")
    (workspace / "posts.csv").write_text(posts_csv() + post_row())

    said = call("run", "monthly")
    count = call("sql", "select count(*) as n from posts", "--json")

    assert 0 == said.code
    assert [{"n": 61}] == count.document


@pytest.mark.parametrize("command", ["report", "run"])
def test_sending_needs_mail(filled: Path, call: Call, command: str):
    """--send without a mail server names what to add, before any work."""
    said = call(command, "monthly", "--send", "--json")

    assert 2 == said.code
    assert "`[mail]`" in said.document["error"]["message"]
    assert not (filled / "reports").exists()


@pytest.mark.slow
def test_a_report_is_sent_once(filled: Path, call: Call, plain_post: Post):
    """--send delivers to each recipient, and says so when it was done before."""
    mail = f'[mail]\nhost = "localhost"\nport = {plain_post.port}\nsecurity = "none"\n'
    with (filled / "listening.toml").open("a") as file:
        file.write(
            'recipients = ["team@example.com"]\nsending = "unattended"\n'
            + mail
            + 'sender = "us@example.com"\n'
        )

    first = call("report", "monthly", "--send")
    again = call("report", "monthly", "--send", "--json")
    plain_post.refused["other@example.com"] = "550 no such user"
    config = filled / "listening.toml"
    config.write_text(config.read_text().replace("team@", "other@"))
    refused = call("report", "monthly", "--send", "--json")

    assert (0, 0, 1) == (first.code, again.code, refused.code)
    assert "team@example.com: sent." in first.out
    assert ["already sent"] == [one["status"] for one in again.document["deliveries"]]
    assert ["failed"] == [one["status"] for one in refused.document["deliveries"]]
    assert ["team@example.com"] == plain_post.recipients()


@pytest.mark.slow
def test_a_failed_check_stops_the_report(filled: Path, call: Call, monkeypatch: pytest.MonkeyPatch):
    """Figures that contradict each other are not issued: exit 1, and nothing is written."""
    wrong = Model(shipped("sql") / "checks" / "wrong.sql", "-- Nothing is counted.\nfrom range(9)")
    monkeypatch.setattr(models, "checks", lambda: [wrong])

    said = call("report", "monthly")

    assert 1 == said.code
    assert "`sql/checks/wrong.sql` found rows that must not be: (0,); (1,); (2,)." in said.err
    assert not (filled / "reports").exists()


@pytest.mark.slow
def test_the_models_of_a_report_are_logged(filled: Path, call: Call):
    """Rows and seconds of each model are told with --json and kept beside the data."""
    said = call("report", "monthly", "--json")

    told = {row["name"]: row for row in said.document["models"]}
    kept = json.loads((filled / "data/log/models/monthly/2013-06.json").read_text())
    assert set(models.models()) == told.keys() == {row["model"] for row in kept["models"]}
    assert 60 == told["posts"]["row_count"]
    assert 0 <= told["posts"]["seconds"] <= kept["seconds"]
    assert "models in" in said.err
