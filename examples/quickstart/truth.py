"""truth.toml as Python: what is to be planted."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent

Tone = Literal["positive", "neutral", "negative"]
Channel = Literal["social", "blog", "news", "review", "forum"]


@dataclass(frozen=True)
class Period:
    """Whole months, by the days of a time zone; the last day is included."""

    first_on: date
    last_on: date
    report_month: str
    timezone: str

    def days(self) -> list[date]:
        """Return each day."""
        count = (self.last_on - self.first_on).days + 1
        return [self.first_on + timedelta(day) for day in range(count)]

    def month(self, day: date) -> int:
        """Return the number of the month of a day, 0 for the first."""
        return (day.year - self.first_on.year) * 12 + day.month - self.first_on.month

    def midnight(self, day: date) -> datetime:
        """Return the instant at which a day begins."""
        return datetime.combine(day, time(), ZoneInfo(self.timezone)).astimezone(UTC)

    def day_of(self, at: datetime) -> date:
        """Return the day of an instant."""
        return at.astimezone(ZoneInfo(self.timezone)).date()


@dataclass(frozen=True)
class Product:
    """A product line, sold since a day or always."""

    name: str
    weight: float
    since: date | None = None


@dataclass(frozen=True)
class Replies:
    """How a brand answers complaints and questions: which share, after how many hours."""

    share: float
    median_hours: float
    spread: float
    during_events_share: float
    during_events_hours: float


@dataclass(frozen=True)
class Brand:
    """A brand, how much is said about it, in which tone, and how it answers."""

    id: str
    name: str
    share: float
    volume: list[float]
    positive: list[float]
    negative: list[float]
    owned: list[str]
    own_posts_per_week: float
    cyrillic: str
    hangul: str
    replies: Replies
    products: list[Product]
    forms: dict[str, dict[str, str]]
    is_focus: bool = False

    @classmethod
    def read(cls, given: dict[str, Any]) -> Self:
        """Return the brand of one [[brands]] table."""
        products = [Product(**product) for product in given["products"]]
        return cls(**{**given, "products": products, "replies": Replies(**given["replies"])})


@dataclass(frozen=True)
class Source:
    """A place where posts are published, and the days on which it gave nothing."""

    id: str
    platform: str
    channel: Channel
    posts_per_day: float
    weekdays: list[float]
    replies: float
    down: list[date]


@dataclass(frozen=True)
class Event:
    """A wave of posts about one thing that happened to one brand."""

    id: str
    kind: Literal["launch", "recall", "outage"]
    brand: str
    first_on: date
    peak_on: date
    last_on: date
    from_hour: int
    size: int
    echo_days: int
    echo_size: int
    positive: float
    negative: float
    terms: list[str]
    sources: dict[str, float]
    product: str = ""

    def shape(self) -> dict[date, float]:
        """Return the weight of each day: up to the peak and down again, steepest beside it."""
        rise, fall = self.peak_on - self.first_on, self.last_on - self.peak_on
        weights = {}
        for number in range((rise + fall).days + 1):
            day = self.first_on + timedelta(number)
            side = rise if day < self.peak_on else fall
            weights[day] = (1 - abs(day - self.peak_on) / (side + timedelta(1))) ** 1.5
        return weights


@dataclass(frozen=True)
class Topic:
    """Something people complain about more and more, slowly; `posts` is the number a month."""

    id: str
    brand: str
    product: str
    says: str
    terms: list[str]
    posts: list[int]
    positive: float
    negative: float
    sources: dict[str, float]


@dataclass(frozen=True)
class Truth:
    """The whole plan."""

    seed: int
    period: Period
    languages: dict[str, float]
    brands: dict[str, Brand]
    market: dict[str, float]
    sources: dict[str, Source]
    events: list[Event]
    topic: Topic
    themes: dict[str, float]
    habits: dict[str, float]
    homonym: dict[str, Any]

    @classmethod
    def read(cls, path: Path = HERE / "truth.toml") -> Self:
        """Return what a truth file says."""
        given = tomllib.loads(path.read_text("utf-8"))
        brands = [Brand.read(brand) for brand in given["brands"]]
        sources = [Source(**source) for source in given["sources"]]
        made = {
            "period": Period(**given["period"]),
            "brands": {brand.id: brand for brand in brands},
            "sources": {source.id: source for source in sources},
            "events": [Event(**event) for event in given["events"]],
            "topic": Topic(**given["topic"]),
        }
        return cls(**{**given, **made})

    def waves(self) -> dict[str, str]:
        """Return the brand of each event, by the event's id."""
        return {event.id: event.brand for event in self.events}
