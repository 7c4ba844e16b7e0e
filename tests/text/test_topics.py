"""What the shipped taxonomy finds and leaves alone; the sentences are made up for these tests."""

import polars as pl
import pytest

from flows.text.queries import documents
from flows.text.topics import found, shipped_topics

SAID = {
    "price": [
        "The new one is way too expensive for what it is",
        "Der Preis ist unverschämt hoch",
        "Beaucoup trop cher pour ce que c'est",
        "Слишком дорого за такой чайник",
        "Bu fiyata alınmaz, çok pahalı",
        "가격이 너무 비싸요",
    ],
    "delivery": [
        "My parcel was left in the rain",
        "Das Paket ist immer noch nicht da",
        "Mon colis est perdu et le livreur n'a pas sonné",
        "Курьер так и не приехал, доставка ужасная",
        "Kargo iki haftadır yolda",
        "배송이 너무 늦어요",
    ],
    "quality": [
        "Poorly made, it fell apart in a week",
        "Die Qualität lässt nach, schlecht verarbeitet",
        "Article défectueux, très mauvaise qualité",
        "Качество хуже прежнего, сломался через день",
        "Kalitesi çok düşük, bozuk çıktı",
        "품질이 별로고 금방 고장났어요",
    ],
    "support": [
        "Customer service never answers",
        "Their support never once answered",
        "Der Laden geht nicht ans Telefon",
        "Chez eux, injoignables depuis lundi",
        "Поддержка магазина не отвечает",
        "Telefonu açan yok",
        "문의했는데 며칠째 조용하네요",
        "Eine Stunde in der Warteschleife",
        "Le service client ne répond pas",
        "Служба поддержки молчит",
        "Müşteri hizmetlerine ulaşamıyorum",
        "고객센터가 전화를 안 받아요",
    ],
    "app": [
        "Since the latest update I cannot log in",
        "Eure App stürzt ständig ab",
        "L'appli plante, impossible de me connecter",
        "После обновления приложение вылетает",
        "Uygulamaya giremiyorum",
        "앱이 자꾸 꺼져요",
    ],
    "billing": [
        "They charged me twice and the invoice is wrong",
        "Auf der Rechnung steht ein falscher Betrag",
        "Ma facture est fausse, double prélèvement",
        "Списали деньги дважды и комиссию сверху",
        "Faturam bu ay iki katı geldi",
        "요금이 이중으로 청구됐어요",
    ],
    "outage": [
        "No internet since Monday, is there an outage",
        "Schon wieder eine Störung, kein Netz",
        "Encore une coupure, plus d'internet",
        "Сбой, второй час нет интернета",
        "İnternet kesintisi var, bağlantı yok",
        "Site çöktü, sabahtan beri erişim yok",
        "Сервер опять лежит",
        "서버 다운인가 접속이 안 돼요",
    ],
    "staff": [
        "The cashier was so kind",
        "Die Mitarbeiter im Laden waren unfreundlich",
        "Le personnel est charmant",
        "Продавец нагрубил мне",
        "Personel çok ilgiliydi",
        "직원이 불친절했어요",
    ],
    "returns": [
        "I sent it back and want a refund",
        "Die Rücksendung dauert, ich will mein Geld zurück",
        "J'attends le remboursement de ma commande",
        "Оформил возврат, деньги не возвращают",
        "İade talebim reddedildi",
        "환불 언제 되나요",
    ],
    "safety": [
        "The charger caught fire, this is dangerous",
        "Der Akku ist gefährlich, Brandgefahr",
        "La batterie a pris feu, c'est dangereux",
        "Зарядка загорелась, это опасно",
        "Şarj aleti patladı, çok tehlikeli",
        "Bataryası yandı, iyi ki evdeydik",
        "The charger nearly melted on the desk",
        "Das Ladegerät ist geschmolzen",
        "Le chargeur a fondu",
        "Зарядка чуть не расплавилась",
        "충전기에 불이 붙었어요",
        "충전기가 과열돼서 위험해요",
    ],
}

SAYS_NOTHING_OF = [
    ("price", "We won first prize at the fair"),
    ("price", "Wir haben den ersten Preis gewonnen"),
    ("price", "Le prix Nobel de chimie"),
    ("price", "Дорогая редакция, дорога была длинной"),
    ("price", "Zaman geçiyor, zamanla alışırsın"),
    ("delivery", "Je lis un livre au parc"),
    ("delivery", "A comedian with perfect timing and elocution"),
    ("quality", "We spent quality time with the kids"),
    ("quality", "В качестве примера"),
    ("support", "I support my local team"),
    ("support", "Thanks for the support, friends"),
    ("support", "Her answer drew a lot of applause"),
    ("support", "Спасибо всем за поддержку"),
    ("app", "I approve of the new park"),
    ("app", "Ihre Application wurde abgelehnt"),
    ("billing", "Bill Gates visited Leeds"),
    ("billing", "Des légumes frais du marché"),
    ("outage", "시각장애인 안내견을 만났어요"),
    ("outage", "I sat down by the river"),
    ("outage", "Kar yüzünden çatı çöktü"),
    ("staff", "It is a very personal story"),
    ("returns", "Je suis de retour à Lyon"),
    ("returns", "Many happy returns of the day"),
    ("safety", "Eine starke Brand, ein starker Brand"),
    ("safety", "Он отлично загорел на море"),
    ("safety", "Işıklar yandı, film başladı"),
]


def told(said: list[str]) -> list[list[str]]:
    """Return the shipped topics of texts."""
    posts = pl.DataFrame({"title": [""] * len(said), "text": said})
    queries = {one.topic: one.query for one in shipped_topics()}
    listed: list[list[str]] = found(
        posts, documents(posts["title"], posts["text"]), queries
    ).to_list()
    return listed


@pytest.mark.parametrize("topic", SAID)
def test_a_topic_is_found_in_six_languages(topic: str):
    """What is plainly about a topic has it, whatever the language of the post."""
    said = SAID[topic]

    missed = [text for text, ids in zip(said, told(said), strict=True) if topic not in ids]

    assert [] == missed


def test_what_only_sounds_like_a_topic():
    """A price is no prize, a Turkish `zam` no time, a French `frais` no fee."""
    said = [text for _, text in SAYS_NOTHING_OF]

    assert [] == [
        (topic, text)
        for (topic, text), ids in zip(SAYS_NOTHING_OF, told(said), strict=True)
        if topic in ids
    ]


def test_every_topic_is_tested():
    """A topic that is shipped has its sentences here."""
    assert list(SAID) == [one.topic for one in shipped_topics()]


def test_topics_are_listed_in_the_order_of_the_taxonomy():
    """A post has every topic that it is about, and an empty list where there is none."""
    taxonomy = {"bike": "bike", "app": "app NOT map"}
    posts = pl.DataFrame(
        {"title": ["App and bike", "", ""], "text": ["", "a map in the app", "no word of it"]}
    )
    searched = documents(posts["title"], posts["text"])

    assert [["bike", "app"], [], []] == found(posts, searched, taxonomy).to_list()
    assert [[], [], []] == found(posts, searched, {}).to_list()
