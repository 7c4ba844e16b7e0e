"""Make a workspace of many clients out of the quickstart: a monthly report for each.

    python -m benchmarks.clients LISTENING.toml COUNT

The reports of the configuration are replaced by `client-01` and so on. They take the quickstart's
brands in turn, each against the others, and the three last months.
"""

import sys
import tomllib
from pathlib import Path

_MONTHS = ("2026-10", "2026-09", "2026-08")


def spread(text: str, count: int) -> str:
    """Return a configuration with `count` clients' reports in the place of its own."""
    brands = [brand["id"] for brand in tomllib.loads(text)["brands"]]
    kept = text.split("\n\n")
    # The reports stand last, each with what is said of it before.
    kept = kept[: next(at for at, part in enumerate(kept) if "[[reports]]" in part)]
    return "\n\n".join([*kept, *(_report(number, brands) for number in range(count))]) + "\n"


def _report(number: int, brands: list[str]) -> str:
    brand = brands[number % len(brands)]
    others = ", ".join(f'"{one}"' for one in brands if one != brand)
    month = _MONTHS[number // len(brands) % len(_MONTHS)]
    return (
        f'[[reports]]\nid = "client-{number + 1:02}"\ntemplate = "monthly"\nbrand = "{brand}"\n'
        f'competitors = [{others}]\nperiod = "{month}"\nformats = ["pdf", "html", "xlsx"]'
    )


def main(path: str, count: str) -> None:
    """Rewrite the configuration in its place."""
    config = Path(path)
    config.write_text(spread(config.read_text(encoding="utf-8"), int(count)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
