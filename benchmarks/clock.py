"""A clock for the steps of a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, process_time


class Clock:
    """Seconds by step: wall clock, CPU of all threads."""

    def __init__(self) -> None:
        self.steps: dict[str, tuple[float, float]] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        began, used = perf_counter(), process_time()
        yield
        self.steps[name] = perf_counter() - began, process_time() - used
