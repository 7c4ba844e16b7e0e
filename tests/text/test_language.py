"""In which language a post is found to be."""

from pathlib import Path

import polars as pl
import pytest

from flows.text.language import (
    LANGUAGES,
    NEIGHBOURS,
    STRANGERS,
    UNDETERMINED,
    _chances,
    identify,
)

SHARED = Path(__file__).parents[3] / "shared" / "data"


def language(text: str, stated: str | None = None) -> str:
    """Return the language found for one text."""
    found: list[str] = identify(pl.Series([text]), pl.Series([stated], dtype=pl.String))[
        "language"
    ].to_list()
    return found[0]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("en", "The new model is much better than the old one"),
        ("de", "Das neue Modell ist viel besser als das alte"),
        ("fr", "Le nouveau modèle est bien meilleur que l'ancien"),
        ("ru", "Новая модель намного лучше старой"),
        ("tr", "Yeni model eskisinden çok daha iyi"),
        ("ko", "새 모델이 이전 것보다 훨씬 좋아요"),
        ("es", "El nuevo modelo es mucho mejor que el anterior"),
        ("it", "Il nuovo modello è molto meglio di quello vecchio"),
        ("pt", "O novo modelo é muito melhor do que o antigo"),
        ("nl", "Het nieuwe model is veel beter dan het oude"),
        ("pl", "Nowy model jest znacznie lepszy od starego"),
        ("ar", "الطراز الجديد أفضل بكثير من القديم"),
        ("ja", "新しいモデルは古いものよりずっと良いです"),
        ("zh", "新款比旧款好得多"),
        ("uk", "Нова модель набагато краща за стару, дуже подобається"),
        ("sv", "Den nya modellen är mycket bättre än den gamla"),
        ("cs", "Nový model je mnohem lepší než ten starý"),
        ("ro", "Noul model este mult mai bun decât cel vechi"),
        ("hu", "Az új modell sokkal jobb, mint a régi"),
        ("ko", "ㅋㅋㅋㅋ"),
        ("ko", "ㅠㅠ !!"),
        ("en", "thanks ㅋㅋ that was a funny one"),
        ("be", "Гэта вельмі добры тэлефон і ён мне падабаецца"),
        ("mk", "Овој телефон е многу добар и ми се допаѓа"),
        ("sr", "Ово је веома добар телефон и свиђа ми се"),
        ("mn", "Энэ утас маш сайн байна, надад таалагдаж байна"),
        ("af", "Hierdie foon is baie goed en ek hou daarvan"),
        ("nl", "Dit is geen slecht toestel en ik ben tevreden"),
        ("is", "Þetta er mjög góður sími"),
        ("ga", "Tá an fón seo an-mhaith"),
        ("et", "See telefon on väga hea"),
        ("ur", "یہ فون بہت اچھا ہے"),
        ("fa", "این گوشی خیلی خوب است"),
        ("tr", "KARGO ÇOK GEÇ GELDİ, HİÇ BEĞENMEDİM"),
        ("de", "@acme #fail Das geht gar nicht https://example.com/the-new-model-is-better"),
    ],
)
def test_a_plain_sentence_is_identified(expected: str, text: str):
    """Links and handles do not count, capitals do not confuse, neighbours are not forced."""
    assert expected == language(text)


@pytest.mark.parametrize(
    "text", ["", "   ", "123", "😡😡", "https://a.example/the-cat", "@acme", "ok"]
)
def test_what_holds_no_language_is_undetermined(text: str):
    """Letterless or hardly a word: no language rather than a guess."""
    assert UNDETERMINED == language(text)
    assert UNDETERMINED == language(text, "de")


def test_a_stated_language_decides_what_is_close_and_nothing_else():
    """The platform's word is a hint: many accounts state the wrong language."""
    close = "Amo esta consola"
    assert ("es", "pt") == (language(close, "es"), language(close, "pt-BR"))
    assert ("und", "pt") == (language("Bom dia"), language("Bom dia", "pt"))
    assert "en" == language("The new model is much better than the old one", "de")


def test_nulls_and_repeats_keep_their_rows():
    """Every row has its answer, in order."""
    texts = pl.Series(["good morning to all of you", None, "guten Morgen zusammen", None] * 2)
    found = identify(texts, pl.Series([None] * 8, dtype=pl.String))["language"].to_list()
    assert ["en", "und", "de", "und"] * 2 == found


def test_the_batched_model_gives_the_probabilities_of_the_library():
    """Reading many texts at once changes nothing but the speed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    labels = [*LANGUAGES, *NEIGHBOURS, *STRANGERS]
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # The second column of Serbian, in Latin, is not read.
    order = [identifier.nb_classes.index(label) for label in labels]
    identifier.nb_classes = labels
    identifier.nb_ptc, identifier.nb_pc = identifier.nb_ptc[:, order], identifier.nb_pc[order]
    identifier._set_alias_pairs()
    texts = ["The cat", "", "Nowy model", "새 모델", "ok", "x" * 3_000, "я тоже", "1"]
    for text, row in zip(texts, _chances(texts), strict=True):
        expected = dict(identifier.rank(text))
        assert [expected[label] for label in labels] == pytest.approx(row.tolist(), abs=1e-4)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared labels")
def test_short_posts_are_identified_as_people_labelled_them():
    """Of labelled short posts 99 in 100 answers are right, and few are left open."""
    labelled = pl.read_parquet(SHARED / "labels" / "language_dev.parquet")
    stated = pl.Series([None] * len(labelled), dtype=pl.String)
    found = labelled.hstack(identify(labelled["text"], stated))
    answered = found.filter(pl.col("language") != UNDETERMINED)
    assert len(answered) > 0.99 * len(found)
    assert (answered["language"] == answered["lang"]).sum() > 0.99 * len(answered)
