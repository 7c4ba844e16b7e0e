"""The evidence for one figure of an issued report: as issued, as known now, its SQL, its posts."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.cli.console import nearby
from flows.cli.issued import meant
from flows.errors import ConfigError
from flows.rendering import numbers, standing
from flows.rendering.context import Figure
from flows.rendering.standing import Manifest
from flows.warehouse import models
from flows.warehouse.behind import Behind, posts_behind
from flows.warehouse.connection import Scope, scope, warehouse
from flows.warehouse.queries import rows

_HEADLINE = 100
_AWAY = (
    "The workspace is not here, so what is known now and the posts are not shown. Name it: "
    "`earwitness --config WORKSPACE/listening.toml figure ...`"
)
_KEYS = ("platform", "post_id", "posted_at", "sentiment", "headline", "url")


@dataclass(frozen=True)
class Evidence:
    """What stands behind one figure; `known` is None when the models no longer make it."""

    issue: Manifest
    issued: Figure
    known: Figure | None
    new_segments: int
    behind: Behind


def gather(name: str, path: Path, base: Path | None, most_posts: int) -> Evidence:
    """Work out a figure of an issue again, from what is in the lake now.

    Where that is not there, neither at its place nor at `base`, the manifest alone tells.

    Raises:
        ConfigError: there is no such manifest, or no such figure in it.

    """
    issue = standing.at_home(path, base)
    if name not in issue.figures:
        raise ConfigError(f"`{path}` has no figure `{name}`. {meant(name, set(issue.figures))}")
    if not issue.is_at_home:
        return Evidence(issue, issue.figures[name], None, 0, Behind(0, []))
    config = issue.config
    now = scope(config, issue.scope.report, issue.scope.window)
    wanted = {model.name for one in ("figures", "texts") for model in models.needed(one)}
    with warehouse(config, now) as connection:
        models.run(connection, [model for model in models.in_order() if model.name in wanted])
        found = rows(connection, "from figures where figure = ?", [name])
        # Who checks a number sees what it counts, spam too.
        behind = posts_behind(connection, [name], most_posts, spam=True).get(name, Behind(0, []))
    return Evidence(issue, issue.figures[name], _figure(found), _new(issue.scope, now), behind)


def lines(evidence: Evidence) -> Iterator[str]:
    """Yield the evidence as a person reads it."""
    issued, issue = evidence.issued, evidence.issue
    yield f"{issued.id}: {issued.label}, {issue.scope.window.label}"
    yield f"  issue         {nearby(issue.path)}"
    yield f"  as issued     {_said(issued)}"
    if issue.is_at_home:
        known = _said(evidence.known) if evidence.known else "no such figure"
        yield f"  as known now  {known}"
    yield from (f"  {reason}" for reason in reasons(evidence))
    yield f"  definition    {issued.definition}"
    if model := models.models().get(issued.model):
        yield f"  model         {models.shown(model)}"
        yield ""
        yield from (f"    {line}" for line in model.sql.rstrip().splitlines())
    if not issue.is_at_home:
        return
    yield ""
    if not evidence.behind.post_count:
        yield "No single posts stand behind it: its table is made of other tables."
        return
    posts, count = evidence.behind.posts, evidence.behind.post_count
    yield f"Its posts, {len(posts):,} of {count:,}:"
    for post in posts:
        at = f"{post['posted_at']:%Y-%m-%d %H:%M}"
        yield f"  {at}  {post['platform']}  {post['sentiment']}  {_cut(post['headline'])}"
        if post["url"]:
            yield f"    {post['url']}"


def reasons(evidence: Evidence) -> list[str]:
    """Say what is not as it was when the report was issued."""
    if not evidence.issue.is_at_home:
        return [_AWAY, *_changed_sql(evidence.issue)]
    told = []
    if count := evidence.new_segments:
        have = "segment of posts has" if count == 1 else "segments of posts have"
        told.append(f"Since then {count:,} {have} come.")
    if count := sum(loss.kind == "segments" for loss in evidence.issue.losses):
        are = "segment it stood on is" if count == 1 else "segments it stood on are"
        told.append(f"{count:,} {are} gone or not as before.")
    if not evidence.issue.is_same_labels:
        told.append("People's labels are not those of then.")
    told += _changed_sql(evidence.issue)
    return told or ["Nothing it stands on has changed since then."]


def _changed_sql(issue: Manifest) -> list[str]:
    return [] if issue.is_same_sql else ["The SQL has changed since then."]


def document(evidence: Evidence) -> dict[str, Any]:
    """Return the evidence as `--json` prints it."""
    model = models.models().get(evidence.issued.model)
    return {
        "figure": evidence.issued.id,
        "window": evidence.issue.scope.window.label,
        "manifest": evidence.issue.path,
        "as_issued": asdict(evidence.issued),
        "as_known_now": asdict(evidence.known) if evidence.known else None,
        "changes": reasons(evidence),
        "definition": evidence.issued.definition,
        "sql": model.sql if model else None,
        "post_count": evidence.behind.post_count,
        "posts": [{key: post[key] for key in _KEYS} for post in evidence.behind.posts],
    }


def _figure(found: list[dict[str, Any]]) -> Figure | None:
    if not found:
        return None
    kept = {name: found[0][name] for name in Figure.__dataclass_fields__ if name in found[0]}
    return Figure(id=found[0]["figure"], **kept)


def _new(issued: Scope, now: Scope) -> int:
    return len(set(now.segments) - set(issued.segments))


def _said(figure: Figure) -> str:
    value = numbers.value(figure.value, figure.unit)
    words = f"{value} {numbers.unit_words(figure.unit)}".strip()
    if spread := numbers.interval(figure.low, figure.high, figure.unit):
        words += f", 95% interval {spread}"
    return f"{words}, n {numbers.count(figure.n)}"


def _cut(text: str) -> str:
    return text if len(text) <= _HEADLINE else f"{text[: _HEADLINE - 1]}…"
