"""Make an issue again from what its manifest names, and hold the two against each other."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.errors import ListeningError
from flows.lake import tombstones
from flows.lake.understanding import current
from flows.rendering import manifest
from flows.rendering.contents import read_context
from flows.rendering.context import Context, Figure
from flows.rendering.earlier import Place
from flows.rendering.formats import render
from flows.rendering.issue import computed
from flows.rendering.issues import MANIFEST, Issued
from flows.rendering.kept import LOST, Difference, Shown, kept_files, shown_figures
from flows.rendering.standing import Loss, Manifest, at_home
from flows.rendering.versions import embedded_fonts, made_with

_CAUSES = {
    "understanding": "posts were understood in another way, or the configuration was edited",
    "sql": "the SQL models read otherwise",
    "code": "the code or the templates read otherwise",
    "definitions": "queries, topics, engines, rules or definitions of metrics are others",
    "sections": "the sections that users wrote are others",
    "theme": "the logo or the font files of the client's theme are others",
}
_TEXTS = ("title", "brand", "headline", "window", "previous", "changes", "commentary", "restated")


@dataclass(frozen=True)
class Verification:
    """What came of making an issue again or, away from its workspace, of looking at its files."""

    issue: Manifest
    differences: list[Difference]
    figure_count: int
    file_count: int
    shown: list[Shown] | None = None
    """What the files show of the figures, where that is all that could be looked at."""

    @property
    def is_faultless(self) -> bool:
        """Whether nothing that was looked at is another: figures, files, what they stood on."""
        return not any(one.is_outcome for one in self.differences)

    @property
    def is_made_again(self) -> bool:
        """Whether the issue was made again, and not only its files looked at."""
        return self.shown is None


def verify(
    path: Path, base: Path | None = None, progress: Callable[[str], None] = lambda _: None
) -> Verification:
    """Make an issue again, in a folder that is gone afterwards, and compare.

    Where its workspace is not there, neither where it was issued nor at `base`, only the files
    beside the manifest are held against it.

    Raises:
        ConfigError: there is no manifest at this path, it is damaged, or of another version.

    """
    issue = at_home(path, base)
    if not issue.is_at_home:
        shown = list(shown_figures(issue))
        found = [*kept_files(issue), *_edited(issue)]
        found += [one for file in shown for one in file.differences]
        # Another version may write a number in other words; what is the same needs no reason.
        found += _software(issue) if found else ()
        return _verification(issue, found, shown)
    found = [*_lost(issue), *_software(issue), *kept_files(issue), *_edited(issue)]
    try:
        found += _again(issue, progress)
    except ListeningError as error:
        found.append(Difference("issue", issue.said["report"], f"cannot be made again: {error}"))
    return _verification(issue, found)


def _verification(
    issue: Manifest, found: list[Difference], shown: list[Shown] | None = None
) -> Verification:
    order = {kind: place for place, kind in enumerate(("figure", "file", "text"))}
    found.sort(key=lambda one: (not one.is_outcome, order.get(one.kind, -1)))
    count = len(issue.said.get("files", {}))
    return Verification(issue, found, len(issue.figures), count, shown)


def _lost(issue: Manifest) -> Iterator[Difference]:
    """Yield what the issue stood on and is not there as it was, and what was erased from it."""
    erasures = tombstones.erasures(issue.config.lake)
    for loss in issue.losses:
        yield Difference(LOST[loss.kind], loss.name, _plight(loss, erasures))


def _plight(loss: Loss, erasures: list[tombstones.Erasure]) -> str:
    if loss.now is None:
        again = " `earwitness understand` makes it again." if loss.kind == "segments" else ""
        return f"is gone; restore it from a backup.{again}"
    count = tombstones.erased_between(erasures, loss.name, loss.before, loss.now)
    if count is None:
        return "is not as it was when the report was issued; restore it from a backup."
    were = "row was" if count == 1 else "rows were"
    days = {
        erasure.at.date()
        for erasure in erasures
        if any(one.name == loss.name for one in erasure.rewritten)
    }
    when = ", ".join(f"{day:%Y-%m-%d}" for day in sorted(days))
    return f"{count:,} {were} erased from it since ({when}), and nothing else."


def _software(issue: Manifest) -> Iterator[Difference]:
    before: Mapping[str, str] = issue.said.get("made_with", {})
    now = made_with(issue.scope.report.formats)
    for name, version in before.items():
        if now.get(name) != version:
            kind = "software" if name == "earwitness" else "library"
            found = now.get(name, "none")
            yield Difference(kind, name, f"was {version}, and is {found} here")


def _edited(issue: Manifest) -> Iterator[Difference]:
    """Yield the brands whose query stands in the manifest in two ways: somebody edited one."""
    kept_by = {brand.id: brand.query for brand in issue.config.brands}
    for brand, query in issue.said.get("definitions", {}).get("queries", {}).items():
        kept = kept_by.get(brand)
        if kept != query:
            what = f"has the query `{kept}`, and the definitions beside it have `{query}`"
            yield Difference("text", f"configuration of {brand}", what)


def _again(issue: Manifest, progress: Callable[[str], None]) -> Iterator[Difference]:
    told, config = issue.scope, issue.config
    if not told.segments and issue.said["segments"]:
        raise ListeningError("none of the segments that it stood on is there.")
    at = _place(issue)
    progress("computing the metrics")
    with computed(config, told) as connection:
        context = read_context(connection, config, told, at)
    said = manifest.contents(config, told, context, at, issue.path.parent)
    yield from _figures(issue, context)
    yield from _contents(issue, said)
    with TemporaryDirectory() as folder:
        name = f"{told.report.id}-{told.window.slug}"
        paths = render(context, told.report.formats, Path(folder) / name, progress)
        manifest.write(Path(folder) / MANIFEST, said, paths)
        again = json.loads((Path(folder) / MANIFEST).read_text(encoding="utf-8"))
        yield from _files(issue, again["files"], paths)


def _place(issue: Manifest) -> Place:
    """Return the issues that this one speaks of, as its manifest lists them."""
    report, slug = issue.said["report"], issue.scope.window.slug
    place = Place(issue.said["issue"])
    for one in issue.said.get("earlier", ()):
        folder = issue.config.reports_folder / report / one["period"] / str(one["issue"])
        issued = Issued(report, one["period"], one["issue"], folder)
        if issued.said() is None:
            raise ListeningError(
                f"it speaks of issue {one['issue']} for {one['period']}, whose manifest "
                f"`{issued.manifest}` is gone or damaged."
            )
        is_own = one["period"] == slug
        place = place._replace(same=issued) if is_own else place._replace(earlier=issued)
    return place


def _figures(issue: Manifest, context: Context) -> Iterator[Difference]:
    for name, issued in issue.figures.items():
        if (again := context.figures.get(name)) is None:
            yield Difference("figure", name, f"was {issued.value}; there is none such now")
            continue
        before, after = asdict(issued), asdict(again)
        for key in Figure.__dataclass_fields__:
            if before[key] != after[key]:
                yield Difference(
                    "figure", name, f"`{key}` was `{before[key]}`, and comes out as `{after[key]}`"
                )
    for name in sorted(context.figures.keys() - issue.figures.keys()):
        yield Difference("figure", name, "is new: the manifest has none such")


def _contents(issue: Manifest, said: Mapping[str, Any]) -> Iterator[Difference]:
    before = issue.said
    for key, why in _CAUSES.items():
        if before.get(key) != said.get(key):
            yield Difference(key, "", why)
    if before["understanding"] != current(issue.config):
        # Told above; the segments that the manifest names were read all the same.
        return
    for key in _TEXTS:
        # What a manifest of before did not keep is nothing that it said otherwise.
        if (before.get(key) or None) != (said.get(key) or None):
            yield Difference(
                "text",
                key,
                f"was `{_short(before.get(key))}`, and comes out as `{_short(said.get(key))}`",
            )


def _files(
    issue: Manifest, again: Mapping[str, Any], paths: Mapping[str, Path]
) -> Iterator[Difference]:
    before = issue.said.get("files", {})
    for kind, file in before.items():
        if kind not in again:
            yield Difference("file", file["name"], "is not made any more")
        elif again[kind] != file:
            yield Difference("file", file["name"], "comes out with other bytes")
            yield from _fonts(issue.path.parent / file["name"], paths[kind])


def _fonts(issued: Path, again: Path) -> Iterator[Difference]:
    """Yield the fonts that one PDF carries and the other does not."""
    if issued.suffix != ".pdf" or not issued.is_file():
        return
    before, now = (set(embedded_fonts(one.read_bytes())) for one in (issued, again))
    for name in sorted(before ^ now):
        where = "the issued file only" if name in before else "the one made here only"
        yield Difference("font", name, f"is in {where}: this machine has other fonts")


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:199]}…"  # noqa: PLR2004 - two lines
