"""What the project stands on: each package named, explained, and locked by its hashes."""

import re
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.trees import REPO, told

PROJECT = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))
RUN_TIME = [Requirement(told) for told in PROJECT["project"]["dependencies"]]
TOOLS = [Requirement(told) for told in PROJECT["dependency-groups"]["dev"]]
EXTRAS = [
    Requirement(told)
    for extra in PROJECT["project"]["optional-dependencies"].values()
    for told in extra
]
LOCK = (REPO / "requirements.lock").read_text(encoding="utf-8")
OURS = {"flows", "tests", "examples", "benchmarks"}


def name(requirement: Requirement) -> str:
    """Return a package's name as a test's id."""
    return canonicalize_name(requirement.name)


@cache
def distributions() -> Mapping[str, list[str]]:
    """Return which packages bring which modules; all their metadata is read for it."""
    return packages_distributions()


def imported(folder: str) -> set[str]:
    """Return the packages that the code of a folder imports, by their names on the index."""
    modules = {
        name.partition(".")[0]
        for path in (REPO / folder).rglob("*.py")
        for name in told(path).imports
    }
    known = distributions()
    return {
        canonicalize_name(known[module][0])
        for module in modules - OURS - set(sys.stdlib_module_names) - {one.name for one in EXTRAS}
    }


def test_the_product_imports_only_what_it_declares():
    """Nothing in flows/ leans on a package that happens to be there."""
    assert set() == imported("flows") - {name(one) for one in RUN_TIME}


@pytest.mark.parametrize("folder", ["tests", "examples", "benchmarks"])
def test_the_rest_imports_only_what_is_declared(folder):
    """Tests, examples and benchmarks use the product's packages and the tools."""
    assert set() == imported(folder) - {name(one) for one in [*RUN_TIME, *TOOLS]}


def test_every_package_is_explained():
    """docs/dependencies.md has a row for each package, and for no other."""
    page = (REPO / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) \| *[\d.]+ \|", page, re.MULTILINE)

    assert sorted(name(one) for one in [*RUN_TIME, *EXTRAS, *TOOLS]) == sorted(rows)


@pytest.mark.parametrize("requirement", [*RUN_TIME, *TOOLS], ids=name)
def test_the_lock_holds_what_is_asked_for(requirement):
    """The lock has one version of each package that the bounds allow."""
    locked = re.findall(rf"^{name(requirement)}==(\S+)", LOCK, re.MULTILINE)

    assert locked
    assert all(requirement.specifier.contains(version) for version in locked)


def test_the_lock_is_pinned_by_hash():
    """Each entry has a version and a hash, and none names where to fetch it."""
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]

    assert len(entries) > len(RUN_TIME)
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry)
        assert "--hash=sha256:" in entry
    assert not re.search(r"^--|://", LOCK, re.MULTILINE)
