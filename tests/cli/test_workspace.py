"""`init` and `check`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.places import shipped
from tests.cli.conftest import Call

SAMPLE = """id,created_at,author,title,text,url,likes,replies
1,2026-10-03T10:00:00Z,ann,Acme phone,I love it,https://example.com/1,3,1
"""


@pytest.mark.slow
def test_init_then_check(tmp_path: Path, call: Call):
    """A fresh configuration passes `check` as soon as its sample file is there."""
    config = str(tmp_path / "new" / "listening.toml")

    assert 0 == call("init", str(tmp_path / "new")).code
    without = call("--config", config, "check", "--json")
    (tmp_path / "new" / "posts.csv").write_text(SAMPLE)
    with_file = call("--config", config, "check", "--json")

    assert (2, 0) == (without.code, with_file.code)
    wrong = [one for one in without.document["checked"] if not one["is_fine"]]
    assert ["sources.export.path"] == [one["subject"] for one in wrong]
    assert "`posts.csv` is not there" in wrong[0]["message"]
    assert with_file.document["is_fine"]


def test_init_says_what_comes_next(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch):
    """`init` names the file and the next commands."""
    monkeypatch.chdir(tmp_path)

    said = call("init")

    assert 0 == said.code
    assert "Wrote listening.toml" in said.out
    assert "`earwitness check`" in said.out
    assert (tmp_path / "listening.toml").is_file()


def test_init_never_overwrites(workspace: Path, call: Call):
    """A configuration that exists stays as it is."""
    before = (workspace / "listening.toml").read_text()

    said = call("init")

    assert 2 == said.code
    assert "exists already" in said.err
    assert before == (workspace / "listening.toml").read_text()


def test_check_lists_what_is_fine(workspace: Path, call: Call):
    """`check` names everything it looked at, and leaves nothing behind."""
    said = call("check", "--json")

    assert 0 == said.code
    subjects = {one["subject"] for one in said.document["checked"]}
    assert {
        "configuration", "workspace.data", "sources.export", "reports.monthly", "sql", "templates",
    } == subjects  # fmt: skip
    assert {"listening.toml", "posts.csv"} == {path.name for path in workspace.iterdir()}


def test_check_names_a_missing_column(workspace: Path, call: Call):
    """A column that the file does not have is named with those it has."""
    posts = workspace / "posts.csv"
    posts.write_text(posts.read_text().replace("id,at,", "id,published,", 1))

    said = call("check")

    assert 2 == said.code
    (line,) = [line for line in said.out.splitlines() if line.startswith("WRONG")]
    assert "sources.export.path" in line
    assert "`at`" in line
    assert "published" in line


def test_check_reads_the_first_records(workspace: Path, call: Call):
    """A file of which no record is a post is wrong, with the place of the first."""
    posts = workspace / "posts.csv"
    posts.write_text(posts.read_text().replace("2013-06-", "June "))

    said = call("check")

    assert 2 == said.code
    assert "none of the first 60 records is a post; posts.csv:2" in said.out


@pytest.mark.slow
def test_check_names_a_missing_secret(workspace: Path, call: Call, monkeypatch: pytest.MonkeyPatch):
    """A secret that is not in the environment is named; one that is, is not shown."""
    mail = (
        '\n[mail]\nhost = "localhost"\nsender = "a@b.example"\nusername = "a"\n'
        'password = "env:THE_SECRET"\n'
    )
    source = '\n[[sources]]\nid = "x"\nkind = "x"\ntoken = "env:THE_SECRET"\nsearches = ["acme"]\n'
    with (workspace / "listening.toml").open("a") as file:
        file.write(source + mail)

    missing = call("check")
    monkeypatch.setenv("THE_SECRET", "correct horse")
    there = call("check")

    assert (2, 0) == (missing.code, there.code)
    assert "mail.password" in missing.out
    assert "sources.x.token" in missing.out
    assert "`THE_SECRET`" in missing.out
    assert "correct horse" not in there.out + there.err


def test_check_finds_a_broken_model(workspace: Path, call: Call, broken_shop: Path):
    """A model that does not run is named with its file, and what builds on it is not blamed."""
    (broken_shop / "sql" / "staging" / "mentions.sql").write_text("select nonsense from posts")

    said = call("check")

    assert 2 == said.code
    wrong = [line for line in said.out.splitlines() if line.startswith("WRONG")]
    assert 1 == len(wrong), wrong
    assert "`sql/staging/mentions.sql`" in wrong[0]
    assert "nonsense" in wrong[0]


def test_check_tries_the_model(workspace: Path, call: Call):
    """A transformer without its packages, or in a folder that is none, is wrong."""
    config = workspace / "listening.toml"
    settings = '[understanding]\nengine = "transformer"\ntransformer.model = "/nonexistent/model"\n'
    config.write_text(f"{settings}\n{config.read_text()}")

    said = call("check")

    assert 2 == said.code
    assert "WRONG  understanding.transformer" in said.out


def test_check_finds_a_circle(workspace: Path, call: Call, broken_shop: Path):
    """Models that read each other are named in their order."""
    (broken_shop / "sql" / "staging" / "texts.sql").write_text("select 1 as one from posts, aaa")
    (broken_shop / "sql" / "staging" / "aaa.sql").write_text("select 1 as one from texts")

    said = call("check")

    assert 2 == said.code
    assert "circle" in said.out


def test_check_finds_a_broken_template(workspace: Path, call: Call, broken_shop: Path):
    """A template that does not compile is named with its line."""
    (broken_shop / "report_templates" / "sections" / "risks.html").write_text("a\n{% if %}")

    said = call("check")

    assert 2 == said.code
    assert "`report_templates/sections/risks.html:2`" in said.out


@pytest.fixture
def broken_shop(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give the command a copy of sql/ and report_templates/ that a test may break."""
    import shutil  # noqa: PLC0415

    from flows.rendering import html  # noqa: PLC0415
    from flows.warehouse import models  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("shop")
    for name in ("sql", "report_templates"):
        shutil.copytree(shipped(name), folder / name)
    monkeypatch.setattr(models, "shipped", lambda name: folder / name)
    monkeypatch.setattr(html, "FOLDER", folder / "report_templates")
    cached = (models.models, models.checks, models.in_order, html.templates)
    for one in cached:
        one.cache_clear()
    yield folder
    for one in cached:
        one.cache_clear()
