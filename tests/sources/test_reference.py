"""What the documentation says of the kinds of sources, held against the code."""

import tomllib
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from flows.sources import SOURCE_KINDS, CommonSettings, Expect, SourceSettings
from flows.sources.reference import abouts, written

DOCS = Path(__file__).parents[2] / "docs"
OVERVIEW = (DOCS / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "text"), written().items(), ids=lambda one: Path(one).name[:30])
def test_pages_are_as_new_as_the_code(path, text):
    """`make reference` would change nothing."""
    assert text == path.read_text(encoding="utf-8")


def test_no_page_is_of_a_kind_that_is_gone():
    """Each page in docs/sources is of a kind that there is."""
    assert set(abouts()) == {path.stem for path in (DOCS / "sources").glob("*.md")}


@pytest.mark.parametrize("kind", sorted(abouts()))
def test_examples_are_settings(kind):
    """What a page shows can be copied into a configuration."""
    (given,) = tomllib.loads(abouts()[kind].example)["sources"]

    assert kind == TypeAdapter(SourceSettings).validate_python(given).kind


@pytest.mark.parametrize("kind", sorted(SOURCE_KINDS.keys() - abouts().keys()))
def test_other_kinds_are_documented(kind):
    """docs/sources.md has a row and a section for each kind that is no interface."""
    assert f"\n| [`{kind}`](#{kind}) |" in OVERVIEW
    _, _, section = OVERVIEW.partition(f"\n## `{kind}`")
    section, _, _ = section.partition("\n## ")
    own = SOURCE_KINDS[kind].model_fields.keys() - CommonSettings.model_fields.keys() - {"kind"}
    assert [] == sorted(name for name in own if f"`{name}`" not in section)


def test_common_settings_are_documented():
    """docs/sources.md explains the settings that every source has."""
    _, _, section = OVERVIEW.partition("\n## What every source has")
    section, _, _ = section.partition("\n## ")
    names = [*CommonSettings.model_fields, *(f"expect.{name}" for name in Expect.model_fields)]
    assert [] == [name for name in names if f"`{name}`" not in section and name != "expect"]
