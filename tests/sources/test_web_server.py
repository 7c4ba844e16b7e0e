"""Feeds that real feed software writes, served by a real web server: nginx on loopback."""

import os
import shutil
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from flows.lake.collection import collect_source
from flows.sources import Http
from tests.lake.samples import a_config
from tests.sources.samples import AT

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
CONFIG = """
daemon off; user root; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    log_format told '$uri $status $sent_http_content_encoding';
    access_log {folder}/access.log told;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ application/rss+xml rss; application/atom+xml atom; application/xml xml; }}
    gzip on; gzip_types *; gzip_min_length 1;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/site;
        location = /feed {{ return 301 /news.atom; }}
        location = /news.rss.xml {{ return 302 http://127.0.0.1:{port}/news.rss; }}
    }}
}}
"""


class Article(NamedTuple):
    """What an editor wrote."""

    name: str
    title: str
    text: str
    author: str
    at: datetime


ARTICLES = [
    Article("kettle", "Acme & sons: a kettle", "It boils <fast>.", "Fern", AT - timedelta(days=2)),
    Article("wasser", "Große Töpfe", "Süß — und “laut”.", "Jörg", AT - timedelta(hours=30)),
    Article("chainik", "Чайник Acme", "Он свистит 🎉", "Вера", AT - timedelta(hours=5)),
]
NEW = Article("pan", "A pan", "It does not stick.", "Fern", AT + timedelta(minutes=20))
FORMATS = {"atom": "Atom1Feed", "rss": "Rss201rev2Feed"}


def link(article: Article) -> str:
    """Return the address of an article."""
    return f"https://news.example/{article.name}"


class Site:
    """A web server, and a site that it serves."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.url = folder, f"http://127.0.0.1:{port}"
        self.software = import_module("feedgenerator")

    def publish(self, articles: list[Article]) -> None:
        """Write the feeds of a site anew."""
        for name, form in FORMATS.items():
            feed = getattr(self.software, form)(
                title="News", link="https://news.example/", description="", language="en"
            )
            for one in reversed(articles):
                feed.add_item(
                    title=one.title,
                    link=link(one),
                    description=f"<p>{one.text.replace('<', '&lt;')}</p>",
                    author_name=one.author,
                    pubdate=one.at,
                    updateddate=one.at,
                    unique_id=link(one),
                )
            path = self.folder / "site" / f"news.{name}"
            path.write_text(feed.writeString("utf-8"), encoding="utf-8")

    def asked(self) -> list[str]:
        """Return the lines of the log since it was last looked at: path, status, packing."""
        log = self.folder / "access.log"
        lines = log.read_text().splitlines()
        log.write_text("")
        return lines


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Run nginx with a site of three articles."""
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("nginx is not installed: .ci/run is to do it")
        pytest.skip("needs nginx (apt-get install nginx-light)")
    if find_spec("feedgenerator") is None and not os.environ.get("CI"):
        pytest.skip("needs feedgenerator: run make setup")
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "site").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "nginx.conf").write_text(CONFIG.format(folder=folder, port=port))
    command = [NGINX, "-e", f"{folder}/error.log", "-p", str(folder), "-c", "nginx.conf"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port, server, folder)
            yield Site(folder, port)
        finally:
            server.terminate()


def _wait(port: int, server: "subprocess.Popen[bytes]", folder: Path) -> None:
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    pytest.fail(f"nginx did not start: {(folder / 'error.log').read_text()}")


@pytest.fixture
def hear(site, tmp_path):
    """Return a way to collect a feed of the site once, and the posts that are kept of it."""
    site.publish(ARTICLES)

    def run(path: str, hours: float = 0):
        given = {"kind": "feed", "platform": "news.example", "channel": "news"}
        place = {"id": "news", "url": site.url + path, "allow_private": True}
        config = a_config(tmp_path, sources=[{**given, **place}])
        with Http() as http:
            at = AT + timedelta(hours=hours)
            entry = collect_source(config, config.source("news"), http, at)
        kept = sorted((config.lake / "raw").glob("*/*/*.parquet"))
        frames = [pl.read_parquet(one) for one in kept]
        return entry, pl.concat(frames) if frames else pl.DataFrame()

    site.asked()
    return run


@pytest.mark.parametrize("name", FORMATS)
def test_articles_become_posts(name, hear, site):
    """What the editor wrote is what is heard, packed on the way."""
    entry, kept = hear(f"/news.{name}")

    assert ("complete", 3, 0) == (entry.status, entry.post_count, entry.rejected_count)
    assert [f"/news.{name} 200 gzip"] == site.asked()
    expected = {(link(one), link(one), one.title, one.text, one.at) for one in ARTICLES}
    columns = ("post_id", "url", "title", "text", "posted_at")
    assert expected == {
        (*row[:-1], row[-1].astimezone(UTC)) for row in kept.select(columns).iter_rows()
    }


def test_both_formats_give_the_same_posts(hear, tmp_path):
    """RSS and Atom of the same articles are the same posts, to their authors' hashes."""
    atom = hear("/news.atom")[1].drop("collected_at")
    both = hear("/news.rss", 1)[1].drop("collected_at")

    assert 6 == both.height
    assert atom.sort("post_id").equals(both.unique().sort("post_id"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_second_time_there_is_nothing_new(name, hear, site):
    """The server says 304 to the next collection; what is published then is heard by the third."""
    hear(f"/news.{name}")
    again, _ = hear(f"/news.{name}", 0.1)

    assert ("complete", 0, ["nothing new since the last collection"]) == (
        again.status, again.post_count, again.notes,
    )  # fmt: skip
    assert f"/news.{name} 304 -" == site.asked()[-1]
    site.publish([*ARTICLES, NEW])
    third, kept = hear(f"/news.{name}", 1)
    assert "complete" == third.status
    assert {link(one) for one in [*ARTICLES, NEW]} == set(kept["post_id"])
    assert f"/news.{name} 200 gzip" == site.asked()[-1]


@pytest.mark.parametrize("path", ["/feed", "/news.rss.xml"])
def test_a_feed_that_moved_is_followed(path, hear, site):
    """Redirects lead to the feed, and its ETag is good for the next time as well."""
    first, _ = hear(path)
    again, _ = hear(path, 0.1)

    assert (3, 0) == (first.post_count, again.post_count)
    statuses = [line.split()[1] for line in site.asked()]
    assert ["200", "304"] == [one for one in statuses if not one.startswith("30") or one == "304"]


def test_what_is_not_there_is_refused(hear, site):
    """The server's own page for 404 is no feed."""
    entry, _ = hear("/none.atom")

    assert ("failed", False) == (entry.status, entry.is_transient)
    assert "answered 404" in (entry.error or "")
    assert ["/none.atom 404 gzip"] == site.asked()
