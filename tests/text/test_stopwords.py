"""The list of stop words."""

from flows.text.stopwords import stopwords


def test_every_language_has_its_words():
    """The words are lower case, and each list holds what its language cannot do without."""
    words = stopwords()
    assert {"en", "de", "fr", "ru", "tr", "ko", "es", "web"} == set(words)
    assert all(word == word.lower() for language in words.values() for word in language)
    assert {"the", "und", "les", "что", "bir", "그리고", "pero", "https"} <= frozenset().union(
        *words.values()
    )


def test_months_are_no_topics():
    """The name of a month rises every year, and says nothing of what is talked about."""
    told = {
        "en": "january june dec", "de": "januar märz mai", "fr": "février août juillet",
        "ru": "январь июня августе", "tr": "ocak temmuz'da ağustosta", "ko": "월 월에",
        "es": "enero agosto",
    }  # fmt: skip
    for language, months in told.items():
        assert set(months.split()) <= stopwords()[language]


def test_what_measures_is_no_topic():
    """How many, how far and on which day says nothing of what is talked about."""
    told = {
        "en": "four week miles monday", "de": "vier woche kilometer montag",
        "fr": "quatre semaine kilomètres lundi", "ru": "четыре неделю километров понедельник",
        "tr": "dört hafta kilometre pazartesi", "ko": "하루 시간 월요일",
        "es": "cuatro semana lunes", "web": "km kg",
    }  # fmt: skip
    for language, measures in told.items():
        assert set(measures.split()) <= stopwords()[language]


def test_words_of_opinion_are_kept():
    """What people praise and complain about must be able to trend."""
    assert not {"bad", "good", "broken", "love"} & stopwords()["en"]
