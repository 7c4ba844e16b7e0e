"""The first sentence of every report: is the brand in a better position than before?"""

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding, Tone
from flows.rendering.findings.facts import Facts, is_heard, points, share_points
from flows.rendering.words import clauses, say, sentence


def answer(facts: Facts) -> Finding:
    """Answer by net sentiment and share of voice; what has not clearly moved is not counted."""
    if facts.report["is_empty"]:
        return Finding("answer", _nothing(facts), (), "warning")
    net = facts.figure("net_sentiment")
    voice = facts.figure("share_of_voice") if facts.report["competitor_names"] else None
    said, tone = _position(facts, net, voice)
    if facts.report["is_part"]:
        until = numbers.short_day(facts.report["data_until"])
        said = say("So far (the data end on {day}): {finding}", day=until, finding=said)
    ids = [figure.id for figure in (net, voice) if figure]
    return Finding("answer", sentence(said), ids, tone)


def _nothing(facts: Facts) -> str:
    named = {"brand": facts.name, "when": facts.report["window_when"]}
    if any(is_heard(row) for row in facts.tables["coverage"]):
        return say("No post about {brand} was heard {when}.", **named)
    return say("Nothing is known of {brand} {when}: no source was heard.", **named)


def _position(facts: Facts, net: Figure | None, voice: Figure | None) -> tuple[str, Tone]:
    moved = [figure for figure in (net, voice) if figure is not None and _sign(figure)]
    if net is None or net.verdict in {"too few", None}:
        return clauses(_unjudged(facts, net), *map(_move, moved)), "warning"
    signs = {_sign(figure) for figure in moved}
    if not signs:
        return _unmoved(facts, net, voice), "neutral"
    named = {"brand": facts.name, "when": facts.then, "moves": _moves(moved, voice)}
    if signs == {1}:
        return say("{brand} is in a better position than {when}: {moves}", **named), "good"
    if signs == {-1}:
        return say("{brand} is in a weaker position than {when}: {moves}", **named), "bad"
    if _sign(net) < 0 and voice is not None:
        named["moves"] = say(
            "{move}; its larger share of voice ({change}) is attention, not approval",
            move=_move(net),
            change=numbers.share_change(voice.change),
        )
        return say("{brand} is in a weaker position than {when}: {moves}", **named), "bad"
    named["moves"] = say("{one}, but {other}", one=_move(moved[0]), other=_move(moved[1]))
    text = say("The position of {brand} is mixed, compared with {period}: {moves}",
               **named, period=facts.before)  # fmt: skip
    return text, "neutral"


def _unjudged(facts: Facts, net: Figure | None) -> str:
    if net is not None and net.adequacy != "too few" and net.previous is None:
        return say(
            "No post of {period} could be judged to say whether {brand} is better off than then",
            period=facts.before,
            brand=facts.name,
        )
    return say(
        "Too few posts could be judged to say whether {brand} is better off than {when}",
        brand=facts.name,
        when=facts.then,
    )


def _unmoved(facts: Facts, net: Figure, voice: Figure | None) -> str:
    named = {"brand": facts.name, "when": facts.then, "now": numbers.signed(net.value)}
    if voice is None:
        return say(
            "{brand} stands where it stood {when}: net sentiment ({now} points) has not changed "
            "clearly",
            **named,
        )
    return say(
        "{brand} stands where it stood {when}: neither net sentiment ({now} points) nor share of "
        "voice changed clearly",
        **named,
    )


def _sign(figure: Figure) -> int:
    return {"up": 1, "down": -1}.get(figure.verdict or "", 0)


def _moves(moved: list[Figure], voice: Figure | None) -> str:
    words = [_move(figure) for figure in moved]
    if len(words) == 1 and voice is not None:
        net_stays = say("net sentiment shows no clear change")
        words.append(net_stays if moved == [voice] else say("share of voice shows no clear change"))
    return say("{one}, and {other}", one=words[0], other=words[1]) if words[1:] else words[0]


def _move(figure: Figure) -> str:
    is_up = _sign(figure) > 0
    if figure.metric == "share_of_voice":
        named = {"change": share_points(figure.change), "now": numbers.percent(figure.value)}
        if is_up:
            return say("share of voice rose by {change} to {now}", **named)
        return say("share of voice fell by {change} to {now}", **named)
    named = {"change": points(figure.change), "now": numbers.signed(figure.value)}
    if is_up:
        return say("net sentiment rose by {change} to {now}", **named)
    return say("net sentiment fell by {change} to {now}", **named)
