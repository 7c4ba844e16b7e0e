"""prefect.yaml against the flows it deploys, without a server."""

from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
import yaml

REPO = Path(__file__).parents[2]
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((REPO / "prefect.yaml").read_text())[
    "deployments"
]
BY_NAME = {deployment["name"]: deployment for deployment in DEPLOYMENTS}
SCHEDULES = [
    (deployment["name"], schedule)
    for deployment in DEPLOYMENTS
    for schedule in deployment.get("schedules", [])
]

pytestmark = pytest.mark.prefect


def schema(deployment: dict[str, Any]) -> dict[str, Any]:
    """Return what the run form of a deployment is made of."""
    from prefect.flows import load_flow_from_entrypoint
    from prefect.utilities.callables import parameter_schema

    flow: Any = load_flow_from_entrypoint(deployment["entrypoint"], use_placeholder_flow=False)
    return parameter_schema(flow).model_dump()


def test_the_five_deployments_are_there():
    """Collecting by the hour, looking up by the day, two reports on a schedule, one on demand."""
    reports = {"weekly-report", "monthly-report", "on-demand-report"}
    assert {"collect-hourly", "comply-daily", *reports} == set(BY_NAME)
    assert "schedules" not in BY_NAME["on-demand-report"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=BY_NAME)
def test_every_parameter_is_one_that_the_flow_takes(deployment):
    """The entrypoint loads for real, and takes the parameters of deployment and schedules."""
    from prefect.utilities.schema_tools.validation import validate

    for given in (deployment, *deployment.get("schedules", [])):
        parameters = deployment.get("parameters", {}) | given.get("parameters", {})
        validate(parameters, schema(deployment), raise_on_error=True)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=BY_NAME)
def test_runs_of_one_deployment_follow_one_another(deployment):
    """A run that comes too early waits; it is not dropped, and it is run by the pool `local`."""
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
    assert deployment["work_pool"]["name"] == "local"


@pytest.mark.parametrize(("name", "schedule"), SCHEDULES)
def test_every_schedule_has_a_slug_and_a_time_zone(name, schedule):
    """Without a slug a paused schedule wakes up when deployed again; without a zone it is UTC."""
    assert schedule["slug"]
    assert schedule["timezone"] in available_timezones()


def test_reports_come_in_the_morning():
    """The weekly report on Monday, the monthly one on the first, both at six."""
    crons = {name: schedule["cron"] for name, schedule in SCHEDULES}
    assert crons["weekly-report"] == "0 6 * * 1"
    assert crons["monthly-report"] == "0 6 1 * *"
    assert crons["collect-hourly"].split()[1:] == ["*"] * 4
    assert crons["comply-daily"].split()[2:] == ["*"] * 3


def test_the_form_reads_well():
    """Each field of the form says what it is, and the fields of the period stand in their order."""
    form = schema(BY_NAME["on-demand-report"])
    assert ["name", "period", "send", "out", "config"] == sorted(
        form["properties"], key=lambda name: form["properties"][name]["position"]
    )
    assert all(one["description"] for one in form["properties"].values())
    period = form["definitions"]["Period"]["properties"]
    assert ["named", "text", "first_day", "last_day"] == sorted(
        period, key=lambda name: period[name]["position"]
    )
    assert all(one["description"] and one["title"] for one in period.values())
    assert "last_month" in period["named"]["enum"]


def test_a_period_outside_the_form_is_refused():
    """A named period that does not exist, or an unknown field, does not start a run."""
    from prefect.utilities.schema_tools.validation import ValidationError, validate

    form = schema(BY_NAME["on-demand-report"])
    for period in ({"named": "yesterday"}, {"days": 3}):
        with pytest.raises(ValidationError):
            validate({"name": "monthly", "period": period}, form, raise_on_error=True)
