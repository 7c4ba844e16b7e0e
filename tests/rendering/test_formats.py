"""The table of formats: each that a report may ask for is written, under a name of its own."""

from typing import get_args

from flows.config import Format
from flows.rendering.formats import WRITERS, render
from tests.rendering.sample import a_context


def test_every_format_has_a_writer_and_an_ending_of_its_own():
    """What the configuration allows can be written, and no format takes another's place."""
    assert set(get_args(Format)) == WRITERS.keys()
    assert len(WRITERS) == len({writer.suffix for writer in WRITERS.values()})


def test_what_is_asked_for_is_written_and_nothing_else(tmp_path):
    """Each format is told of as it is begun, and only its file is there."""
    said: list[str] = []

    paths = render(a_context(), ["csv", "html"], tmp_path / "june", said.append)

    assert {"csv": tmp_path / "june.csv.zip", "html": tmp_path / "june.html"} == paths
    assert sorted(paths.values()) == sorted(tmp_path.iterdir())
    assert ["writing the tables as CSV", "writing the page"] == said
