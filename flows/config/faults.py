"""Turn pydantic's faults into lines a person can act on: where, what was found, what is allowed."""

import difflib
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from flows.config.models import Config

_HIDDEN = {"password"}
"""Keys whose values are not repeated, however wrong they are: somebody may have put the secret."""


def faults(error: ValidationError, given: Mapping[str, Any]) -> list[str]:
    """Return one line for each fault, with the key's path and value as the file has them.

    Where the file names an environment variable, the variable is shown and not its value.
    """
    return [_line(fault, given) for fault in error.errors(include_url=False)]


def _line(fault: Any, given: Mapping[str, Any]) -> str:
    place, models, found = _place(fault["loc"], given)
    match fault["type"]:
        case "extra_forbidden":
            return f"`{place}` is not a key I know. {_known(models, str(fault['loc'][-1]))}"
        case "missing":
            return f"`{place}` is missing."
        case "union_tag_not_found":
            return f"`{place}.kind` is missing. Allowed: {_kinds(models)}."
        case "union_tag_invalid":
            return f"`{place}.kind`: found `{fault['ctx']['tag']}`; allowed: {_kinds(models)}."
        case "list_type" if isinstance(found, dict):
            return f"`{place}`: there may be several; write `[[{place}]]`."
        case _:
            return _wrong(fault, place, models, found)


def _wrong(fault: Any, place: str, models: list[type[BaseModel]], found: object) -> str:
    """Say what is wrong with a value."""
    key = place.rpartition(".")[2]
    says: str = fault["msg"].removeprefix("Value error, ")
    if fault["type"] == "string_pattern_mismatch" and (example := _example(models, key)):
        says = f"it must look like `{example}`"
    if not says.endswith((".", "?", "!")):
        says += "."
    if not place:
        return says
    if found is None or isinstance(found, dict | list) or key in _HIDDEN:
        return f"`{place}`: {says}"
    return f"`{place}`: found `{found}`; {says[0].lower()}{says[1:]}"


def _known(models: list[type[BaseModel]], key: str) -> str:
    known = sorted({name for model in models for name in model.model_fields})
    close = difflib.get_close_matches(key, known, n=1)
    return f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(known)}."


def _place(loc: tuple[int | str, ...], given: Any) -> tuple[str, list[type[BaseModel]], Any]:
    """Follow a fault's location through the file.

    Returns its path, the models its last key sits in, and what the file has there (None for
    nothing). Pydantic puts the tag of a union into the location; the file does not have it.
    """
    path: str = ""
    models: list[type[BaseModel]] = [Config]
    for place, step in enumerate(loc, 1):
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
        # The name of a table among others of its kind, such as `themes.acme`, is no model's key.
        if place < len(loc) and any(step in model.model_fields for model in models):
            models = [
                inner
                for model in models
                if step in model.model_fields
                for inner in _models(model.model_fields[step].annotation)
            ]
    return path, models, given


def _kinds(models: list[type[BaseModel]]) -> str:
    return ", ".join(f"`{kind}`" for model in models if (kind := _kind(model)))


def _example(models: list[type[BaseModel]], key: str) -> str | None:
    """Return what a key's value looks like, from the field's own examples."""
    fields = [model.model_fields[key] for model in models if key in model.model_fields]
    return next((field.examples[0] for field in fields if field.examples), None)


def _kind(model: type[BaseModel]) -> str | None:
    field = model.model_fields.get("kind")
    return get_args(field.annotation)[0] if field else None


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models inside a type such as `list[Annotated[A | B, ...]]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]
