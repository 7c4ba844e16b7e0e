"""The report as slides: native charts that stay editable, and the evidence in the notes."""

from pathlib import Path

from flows.rendering.context import Context
from flows.rendering.fonts import lettered
from flows.rendering.slides.deck import Deck
from flows.rendering.slides.story import tell
from flows.rendering.words import speaking


def write_slides(context: Context, path: Path) -> None:
    """Write a deck of the report's main findings; same context, same bytes.

    Raises:
        ListeningError: the file cannot be written.

    """
    with speaking(context.report["language"]), lettered(context.theme.typeface):
        deck = Deck(context)
        tell(deck, context)
        deck.save(path)
