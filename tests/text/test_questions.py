"""Which posts ask something, in six languages, with and without a question mark."""

import polars as pl
import pytest

from flows.text.folding import folded
from flows.text.intents.questions import are_questions

ASKING = {
    "en": [
        "Does anyone know when the update is coming",
        "hi @acme how do I reset my router",
        "Where can I buy the blue one?",
        "is there a way to export my rides",
        "The light blinks red. What does that mean",
        "Just wondering if the new model fits the old dock",
        "any idea why the app logs me out",
        "Hello, can you tell me where my parcel is",
        "I wonder why the app is so slow",
    ],
    "de": [
        "Weiß jemand, wann das Update kommt",
        "Hallo @acme, wie kann ich mein Passwort ändern",
        "Gibt es das auch in Blau?",
        "Wo ist mein Paket",
        "Hat noch wer Probleme mit der App",
        "Könnt ihr mir bitte helfen",
        "Warum geht das nicht mehr",
        "Wie lange dauert die Lieferung nach Wien",
        "Ich frage mich, wann das neue Modell kommt",
    ],
    "fr": [
        "Est-ce que quelqu'un sait quand sort la mise à jour",
        "Bonjour @acme, comment changer mon mot de passe",
        "Il existe en bleu ?",
        "Pourquoi mon colis n'est pas arrivé",
        "Pouvez-vous m'aider svp",
        "Y a-t-il un magasin à Lyon",
        "Quelle est la différence entre les deux modèles",
        "Mon appli plante, quelqu'un a déjà eu ça",
        "Je me demande où le trouver",
    ],
    "ru": [
        "Подскажите, когда выйдет обновление",
        "Здравствуйте, как можно сменить пароль",
        "Есть ли он в синем цвете",
        "Где мой заказ?",
        "Кто-нибудь знает, почему не открывается приложение",
        "Стоит ли его брать в этом году",
        "Сколько стоит доставка в Казань",
        "Можно ли вернуть товар без чека",
        "почему сайт такой медленный",
        "Роутер хорош, но почему такой шумный",
        "когда выйдет новая версия",
    ],
    "tr": [
        "Güncelleme ne zaman gelecek bilen var mı",
        "Merhaba @acme şifremi nasıl değiştirebilirim",
        "Bunun mavisi var mı",
        "Kargom nerede?",
        "Siz de aynı sorunu yaşıyor musunuz",
        "Bu modeli almalı mıyım",
        "Neden uygulama sürekli kapanıyor",
        "Ücret iadesi yapılıyor mu",
        "Bu site neden bu kadar yavaş",
        "Yeni model ne zaman satışa çıkar",
    ],
    "ko": [
        "업데이트 언제 나오나요",
        "안녕하세요 비밀번호는 어떻게 바꾸나요",
        "파란색도 있나요?",
        "이거 환불 가능한가요",
        "왜 앱이 자꾸 꺼지죠",
        "지금 사도 괜찮을까요",
        "배송은 며칠 걸립니까",
        "혹시 써보신 분 계신지요",
        "새 모델 언제 나와요",
        "앱이 왜 이렇게 느리죠",
        "이거 어떻게 써요",
    ],
}

TELLING = {
    "en": [
        "What a beautiful ride that was",
        "I finally know how it works",
        "That is why I left them",
        "When I got home the box was empty.",
        "Read it here https://a.example/list?page=2",
        "The shop where I bought it has closed",
        "They told me who to call and it is solved",
        "I can do this all day",
        "No wonder they left",
    ],
    "de": [
        "Was für ein schöner Tag",
        "Ich weiß jetzt, wie es geht",
        "Als ich nach Hause kam, war die Kiste leer.",
        "Hier steht alles: https://a.example/suche?q=rad",
        "Der Laden, wo ich es gekauft habe, ist zu",
        "Wer will, der kann.",
        "Das ist der Grund, warum ich gehe",
        "Wenn es regnet, bleibe ich zu Hause",
    ],
    "fr": [
        "Quelle belle journée",
        "Je sais maintenant comment ça marche",
        "Quand je suis rentré, la boîte était vide.",
        "Tout est ici : https://a.example/page?id=3",
        "Le magasin où je l'ai acheté a fermé",
        "Voilà pourquoi je pars",
        "Ceux qui l'ont essayé sont contents",
        "Ce que j'aime, c'est la couleur",
    ],
    "ru": [
        "Какой прекрасный день",
        "Теперь я знаю, как это работает",
        "Когда я пришел домой, коробка была пустой.",
        "Все здесь: https://a.example/page?id=3",
        "Магазин, где я его купил, закрылся",
        "Вот почему я ухожу",
        "Вряд ли куплю еще раз",
        "Знаю, почему так вышло",
        "Когда выйдет солнце, поедем",
        "Те, кто пробовал, довольны",
    ],
    "tr": [
        "Ne güzel bir gün",
        "Artık nasıl çalıştığını biliyorum",
        "Eve geldiğimde kutu boştu.",
        "Hepsi burada: https://a.example/sayfa?id=3",
        "Onu aldığım dükkân kapandı",
        "Bu yüzden ayrılıyorum",
        "Her ne kadar pahalı olsa da güzel",
        "Mimari bir ürün, müzik gibi",
    ],
    "ko": [
        "정말 아름다운 날이에요",
        "이제 어떻게 쓰는지 알아요",
        "집에 가요",
        "여기 다 있어요 https://a.example/page?id=3",
        "비싸니까 안 사요",
        "팬에서 이상한 소리가 나요",
        "언제나 친절하세요",
        "왜 그런지 알아요",
        "언제 가도 좋아요",
        "늦을까 봐 걱정했는데 제때 왔어요",
    ],
}


def asks(text: str, language: str) -> bool:
    """Return whether a text is taken for a question."""
    return bool(are_questions(folded(pl.Series([text])), pl.Series([language]))[0])


@pytest.mark.parametrize("language", ASKING)
def test_questions_are_told(language: str):
    """A question is told by its words, particle or ending, as well as by its mark."""
    assert [] == [text for text in ASKING[language] if not asks(text, language)]


@pytest.mark.parametrize("language", TELLING)
def test_statements_are_no_questions(language: str):
    """Exclamations, relative clauses and marks within an address ask nothing."""
    assert [] == [text for text in TELLING[language] if asks(text, language)]


def test_a_mark_asks_in_any_language():
    """Where the words are not known, the mark alone tells."""
    assert asks("¿Dónde está mi pedido?", "es")
    assert asks("有蓝色的吗？", "zh")
    assert not asks("Dónde está mi pedido", "es")
