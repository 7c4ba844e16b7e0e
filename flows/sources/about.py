"""What a person must know of a kind of source before it is set up, in words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """One kind of source; each field is a sentence or a phrase for a person.

    docs/sources.md, `earwitness sources` and `earwitness estimate` say it.
    """

    hears: str
    """What it brings: "posts with a tag, of an account, found by a search"."""
    needs: str
    """What must be there first: "nothing", "an API key (free)", "a contract"."""
    again: str
    """What makes it go on where it stopped."""
    limits: str
    """What the platform allows: how many requests, how many results, how far back."""
    deaf_to: str
    """What it cannot hear."""
    terms: str
    """What the platform's terms demand of who stores its posts: a paragraph."""
    proof: str
    """What it was tried against, and what was not proved."""
    example: str
    """How it is set up: a table of `listening.toml`."""
    posts_per_call: int = 100
    """Posts that one request brings at most."""
    calls_per_hour: int | None = None
    """Requests that the platform allows, evenly spread; None where it names no number."""
    recheck_days: int | None = None
    """Within how many days a deletion on the platform must be followed; None: no such term."""
