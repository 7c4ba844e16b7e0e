"""What posts are after, in six languages; the sentences are made up for these tests."""

import polars as pl
import pytest

from flows.text.folding import folded
from flows.text.intents import INTENTS, intents

SAID = {
    "complaint": {
        "en": [
            "@acme_help my router died again and nobody answers, this is unacceptable",
            "@acme still waiting for my refund after three weeks. Worst customer service ever",
        ],
        "de": [
            "@acme seit drei Wochen warte ich auf mein Paket, keine Antwort, eine Frechheit",
            "Mein Router ist schon wieder kaputt und die Hotline hilft nicht, unverschämt",
        ],
        "fr": [
            "@acme toujours pas livré, aucune réponse du service client, c'est inadmissible",
            "Ma box est encore en panne et personne ne répond, quelle honte",
        ],
        "ru": [
            "@acme третий день не работает интернет, поддержка не отвечает, позор",
            "Заказ так и не привезли, деньги не возвращают, ужасный сервис",
        ],
        "tr": [
            "@acme siparişim hâlâ gelmedi, kimse cevap vermiyor, rezalet bir hizmet",
            "Ürün bozuk çıktı, iade etmiyorlar, mağdur oldum",
        ],
        "ko": [
            "@acme 주문한 지 2주째 아직도 안 왔고 연락도 없네요 최악입니다",
            "산 지 하루 만에 고장났는데 환불도 안 해주고 너무 불친절해요",
        ],
    },
    "praise": {
        "en": [
            "I love my new Acme router, works flawlessly",
            "Great service at Acme today, thanks!",
        ],
        "de": [
            "Bin begeistert vom neuen Router, kann ich nur empfehlen",
            "Super Service heute, danke!",
        ],
        "fr": [
            "J'adore ma nouvelle box, je recommande",
            "Merci pour l'accueil, service au top et très efficace",
        ],
        "ru": ["Очень доволен новым роутером, рекомендую", "Отличный сервис, спасибо!"],
        "tr": [
            "Yeni modemden çok memnunum, herkese tavsiye ederim",
            "Harika bir hizmet, teşekkürler",
        ],
        "ko": ["새 공유기 대만족이에요 강추합니다", "직원분이 정말 친절하시네요 감사합니다"],
    },
    "purchase_interest": {
        "en": [
            "Thinking of buying the Acme X2, is it worth it?",
            "Where can I buy the X2 in London?",
            "Tempted by the X2, I'd be buying it with my first pay",
        ],
        "de": [
            "Ich überlege mir die X2 zu kaufen, lohnt es sich?",
            "Wo bekomme ich die X2 in Wien?",
        ],
        "fr": ["J'hésite à acheter la X2", "Bonjour, quel est le prix de la X2 ?"],
        "ru": ["Думаю купить X2, стоит ли брать?", "Подскажите, сколько стоит X2"],
        "tr": ["X2 almayı düşünüyorum, önerir misiniz", "X2 fiyatı ne kadar acaba"],
        "ko": ["X2 사고 싶은데 괜찮을까요", "이 모델 어디서 살 수 있나요"],
    },
    "churn_risk": {
        "en": [
            "That's it, I'm switching to Globex",
            "After this it is time to switch to Globex",
            "Cancelling my subscription today, goodbye Acme",
        ],
        "de": ["Mir reicht's, ich kündige den Vertrag", "Nie wieder Acme, ich wechsle zu Globex"],
        "fr": ["Je résilie mon abonnement", "Plus jamais chez eux, je change d'opérateur"],
        "ru": ["Все, перехожу к другому оператору", "Больше никогда ничего у вас не закажу"],
        "tr": ["Aboneliğimi iptal ettiriyorum", "Bir daha asla, Globex'e geçiyorum"],
        "ko": ["오늘 해지했습니다", "다시는 안 삽니다, 다른 통신사로 갈아탑니다"],
    },
    "feature_request": {
        "en": [
            "Please add a dark mode to the app",
            "Would be nice if the app could export rides",
        ],
        "de": [
            "Wäre schön, wenn die App einen Dunkelmodus hätte",
            "Bitte fügt eine Exportfunktion hinzu",
        ],
        "fr": ["Ce serait bien de pouvoir exporter", "Pourriez-vous ajouter un mode sombre ?"],
        "ru": [
            "Добавьте, пожалуйста, темную тему",
            "Было бы здорово, если бы можно было выгрузить",
        ],
        "tr": ["Lütfen karanlık mod ekleyin", "Dışa aktarma seçeneği olsa güzel olur"],
        "ko": ["다크모드 추가해 주세요", "내보내기 기능이 있었으면 좋겠어요"],
    },
    "comparison": {
        "en": ["The X2 is way better than the Globex 5", "Acme vs Globex, which is better?"],
        "de": ["Die X2 ist besser als die Globex 5", "Im Vergleich zur Globex ist sie leiser"],
        "fr": ["La X2 est mieux que la Globex 5", "Par rapport à Globex, c'est plus léger"],
        "ru": ["X2 лучше, чем Globex 5", "По сравнению с Globex она тише"],
        "tr": ["X2, Globex'e göre daha sessiz", "Acme mi yoksa Globex mi, hangisi daha iyi"],
        "ko": ["X2가 글로벡스보다 훨씬 조용해요", "아크메랑 글로벡스 중에 뭐가 더 나아요?"],
    },
}

SAYS_NONE = {
    "en": [
        "Acme opens an office in Leeds on Monday",
        "We rode the old road by the river with the X2",
    ],
    "de": ["Acme eröffnet am Montag ein Büro in Leipzig", "Am Fluss entlang mit der X2 gefahren"],
    "fr": ["Acme ouvre un bureau à Lille lundi", "Balade au bord de la rivière avec la X2"],
    "ru": ["В понедельник Acme открывает офис в Казани", "Проехались вдоль реки на X2"],
    "tr": ["Acme pazartesi İzmir'de ofis açıyor", "X2 ile nehir boyunca gezdik"],
    "ko": ["아크메가 월요일에 부산 사무소를 엽니다", "X2 타고 강변을 달렸습니다"],
}

LOOKS_LIKE = [
    ("praise", "Oh great, the router is broken again, thanks for nothing"),
    ("praise", "I would love a refund, the best you can do is not good enough"),
    ("praise", "what is a great mac game controller?"),
    ("praise", "[Console Z] - $14.96 - 4.5 stars"),
    ("purchase_interest", "Don't buy the X2, it is a waste of money"),
    ("purchase_interest", "Just bought the X2, it came today"),
    ("churn_risk", "My flight was cancelled because of the storm"),
    ("churn_risk", "So glad I switched to Acme last year"),
    ("churn_risk", "Old hand rebrands himself as Switch Flipping"),
    ("churn_risk", "Switch linked my account from the wrong mail"),
    ("churn_risk", "Playing on a laptop with two controllers and a new switch"),
    ("feature_request", "Thanks for adding the dark mode"),
    ("comparison", "It is more of a hybrid"),
    ("complaint", "Thank you @acme, the problem is solved, great job"),
    ("complaint", "@ben that's not how he did it, why would you say so"),
    ("complaint", "@acme do you have the X2 in stock?"),
]


def found_in(said: list[tuple[str, str]]) -> list[list[str]]:
    """Return the intents of texts, given with their languages."""
    languages, texts = (pl.Series(list(column)) for column in zip(*said, strict=True))
    unknown = pl.Series(["unknown"] * len(said))
    listed: list[list[str]] = intents(folded(texts), languages, unknown).to_list()
    return listed


def found(text: str, language: str, sentiment: str = "unknown") -> list[str]:
    """Return the intents of one text."""
    told = intents(folded(pl.Series([text])), pl.Series([language]), pl.Series([sentiment]))
    listed: list[list[str]] = told.to_list()
    return listed[0]


@pytest.mark.parametrize("intent", SAID)
def test_an_intent_is_told(intent: str):
    """What is said plainly is understood in every language."""
    said = [(language, text) for language, texts in SAID[intent].items() for text in texts]

    missed = [one for one, told in zip(said, found_in(said), strict=True) if intent not in told]

    assert [] == missed


def test_a_plain_statement_has_no_intent():
    """News and stories are after nothing, and that is an empty list, not null."""
    said = [(language, text) for language, texts in SAYS_NONE.items() for text in texts]

    assert [[]] * len(said) == found_in(said)


def test_what_only_looks_like_it():
    """Irony that shows its trouble, refusals, and what is past are not taken at their word."""
    told = found_in([("en", text) for _, text in LOOKS_LIKE])

    assert [] == [
        (intent, text)
        for (intent, text), names in zip(LOOKS_LIKE, told, strict=True)
        if intent in names
    ]


def test_a_post_may_have_several_intents():
    """They are listed in one order, whatever the order of the words."""
    text = "@acme I'm switching to Globex, still no refund, worst service ever, why is that?"

    assert ["complaint", "question", "churn_risk"] == found(text, "en")
    assert set(SAID) | {"question"} == set(INTENTS)


def test_sentiment_is_weak_evidence():
    """A judged sentiment decides a close case and no clear one."""
    close = "@acme my parcel came like this again"

    assert [] == found(close, "en")
    assert ["complaint"] == found(close, "en", "negative")
    assert [] == found("@acme good morning", "en", "negative")


def test_other_languages_have_no_cues():
    """Only the question mark is read in a language without rules."""
    assert [] == found("El peor servicio, una vergüenza", "es")
    assert ["question"] == found("¿Dónde está mi pedido?", "es")


def test_an_undetermined_language_is_read_as_english():
    """What is too short for a language is most often English."""
    assert "question" in found("any idea", "und")


def test_no_posts_pass():
    """An empty series keeps its type."""
    empty = pl.Series([], dtype=pl.String)

    assert pl.List(pl.String) == intents(empty, empty, empty).dtype
