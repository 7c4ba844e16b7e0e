"""Flow: posts are looked up again where they were published, one task a source."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from prefect import State, flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.states import Completed

from flows.audit.erasing import erase_from_sheets
from flows.collect import GAPS, SIDE_BY_SIDE, block, held
from flows.config import load, secret
from flows.errors import SourceUnavailable
from flows.lake.checked import Checked
from flows.lake.compliance import check_source, due_of
from flows.sources import Http


@task(cache_policy=NO_CACHE, task_run_name="comply {source}")
def comply_one(config: Path, source: str) -> Checked | None:
    """Look up what is due of one source; None where its posts are not looked up."""
    settings, at = load(config), datetime.now(UTC)
    with Http(keys=partial(secret, block=block)) as http:
        due = due_of(settings, settings.source(source), http, at)
        if due is None:
            return None
        checked = check_source(
            settings,
            due,
            http,
            at,
            erasing=lambda gone: erase_from_sheets(settings.reports_folder, gone),
        )
    get_run_logger().info("%s", checked.document())
    return checked


@flow(flow_run_name="comply", task_runner=SIDE_BY_SIDE)
def comply(sources: Sequence[str] = (), config: Path = Path("listening.toml")) -> State[Any]:
    """Look posts up again: follow edits, erase what is gone; the result is how many were erased.

    When a platform says that very much is gone, nothing of it is erased: a person looks, and runs
    `earwitness comply --source ID --confirm`.

    Args:
        sources: Ids of the sources; none means all of them.
        config: The configuration file, relative to the folder that the worker works in.

    """
    settings = load(config)
    names = [settings.source(name).id for name in sources or settings.platforms]
    with held(settings, "comply"):
        futures = [comply_one.submit(config, name) for name in names]
        checked = [one for one in (future.result() for future in futures) if one]
    return _outcome(checked)


def _outcome(checked: Sequence[Checked]) -> State[Any]:
    failed = [one for one in checked if one.error and not one.told_count]
    if checked and len(failed) == len(checked):
        raise SourceUnavailable(f"Nothing was looked up. {failed[0].error}")
    erased = sum(len(one.erased.posts) for one in checked if one.erased)
    asked = sum(one.asked_count for one in checked)
    message = f"{asked:,} posts looked up, {erased:,} erased."
    problems = [said for one in checked for said in (one.error, one.held) if said]
    if not problems:
        return Completed(message=message, data=erased)
    return Completed(name=GAPS, message=f"{message} {' '.join(problems)}", data=erased)
