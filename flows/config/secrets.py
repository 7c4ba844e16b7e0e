"""Secrets stand in the configuration as references; here they become values."""

import os
from collections.abc import Callable

from flows.errors import ConfigError


def secret(reference: str, block: Callable[[str], str] | None = None) -> str:
    """Resolve `env:NAME` or, through the function a flow passes in, `block:name`.

    Raises:
        ConfigError: it is not there; the message names the place and never a value.

    """
    kind, _, name = reference.partition(":")
    if kind == "env":
        if value := os.environ.get(name):
            return value
        raise ConfigError(
            f"The secret `{reference}` is missing: the environment has no variable `{name}`. "
            "Set it and run again."
        )
    if block is None:
        raise ConfigError(
            f"The secret `{reference}` is a Prefect block, which only a flow run can read. "
            "Use `env:NAME` on the command line."
        )
    return block(name)
