"""The data dictionary says of every table and metric what there is to say."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from flows.rendering.reference import document, render_reference
from flows.warehouse import models
from flows.warehouse.catalog import figures_of, tables
from flows.warehouse.dictionary import metrics


@pytest.fixture(scope="module")
def written(empty):
    """Return the page, and what is told of it."""
    known = tables(empty)
    return render_reference(known), document(known)


def test_the_page_has_everything(written):
    """Every model, check and metric has its place, and every table says what it is."""
    page, told = written
    tree = LexborHTMLParser(page)
    ids = {node.attributes["id"] for node in tree.css("[id]")}

    assert set(models.models()) <= ids
    assert {f"metric-{key}" for key in metrics()} <= ids
    for check in models.checks():
        assert models.shown(check) in page
    for table in told["tables"]:
        assert table["columns"], table["table"]
        assert table["description"].endswith((".", ")")), table["table"]


def test_links_lead_somewhere(written):
    """Lineage is links within the page; what reads a table is what it is read by."""
    page, told = written
    tree = LexborHTMLParser(page)
    ids = {f"#{node.attributes['id']}" for node in tree.css("[id]")}

    assert {node.attributes["href"] for node in tree.css("a")} <= ids
    by_name = {table["table"]: table for table in told["tables"]}
    for name, table in by_name.items():
        for read in table["reads"]:
            assert name in by_name[read]["read_by"]


def test_the_page_needs_nothing(written):
    """No script, nothing from elsewhere, no id twice."""
    page, _ = written
    tree = LexborHTMLParser(page)

    assert not tree.css("script, link, img, iframe")
    styles = "".join(node.text() for node in tree.css("style"))
    assert styles
    assert not re.findall(r"url\(\"?(?!\"?data:)|@import", styles)
    ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
    assert sorted(set(ids)) == sorted(ids)


def test_metrics_lead_to_the_models_that_make_them():
    """A metric is told by the figures that are made of it, not by a table of its name."""
    made_by = figures_of()

    assert set(metrics()) == set(made_by)
    assert ["figures_volume"] == made_by["mentions"]
    assert ["figures_sentiment"] == made_by["net_sentiment"]
    assert ["figures_quality"] == made_by["audit_agreement"]
