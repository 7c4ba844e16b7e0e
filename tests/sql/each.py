"""One test over all models: a case for each would take longer to set up than to run."""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any


def each(items: Iterable[Any], named: Callable[[Any], str]):
    """Run a test with each item as its first argument; it fails once, with all that went wrong."""
    given = list(items)

    def decorated(check: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(check)
        def test(**fixtures: Any) -> None:
            wrong = {}
            for item in given:
                try:
                    check(item, **fixtures)
                except AssertionError as error:
                    wrong[named(item)] = str(error)
            assert given
            assert not wrong, "\n".join(f"{name}: {said}" for name, said in wrong.items())

        parameters = list(inspect.signature(check).parameters.values())[1:]
        test.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return test

    return decorated
