"""What customers say and ask: how they stand to the brand, what hurts, how they are answered."""

from collections.abc import Iterator

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding
from flows.rendering.findings.facts import Facts, counted, interval, listed, points

_LEAST_ASKED = 5
"""Authors from which a question is called one that many ask."""


def findings(facts: Facts) -> Iterator[Finding | None]:
    """Say how customers stand to the brand, what costs most, and how the brand answers."""
    if facts.report["is_empty"]:
        return
    yield _advocacy(facts)
    yield _stars(facts)
    yield _aspects(facts)
    yield _pain(facts)
    yield _asked(facts)
    yield _purchase(facts)
    yield _response(facts)
    yield _departments(facts)
    yield _style(facts)
    yield _quotes(facts)


def _advocacy(facts: Facts) -> Finding | None:
    rate = facts.figure("advocacy")
    if rate is None or rate.adequacy == "too few":
        return None
    text = (
        f"Praise against complaints and wishes to leave: {numbers.signed(rate.value)} points"
        f"{interval(rate)} over {counted(rate.n or 0, 'mention', 'mentions')} that do either"
    )
    return Finding("voice", f"{text}{_moved(rate, facts)}.", [rate.id])


def _stars(facts: Facts) -> Finding | None:
    stars = facts.figure("stars")
    if stars is None or stars.adequacy == "too few":
        return None
    text = (
        f"{counted(stars.n or 0, 'review gives', 'reviews give')} "
        f"{numbers.decimal(stars.value, 2)} of five stars on the mean{interval(stars)}"
    )
    return Finding("voice", f"{text}{_moved(stars, facts)}.", [stars.id])


def _moved(figure: Figure, facts: Facts) -> str:
    """Say what became of a figure, if that is known."""
    if figure.previous is None or figure.verdict in {None, "too few", "not comparable"}:
        return ""
    before = numbers.value(figure.previous, figure.unit)
    if figure.verdict == "no clear change":
        return f"; no clear change from {before} {facts.then}"
    return f", {figure.verdict} from {before} {facts.then}"


def _aspects(facts: Facts) -> Finding | None:
    said = [
        f"{row['topic_name']} {numbers.signed(row['net_sentiment'])} points "
        f"({numbers.interval(row['low'], row['high'], 'points')}; "
        f"{counted(row['judged_count'], 'mention', 'mentions')})"
        for row in facts.own("aspects")
        if row["net_sentiment"] is not None
    ]
    return Finding("voice", f"Net sentiment of what is said of {listed(said)}.") if said else None


def _pain(facts: Facts) -> Finding | None:
    costly = [
        (row, figure)
        for row in facts.tables["pain_points"]
        if (figure := facts.figures.get(f"topic_cost.{facts.brand}.{row['topic']}")) is not None
        and figure.verdict == "up"
    ]
    if not costly:
        return None
    row, cost = costly[0]
    text = (
        f"{row['topic_name']} costs most: without it net sentiment would be {points(cost.value)} "
        f"higher{interval(cost)}"
    )
    grew = [one["topic_name"] for one in facts.tables["pain_points"] if one["verdict"] == "up"]
    if grew:
        text += f"; complaints about {listed(grew[:3])} take a larger share than {facts.then}"
    return Finding("pain_points", f"{text}.", [cost.id])


def _asked(facts: Facts) -> Finding | None:
    many = [
        row for row in facts.rows("asked", intent="question") if row["author_count"] >= _LEAST_ASKED
    ]
    if not many:
        return None
    figure = facts.figure("repeated_questions")
    cases = [row for row in many if row["is_product_case"]]
    top = max(cases or many, key=lambda row: row["author_count"])
    count = numbers.count(top["author_count"])
    text = f"{count} {facts.people} ask alike about “{top['about']}”"
    if cases:
        text += (
            f", {numbers.count(top['brand_author_count'])} of them {facts.name} itself: what is "
            "asked so often is a case for the product, not for support alone"
        )
    return Finding("asked", f"{text}.", [figure.id] if figure else [])


def _purchase(facts: Facts) -> Finding | None:
    share = facts.figure("purchase_interest")
    if share is None or share.adequacy == "too few" or not share.value:
        return None
    text = (
        f"{numbers.percent(share.value)} of the mentions show interest in buying{interval(share)}"
    )
    return Finding("purchase", f"{text}{_moved(share, facts)}.", [share.id])


def _response(facts: Facts) -> Finding | None:
    share, own = facts.figure("answered_share"), facts.own("response")
    if share is None or not own:
        return None
    row = own[0]
    text = (
        f"{facts.name} answered {numbers.percent(share.value, 0)}{interval(share)} of "
        f"{counted(row['due_count'], 'mention', 'mentions')} that called for it"
    )
    if row["within_share"] is not None:
        text += (
            f", {numbers.percent(row['within_share'], 0)} within "
            f"{numbers.decimal(row['target_hours'], 0)} hours"
        )
    if share.verdict in {"up", "down"}:
        more, before = (
            "more" if share.verdict == "up" else "less",
            numbers.percent(share.previous, 0),
        )
        text += f"; that is {more} than the {before} of {facts.before}"
    elif share.previous is not None:
        text += f"; no clear change from {numbers.percent(share.previous, 0)}"
    return Finding("response", f"{text}.{_left_out(facts)}", [share.id])


def _left_out(facts: Facts) -> str:
    """Say which mentions and answers the rates leave out."""
    row = facts.own("response")[0]
    parts = []
    if young := row["young_count"]:
        hours = numbers.decimal(row["target_hours"], 0)
        verb = "was" if young == 1 else "were"
        parts.append(f"{counted(young, 'mention', 'mentions')} {verb} younger than {hours} hours")
    if early := row["early_count"]:
        parts.append(f"{counted(early, 'answer', 'answers')} came before the post was edited")
    return f" Not counted: {listed(parts)}." if parts else ""


def _departments(facts: Facts) -> Finding | None:
    known = [
        row
        for row in facts.rows("response_segments", dimension="department")
        if row["answered_share"] is not None and row["segment"] != "no department"
    ]
    if len(known) < 2:  # noqa: PLR2004 - one department is the whole
        return None
    ranked = sorted(known, key=lambda row: row["answered_share"])
    least, most = ranked[0], ranked[-1]
    if least["high"] >= most["low"]:
        return None
    text = (
        f"{least['segment']} answered least, {numbers.percent(least['answered_share'], 0)} of "
        f"{numbers.count(least['due_count'])}; {most['segment']} most, "
        f"{numbers.percent(most['answered_share'], 0)} of {numbers.count(most['due_count'])}"
    )
    return Finding("response", f"{text}.")


def _style(facts: Facts) -> Finding | None:
    rows = [row for row in facts.own("answer_style") if row["apology_share"] is not None]
    if not rows:
        return None
    row = rows[0]
    text = (
        f"Of its own {counted(row['answer_count'], 'answer', 'answers')} "
        f"{numbers.percent(row['apology_share'], 0)} say sorry and "
        f"{numbers.percent(row['thanks_share'], 0)} thanks; they have "
        f"{numbers.count(row['median_characters'])} characters at the median, and "
        f"{numbers.percent(row['short_share'], 0)} keep to the "
        f"{numbers.count(row['target_characters'])} that they should have"
    )
    metrics = ("answer_apology", "answer_thanks", "answer_short")
    return Finding("answer_style", f"{text}.", [f"{one}.{facts.brand}" for one in metrics])


def _quotes(facts: Facts) -> Finding | None:
    if not facts.tables["quotes"]:
        return None
    text = (
        "Chosen by rule: posts that use most of what sets their kind apart, then those with most "
        "reactions" + ("; one of an author." if facts.report["has_authors"] else ".")
    )
    return Finding("quotes", text)
