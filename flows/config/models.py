"""`listening.toml` as models: the brands, the sources, the reports."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from flows import window
from flows.config.labels import Market, Query, Routing, Slug, Topic, labels
from flows.config.mail import Language, Mail, Recipient
from flows.config.themes import ThemeSettings
from flows.config.workspace import Compliance, FiscalYear, Workspace, calendar
from flows.errors import ConfigError
from flows.sources import SourceSettings
from flows.text.labels import Labels
from flows.text.queries import BrandQuery
from flows.text.understanding import MARKET, Understanding
from flows.window import Calendar, FiscalYears, Window

Format = Literal["pdf", "html", "xlsx", "pptx", "csv", "parquet"]

_PLAIN = Calendar()


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Brand(_Section):
    """A brand, its query, and the accounts it speaks through."""

    id: Slug
    """Short name used in figures and on the command line."""
    name: str = Field(min_length=1, max_length=120)
    """Name as the report prints it."""
    query: Query
    """Boolean query that finds the posts naming the brand."""
    owned: list[str] = []
    """Handles of the brand's own accounts; what they post is counted apart."""
    must_match: list[str] = []
    """Sentences that the query must find; `earwitness check` tries them."""
    must_not_match: list[str] = []
    """Sentences that the query must not find."""


class Limits(_Section):
    """When a figure is too thin to print plainly."""

    headline_min: int = Field(default=100, ge=1)
    """Judged posts under which a headline rate is greyed."""
    segment_min: int = Field(default=30, ge=1)
    """Judged posts under which the rate of a segment is withheld."""
    response_hours: float = Field(default=24, gt=0)
    """Target time to the first answer."""
    answer_characters: int = Field(default=280, ge=1)
    """Most characters that the brand's own answers should have."""


Component = Literal["net_sentiment", "share_of_voice", "advocacy", "answered_share"]
Weight = Annotated[float, Field(gt=0)]


class Measures(_Section):
    """Figures that are off until somebody asks for them."""

    reach: bool = Field(default=False, strict=True)
    """Whether reports print how often posts were seen, where a platform says so."""
    health_index: dict[Component, Weight] = {}
    """Weights of a brand health index, by component; without any there is no index."""


Template = Literal["weekly", "monthly", "quarterly", "crisis", "competitor"]
SectionName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$", examples=["stores"])]


class ReportSettings(_Section):
    """A report that is issued again and again."""

    id: Slug
    """Name on the command line: `earwitness report ID`."""
    template: Template = "monthly"
    """List of sections."""
    sections: list[SectionName] = []
    """Sections in place of the template's; beside those of Earwitness also your own."""
    title: str | None = Field(default=None, max_length=120)
    """Title on the cover; by default the brand and the template."""
    brand: Slug
    """Id of the brand the report is about."""
    competitors: list[Slug] = []
    """Ids of the brands it is compared with, in the order they are printed."""
    period: str | tuple[date, date] = "last_month"
    """last_week, last_month, last_quarter, rolling_30d, 2013-06, 2013-W24, 2013-Q2, a day,
    last_fiscal_month, FY2013-P03, FY2013-Q1, FY2013, or
    { from = 2013-06-01, to = 2013-06-30 }, the last day included."""
    compare: Literal["previous", "year_before"] = "previous"
    """The window it is compared with."""
    language: Language = "en"
    """Language of the report's own words, numbers and dates."""
    formats: list[Format] = ["pdf", "html", "xlsx"]
    """Files that are written beside the manifest."""
    theme: Slug | None = None
    """Name of the theme it wears, one of `[themes.NAME]`; by default the house's."""
    recipients: list[Recipient] = []
    """Who gets the report when it is sent: addresses, or tables of `address` and `language`."""
    sending: Literal["reviewed", "unattended"] = "reviewed"
    """Whether a person approves each issue before it is sent."""
    review_hours: float = Field(default=72, gt=0, le=24 * 365)
    """How long an issue waits for approval before it is held."""

    @model_validator(mode="before")
    @classmethod
    def _from_and_to(cls, given: Any) -> Any:
        """Read `from` and `to`, beside `period` or inside it, as one period."""
        if not isinstance(given, dict):
            return given
        given = dict(given)
        span = given.get("period") if isinstance(given.get("period"), dict) else given
        if "from" in span or "to" in span:
            if span is given and "period" in given:
                raise ValueError("give either `period` or `from` and `to`, not both")
            if not {"from", "to"} <= span.keys():
                raise ValueError("`from` and `to` go together")
            given["period"] = (span["from"], span["to"])
            given.pop("from", None)
            given.pop("to", None)
        return given

    @field_validator("sections")
    @classmethod
    def _sections_once(cls, sections: list[str]) -> list[str]:
        if twice := [name for name in sections if sections.count(name) > 1]:
            raise ValueError(f"each section once; `{twice[0]}` is there twice")
        return sections

    @field_validator("period")
    @classmethod
    def _period_reads(cls, period: str | tuple[date, date]) -> str | tuple[date, date]:
        try:
            # Whether a fiscal year may be asked for, the whole configuration knows.
            _window(period, "UTC", date(2000, 1, 1), Calendar(fiscal=FiscalYears()))
        except ConfigError as error:
            raise ValueError(str(error)) from None
        return period

    @property
    def readers(self) -> list[Recipient]:
        """Who gets the report: one for each address, in whatever case it is written."""
        return list({one.address.casefold(): one for one in self.recipients}.values())

    def window(self, zone: str, today: date, calendar: Calendar = _PLAIN) -> Window:
        """Return the window this report is about, seen from a local date."""
        return _window(self.period, zone, today, calendar)


def _window(period: str | tuple[date, date], zone: str, today: date, calendar: Calendar) -> Window:
    if isinstance(period, str):
        return window.parse(period, zone, today, calendar)
    return window.between(*period, zone)


class Config(_Section):
    """Everything in one `listening.toml`."""

    workspace: Workspace = Workspace()
    """Where things are kept."""
    fiscal_year: FiscalYear | None = None
    """When the company's fiscal years begin."""
    brands: list[Brand] = Field(min_length=1)
    """The brands that are listened for."""
    market: Market | None = None
    """What is said of the whole category, brand or no brand."""
    sources: list[SourceSettings] = Field(min_length=1)
    """The places that are listened to."""
    reports: list[ReportSettings] = []
    """The reports that are issued."""
    themes: dict[Slug, ThemeSettings] = {}
    """How the reports of each client look, by name."""
    understanding: Understanding = Understanding()
    """How posts are read."""
    topics: list[Topic] | None = None
    """What posts may be about; without it, ten topics of customer experience."""
    routing: list[Routing] | None = None
    """Which department reads what; without it, routes for the shipped topics."""
    limits: Limits = Limits()
    """When a figure is too thin."""
    measures: Measures = Measures()
    """Figures that are off until somebody asks for them."""
    mail: Mail | None = None
    """How reports are sent."""
    compliance: Compliance = Compliance()
    """How deletions on platforms are followed."""

    _base: Path = PrivateAttr(default=Path())

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for kind, ids in (
            ("brands", [brand.id for brand in self.brands]),
            ("sources", [source.id for source in self.sources]),
            ("reports", [report.id for report in self.reports]),
            ("topics", [topic.id for topic in self.topics or []]),
        ):
            if twice := sorted({one for one in ids if ids.count(one) > 1}):
                raise ValueError(f"`{kind}`: the id `{twice[0]}` is used twice; ids are unique")
        brands = [brand.id for brand in self.brands]
        for report in self.reports:
            named = [("brand", report.brand), *(("competitors", one) for one in report.competitors)]
            for key, brand in named:
                if brand not in brands:
                    raise ValueError(
                        f"`reports.{report.id}.{key}`: found `{brand}`; no brand has this id, "
                        f"there are: {', '.join(brands)}"
                    )
            if report.theme is not None and report.theme not in self.themes:
                raise ValueError(
                    f"`reports.{report.id}.theme`: found `{report.theme}`; no theme has this name, "
                    f"there are: {', '.join(self.themes) or 'none'}"
                )
            if report.brand in report.competitors:
                raise ValueError(
                    f"`reports.{report.id}.competitors`: `{report.brand}` competes with itself"
                )
            try:
                report.window("UTC", date(2000, 1, 1), self.calendar)
            except ConfigError as error:
                raise ValueError(f"`reports.{report.id}.period`: {error}") from None
        labels(self.topics, self.routing)
        return self

    def at(self, base: Path) -> Self:
        """Return this configuration with the folder its relative paths start from."""
        self._base = base
        return self

    @property
    def calendar(self) -> Calendar:
        """Where weeks and fiscal years begin."""
        return calendar(self.workspace, self.fiscal_year)

    @property
    def base(self) -> Path:
        """The folder that relative paths start from."""
        return self._base

    @property
    def lake(self) -> Path:
        """The folder of the lake."""
        return self._base / self.workspace.data

    @property
    def sections_folder(self) -> Path:
        """The folder of the user's own sections."""
        return self._base / self.workspace.sections

    @property
    def reports_folder(self) -> Path:
        """The folder of the issued reports."""
        return self._base / self.workspace.reports

    @property
    def platforms(self) -> dict[str, str]:
        """The platform of each source, by its id."""
        return {source.id: source.platform for source in self.sources}

    @property
    def queries(self) -> list[BrandQuery]:
        """The brands' queries, compiled, and that of the market behind them."""
        market = [BrandQuery(MARKET, self.market.query)] if self.market else []
        return [*(BrandQuery(brand.id, brand.query) for brand in self.brands), *market]

    @property
    def labels(self) -> Labels:
        """The topics and routes: the configured ones or those that are shipped."""
        return labels(self.topics, self.routing)

    def brand(self, brand_id: str) -> Brand:
        """Return a brand by its id."""
        return next(brand for brand in self.brands if brand.id == brand_id)

    def report(self, report_id: str) -> ReportSettings:
        """Return a report by its id; raises ConfigError when there is none."""
        for report in self.reports:
            if report.id == report_id:
                return report
        raise _unknown("report", report_id, [report.id for report in self.reports])

    def source(self, source_id: str) -> SourceSettings:
        """Return a source by its id; raises ConfigError when there is none."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise _unknown("source", source_id, [source.id for source in self.sources])


def _unknown(kind: str, wanted: str, there: list[str]) -> ConfigError:
    listed = ", ".join(f"`{one}`" for one in there) or "none"
    return ConfigError(f"There is no {kind} `{wanted}` in the configuration. There are: {listed}.")
