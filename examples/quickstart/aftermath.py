"""What follows a post: the brand answers it, others copy it, people react to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from examples.quickstart.people import People, own
from examples.quickstart.planting import Planted
from examples.quickstart.truth import Truth
from examples.quickstart.wording import Wording

_ANSWERED = ("social", "forum", "review")


@dataclass(frozen=True)
class Counts:
    """Engagement as the platform states it; None where it does not."""

    likes: int | None = None
    replies: int | None = None
    shares: int | None = None
    views: int | None = None


class Aftermath:
    """Adds the answers, the copies and the reactions."""

    def __init__(self, truth: Truth, people: People, wording: Wording) -> None:
        self._truth, self._people, self._wording = truth, people, wording
        self._rng = Random(f"{truth.seed} aftermath")
        self._end = truth.period.midnight(truth.period.last_on + timedelta(1))

    def answers(self, posts: Sequence[Planted]) -> Iterator[Planted]:
        """Yield the brands' answers to complaints and questions."""
        for post in posts:
            brand = post.brand
            if not brand or not _asks(post):
                continue
            replies, is_wave = brand.replies, post.theme in self._truth.waves()
            share = replies.during_events_share if is_wave else replies.share
            hours = replies.during_events_hours if is_wave else replies.median_hours
            if self._rng.random() < share:
                delay = hours * self._rng.lognormvariate(0, replies.spread)
                answer = self._follow(post, delay)
                answer.brand, answer.theme, answer.tone = brand, "answer", "neutral"
                answer.author, answer.parent, answer.is_owned = own(brand, is_care=True), post, True
                self._wording.answer(
                    answer, "question" if post.theme == "question" else "complaint"
                )
                if self._is_heard(answer):
                    yield answer

    def reposts(self, posts: Sequence[Planted]) -> Iterator[Planted]:
        """Yield copies of social posts by other authors."""
        social = [p for p in posts if p.source.channel == "social" and not p.parent and p.is_named]
        originals = [post for post in social if not post.is_spam and not post.is_owned]
        for original in self._rng.choices(
            originals, k=round(len(social) * self._truth.habits["reposts"])
        ):
            copy = self._follow(original, self._rng.uniform(0.2, 40))
            copy.original, copy.text, copy.rival = original, original.text, original.rival
            while copy.author in (None, original.author):
                copy.author = self._people.draw("social", original.language)
            if self._is_heard(copy):
                yield copy

    def counts(self, posts: Sequence[Planted]) -> dict[Planted, Counts]:
        """Return the engagement of each post; most get little, a few get very much."""
        answered = Counter(post.parent for post in posts if post.parent)
        return {post: self._counts(post, answered[post]) for post in posts}

    def _counts(self, post: Planted, answered: int) -> Counts:
        rng = self._rng
        if rng.random() < self._truth.habits["unknown_counts"]:
            return Counts()
        followers = (post.author and post.author.followers) or 150
        push = 1.6 if post.theme in self._truth.waves() else 0.0
        push += 0.5 if post.tone == "negative" else 0.0
        push -= 1.5 if post.is_spam or post.original else 0.0
        heat = rng.lognormvariate(0.4 + push + 0.25 * (followers / 150) ** 0.2, 1.25)
        likes, shares = int(heat), int(heat * rng.uniform(0, 0.4))
        replies = answered + int(heat * rng.uniform(0, 0.15))
        if post.source.channel == "social":
            return Counts(
                likes, replies, shares, int(heat * rng.uniform(15, 60)) + rng.randrange(40)
            )
        if post.source.channel == "forum":
            return Counts(likes=int(heat / 2), replies=replies)
        if post.source.channel == "review":
            return Counts(likes=int(heat / 2), replies=answered)
        return Counts(replies=replies, shares=shares * 3)

    def _follow(self, post: Planted, hours: float) -> Planted:
        at = post.at + timedelta(seconds=max(120, round(hours * 3600)))
        return Planted(
            post.source, at, post.brand, post.theme, post.tone, post.language, post.product
        )

    def _is_heard(self, post: Planted) -> bool:
        return post.at < self._end and self._truth.period.day_of(post.at) not in post.source.down


def _asks(post: Planted) -> bool:
    is_asking = post.tone == "negative" or post.theme == "question"
    is_own_or_spam = post.is_owned or post.is_spam
    return is_asking and post.is_named and not is_own_or_spam and post.source.channel in _ANSWERED
