"""GitHub: the issues of a repository, and a comment on one."""

import json
from pathlib import Path
from typing import Any

from flows.sources import Http
from flows.sources.github import GitHubSettings
from flows.sources.github.hub import Hub
from flows.sources.github.issues import comments, issues
from tests.sources.places import Place, Recorded, at
from tests.sources.samples import AT, replied

_COMMENT = {
    "id": 700,
    "html_url": "https://github.example/acme/kettle/issues/12#issuecomment-700",
    "issue_url": "https://api.github.example/repos/acme/kettle/issues/12",
    "user": {"login": "plover"},
    "created_at": "2026-03-18T11:00:00Z",
    "updated_at": "2026-03-18T11:00:00Z",
    "body": "Same here.",
    "reactions": {"+1": 1},
}


def place(server: Any, _folder: Path) -> Place:
    """Serve a page of issues; where there are some, a comment on one of them."""
    prepared = at(
        server, "/repos/acme/kettle/issues", "number", b"[]", repositories=["acme/kettle"]
    )
    issues_alone, comments_path = prepared.serve, "/repos/acme/kettle/issues/comments"
    server.says(comments_path, b"[]")

    def serve(body: bytes) -> None:
        issues_alone(body)
        has_issues = b'"number"' in body
        server.says(comments_path, json.dumps([_COMMENT] if has_issues else []).encode())

    prepared.serve = serve
    return prepared


def recorded(payloads: Path) -> Recorded:
    """Read recorded lists of issues, and of comments on them."""
    hub = Hub(GitHubSettings(id="acme", kind="github", repositories=["acme/kettle"]), Http())
    for path in sorted((payloads / "github" / "perceval").glob("github_*")):
        records = json.loads(body := path.read_bytes())
        first = records[0] if isinstance(records, list) and records else None
        if not isinstance(first, dict):
            continue
        if "comments_url" in first:
            yield path.name, len(records), issues(hub, "acme/kettle").read(replied(body), AT)
        elif "issue_url" in first:
            yield path.name, len(records), comments(hub, "acme/kettle").read(replied(body), AT)
