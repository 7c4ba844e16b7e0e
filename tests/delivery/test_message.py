"""The e-mail itself: its parts, its names, and what hostile text can do to it."""

import base64
import io
import struct
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from flows.delivery.letter import attachment_name, subject, write
from flows.delivery.message import Envelope, build
from flows.errors import RenderError
from flows.rendering import numbers
from flows.rendering.context import Finding
from flows.rendering.html import render_html
from flows.rendering.issue import Issue
from flows.rendering.theme import Logo
from flows.rendering.tiles import tiles
from tests.delivery.conftest import PDF, a_config, an_issue
from tests.rendering.sample import a_context, an_empty_context

CONFIG = a_config(Path(), 25, recipients=[])
AT = datetime(2026, 7, 1, 6, tzinfo=UTC)


@pytest.fixture
def issue(tmp_path: Path) -> Issue:
    """Return the sample issue."""
    return an_issue(a_config(tmp_path, 25, recipients=["team@example.com"]), tmp_path)


@pytest.fixture(scope="module")
def plain_issue(tmp_path_factory: pytest.TempPathFactory) -> Issue:
    """Return the sample issue without its PDF, for all examples of a property."""
    folder = tmp_path_factory.mktemp("issue")
    return an_issue(a_config(folder, 25, recipients=["a@example.com"]), folder, paths={})


def built(
    issue: Issue, recipient: str = "team@example.com", after: str | None = None
) -> EmailMessage:
    """Return the message as it goes out."""
    about = f"{issue.report.id}\n{issue.window.slug}"
    envelope = Envelope("reports@example.com", recipient, AT, about, after)
    return build(write(issue, issue.context, CONFIG), envelope, issue.paths.get("pdf"))


def received(issue: Issue, recipient: str = "team@example.com") -> EmailMessage:
    """Return the message as it comes out at the other end."""
    sent = built(issue, recipient).as_bytes()
    message = message_from_bytes(sent, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage, kind: str) -> str:
    """Return the text or the HTML of a message."""
    body = message.get_body((kind,))
    assert body is not None
    content = body.get_content()
    assert isinstance(content, str)
    return content


def test_the_html_has_a_text_beside_it_and_the_pdf_behind_it(issue):
    """Text and HTML are alternatives, the plainer first; the PDF is an attachment."""
    message = received(issue)
    kinds = [part.get_content_type() for part in message.walk()]
    assert [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ] == kinds


def test_a_logo_travels_within_the_message(issue):
    """A client's PNG is a related part that the HTML names, small, with the brand's name for it."""
    png = (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4sII", 13, b"IHDR", 400, 100)
        + bytes(9)
        + b"IEND"
        + bytes(4)
    )
    logo = Logo("Norrsken", "png", png, "data:,", 400, 100)
    themed = replace(issue.context, theme=replace(issue.context.theme, logo=logo))
    message = received(replace(issue, context=themed))
    (picture,) = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert png == picture.get_content()
    (shown,) = LexborHTMLParser(text_of(message, "html")).css("img")
    assert f"<{(shown.attributes['src'] or '').removeprefix('cid:')}>" == picture["Content-ID"]
    assert ("176", "44") == (shown.attributes["width"], shown.attributes["height"])
    assert "Norrsken" == shown.attributes["alt"]


def test_a_drawn_logo_travels_in_pixels(issue):
    """Of an SVG, which no mail program shows, a PNG goes, twice as fine as it is shown."""
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
        b'<rect x="20" width="20" height="20" fill="#12ab56"/></svg>'
    )
    uri = f"data:image/svg+xml;base64,{base64.b64encode(drawing).decode()}"
    logo = Logo("Norrsken", "svg", drawing, uri, 40, 20)
    themed = replace(issue.context, theme=replace(issue.context.theme, logo=logo))

    message = received(replace(issue, context=themed))

    (picture,) = [part for part in message.walk() if part.get_content_type() == "image/png"]
    (shown,) = LexborHTMLParser(text_of(message, "html")).css("img")
    assert ("88", "44") == (shown.attributes["width"], shown.attributes["height"])
    with Image.open(io.BytesIO(picture.get_content())) as pixels:
        assert (176, 88) == pixels.size
        assert (0x12, 0xAB, 0x56, 255) == pixels.getpixel((132, 44))
        (least, _) = pixels.convert("RGBA").getchannel("A").crop((0, 0, 80, 88)).getextrema()
        assert 0 == least


def test_the_message_wears_the_theme_of_the_client(issue):
    """Its accent is the theme's, on paper and in the dark."""
    theme = issue.context.theme
    worn = replace(
        theme,
        light={**theme.light, "accent": "#123456"},
        dark={**theme.dark, "accent": "#abcdef"},
    )
    html = text_of(received(replace(issue, context=replace(issue.context, theme=worn))), "html")
    assert theme.light["accent"] not in html
    assert "#123456" in html
    assert "#abcdef" in html


def test_the_pdf_arrives_byte_for_byte_under_a_readable_name(issue):
    """The attachment is the file, named after brand and period."""
    (attachment,) = received(issue).iter_attachments()
    assert attachment.get_content() == PDF
    assert attachment.get_filename() == "Norrsken listening report June 2026.pdf"


def test_a_name_in_another_script_survives(issue, tmp_path):
    """Brand names in Cyrillic or Hangul arrive in subject and file name as they are."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    named = an_issue(config, tmp_path, report={"name": "Миров 소리/«Ухо»"})
    message = received(named)
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "Миров 소리 «Ухо» listening report June 2026.pdf"
    assert message["Subject"].startswith("June 2026: Миров 소리/«Ухо» is talked about")


def test_the_headers_say_what_this_is(issue):
    """Sender, recipient, subject, date, and that no person wrote it."""
    message = received(issue)
    assert message["From"] == "Earwitness <reports@example.com>"
    assert message["To"] == "team@example.com"
    assert message["Subject"].startswith("June 2026: Norrsken is talked about")
    assert len(message["Subject"]) <= 122
    assert message["Date"].datetime == AT
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_message_id_is_that_of_report_window_and_recipient(issue, tmp_path):
    """The same issue to the same recipient keeps its id; any other has another."""
    first = received(issue)["Message-ID"]
    assert first == received(issue)["Message-ID"]
    assert first != received(issue, "other@example.com")["Message-ID"]
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    assert first != received(an_issue(config, tmp_path, period="2026-05"))["Message-ID"]


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_both_texts_carry_the_summary(issue, kind):
    """Headline, every tile with its comparison, all findings, and the coverage are in both."""
    text = " ".join(LexborHTMLParser(text_of(received(issue), kind)).text().split())
    findings = issue.context.findings
    for key in ("what", "so_what", "now_what", "coverage"):
        for finding in findings[key]:
            assert finding.text in text
    for said in (issue.headline, *issue.gaps, "+12.1 points", "+8.0 to +16.2", "67.1%", "+20%"):
        assert said in text
    assert "138 of 150 source-days" in text
    assert "Norrsken listening report June 2026.pdf" in text


def test_the_mail_says_what_the_page_says(issue):
    """Each tile has the same value and interval in the e-mail as in the report."""
    summary = LexborHTMLParser(render_html(issue.context)).css_first("#summary")
    assert summary is not None
    page = summary.text()
    mail = LexborHTMLParser(text_of(received(issue), "html")).text()
    for _, figure in tiles(issue.context):
        for said in (
            numbers.value(figure.value, figure.unit),
            numbers.interval(figure.low, figure.high, figure.unit),
        ):
            assert said in page
            assert said in mail


def test_the_html_asks_for_nothing_outside_itself(issue):
    """No image, link, script or style sheet is fetched when the message is opened."""
    tree = LexborHTMLParser(text_of(received(issue), "html"))
    assert not tree.css("img, link, script, iframe, a, [src], [background]")
    assert "url(" not in text_of(received(issue), "html")


def test_text_lines_stay_short(issue):
    """No line of the text needs a wide window."""
    assert max(len(line) for line in text_of(received(issue), "plain").splitlines()) <= 76


def test_hostile_words_stay_words(tmp_path):
    """Markup in a finding is shown, not obeyed; the text part shows it as it is."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    hostile = '<img src=x onerror=alert(1)> & "quotes"'
    issue = an_issue(config, tmp_path, headline=hostile)
    message = received(issue)
    assert not LexborHTMLParser(text_of(message, "html")).css("img")
    assert hostile in text_of(message, "plain")


words = st.sampled_from(["Миров", "in", "June", "café", "4.2”", "한국어", "–", "50%", "x" * 80])
headlines = st.text(max_size=300) | st.lists(words, max_size=40).map(" ".join)


@given(headlines)
def test_no_headline_breaks_the_subject(plain_issue, headline):
    """Whatever the headline is, the subject is one line and arrives as it was made."""
    issue = replace(plain_issue, headline=headline)
    message = received(issue)
    assert message["Subject"] == subject(issue.context, issue.headline)
    assert message.keys()[:4] == ["From", "To", "Subject", "Date"]
    assert len(subject(issue.context, issue.headline)) <= 122


def test_a_subject_names_the_brand_once(plain_issue):
    """It stands in front only where the headline does not name it."""
    context = plain_issue.context

    assert subject(context, "Norrsken is fine.") == "June 2026: Norrsken is fine."
    assert subject(context, "All is well.") == "Norrsken in June 2026: All is well."


def test_a_long_subject_ends_with_a_clause(plain_issue):
    """It is cut before the number that would not fit, not before what the number was."""
    position = "Norrsken is in a clearly weaker position than in May 2026"
    headline = f"{position}: net sentiment in all that was said about it fell by 33.8 points."

    assert subject(plain_issue.context, headline).endswith(f"{position} …")


def test_an_encoded_line_break_cannot_add_a_header(tmp_path):
    """A headline that hides a line break in an encoded word adds no recipient."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    issue = an_issue(config, tmp_path, headline="=?utf-8?q?x=0D=0ABcc:_thief@example.com?=")
    assert received(issue)["Bcc"] is None


def test_a_period_without_posts_has_a_message_too(tmp_path):
    """An empty report is sent with what is known: the sources and their coverage."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    said = "Nothing was said about Norrsken in June 2026."
    issue = an_issue(config, tmp_path, context=an_empty_context(), headline=said)
    assert said in text_of(received(issue), "plain")
    assert said in text_of(received(issue), "html")


def test_a_thin_figure_is_withheld(tmp_path):
    """Too few posts are said in words, without the number they would have made."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    context = a_context()
    net = context.figures["net_sentiment.norrsken"]
    object.__setattr__(net, "adequacy", "too few")
    message = received(an_issue(config, tmp_path, context=context))
    for kind in ("plain", "html"):
        assert "too few posts (1,155)" in text_of(message, kind)
        assert "+12.1" not in text_of(message, kind)


def test_a_report_without_a_pdf_is_sent_without_one(tmp_path):
    """Where the formats name no PDF, nothing is attached and nothing promises it."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    message = received(an_issue(config, tmp_path, paths={}))
    assert list(message.iter_attachments()) == []
    assert "attached" not in text_of(message, "plain")


def test_a_vanished_pdf_is_named(issue):
    """A PDF that is gone stops the message and says which file."""
    issue.paths["pdf"].unlink()
    with pytest.raises(RenderError, match=r"`.*monthly\.pdf` cannot be attached"):
        built(issue)


def test_a_slash_in_a_name_is_no_folder(tmp_path):
    """Signs that a file system refuses become blanks."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    issue = an_issue(config, tmp_path, report={"name": 'A/B: "C"?'})
    assert attachment_name(issue.context) == "A B C listening report June 2026.pdf"


def test_findings_without_posts_text_stay_in_order(tmp_path):
    """The order is what, so what, now what, then the data."""
    config = a_config(tmp_path, 25, recipients=["team@example.com"])
    said = [Finding(key, key.upper()) for key in ("now_what", "what", "so_what")]
    context = a_context()
    changed = {**context.findings, **{finding.section: [finding] for finding in said}}
    object.__setattr__(context, "findings", changed)
    text = text_of(received(an_issue(config, tmp_path, context=context)), "plain")
    places = [text.index(words) for words in ("- WHAT", "- SO_WHAT", "- NOW_WHAT", "== Data and")]
    assert places == sorted(places)
