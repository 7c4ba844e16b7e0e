"""Words for planted posts, from the phrase banks in phrases/."""

import itertools
import re
import tomllib
from collections.abc import Sequence
from random import Random
from typing import Any

from examples.quickstart.planting import Planted
from examples.quickstart.truth import HERE, Brand, Truth

_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[^\W\d_]{5,}")
_LETTERS = re.compile(r"\w+")
_LENGTHS: dict[str, tuple[int, ...]] = {
    "social": (1, 1, 1, 2, 2, 3),
    "forum": (2, 2, 3, 4),
    "review": (1, 2, 2, 3, 4),
    "news": (2, 3, 3),
    "blog": (3, 4, 4),
}
"""Sentences of a post, one drawn from the list."""

_EMOJI = {"positive": "😍🙌👍🚲✨", "neutral": "🤔🚲🔧", "negative": "😡🙄👎😤"}
_BEFORE_VOWELS = {
    "en": [(re.compile(r"\b([Aa]) (?=[AEIOU])"), r"\1n ")],
    "fr": [
        (re.compile(r"\b([Ll]|[Dd]|[Qq]u)e (?=[AEIOU])"), r"\1'"),
        (re.compile(r"\b([Dd])u (?=[AEIOU])"), r"\1e l'"),
    ],
}
"""How an article changes before a name such as Ombrik."""

_WHOLE = ("owned", "spam", "homonym")
"""Themes whose phrases are whole posts."""

_NATIVE = {"ru": 0.4, "ko": 0.5}
"""Share of posts that write the brand in the language's own letters."""


class Bank:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        path = HERE / "phrases" / f"{language}.toml"
        self._given: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        self.slots: dict[str, list[str]] = self._given["slots"]
        self.sites: dict[str, list[str]] = self._given["sites"]
        self._found: dict[tuple[str, ...], tuple[str, ...]] = {}

    def phrases(self, *path: str) -> tuple[str, ...]:
        """Return the phrases under these keys, none if a key is missing."""
        if path not in self._found:
            found: Any = self._given
            for key in path:
                found = found.get(key, {})
            self._found[path] = tuple(found)
        return self._found[path]


class Wording:
    """Gives planted posts their titles and texts; no two posts get the same by chance."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth
        self._rng = Random(f"{truth.seed} wording")
        self._banks = {language: Bank(language) for language in truth.languages}
        self._seen: set[str] = set()
        names = itertools.chain.from_iterable(
            (brand.name, brand.cyrillic[:5], brand.hangul) for brand in truth.brands.values()
        )
        self._names = tuple(name.lower() for name in names)

    def word(self, post: Planted) -> None:
        """Write the title and the text of a post."""
        # Spam and a brand's own posts may repeat themselves; for others a sentence more helps.
        for extra in range(8):
            names = self._forms(post)
            post.text, post.title = self._text(post, names, extra), self._title(post, names)
            said = f"{post.title} {post.text}"
            key = " ".join(_LETTERS.findall(said.casefold()))
            if key not in self._seen:
                break
        self._seen.add(key)
        if post.rival and not any(name in said for name in (post.rival.name, names["rival"])):
            post.rival = None
        if post.source.channel == "social":
            post.text = self._decorated(post)
        post.text = self._mistyped(post)

    def answer(self, post: Planted, kind: str) -> None:
        """Write a brand's answer to the parent of a post."""
        asker = post.parent.author if post.parent else None
        frames = self._banks[post.language].phrases("reply", kind)
        said = self._filled(self._rng.choice(frames), post.language, self._forms(post))
        post.text = f"@{asker.name} {said}" if asker else said

    def site(self, post: Planted) -> str:
        """Return the site on which an article stands; an author writes for one."""
        sites = self._banks[post.language].sites[post.source.channel]
        return sites[int(post.author.id[1:]) % len(sites)] if post.author else sites[0]

    def _text(self, post: Planted, names: dict[str, str], extra: int) -> str:
        count = self._rng.choice(_LENGTHS[post.source.channel]) + extra
        # Nobody says the same thing twice in one post.
        frames = dict.fromkeys([self._main(post), *self._more(post, count - 1)])
        return " ".join(self._filled(frame, post.language, names) for frame in frames)

    def _main(self, post: Planted) -> str:
        bank = self._banks[post.language]
        if post.theme in _WHOLE or post.theme == "react":
            return self._rng.choice(bank.phrases(post.theme, post.tone))
        if post.source.channel == "news" and (lead := bank.phrases("theme", post.theme, "news")):
            return self._rng.choice(lead)
        return self._rng.choice(bank.phrases("theme", post.theme, post.tone))

    def _more(self, post: Planted, count: int) -> list[str]:
        bank, rng = self._banks[post.language], self._rng
        if count < 1 or post.theme in _WHOLE:
            return []
        if post.source.channel == "news":
            facts = bank.phrases("theme", "news", "more")
            return rng.sample(facts, min(count, len(facts)))
        # A second sentence is of the same tone or of none, never of the opposite one.
        same = bank.phrases("more", post.tone)
        plain = bank.phrases("theme", post.theme, "more") or bank.phrases("more", "neutral")
        again = bank.phrases("theme", post.theme, post.tone) if post.theme != "react" else []
        pools: list[Sequence[str]] = [same, plain, plain, again or same]
        return [rng.choice(rng.choice(pools)) for _ in range(count)]

    def _title(self, post: Planted, names: dict[str, str]) -> str:
        channel = post.source.channel
        if channel == "social" or post.parent or post.is_owned:
            return ""
        bank = self._banks[post.language]
        key = "news_titles" if channel == "news" and post.theme != "news" else "titles"
        titles = bank.phrases("theme", post.theme, key)
        if not titles:
            titles = bank.phrases("title", "market" if post.theme == "market" else post.tone)
        return self._filled(self._rng.choice(titles), post.language, names)

    def _filled(self, frame: str, language: str, names: dict[str, str]) -> str:
        slots, rng = self._banks[language].slots, self._rng
        said = _SLOT.sub(lambda slot: names.get(slot[1]) or rng.choice(slots[slot[1]]), frame)
        for pattern, form in _BEFORE_VOWELS.get(language, ()):
            said = pattern.sub(form, said)
        first = "İ" if language == "tr" and said[0] == "i" else said[0].upper()
        return first + said[1:]

    def _forms(self, post: Planted) -> dict[str, str]:
        """Return the names that a post uses, in the cases of its language."""
        is_native = self._rng.random() < _NATIVE.get(post.language, 0)
        names = {"link": f"https://gratis.example/{self._rng.randrange(16**6):06x}"}
        if post.brand:
            names |= forms(post.brand, post.language, is_native)
            names["model"] = _model(post.product, post.brand, post.language, is_native)
        if post.rival:
            rival = forms(post.rival, post.language, is_native)
            names |= {key.replace("brand", "rival"): form for key, form in rival.items()}
            product = post.rival.products[0].name
            names["rival_model"] = _model(product, post.rival, post.language, is_native)
        return names

    def _decorated(self, post: Planted) -> str:
        """Return the text with what people add on a social network."""
        text = post.text
        if post.is_spam or post.is_owned:
            return text
        rng, habits = self._rng, self._truth.habits
        if post.language == "en" and rng.random() < habits["lower_case"]:
            text = text.lower()
        if rng.random() < habits["emoji"]:
            text = f"{text} {rng.choice(_EMOJI[post.tone])}"
        if rng.random() < habits["hashtags"]:
            tags = ["#ebike", f"#{post.brand.name}" if post.brand and post.is_named else "#cycling"]
            text = f"{text} {rng.choice(tags)}"
        return text

    def _mistyped(self, post: Planted) -> str:
        """Return the text, in some posts with two letters swapped; names and links stay right."""
        text = post.text
        # Hangul is typed by letter and shown by syllable: swapped syllables are no typing mistake.
        is_exact = post.is_owned or post.theme == "homonym" or post.language == "ko"
        if is_exact or self._rng.random() > self._truth.habits["typos"]:
            return text
        words = [word for word in _WORD.finditer(text) if self._may_swap(text, word)]
        if not words:
            return text
        word = self._rng.choice(words)
        at = self._rng.randrange(word.start() + 1, word.end() - 2)
        swapped = f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"
        post.has_typo = swapped != text
        return swapped

    def _may_swap(self, text: str, word: re.Match[str]) -> bool:
        is_plain = word.start() == 0 or text[word.start() - 1] not in "#@/."
        return is_plain and not any(name in word[0].lower() for name in self._names)


def forms(brand: Brand, language: str, is_native: bool) -> dict[str, str]:
    """Return a brand's name in the cases that a language's phrases ask for."""
    given = brand.forms.get(language, {})
    if language == "ko":
        name = brand.hangul if is_native else brand.name
        return {"brand": name} | {key: name + particle for key, particle in given.items()}
    if language == "ru":
        return {"brand": brand.cyrillic if is_native else brand.name} | {
            key: form if is_native else brand.name for key, form in given.items()
        }
    return {"brand": brand.name, "brand_gen": f"{brand.name}s"} | given


def _model(product: str, brand: Brand, language: str, is_native: bool) -> str:
    return product.replace(brand.name, brand.hangul) if is_native and language == "ko" else product
