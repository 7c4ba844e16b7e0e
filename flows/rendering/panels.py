"""What stands behind a number of the page: its facts, the SQL of its model, its posts."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.rendering.citations import Citations
from flows.rendering.context import Figure
from flows.warehouse import models
from flows.warehouse.behind import Behind
from flows.warehouse.models import Model


@dataclass(frozen=True)
class Panel:
    """One figure of the page; `posts` is the number of its list, which others may share."""

    number: int
    figure: Figure
    model: str | None
    posts: int | None
    post_count: int


@dataclass(frozen=True)
class Panels:
    """The figures of a page in its order, and each model and each list of posts once."""

    figures: list[Panel]
    models: dict[str, Model]
    """By name; the table of a figure that has no model of its own is in none."""
    posts: dict[int, Behind]


def panels(cite: Citations, figures: Mapping[str, Figure], behind: Mapping[str, Behind]) -> Panels:
    """Return what stands behind the figures that the page has shown so far."""
    told, known = [], models.models()
    used: dict[str, Model] = {}
    lists: dict[tuple[str, ...], tuple[int, Behind]] = {}
    for number, name in cite.numbers():
        figure, own = figures[name], behind.get(name)
        if figure.model in known:
            used.setdefault(figure.model, known[figure.model])
        posts = None
        if own and own.posts:
            keys = tuple(f"{post['platform']} {post['post_id']}" for post in own.posts)
            posts, _ = lists.setdefault(keys, (len(lists) + 1, own))
        count = own.post_count if own else 0
        model = figure.model if figure.model in known else None
        told.append(Panel(number, figure, model, posts, count))
    return Panels(told, dict(sorted(used.items())), dict(lists.values()))
