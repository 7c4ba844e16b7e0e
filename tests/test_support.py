"""Real support threads: how soon companies answer, beside a plain computation over the file."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pytest

from flows.config import Config, load
from flows.lake.collection import collect_source
from flows.lake.understanding import understand_new
from flows.sources import Http
from flows.warehouse import models
from flows.warehouse.connection import scope, warehouse
from flows.warehouse.queries import rows

REPO = Path(__file__).parents[1]
POSTS = REPO.parent / "shared" / "data" / "posts" / "support_threads.csv"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not POSTS.is_file(), reason="the support threads are not beside this checkout"
    ),
]


@pytest.fixture(scope="module")
def support(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return the workspace of the support threads, heard and understood."""
    text = (REPO / "benchmarks" / "support" / "listening.toml").read_text()
    path = tmp_path_factory.mktemp("support") / "listening.toml"
    path.write_text(text.replace("${SUPPORT_CSV}", str(POSTS)).replace("../work/support/", ""))
    config = load(path)
    with Http() as http:
        entry = collect_source(config, config.sources[0], http, datetime(2026, 11, 1, tzinfo=UTC))
    assert (entry.status, entry.post_count) == ("complete", 2_500)
    understand_new(config, workers=1)
    return config


@pytest.fixture(scope="module", params=["phones", "airlines"])
def built(
    request: pytest.FixtureRequest, support: Config
) -> Iterator[tuple[Config, duckdb.DuckDBPyConnection]]:
    """Return the configuration and a connection in which a report's answers are measured."""
    report = support.report(request.param)
    told = scope(support, report, report.window("UTC", date(2026, 11, 1)))
    with warehouse(support, told) as connection:
        models.run(connection, models.needed("response"))
        yield support, connection


def _seconds_to_answer(handle: str) -> dict[str, float]:
    """Return of each post that names an account and that it answered how long that took."""
    with POSTS.open(newline="", encoding="utf-8") as file:
        posts: dict[str, dict[str, Any]] = {row["tweet_id"]: row for row in csv.DictReader(file)}
    found: dict[str, float] = {}
    for answer in posts.values():
        asked = posts.get(answer["in_response_to_tweet_id"])
        if asked is None or answer["author_id"] != handle or asked["inbound"] != "True":
            continue
        if f"@{handle.lower()}" not in asked["text"].lower():
            continue
        began, ended = (datetime.fromisoformat(post["created_at"]) for post in (asked, answer))
        if ended >= began and "2017-10-01" <= asked["created_at"] < "2018-01-01":
            took = (ended - began).total_seconds()
            found[asked["tweet_id"]] = min(took, found.get(asked["tweet_id"], took))
    return found


def test_first_answers_are_those_of_a_plain_reading(built):
    """Every counted mention that a company answered is found, to the second, and no other."""
    config, connection = built
    for brand in rows(connection, "from brands"):
        plain = _seconds_to_answer(config.brand(brand["brand"]).owned[0].lstrip("@"))
        counted = {
            row["post_id"]
            for row in rows(
                connection,
                f"select post_id from mentions where brand = '{brand['brand']}' and is_counted",
            )
        }
        made = {
            row["post_id"]: round(row["answer_hours"] * 3600)
            for row in rows(connection, f"from first_answers where brand = '{brand['brand']}'")
            if row["answered_at"] is not None
        }
        assert {post: took for post, took in plain.items() if post in counted} == made


def test_the_median_is_that_of_a_plain_computation(built):
    """The median time to the first answer is right to the second for every company."""
    config, connection = built
    told = {row["brand"]: row for row in rows(connection, "from response where period = 'window'")}
    assert told
    for brand, row in told.items():
        plain = _seconds_to_answer(config.brand(brand).owned[0].lstrip("@"))
        asked = rows(connection, f"select post_id from answers where brand = '{brand}'")
        took = [plain[one["post_id"]] for one in asked if one["post_id"] in plain]

        assert len(took) == row["answered_count"]
        assert median(took) == pytest.approx(row["median_hours"] * 3600, abs=1e-6)
