"""Read `listening.toml`, and say what is wrong with it in the words of the file."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.config.faults import faults
from flows.config.models import Config
from flows.errors import ConfigError

_VARIABLE = re.compile(r"\$\{(\w+)\}")


def load(path: Path) -> Config:
    """Read and check a configuration file.

    Raises:
        ConfigError: it is missing or wrong; one line for each fault, with the key's path, what
            was found and what is allowed.

    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(
            f"There is no configuration at `{path}`. Write one with `earwitness init`, or name "
            "another with `--config PATH`."
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"`{path}` cannot be read as TOML: {error}.") from None
    return read(given, path)


def read(given: Mapping[str, Any], path: Path) -> Config:
    """Check a parsed configuration; `path` is where it came from and where its paths start."""
    expanded = _expanded(given, path)
    try:
        config = Config.model_validate(expanded)
    except ValidationError as error:
        listed = "\n".join(f"  {line}" for line in faults(error, given))
        raise ConfigError(f"`{path}` is not right:\n{listed}") from None
    return config.at(path.resolve().parent)


def _expanded(given: Any, path: Path) -> Any:
    """Put environment variables into strings, so that `${NAME}` can give a path at run time."""
    if isinstance(given, dict):
        return {key: _expanded(value, path) for key, value in given.items()}
    if isinstance(given, list):
        return [_expanded(value, path) for value in given]
    if isinstance(given, str):
        return _VARIABLE.sub(lambda found: _variable(found[1], given, path), given)
    return given


def _variable(name: str, text: str, path: Path) -> str:
    if (value := os.environ.get(name)) is None:
        raise ConfigError(
            f"`{path}` asks in `{text}` for the environment variable `{name}`, which is not set. "
            f"Set it: `export {name}=...`"
        )
    return value
