"""A server, a worker, everything deployed, and a report at the press of a button."""

import json
import os
import subprocess

import pytest

from tests.prefect.conftest import PREFECT, ended, working

pytestmark = pytest.mark.prefect


def test_a_report_at_the_press_of_a_button(deployed, home, tmp_path):
    """Deploy all, let a worker collect and report, and find the files and the artifacts."""
    with working(deployed, tmp_path / "worker.log"):
        deployed.prefect("deployment", "run", "collect/collect-hourly")
        assert ended(deployed, "collect")["state_name"] == "Completed"
        period = json.dumps({"first_day": "2026-06-01", "last_day": "2026-06-30"})
        deployed.prefect(
            "deployment", "run", "report/on-demand-report", "--param", f"period={period}"
        )
        run = ended(deployed, "report")
    assert run["state_name"] == "Completed", (tmp_path / "worker.log").read_text()[-3000:]
    assert run["state"]["message"].startswith("Acme ")
    issued = home / "reports" / "monthly" / "2026-06" / "1"
    assert {
        "manifest.json",
        "monthly-2026-06.html",
        "monthly-2026-06.pdf",
        "monthly-2026-06.xlsx",
    } == {path.name for path in issued.iterdir()}
    artifacts = {
        artifact["key"]: artifact
        for artifact in deployed.find("artifacts")
        if artifact["flow_run_id"] == run["id"]
    }
    assert {"monthly-summary", "monthly-figures", "monthly-files"} == set(artifacts)
    assert artifacts["monthly-summary"]["data"].startswith("# Acme, June 2026")
    assert run["state"]["message"] in artifacts["monthly-summary"]["data"].replace("\\", "")
    assert str(issued / "monthly-2026-06.pdf") in artifacts["monthly-files"]["data"]
    rows = json.loads(artifacts["monthly-figures"]["data"])
    assert {"mentions.acme", "net_sentiment.acme"} <= {row["Id"] for row in rows}
    assert all(isinstance(value, str) for row in rows for value in row.values())


def test_deploying_again_keeps_a_paused_schedule_paused(deployed):
    """Slugs let the server know its schedules again."""
    (hourly,) = schedules(deployed, "collect-hourly")
    deployed.prefect("deployment", "schedule", "pause", "collect/collect-hourly", hourly["id"])
    deployed.prefect("deploy", "--all")
    (again,) = schedules(deployed, "collect-hourly")
    assert (again["slug"], again["active"]) == ("hourly", False)
    assert again["schedule"]["timezone"] == "Europe/Berlin"


def test_the_server_refuses_a_wrong_form(deployed):
    """A named period that does not exist is refused before a run is made."""
    wrong = 'period={"named": "yesterday"}'
    with pytest.raises(RuntimeError, match="yesterday"):
        deployed.prefect("deployment", "run", "report/on-demand-report", "--param", wrong)


def test_a_flow_that_cannot_be_imported_is_not_deployed(deployed, tmp_path):
    """A module entrypoint that fails to import stops the deployment, not the first run."""
    (tmp_path / "prefect.yaml").write_text(
        "deployments:\n- {name: broken, entrypoint: flows.nowhere.report, work_pool: {name: local}}"
    )
    done = subprocess.run(
        [PREFECT, "--no-prompt", "deploy", "--all"],
        cwd=tmp_path,
        env=os.environ | deployed.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "broken" not in {one["name"] for one in deployed.find("deployments")}
    assert done.returncode


def schedules(server, name):
    """Return the schedules of a deployment."""
    (deployment,) = server.find("deployments", deployments={"name": {"any_": [name]}})
    return deployment["schedules"]
