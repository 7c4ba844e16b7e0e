"""Save a deck so that the same deck is the same file."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

from pptx.presentation import Presentation as Slides

from flows.rendering.archive import write_archive


def save(deck: Slides, path: Path, *, title: str, language: str, at: datetime) -> None:
    """Write a deck; `at` stands in it as the time of its making.

    Raises:
        ListeningError: the file cannot be written.

    """
    told = deck.core_properties
    told.title, told.author, told.last_modified_by = title[:255], "Earwitness", "Earwitness"
    told.language, told.revision = language, 1
    told.created = told.modified = at
    file = io.BytesIO()
    deck.save(file)
    with zipfile.ZipFile(file) as archive:
        write_archive({name: archive.read(name) for name in archive.namelist()}, path)
