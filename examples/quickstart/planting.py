"""What is said when, where, about whom and in which tone; the words come later."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from examples.quickstart.people import Author
from examples.quickstart.truth import Brand, Event, Product, Source, Tone, Topic, Truth

_HOURS = {
    "social": [2, 1, 1, 1, 1, 3, 7, 11, 12, 10, 9, 9, 11, 10, 8, 8, 10, 13, 14, 14, 14, 12, 9, 5],
    "forum": [3, 2, 1, 1, 1, 2, 4, 7, 8, 8, 8, 8, 9, 8, 7, 7, 8, 9, 11, 14, 16, 15, 11, 6],
    "review": [2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 10, 10, 11, 10, 9, 9, 9, 10, 12, 14, 14, 12, 8, 4],
    "news": [1, 0, 0, 0, 1, 4, 10, 14, 14, 13, 12, 11, 9, 9, 10, 9, 8, 6, 4, 2, 1, 1, 1, 1],
    "blog": [1, 1, 0, 0, 0, 2, 6, 9, 11, 11, 10, 8, 7, 6, 6, 6, 6, 7, 8, 9, 9, 7, 4, 2],
}
"""Weight of each hour of the local day."""
_BY_HOUR = {channel: list(accumulate(weights)) for channel, weights in _HOURS.items()}

_LAST_SECOND = 22 * 3600 + 3599  # the day on which summer time begins has 23 hours
_MEMORY = timedelta(days=5)  # how long a thread stays open


@dataclass(slots=True, eq=False)
class Planted:
    """A post to be written: first what it is about, then its author, words and counts."""

    source: Source
    at: datetime
    brand: Brand | None
    theme: str
    tone: Tone
    language: str
    product: str = ""
    rival: Brand | None = None
    parent: "Planted | None" = None
    original: "Planted | None" = None
    author: Author | None = None
    stars: int | None = None
    title: str = ""
    text: str = ""
    post_id: str = ""
    is_named: bool = True
    is_owned: bool = False
    is_spam: bool = False
    has_typo: bool = False

    @property
    def is_mention(self) -> bool:
        """Say whether the post names its brand, and means it."""
        return self.brand is not None and self.is_named and self.theme != "homonym"


def poisson(rng: Random, mean: float) -> int:
    """Draw a count."""
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


class Planter:
    """Plants everything that truth.toml says."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth
        self._rng = Random(f"{truth.seed} planting")
        self._languages = list(truth.languages), list(accumulate(truth.languages.values()))
        self._themes = list(truth.themes), list(truth.themes.values())

    def plant(self) -> list[Planted]:
        """Return all posts but copies and answers, in order of time, in their threads."""
        posts = [*self._everyday(), *self._topic(self._truth.topic), *self._homonyms()]
        for event in self._truth.events:
            posts += self._event(event)
        posts += self._own_posts()
        posts += self._spam(posts)
        day_of = self._truth.period.day_of
        posts = [post for post in posts if day_of(post.at) not in post.source.down]
        posts.sort(key=lambda post: post.at)
        self._tie_threads(posts)
        return posts

    def _everyday(self) -> Iterator[Planted]:
        rng, truth = self._rng, self._truth
        for day in truth.period.days():
            month = truth.period.month(day)
            noise = rng.lognormvariate(0, truth.habits["day_noise"])
            for source in truth.sources.values():
                if day in source.down:
                    continue
                rate = source.posts_per_day * source.weekdays[day.weekday()] * noise
                for brand in truth.brands.values():
                    for _ in range(poisson(rng, rate * brand.share * brand.volume[month])):
                        yield self._about(brand, source, day, month)
                if source.channel == "review":
                    continue
                for _ in range(poisson(rng, rate * truth.market["share"])):
                    tone = self._tone(truth.market["positive"], truth.market["negative"])
                    yield self._post(source, day, None, "market", tone)

    def _about(self, brand: Brand, source: Source, day: date, month: int) -> Planted:
        """Return an everyday post about a brand."""
        rng, habits = self._rng, self._truth.habits
        tone = self._tone(brand.positive[month], brand.negative[month])
        theme = rng.choices(*self._themes)[0]
        rival = None
        if source.channel == "news":
            theme, rival = "news", self._rival(brand)
            tone = tone if rng.random() < 1 / 2 else "neutral"
        elif rng.random() < habits["comparisons"]:
            theme, rival = "compare", self._rival(brand)
        elif source.channel in ("social", "forum") and tone == "neutral":
            neutral = 1 - brand.positive[month] - brand.negative[month]
            theme = "question" if rng.random() < habits["questions"] / neutral else theme
        post = self._post(source, day, brand, theme, tone)
        post.rival = rival
        return post

    def _event(self, event: Event) -> Iterator[Planted]:
        truth = self._truth
        brand = truth.brands[event.brand]
        shape = event.shape()
        echo = [event.last_on + timedelta(day + 1) for day in range(event.echo_days)]
        days = self._rng.choices(list(shape), list(shape.values()), k=event.size)
        for day in days + self._rng.choices(echo, k=event.echo_size):
            source = self._source(event.sources, day)
            tone = self._tone(event.positive, event.negative)
            tone = "neutral" if source.channel == "news" else tone
            post = self._post(source, day, brand, event.id, tone, event.product)
            if day == event.first_on:
                seconds = self._rng.randint(event.from_hour * 3600, _LAST_SECOND)
                post.at = truth.period.midnight(day) + timedelta(seconds=seconds)
            yield post

    def _topic(self, topic: Topic) -> Iterator[Planted]:
        truth = self._truth
        days = truth.period.days()
        for month, count in enumerate(topic.posts):
            within = [day for day in days if truth.period.month(day) == month]
            for day in self._rng.choices(within, k=count):
                source = self._source(topic.sources, day)
                tone = self._tone(topic.positive, topic.negative)
                brand = truth.brands[topic.brand]
                yield self._post(source, day, brand, topic.id, tone, topic.product)

    def _homonyms(self) -> Iterator[Planted]:
        truth = self._truth
        brand = truth.brands[truth.homonym["brand"]]
        months = truth.period.month(truth.period.last_on) + 1
        days = truth.period.days()
        for day in self._rng.choices(days, k=months * truth.homonym["posts_per_month"]):
            source = self._source({"plaza": 1.0}, day)
            yield self._post(source, day, brand, "homonym", "neutral")

    def _own_posts(self) -> Iterator[Planted]:
        for brand in self._truth.brands.values():
            for day in self._truth.period.days():
                if self._rng.random() < brand.own_posts_per_week / 7:
                    source = self._source({"plaza": 1.0}, day)
                    post = self._post(source, day, brand, "owned", "neutral")
                    post.is_owned = True
                    yield post

    def _spam(self, posts: Sequence[Planted]) -> list[Planted]:
        rng, truth = self._rng, self._truth
        open_to_all = [p for p in posts if p.source.channel in ("social", "forum", "blog")]
        brands = list(truth.brands.values())
        spam = []
        for near in rng.choices(open_to_all, k=round(len(open_to_all) * truth.habits["spam"])):
            brand = rng.choices(brands, [brand.share for brand in brands])[0]
            day = truth.period.day_of(near.at)
            post = self._post(near.source, day, brand, "spam", "neutral")
            post.is_spam = True
            spam.append(post)
        return spam

    def _tie_threads(self, posts: Sequence[Planted]) -> None:
        """Make some posts answers to earlier ones of the same source and brand."""
        rng = self._rng
        opened: dict[tuple[str, str | None], list[Planted]] = {}
        for post in posts:
            if post.is_spam or post.is_owned or post.theme == "homonym":
                continue
            brand = post.brand.id if post.brand else None
            heads = opened.setdefault((post.source.id, brand), [])
            while heads and post.at - heads[0].at > _MEMORY:
                heads.pop(0)
            if heads and rng.random() < post.source.replies:
                self._answer(post, rng.choice(heads[-6:]))
            else:
                heads.append(post)

    def _answer(self, post: Planted, head: Planted) -> None:
        post.parent, post.language, post.product = head, head.language, head.product
        if post.theme in self._truth.waves() or post.theme == self._truth.topic.id:
            return
        if self._rng.random() < self._truth.habits["unnamed_replies"]:
            post.is_named, post.theme, post.rival = False, "react", None

    def _post(
        self,
        source: Source,
        day: date,
        brand: Brand | None,
        theme: str,
        tone: Tone,
        product: str = "",
    ) -> Planted:
        rng = self._rng
        hour = rng.choices(range(24), cum_weights=_BY_HOUR[source.channel])[0]
        seconds = min(hour * 3600 + rng.randrange(3600), _LAST_SECOND)
        at = self._truth.period.midnight(day) + timedelta(seconds=seconds)
        language = rng.choices(self._languages[0], cum_weights=self._languages[1])[0]
        post = Planted(source, at, brand, theme, tone, language, product)
        if brand and not product:
            sold = [p for p in brand.products if not p.since or p.since <= day]
            post.product = self._product(sold)
        if source.channel == "review":
            choices = {"positive": (5, 5, 4), "neutral": (3,), "negative": (1, 1, 2)}
            post.stars = rng.choice(choices[tone])
        return post

    def _product(self, sold: Sequence[Product]) -> str:
        return self._rng.choices(sold, [product.weight for product in sold])[0].name

    def _tone(self, positive: float, negative: float) -> Tone:
        drawn = self._rng.random()
        if drawn < positive:
            return "positive"
        return "negative" if drawn > 1 - negative else "neutral"

    def _rival(self, brand: Brand) -> Brand:
        others = [other for other in self._truth.brands.values() if other.id != brand.id]
        return self._rng.choices(others, [other.share for other in others])[0]

    def _source(self, weights: dict[str, float], day: date) -> Source:
        """Draw a source, one that is not down on that day if there is a choice."""
        up = {
            id_: weight
            for id_, weight in weights.items()
            if day not in self._truth.sources[id_].down
        }
        drawn = up or weights
        return self._truth.sources[self._rng.choices(list(drawn), list(drawn.values()))[0]]
