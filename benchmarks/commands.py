"""The commands that are measured. Each starts in a process of its own, below benchmarks/work."""

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.inputs import REPO
from benchmarks.measure import Usage, measured

WORK = REPO / "benchmarks" / "work" / "measured"

_LOG = WORK / "log.txt"


def staged(name: str, listening: Path) -> Path:
    """Return a copy of a configuration and its logos in an empty folder for its lake."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    config = folder / listening.parent.name / listening.name
    config.parent.mkdir(parents=True)
    for file in (listening, *listening.parent.glob("*.svg")):
        shutil.copy(file, config.parent)
    return config


def earwitness(config: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Usage:
    """Measure the command `earwitness`."""
    return module("flows.cli", "--config", str(config), *arguments, env=env)


def module(name: str, *arguments: str, env: Mapping[str, str] | None = None) -> Usage:
    """Measure a module as a program, and say what it took."""
    usage = measured([sys.executable, "-m", name, *arguments], _LOG, env)
    told = f"{usage.wall:7.1f} s wall {usage.cpu:7.1f} s CPU {usage.peak / 1e6:6,.0f} MB"
    print(f"{told}  {name} {' '.join(arguments)}".replace(f"{REPO}/", ""), file=sys.stderr)
    return usage


def by_hand(name: str, csv: Path, *arguments: str) -> Usage:
    """Measure the work by hand."""
    return module("benchmarks.by_hand", name, str(csv), str(WORK / "by_hand"), *arguments)


def by_hand_steps(name: str, csv: Path) -> dict[str, Usage]:
    """Measure the work by hand step by step; the peak is that of the whole."""
    return steps(by_hand(name, csv))


def steps(whole: Usage) -> dict[str, Usage]:
    """Return the steps of the module measured last, which its last line tells as JSON."""
    told = json.loads(_LOG.read_text().splitlines()[-1])
    return {step: Usage(wall, cpu, whole.peak) for step, (wall, cpu) in told.items()}
