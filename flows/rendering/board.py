"""A report on a notice board: short Markdown and a table of strings, as Prefect shows them."""

import re

from flows.rendering import numbers
from flows.rendering.context import Context, Figure
from flows.rendering.issue import Issue
from flows.rendering.tiles import tiles

_PARTS = {"what": "What", "so_what": "So what", "now_what": "Now what"}
_MARKUP = re.compile(r"([\\`*_\[\]<>|#&])")


def summary(issue: Issue) -> str:
    """Return the executive summary as Markdown; words of posts in it stay words."""
    report = issue.context.report
    lines = [f"# {_plain(report['brand_name'])}, {_plain(report['window_label'])}", ""]
    lines += [_plain(issue.headline), ""]
    if shown := tiles(issue.context):
        lines += ["| Figure | Value | Compared |", "| --- | --- | --- |"]
        lines += [
            f"| {_plain(name)} | {_value(figure)} | {_change(figure)} |" for name, figure in shown
        ]
        lines += [""]
    for key, heading in _PARTS.items():
        said = [finding.text for finding in issue.context.findings.get(key, ())]
        lines += _section(heading, said)
    return "\n".join(lines + _section("Gaps", issue.gaps))


def figures(context: Context) -> list[dict[str, str]]:
    """Return the figures of every brand as rows of strings."""
    return [
        {
            "figure": figure.label,
            "value": _value(figure),
            "95% interval": numbers.interval(figure.low, figure.high, figure.unit),
            "n": "" if figure.n is None else numbers.count(figure.n),
            "compared": _change(figure),
            "id": figure.id,
        }
        for figure in context.figures.values()
        if figure.segment is None
    ]


def files(issue: Issue) -> str:
    """Return where the files are, as Markdown."""
    listed = [f"- {kind}: `{path}`" for kind, path in issue.paths.items()]
    return "\n".join(["Files on the machine that ran this:", "", *listed])


def _section(heading: str, said: list[str]) -> list[str]:
    return [f"## {heading}", "", *(f"- {_plain(text)}" for text in said), ""] if said else []


def _value(figure: Figure) -> str:
    if figure.adequacy == "too few":
        return "too few posts"
    said = f"{numbers.value(figure.value, figure.unit)} {numbers.unit_words(figure.unit)}".strip()
    return f"{said} (a weak basis)" if figure.adequacy == "weak" else said


def _change(figure: Figure) -> str:
    if figure.verdict in ("too few", "not comparable") or figure.adequacy == "too few":
        return figure.verdict or ""
    if figure.verdict is None or figure.change is None:
        return ""
    return f"{figure.verdict} ({numbers.change(figure)})"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
