"""What the author of a message wrote in it: without what is quoted and without a signature."""

import re

from selectolax.lexbor import LexborHTMLParser

_QUOTES = "blockquote, .gmail_quote, .gmail_signature, .moz-cite-prefix, #divRplyFwdMsg"
_QUOTED = re.compile(r"^\s{0,3}[>|](?![|>]*\w+>)")
# `On Monday, Ann wrote:` in some languages; it may go over two lines.
_SAID = re.compile(
    r"^(?:on|am|le|el|em|il|op|den|w dniu)\b.{4,200}?\b(?:wrote|schrieb|écrit|escribió|escreveu|"
    r"scritto|schreef|skrev|napisał(?:\(a\))?)\b.{0,80}:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_REST = re.compile(
    r"^(?:-- ?|_{20,}|-{2,} ?(?:original message|ursprüngliche nachricht|message d'origine|"
    r"forwarded message|mensaje original|исходное сообщение) ?-{2,})\s*$",
    re.IGNORECASE,
)
_HEADERS = re.compile(r"^(?:from|von|de|da|van|от)\s?:\s.+", re.IGNORECASE)
_MORE_HEADERS = re.compile(
    r"^(?:sent|gesendet|envoyé|enviado|date|datum|to|an|à|para|subject|betreff)\s?:", re.IGNORECASE
)


def own_words(text: str) -> str:
    """Return what is left of a message without quotes, what announces them, and a signature."""
    kept: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\u00a0", " ").split("\n")
    for number, line in enumerate(lines):
        if _REST.match(line) or _is_header(lines, number):
            break
        if _QUOTED.match(line):
            _drop_announcement(kept)
            continue
        kept.append(line.rstrip())
    _drop_announcement(kept)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def without_quotes(html: str) -> str:
    """Return the HTML of a message without the parts that quote another."""
    tree = LexborHTMLParser(html)
    for quote in tree.css(_QUOTES):
        quote.decompose()
    return tree.html or ""


def _is_header(lines: list[str], number: int) -> bool:
    """Say whether the headers of a quoted message begin here, as Outlook writes them."""
    if not _HEADERS.match(lines[number]):
        return False
    return sum(bool(_MORE_HEADERS.match(line)) for line in lines[number + 1 : number + 5]) > 1


def _drop_announcement(kept: list[str]) -> None:
    """Take back the last lines if they say who wrote what is quoted below them."""
    end = len(kept)
    while end and not kept[end - 1]:
        end -= 1
    for count in (1, 2):
        if end >= count and _SAID.match("\n".join(kept[end - count : end])):
            del kept[end - count :]
            return
