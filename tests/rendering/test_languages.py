"""The names of languages."""

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from flows.rendering.languages import language_name
from flows.text.language import LANGUAGES, NEIGHBOURS, STRANGERS


def test_every_answer_has_a_name():
    """No language that a post may be found to have is printed as its code."""
    answers = {*LANGUAGES, *NEIGHBOURS, *STRANGERS}

    assert set() == {code for code in answers if language_name(code) == code}


@pytest.mark.slow
def test_every_language_that_could_be_answered_has_a_name():
    """Nor is any other language of two letters that the model knows."""
    known = LanguageIdentifier.from_model_file(MODEL_FILE).nb_classes

    assert set() == {code for code in known if len(code) == 2 and language_name(code) == code}


@pytest.mark.parametrize(
    ("expected", "code"), [("Thai", "th"), ("German", "de"), ("xx", "xx"), ("not known", "und")]
)
def test_a_language_is_named(expected, code):
    """A code gives its English name, one without a name itself, and `und` words."""
    assert expected == language_name(code)
