"""A lake whose every segment is older than a column of posts."""

from datetime import date

from flows.lake import segments
from flows.lake.understanding import current, understand_new
from flows.warehouse import models
from flows.warehouse.connection import scope, warehouse
from tests.lake.samples import a_config, collect, posts

SOURCE = {
    "id": "memory", "kind": "files", "path": "x.csv", "platform": "forum", "channel": "forum",
}  # fmt: skip
REPORT = {"id": "month", "brand": "acme", "period": "2026-06"}


def test_models_run_over_segments_of_before(tmp_path):
    """Posts of a lake from before have no sentiment of another tool, and every model is built."""
    config = a_config(tmp_path, sources=[SOURCE], reports=[REPORT])
    collect(config, posts(3))
    understand_new(config, workers=1)
    (one,) = segments.segments(segments.posts_folder(config.lake, current(config)))
    segments.write(segments.read(one).drop("sentiment_stated"), one.path)

    report = config.report("month")
    window = report.window(config.workspace.timezone, date(2026, 7, 2))
    with warehouse(config, scope(config, report, window)) as connection:
        models.run(connection, models.in_order())
        told = connection.execute("select post_id, sentiment_stated from posts order by 1")
        assert [("p0", None), ("p1", None), ("p2", None)] == told.fetchall()
