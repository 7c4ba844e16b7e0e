"""A report on a notice board: short Markdown and a table of strings, as Prefect shows them."""

import re

from flows.rendering import numbers
from flows.rendering.context import Context, Figure
from flows.rendering.issue import Issue
from flows.rendering.terms import term
from flows.rendering.tiles import tiles
from flows.rendering.words import gettext_noop, say, speaking

_PARTS = {
    "what": gettext_noop("What"),
    "so_what": gettext_noop("So what"),
    "now_what": gettext_noop("Now what"),
}
_MARKUP = re.compile(r"([\\`*_\[\]<>|#&])")


def summary(issue: Issue) -> str:
    """Return the executive summary as Markdown; words of posts in it stay words."""
    with speaking(issue.context.report["language"]):
        return _summary(issue)


def _summary(issue: Issue) -> str:
    report = issue.context.report
    lines = [f"# {_plain(report['brand_name'])}, {_plain(report['window_label'])}", ""]
    lines += [_plain(issue.headline), ""]
    if shown := tiles(issue.context):
        heads = " | ".join([say("Figure"), say("Value"), say("Compared")])
        lines += [f"| {heads} |", "| --- | --- | --- |"]
        lines += [
            f"| {_plain(name)} | {_value(figure)} | {_change(figure)} |" for name, figure in shown
        ]
        lines += [""]
    for key, heading in _PARTS.items():
        said = [finding.text for finding in issue.context.findings.get(key, ())]
        lines += _section(say(heading), said)
    return "\n".join(lines + _section(say("Gaps"), issue.gaps))


def figures(context: Context) -> list[dict[str, str]]:
    """Return the figures of every brand as rows of strings."""
    with speaking(context.report["language"]):
        return [_row(figure) for figure in context.figures.values() if figure.segment is None]


def _row(figure: Figure) -> dict[str, str]:
    return {
        say("Figure"): figure.label,
        say("Value"): _value(figure),
        say("95% interval"): numbers.interval(figure.low, figure.high, figure.unit),
        say("n"): "" if figure.n is None else numbers.count(figure.n),
        say("Compared"): _change(figure),
        say("Id"): figure.id,
    }


def files(issue: Issue) -> str:
    """Return where the files are, as Markdown."""
    listed = [f"- {kind}: `{path}`" for kind, path in issue.paths.items()]
    return "\n".join(["Files on the machine that ran this:", "", *listed])


def _section(heading: str, said: list[str]) -> list[str]:
    return [f"## {heading}", "", *(f"- {_plain(text)}" for text in said), ""] if said else []


def _value(figure: Figure) -> str:
    said = numbers.of(figure)
    return say("{value} (a weak basis)", value=said) if figure.adequacy == "weak" else said


def _change(figure: Figure) -> str:
    if figure.verdict in ("too few", "not comparable") or figure.adequacy == "too few":
        return term(figure.verdict or "", "verdict")
    if figure.verdict is None or figure.change is None:
        return ""
    told = {"verdict": term(figure.verdict, "verdict"), "change": numbers.change(figure)}
    return say("{verdict} ({change})", **told)


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
