"""Make the posts of the quickstart example, the same ones on every run.

`python -m examples.quickstart.make_posts [FOLDER]` writes them to `examples/quickstart/posts` and
prints what was planted. truth.toml is the plan, phrases/ holds the words.
"""

import gc
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from examples.quickstart.aftermath import Aftermath
from examples.quickstart.files import Files
from examples.quickstart.people import Author, People, own
from examples.quickstart.planting import Planted, Planter
from examples.quickstart.truth import HERE, Truth
from examples.quickstart.wording import Wording


def make(truth: Truth, folder: Path) -> list[Planted]:
    """Write all posts into a folder and return them in order of time."""
    people, wording = People(truth.seed, truth.languages), Wording(truth)
    posts = Planter(truth).plant()
    for post in posts:
        post.author = _author(post, people)
        wording.word(post)
    aftermath = Aftermath(truth, people, wording)
    posts += [*aftermath.reposts(posts), *aftermath.answers(posts)]
    posts.sort(key=lambda post: post.at)
    _number(posts)
    Files(truth, wording, aftermath.counts(posts)).write(posts, folder)
    return posts


def summary(truth: Truth, posts: Sequence[Planted]) -> str:
    """Return what was planted as a table of text."""
    by_source = Counter(post.source.id for post in posts)
    named = [post for post in posts if post.is_mention]
    by_brand = Counter(post.brand.name for post in named if post.brand)
    last = truth.period.month(truth.period.last_on)
    in_last = [p for p in named if truth.period.month(truth.period.day_of(p.at)) == last]
    by_brand_in_last = Counter(post.brand.name for post in in_last if post.brand)
    by_theme = Counter(post.theme for post in posts)
    kinds = {
        "copies": sum(post.original is not None for post in posts),
        "spam": sum(post.is_spam for post in posts),
        "own posts and answers": sum(post.is_owned for post in posts),
        "typos": sum(post.has_typo for post in posts),
    }
    lines = [f"{len(posts):6,} posts, {truth.period.first_on} to {truth.period.last_on}"]
    lines += [f"{count:6,} from {source}" for source, count in by_source.most_common()]
    lines += [
        f"{count:6,} name {brand}, {by_brand_in_last[brand]:,} in {truth.period.report_month}"
        for brand, count in by_brand.most_common()
    ]
    lines += [
        f"{by_theme[event.id]:6,} about the {event.kind} of {event.brand}, peak {event.peak_on}"
        for event in truth.events
    ]
    lines += [f"{by_theme[truth.topic.id]:6,} about the growing topic `{truth.topic.id}`"]
    lines += [f"{count:6,} {kind}" for kind, count in kinds.items()]
    return "\n".join(lines)


def _author(post: Planted, people: People) -> Author:
    if post.is_owned and post.brand:
        return own(post.brand, is_care=False)
    return people.spammer() if post.is_spam else people.draw(post.source.channel, post.language)


def _number(posts: Sequence[Planted]) -> None:
    """Give the posts of each source their ids, in order of time."""
    counts: Counter[str] = Counter()
    for post in posts:
        counts[post.source.id] += 1
        post.post_id = f"{post.source.id[0]}{100_000 + counts[post.source.id] * 7}"


if __name__ == "__main__":
    # Every post stays to the end: there are no circles of dead objects to look for.
    gc.disable()
    read = Truth.read()
    made = make(read, Path(sys.argv[1]) if sys.argv[1:] else HERE / "posts")
    sys.stdout.write(summary(read, made) + "\n")
