"""The JSON schema of `listening.toml`, for editors: `python -m flows.config.schema FILE`."""

import json
import sys
from pathlib import Path
from typing import Any

from flows.config.models import Config
from flows.writing import whole

ADDRESS = "https://json-schema.org/draft/2020-12/schema"

_DAY = {"type": "string", "format": "date"}
_SPAN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["from", "to"],
    "properties": {
        "from": {**_DAY, "description": "First day."},
        "to": {**_DAY, "description": "Last day, included."},
    },
}


def schema() -> dict[str, Any]:
    """Return the schema of the file as it is written.

    The models describe what reading makes of it; the two ways to write days and recipients, which
    reading levels, are put back here.
    """
    told = Config.model_json_schema()
    report = told["$defs"]["ReportSettings"]["properties"]
    report["period"] |= {"anyOf": [{"type": "string"}, _SPAN]}
    report |= _SPAN["properties"]
    recipient = {"$ref": "#/$defs/Recipient"}
    report["recipients"]["items"] = {"anyOf": [{"type": "string", "format": "email"}, recipient]}
    told["$defs"]["Outage"] = {"anyOf": [_DAY, _SPAN]}
    return {"$schema": ADDRESS, "title": "listening.toml", **_without_titles(told)}


def text() -> str:
    """Return the schema as the published file has it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _without_titles(told: Any) -> Any:
    """Drop the titles that repeat the keys; a property may itself be called `title`."""
    if isinstance(told, list):
        return [_without_titles(one) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        key: _without_titles(one)
        for key, one in told.items()
        if key != "title" or not isinstance(one, str)
    }


if __name__ == "__main__":
    with whole(Path(sys.argv[1])) as temporary:
        temporary.write_text(text(), encoding="utf-8")
