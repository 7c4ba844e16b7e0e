"""What the comment at the head of a model says."""

import re


def header(sql: str) -> list[str]:
    """Return the lines of the leading comment."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return lines


def grain(sql: str) -> list[str]:
    """Return the columns that name a row, from the header's last line; none if it has no grain."""
    stated = re.fullmatch(r"Grain: ([a-z_]+(?:, [a-z_]+)*)\.", header(sql)[-1])
    return stated[1].split(", ") if stated else []


def without_comments(sql: str) -> str:
    """Return the SQL without comments and without the insides of its strings."""
    return re.sub(r"--.*|'(?:[^']|'')*'", "", sql)
