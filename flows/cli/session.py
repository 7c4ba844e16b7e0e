"""What every command is given: where the configuration is, and where words go."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli.console import Console

if TYPE_CHECKING:
    from flows.config import Config

CONFIGURATION = Path("listening.toml")
"""The configuration to work by where none is named."""


@dataclass(frozen=True)
class Session:
    """One call of the command."""

    config_path: Path
    console: Console
    wait_seconds: float

    def config(self) -> "Config":
        """Read the configuration; raises ConfigError when it is missing or wrong."""
        from flows.config import load

        return load(self.config_path)

    def base(self) -> Path | None:
        """Return the folder of the configuration that was named, or of the one that is here.

        For what needs none: None where there is none.

        Raises:
            ConfigError: it is wrong, or was named and is not there.

        """
        is_asked = self.config_path.exists() or self.config_path != CONFIGURATION
        return self.config().base if is_asked else None

    @contextmanager
    def workspace(self, config: "Config", doing: str) -> Iterator[None]:
        """Hold the workspace, waiting for another run if need be; what holds it already goes on.

        Raises:
            WorkspaceBusy: the other run did not end in time.

        """
        from flows.lake.lock import workspace_lock

        with workspace_lock(
            config.lake, doing, wait_seconds=self.wait_seconds, waiting=self.console.note
        ):
            yield

    @contextmanager
    def reading(self, config: "Config", doing: str) -> Iterator[None]:
        """Hold the workspace so that no collection or erasure comes in between.

        An auditor who may only read can hold nothing, and needs no permission to write either.

        Raises:
            WorkspaceBusy: the other run did not end in time.

        """
        if os.access(config.lake, os.W_OK):
            with self.workspace(config, doing):
                yield
        else:
            yield


def today(config: "Config") -> date:
    """Return the date by the workspace's clock."""
    from zoneinfo import ZoneInfo

    return datetime.now(UTC).astimezone(ZoneInfo(config.workspace.timezone)).date()
