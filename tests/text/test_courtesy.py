"""Sorry and thanks in six languages, as DuckDB finds them."""

import duckdb
import pytest

from flows.text.courtesy import courtesy_pattern


@pytest.fixture(scope="module")
def found():
    """Tell whether a text holds a courtesy."""
    connection = duckdb.connect()

    def holds(kind, text):
        asked = "select regexp_matches(?, ?, 'i')"
        return connection.execute(asked, [text, courtesy_pattern(kind)]).fetchall()[0][0]

    return holds


@pytest.mark.parametrize(
    "text",
    [
        "We're SORRY to hear that.",
        "Apologies for the delay",
        "Bitte entschuldigen Sie die Wartezeit.",
        "Das tut uns sehr leid!",
        "Nous sommes désolés.",
        "Veuillez nous excuser",
        "Приносим извинения за задержку",
        "Yaşadığınız sorun için üzgünüz",
        "Özür dileriz.",
        "불편을 드려 죄송합니다.",
    ],
)
def test_sorry_is_heard(found, text):
    """Each language says sorry in its own words, with its own endings."""
    assert found("apology", text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the details.",
        "thank  you",
        "We appreciate it",
        "Danke für den Hinweis",
        "Merci de votre patience",
        "Спасибо за обращение",
        "Teşekkür ederiz",
        "감사합니다",
    ],
)
def test_thanks_are_heard(found, text):
    """Each language says thanks in its own words, with its own endings."""
    assert found("thanks", text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("apology", "The sorrypack ships on Monday, in sorrytown"),
        ("apology", "사과를 먹었어요"),
        ("thanks", "A thankless task at the Thankstone"),
        ("thanks", "Der Gedanke ist gut"),
        ("thanks", "Please send us a message"),
    ],
)
def test_parts_of_other_words_are_not(found, kind, text):
    """A word that only looks like one is none."""
    assert not found(kind, text)
