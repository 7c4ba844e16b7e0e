"""The shape of the house: which way imports point, who knows Prefect, how long things get."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.trees import REPO, told

FLOW_MODULES = ("collect", "comply", "understand", "review", "report", "pipeline")
ROOMS = (
    # Each may import those before it; the flow modules share a place.
    ("errors", "places"),
    ("writing", "window", "post"),
    ("text",),
    ("sources",),
    ("config",),
    ("lake",),
    ("warehouse",),
    ("rendering",),
    ("audit",),
    ("delivery",),
    FLOW_MODULES,
    ("cli",),
)
PLACE = {room: place for place, rooms in enumerate(ROOMS) for room in rooms}
MOST_FILE_LINES = 300
MOST_FUNCTION_LINES = 60

PRODUCT = sorted((REPO / "flows").rglob("*.py"))
CODE = [
    *PRODUCT,
    *sorted((REPO / "examples").rglob("*.py")),
    *sorted((REPO / "benchmarks").rglob("*.py")),
]
TESTS = sorted((REPO / "tests").rglob("*.py"))

# A host of a package registry, or a folder that only one machine has.
NOT_OURS = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|yarnpkg[.]com|crates[.]io"
    r"|(?<![\w.-])/(?:work|root|home/\w+|opt/(?:pypi|wheels))/"
)


def shown(path: Path) -> str:
    """Return a path as a test's id."""
    return str(path.relative_to(REPO))


def room(path: Path) -> str | None:
    """Return the room of a module below flows/; None for flows/__init__.py."""
    first = path.relative_to(REPO / "flows").parts[0].removesuffix(".py")
    return None if first == "__init__" else first


def rooms_imported(path: Path) -> set[str]:
    """Return the rooms that a module of the product imports."""
    parts = [name.split(".") for name in told(path).imports]
    return {steps[1] for steps in parts if steps[0] == "flows" and steps[1:]} & PLACE.keys()


def test_every_room_has_its_place():
    """A module that nobody put in the order of imports could point anywhere."""
    assert set() == {room(path) for path in PRODUCT} - PLACE.keys() - {None}


@pytest.mark.parametrize("path", PRODUCT, ids=shown)
def test_imports_point_one_way(path):
    """A room imports only what stands before it, so that each can be read and tested alone."""
    own = room(path)
    if own is None:
        assert set() == rooms_imported(path)
        return
    ahead = {other for other in rooms_imported(path) if PLACE[other] > PLACE[own]}
    beside = {other for other in rooms_imported(path) if PLACE[other] == PLACE[own]} - {own}
    assert set() == ahead
    assert own in FLOW_MODULES or set() == beside


def test_only_the_flows_know_prefect():
    """Everything below the flows runs and is tested without Prefect."""
    knowing = {
        shown(path)
        for path in PRODUCT
        if any(name.split(".")[0] == "prefect" for name in told(path).imports)
    }

    assert knowing <= {f"flows/{name}.py" for name in FLOW_MODULES}


def test_files_stay_short():
    """A file that no longer fits into a head is two files."""
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}

    assert {} == {path: count for path, count in lengths.items() if count > MOST_FILE_LINES}


def test_functions_stay_short():
    """A function that no longer fits on a screen is two functions."""
    lengths = {
        f"{shown(path)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in CODE
        for function in told(path).functions
    }

    assert {} == {name: count for name, count in lengths.items() if count > MOST_FUNCTION_LINES}


def test_every_module_says_what_it_is():
    """The first line of a file tells what is in it."""
    silent = [shown(path) for path in [*CODE, *TESTS] if not told(path).docstring]

    assert [] == silent


def test_nothing_is_called_utils():
    """A name says what is inside; `utils` says that nobody knows."""
    vague = {"util", "utils", "helper", "helpers", "misc", "stuff"}

    assert [] == [
        shown(path)
        for path in [*CODE, *TESTS]
        if vague & {part.removesuffix(".py") for part in path.relative_to(REPO).parts}
    ]


def test_every_test_says_what_it_proves():
    """A test's docstring is the behaviour it proves, in a sentence."""
    silent = [
        f"{shown(path)}:{function.name}"
        for path in TESTS
        for function in told(path).functions
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]

    assert [] == silent


def test_no_file_names_a_registry_or_one_machine():
    """A checkout works behind any mirror and in any folder: pip and npm know where to ask."""
    found = [
        f"{path}: {hit[0]}"
        for path in committed()
        if (text := readable(REPO / path)) and (hit := NOT_OURS.search(text))
    ]

    assert [] == found


def committed() -> list[str]:
    """Return the paths that git keeps; skips where there is no git."""
    git = shutil.which("git")
    if git is None or not (REPO / ".git").exists():
        pytest.skip("not a git checkout, or no git")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=REPO, capture_output=True, check=True)
    return [path for path in listed.stdout.decode().split("\0") if path]


def readable(path: Path) -> str | None:
    """Return a file's text; None for one that is gone or is no text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
