"""The first sentence of every report: is the brand in a better position than before?"""

from flows.rendering import numbers
from flows.rendering.context import Figure, Finding, Tone
from flows.rendering.findings.facts import Facts, is_heard, points


def answer(facts: Facts) -> Finding:
    """Answer by net sentiment and share of voice; what has not clearly moved is not counted."""
    if facts.report["is_empty"]:
        when = facts.report["window_when"]
        text = f"No post about {facts.name} was heard {when}."
        if not any(is_heard(row) for row in facts.tables["coverage"]):
            text = f"Nothing is known of {facts.name} {when}: no source was heard."
        return Finding("answer", text, (), "warning")
    net = facts.figure("net_sentiment")
    voice = facts.figure("share_of_voice") if facts.report["competitor_names"] else None
    said, tone = _position(facts, net, voice)
    lead = ""
    if facts.report["is_part"]:
        lead = f"So far (the data end on {numbers.short_day(facts.report['data_until'])}): "
    text = f"{lead}{said}."
    ids = [figure.id for figure in (net, voice) if figure]
    return Finding("answer", text[0].upper() + text[1:], ids, tone)


def _position(facts: Facts, net: Figure | None, voice: Figure | None) -> tuple[str, Tone]:
    name, before, then = facts.name, facts.before, facts.then
    moved = [figure for figure in (net, voice) if figure is not None and _sign(figure)]
    if net is None or net.verdict in {"too few", None}:
        said = f"too few posts could be judged to say whether {name} is better off than {then}"
        if net is not None and net.adequacy != "too few" and net.previous is None:
            said = (
                f"no post of {before} could be judged to say whether {name} is better off than then"
            )
        return "; ".join([said, *map(_move, moved)]), "warning"
    match {_sign(figure) for figure in moved}:
        case signs if not signs:
            return f"{name} stands where it stood {then}: {_unmoved(net, voice)}", "neutral"
        case signs if signs == {1}:
            return (
                f"{name} is in a better position than {then}: {_moves(moved, voice)}",
                "good",
            )
        case signs if signs == {-1}:
            return f"{name} is in a weaker position than {then}: {_moves(moved, voice)}", "bad"
    if _sign(net) < 0 and voice is not None:
        more = numbers.share_change(voice.change)
        weaker = f"{name} is in a weaker position than {then}: {_move(net)}"
        return f"{weaker}; its larger share of voice ({more}) is attention, not approval", "bad"
    return f"{name}'s position against {before} is mixed: {_moves(moved, voice, 'but')}", "neutral"


def _unmoved(net: Figure, voice: Figure | None) -> str:
    level = f"net sentiment ({numbers.signed(net.value)} points)"
    if voice is None:
        return f"{level} has not changed clearly"
    return f"neither {level} nor share of voice changed clearly"


def _sign(figure: Figure) -> int:
    return {"up": 1, "down": -1}.get(figure.verdict or "", 0)


def _moves(moved: list[Figure], voice: Figure | None, link: str = "and") -> str:
    words = [_move(figure) for figure in moved]
    if len(words) == 1 and voice is not None:
        other = "net sentiment" if moved == [voice] else "share of voice"
        words.append(f"{other} shows no clear change")
    return f", {link} ".join(words)


def _move(figure: Figure) -> str:
    verb = "rose" if _sign(figure) > 0 else "fell"
    if figure.metric == "share_of_voice":
        change = points(100 * (figure.change or 0))
        return f"share of voice {verb} by {change} to {numbers.percent(figure.value)}"
    change, now = points(figure.change), numbers.signed(figure.value)
    return f"net sentiment {verb} by {change} to {now}"
