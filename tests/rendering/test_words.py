"""Each language of the report writes numbers, days, lists and names its own way."""

import re
import typing
from datetime import date, datetime

import pytest
from babel import Locale
from babel.numbers import format_decimal, parse_decimal
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from flows.config import Language
from flows.places import shipped
from flows.rendering import numbers, periods
from flows.rendering.findings.facts import points, share_points
from flows.rendering.languages import language_name
from flows.rendering.periods import _WHEN
from flows.rendering.terms import TERMS, figure_label, term
from flows.rendering.words import (
    TRANSLATED,
    capital,
    in_order,
    listed,
    say,
    sentence,
    speaking,
    spoken,
)
from flows.window import parse

_DAYS = ("on {day}", "in the period {days}", "in {month}", "in the week of {days}")
LANGUAGES = typing.get_args(Language)


def test_every_language_but_that_of_the_code_has_a_catalogue():
    """The configuration offers a language only where its words are."""
    assert {"en", *TRANSLATED} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "count", "points", "share", "change"),
    [
        ("en", "12,345", "−4.2", "34.2%", "+12%"),
        ("de", "12.345", "−4,2", "34,2\N{NO-BREAK SPACE}%", "+12\N{NO-BREAK SPACE}%"),
        (
            "fr",
            "12\N{NARROW NO-BREAK SPACE}345",
            "−4,2",
            "34,2\N{NO-BREAK SPACE}%",
            "+12\N{NO-BREAK SPACE}%",
        ),
        (
            "ru",
            "12\N{NO-BREAK SPACE}345",
            "−4,2",
            "34,2\N{NO-BREAK SPACE}%",
            "+12\N{NO-BREAK SPACE}%",
        ),
        ("tr", "12.345", "−4,2", "%34,2", "+%12"),
        ("ko", "12,345", "−4.2", "34.2%", "+12%"),
    ],
)
def test_numbers_are_written_as_the_language_does(language, count, points, share, change):
    """Thousands, decimals, per cent and signs stand where readers look for them."""
    with speaking(language):
        assert count == numbers.count(12_345)
        assert points == numbers.signed(-4.2)
        assert share == numbers.percent(0.342)
        assert change == numbers.signed_percent(0.123)


@pytest.mark.parametrize("language", LANGUAGES)
@given(amount=st.floats(-1e9, 1e9, allow_nan=False), digits=st.integers(0, 3))
def test_a_written_number_reads_back(language, amount, digits):
    """What is printed is the figure's value, rounded, in every language; and as Babel writes it."""
    with speaking(language):
        written = numbers.decimal(amount, digits)
        locale = spoken().locale
    wanted = float(f"{amount:.{digits}f}") + 0.0

    assert wanted == float(parse_decimal(written.replace("−", "-"), locale))
    plain = format_decimal(abs(wanted), f"#,##0.{'0' * digits}".rstrip("."), locale)
    assert plain == written.removeprefix("−")


@pytest.mark.parametrize(
    ("language", "day", "short", "span", "month"),
    [
        ("en", "12 June 2013", "12 Jun", "3\u2009–\u200916 June 2013", "June 2013"),
        ("de", "12. Juni 2013", "12. Juni", "3.–16. Juni 2013", "Juni 2013"),
        ("fr", "12 juin 2013", "12 juin", "3–16 juin 2013", "juin 2013"),
        ("ru", "12 июня 2013 года", "12 июн.", "3—16 июня 2013 года", "июнь 2013 года"),
        ("tr", "12 Haziran 2013", "12 Haz", "3–16 Haziran 2013", "Haziran 2013"),
        ("ko", "2013년 6월 12일", "6월 12일", "2013년 6월 3일~16일", "2013년 6월"),
    ],
)
def test_days_are_written_as_the_language_does(language, day, short, span, month):
    """Days, spans and months have the language's order; no full stop ends a day by chance."""
    on = date(2013, 6, 12)
    with speaking(language):
        assert day == numbers.day(on)
        assert short == numbers.short_day(on)
        assert span == numbers.day_range(date(2013, 6, 3), date(2013, 6, 16))
        assert month == numbers.month(on)
        assert numbers.moment(datetime(2013, 6, 12, 23, 5)).endswith("23:05")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("language", "said", "names"),
    [
        ("en", "a, b and c", ["Äpfel", "Oz", "Zebra"]),
        ("de", "a, b und c", ["Äpfel", "Ober", "Öl", "Zebra"]),
        ("fr", "a, b et c", ["eau", "été", "euro"]),
        ("ru", "a, b и c", ["еж", "ёлка", "Ель", "жук"]),
        ("tr", "a, b ve c", ["cam", "çam", "Hatay", "Ilgaz", "İnci", "jale"]),
        ("ko", "a, b 및 c", ["가방", "나무", "다리"]),
    ],
)
def test_lists_and_order_are_the_language_s(language, said, names):
    """Things are listed with the language's `and`, and sorted as its dictionaries do."""
    with speaking(language):
        assert said == listed(["a", "b", "c"])
        assert names == in_order(sorted(names, reverse=True), str)


def test_turkish_has_its_own_capital_i():
    """A sentence that begins with an i has its dot only in Turkish."""
    with speaking("tr"):
        assert "İlk" == capital("ilk")
    assert "Ilk" == capital("ilk")


def test_a_language_is_spoken_until_its_block_ends():
    """One language inside another leaves no trace, not even after an error."""
    with pytest.raises(ValueError, match="stop"), speaking("de"), speaking("fr"):
        raise ValueError("stop")
    assert "en" == spoken().language


def test_the_names_of_languages_are_the_report_s():
    """German is Allemand to a French reader."""
    with speaking("fr"):
        assert "allemand" == language_name("de")
    with speaking("ko"):
        assert "독일어" == language_name("de")


def test_what_is_put_into_a_message_is_escaped_but_for_markup():
    """A brand cannot bring markup into a page; a link of ours can."""
    link = Markup("<b>a</b>")

    assert Markup("<b>a</b> &lt;i&gt;") == say("{link} {brand}", link=link, brand="<i>")
    assert "<i> leads" == say("{brand} leads", brand="<i>")


def test_every_locale_has_what_is_written():
    """Babel knows the signs and patterns of each language."""
    for language in LANGUAGES:
        assert Locale.parse(language).interval_formats["yMMMd"].keys() >= {"d", "M", "y"}


@pytest.mark.parametrize(
    ("language", "share", "balance"),
    [
        ("en", "1.0 percentage point", "1.0 point"),
        ("de", "1,0 Prozentpunkte", "1,0 Punkte"),
        ("fr", "1,0 point de pourcentage", "1,0 point"),
        ("ru", "1,0 процентного пункта", "1,0 пункта"),
        ("tr", "1,0 yüzde puan", "1,0 puan"),
        ("ko", "1.0%p", "1.0포인트"),
    ],
)
def test_a_share_moves_by_percentage_points(language, share, balance):
    """A difference of two shares is in percentage points, one of two net sentiments in points."""
    with speaking(language):
        assert share == share_points(-0.0096)
        assert balance == points(-0.96)


@pytest.mark.parametrize(
    ("expected", "name", "month"),
    [
        ("в январе 2026 года", "январь 2026 года", "2026-01"),
        ("в марте 2026 года", "март 2026 года", "2026-03"),
        ("в мае 2026 года", "май 2026 года", "2026-05"),
        ("в сентябре 2026 года", "сентябрь 2026 года", "2026-09"),
    ],
)
def test_a_russian_month_has_its_ending_in_a_sentence(expected, name, month):
    """When something was is said with the month's own ending, as a name it stays as it is."""
    window = parse(month, "UTC", date(2027, 1, 1))
    with speaking("ru"):
        assert expected == periods.when(window)
        assert name == periods.label(window)


@pytest.mark.parametrize(
    ("expected", "language"), [("757 posts", "en"), ("757 постов", "ru"), ("757건", "ko")]
)
def test_a_unit_stands_off_its_number_where_the_language_has_it_so(expected, language):
    """Korean sets no space between a number and what is counted."""
    with speaking(language):
        assert expected == numbers.quantity(757, "posts")


def test_every_verdict_of_sql_is_a_term():
    """Whatever a query may answer in a column of verdicts, each language has a word for."""
    answers = {
        answer
        for file in shipped("sql").rglob("*.sql")
        for case in re.findall(
            r"\bcase\b((?:(?!\bcase\b).)*?)\bend as (?:\w+_)?verdict\b", file.read_text(), re.DOTALL
        )
        for answer in re.findall(r"(?:then|else)\s+'([^']*)'", case)
    }

    assert set() == answers - set(TERMS["verdict"])
    assert {"up", "ahead", "not tested", "level"} <= answers


def test_a_figure_of_a_topic_names_it_in_the_language():
    """What is printed of a shipped topic is its name in the report's language."""
    row = {"metric": "pain_share", "segment": "Customer support"}

    with speaking("de"):
        assert f"Acme, {term('Customer support', 'topic')}" in figure_label(row, "Acme")
        assert "Customer support" not in figure_label(row, "Acme")


def test_french_counts_the_first_of_a_month():
    """The first of a month is `1er` in French, on its own and in a span; the eleventh is not."""
    with speaking("fr"):
        assert "1er octobre 2026" == numbers.day(date(2026, 10, 1))
        assert "1er oct." == numbers.short_day(date(2026, 10, 1))
        assert "1er–31 octobre 2026" == numbers.day_range(date(2026, 10, 1), date(2026, 10, 31))
        assert "11–21 oct." == numbers.short_day_range(date(2026, 10, 11), date(2026, 10, 21))
    with speaking("de"):
        assert "1. Oktober 2026" == numbers.day(date(2026, 10, 1))


def test_french_says_when_after_an_elided_word():
    """Every `when` of French begins with a vowel: its sentences have `qu’` before it."""
    whens = [message for message in (*_WHEN.values(), *_DAYS) if message]

    with speaking("fr"):
        assert [] == [said for one in whens if (said := spoken().message(one))[0] not in "aeiou"]


def test_clauses_are_joined_as_the_language_does():
    """French has a blank before its semicolon; nothing stands for an empty clause."""
    assert "one; two." == sentence("one", "", "two")
    with speaking("fr"):
        assert "un\N{NO-BREAK SPACE}; deux." == sentence("un", "deux", "")
