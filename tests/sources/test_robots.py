"""robots.txt is obeyed: what it forbids is not asked for, and silence is no consent."""

import pytest

from flows.errors import SourceRefused, SourceUnavailable
from flows.sources import client
from flows.sources.budget import Budgets
from flows.sources.request import Bounds, Request
from flows.sources.robots import MOST_READ, Disallowed, Robots

LOOPBACK = Bounds(allow_private=True)


@pytest.fixture
def door(server, http, monkeypatch):
    """Serve two pages of a site, and stand before it; its budget is its own."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())
    server.says("/open", b"words")
    server.says("/closed/page", b"secrets")
    return Robots(http)


@pytest.fixture
def ask(server, door):
    """Ask for a page by its path."""
    return lambda path: door.ask(Request(server.url + path), LOOPBACK)


def paths(server):
    """Return what was asked for, in order."""
    return [path for path, _ in server.asked]


def test_what_is_forbidden_is_not_asked_for(server, ask):
    """A page that the rules keep from us is refused by name and never asked for."""
    server.says("/robots.txt", b"User-agent: *\nDisallow: /closed/")

    assert b"words" == ask("/open").body
    with pytest.raises(Disallowed, match=r"closed/page` is kept from us by the robots\.txt"):
        ask("/closed/page")
    assert ["/robots.txt", "/open"] == paths(server)


def test_rules_for_us_come_before_rules_for_all(server, ask):
    """A group with our name is the one that counts, and a longer rule beats a shorter one."""
    server.says(
        "/robots.txt",
        b"User-agent: *\nDisallow: /\n\nUser-agent: Earwitness\nDisallow: /closed\n"
        b"Allow: /closed/pa*\n",
    )
    assert [b"words", b"secrets"] == [ask("/open").body, ask("/closed/page").body]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_rules_forbid_nothing(server, ask, status):
    """A site that has no rules, or does not show them, forbids nothing."""
    server.says("/robots.txt", b"Disallow: /", status)
    assert b"words" == ask("/open").body


@pytest.mark.parametrize("status", [429, 500, 503])
def test_rules_that_cannot_be_read_forbid_all_for_now(server, ask, status):
    """A site that cannot tell its rules is asked another time; its pages are not."""
    server.says("/robots.txt", status=status)
    with pytest.raises(SourceUnavailable, match="next collection"):
        ask("/open")
    assert {"/robots.txt"} == set(paths(server))


def test_redirects_lead_to_nothing_forbidden(server, ask):
    """What an open page redirects to is not read either where the rules forbid it."""
    server.says("/robots.txt", b"User-agent: *\nDisallow: /closed/")
    server.says("/moved", status=302, Location="/closed/page")
    with pytest.raises(Disallowed, match="closed/page"):
        ask("/moved")


@pytest.mark.parametrize("rule", [b"Crawl-delay: 0.3", b"Request-rate: 10/3s"])
def test_the_delay_is_kept(server, door, ask, rule):
    """The next page waits as long as the rules ask for."""
    server.says("/robots.txt", b"User-agent: *\n" + rule)
    ask("/open")
    with pytest.raises(SourceUnavailable, match="nothing left to give"):
        door.ask(
            Request(server.url + "/closed/page"), Bounds(allow_private=True, longest_wait=0.01)
        )


def test_a_rule_that_is_cut_is_none(server, ask):
    """Of rules without end the first half megabyte counts, up to its last whole line."""
    filler = b"# " + b"x" * (MOST_READ - 30) + b"\n"
    server.says(
        "/robots.txt", b"User-agent: *\n" + filler + b"Disallow: /open-not-really-but-longer\n"
    )
    assert b"words" == ask("/open").body


def test_a_web_page_in_its_place_forbids_nothing(server, ask):
    """Sites that answer every address with a page have no rules."""
    server.says("/robots.txt", b"<!doctype html><title>Welcome</title><p>Disallow: /</p>")
    assert b"words" == ask("/open").body


def test_private_addresses_stay_closed(server, door):
    """The rules of a host that may not be asked are not asked for."""
    with pytest.raises(SourceRefused, match="not a public address"):
        door.ask(Request(server.url + "/open"), Bounds())
    assert [] == server.asked


def test_sitemaps_are_told(server, door):
    """The rules name the site's sitemaps."""
    server.says("/robots.txt", b"Sitemap: https://a.example/news.xml\nUser-agent: *\nDisallow:")
    assert ["https://a.example/news.xml"] == door.sitemaps(server.url + "/", LOOPBACK)
