"""Nothing that a report says is left in English: told in a language of bracketed messages."""

from datetime import date
from typing import Any

import pytest

from flows import window
from flows.config import Config
from flows.delivery import letter
from flows.rendering.contents import read_context
from flows.rendering.context import Context
from flows.rendering.findings import findings
from flows.rendering.findings.advice import recommendations
from flows.rendering.findings.facts import Facts
from flows.rendering.html import render_html
from flows.rendering.issue import Issue, computed
from flows.rendering.parts import parts
from flows.rendering.words import speaking
from flows.warehouse.connection import scope
from tests.quickstart import understood
from tests.rendering.pseudo import LANGUAGE, bracketed, outside, texts_of, unsaid
from tests.rendering.sample import a_context

_TOLD = ("text", "owner", "measure")


def strings(given: Any) -> list[str]:
    """Return every text in a structure: what people and configurations gave a report."""
    if isinstance(given, str):
        return [given]
    if isinstance(given, dict):
        return [text for value in given.values() for text in strings(value)]
    if isinstance(given, list | tuple | set):
        return [text for value in given for text in strings(value)]
    if hasattr(given, "__dataclass_fields__"):
        return [
            text for name in given.__dataclass_fields__ for text in strings(getattr(given, name))
        ]
    return []


def data_of(context: Context) -> str:
    """Return all texts of a report that are not its own words."""
    given = [dict(context.tables), dict(context.report), dict(context.behind), context.theme]
    return "\n".join(outside(text) for text in strings(given))


def test_templates_and_charts_say_all_in_the_report_language(tmp_path):
    """A page of the sample has no word of ours that is not a message."""
    with bracketed(tmp_path):
        context = a_context(language=LANGUAGE)
        told = [finding.text for said in context.findings.values() for finding in said]
        page = render_html(context)

    labels = [figure.label for figure in context.figures.values()]
    assert set() == unsaid(texts_of(page), "\n".join([data_of(context), *told, *labels]))


def test_findings_say_all_in_the_report_language(tmp_path):
    """What rules make of the sample's figures has no word of ours outside a message."""
    with bracketed(tmp_path), speaking(LANGUAGE):
        context = a_context(language=LANGUAGE)
        volume = [{**row, "author_known_count": 9} for row in context.tables["volume"]]
        spikes = [
            {**row, "is_harsh": True, "net_sentiment": -31.0} for row in context.tables["spikes"]
        ]
        tables = {**context.tables, "recommendations": [], "volume": volume, "spikes": spikes}
        facts = Facts("norrsken", context.report, context.figures, tables)
        said = [finding.text for found in findings(facts).values() for finding in found]
        steps = [step[name] for step in recommendations(facts) for name in _TOLD]

    data = "\n".join([data_of(context), *context.figures])
    assert set() == unsaid([*said, *steps], data)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Config:
    """Return the quickstart's configuration over posts that were made, heard and understood."""
    return understood(tmp_path_factory.mktemp("quickstart")).config


@pytest.mark.slow
@pytest.mark.parametrize(("name", "period"), [("monthly", "2026-10"), ("monthly", "2026-W41")])
def test_a_real_report_says_all_in_its_language(workspace, tmp_path, name, period):
    """The page, the workbook and the message of the quickstart hold no English of ours."""
    settings = workspace.report(name).model_copy(update={"language": LANGUAGE})
    about = window.parse(period, workspace.workspace.timezone, date(2026, 11, 3))
    told = scope(workspace, settings, about)
    with bracketed(tmp_path), computed(workspace, told) as connection:
        context = read_context(connection, workspace, told)
        page = render_html(context)
        with speaking(LANGUAGE):
            sheets = parts(context)
            said = [part.title for part in sheets]
            said += [table.title for part in sheets for table in part.tables]
            said += [
                column.heading
                for part in sheets
                for table in part.tables
                for column in table.columns.values()
            ]
        headline = context.findings["answer"][0].text
        issue = Issue(settings, about, context, {}, headline, [])
        mail = letter.write(issue, context, workspace)

    said += [finding.text for found in context.findings.values() for finding in found]
    data = "\n".join([data_of(context), *context.figures])
    assert set() == unsaid([*texts_of(page), *texts_of(mail.html), *said], data)
    assert set() == unsaid([" ".join(mail.text.split())], data)
