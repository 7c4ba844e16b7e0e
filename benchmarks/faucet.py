"""A platform on loopback that never runs dry: Hacker News' search over as many posts as one likes.

    python -m benchmarks.faucet POSTS

Prints the address and answers until it is killed. Post number n is n seconds older than the newest.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

NEWEST = 1_780_000_000
"""When the newest post was published, in seconds since 1970."""
PER_PAGE = 200

_WORDS = (
    "The kettle of Acme has boiled water for two years here and never leaked; the lid is stiff, "
    "the spout pours well, and their support answered within a day when I asked for a new seal."
)


def page(last: int, count: int) -> bytes:
    """Return the results from an instant on backwards, of a platform with so many posts."""
    last, oldest = min(last, NEWEST), NEWEST - count + 1
    hits = [
        {
            "objectID": str(at),
            "created_at_i": at,
            "author": f"author{at % 9_973}",
            "comment_text": f"{_WORDS} {at}",
            "parent_id": at - 1,
            "story_id": at - at % 50,
        }
        for at in range(last, max(last - PER_PAGE, oldest - 1), -1)
    ]
    return json.dumps({"hits": hits, "nbHits": max(0, last - oldest + 1)}).encode()


def main(count: int) -> None:
    """Answer until killed."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            filters = parse_qs(urlsplit(self.path).query)["numericFilters"][0]
            body = page(int(filters.rpartition("=")[2]), count)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
