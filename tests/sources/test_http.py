"""The only door to the network."""

import gzip
import time
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.sources.body import Busy
from flows.sources.budget import server_wait
from flows.sources.client import MAX_REDIRECTS, _wait
from flows.sources.http import Http, Patience
from flows.sources.request import Bounds, Request

HERE = Bounds(timeout_seconds=5, max_megabytes=1, allow_private=True)


def test_names_itself(server, http):
    """Every request says which program asks."""
    reply = http.get(server.says("/feed", b"hello"), bounds=HERE)
    assert (200, b"hello") == (reply.status, reply.body)
    assert server.asked[0][1]["User-Agent"].startswith("earwitness/")


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_unpacks(server, http, pack):
    """A packed answer arrives unpacked."""
    encoding = "gzip" if pack is gzip.compress else "deflate"
    url = server.says("/feed", pack(b"hello" * 100), Content_Encoding=encoding)
    assert b"hello" * 100 == http.get(url, bounds=HERE).body


@pytest.mark.parametrize(
    ("status", "advice"),
    [(401, "credentials"), (403, "credentials"), (404, "address"), (410, "removed")],
)
def test_refused(server, http, status, advice):
    """A no is final, asked once, and comes with advice."""
    url = server.says("/feed", status=status)
    with pytest.raises(SourceRefused, match=rf"answered {status}.*{advice}"):
        http.get(url, bounds=HERE)
    assert 1 == len(server.asked)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_busy(server, http, status):
    """A busy server is asked again, then reported as unavailable."""
    url = server.says("/feed", status=status)
    with pytest.raises(SourceUnavailable, match=f"answered {status}"):
        http.get(url, bounds=HERE)
    assert 3 == len(server.asked)


def test_busy_then_well(server, http):
    """A server that recovers between two attempts is no failure; Retry-After is obeyed."""
    server.says("/feed", b"hello")
    well = server.answers["/feed"]

    def busy(handler):
        server.answers["/feed"] = well
        handler.send_response(429)
        handler.send_header("Retry-After", "0")
        handler.end_headers()

    server.answers["/feed"] = busy
    assert b"hello" == http.get(f"{server.url}/feed", bounds=HERE).body
    assert 2 == len(server.asked)


def test_wait_the_server_asks_for():
    """The server's own wait is taken, unless it is longer than there is patience for."""
    assert timedelta(seconds=7) == _wait(Busy("answered 429", 7), 60)
    assert True is _wait(Busy("answered 503"), 60)
    assert False is _wait(Busy("answered 429", 3600), 60)
    assert False is _wait(SourceRefused("answered 404"), 60)


def test_too_long_a_wait_is_told(server, http):
    """A wait that is too long is not waited for but told."""
    url = server.says("/feed", status=503, Retry_After="3600")
    with pytest.raises(SourceUnavailable, match="asks to wait 3,600 s"):
        http.get(url, bounds=HERE)
    assert 1 == len(server.asked)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 20 Mar 2026 12:01:00 GMT", 60.0),
        ("Fri, 20 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after(header, seconds):
    """Retry-After is read as seconds or as a date; nonsense is no wait."""
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    assert seconds == server_wait({"retry-after": header}, now)


def test_slow(server, http):
    """An answer that drips is given up at the time limit, though each drop comes in time."""

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(0.02)

    server.answers["/feed"] = drip
    with (
        Http(patience=Patience(attempts=1)) as once,
        pytest.raises(SourceUnavailable, match=r"was not done within 0.2 s"),
    ):
        once.get(f"{server.url}/feed", bounds=Bounds(0.2, 1, allow_private=True))


def test_silent(server):
    """A server that says nothing is given up at the time limit."""
    server.answers["/feed"] = lambda handler: time.sleep(0.3)
    with (
        Http(patience=Patience(attempts=1)) as once,
        pytest.raises(SourceUnavailable, match=r"did not answer within 0.1 s"),
    ):
        once.get(f"{server.url}/feed", bounds=Bounds(0.1, 1, allow_private=True))


def test_huge(server, http):
    """An answer over the limit is refused while it is read, not after."""
    url = server.says("/feed", b"x" * 1_000_001)
    with pytest.raises(SourceRefused, match=r"larger than 1 MB, the limit. Raise `max_megabytes`"):
        http.get(url, bounds=HERE)


def test_bomb(server, http):
    """A small answer that claims to be gigabytes is unpacked up to the limit only."""
    packer = zlib.compressobj(1, wbits=31)
    bomb = b"".join(packer.compress(bytes(10_000_000)) for _ in range(10)) + packer.flush()
    url = server.says("/feed", bomb, Content_Encoding="gzip")
    with pytest.raises(SourceRefused, match="larger than 1 MB"):
        http.get(url, bounds=HERE)


@pytest.mark.parametrize(
    ("body", "why"),
    [(gzip.compress(b"x" * 9_999, mtime=0)[:-9], "cut off"), (b"no gzip at all", "damaged")],
)
def test_damaged(server, http, body, why):
    """A packed answer that ends early, or is none, counts as no answer."""
    url = server.says("/feed", body, Content_Encoding="gzip")
    with pytest.raises(SourceUnavailable, match=why):
        http.get(url, bounds=HERE)


def test_cut_off(server, http):
    """An answer shorter than announced counts as no answer."""
    url = server.says("/feed", b"hello", Content_Length="500")
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        http.get(url, bounds=HERE)


def test_unknown_packing(server, http):
    """A packing that was not asked for is refused."""
    url = server.says("/feed", b"hello", Content_Encoding="br")
    with pytest.raises(SourceRefused, match="packed as `br`"):
        http.get(url, bounds=HERE)


def test_redirect(server, http):
    """A redirect is followed, and the reply knows where it came from."""
    server.says("/new", b"hello")
    reply = http.get(server.says("/old", status=301, Location="/new"), bounds=HERE)
    assert (f"{server.url}/new", b"hello") == (reply.url, reply.body)


def test_redirect_loop(server, http):
    """A loop of redirects ends."""
    url = server.says("/feed", status=302, Location="/feed")
    with pytest.raises(SourceRefused, match=f"redirects more than {MAX_REDIRECTS} times"):
        http.get(url, bounds=HERE)
    assert MAX_REDIRECTS + 1 == len(server.asked)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.com/", "javascript:alert(1)"]
)
def test_redirect_out_of_http(server, http, target):
    """A redirect leads to http and https only."""
    url = server.says("/feed", status=302, Location=target)
    with pytest.raises(SourceRefused, match=r"Only http and https|an address that is none"):
        http.get(url, bounds=HERE)


def test_conditions_stay_at_home(server, http):
    """What one site gave for asking again is not told to another."""
    other = server.url.replace("127.0.0.1", "localhost") + "/new"
    server.says("/new", b"hello")
    url = server.says("/old", status=302, Location=other)
    http.get(url, {"If-None-Match": '"secret"'}, HERE)
    assert ["If-None-Match" in headers for _, headers in server.asked] == [True, False]


def test_no_such_host(http):
    """A host that does not exist may exist tomorrow."""
    with pytest.raises(SourceUnavailable, match=r"no address is known for nowhere.invalid"):
        http.get("http://nowhere.invalid/feed")


@pytest.mark.parametrize(
    "url", ["ftp://example.com", "file:///etc/passwd", "example.com", "http://", ""]
)
def test_not_http(http, url):
    """Only http and https are asked."""
    with pytest.raises(SourceRefused, match="Only http and https"):
        http.get(url)


def test_no_secret_in_errors(server, http):
    """A secret in an address is in no message."""
    url = server.says("/feed?token=s3cret", status=403).replace("http://", "http://me:passw0rd@")
    with pytest.raises(SourceRefused) as caught:
        http.get(url, bounds=HERE)
    assert "s3cret" not in str(caught.value)
    assert "passw0rd" not in str(caught.value)
    assert "token=***" in str(caught.value)


@pytest.mark.parametrize("secret", ["kept-\r\nX-Evil: 1", "schlüssel-wort", "日本語の鍵です"])
def test_a_key_that_no_header_can_hold(server, secret):
    """It is refused without being shown, and adds no header of its own."""
    url = server.says("/feed", b"hello")
    with Http(keys=lambda _: secret) as http:
        asked = Request(url, headers={"Authorization": http.key("env:KEY")})
        with pytest.raises(SourceRefused, match="Look at the secrets") as refused:
            http.ask(asked, HERE)
    assert (False, []) == (secret[:5] in str(refused.value), server.asked)


def test_the_line_break_after_a_key_is_none_of_it(server):
    """A key that was read from a file works, and is blotted out also where no line ends."""
    url = server.says("/feed", b"hello")
    with Http(keys=lambda _: "kept-secret\n") as http:
        http.ask(Request(url, headers={"Authorization": http.key("env:KEY")}), HERE)
        assert ("kept-secret", "***") == (
            server.asked[0][1]["Authorization"],
            http.blotted("kept-secret"),
        )


@pytest.mark.parametrize(
    "asked",
    [
        Request("http://127.0.0.1/\ud800"),
        Request("http://127.0.0.1/", {"next": "\ud800"}),
        Request("http://127.0.0.1/", {"next": "x" * 99_999}),
    ],
)
def test_half_a_character_and_words_without_end(http, asked):
    """What no address can hold, such as a token that a server made up, is refused in words."""
    with pytest.raises(SourceRefused, match="asked") as refused:
        http.ask(asked, HERE)
    assert http.blotted(str(refused.value)).encode()


def test_a_search_adds_no_header(server, http):
    """Line breaks, signs and letters of a search arrive as what they are."""
    server.says("/", b"hello")
    searched = "a\r\nX-Evil: 1 & ü 日本 #+%"
    http.ask(Request(f"{server.url}/", {"q": searched}), HERE)
    path, headers = server.asked[0]
    assert ([searched], None) == (parse_qs(urlsplit(path).query)["q"], headers.get("X-Evil"))


@pytest.mark.parametrize(
    "said",
    [b"[" * 99_999, b"[" * 99_999 + b"]" * 99_999, b"[" + b"9" * 5_000 + b"]", b"\x1f\x8b\x08"],
)
def test_json_that_is_none(server, http, said):
    """Lists in lists without end, endless numbers and what is packed twice are told in words."""
    url = server.says("/feed", said)
    with pytest.raises(SchemaDrift, match="no JSON"):
        http.get(url, bounds=HERE).json()


def test_json_after_a_mark_of_its_byte_order(server, http):
    """A byte order mark is no part of an answer, nor is what its type claims it to be."""
    url = server.says("/feed", b"\xef\xbb\xbf{}", Content_Type="image/png")
    assert {} == http.get(url, bounds=HERE).json()


def test_no_cookie_is_kept(server, http):
    """Two sources that ask one host with two keys are two strangers to it."""
    url = server.says("/feed", b"hello", Set_Cookie="session=of-one-account; Path=/")
    http.get(url, bounds=HERE)
    http.get(url, bounds=HERE)

    assert "Cookie" not in server.asked[1][1]


@pytest.mark.parametrize("after", [b"", b"\0\0\0", b"no archive"])
def test_packed_in_pieces(server, http, after):
    """One archive after the other is one answer; what is no archive behind them is none of it."""
    body = gzip.compress(b"one ") + gzip.compress(b"two ") + gzip.compress(b"three") + after
    url = server.says("/feed", body, Content_Encoding="gzip")

    assert b"one two three" == http.get(url, bounds=HERE).body
