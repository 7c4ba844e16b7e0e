"""The catalogues: every message of the code is in each of them, translated, and no other."""

import re
from collections.abc import Sequence

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from flows.rendering import catalogues
from flows.rendering.catalogues import FOLDER
from flows.rendering.extraction import _fault, faults, messages, template, written
from flows.rendering.words import TRANSLATED, plural, say, speaking

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language):
    """A catalogue has each message of the code, in its plural forms, with the names put in."""
    assert [] == faults(language)


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        (None, Message("{brand} leads.", "{brand} führt.")),
        ("not translated", Message("{brand} leads.", "")),
        ("not translated", Message("Data", "Daten", flags=["fuzzy"])),
        ("not translated", Message(("{count} post", "{count} posts"), ("", "{count} Beiträge"))),
        ("names other than ['brand']", Message("{brand} leads.", "{marke} führt.")),
        ("names other than ['brand', 'share']", Message("{brand} has {share}.", "{brand} hat.")),
        (None, Message(("{count} post", "{count} posts"), ("ein Beitrag", "{count} Beiträge"))),
        ("begins or ends with a blank", Message("Data", "Daten ")),
    ],
)
def test_a_faulty_translation_is_found(expected, said):
    """What is missing, unsure, or names something else than the message fails."""
    assert expected == _fault(said)


def test_messages_are_whole():
    """No message is a piece to be glued: it neither begins nor ends where another goes on."""
    pieces = [
        text
        for message in messages()
        if message.id
        for text in ([message.id] if isinstance(message.id, str) else message.id)
        if re.search(r"^[\s,;.)]|[\s,(]$", text)
    ]

    assert [] == pieces


def test_the_catalogues_change_only_with_the_messages():
    """A template made twice is the same, and names no day, machine or line."""
    made = written(template())

    assert made == written(template())
    assert b"POT-Creation-Date" not in made
    assert str(FOLDER).encode() not in made
    assert not re.search(rb"^#: .*:\d+$", made, flags=re.MULTILINE)


def test_a_catalogue_is_read_as_babel_reads_it(tmp_path, monkeypatch):
    """Our fast reader gives every message, context and plural form that Babel's does."""
    file = tmp_path / "ru" / "LC_MESSAGES" / "earwitness.po"
    file.parent.mkdir(parents=True)
    known = Catalog(locale="ru", fuzzy=False)
    for number, message in enumerate(one for one in messages() if one.id):
        forms = [f'«{number}» "{form}" \\ {message.id}\n' for form in range(3)]
        form = forms[0] if isinstance(message.id, str) else tuple(forms)
        known.add(message.id, form if number % 7 else "", context=message.context)
    file.write_bytes(written(known))
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)

    said = catalogues.catalogue.__wrapped__("ru").messages

    with file.open("rb") as opened:
        read = read_po(opened, locale="ru")
    assert {key: _breaking(forms) for key, forms in said.items()} == {
        (one.context, one.id if isinstance(one.id, str) else one.id[0]): one.string
        for one in read
        if one.id and one.string and all(one.string)
    }


def _breaking(forms: str | Sequence[str]) -> str | Sequence[str]:
    """Return a translation with the blanks that its file has."""
    if isinstance(forms, str):
        return forms.replace(NO_BREAK, " ")
    return tuple(form.replace(NO_BREAK, " ") for form in forms)


def test_no_sign_stands_alone_at_an_end_of_a_line(tmp_path, monkeypatch):
    """A line breaks neither inside quotation marks nor before a sign that French sets apart."""
    file = tmp_path / "fr" / "LC_MESSAGES" / "earwitness.po"
    file.parent.mkdir(parents=True)
    known = Catalog(locale="fr", fuzzy=False)
    known.add("“{word}”: 5% more; why?", "« {word} » : 5 % de plus ; pourquoi ? — Oui")
    file.write_bytes(written(known))
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)

    (said,) = catalogues.catalogue.__wrapped__("fr").messages.values()

    assert "«~{word}~»~: 5~% de plus~; pourquoi~?~— Oui" == str(said).replace(NO_BREAK, "~")


def test_a_language_without_its_message_says_it_in_english():
    """A report is never without words; the test of the catalogues tells of what is missing."""
    with speaking("ko"):
        assert "no such message for Acme" == say("no such message for {brand}", brand="Acme")
        assert "2 of such" == plural("{count} such", "{count} of such", 2)
