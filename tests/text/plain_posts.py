"""Short posts of people who complain and of people who do not; made up, none from a data set.

They say what they say without a handle, as reviews, forums and feeds do. The rules were written
with `READ` in sight; `KEPT` was written after the words of complaints and before those of topics,
and nothing was tuned for it.
"""

from typing import NamedTuple

READ_COMPLAINTS = {
    "price": {
        "en": "Acme doubled the monthly price without telling anyone",
        "de": "Für das Geld ist der Acme Staubsauger eine Zumutung, völlig überteuert",
        "fr": "Encore une augmentation chez Acme, c'est devenu hors de prix",
        "ru": "Acme опять подняли цены, это уже грабёж",
        "tr": "Acme bu kalitedeki ürüne bu fiyatı istemesi tam bir soygun",
        "ko": "아크메 또 가격 올렸네요 너무 비싸서 못 쓰겠어요",
    },
    "delivery": {
        "en": "My Acme parcel has been stuck in the depot for nine days",
        "de": "Acme hat mein Paket schon zum zweiten Mal an die falsche Adresse geliefert",
        "fr": "Commande Acme passée il y a trois semaines et toujours rien reçu",
        "ru": "Третью неделю жду посылку от Acme, статус не меняется",
        "tr": "Acme kargosu on gündür şubede bekliyor, dağıtıma çıkmadı",
        "ko": "아크메 주문한 지 열흘인데 아직도 배송 준비중이네요",
    },
    "quality": {
        "en": "The zip on my Acme jacket broke the second time I wore it",
        "de": "Nach zwei Monaten ist der Henkel der Acme Tasse abgebrochen",
        "fr": "La semelle de mes chaussures Acme s'est décollée au bout d'un mois",
        "ru": "У чайника Acme через месяц отвалилась ручка",
        "tr": "Acme ayakkabının tabanı bir ayda açıldı",
        "ko": "아크메 가방 한 달 만에 지퍼가 고장났습니다",
    },
    "support": {
        "en": "I have emailed Acme four times and nobody has replied",
        "de": "Seit einer Stunde hänge ich in der Warteschleife von Acme",
        "fr": "Impossible de joindre quelqu'un chez Acme, ça raccroche à chaque fois",
        "ru": "До Acme невозможно дозвониться, сбрасывают звонок",
        "tr": "Acme'yi üç gündür arıyorum, telefonu açan yok",
        "ko": "아크메 고객센터는 며칠째 답변이 없습니다",
    },
    "app": {
        "en": "Since the update the Acme app freezes on the login screen",
        "de": "Die neue Version der Acme App hängt sich beim Start auf",
        "fr": "Depuis la mise à jour l'application Acme se ferme toute seule",
        "ru": "После обновления приложение Acme зависает при запуске",
        "tr": "Güncellemeden sonra Acme uygulaması açılmıyor",
        "ko": "업데이트하고 나서 아크메 앱이 실행이 안 됩니다",
    },
    "billing": {
        "en": "Acme billed me for a subscription I cancelled in March",
        "de": "Acme bucht weiter Geld ab, obwohl ich gekündigt habe",
        "fr": "Acme continue à me prélever alors que j'ai résilié en mars",
        "ru": "Acme сняли с карты деньги за подписку, которую я отменил",
        "tr": "Acme iptal ettiğim abonelik için kartımdan para çekmiş",
        "ko": "해지했는데 아크메에서 요금이 또 빠져나갔어요",
    },
    "outage": {
        "en": "No Acme internet in our street since last night",
        "de": "Acme ist wieder mal ausgefallen, seit Stunden kein Netz",
        "fr": "Plus de connexion Acme dans tout l'immeuble depuis hier soir",
        "ru": "Интернет от Acme не работает со вчерашнего вечера",
        "tr": "Dün geceden beri Acme internetimiz kesik",
        "ko": "아크메 인터넷 어젯밤부터 끊겨서 일을 못 하고 있어요",
    },
    "staff": {
        "en": "The man at the Acme counter shouted at my mother",
        "de": "Der Verkäufer bei Acme hat uns einfach stehen lassen",
        "fr": "La vendeuse Acme m'a parlé comme à un chien",
        "ru": "Кассирша в Acme нахамила мне при детях",
        "tr": "Acme kasiyeri yüzümüze bağırdı, hiç saygı yok",
        "ko": "아크메 직원이 반말하고 무시하더라고요",
    },
    "returns": {
        "en": "Acme refuses to refund my kettle although it is under warranty",
        "de": "Rücksendung kam vor Wochen an, aber Acme erstattet mir nichts",
        "fr": "Acme refuse de me rembourser un appareil sous garantie",
        "ru": "Acme отказываются возвращать деньги за бракованный товар",
        "tr": "Acme iademi kabul etmiyor, paramı da vermiyor",
        "ko": "아크메가 하자 있는 제품인데도 환불을 거부합니다",
    },
    "safety": {
        "en": "The Acme heater started smoking and nearly set the curtain on fire",
        "de": "Das Acme Ladegerät ist geschmolzen und hat den Tisch verbrannt",
        "fr": "Le chargeur Acme a fondu sur ma table de nuit pendant la nuit",
        "ru": "Обогреватель Acme задымился, чуть не сгорела штора",
        "tr": "Acme ısıtıcısından duman çıktı, az kalsın ev yanıyordu",
        "ko": "아크메 충전기가 녹아서 불이 날 뻔했어요",
    },
}

READ_OTHERS = {
    "praise": {
        "en": [
            "The Acme kettle still works perfectly after six years",
            "Acme sent a replacement the very next day, great people",
            "No problems at all with my Acme router so far, very happy",
        ],
        "de": [
            "Die Acme Kaffeemaschine läuft seit Jahren ohne Probleme",
            "Acme hat sofort Ersatz geschickt, toller Laden",
            "Endlich schnelles Internet dank Acme",
        ],
        "fr": [
            "Mon aspirateur Acme marche parfaitement depuis cinq ans",
            "Colis Acme reçu en deux jours, bravo",
            "Le vendeur Acme a été adorable avec nous",
        ],
        "ru": [
            "Чайник Acme служит шестой год, очень доволен",
            "В Acme сразу поменяли товар, молодцы",
            "С интернетом от Acme никаких проблем",
        ],
        "tr": [
            "Acme süpürge beş yıldır sorunsuz çalışıyor",
            "Acme ertesi gün yenisini gönderdi, harikalar",
            "Acme personeli çok ilgiliydi, sağ olsunlar",
        ],
        "ko": [
            "아크메 청소기 5년째 문제없이 잘 쓰고 있어요",
            "아크메 배송 하루 만에 왔어요 최고",
            "아크메 직원분들 친절하고 좋았습니다",
        ],
    },
    "neutral": {
        "en": [
            "Picked up an Acme phone on the way home today",
            "My sister works at the Acme store in Leeds",
            "I pay for Acme once a year, not every month",
            "The Acme app has a new icon",
        ],
        "de": [
            "Habe heute eine Acme Lampe für die Küche gekauft",
            "Der Acme Laden ist jetzt neben dem Bahnhof",
            "Bei Acme zahle ich per Rechnung",
            "Die Acme App hat jetzt ein neues Symbol",
        ],
        "fr": [
            "J'ai pris une lampe Acme pour la cuisine",
            "La boutique Acme est à côté de la gare",
            "Je paie mon abonnement Acme par carte",
            "L'appli Acme a une nouvelle icône",
        ],
        "ru": [
            "Купил сегодня лампу Acme на кухню",
            "Магазин Acme теперь рядом с вокзалом",
            "За подписку Acme плачу раз в год",
            "У приложения Acme новая иконка",
        ],
        "tr": [
            "Bugün mutfağa Acme lamba aldım",
            "Acme mağazası garın yanına taşındı",
            "Acme aboneliğimi kartla ödüyorum",
            "Acme uygulamasının simgesi değişti",
        ],
        "ko": [
            "오늘 부엌에 놓을 아크메 조명을 샀어요",
            "아크메 매장이 역 옆으로 옮겼어요",
            "아크메 구독료는 일 년에 한 번 내요",
            "아크메 앱 아이콘이 바뀌었네요",
        ],
    },
    "headlines": {
        "en": [
            "Acme shares fall 3 % after weak quarter",
            "Acme to close two warehouses and move 400 jobs",
            "Acme sued over patents by Globex",
        ],
        "de": [
            "Acme senkt Prognose, Aktie verliert drei Prozent",
            "Acme schließt zwei Lager und verlegt 400 Stellen",
            "Globex verklagt Acme wegen Patenten",
        ],
        "fr": [
            "Acme abaisse ses prévisions, le titre recule",
            "Acme ferme deux entrepôts et déplace 400 postes",
            "Globex attaque Acme pour ses brevets",
        ],
        "ru": [
            "Акции Acme упали на три процента",
            "Acme закрывает два склада и переводит 400 человек",
            "Globex подала в суд на Acme из-за патентов",
        ],
        "tr": [
            "Acme hisseleri yüzde üç geriledi",
            "Acme iki deposunu kapatıp 400 kişiyi taşıyor",
            "Globex patentler için Acme'ye dava açtı",
        ],
        "ko": [
            "아크메 주가 3퍼센트 하락",
            "아크메 창고 두 곳 닫고 400명 이동",
            "글로벡스 아크메에 특허 소송 제기",
        ],
    },
}

KEPT_COMPLAINTS = {
    "price": {
        "en": "Thirty euros for an Acme cable is just greedy",
        "de": "Acme verlangt jetzt vier Euro Versand, reine Abzocke",
        "fr": "Quarante euros pour une coque Acme, c'est du vol",
        "ru": "За такие деньги Acme могли бы и не экономить на кабеле, жаба душит",
        "tr": "Acme şarj kablosuna bu para verilmez, kazıklandık",
        "ko": "아크메 케이블 하나에 오만원이라니 너무하네요",
    },
    "delivery": {
        "en": "Waited at home all day and the Acme courier did not even ring",
        "de": "Der Acme Bote klingelt nicht mal und wirft nur einen Zettel ein",
        "fr": "Le livreur Acme n'est jamais passé, journée perdue",
        "ru": "Курьер Acme не приехал и даже не позвонил",
        "tr": "Bütün gün evde bekledim, Acme kuryesi uğramadı bile",
        "ko": "하루 종일 기다렸는데 아크메 기사님이 안 오셨어요",
    },
    "quality": {
        "en": "Paint is peeling off my Acme bike and it is four weeks old",
        "de": "Bei meinem Acme Rad blättert nach vier Wochen der Lack ab",
        "fr": "La peinture de mon vélo Acme s'écaille déjà",
        "ru": "На новом велосипеде Acme облезла краска",
        "tr": "Yeni aldığım Acme bisikletin boyası dökülüyor",
        "ko": "아크메 자전거 산 지 한 달인데 벌써 칠이 벗겨지네요",
    },
    "support": {
        "en": "The Acme hotline passed me to five people and solved nothing",
        "de": "Die Hotline von Acme hat mich fünfmal weiterverbunden und nichts gelöst",
        "fr": "La hotline Acme m'a baladé entre cinq personnes pour rien",
        "ru": "Горячая линия Acme пять раз переключала меня и ничего не решила",
        "tr": "Acme destek hattı beni beş kişiye aktardı, sonuç sıfır",
        "ko": "아크메 상담원이 다섯 번이나 돌려놓고 해결은 안 해주네요",
    },
    "app": {
        "en": "Acme website throws an error every time I press checkout",
        "de": "Beim Bezahlen zeigt die Seite von Acme nur eine Fehlermeldung",
        "fr": "Le site Acme affiche une erreur à chaque paiement",
        "ru": "Сайт Acme выдает ошибку при каждой оплате",
        "tr": "Acme sitesi ödeme sayfasında hep hata veriyor",
        "ko": "아크메 사이트 결제할 때마다 오류가 떠요",
    },
    "billing": {
        "en": "There is a forty dollar fee on my Acme invoice that nobody can explain",
        "de": "Auf meiner Acme Rechnung stehen Gebühren, die mir keiner erklären kann",
        "fr": "Ma facture Acme contient des frais que personne ne sait expliquer",
        "ru": "В счете от Acme непонятная комиссия, никто не может объяснить",
        "tr": "Acme faturamda kimsenin açıklayamadığı bir ücret var",
        "ko": "아크메 청구서에 설명도 없는 수수료가 붙어 있어요",
    },
    "outage": {
        "en": "Acme servers are unreachable again and I have a deadline",
        "de": "Acme Server schon wieder nicht erreichbar, und ich muss abgeben",
        "fr": "Serveurs Acme encore inaccessibles, impossible de travailler",
        "ru": "Серверы Acme снова лежат, работать невозможно",
        "tr": "Acme sunucularına yine ulaşılamıyor, iş yapamıyoruz",
        "ko": "아크메 서버 또 다운돼서 아무것도 못 하고 있습니다",
    },
    "staff": {
        "en": "Acme cashier rolled her eyes when I asked for a bag",
        "de": "Die Kassiererin bei Acme hat nur die Augen verdreht",
        "fr": "Le caissier Acme a levé les yeux au ciel quand j'ai demandé un sac",
        "ru": "Продавец Acme закатил глаза и отвернулся",
        "tr": "Acme çalışanı soru sorunca yüzünü çevirip gitti",
        "ko": "아크메 알바생이 물어봐도 대꾸도 안 하네요",
    },
    "returns": {
        "en": "Six weeks after I sent it back Acme still has my money",
        "de": "Vor sechs Wochen zurückgeschickt, und Acme behält mein Geld",
        "fr": "Renvoyé il y a six semaines et Acme garde mon argent",
        "ru": "Шесть недель назад отправил обратно, а денег от Acme все нет",
        "tr": "Altı hafta önce geri gönderdim, Acme hâlâ paramı yatırmadı",
        "ko": "반품한 지 6주가 지났는데 아크메에서 돈을 안 돌려줘요",
    },
    "safety": {
        "en": "My son cut his hand on the sharp edge of the Acme toy",
        "de": "Mein Sohn hat sich an der scharfen Kante vom Acme Spielzeug verletzt",
        "fr": "Mon fils s'est coupé sur le bord du jouet Acme",
        "ru": "Сын порезался об острый край игрушки Acme",
        "tr": "Oğlum Acme oyuncağın keskin kenarında elini kesti",
        "ko": "아이가 아크메 장난감 모서리에 손을 베였어요",
    },
}

KEPT_OTHERS = {
    "praise": {
        "en": [
            "Acme support solved it in two minutes, impressive",
            "Fell in love with the new Acme lamp",
            "Never had a single fault with Acme",
        ],
        "de": [
            "Der Acme Support hat mir in zwei Minuten geholfen",
            "Ganz verliebt in die neue Acme Lampe",
            "Mit Acme noch nie Ärger gehabt",
        ],
        "fr": [
            "Le support Acme a réglé ça en deux minutes",
            "Amoureuse de ma nouvelle lampe Acme",
            "Jamais eu de souci avec Acme, au contraire",
        ],
        "ru": [
            "Поддержка Acme решила все за две минуты",
            "Влюбилась в новую лампу Acme",
            "С Acme ни разу не было проблем, советую",
        ],
        "tr": [
            "Acme destek iki dakikada çözdü, süper",
            "Yeni Acme lambaya bayıldım",
            "Acme ile hiç sorun yaşamadım, tavsiye ederim",
        ],
        "ko": [
            "아크메 상담원이 2분 만에 해결해 주셨어요 감사합니다",
            "새로 산 아크메 조명 너무 예뻐요",
            "아크메는 한 번도 문제 없었어요 추천합니다",
        ],
    },
    "neutral": {
        "en": [
            "We changed the filter of our Acme machine on Sunday",
            "Acme opens at nine and closes at six",
            "The parcel from Acme comes on Tuesday",
            "Acme sells the same lamp in blue and green",
        ],
        "de": [
            "Am Sonntag den Filter der Acme Maschine gewechselt",
            "Acme öffnet um neun und schließt um sechs",
            "Das Paket von Acme kommt am Dienstag",
            "Acme hat die Lampe in Blau und Grün",
        ],
        "fr": [
            "Dimanche on a changé le filtre de la machine Acme",
            "Acme ouvre à neuf heures et ferme à six heures",
            "Le colis Acme arrive mardi",
            "Acme vend la lampe en bleu et en vert",
        ],
        "ru": [
            "В воскресенье поменяли фильтр в машине Acme",
            "Acme открывается в девять и закрывается в шесть",
            "Посылка от Acme приедет во вторник",
            "У Acme эта лампа есть синяя и зеленая",
        ],
        "tr": [
            "Pazar günü Acme makinenin filtresini değiştirdik",
            "Acme dokuzda açılıyor, altıda kapanıyor",
            "Acme kargosu salı günü geliyor",
            "Acme aynı lambayı mavi ve yeşil satıyor",
        ],
        "ko": [
            "일요일에 아크메 기계 필터를 갈았어요",
            "아크메는 아홉 시에 열고 여섯 시에 닫아요",
            "아크메 택배는 화요일에 온대요",
            "아크메 조명은 파란색과 초록색이 있어요",
        ],
    },
    "headlines": {
        "en": [
            "Acme warns of lower profit next year",
            "Regulator fines Acme over late filings",
            "Acme chief leaves after nine years",
        ],
        "de": [
            "Acme warnt vor geringerem Gewinn",
            "Behörde verhängt Bußgeld gegen Acme",
            "Acme Chef geht nach neun Jahren",
        ],
        "fr": [
            "Acme prévoit un bénéfice en baisse",
            "Le régulateur inflige une amende à Acme",
            "Le patron d'Acme part après neuf ans",
        ],
        "ru": [
            "Acme ждет снижения прибыли в следующем году",
            "Регулятор оштрафовал Acme",
            "Глава Acme уходит после девяти лет",
        ],
        "tr": [
            "Acme gelecek yıl daha düşük kâr bekliyor",
            "Kurum Acme'ye ceza kesti",
            "Acme genel müdürü dokuz yıl sonra ayrılıyor",
        ],
        "ko": [
            "아크메 내년 이익 감소 전망",
            "규제 당국 아크메에 과징금 부과",
            "아크메 대표 9년 만에 물러나",
        ],
    },
}


class Plain(NamedTuple):
    """A made-up post, its language, what it is about, and whether it complains."""

    text: str
    language: str
    about: str
    complains: bool


def _posts(
    complaints: dict[str, dict[str, str]], others: dict[str, dict[str, list[str]]]
) -> list[Plain]:
    bad = [
        Plain(text, language, topic, complains=True)
        for topic, texts in complaints.items()
        for language, text in texts.items()
    ]
    good = [
        Plain(text, language, kind, complains=False)
        for kind, languages in others.items()
        for language, texts in languages.items()
        for text in texts
    ]
    return bad + good


READ = _posts(READ_COMPLAINTS, READ_OTHERS)
KEPT = _posts(KEPT_COMPLAINTS, KEPT_OTHERS)
