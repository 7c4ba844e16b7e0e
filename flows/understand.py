"""Flow: new raw segments into data/posts."""

from pathlib import Path
from typing import Any

from prefect import State, flow, get_run_logger
from prefect.states import Completed

from flows.collect import held
from flows.config import load
from flows.lake.understanding import understand_new


@flow(flow_run_name="understand")
def understand(config: Path = Path("listening.toml")) -> State[Any]:
    """Find language, sentiment and brands of every post that is new; the result is their number.

    Nothing is done twice; after a changed brand query all posts are new.

    Args:
        config: The configuration file, relative to the folder that the worker works in.

    """
    settings, logger = load(config), get_run_logger()

    def progress(done: int, total: int) -> None:
        logger.info("understood %s of %s posts", f"{done:,}", f"{total:,}")

    with held(settings, "understand"):
        count = understand_new(settings, progress=progress)
    return Completed(message=f"Understood {count:,} posts.", data=count)
