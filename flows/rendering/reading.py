"""How to read a report's numbers, for the formats that have no page of methods around them."""

from typing import NamedTuple

from flows.rendering import numbers
from flows.rendering.context import Context
from flows.rendering.words import listed, say


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
        Fact(say("Report"), report["title"]),
        Fact(say("Brand"), report["brand_name"]),
        Fact(
            say("Period"),
            say("{period}, days of {zone}", period=period, zone=report["timezone"]),
        ),
        Fact(say("Compared with"), before),
    ]
    if report["competitor_names"]:
        facts.append(Fact(say("Beside"), listed(report["competitor_names"])))
    if report["is_part"] and report["data_until"]:
        facts.append(Fact(say("Data until"), numbers.day(report["data_until"])))
    return [*facts, Fact(say("Made by"), f"Earwitness {report['earwitness']}")]


def cells() -> list[Fact]:
    """Return how the cells of a table of numbers are to be read."""
    return [
        Fact(
            say("Not known"),
            say(
                "An empty cell is what is not known: a day that nobody heard, a rate of too few "
                "posts. It is never zero."
            ),
        ),
        Fact(say("Units"), say("Shares are 0 to 1, net sentiment is −100 to 100 points.")),
    ]


def judging(context: Context) -> list[Fact]:
    """Return how sure the numbers are and where their limits are."""
    limits = context.report["limits"]
    return [
        Fact(
            say("Intervals"),
            say(
                "A 95% interval says how far chance alone may have moved an estimate. A count is "
                "complete for the days covered and has none."
            ),
        ),
        Fact(say("No clear change"), say("The interval of the change holds zero.")),
        Fact(
            say("Few posts"),
            say(
                "A headline rate of fewer than {headline} judged posts is weak; the rate of a "
                "segment of fewer than {segment} says too little to be printed.",
                headline=limits["headline_min"],
                segment=limits["segment_min"],
            ),
        ),
        Fact(
            say("Missing"),
            say("A day on which a source was not heard is a gap and never counted as zero."),
        ),
        Fact(
            say("Answers"),
            say(
                "In time is within {hours} hours.",
                hours=numbers.decimal(limits["response_hours"], 0),
            ),
        ),
        Fact(
            say("Evidence"),
            say(
                "Each figure has an id. The command “earwitness figure ID” shows its query and the "
                "posts behind it."
            ),
        ),
    ]
