"""What is special about sitemaps: what they list, what they must not do, what is read of pages."""

import gzip
from datetime import timedelta

import pytest

from flows.errors import SchemaDrift, SourceRefused, SourceUnavailable
from flows.sources import client
from flows.sources.budget import Budgets
from flows.sources.sitemap.entries import NoSitemap, read
from tests.sources.samples import AT
from tests.sources.test_full_text import FIRST, SECOND, a_page

LATER = AT + timedelta(hours=1)
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def listed(loc, changed="2026-03-19T10:00:00Z", title=""):
    """Return an address as a sitemap lists it."""
    news = f"<news:news><news:title>{title}</news:title></news:news>" if title else ""
    date = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{loc}</loc>{date}{news}</url>"


def sitemap(*inner, root="urlset"):
    """Return a sitemap, or an index of them."""
    return f"<{root} {NAMES}>{''.join(inner)}</{root}>".encode()


@pytest.fixture
def hear(collect, server, monkeypatch):
    """Collect the sitemap of the server."""
    monkeypatch.setattr(client, "BUDGETS", Budgets())

    def run(body=None, cursor=None, at=AT, **settings):
        if body is not None:
            server.says("/sitemap.xml", body)
        given = {"url": server.url + "/sitemap.xml", "allow_private": True, **settings}
        return collect(cursor, at=at, kind="sitemap", **given)

    return run


@pytest.mark.parametrize(
    "declared",
    [
        b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        b'<!ENTITY a SYSTEM "file:///etc/hostname">',
        b'<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_do_nothing(declared, encoding):
    """Bombs and entities from elsewhere end the reading before they are used."""
    text = f"<!DOCTYPE x [{declared.decode()}]>{sitemap(listed('https://a.example/&a;')).decode()}"
    with pytest.raises(NoSitemap, match="declares the entity `a`"):
        read(text.encode(encoding), 1_000)


def test_packed(hear):
    """A sitemap may be packed as a file, whatever its name."""
    packed = gzip.compress(sitemap(listed("https://a.example/1", title="One")))
    assert ["One"] == [post.title for post in hear(packed).posts]


def test_a_bomb_is_refused(hear):
    """A few bytes that unpack to more than allowed are refused at the limit."""
    with pytest.raises(SchemaDrift, match="larger than 1 MB unpacked"):
        hear(gzip.compress(b" " * 50_000_000), max_megabytes=1)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_what_breaks_off_is_read_again(hear, pack):
    """What a sitemap lists before it breaks off is told; the next collection brings the rest."""
    whole = sitemap(*[listed(f"https://a.example/{n}", title=f"Title {n}") for n in range(400)])
    with pytest.raises(SourceUnavailable, match="breaks off"):
        hear(pack(whole)[: len(pack(whole)) // 2])
    assert 400 == len(hear(pack(whole)).posts)


def test_a_page_is_told_again_when_its_entry_changes(hear):
    """The same entry is told once; one with another date is a new observation."""
    first = hear(sitemap(listed("https://a.example/1", title="One")))
    changed = sitemap(listed("https://a.example/1", "2026-03-20T11:00:00Z", "One"))
    assert [] == hear(cursor=first.source.cursor, at=LATER).posts
    assert 1 == len(hear(changed, first.source.cursor, LATER).posts)


def test_an_index_in_circles_ends(hear, server):
    """An index that lists itself is read once, and what is old in it not at all."""
    inner = "".join(
        f"<sitemap><loc>{server.url}/{name}.xml</loc><lastmod>{date}</lastmod></sitemap>"
        for name, date in (("sitemap", "2026-03-20"), ("new", "2026-03-20"), ("old", "2020-01-01"))
    )
    server.says("/new.xml", sitemap(listed("https://a.example/1", title="One")))
    heard = hear(sitemap(inner, root="sitemapindex"))
    assert ["One"] == [post.title for post in heard.posts]
    assert ["/sitemap.xml", "/new.xml"] == [path for path, _ in server.asked]
    assert (AT - timedelta(days=30), AT) == heard.source.covered


def test_one_sitemap_that_is_gone_does_not_close_the_others(hear, server):
    """The others are read, and the failure is told."""
    inner = "".join(
        f"<sitemap><loc>{server.url}/{one}.xml</loc></sitemap>" for one in ("gone", "b")
    )
    server.says("/b.xml", sitemap(listed("https://a.example/1", title="One")))
    with pytest.raises(SourceRefused, match=r"gone\.xml` answered 404"):
        hear(sitemap(inner, root="sitemapindex"))
    assert "/b.xml" in [path for path, _ in server.asked]


def test_a_news_sitemap_reaches_back_so_far(hear):
    """Of the days before its oldest entry nothing is vouched for."""
    heard = hear(sitemap(listed("https://a.example/1", title="One")))
    assert heard.source.limit
    assert AT - timedelta(days=30) == heard.source.limit.first
    assert "2026-03-19T10:00:00+00:00" == heard.source.limit.last.isoformat()


def test_a_sitemap_of_pages_lists_them_all(hear, server):
    """That a site has no older page is no limit; without their words, nothing was heard."""
    server.says("/1", a_page(FIRST, SECOND))
    body = sitemap(listed(f"{server.url}/1"))
    whole, bare = hear(body, full_text=True), hear(body)
    assert (None, (AT - timedelta(days=30), AT)) == (whole.source.limit, whole.source.covered)
    assert ([], None) == (bare.posts, bare.source.covered)
    assert any("set `full_text = true`" in note for note in bare.source.notes)


def test_full_text_and_the_dates_of_pages(hear, server):
    """A page gives what its entry does not say: the headline, the words, when it was published."""
    told = '<meta property="article:published_time" content="2026-03-18T07:00:00Z">'
    server.says("/1", a_page(FIRST, SECOND, head=told))
    body = sitemap(listed(f"{server.url}/1"))
    heard = hear(body, full_text=True)
    again = hear(body, heard.source.cursor, LATER, full_text=True)
    (post,) = heard.posts
    assert ("A new kettle", "2026-03-18T07:00:00+00:00", "exact", "en") == (
        post.title,
        post.posted_at.isoformat(),
        post.posted_precision,
        post.language_stated,
    )
    assert post.text.startswith(FIRST)
    assert [] == again.posts
    assert 1 == [path for path, _ in server.asked].count("/1")


def test_pages_beyond_the_bound_wait(hear, server):
    """Three pages, two at a time: the third comes with the next collection, and nothing twice."""
    for number in (1, 2, 3):
        server.says(f"/{number}", a_page(FIRST, SECOND))
    body = sitemap(*[listed(f"{server.url}/{number}") for number in (1, 2, 3)])
    first = hear(body, full_text=True, max_articles=2)
    second = hear(body, first.source.cursor, LATER, full_text=True, max_articles=2)
    assert (2, None) == (len(first.posts), first.source.covered)
    assert [f"{server.url}/3"] == [post.post_id for post in second.posts]


def test_robots_keep_pages_from_us(hear, server):
    """A forbidden page is told by its headline alone."""
    server.says("/robots.txt", b"User-agent: *\nDisallow: /1")
    server.says("/1", a_page(FIRST, SECOND))
    heard = hear(sitemap(listed(f"{server.url}/1", title="One")), full_text=True)
    assert [("One", "")] == [(post.title, post.text) for post in heard.posts]
    assert any("kept from us by robots.txt" in note for note in heard.source.notes)


def test_a_site_names_its_sitemaps(hear, server):
    """Given a site alone, its robots.txt says where its sitemaps are."""
    server.says("/robots.txt", f"Sitemap: {server.url}/news.xml".encode())
    server.says("/news.xml", sitemap(listed("https://a.example/1", title="One")))
    assert ["One"] == [post.title for post in hear(url=server.url).posts]


def test_private_sitemaps_stay_closed(hear, server):
    """An index cannot lead to another address inside."""
    inside = server.url.replace("127.0.0.1", "localhost")
    with pytest.raises(SourceRefused, match="not a public address"):
        hear(sitemap(f"<sitemap><loc>{inside}/a.xml</loc></sitemap>", root="sitemapindex"))


def test_only_below(hear):
    """Addresses outside the part that is asked for are left."""
    body = sitemap(
        listed("https://a.example/kitchen/1", title="One"), listed("https://a.example/2", title="2")
    )
    assert ["One"] == [p.title for p in hear(body, only_below="https://a.example/kitchen/").posts]
