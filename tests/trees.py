"""The repository's Python files as syntax trees, each parsed and walked once."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPO = Path(__file__).parents[1]

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Told:
    """What a file says of itself: its first line, its imports wherever they are, its functions."""

    docstring: str | None
    imports: frozenset[str]
    functions: tuple[Function, ...]


@cache
def told(path: Path) -> Told:
    """Read one file."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    imports: set[str] = set()
    functions: list[Function] = []
    for node in ast.walk(module):
        match node:
            case ast.Import(names=names):
                imports |= {alias.name for alias in names}
            case ast.ImportFrom(module=str(name), names=names, level=0):
                imports |= {name, *(f"{name}.{alias.name}" for alias in names)}
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                functions.append(node)
    return Told(ast.get_docstring(module), frozenset(imports), tuple(functions))
