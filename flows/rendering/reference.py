"""The data dictionary as one HTML page that needs nothing else: no network, no script."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup, escape

import flows
from flows.rendering.fonts import font_faces
from flows.rendering.html import templates
from flows.rendering.theme import HOUSE
from flows.warehouse import models
from flows.warehouse.catalog import INPUTS, Table, figures_of, header
from flows.warehouse.dictionary import Metric, metrics

_LAYERS = {
    INPUTS: ("Inputs", "What a report stands on, before any SQL has run."),
    "staging": ("Staging", "Each post once, on its day, for each brand that it names."),
    "metrics": ("Metrics", "What is measured, by area."),
    "reports": ("Reports", "Figures with their ids, and the tables that a report shows."),
}


@dataclass(frozen=True)
class Area:
    """A folder of models."""

    id: str
    title: str
    tables: list[Table]


@dataclass(frozen=True)
class Layer:
    """One step from posts to pages."""

    id: str
    title: str
    says: str
    areas: list[Area]


def render_reference(tables: Sequence[Table]) -> str:
    """Return the page; the same tables give the same text."""
    environment = templates()
    checks = [(models.shown(one), header(one)[0]) for one in models.checks()]
    page = environment.get_template("reference.html").render(
        theme=HOUSE,
        version=flows.__version__,
        layers=[_layer(name, tables) for name in _LAYERS],
        metrics=[(key, metric, figures_of()[key]) for key, metric in metrics().items()],
        checks=checks,
        sql={name: model.sql for name, model in models.models().items()},
        marked=_marked,
    )
    return page.replace("/* @font-face */", font_faces(page), 1)


def document(tables: Iterable[Table]) -> dict[str, Any]:
    """Return the same for a machine: tables with their columns and lineage, and the metrics."""
    return {
        "earwitness": flows.__version__,
        "tables": [_table(table) for table in tables],
        "metrics": [_metric(key, metric) for key, metric in metrics().items()],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "table": table.name,
        "layer": table.layer,
        "path": table.path,
        "description": table.description,
        "grain": table.grain,
        "columns": [{"name": one.name, "type": one.type} for one in table.columns],
        "reads": table.reads,
        "read_by": table.read_by,
    }


def _metric(key: str, metric: Metric) -> dict[str, Any]:
    return {"metric": key, **metric.model_dump(), "models": figures_of()[key]}


def _layer(name: str, tables: Sequence[Table]) -> Layer:
    title, says = _LAYERS[name]
    areas: dict[str, list[Table]] = {}
    for table in sorted(tables, key=lambda one: one.name):
        if table.layer == name:
            # sql/metrics/volume/brand_daily.sql is of the area `volume`.
            areas.setdefault(PurePosixPath(table.path).parent.name, []).append(table)
    return Layer(
        name,
        title,
        says,
        [
            Area(f"{name}-{area}", "" if area in ("", name) else area.capitalize(), own)
            for area, own in sorted(areas.items())
        ],
    )


def _marked(said: str) -> Markup:
    """Return a sentence with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(said))))  # noqa: S704 - escaped
