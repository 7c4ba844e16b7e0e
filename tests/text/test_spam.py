"""What is taken for spam, and what must not be."""

import polars as pl
import pytest

from flows.text.folding import folded
from flows.text.spam import MAX_PITCH, spam_reasons


def reason(text: str) -> str | None:
    """Return the rule that a text breaks."""
    reasons: list[str | None] = spam_reasons(folded(pl.Series([text]))).to_list()
    return reasons[0]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("giveaway", "GIVEAWAY! Follow us and tag a friend for a chance of a new bike"),
        ("giveaway", "Gewinnspiel: folgt uns und liked diesen Beitrag"),
        ("giveaway", "Grand concours, likez et partagez pour participer"),
        ("giveaway", "Подпишись и сделай репост, розыгрыш в пятницу"),
        ("giveaway", "ÇEKİLİŞ var: takip et ve RT yap"),
        ("giveaway", "팔로우하고 리트윗하시면 추첨을 통해 드립니다"),
        ("promotion", "Use my code BIKE10 for 10% off, shop now"),
        ("promotion", "Mit meinem Code gibt es 20 % Rabatt"),
        ("promotion", "Code promo du jour : cliquez ici !"),
        ("promotion", "Скидка 50 %! Переходите по ссылке"),
        ("promotion", "%30 indirim, hemen satın alın"),
        ("promotion", "오늘만 할인, 프로필 링크 확인"),
        ("scam", "Make money online https://a.example"),
        ("scam", "https://a.example deneme bonusu veren siteler"),
        ("link_farm", " ".join(f"https://a.example/{number}" for number in range(5)) + " nice"),
    ],
)
def test_advertising_is_spam(rule: str, text: str):
    """A call to act beside a bait, or links and hardly a word, break a rule."""
    assert rule == reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Does anybody have a discount code for the new bike?",
        "I won a bike in a giveaway last year and it broke on day two",
        "Click here does nothing in your app, I cannot order",
        "Please follow up on my ticket, I want to win this argument",
        "Ich habe 20 % Rabatt bekommen und trotzdem zu viel bezahlt",
        "У них скидка, но доставка ужасная",
        "indirimde aldım ama bozuk çıktı",
        "할인 받아서 샀는데 고장났어요",
        "My four favourite reviews, each worth the hour it takes: "
        + " ".join(f"https://a.example/{number}" for number in range(4)),
    ],
)
def test_customers_are_no_spammers(text: str):
    """To ask for a code, to tell of a prize or to share links breaks no rule."""
    assert reason(text) is None


def test_an_offer_in_a_long_post_is_no_spam():
    """A long post is about something else than the offer in it."""
    pitch = "Use my code BIKE10 for 10% off. "
    assert reason(pitch)
    assert reason(pitch + "The ride was long. " * (MAX_PITCH // 15)) is None
