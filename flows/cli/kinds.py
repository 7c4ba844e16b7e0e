"""What sources there can be: `sources`, `sources show`."""

import difflib
import shutil
import textwrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.boundary import DONE
from flows.cli.session import Session
from flows.cli.trying import test
from flows.errors import ConfigError

if TYPE_CHECKING:
    from flows.sources.about import About

_WIDEST = 100
_INDENT = 15


class Kinds(typer.core.TyperGroup):
    """A group whose first word may be a kind of source: `sources mastodon` shows that one."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a word that is no command of the group for a kind."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["show", *args])


app = typer.Typer(
    name="sources",
    help="List the kinds of sources: what each needs, hears and cannot hear.",
    cls=Kinds,
    invoke_without_command=True,
    rich_markup_mode=None,
    subcommand_metavar="[KIND] | COMMAND [ARGS]...",
)


@app.callback()
def sources(context: typer.Context) -> None:
    """List the kinds of sources: what each needs, hears and cannot hear.

    With a KIND, show how it is set up.
    """
    if context.invoked_subcommand is not None:
        return
    from flows.sources import SOURCE_KINDS

    console = context.obj.console
    abouts = {kind: model.about for kind, model in SOURCE_KINDS.items()}
    for kind, about in abouts.items():
        console.say(kind)
        for name, said in {"hears": about.hears, **_facts(about)}.items():
            console.say(f"  {name:{_INDENT - 2}}{_folded(said, _INDENT)}")
        console.say()
    console.say("earwitness sources KIND      how one is set up")
    console.say("earwitness sources test ID   one real request, to see whether yours works")
    console.document({"kinds": [_document(kind, about) for kind, about in abouts.items()]})


@app.command()
def show(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="Such as feed.")],
) -> int:
    """Show one kind: what it hears, an example, its settings, the terms."""
    from flows.sources import SOURCE_KINDS
    from flows.sources.reference import described

    session: Session = context.obj
    if kind not in SOURCE_KINDS:
        close = difflib.get_close_matches(kind, SOURCE_KINDS, n=1)
        hint = f" Did you mean `{close[0]}`?" if close else ""
        raise ConfigError(
            f"There is no kind of source `{kind}`.{hint} `earwitness sources` lists them all."
        )
    model = SOURCE_KINDS[kind]
    about, settings = model.about, described(kind)
    console = session.console
    console.say(_folded(f"{kind}: {(model.__doc__ or '').splitlines()[0]}", 0))
    console.say()
    console.say(textwrap.indent(about.example.strip(), "    "))
    console.say()
    for name, said in {"hears": about.hears, **_facts(about), "proved": about.proof}.items():
        console.say(f"{name:{_INDENT}}{_folded(said, _INDENT)}")
    console.say()
    console.say("Settings:")
    for setting in settings:
        is_needed = setting.default == "needed"
        default = f" Default: {setting.default}." if setting.default and not is_needed else ""
        console.say(f"  {setting.name}{' (needed)' if is_needed else ''}")
        console.say(f"      {_folded(f'{setting.meaning}{default}', 6)}")
    console.say()
    console.say(_folded(f"Terms: {about.terms}", 0))
    told = [{"name": one.name, "meaning": one.meaning, "default": one.default} for one in settings]
    console.document({**_document(kind, about), "example": about.example, "settings": told})
    return DONE


def _facts(about: "About") -> dict[str, str]:
    told = {
        "needs": about.needs,
        "goes on from": about.again,
        "limits": about.limits,
        "cannot hear": about.deaf_to,
    }
    if about.recheck_days:
        days = "each day" if about.recheck_days == 1 else f"within {about.recheck_days} days"
        told["comply"] = f"posts are to be looked up again {days}"
    return told


def _document(kind: str, about: "About") -> dict[str, Any]:
    from dataclasses import asdict

    told = asdict(about)
    told.pop("example")
    return {"kind": kind, **told}


def _folded(text: str, indent: int) -> str:
    """Return a text in lines as wide as the terminal, all but the first indented."""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    lines = textwrap.wrap(text.replace("`", ""), max(width - indent, 40))
    return f"\n{' ' * indent}".join(lines)


app.command()(test)
