"""What docs/ says of each kind of source, made from the code.

    python -m flows.sources.reference

writes the table in docs/sources.md and a page for each kind in docs/sources/. A test fails where
they are older than the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic.fields import FieldInfo

from flows.sources import SOURCE_KINDS
from flows.sources.about import About
from flows.sources.api import ApiSettings
from flows.sources.contract import CommonSettings

_BY_HAND = ("files", "feed")
"""Kinds of which docs/sources.md has a section that people wrote."""

_ROOT = Path(__file__).parents[2]
DOCS = _ROOT / "docs"
_BEGIN, _END = "<!-- kinds: made from the code -->", "<!-- /kinds -->"


@dataclass(frozen=True)
class Setting:
    """One setting of a kind of source, in words; `default` says where it is needed."""

    name: str
    meaning: str
    default: str
    is_shared: bool
    """Whether every source that is asked over HTTP has it."""


def abouts() -> dict[str, About]:
    """Return what is known of each kind that has a page made from the code, by its name."""
    return {kind: SOURCE_KINDS[kind].about for kind in sorted(SOURCE_KINDS.keys() - {*_BY_HAND})}


def described(kind: str) -> list[Setting]:
    """Return the settings of a kind, without those that every source has; its own come first."""
    told = [
        Setting(
            name,
            " ".join((field.description or "").split()),
            _default(field),
            name in ApiSettings.model_fields,
        )
        for name, field in SOURCE_KINDS[kind].model_fields.items()
        if name not in CommonSettings.model_fields and name != "kind"
    ]
    return sorted(told, key=lambda setting: setting.is_shared)


def table() -> str:
    """Return one row a kind."""
    head = "| kind | channel | hears | needs | goes on from | limits | cannot hear | tried with |"
    rows = [
        f"| [`{kind}`](sources/{kind}.md) | {_channel(kind)} | {about.hears} | {about.needs} "
        f"| {about.again} | {about.limits} | {about.deaf_to} | {_tried_with(kind)} |"
        for kind, about in abouts().items()
    ]
    return "\n".join([head, "| --- | --- | --- | --- | --- | --- | --- | --- |", *rows])


def page(kind: str) -> str:
    """Return the page of one kind."""
    about, model = abouts()[kind], SOURCE_KINDS[kind]
    settings = described(kind)
    shared = [one for one in settings if one.is_shared]
    over_http = (
        f"\n\nWhat every source asked over HTTP has as well:\n\n{_settings(shared)}"
        if shared
        else ""
    )
    days = f"{about.recheck_days} days" if about.recheck_days != 1 else "a day"
    recheck = (
        f" Its posts are looked up again within {days} by `earwitness comply`."
        if about.recheck_days
        else ""
    )
    return f"""# `{kind}`

{(model.__doc__ or "").splitlines()[0]}

```toml
{about.example.strip()}
```

| | |
| --- | --- |
| hears | {about.hears} |
| channel | {_channel(kind)} |
| needs | {about.needs} |
| goes on from | {about.again} |
| limits | {about.limits} |
| cannot hear | {about.deaf_to} |
| proved against | {about.proof} |

## Settings

{_settings(one for one in settings if not one.is_shared)}{over_http}

[What every source has](../sources.md#what-every-source-has): `id`, `platform`, `channel`,
`keep_raw`, `remark`, `gaps`, `expect`.

## Terms

{about.terms}{recheck}
"""


def _tried_with(kind: str) -> str:
    """Return what the tests try a kind with; what that leaves open, its page says."""
    place = (_ROOT / "tests" / "sources" / "places" / f"{kind}.py").read_text(encoding="utf-8")
    told = ["answers written by hand"]
    told += ["recorded answers"] if "def recorded(" in place else []
    is_played = (_ROOT / "examples" / "replay" / f"{kind}.py").exists()
    return ", ".join([*told, *(["the platform played, with faults"] if is_played else [])])


def _channel(kind: str) -> str:
    field = SOURCE_KINDS[kind].model_fields["channel"]
    return "as set" if field.is_required() else str(field.default)


def _settings(settings: Iterable[Setting]) -> str:
    rows = [f"| `{one.name}` | {one.meaning} | {one.default} |" for one in settings]
    return "\n".join(["| setting | meaning | default |", "| --- | --- | --- |", *rows])


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    default = field.get_default(call_default_factory=True, validated_data={})
    if default is None or default in ([], ""):
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def written(folder: Path = DOCS) -> dict[Path, str]:
    """Return each file of the documentation that is made from the code, and what is in it."""
    overview = folder / "sources.md"
    before, _, rest = overview.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    pages = {folder / "sources" / f"{kind}.md": page(kind) for kind in abouts()}
    return {overview: f"{before}{_BEGIN}\n{table()}\n{_END}{after}", **pages}


if __name__ == "__main__":
    for path, text in written().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
