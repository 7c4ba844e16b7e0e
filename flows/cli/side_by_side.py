"""Sources are worked on side by side: most of the time each waits for somebody else's server."""

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TypeVar

from flows.errors import ListeningError

Result = TypeVar("Result")

AT_ONCE = 20
"""Sources that are asked over the network at the same time."""

_TICK = 0.2
"""Seconds between two looks for Ctrl-C: once Polars has its hand on the signal, it does not wake up
a thread that waits without an end."""


class Pool:
    """Threads that do tasks, several at once."""

    def __init__(self) -> None:
        self._is_stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def begin(
        self, tasks: Mapping[str, Callable[[], Result]], at_once: int = AT_ONCE
    ) -> dict[str, Future[Result]]:
        """Begin some tasks, so many at once and in their order; return what each will give."""
        futures: dict[str, Future[Result]] = {name: Future() for name in tasks}
        waiting: SimpleQueue[str] = SimpleQueue()
        for name in tasks:
            waiting.put(name)

        def work() -> None:
            while not self._is_stopped.is_set():
                try:
                    name = waiting.get_nowait()
                except Empty:
                    return
                try:
                    futures[name].set_result(tasks[name]())
                except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                    futures[name].set_exception(error)

        begun = [threading.Thread(target=work, daemon=True) for _ in range(at_once)]
        self._threads += begun[: len(tasks)]
        for thread in begun[: len(tasks)]:
            thread.start()
        return futures

    def stop(self) -> None:
        """Let no other task begin."""
        self._is_stopped.set()

    def wait(self) -> None:
        """Wait for the tasks that run."""
        for thread in self._threads:
            while thread.is_alive():
                thread.join(_TICK)


def given(future: Future[Result]) -> Result:
    """Wait for what a task gives; raises what the task raised."""
    while not future.done():
        wait([future], _TICK)
    return future.result()


@contextmanager
def side_by_side() -> Iterator[Pool]:
    """Yield threads to do tasks in; after a failure none begins any more, and what runs is awaited.

    Ctrl-C waits for nobody: the threads do not keep the program alive, however long a server takes,
    and what was written is whole.
    """
    pool = Pool()
    try:
        yield pool
    except ListeningError:
        pool.stop()
        pool.wait()
        raise
    finally:
        pool.stop()


def summed(counted: Callable[[int, int | None], None]) -> Callable[[], Callable[[int], None]]:
    """Return what gives each task a counter of its own; `counted` is told their sum."""
    counts: list[int] = []
    lock = threading.Lock()

    def counter() -> Callable[[int], None]:
        place = len(counts)
        counts.append(0)

        def told(done: int) -> None:
            with lock:
                counts[place] = done
                counted(sum(counts), None)

        return told

    return counter
