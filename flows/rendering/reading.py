"""How to read a report's numbers, for the formats that have no page of methods around them."""

from typing import NamedTuple

from flows.rendering import numbers
from flows.rendering.context import Context


class Fact(NamedTuple):
    """One thing to know, under its heading."""

    heading: str
    text: str


def about(context: Context) -> list[Fact]:
    """Return what a report is about: brand, period, comparison, and what made it."""
    report = context.report
    period = numbers.day_range(report["window_first_on"], report["window_last_on"])
    before = numbers.day_range(report["previous_first_on"], report["previous_last_on"])
    facts = [
        Fact("Report", report["title"]),
        Fact("Brand", report["brand_name"]),
        Fact("Period", f"{period}, days of {report['timezone']}"),
        Fact("Compared with", before),
    ]
    if report["competitor_names"]:
        facts.append(Fact("Beside", ", ".join(report["competitor_names"])))
    if report["is_part"] and report["data_until"]:
        facts.append(Fact("Data until", numbers.day(report["data_until"])))
    return [*facts, Fact("Made by", f"Earwitness {report['earwitness']}")]


def how_to_read(context: Context) -> list[Fact]:
    """Return what the numbers mean and where their limits are."""
    limits = context.report["limits"]
    return [
        Fact(
            "Not known",
            "An empty cell is what is not known: a day that nobody heard, a rate of too few posts. "
            "It is never zero.",
        ),
        Fact("Units", "Shares are 0 to 1, net sentiment is -100 to 100 points."),
        Fact(
            "Intervals",
            "Low and high are the ends of a 95% interval. An estimate has one; a count is complete "
            "for the days covered and has none.",
        ),
        Fact("No clear change", "The interval of the change holds zero."),
        Fact(
            "Few posts",
            f"A headline rate of fewer than {limits['headline_min']} judged posts is weak; "
            f"the rate of a segment of fewer than {limits['segment_min']} says too little to be "
            "printed.",
        ),
        Fact(
            "Answers",
            f"In time is within {numbers.decimal(limits['response_hours'], 0)} hours.",
        ),
        Fact(
            "Evidence",
            "Each figure has an id. `earwitness figure ID` shows its query and the posts behind "
            "it.",
        ),
    ]
