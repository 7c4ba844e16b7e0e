"""Turn pydantic's faults into lines a person can act on: where, what was found, what is allowed."""

import difflib
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from flows.config.models import Config


def faults(error: ValidationError, given: Mapping[str, Any]) -> list[str]:
    """Return one line for each fault, with the key's path as the file has it."""
    return [_line(fault, given) for fault in error.errors(include_url=False)]


def _line(fault: Any, given: Mapping[str, Any]) -> str:
    place, models = _place(fault["loc"], given)
    if fault["type"] == "extra_forbidden":
        known = sorted({key for model in models for key in model.model_fields})
        close = difflib.get_close_matches(str(fault["loc"][-1]), known, n=1)
        hint = f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(known)}."
        return f"`{place}` is not a key I know. {hint}"
    if fault["type"] == "missing":
        return f"`{place}` is missing."
    said = fault["msg"].removeprefix("Value error, ")
    found = fault["input"]
    if isinstance(found, dict | list):
        return f"`{place}`: {said}." if place else f"{said}."
    return f"`{place}`: found `{found}`; {said[0].lower()}{said[1:]}."


def _place(loc: tuple[int | str, ...], given: Any) -> tuple[str, list[type[BaseModel]]]:
    """Follow a fault's location through the file: its path, and the models its last key sits in.

    Pydantic puts the tag of a union into the location; the file does not have it.
    """
    path: str = ""
    models: list[type[BaseModel]] = [Config]
    for step in loc:
        if isinstance(step, int):
            given = given[step] if isinstance(given, list) and step < len(given) else None
            name = given.get("id") if isinstance(given, dict) else None
            path += f".{name}" if isinstance(name, str) else f"[{step}]"
            continue
        if isinstance(given, dict) and step == given.get("kind") and step not in given:
            models = [model for model in models if _kind(model) == step]
            continue
        path += f".{step}" if path else step
        given = given.get(step) if isinstance(given, dict) else None
        if step != loc[-1]:
            models = [
                inner
                for model in models
                if step in model.model_fields
                for inner in _models(model.model_fields[step].annotation)
            ]
    return path, models


def _kind(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("kind")
    return get_args(field.annotation)[0] if field else None


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models inside a type such as `list[Annotated[A | B, ...]]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]
