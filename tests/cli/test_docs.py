"""What is written about the command and the configuration is what they are."""

import datetime as dt
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer

from flows.cli.app import app
from flows.config.models import Config, ReportSettings
from flows.config.schema import schema, text
from flows.sources import SOURCE_KINDS, CommonSettings, Expect
from flows.sources.reference import abouts

DOCS = Path(__file__).parents[2] / "docs"
STARTER = Path(__file__).parents[2] / "flows" / "cli" / "starter.toml"
GROUP = typer.main.get_group(app)
COMMANDS = {
    f"{name} {inner}".strip(): parameters
    for name, command in GROUP.commands.items()
    for inner, parameters in (
        [(inner, one.params) for inner, one in command.commands.items()]
        if isinstance(command, typer.core.TyperGroup)
        else [("", command.params)]
    )
}
SECTIONS = {
    "[workspace]": "workspace",
    "[fiscal_year]": "fiscal_year",
    "[[brands]]": "brands",
    "[market]": "market",
    "[compliance]": "compliance",
    "[[reports]]": "reports",
    "[understanding]": "understanding",
    "[limits]": "limits",
    "[mail]": "mail",
}


def section(page: str, heading: str) -> str:
    """Return what stands under a heading of the second level."""
    parts = re.split(r"^## ", page, flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(f"{heading}\n"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described(name: str):
    """docs/commands.md has a section for each command with each of its options."""
    described = section((DOCS / "commands.md").read_text(), f"`{name.split(maxsplit=1)[0]}`")

    assert f"    earwitness {name}" in described
    for parameter in COMMANDS[name]:
        if parameter.param_type_name == "argument":
            continue
        (option,) = parameter.opts
        flag = option if parameter.metavar is None else f"{option} {parameter.metavar}"
        assert f"`{flag}" in described, flag


def test_the_shared_options_are_described():
    """docs/commands.md has the options that all commands take."""
    described = section((DOCS / "commands.md").read_text(), "What all commands share")

    for parameter in GROUP.params:
        (option,) = parameter.opts
        assert f"`{option}" in described, option


def test_no_command_is_described_that_is_not_there():
    """The table of commands lists them in the order of --help."""
    page = (DOCS / "commands.md").read_text()

    assert list(GROUP.commands) == re.findall(r"^\| \[`(\w+)`\]", page, flags=re.MULTILINE)


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_described(heading: str):
    """docs/configuration.md has a row for each key of each table, and no other."""
    described = section((DOCS / "configuration.md").read_text(), f"`{heading}`")
    listed = re.findall(r"^\| `(\w+)` \|", described, flags=re.MULTILINE)

    told = schema()
    keys = told["properties"][SECTIONS[heading]]
    keys = keys.get("items", keys)
    (reference,) = [keys["$ref"]] if "$ref" in keys else [keys["anyOf"][0]["$ref"]]
    known = told["$defs"][reference.rpartition("/")[2]]["properties"]

    assert set(known) == set(listed)


@pytest.mark.parametrize("kind", sorted(SOURCE_KINDS.keys() - abouts().keys()))
def test_every_key_of_a_source_is_described(kind: str):
    """docs/sources.md has a row for each key of each kind that has no page made from the code."""
    page = (DOCS / "sources.md").read_text()
    keys = set(SOURCE_KINDS[kind].model_fields)
    common = set(CommonSettings.model_fields) - {"expect"}

    for key in keys - common - {"expect", "kind"}:
        assert f"| `{key}` |" in section(page, f"`{kind}`"), key
    for key in common | {f"expect.{name}" for name in Expect.model_fields}:
        assert f"| `{key}` |" in section(page, "What every source has"), key


def test_every_key_has_a_meaning():
    """Each key of the schema says what it means, so that an editor can show it."""
    for name, model in schema()["$defs"].items():
        for key, told in model.get("properties", {}).items():
            assert told.get("description"), f"{name}.{key}"


def test_every_key_of_the_transformer_is_described():
    """The table within `[understanding]` has each of its keys, and no other."""
    page = (DOCS / "configuration.md").read_text()
    described = section(page, "`[understanding.transformer]`")
    known = schema()["$defs"]["TransformerSettings"]["properties"]

    assert set(known) == set(re.findall(r"^\| `(\w+)` \|", described, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "model"),
    [("[themes.NAME]", "ThemeSettings"), ("[themes.NAME.cover]", "CoverSettings")],
)
def test_every_key_of_a_theme_is_described(heading: str, model: str):
    """The tables of a theme have each of its keys, and no other."""
    described = section((DOCS / "configuration.md").read_text(), f"`{heading}`")
    known = schema()["$defs"][model]["properties"]

    assert set(known) == set(re.findall(r"^\| `(\w+)` \|", described, flags=re.MULTILINE))


def test_the_published_schema_is_current():
    """docs/listening.schema.json is what `python -m flows.config.schema` writes."""
    assert text() == (DOCS / "listening.schema.json").read_text()


@pytest.mark.parametrize(
    ("key", "value", "is_right"),
    [
        ("period", "2013-06", True),
        ("period", {"from": dt.date(2013, 6, 1), "to": dt.date(2013, 6, 30)}, True),
        ("period", {"from": dt.date(2013, 6, 1)}, False),
        ("periode", "2013-06", False),
        ("formats", ["docx"], False),
    ],
)
def test_the_schema_judges_as_reading_does(key: str, value: Any, is_right: bool):
    """What the schema takes, reading takes, and the other way round."""
    report = {"id": "monthly", "brand": "acme", key: value}
    given = tomllib.loads(STARTER.read_text()) | {"reports": [report]}

    judge = jsonschema.Draft202012Validator(schema())

    assert is_right == judge.is_valid(json.loads(json.dumps(given, default=str)))
    assert is_right == _reads(given)


def test_the_starter_suits_the_schema():
    """What `init` writes is right, and names the templates and kinds that there are."""
    given = tomllib.loads(STARTER.read_text())

    jsonschema.validate(given, schema())
    assert ReportSettings.model_fields["template"].default == given["reports"][0]["template"]


def _reads(given: dict[str, Any]) -> bool:
    try:
        Config.model_validate(given)
    except ValueError:
        return False
    return True
